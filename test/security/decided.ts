/**
 * Who sees what, decided once and written down: every event, field and document of every procedure, by name. `audience.test.ts` compares it with what the
 * procedures declare, so that a new event or field, or a wider audience, is decided here before it is shown to anybody.
 */
type Seen = 'officers' | 'party' | 'public';
export interface Decided {
  readonly events: Readonly<Record<string, Seen>>;
  readonly fields: Readonly<Record<string, Seen>>;
  readonly documents: Readonly<Record<string, Seen>>;
}

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
    documents: { 'application-copy': 'party', acknowledgement: 'party', clarification: 'party', 'evaluation-record': 'officers', 'outcome-letter': 'party', 'review-letter': 'party', 'agreement-schedule': 'party', 'officer-decision-record': 'public' },
  },
  'qpl.scheme': {
    events: {
      'list.begin': 'officers', 'about.set': 'officers', 'basis.set': 'officers', 'lots.set': 'officers', 'requirements.set': 'officers', 'questions.set': 'officers', 'price.set': 'officers',
      'rounds.set': 'officers', 'rules.set': 'officers', 'list.abandon': 'officers', 'scheme.submit': 'officers', 'scheme.approve': 'officers', 'scheme.return': 'officers', 'scheme.rework': 'officers',
      'notice.record': 'officers', 'scheme.publish': 'public', 'invitation.publish': 'public', 'scheme.start': 'officers', 'members.change': 'officers', 'lot.open': 'public', 'lot.close': 'public',
      'lot.remove': 'public', 'conditions.change': 'public', 'round.plan': 'public', 'round.extend': 'public', 'round.evaluate': 'officers', 'round.decide': 'officers', 'round.onboard': 'officers',
      'question.ask': 'officers', 'question.answer': 'public', 'late.record': 'officers', 'late.decide': 'officers', 'scheme.extend': 'public', 'scheme.close': 'public', 'deadline.reached': 'officers',
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
    events: { 'membership.import': 'party', 'membership.begin': 'public', 'evidence.confirm': 'party', 'capacity.tell': 'party' },
    fields: { schemeId: 'public', schemeTitle: 'public', provider: 'public', lot: 'public', listedOn: 'public', capacity: 'public', origin: 'party', missing: 'party', seen: 'party' },
    documents: {},
  },
  'evaluation.scoring': {
    // Nothing of an evaluation is for the candidate: the case that asked tells it the outcome. Who inside sees which scores when is test/evaluation/hidden.test.ts.
    events: {
      'evaluation.open': 'officers', 'evaluator.assign': 'officers', 'evaluator.replace': 'officers', 'moderator.assign': 'officers', 'fitness.declare': 'officers', 'conflict.declare': 'officers',
      'score.record': 'officers', 'sheet.finish': 'officers', 'score.agree': 'officers', 'evaluation.agree': 'officers', 'evaluation.stop': 'officers', 'deadline.reached': 'officers',
    },
    fields: {
      of: 'officers', attempt: 'officers', because: 'officers', reference: 'officers', title: 'officers', candidate: 'officers', subjectTitle: 'officers', parts: 'officers', minimumEvaluators: 'officers',
      startedOn: 'officers', evaluators: 'officers', moderators: 'officers', sheets: 'officers', agreed: 'officers', overdueSince: 'officers', result: 'officers', stopped: 'officers',
    },
    documents: { 'evaluation-record': 'officers' },
  },
};
