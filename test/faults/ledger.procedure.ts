import { IsString } from 'class-validator';
import { v5 } from 'uuid';
import { assign, setup } from 'xstate';
import { effects } from '../../workflows/shared/vocabulary.js';
import type { Told } from '../../workflows/shared/vocabulary.js';
import type { Procedure } from '../../src/engine/procedure.js';

/** The porter's ledger: a key that was handed out in one case becomes a line of its own, in another case, by a told fact. */
type LedgerEvent = Told<'line.write', { readonly about: string }>;
interface LedgerContext {
  readonly about: string;
}

class LineWrite {
  @IsString() about: string;
}

/** The same hand-out always has the same line, so that a fact told twice is written once. */
export const lineOf = (caseId: string): string => v5('line of the ledger', caseId);

export const ledgerProcedure: Procedure<LedgerContext, LedgerEvent> = {
  name: 'toy.ledger',
  title: 'Line of the ledger',
  plural: 'Lines of the ledger',
  machine: setup({
    types: { context: {} as LedgerContext, events: {} as LedgerEvent },
    actions: effects,
  }).createMachine({
    id: 'toy.ledger',
    context: { about: '' },
    initial: 'blank',
    states: {
      blank: {
        meta: { title: 'blank', sources: [] },
        on: { 'line.write': { target: 'written', actions: assign(({ event }) => ({ about: event.input.about })) } },
      },
      written: { type: 'final', meta: { title: 'written', sources: [] } },
    },
  }),
  version: 1,
  refusals: {},
  opening: 'line.write',
  series: 'LINE',
  events: {
    'line.write': {
      label: 'Write a line',
      purpose: 'The porter knows who has a key.',
      roles: ['system'],
      audience: ['officers'],
      against: 'latest',
      input: LineWrite,
      onDesk: false,
      told: () => 'wrote a line',
    },
  },
  project: ({ about }, value) => ({
    title: `Key ${about}`,
    sentence: 'Written.',
    stage: JSON.stringify(value),
    open: false,
    organisationId: null,
    search: '',
    columns: {},
  }),
  fieldAudience: {},
  reactions: [
    {
      fact: 'toy.key.handed-out',
      react: (_body, { caseId }) => [{ caseId: lineOf(caseId), type: 'line.write', input: { about: caseId } }],
    },
  ],
  retention: 'one year',
  readers: ['procurement officer'],
};
