import { and, assertEvent, assign, setup } from 'xstate';
import { effects, type Source, type StateMeta, type Told, type TransitionMeta } from '../shared/vocabulary.js';
import type { ActContext, ActEvent, ActFacts } from './act.events.js';
import { actGuards } from './act.guards.js';
import { conflicts, record } from './act.refusals.js';
import type { FrozenDocument } from './award.events.js';
import { done } from './awarding.js';

type Submit = Told<'modification-notice.submit' | 'urgent-notice.submit', FrozenDocument, ActFacts>;
const ofAnAct = setup({
  types: { context: {} as ActContext, events: {} as ActEvent | Submit, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: actGuards,
  actions: effects,
});
/*
 * Each stretch reads and writes only what both contexts have. XState types an action by the whole machine that it runs in and so refuses to take it
 * from here, safe as it is: it is handed over untyped. That each guard is there and each state reached is held by the test of every machine.
 */

/** What is on record of either before it is made: who decides, and whether a conflict was declared. */
export const declaring: object = ofAnAct.createStateConfig({
  on: {
    'decision-makers.name': { meta: { sources: [record] }, actions: assign({ decisionMakers: ({ event }) => event.input.people }) },
    // Later declarations count too: saying that there is none is undone by the first interest.
    'conflict.declare': { guard: 'recusesWhoeverHasAConflict', meta: { sources: [conflicts, record] }, actions: assign(({ context, event }) => ({ interests: [...context.interests, { ...event.input, ...done(event) }], noneDeclared: null })) },
    'conflicts.none': { guard: 'noInterestIsRecorded', meta: { sources: [conflicts, record] }, actions: assign({ noneDeclared: ({ event }) => done(event) }) },
  },
}).on;

const noteAnnounced = ofAnAct.assign(({ event }) => {
  assertEvent(event, ['modification-notice.submit', 'urgent-notice.submit']);
  return { announced: { ...event.input, ...done(event) } };
});

/** The notice after the act, which is owed within thirty days of it. `source` is the paragraph and the Schedule that ask for it. */
export function announcing(act: 'modification' | 'urgent', source: Source): object {
  const [clock, meta] = [`${act}-notice`, { sources: [source] }];
  return ofAnAct.createStateConfig({
    on: {
      [`${clock}.submit`]: {
        guard: and(['noticeIsComplete', 'isTheFrozenDocument']),
        target: 'made',
        meta,
        actions: [
          noteAnnounced,
          { type: 'publishDocument', params: ({ context }: { context: ActContext }) => ({ documentId: context.announced?.documentId ?? '', status: 'published' as const }) },
          { type: 'endDeadline', params: { name: clock } },
        ],
      },
      // Lateness is recorded and stops nothing: the notice is still owed.
      'deadline.reached': { guard: { type: 'isForClock', params: { clock } }, meta, actions: assign(({ context, event }) => ({ overdue: [...context.overdue, { clock: event.input.name, since: event.stamp.occurredAt }] })) },
    },
  }).on as object;
}
