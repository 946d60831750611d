import { isForClock, type Stamp } from '../shared/vocabulary.js';
import type { ActContext, ActFacts } from './act.events.js';
import { acts, conflicted, isSaid } from './award.guards.js';
import { jointGuards } from './joint.guards.js';

interface Asked {
  readonly context: ActContext;
  readonly event: { readonly type: string; readonly input: unknown; readonly facts: ActFacts; readonly stamp: Stamp };
}

/** The rules that a modification and an urgent act share. Why each says no stands in `act.refusals.ts`. */
export const actGuards = {
  ...jointGuards,
  decisionMakersAreNamed: ({ context }: Asked) => context.decisionMakers.length > 0,
  conflictsAreStated: ({ context }: Asked) => context.noneDeclared !== null || context.interests.length > 0,
  noInterestIsRecorded: ({ context }: Asked) => context.interests.length === 0,

  isNotConflicted: ({ context, event }: Asked) => !event.facts.hasConflict && !acts(event.stamp.by, conflicted(context)),
  noticeIsComplete: ({ event }: Asked) => event.facts.missing.length === 0,

  recusesWhoeverHasAConflict: ({ event }: Asked) => {
    if (event.type !== 'conflict.declare') return true;
    const { isConflict, action } = event.input as { readonly isConflict: boolean; readonly action: string };
    return !isConflict || action === 'recused';
  },
  /** Of a step that asks for them: the steps of both, and those of the one or the other. */
  givesReasons: ({ event }: Asked) => isSaid((event.input as { readonly reasons?: string }).reasons),
  isTheFrozenDocument: ({ event }: Asked) => event.facts.isFrozen,
  isForClock,
};
