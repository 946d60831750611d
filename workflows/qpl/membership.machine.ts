import { and, assertEvent, assign, setup, type StateMachine } from 'xstate';
import { design, effects, fromKnowledge, type Refusal, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { MembershipContext, MembershipEvent } from './membership.events.js';

/**
 * One provider on one lot of a list. It is live when an application was admitted; it is legacy when it was brought over from an
 * older list and evidence is still missing. Ending, suspending and renewing it have rules of their own, not made here.
 */

const broughtOver = design('Providers of an older list come over as legacy, with what is missing named');
const admitted = fromKnowledge('Public Contracts Regulations 2015 regs 74 to 77: a light-touch list follows its published terms');
const told = design('Capacity and wait are as the provider told them, with the day on which it did');

const nobodyYet: MembershipContext = {
  schemeId: '', schemeTitle: '', provider: null, lot: null, origin: '', listedOn: null, missing: [], seen: [], capacity: null,
};

const onThisLot = setup({
  types: {
    context: {} as MembershipContext,
    events: {} as MembershipEvent,
    meta: {} as StateMeta,
    transitionMeta: {} as TransitionMeta,
  },
  guards: {
    nothingIsMissing: ({ context }) => context.missing.length === 0,
    confirmsWhatIsMissing: ({ context, event }) => {
      assertEvent(event, 'evidence.confirm');
      return event.input.seen.length > 0 && event.input.seen.every((item) => context.missing.some((gap) => gap.requirement === item.requirement));
    },
    isSeenByNow: ({ event }) => {
      assertEvent(event, 'evidence.confirm');
      return event.input.seen.every((item) => item.verifiedOn <= event.stamp.occurredOn);
    },
    isStillValid: ({ event }) => {
      assertEvent(event, 'evidence.confirm');
      return event.input.seen.every((item) => item.validUntil === null || item.validUntil >= event.stamp.occurredOn);
    },
    waitRunsFromLeastToMost: ({ event }) => {
      assertEvent(event, 'capacity.tell');
      return event.input.waitWeeksMin <= event.input.waitWeeksMax;
    },
  },
  actions: {
    ...effects,
    noteListing: assign(({ event }) => {
      assertEvent(event, 'membership.begin');
      const { schemeId, schemeTitle, provider, lot, capacity } = event.input;
      return { schemeId, schemeTitle, provider, lot, capacity, origin: 'application', listedOn: event.stamp.occurredOn, missing: [] };
    }),
    noteCapacity: assign(({ event }) => {
      assertEvent(event, 'capacity.tell');
      const { sessionsPerWeek, waitWeeksMin, waitWeeksMax } = event.input;
      return { capacity: { sessionsPerWeek, waitWeeksMin, waitWeeksMax, toldOn: event.stamp.occurredOn } };
    }),
  },
});

const begin = { target: 'live', meta: { sources: [admitted] }, actions: 'noteListing' } as const;
const tellCapacity = { guard: 'waitRunsFromLeastToMost', meta: { sources: [told] }, actions: 'noteCapacity' } as const;

export const membershipMachine = onThisLot.createMachine({
  id: 'qpl.membership',
  context: nobodyYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Not on the list', sources: [admitted] },
      on: {
        'membership.import': {
          target: 'legacy',
          meta: { sources: [broughtOver] },
          actions: assign(({ event }) => ({ ...event.input, listedOn: event.stamp.occurredOn, seen: [] })),
        },
        'membership.begin': begin,
      },
    },

    legacy: {
      meta: { title: 'On the list from before, evidence missing', sources: [broughtOver] },
      always: { target: 'live', guard: 'nothingIsMissing', meta: { sources: [broughtOver] } },
      on: {
        'evidence.confirm': {
          guard: and(['confirmsWhatIsMissing', 'isSeenByNow', 'isStillValid']),
          meta: { sources: [broughtOver] },
          actions: assign(({ context, event: { input, stamp } }) => ({
            missing: context.missing.filter((gap) => !input.seen.some((item) => item.requirement === gap.requirement)),
            seen: [...context.seen, ...input.seen.map((item) => ({ ...item, by: stamp.by, at: stamp.recordedAt }))],
          })),
        },
        'capacity.tell': tellCapacity,
        'membership.begin': begin,
      },
    },

    live: {
      meta: { title: 'On the list', sources: [admitted] },
      on: {
        'capacity.tell': tellCapacity,
        // Admitted again: what the provider offers now replaces what it offered before.
        'membership.begin': begin,
      },
    },
  },
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type MembershipGuard = typeof membershipMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

/** Why each guard of the membership says no, and what would change that. */
export const refusals = {
  nothingIsMissing: {
    kind: 'case',
    because: 'Evidence is still missing from the older list.',
    unblock: 'Confirm each item that is missing once it has been seen.',
    source: broughtOver,
  },
  confirmsWhatIsMissing: {
    kind: 'input',
    because: 'No missing item was confirmed, or one that is not missing was.',
    unblock: 'Choose from the items that are shown as missing.',
    source: broughtOver,
  },
  isSeenByNow: {
    kind: 'input',
    because: 'Evidence is dated after the day on which it was recorded.',
    unblock: 'Give the day on which the document was seen or the register looked up.',
    source: broughtOver,
  },
  isStillValid: {
    kind: 'input',
    because: 'The evidence has already run out.',
    unblock: 'Ask the provider for what is valid today.',
    source: broughtOver,
  },
  waitRunsFromLeastToMost: {
    kind: 'input',
    because: 'The shortest wait is longer than the longest.',
    unblock: 'Give the shortest wait first, in whole weeks, then the longest.',
    source: told,
  },
} satisfies Record<MembershipGuard, Refusal>;
