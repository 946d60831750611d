import { and, assign } from 'xstate';
import { abandoned, abandoningState, awarded, confirmedAfterStandstill, intending, standstillEnded } from './after-standstill.js';
import { stepsOfCompetition as steps } from './award.sources.js';
import { nothingYet } from './award-steps.js';
import { awarding } from './awarding.js';
import { abandoning, beforeAward, goingBack } from './before-award.js';
import { publish, submitted } from './choosing.js';
import { assessing, choosing, invited, reschedule, setCriteria, telling } from './competition.js';
import { concludingFramework, describingFramework, notInStandstill } from './concluding-framework.js';
import { onlyByCompetition } from './framework.sources.js';
import { opened } from './opening.js';
import { wholeLife } from './preparation.js';
import { standstillOf } from './standstill.js';

const standstill = standstillOf(steps[7], steps[8]);
const ended = standstillEnded(steps[9], { also: ['aContractIsToBeMade'] });

/**
 * The competitive process (reg 11), in ten steps, for a contract, for a framework, or for a place in a framework that runs (regs 16, 17): criteria
 * fixed before any offer, offers invited, assessed one by one and moderated, the successful provider chosen, every bidder told, the intention, the
 * standstill, the review, the award, the confirmation.
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
          meta: { title: 'Step 1: the award criteria', sources: [steps[1], onlyByCompetition] },
          on: { ...describingFramework, ...setCriteria(steps, ['theFrameworkIsDescribed']) },
        },
        inviting: {
          id: 'step2',
          meta: { title: 'Step 2: offers', sources: [steps[2]] },
          initial: 'toInvite',
          states: {
            toInvite: {
              meta: { title: 'Step 2: offers are to be invited', sources: [steps[2]] },
              on: {
                ...reschedule,
                'offers.invite': {
                  guard: and(['isNotConflicted', 'theLastDayIsToCome', 'everybodyKnowsOfTheRepeat', 'noticeIsComplete', 'isTheFrozenDocument']),
                  target: 'invited',
                  meta: { sources: [steps[2]] },
                  actions: [assign({ invitation: ({ event }) => submitted(event) }), publish],
                },
              },
            },
            invited: invited(steps),
          },
        },
        assessing: assessing(steps),
        choosing: choosing(steps, ['choosesWhoMeetsTheCriteria', 'choosesNobodyExcluded']),
        telling: telling(steps),
        intending: intending(6, steps[6], ['basicSelectionIsMet', 'everyBidderIsTold']),
        standstill: { ...standstill, on: { ...standstill.on, ...notInStandstill } },
        standstillEnded: { ...ended, on: { ...ended.on, ...concludingFramework(steps[9]) } },
        goingBack: goingBack('competitive'),
      },
    },

    awarded: awarded(steps[10]),
    confirmed: confirmedAfterStandstill(steps[10]),
    abandoning: abandoningState,
    abandoned,
  },
});
