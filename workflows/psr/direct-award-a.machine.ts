import { and, assign } from 'xstate';
import { abandoned, abandoningState, awardedDirectly, confirmed, signing } from './after-standstill.js';
import { awardA, mustUseA, noticeA, notSelected } from './award.sources.js';
import { nothingYet } from './award-steps.js';
import { awarding, done } from './awarding.js';
import { abandoning } from './before-award.js';
import { opened } from './opening.js';
import { preparation, wholeLife } from './preparation.js';

const { 'criteria.assess': _criteria, 'selection.assess': _selection, ...needed } = preparation;

/**
 * Direct award process A (reg 7): because of the nature of the services only the existing provider can provide them. Two steps: the contract, and
 * the notice of it within thirty days. There is no standstill, and neither key criteria nor basic selection criteria are applied (reg 19(2)).
 */
export const directAwardAMachine = awarding.createMachine({
  id: 'psr.direct-award-a',
  context: nothingYet,
  initial: 'notYet',
  on: wholeLife,
  states: {
    notYet: opened('direct award A', ['namesAProvider', 'namesEachProviderOnce', 'endsAfterItStarts']),

    awarding: {
      meta: { title: 'Before the award', sources: [mustUseA] },
      initial: 'preparing',
      on: { ...needed, ...abandoning },
      states: {
        preparing: {
          id: 'step1',
          meta: { title: 'Step 1: the award is to be approved', sources: [mustUseA] },
          on: {
            'award.approve': {
              guard: and(['isNotConflicted', 'decisionMakersAreNamed', 'conflictsAreStated', 'exclusionsAreChecked', 'nobodyStandsExcluded', 'givesReasons']),
              target: 'approved',
              meta: { sources: [awardA] },
              actions: assign({ approval: ({ event }) => ({ ...event.input, ...done(event) }) }),
            },
          },
        },
        approved: {
          meta: { title: 'Step 1: approved, the contract is to be signed', sources: [awardA, notSelected] },
          on: signing(awardA, { clock: 'award-notice', rule: 'psr.award-notice' }),
        },
      },
    },

    awarded: awardedDirectly(noticeA),
    confirmed: confirmed('Awarded, and the notice submitted', noticeA),
    abandoning: abandoningState,
    abandoned,
  },
});
