import { IsString } from 'class-validator';
import type { Procedure } from '../src/engine/procedure.js';
import type { Told } from '../workflows/shared/vocabulary.js';
import type { CounterContext, CounterFacts } from './counter.machine.js';
import { counterMachine, counterRefusals } from './counter.machine.js';

class Note {
  @IsString() text: string;
}
type CounterEvent =
  | Told<'count.open', { readonly text: string }, CounterFacts>
  | Told<'count.add', { readonly text: string }, CounterFacts>;

/** The machine that all runtimes run, as a procedure: as much around it as any procedure has. */
export const counterProcedure: Procedure<CounterContext, CounterEvent> = {
  name: 'bench.counter',
  title: 'Counter',
  plural: 'Counters',
  machine: counterMachine,
  version: 1,
  refusals: counterRefusals,
  opening: 'count.open',
  series: 'CNT',
  events: {
    'count.open': {
      label: 'Open',
      purpose: 'To count.',
      roles: ['procurement officer'],
      audience: ['officers'],
      against: 'latest',
      input: Note,
      onDesk: false,
      told: ({ input }) => `opened: ${input.text}`,
    },
    'count.add': {
      label: 'Add',
      purpose: 'One more.',
      roles: ['procurement officer'],
      audience: ['officers'],
      against: 'latest',
      input: Note,
      onDesk: true,
      told: ({ input }) => `added: ${input.text}`,
    },
  },
  facts: () => Promise.resolve({ limit: 1_000_000_000 }),
  project: (context, value) => ({
    title: `Counter of ${context.text}`,
    sentence: `It stands at ${context.count}.`,
    stage: JSON.stringify(value),
    open: true,
    organisationId: null,
    search: context.text,
    columns: { count: context.count },
  }),
  fieldAudience: {},
  retention: 'one year',
  readers: ['procurement officer'],
};
