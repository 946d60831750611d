import { and, assign } from 'xstate';
import { abandoned, abandoningState, awarded, confirmedAfterStandstill, intending, standstillEnded } from './after-standstill.js';
import { conflicts, evaluation, principles, stepsOfCompetition as steps } from './award.sources.js';
import { nothingYet } from './award-steps.js';
import { awarding, done } from './awarding.js';
import { abandoning, beforeAward, goingBack } from './before-award.js';
import { chosen, publish, shareClarification, submitted } from './choosing.js';
import { attemptsSoFar, evaluationWanted } from './evaluation-wanted.js';
import { opened } from './opening.js';
import { wholeLife } from './preparation.js';
import { standstillOf } from './standstill.js';

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
const assess = {
  guard: and(['isNotConflicted', 'thereAreOffers', 'theOffersAreIn', 'evaluatorsSaidWhatTheyKnow', 'thereAreEnoughEvaluators', 'isAnOfferToAssess']),
  meta: { sources: [steps[3], conflicts, evaluation] },
  actions: [
    awarding.assign(({ context, event }) =>
      event.type === 'offer.assess' ? { evaluations: [...context.evaluations, { provider: event.input.provider, attempt: attemptsSoFar(context) + 1, asked: done(event), agreed: null }] } : {}),
    { type: 'tellFact', params: evaluationWanted },
  ],
} as const;

/**
 * The competitive process (reg 11), in ten steps, for a contract or a framework: criteria fixed before any offer, offers invited, assessed one by one
 * and moderated, the successful provider chosen, every bidder told, the intention, the standstill, the review, the award, the confirmation.
 */
export const competitiveMachine = awarding.createMachine({
  id: 'psr.competitive',
  context: nothingYet,
  initial: 'notYet',
  on: wholeLife,
  states: {
    notYet: opened('competitive', ['endsAfterItStarts']),

    awarding: {
      meta: { title: 'Before the award', sources: [steps[1]] },
      initial: 'settingCriteria',
      on: { ...beforeAward, ...abandoning },
      states: {
        settingCriteria: {
          id: 'step1',
          meta: { title: 'Step 1: the award criteria', sources: [steps[1]] },
          on: {
            'award-criteria.set': {
              guard: and(['isNotConflicted', 'criteriaAddUp', 'takesKeyCriteriaIntoAccount', 'leavesTimeForOffers']),
              target: '#step2',
              meta: { sources: [steps[1]] },
              actions: assign(({ event }) => ({ awardCriteria: { ...event.input, ...done(event) }, framework: event.input.framework })),
            },
          },
        },
        inviting: {
          id: 'step2',
          meta: { title: 'Step 2: offers', sources: [steps[2]] },
          initial: 'toInvite',
          states: {
            toInvite: {
              meta: { title: 'Step 2: offers are to be invited', sources: [steps[2]] },
              on: {
                // The criteria stay as they were set; only the last day moves, as when offers are invited again.
                'offers.reschedule': {
                  guard: 'leavesTimeForOffers',
                  meta: { sources: [principles] },
                  actions: assign({ awardCriteria: ({ context, event }) => context.awardCriteria && { ...context.awardCriteria, offersUntil: event.input.offersUntil } }),
                },
                'offers.invite': {
                  guard: and(['isNotConflicted', 'theLastDayIsToCome', 'everybodyKnowsOfTheRepeat', 'noticeIsComplete', 'isTheFrozenDocument']),
                  target: 'invited',
                  meta: { sources: [steps[2]] },
                  actions: [assign({ invitation: ({ event }) => submitted(event) }), publish],
                },
              },
            },
            // The criteria are fixed from here on: only going back to step 1 sets others.
            invited: {
              meta: { title: 'Step 2: offers are invited', sources: [steps[2]] },
              on: {
                'clarification.share': shareClarification,
                'offer.receive': [
                  { guard: and(['isTheFirstOffer', 'answersEveryCriterion', 'isInTime']), meta: { sources: [steps[2]] }, actions: noteOffer(false) },
                  { guard: and(['isTheFirstOffer', 'answersEveryCriterion']), meta: { sources: [steps[2], principles] }, actions: noteOffer(true) },
                ],
                'evaluator.name': nameEvaluator,
                'offer.assess': { ...assess, target: '#step3' },
              },
            },
          },
        },
        assessing: {
          id: 'step3',
          meta: { title: 'Step 3: offers are assessed', sources: [steps[3]] },
          always: { guard: 'everyOfferIsEvaluated', target: '#step4', meta: { sources: [steps[3]] } },
          on: {
            'evaluator.name': nameEvaluator,
            'offer.assess': assess,
            'evaluation.note': {
              guard: 'isOneOfOurs',
              meta: { sources: [evaluation] },
              actions: assign({ evaluations: ({ context, event }) => context.evaluations.map((one) => (one.attempt === event.input.attempt ? { ...one, agreed: event.input } : one)) }),
            },
            'clarification.share': shareClarification,
          },
        },
        choosing: {
          id: 'step4',
          meta: { title: 'Step 4: choose the successful provider', sources: [steps[4]] },
          on: {
            // Scored again, by somebody else, where somebody with a conflict had scored.
            'evaluator.name': nameEvaluator,
            'offer.assess': { ...assess, target: '#step3' },
            'provider.choose': {
              guard: and(['isNotConflicted', 'nobodyConflictedScored', 'choosesAmongOffers', 'choosesWhoReachedThePassMarks', 'choosesWhoMeetsTheCriteria', 'choosesNobodyExcluded', 'givesReasons']),
              target: '#step5',
              meta: { sources: [steps[4]] },
              actions: chosen,
            },
          },
        },
        telling: {
          id: 'step5',
          meta: { title: 'Step 5: every bidder is told', sources: [steps[5]] },
          always: { guard: 'everyBidderIsTold', target: '#step6', meta: { sources: [steps[5]] } },
          on: {
            'outcome.tell': {
              guard: 'tellsABidder',
              meta: { sources: [steps[5]] },
              actions: assign({
                outcomesTold: ({ context, event }) => [...context.outcomesTold, { ...event.input, successful: context.providers.some(({ name }) => name === event.input.provider), ...done(event) }],
              }),
            },
          },
        },
        intending: intending(6, steps[6], ['basicSelectionIsMet', 'everyBidderIsTold']),
        standstill: standstillOf(steps[7], steps[8]),
        standstillEnded: standstillEnded(steps[9]),
        goingBack: goingBack('competitive'),
      },
    },

    awarded: awarded(steps[10]),
    confirmed: confirmedAfterStandstill(steps[10]),
    abandoning: abandoningState,
    abandoned,
  },
});
