import { and, assign } from 'xstate';
import { abandoned, abandoningState, awarded, confirmedAfterStandstill, intending, standstillEnded } from './after-standstill.js';
import { keyCriteria, principles, stepsOfMostSuitable as steps } from './award.sources.js';
import { nothingYet } from './award-steps.js';
import { awarding, done } from './awarding.js';
import { abandoning, beforeAward, goingBack } from './before-award.js';
import { chosen, publish, shareClarification, submitted } from './choosing.js';
import { opened } from './opening.js';
import { wholeLife } from './preparation.js';
import { standstillOf } from './standstill.js';

/**
 * The most suitable provider process (reg 10), in eight steps: say that it is followed, identify who may be the most suitable (not completed before
 * the fourteenth day), assess them and choose, the intention, the standstill, the review, the contract, the confirmation. It is no competition: no
 * offers are asked for, and everybody is looked at by the same rules.
 */
export const mostSuitableProviderMachine = awarding.createMachine({
  id: 'psr.most-suitable-provider',
  context: nothingYet,
  initial: 'notYet',
  on: wholeLife,
  states: {
    notYet: opened('most suitable provider', ['endsAfterItStarts']),

    awarding: {
      meta: { title: 'Before the award', sources: [steps[1]] },
      initial: 'announcing',
      on: { ...beforeAward, ...abandoning },
      states: {
        announcing: {
          id: 'step1',
          meta: { title: 'Step 1: the notice of intention to follow this process', sources: [steps[1]] },
          on: {
            'following.submit': {
              guard: and(['isNotConflicted', 'decisionMakersAreNamed', 'noticeIsComplete', 'isTheFrozenDocument']),
              target: '#step2',
              meta: { sources: [steps[1]] },
              actions: [assign({ following: ({ event }) => submitted(event) }), publish],
            },
          },
        },
        identifying: {
          id: 'step2',
          meta: { title: 'Step 2: who may be the most suitable?', sources: [steps[2]] },
          // Counted from submission, not publication; a repeated step 2 keeps the day of the notice.
          entry: { type: 'startDeadline', params: ({ context }) => ({ name: 'pool', rule: 'psr.msp-wait', from: context.following?.on ?? '' }) },
          exit: { type: 'endDeadline', params: { name: 'pool' } },
          on: {
            'deadline.reached': { guard: { type: 'isForClock', params: { clock: 'pool' } }, meta: { sources: [steps[2]] }, actions: assign({ poolMayBeCompleted: true }) },
            'pool.consider': {
              guard: and(['isNotConflicted', 'isNotInThePool', 'givesReasons']),
              meta: { sources: [steps[2], principles] },
              actions: assign({ pool: ({ context, event }) => [...context.pool, { ...event.input, ...done(event) }] }),
            },
            'clarification.share': shareClarification,
            'pool.complete': {
              guard: and(['isNotConflicted', 'fourteenDaysHavePassed', 'thePoolHasProviders', 'givesReasons']),
              target: '#step3',
              meta: { sources: [steps[2]] },
              actions: assign({ poolCompleted: ({ event }) => done(event) }),
            },
          },
        },
        choosing: {
          id: 'step3',
          meta: { title: 'Step 3: assess them and choose', sources: [steps[3], keyCriteria] },
          on: {
            'clarification.share': shareClarification,
            'provider.choose': {
              guard: and(['isNotConflicted', 'everyoneInThePoolIsAssessed', 'choosesFromThePool', 'choosesWhoMeetsTheCriteria', 'choosesNobodyExcluded', 'givesReasons']),
              target: '#step4',
              meta: { sources: [steps[3]] },
              actions: chosen,
            },
          },
        },
        intending: intending(4, steps[4], ['everyKeyCriterionIsAssessed', 'basicSelectionIsMet']),
        standstill: standstillOf(steps[5], steps[6]),
        standstillEnded: standstillEnded(steps[7]),
        goingBack: goingBack('most suitable provider'),
      },
    },

    awarded: awarded(steps[8]),
    confirmed: confirmedAfterStandstill(steps[8]),
    abandoning: abandoningState,
    abandoned,
  },
});
