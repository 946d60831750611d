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
const ABANDONMENT = seen('public', ['abandonment.submit']);
const DIRECT = { ...PREPARING, ...ABANDONMENT, ...seen('officers', ['award.approve']), ...seen('public', ['award-notice.submit']) };
const WITH_STANDSTILL = {
  ...PREPARING, ...ABANDONMENT,
  ...seen('officers', [
    'criteria.assess', 'selection.assess', 'intention.submit', 'breach.record', 'step.repeat', 'repeat.tell', 'representation.receive', 'representation.judge', 'representation.invite', 'representation.explain',
    'information.request', 'information.answer', 'review.record', 'decision.take', 'decision.replace', 'decision.tell', 'panel.ask', 'panel.triage', 'panel.advise', 'bridge.note', 'standstill.close',
  ]),
  ...seen('public', ['intention.publish', 'intention.correct', 'confirmation.submit']),
};

/** One context for all routes; what a route does not have stays empty. */
const FIELDS = seen('officers', [
  'route', 'routeCase', 'opened', 'details', 'framework', 'providers', 'decisionMakers', 'interests', 'noneDeclared', 'subContracting', 'exclusionChecks', 'exclusions', 'subContractorWarnings', 'ministerNotices',
  'contested', 'settled', 'keyDecision', 'assessments', 'selections', 'satisfaction', 'approval', 'refusal', 'following', 'poolMayBeCompleted', 'pool', 'poolCompleted', 'choice', 'clarifications', 'awardCriteria',
  'invitation', 'offers', 'evaluators', 'evaluations', 'outcomesTold', 'intention', 'corrections', 'standstill', 'bridges', 'breaches', 'award', 'announced', 'overdue', 'repeat', 'abandonment', 'abandonmentAnnounced',
  'earlierRounds',
]);
const NOTICES = { ...seen('public', ['intention-notice', 'confirmation-notice', 'abandonment-notice']), ...seen('officers', ['further-decision']) };
const DIRECT_NOTICES = seen('public', ['award-notice', 'abandonment-notice']);

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
      ...seen('officers', ['clarification.share', 'provider.choose', 'award-criteria.set', 'offers.reschedule', 'offer.receive', 'evaluator.name', 'offer.assess', 'evaluation.note', 'outcome.tell']),
    },
    fields: FIELDS, documents: { ...NOTICES, ...seen('public', ['invitation-notice']) },
  },
};
