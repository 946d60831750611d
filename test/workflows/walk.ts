import type { AnyStateMachine } from 'xstate';
import { decide, initialSnapshot, statePaths, type Asked, type Snapshot } from '../../src/engine/machines.js';
import type { AnyTold } from '../../src/engine/procedure.js';
import type { By, Refusal } from '../../workflows/shared/vocabulary.js';

export interface Walked {
  readonly snapshot: Snapshot;
  /** The states that the case is in, outermost first: ['considering', 'considering.checking']. */
  readonly states: readonly string[];
  /** Every effect that was asked for, in order. */
  readonly effects: readonly Asked[];
  /** The guards that stopped the last event, and why; empty when it was taken. */
  readonly refused: readonly string[];
}

/** Sends events one after the other to a machine as the engine would: no database, no clock. It stops at the first that is refused. */
export function walk(procedure: { machine: AnyStateMachine; refusals: Readonly<Record<string, Refusal>> }, events: readonly AnyTold[]): Walked {
  let snapshot = initialSnapshot(procedure.machine);
  const effects: Asked[] = [];
  for (const event of events) {
    const decision = decide(procedure.machine, procedure.refusals, snapshot, event);
    if (decision.kind === 'refused') {
      return { snapshot, states: statePaths(snapshot.value), effects, refused: decision.refusals.map((refusal) => refusal.guard) };
    }
    snapshot = decision.snapshot;
    effects.push(...decision.asked);
  }
  return { snapshot, states: statePaths(snapshot.value), effects, refused: [] };
}

/** Somebody who acts: `person('Ada', 'procurement officer')`. The id is the name, so that tests read. */
export const person = (name: string, role: string, inPlaceOf: string | null = null): By => ({
  personId: name, name, role, organisationId: null, inPlaceOf: inPlaceOf === null ? null : { personId: inPlaceOf, name: inPlaceOf },
});

/** An event as the engine tells it: on a day, at noon, by somebody. */
export const told = (type: string, by: By, input: unknown = {}, facts: unknown = {}, on = '2026-11-02'): AnyTold => ({
  type, input, facts,
  stamp: { occurredAt: `${on}T12:00:00.000Z`, occurredOn: on, recordedAt: `${on}T12:00:00.000Z`, by },
});

/** A clock that rings at the end of a day. */
export const rings = (name: string, on: string): AnyTold => told('deadline.reached', person('Clerkwell', 'system'), { name }, {}, on);
