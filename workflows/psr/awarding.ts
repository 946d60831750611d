import { assertEvent, setup } from 'xstate';
import { effects, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { AwardContext, AwardEvent } from './award.events.js';
import { awardGuards } from './award.guards.js';
import { choosingGuards } from './choosing.guards.js';
import { jointGuards } from './joint.guards.js';
import { standstillGuards } from './standstill.guards.js';
import { underFrameworkGuards } from './under-framework.guards.js';

/**
 * What the five routes are written with: one context, one set of events and rules. Each machine takes the stretches that its route has
 * (`preparation.ts`, `standstill.ts`, `after-standstill.ts`) and states its own numbered steps.
 */
export const awarding = setup({
  types: {
    context: {} as AwardContext,
    events: {} as AwardEvent,
    meta: {} as StateMeta,
    transitionMeta: {} as TransitionMeta,
  },
  guards: { ...awardGuards, ...standstillGuards, ...choosingGuards, ...underFrameworkGuards, ...jointGuards },
  actions: effects,
});

type Stamped = Pick<AwardEvent, 'stamp'>;
/** Who did it and when it happened, for the record. */
export const done = ({ stamp }: Stamped) => ({ by: stamp.by, at: stamp.occurredAt, on: stamp.occurredOn });

/** A statutory notice that was not submitted when its clock rang: it is still owed, and will be recorded as late. */
export const noteOverdue = awarding.assign(({ context, event }) => {
  assertEvent(event, 'deadline.reached');
  return { overdue: [...context.overdue, { clock: event.input.name, since: event.stamp.occurredAt }] };
});
