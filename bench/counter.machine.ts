import { assign, setup } from 'xstate';

/** A machine as small as a durable event can be: one guard, one assignment, two states. Every runtime runs this one. */
export interface CounterContext {
  readonly count: number;
  readonly text: string;
}
export interface CounterFacts {
  readonly limit: number;
}
interface CounterEvent {
  readonly type: 'count.open' | 'count.add';
  readonly input: { readonly text: string };
  readonly facts: CounterFacts;
}

export const counterRefusals = {
  isBelowLimit: {
    kind: 'condition',
    because: 'The counter is full.',
    unblock: 'Open another one.',
    source: { cite: 'bench', trust: 'design' },
  },
} as const;

export const counterMachine = setup({
  types: { context: {} as CounterContext, events: {} as CounterEvent },
  guards: { isBelowLimit: ({ context, event }) => context.count < event.facts.limit },
}).createMachine({
  id: 'bench.counter',
  context: { count: 0, text: '' },
  initial: 'new',
  states: {
    new: {
      meta: { title: 'new', sources: [] },
      on: { 'count.open': { target: 'counting', actions: assign({ text: ({ event }) => event.input.text }) } },
    },
    counting: {
      meta: { title: 'counting', sources: [] },
      on: {
        'count.add': {
          guard: 'isBelowLimit',
          actions: assign({ count: ({ context }) => context.count + 1, text: ({ event }) => event.input.text }),
        },
      },
    },
  },
});
