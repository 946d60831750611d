import { and, assign, not, setup } from 'xstate';
import type { DeadlineReached, Refusal, Told } from '../../workflows/shared/vocabulary.js';
import { design, effects, isForClock, isForClockRefusal } from '../../workflows/shared/vocabulary.js';

/** A procedure as small as can be that uses everything the engine offers: a request for a key to a building. */
export interface ToyContext {
  readonly askedBy: string | null;
  readonly organisationId: string | null;
  readonly building: string;
  readonly remarks: readonly string[];
  readonly overdue: boolean;
  readonly decided: string | null;
  readonly rings: readonly string[];
}
export interface ToyFacts {
  readonly keysLeft: number;
}
export type ToyEvent =
  | Told<'key.ask', { readonly building: string; readonly organisationId: string | null }, ToyFacts>
  | Told<'remark.add', { readonly text: string }, ToyFacts>
  | Told<'key.hand-out', { readonly reason: string }, ToyFacts>
  | Told<'key.give-back', Readonly<Record<never, never>>, ToyFacts>
  | Told<'reminder.wind', { readonly from: string }, ToyFacts>
  | DeadlineReached<ToyFacts>;

export const toyRefusals = {
  isForClock: isForClockRefusal,
  hasKeysLeft: { kind: 'condition', because: 'No key is left.', unblock: 'Wait until somebody gives one back.', source: design('house rules 1') },
  isTheAsker: { kind: 'condition', because: 'Only who asked may do this.', unblock: 'Ask them.', source: design('house rules 2') },
  'not isTheAsker': { kind: 'condition', because: 'Nobody hands a key to themselves.', unblock: 'A colleague can hand it out.', source: design('house rules 2') },
  isNotOverdue: { kind: 'case', because: 'The request is overdue.', unblock: 'Ask again.', source: design('house rules 3') },
  givesAReason: { kind: 'input', because: 'There is no reason.', unblock: 'Say why.', source: design('house rules 4'), field: 'reason' },
} satisfies Record<string, Refusal>;

export const toyMachine = setup({
  types: { context: {} as ToyContext, events: {} as ToyEvent },
  guards: {
    isForClock,
    hasKeysLeft: ({ event }) => event.facts.keysLeft > 0,
    isTheAsker: ({ context, event }) => context.askedBy === event.stamp.by.personId,
    isNotOverdue: ({ context }) => !context.overdue,
    givesAReason: ({ event }) => event.type === 'key.hand-out' && !['', '-'].includes(event.input.reason.trim()),
  },
  actions: effects,
}).createMachine({
  id: 'toy.key',
  context: { askedBy: null, organisationId: null, building: '', remarks: [], overdue: false, decided: null, rings: [] },
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'not asked yet', sources: [] },
      on: {
        'key.ask': {
          target: 'asked',
          actions: [
            assign(({ event }) => ({ askedBy: event.stamp.by.personId, building: event.input.building, organisationId: event.input.organisationId })),
            { type: 'startDeadline', params: ({ event }) => ({ name: 'answer', rule: 'qpl.clarification-reply', from: event.stamp.occurredOn }) },
            { type: 'notify', params: { notice: 'asked' } },
          ],
        },
      },
    },
    asked: {
      meta: { title: 'waiting for an answer', sources: [design('house rules')] },
      on: {
        'remark.add': { actions: assign(({ context, event }) => ({ remarks: [...context.remarks, event.input.text] })) },
        'reminder.wind': { actions: { type: 'startDeadline', params: ({ event }) => ({ name: 'reminder', rule: 'qpl.clarification-reply', from: event.input.from }) } },
        'key.hand-out': {
          target: 'out',
          guard: and(['hasKeysLeft', not('isTheAsker'), 'isNotOverdue', 'givesAReason']),
          actions: [assign(({ event }) => ({ decided: event.input.reason })), { type: 'endDeadline', params: { name: 'answer' } }, { type: 'tellFact', params: { fact: 'toy.key.handed-out', body: {} } }],
        },
        'deadline.reached': [
          { guard: { type: 'isForClock', params: { clock: 'answer' } }, actions: assign(({ context, event }) => ({ overdue: true, rings: [...context.rings, event.stamp.occurredAt] })) },
          { guard: { type: 'isForClock', params: { clock: 'reminder' } }, actions: assign(({ context, event }) => ({ rings: [...context.rings, event.stamp.occurredAt] })) },
        ],
      },
    },
    out: {
      meta: { title: 'handed out', sources: [] },
      on: { 'key.give-back': { target: 'back', guard: 'isTheAsker' } },
    },
    back: { type: 'final', meta: { title: 'given back', sources: [] } },
  },
});
