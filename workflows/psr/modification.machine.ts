import { and, assign, setup } from 'xstate';
import { effects, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import { announcing, declaring } from './act.js';
import { nothingDone } from './act.events.js';
import { record } from './act.refusals.js';
import { done } from './awarding.js';
import { jointAccess, jointSteps } from './joint.js';
import { ownDecision } from './joint.sources.js';
import type { ModificationContext, ModificationEvent } from './modification.events.js';
import { modificationGuards } from './modification.guards.js';
import { chart, fourYears, grounds, ledger, noGround, notice, relevant } from './modification.sources.js';

const nothingYet: ModificationContext = { ...nothingDone, change: null, ground: null, noticeDecision: null, noticeWords: null, decision: null };
const modifying = setup({
  types: { context: {} as ModificationContext, events: {} as ModificationEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: modificationGuards,
  actions: effects,
});

const noteMade = modifying.assign({ made: ({ event }) => done(event) });
/** The register is told: the ledger of the contract or of the framework is written by this case. */
const tellRegister = {
  type: 'tellFact',
  params: ({ context, event }: { context: ModificationContext; event: ModificationEvent }) => ({
    fact: context.contract?.is === 'framework' ? 'psr.framework.modified' : 'psr.contract.modified',
    body: {
      [context.contract?.is === 'framework' ? 'frameworkCase' : 'contractCase']: context.contract?.caseId, caseId: event.facts.caseId,
      change: {
        what: context.change?.what, ground: context.ground?.ground, attributable: context.change?.attributable, valueChangePence: context.change?.valueChangePence, effectiveOn: context.change?.effectiveOn, newEnd: context.change?.newEnd,
        ...(context.contract?.is === 'framework' ? { whyOverFourYears: context.change?.whyOverFourYears } : {}),
      },
    },
  }),
} as const;
const oneGround = { sources: [grounds.M1, grounds.M2, grounds.M3, grounds.M4, grounds.M5] };
const drop = modifying.createStateConfig({
  on: { 'modification.drop': { guard: 'givesReasons', target: '#dropped', meta: { sources: [record] }, actions: assign({ dropped: ({ event }) => ({ ...event.input, ...done(event) }) }) } },
}).on;

/** A change of a contract or of a framework under regulation 13: on which ground, within which sums, with or without a notice; or refused, and then it is a new procurement. */
export const modificationMachine = modifying.createMachine({
  id: 'psr.modification',
  context: nothingYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Nothing begun yet', sources: [relevant] },
      on: { 'modification.open': { guard: 'contractIsThere', target: 'preparing', meta: { sources: [relevant] }, actions: assign(({ event }) => ({ contract: event.facts.contract, opened: done(event) })) } },
    },
    preparing: {
      meta: { title: 'Being prepared', sources: [noGround] },
      on: {
        ...drop,
        ...declaring,
        ...jointSteps(),
        ...jointAccess,
        // The sums are reckoned on the ledger as it is now; what was decided about the notice was decided about another change.
        'change.describe': { guard: and(['contractIsThere', 'newEndIsAfterTheStart', 'termIsFourYearsOrJustified']), meta: { sources: [noGround, ledger, fourYears] }, actions: assign(({ event }) => ({ change: { ...event.input, ...done(event) }, contract: event.facts.contract, noticeDecision: null })) },
        'ground.state': { guard: 'showsTheGround', meta: oneGround, actions: assign({ ground: ({ event }) => ({ ...event.input, ...done(event) }) }) },
        'notice.decide': { guard: and(['changeIsDescribed', 'givesReasons']), meta: { sources: [notice, chart] }, actions: assign({ noticeDecision: ({ event }) => ({ ...event.input, ...done(event) }) }) },
        'modification.permit': {
          guard: and([
            'changeIsDescribed', 'groundIsStated', 'decisionMakersAreNamed', 'conflictsAreStated', 'isNotConflicted', 'ledgerIsAsItWas', 'characterIsKept', 'onlyTheProviderChanges', 'successorIsSelected', 'causeIsOutside', 'causeIsTheAuthority',
            'ceilingHolds', 'wasAwardedByAOrB', 'chartIsAnswered', 'givesReasons',
          ]),
          target: 'permitted',
          meta: oneGround,
          actions: assign({ decision: ({ event }) => ({ permitted: true, reasons: event.input.reasons, ...done(event) }) }),
        },
        'modification.refuse': {
          guard: and(['changeIsDescribed', 'isNotConflicted', 'givesReasons']),
          target: 'notPermitted',
          meta: { sources: [noGround] },
          actions: assign({ decision: ({ event }) => ({ permitted: false, reasons: event.input.reasons, ...done(event) }) }),
        },
      },
    },
    permitted: {
      meta: { title: 'Permitted, to be made', sources: [grounds.M1, grounds.M4] },
      on: {
        ...drop,
        ...jointSteps(),
        ...jointAccess,
        'modification.make': [
          {
            guard: and(['ledgerIsAsItWas', 'noPartnerRefuses', 'everyPartnerHasDecided', 'noticeIsWanted']),
            target: 'announcing',
            meta: { sources: [notice, ownDecision] },
            actions: [noteMade, tellRegister, { type: 'startDeadline', params: ({ event }) => ({ name: 'modification-notice', rule: 'psr.modification-notice', from: event.stamp.occurredOn }) }],
          },
          { guard: and(['ledgerIsAsItWas', 'noPartnerRefuses', 'everyPartnerHasDecided']), target: 'made', meta: { sources: [notice, ownDecision] }, actions: [noteMade, tellRegister] },
        ],
      },
    },
    announcing: {
      meta: { title: 'Made, its notice is to be submitted', sources: [notice] },
      on: {
        ...announcing('modification', notice),
        ...jointAccess,
        'notice.complete': { meta: { sources: [notice] }, actions: assign({ noticeWords: ({ event }) => ({ ...event.input, ...done(event) }) }) },
      },
    },
    made: { type: 'final', meta: { title: 'Made', sources: [relevant] } },
    notPermitted: { type: 'final', meta: { title: 'Not permitted: a new procurement, or regulation 14', sources: [noGround] } },
    dropped: { id: 'dropped', type: 'final', meta: { title: 'Dropped', sources: [record] } },
  },
});
