import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import type { Day } from '../calendar/day.js';
import { asInstant, dayOf, isDay, startOfDay } from '../calendar/day.js';
import { ruleByName } from '../calendar/deadline-rules.js';
import type { FieldError, Refused } from './answers.js';
import type { Payload } from './case-in-hand.js';
import { CaseInHand, ClockFailed } from './case-in-hand.js';
import { checkInput } from './input-check.js';
import type { Snapshot } from './machines.js';
import { stateTitle, statePaths } from './machines.js';
import type { AnyProcedure } from './procedure.js';

/** A dated log, written by hand or exported: what happened, when, and what the rules were told. */
export interface DatedLog {
  readonly machine: string;
  readonly events: readonly DatedEvent[];
  /** Up to when clocks ring; the last event where not said. */
  readonly until?: string;
}
export interface DatedEvent {
  /** A London day or clock time, or an instant. */
  readonly at: string;
  readonly type: string;
  readonly input?: unknown;
  /** What the rules would have found out elsewhere. */
  readonly facts?: unknown;
  readonly by?: { readonly name?: string; readonly role?: string; readonly organisationId?: string };
}

/** One line of what came of it. */
export interface ReplayedStep {
  readonly at: Instant;
  readonly type: string;
  readonly label: string;
  readonly outcome: 'taken' | 'rang' | 'refused' | 'invalid';
  /** The titles of the states that the case is in after it. */
  readonly states: readonly string[];
  readonly refusals: readonly Refused[];
  readonly errors: readonly FieldError[];
}

/** A clock of the case: when it was due, and whether it rang. */
export interface Alarm {
  readonly name: string;
  readonly rule: string;
  readonly title: string;
  /** within: something had to be done by then. not before: something had to wait until then. */
  readonly kind: string;
  readonly due: Day;
  readonly dueAt: Instant;
  readonly status: 'running' | 'rang' | 'ended';
  readonly source: string;
}

export interface Replayed {
  readonly machine: string;
  readonly steps: readonly ReplayedStep[];
  readonly alarms: readonly Alarm[];
  readonly states: readonly string[];
  readonly sentence: string;
}

/** Runs a dated log through a procedure's machine, in memory: events at their own instants, clocks between them. Authority's own settings are not read. */
export async function replayLog(procedure: AnyProcedure, log: DatedLog): Promise<Replayed> {
  const nobody = { now: '', case: null, people: [], deadlines: [], holds: [], answered: null };
  const inHand = new CaseInHand('replay', 'replay', procedure, procedure.machine, procedure.version, nobody, { resolve: () => Promise.resolve(undefined) });
  const steps: ReplayedStep[] = [];
  let told = 0;
  const takeDown = (): void => {
    for (; told < inHand.events.length; told += 1) steps.push(taken(procedure, inHand.events[told]!));
  };
  const ring = async (at: Instant, facts: unknown): Promise<void> => {
    try {
      await inHand.catchUp(at, () => Promise.resolve(facts));
      takeDown();
    } catch (fault) {
      takeDown();
      if (!(fault instanceof ClockFailed)) throw fault;
      steps.push({ at: fault.clock.dueAt, type: 'deadline.reached', label: fault.clock.name, outcome: 'refused', states: titles(procedure, inHand.snapshot), refusals: [failed(fault)], errors: [] });
    }
  };
  for (const event of log.events) {
    const at = instantOf(event.at);
    await ring(at, event.facts ?? {});
    const described = procedure.events[event.type];
    const checked = await checkInput(described?.input ?? null, event.input ?? {});
    const about = { at, type: event.type, label: described?.label ?? event.type, states: titles(procedure, inHand.snapshot) };
    if (!checked.ok) {
      steps.push({ ...about, outcome: 'invalid', refusals: [], errors: checked.errors });
      continue;
    }
    const stamp = { occurredAt: at, occurredOn: dayOf(asInstant(at)), recordedAt: at, by: by(event, described?.roles[0]) };
    const decision = await inHand.take({ type: event.type, input: checked.input, facts: event.facts ?? {}, stamp });
    if (decision.kind === 'refused') steps.push({ ...about, outcome: 'refused', refusals: decision.refusals, errors: [] });
    takeDown();
  }
  if (log.until !== undefined) await ring(instantOf(log.until), log.events.at(-1)?.facts ?? {});
  return {
    machine: procedure.name,
    steps,
    alarms: [...inHand.clocks.values()].map(({ name, rule, due, dueAt, status }): Alarm => {
      const { title, kind, source } = ruleByName(rule);
      return { name, rule, title, kind, due: due as Day, dueAt, status, source };
    }).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1)),
    states: titles(procedure, inHand.snapshot),
    sentence: procedure.project(inHand.snapshot.context, inHand.snapshot.value).sentence,
  };
}

/** A day means its beginning: what is dated by the day alone is taken before anything with a time. @throws {RangeError} when it is neither */
export function instantOf(at: string): Instant {
  return isDay(at) ? startOfDay(at) : asInstant(at);
}

function by({ by: given }: DatedEvent, role: string | undefined): By {
  const acting = given?.role ?? role ?? 'system';
  const name = given?.name ?? acting;
  return { personId: `person ${name}`, name, role: acting, organisationId: given?.organisationId ?? null, inPlaceOf: null };
}

function taken(procedure: AnyProcedure, event: { type: string; occurredAt: Instant; payload: string; snapshot: string }): ReplayedStep {
  const rang = event.type === 'deadline.reached';
  const { input } = JSON.parse(event.payload) as Payload;
  const label = rang ? (input as { name: string }).name : (procedure.events[event.type]?.label ?? event.type);
  return { at: event.occurredAt, type: event.type, label, outcome: rang ? 'rang' : 'taken', states: titles(procedure, JSON.parse(event.snapshot) as Snapshot), refusals: [], errors: [] };
}

function titles(procedure: AnyProcedure, { value }: Snapshot): string[] {
  return statePaths(value).map((path) => stateTitle(procedure.machine, path) ?? path);
}

function failed(fault: ClockFailed): Refused {
  return { guard: 'clock-failed', because: fault.message, unblock: 'The machine must take every clock that it starts.', source: { cite: 'engine: clocks', trust: 'design' } };
}
