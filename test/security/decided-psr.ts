import type { Decided } from './decided-shape.js';

/**
 * Who sees what of an award. A case is the authority's own, and no provider opens one: what providers and the public may know stands in the notices
 * and the letters. That a notice was submitted or published is no secret.
 */
const seen = <Who extends 'officers' | 'public'>(who: Who, names: readonly string[]): Record<string, Who> => Object.fromEntries(names.map((name) => [name, who]));

const PREPARING = seen('officers', [
  'award.open', 'details.change', 'providers.correct', 'decision-makers.name', 'conflict.declare', 'conflicts.none', 'sub-contractors.ask', 'exclusion.check', 'sub-contractor.warn', 'exclusion.exclude',
  'exclusion.let-in', 'exclusion.contest', 'exclusion.settle', 'minister.notify', 'key-decision.state', 'contract.sign', 'process.abandon', 'deadline.reached',
]);
/** A joint case is between the authorities: what a partner decides is told in the notices by naming it. */
const JOINT = seen('officers', ['partner.invite', 'partner.name', 'partner.release', 'partner.until', 'partner.contribute', 'partner.decide', 'partner.withdraw']);
const JOINT_FIELDS = ['partners', 'partnerDecisions', 'partnerViews'];
const ABANDONMENT = seen('public', ['abandonment.submit']);
const DIRECT = { ...PREPARING, ...JOINT, ...ABANDONMENT, ...seen('officers', ['award.approve']), ...seen('public', ['award-notice.submit']) };
const WITH_STANDSTILL = {
  ...PREPARING, ...JOINT, ...ABANDONMENT,
  ...seen('officers', [
    'criteria.assess', 'selection.assess', 'intention.submit', 'breach.record', 'step.repeat', 'repeat.tell', 'representation.receive', 'representation.judge', 'representation.invite', 'representation.explain',
    'information.request', 'information.answer', 'review.record', 'decision.take', 'decision.replace', 'decision.tell', 'panel.ask', 'panel.triage', 'panel.advise', 'bridge.note', 'standstill.close',
  ]),
  ...seen('public', ['intention.publish', 'intention.correct', 'confirmation.submit']),
};

const { 'criteria.assess': _criteria, 'selection.assess': _selection, ...WITHOUT_SELECTION } = WITH_STANDSTILL;

/** One context for all routes; what a route does not have stays empty. */
const FIELDS = seen('officers', [
  'route', 'routeCase', 'opened', 'details', 'framework', 'providers', 'decisionMakers', 'interests', 'noneDeclared', 'subContracting', 'exclusionChecks', 'exclusions', 'subContractorWarnings', 'ministerNotices',
  'contested', 'settled', 'keyDecision', 'assessments', 'selections', 'satisfaction', 'approval', 'refusal', 'following', 'poolMayBeCompleted', 'pool', 'poolCompleted', 'choice', 'clarifications', 'awardCriteria',
  'invitation', 'offers', 'evaluators', 'evaluations', 'outcomesTold', 'intention', 'corrections', 'standstill', 'bridges', 'breaches', 'award', 'announced', 'overdue', 'repeat', 'abandonment', 'abandonmentAnnounced',
  'earlierRounds', 'toConclude', 'joins', 'frameworkCase', 'placed', 'partners', 'partnerDecisions', 'partnerViews',
]);
// Letters name a ground of exclusion: who is addressed gets them by a link to their own mailbox, and nobody else.
const LETTERS = ['sub-contractor-warning', 'self-cleaning-reasons', 'minister-notice'];
const NOTICES = { ...seen('public', ['intention-notice', 'intention-anew', 'confirmation-notice', 'abandonment-notice']), ...seen('officers', ['further-decision', 'regulation-24-record', 'repeat-letter', ...LETTERS]) };
const DIRECT_NOTICES = { ...seen('public', ['award-notice', 'abandonment-notice']), ...seen('officers', ['regulation-24-record', ...LETTERS]) };

