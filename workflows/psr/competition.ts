import { and, assign } from 'xstate';
import type { Source } from '../shared/vocabulary.js';
import { conflicts, evaluation, principles } from './award.sources.js';
import { awarding, done } from './awarding.js';
import { chosen, shareClarification } from './choosing.js';
import { attemptsSoFar, evaluationWanted } from './evaluation-wanted.js';

/** The stretches of reg 11 that a competition open to all and one among the providers of a framework have in common: criteria, offers, scores, choice, letters. */

/** The numbered steps, by their regulations. */
type Steps = Readonly<Record<1 | 2 | 3 | 4 | 5, Source>>;

const noteOffer = (late: boolean) => awarding.assign(({ context, event }) => {
  if (event.type !== 'offer.receive') return {};
  const { answers, ...provider } = event.input;
  return { offers: [...context.offers, { provider, answers, late, ...done(event) }] };
});
const nameEvaluator = {
  guard: 'namesAnotherEvaluator',
  meta: { sources: [conflicts] },
  actions: awarding.assign(({ context, event }) => (event.type === 'evaluator.name' ? { evaluators: [...context.evaluators, { ...event.input, ...done(event) }] } : {})),
} as const;
// Who scores has said beforehand what they know and what interest they have.
const assess = (steps: Steps) => ({
  guard: and(['isNotConflicted', 'thereAreOffers', 'theOffersAreIn', 'evaluatorsSaidWhatTheyKnow', 'thereAreEnoughEvaluators', 'isAnOfferToAssess']),
  meta: { sources: [steps[3], conflicts, evaluation] },
  actions: [
    awarding.assign(({ context, event }) =>
      event.type === 'offer.assess' ? { evaluations: [...context.evaluations, { provider: event.input.provider, attempt: attemptsSoFar(context) + 1, asked: done(event), agreed: null }] } : {}),
    { type: 'tellFact', params: evaluationWanted },
  ],
} as const);

/** Step 1: criteria fixed before any offer, of which the key criteria are part. */
export const setCriteria = (steps: Steps, also: readonly ('theFrameworkIsDescribed')[] = []) => awarding.createStateConfig({
  on: {
    'award-criteria.set': {
      guard: and(['isNotConflicted', ...also, 'criteriaAddUp', 'takesKeyCriteriaIntoAccount', 'leavesTimeForOffers']),
      target: '#step2',
      meta: { sources: [steps[1]] },
      actions: assign({ awardCriteria: ({ event }) => ({ ...event.input, ...done(event) }) }),
    },
  },
}).on;

/** Before offers are invited. The criteria stay as they were set; only the last day moves, as when offers are invited again. */
export const reschedule = awarding.createStateConfig({
  on: {
    'offers.reschedule': {
      guard: 'leavesTimeForOffers',
      meta: { sources: [principles] },
      actions: assign({ awardCriteria: ({ context, event }) => context.awardCriteria && { ...context.awardCriteria, offersUntil: event.input.offersUntil } }),
    },
  },
}).on;

/** Step 2, once offers are invited. The criteria are fixed from here on: only going back to step 1 sets others. */
export const invited = (steps: Steps, whoMayOffer: readonly ('isAParty')[] = []) => awarding.createStateConfig({
  meta: { title: 'Step 2: offers are invited', sources: [steps[2]] },
  on: {
    'clarification.share': shareClarification,
    'offer.receive': [
      { guard: and([...whoMayOffer, 'isTheFirstOffer', 'answersEveryCriterion', 'isInTime']), meta: { sources: [steps[2]] }, actions: noteOffer(false) },
      { guard: and([...whoMayOffer, 'isTheFirstOffer', 'answersEveryCriterion']), meta: { sources: [steps[2], principles] }, actions: noteOffer(true) },
    ],
    'evaluator.name': nameEvaluator,
    'offer.assess': { ...assess(steps), target: '#step3' },
  },
});

export const assessing = (steps: Steps) => awarding.createStateConfig({
  id: 'step3',
  meta: { title: 'Step 3: offers are assessed', sources: [steps[3]] },
  always: { guard: 'everyOfferIsEvaluated', target: '#step4', meta: { sources: [steps[3]] } },
  on: {
    'evaluator.name': nameEvaluator,
    'offer.assess': assess(steps),
    'evaluation.note': {
      guard: 'isOneOfOurs',
      meta: { sources: [evaluation] },
      actions: assign({ evaluations: ({ context, event }) => context.evaluations.map((one) => (one.attempt === event.input.attempt ? { ...one, agreed: event.input } : one)) }),
    },
    'clarification.share': shareClarification,
  },
});

/** Step 4. What more is asked of whoever is chosen is the process's own: under a framework its providers are not selected again. */
export const choosing = (steps: Steps, alsoChosen: readonly ('choosesWhoMeetsTheCriteria' | 'choosesNobodyExcluded' | 'theFrameworkRuns')[]) => awarding.createStateConfig({
  id: 'step4',
  meta: { title: 'Step 4: choose the successful provider', sources: [steps[4]] },
  on: {
    // Scored again, by somebody else, where somebody with a conflict had scored.
    'evaluator.name': nameEvaluator,
    'offer.assess': { ...assess(steps), target: '#step3' },
    'provider.choose': {
      guard: and(['isNotConflicted', 'nobodyConflictedScored', 'choosesAmongOffers', 'choosesWhoReachedThePassMarks', ...alsoChosen, 'givesReasons']),
      target: '#step5',
      meta: { sources: [steps[4]] },
      actions: chosen,
    },
  },
});

export const telling = (steps: Steps) => awarding.createStateConfig({
  id: 'step5',
  meta: { title: 'Step 5: every bidder is told', sources: [steps[5]] },
  always: { guard: 'everyBidderIsTold', target: '#step6', meta: { sources: [steps[5]] } },
  on: {
    'outcome.tell': {
      guard: and(['tellsABidder', 'letterIsComplete']),
      meta: { sources: [steps[5]] },
      actions: [
        assign({
          outcomesTold: ({ context, event }) => [...context.outcomesTold, { ...event.input, successful: context.providers.some(({ name }) => name === event.input.provider), ...done(event) }],
        }),
        { type: 'makeDocument', params: { kind: 'outcome-letter' } },
      ],
    },
  },
});
