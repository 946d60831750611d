import { AWARDS } from './decided-psr.js';
import type { Decided } from './decided-shape.js';

/**
 * Who sees what, decided once and written down: every event, field and document of every procedure, by name. `audience.test.ts` compares it with what the
 * procedures declare, so that a new event or field, or a wider audience, is decided here before it is shown to anybody.
 */
export const DECIDED: Readonly<Record<string, Decided>> = {
  'qpl.application': {
    events: {
      'application.begin': 'party', 'application.submit': 'party', 'round.extend': 'party', 'acknowledgement.send': 'party', 'late.rule': 'party',
      'check.record': 'officers', 'check.waive': 'officers', 'check.finish': 'officers', 'clarification.ask': 'party', 'clarification.send': 'party', 'clarification.answer': 'party', 'application.close': 'party',
      'exclusion.raise': 'officers', 'exclusion.advise': 'officers', 'exclusion.decide': 'officers', 'evaluation.note': 'officers', 'evaluation.again': 'officers',
      'decision.extend': 'party', 'application.recommend': 'officers', 'recommendation.return': 'officers', 'application.decide': 'officers', 'outcome.send': 'party',
      'record.sign': 'officers', 'record.publish': 'public', 'record.refer': 'officers', 'record.note': 'public',
      'review.ask': 'party', 'review.decide': 'officers', 'review.send': 'party', 'agreement.issue': 'party', 'agreement.sign': 'party', 'bank.verify': 'officers', 'supplier.set': 'officers', 'agreement.lapse': 'party',
      'application.withdraw': 'party', 'deadline.reached': 'officers',
    },
    fields: {
      caseId: 'party', schemeId: 'party', schemeTitle: 'party', schemeSlug: 'party', regime: 'party', round: 'party', begunAt: 'party', provider: 'party', contact: 'party', lots: 'party', answers: 'party', evidence: 'party',
      clinicians: 'party', declaredBy: 'party', submittedAt: 'party', submittedOn: 'party', copy: 'party', replaced: 'party', late: 'party', acknowledged: 'party', questions: 'party', extended: 'party', letterSent: 'party',
      withdrawn: 'party', reviewWindowOver: 'party', reviewAsked: 'party', reviewLetter: 'party', agreementIssued: 'party', agreementSigned: 'party', agreementLapsed: 'party', recordPublished: 'public',
      decisionBasis: 'officers', schemeEnds: 'officers', rules: 'officers', reminders: 'officers', reminderRuns: 'officers', quality: 'officers', openedOn: 'officers', checks: 'officers', findings: 'officers', waivers: 'officers',
      concerns: 'officers', exclusionRuns: 'officers', exclusionOverdue: 'officers', extensionThoughtOf: 'officers', evaluation: 'officers', workedOnBy: 'officers', overdueSince: 'officers',
      recommendation: 'officers', returned: 'officers', decision: 'officers', recordSigned: 'officers', recordCovers: 'officers', roundRecord: 'officers', reviewOverdue: 'officers', reviewed: 'officers',
      bankVerified: 'officers', supplierNumber: 'officers', lapseWarned: 'officers', toldOf: 'officers',
    },
    documents: { 'application-copy': 'party', acknowledgement: 'party', clarification: 'party', 'outcome-letter': 'party', 'review-letter': 'party', 'agreement-schedule': 'party', 'officer-decision-record': 'public' },
  },
  'qpl.scheme': {
    events: {
      'list.begin': 'officers', 'about.set': 'officers', 'basis.set': 'officers', 'lots.set': 'officers', 'requirements.set': 'officers', 'questions.set': 'officers', 'price.set': 'officers',
      'rounds.set': 'officers', 'rules.set': 'officers', 'list.abandon': 'officers', 'scheme.submit': 'officers', 'scheme.approve': 'officers', 'scheme.return': 'officers', 'scheme.rework': 'officers',
      'notice.record': 'officers', 'scheme.publish': 'public', 'invitation.publish': 'public', 'scheme.start': 'officers', 'members.change': 'officers', 'lot.open': 'public', 'lot.close': 'public',
      'lot.remove': 'public', 'conditions.change': 'public', 'round.plan': 'public', 'round.extend': 'public', 'round.evaluate': 'officers', 'round.decide': 'officers', 'round.onboard': 'officers',
      'question.ask': 'officers', 'question.answer': 'public', 'late.record': 'officers', 'late.note': 'officers', 'late.decide': 'officers', 'scheme.extend': 'public', 'scheme.close': 'public', 'deadline.reached': 'officers',
    },
    fields: {
      schemeId: 'public', slug: 'public', terms: 'public', rounds: 'public', invitation: 'public', priceSchedule: 'public', publishedOn: 'public', answered: 'public', changes: 'public', firstEnds: 'public',
      extensions: 'public', closed: 'public',
      basis: 'officers', done: 'officers', draftedBy: 'officers', returned: 'officers', approval: 'officers', callIn: 'officers', invitationIsOld: 'officers', notices: 'officers', noticeClock: 'officers',
      asked: 'officers', late: 'officers', allowedLate: 'officers', live: 'officers', pastEnd: 'officers', abandoned: 'officers',
    },
    documents: { invitation: 'public', 'price-schedule': 'public', 'notice-data': 'officers' },
  },
  'qpl.membership': {
    // Why a provider is suspended or to be removed is told to it by letter, and to nobody else outside; what is about a child to those who work for children.
    events: {
      'membership.import': 'party', 'membership.begin': 'public', 'evidence.confirm': 'party', 'capacity.tell': 'party', 'evidence.note': 'party', 'clinicians.note': 'officers',
      'conditions.set': 'party', 'condition.meet': 'party', 'membership.suspend': 'officers', 'suspension.notify': 'party', 'suspension.review': 'officers', 'suspension.lift': 'party',
      'child.assess': 'officers', 'continuity.decide': 'officers', 'removal.propose': 'officers', 'removal.notify': 'party', 'removal.represent': 'party', 'removal.decide': 'officers', 'removal.tell': 'party',
      'exclusion.report': 'officers', 'exit.notify': 'party', 'exit.withdraw': 'party', 'readmission.ask': 'party', 'readmission.decide': 'officers', 'readmission.tell': 'party',
      'review.send': 'party', 'review.return': 'party', 'review.accept': 'officers', 'deadline.reached': 'officers',
    },
    fields: {
      schemeId: 'public', schemeTitle: 'public', provider: 'public', lot: 'public', listedOn: 'public', capacity: 'public',
      origin: 'party', missing: 'party', seen: 'party', capacityOverdueSince: 'party', evidence: 'party', expiring: 'party', conditions: 'party', restrictions: 'party', representations: 'party', exit: 'party',
      ended: 'party', review: 'party', lastReviewOn: 'party',
      regime: 'officers', counted: 'officers', children: 'officers', suspension: 'officers', removal: 'officers', readmission: 'officers', history: 'officers',
    },
    documents: { 'suspension-notice': 'party', 'minded-to-removal': 'party', 'removal-letter': 'party', 'readmission-letter': 'party', 'annual-review-pack': 'party' },
  },
  'qpl.evidence': {
    // A provider reads what was asked, sent and found; who looked, certificate numbers and the reasoning about the Commission stay inside.
    events: {
      'evidence.request': 'party', 'evidence.admit': 'party', 'evidence.send': 'party', 'evidence.verify': 'party', 'evidence.record': 'party', 'evidence.query': 'party', 'evidence.answer': 'party',
      'evidence.reject': 'party', 'cqc.record': 'officers', 'deadline.reached': 'party',
    },
    fields: {
      organisationId: 'party', providerName: 'party', requirement: 'party', title: 'party', lotId: 'party', blocks: 'party', safeguarding: 'party', items: 'party', held: 'party', question: 'party',
      expiredOn: 'party', recheckSince: 'party', alongside: 'party', verifications: 'officers', dbs: 'officers', cqc: 'officers',
    },
    documents: {},
  },
  'qpl.clinician': {
    // A suspension is about safeguarding as a rule: a provider sees that somebody is not to be booked.
    events: {
      'clinician.admit': 'party', 'clinician.propose': 'party', 'clinician.check': 'party', 'clinician.record-dbs': 'officers', 'clinician.clear': 'party', 'clinician.suspend': 'officers',
      'clinician.lift': 'officers', 'clinician.leave': 'party', 'clinician.return': 'party', 'deadline.reached': 'party',
    },
    fields: {
      organisationId: 'party', providerName: 'party', name: 'party', formerNames: 'party', profession: 'party', register: 'party', number: 'party', therapies: 'party', check: 'party', clearedOn: 'party',
      conditions: 'party', lapsedOn: 'party', leftOn: 'party', recheckSince: 'party', checks: 'officers', dbs: 'officers', suspended: 'officers',
    },
    documents: {},
  },
  'qpl.change': {
    events: { 'change.tell': 'party', 'change.consider': 'officers', 'deadline.reached': 'officers' },
    fields: { organisationId: 'party', providerName: 'party', kind: 'party', what: 'party', knewOn: 'party', toldOn: 'party', dueOn: 'party', late: 'party', consideredLate: 'officers', outcome: 'officers' },
    documents: {},
  },
  'qpl.reference': {
    // A reference is given in confidence unless the referee was told otherwise: then, and only then, it stands in answerShown as well.
    events: { 'reference.ask': 'party', 'reference.link': 'officers', 'reference.give': 'officers', 'reference.decline': 'officers', 'reference.close': 'officers', 'deadline.reached': 'party' },
    fields: {
      applicationId: 'party', applicationReference: 'party', schemeTitle: 'party', organisationId: 'party', providerName: 'party', referee: 'party', shown: 'party', askedOn: 'party', chasedOn: 'party',
      overdueSince: 'party', answerShown: 'party', ended: 'party', mailbox: 'officers', answer: 'officers', endedWhy: 'officers',
    },
    documents: {},
  },
  'evaluation.scoring': {
    // Nothing of an evaluation is for the candidate: the case that asked tells it the outcome. Who inside sees which scores when is test/evaluation/hidden.test.ts.
    events: {
      'evaluation.open': 'officers', 'evaluator.assign': 'officers', 'evaluator.replace': 'officers', 'moderator.assign': 'officers', 'fitness.declare': 'officers', 'conflict.declare': 'officers',
      'score.record': 'officers', 'sheet.finish': 'officers', 'score.agree': 'officers', 'evaluation.agree': 'officers', 'record.keep': 'officers', 'evaluation.stop': 'officers', 'deadline.reached': 'officers',
    },
    fields: {
      of: 'officers', attempt: 'officers', because: 'officers', reference: 'officers', title: 'officers', candidate: 'officers', subjectTitle: 'officers', parts: 'officers', minimumEvaluators: 'officers',
      startedOn: 'officers', evaluators: 'officers', moderators: 'officers', sheets: 'officers', agreed: 'officers', overdueSince: 'officers', result: 'officers', stopped: 'officers', record: 'officers',
    },
    documents: { 'evaluation-record': 'officers' },
  },
  ...AWARDS,
  'psr.route-choice': {
    events: { 'choice.open': 'officers', 'facts.answer': 'officers', 'route.choose': 'officers', 'choice.reconsider': 'officers', 'record.sign': 'officers', 'choice.drop': 'officers' },
    fields: {
      title: 'officers', occasion: 'officers', answered: 'officers', answer: 'officers', earlierAnswers: 'officers', decision: 'officers', reconsidered: 'officers', recordSigned: 'officers', dropped: 'officers',
    },
    documents: { 'route-choice-record': 'officers' },
  },
};
