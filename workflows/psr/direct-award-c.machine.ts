import { and, assign } from 'xstate';
import { abandoned, abandoningState, awarded, confirmedAfterStandstill, intending, standstillEnded } from './after-standstill.js';
import { otherRoute, stepsOfC } from './award.sources.js';
import { nothingYet } from './award-steps.js';
import { awarding, done } from './awarding.js';
import { abandoning, beforeAward, goingBack } from './before-award.js';
import { opened } from './opening.js';
import { wholeLife } from './preparation.js';
import { standstillOf } from './standstill.js';

/**
 * Direct award process C (reg 9): the existing provider is satisfying its contract and will likely satisfy the new one. Six steps: that decision,
 * the intention notice, the standstill, the review of representations, the contract, the confirmation.
 */
export const directAwardCMachine = awarding.createMachine({
  id: 'psr.direct-award-c',
  context: nothingYet,
  initial: 'notYet',
  on: wholeLife,
  states: {
    notYet: opened('direct award C', ['namesAProvider', 'namesEachProviderOnce', 'endsAfterItStarts']),

    awarding: {
      meta: { title: 'Before the award', sources: [stepsOfC[1]] },
      initial: 'assessing',
      on: { ...beforeAward, ...abandoning },
      states: {
        assessing: {
          id: 'step1',
          meta: { title: 'Step 1: is the provider satisfying its contract?', sources: [stepsOfC[1]] },
          on: {
            'satisfaction.decide': [
              {
                guard: and(['isNotConflicted', 'everyKeyCriterionIsAssessed', 'basicSelectionIsMet', 'givesReasons', 'findsItSatisfying']),
                target: '#step2',
                meta: { sources: [stepsOfC[1]] },
                actions: assign({ satisfaction: ({ event }) => ({ ...event.input, ...done(event) }) }),
              },
              {
                // The answer may be no. Then this route is closed, and the record says so.
                guard: and(['isNotConflicted', 'givesReasons', 'findsItWanting']),
                target: 'notForC',
                meta: { sources: [stepsOfC[1]] },
                actions: assign({ satisfaction: ({ event }) => ({ ...event.input, ...done(event) }) }),
              },
            ],
          },
        },
        notForC: { meta: { title: 'Step 1: not satisfying, another route is needed', sources: [stepsOfC[1], otherRoute] } },
        intending: intending(2, stepsOfC[2], ['everyKeyCriterionIsAssessed', 'basicSelectionIsMet']),
        standstill: standstillOf(stepsOfC[3], stepsOfC[4]),
        standstillEnded: standstillEnded(stepsOfC[5]),
        goingBack: goingBack('direct award C'),
      },
    },

    awarded: awarded(stepsOfC[6]),
    confirmed: confirmedAfterStandstill(stepsOfC[6]),
    abandoning: abandoningState,
    abandoned,
  },
});