export const AWARDS: Readonly<Record<string, Decided>> = {
  'psr.direct-award-a': { events: DIRECT, fields: FIELDS, documents: DIRECT_NOTICES },
  'psr.direct-award-b': { events: { ...DIRECT, ...seen('officers', ['provider.refuse']) }, fields: FIELDS, documents: DIRECT_NOTICES },
  'psr.direct-award-c': { events: { ...WITH_STANDSTILL, ...seen('officers', ['satisfaction.decide']) }, fields: FIELDS, documents: NOTICES },
  'psr.most-suitable-provider': {
    events: { ...WITH_STANDSTILL, ...seen('officers', ['pool.consider', 'pool.complete', 'clarification.share', 'provider.choose']), ...seen('public', ['following.submit']) },
    fields: FIELDS, documents: { ...NOTICES, ...seen('public', ['following-notice']) },
  },
  'psr.competitive': {
    events: {
      ...WITH_STANDSTILL, ...seen('public', ['offers.invite']),
      ...seen('officers', ['clarification.share', 'provider.choose', 'award-criteria.set', 'offers.reschedule', 'offer.receive', 'evaluator.name', 'offer.assess', 'evaluation.note', 'outcome.tell', 'framework.describe', 'framework.conclude']),
    },
    fields: FIELDS, documents: { ...NOTICES, ...seen('public', ['invitation-notice']), ...seen('officers', ['outcome-letter']) },
  },
  // A contract under a framework: the parties know of it by their letter, everybody else by the notices.
  'psr.call-off': {
    events: {
      ...WITHOUT_SELECTION, ...seen('public', ['award-notice.submit']),
      ...seen('officers', [
        'call-off.place', 'call-off.drop', 'parties.invite', 'framework-breach.record', 'award.approve', 'clarification.share', 'provider.choose', 'award-criteria.set', 'offers.reschedule', 'offer.receive', 'evaluator.name', 'offer.assess', 'evaluation.note', 'outcome.tell',
      ]),
    },
    fields: FIELDS, documents: { ...NOTICES, ...seen('public', ['award-notice']), ...seen('officers', ['mini-competition-invitation', 'outcome-letter']) },
  },
  'psr.framework': {
    events: seen('officers', ['framework.open', 'call-off.begin', 'call-off.note', 'change.note', 'places.open', 'provider.join', 'provider.enter', 'provider.leave', 'parties.correct', 'framework.end', 'deadline.reached']),
    fields: seen('officers', ['terms', 'awardCase', 'opened', 'parties', 'rounds', 'begun', 'callOffs', 'changes', 'ended', 'expiredOn']), documents: {},
  },
  // The register is the authority's own. What a notice says of a contract is public by the notice.
  'psr.contract': {
    events: seen('officers', [
      'contract.open', 'signature.record', 'change.enter', 'change.note', 'shares.set', 'review.record', 'posts.set', 'caseload.count', 'activity.report', 'renewal.decide', 'minister.notify', 'contract.end', 'contract.close', 'deadline.reached',
    ]),
    fields: seen('officers', [
      'terms', 'ends', 'awardCase', 'importedFrom', 'opened', 'signature', 'changes', 'shares', 'reviews', 'reviewOverdueSince', 'posts', 'caseloads', 'activity', 'renewal', 'ministerNotices', 'ended',
    ]),
    documents: seen('officers', ['contract-record', 'minister-notice']),
  },
  'psr.modification': {
    events: {
      ...seen('officers', [
        'modification.open', 'decision-makers.name', 'conflict.declare', 'conflicts.none', 'change.describe', 'ground.state', 'notice.decide', 'notice.complete', 'modification.permit', 'modification.refuse', 'modification.make', 'modification.drop', 'deadline.reached',
      ]),
      ...JOINT, ...seen('public', ['modification-notice.submit']),
    },
    fields: seen('officers', ['opened', 'contract', 'decisionMakers', 'interests', 'noneDeclared', 'change', 'ground', 'noticeDecision', 'noticeWords', 'decision', 'made', 'announced', 'overdue', 'dropped', ...JOINT_FIELDS]),
    documents: seen('public', ['modification-notice']),
  },
  'psr.urgent': {
    events: {
      ...seen('officers', [
        'urgent.open', 'decision-makers.name', 'conflict.declare', 'conflicts.none', 'selection.assess', 'sub-contractors.ask', 'exclusion.check', 'exclusion.let-in', 'urgency.state', 'bridge.state', 'length.justify', 'urgent.make', 'urgent.drop', 'deadline.reached',
      ]),
      ...JOINT, ...seen('public', ['urgent-notice.submit']),
    },
    fields: seen('officers', [
      'kind', 'opened', 'terms', 'contract', 'valueChangePence', 'decisionMakers', 'interests', 'noneDeclared', 'selections', 'subContracting', 'exclusionChecks', 'exclusions', 'urgency', 'bridge', 'longer', 'made', 'announced', 'overdue', 'dropped', ...JOINT_FIELDS,
    ]),
    documents: seen('public', ['urgent-notice']),
  },
  // Its figures name cases and, of a representation, who made it; what is published of them stands in the two documents.
  'psr.annual-summary': {
    events: { ...seen('officers', ['summary.open', 'summary.count', 'figure.amend', 'summary.check', 'compliance.address', 'deadline.reached']), ...seen('public', ['summary.publish', 'report.publish']) },
    fields: seen('officers', ['year', 'period', 'opened', 'counted', 'amendments', 'checked', 'addressed', 'summary', 'report', 'earlier', 'overdue']),
    documents: seen('public', ['annual-summary', 'monitoring-report']),
  },
};
