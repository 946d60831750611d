import { and, assign } from 'xstate';
import { abandoned, abandoningState, awardedDirectly, confirmed, signing } from './after-standstill.js';
import { awardB, mustUseB, noticeB, notSelected } from './award.sources.js';
import { nothingYet } from './award-steps.js';
import { awarding, done } from './awarding.js';
import { abandoning } from './before-award.js';
import { opened } from './opening.js';
import { preparation, wholeLife } from './preparation.js';

const { 'criteria.assess': _criteria, 'selection.assess': _selection, ...needed } = preparation;

/**
 * Direct award process B (reg 8): patients choose, the number of providers is not limited, and every provider that meets the requirements is
 * offered a contract. A case is one provider's: awarded, or told with reasons that it does not meet the requirements. There is no standstill.
 */
export const directAwardBMachine = awarding.createMachine({
  id: 'psr.direct-award-b',
  context: nothingYet,
  initial: 'notYet',
  on: wholeLife,
  states: {
    notYet: opened('direct award B', ['namesOneProvider', 'endsAfterItStarts']),

    awarding: {
      meta: { title: 'Before the award', sources: [mustUseB] },
      initial: 'considering',
      on: { ...needed, ...abandoning },
      states: {
        considering: {
          id: 'step1',
          meta: { title: 'Step 1: does the provider meet the requirements?', sources: [mustUseB] },
          on: {
            'award.approve': {
              guard: and(['isNotConflicted', 'decisionMakersAreNamed', 'conflictsAreStated', 'exclusionsAreChecked', 'nobodyStandsExcluded', 'givesReasons']),
              target: 'approved',
              meta: { sources: [awardB] },
              actions: assign({ approval: ({ event }) => ({ ...event.input, ...done(event) }) }),
            },
            // To refuse a provider that qualifies is a matter of patient choice, which the Panel looks at too: so the reasons are on record.
            'provider.refuse': {
              guard: and(['isNotConflicted', 'givesReasons']),
              target: '#refused',
              meta: { sources: [mustUseB] },
              actions: assign({ refusal: ({ event }) => ({ ...event.input, ...done(event) }) }),
            },
          },
        },
        approved: {
          meta: { title: 'Step 1: approved, the contract is to be signed', sources: [awardB, notSelected] },
          on: signing(awardB, { clock: 'award-notice', rule: 'psr.award-notice' }),
        },
      },
    },

    awarded: awardedDirectly(noticeB),
    confirmed: confirmed('Awarded, and the notice submitted', noticeB),
    refused: { id: 'refused', meta: { title: 'The provider does not meet the requirements', sources: [mustUseB] } },
    abandoning: abandoningState,
    abandoned,
  },
});
