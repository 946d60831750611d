import { createActor, getNextTransitions, initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot, AnyStateMachine, AnyTransitionDefinition } from 'xstate';
import type { Refusal } from '../../workflows/shared/vocabulary.js';
import type { Refused } from './answers.js';
import { canonical } from './canonical.js';
import type { AnyTold } from './procedure.js';

/** A machine's state as it is stored: plain JSON. */
export interface Snapshot {
  readonly value: unknown;
  readonly context: unknown;
  readonly status: string;
  readonly historyValue: unknown;
}

/** An effect that a machine asked for. */
export interface Asked {
  readonly type: string;
  readonly params: unknown;
}

export type Decision =
  | { readonly kind: 'next'; readonly snapshot: Snapshot; readonly asked: readonly Asked[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refused[] };

type Refusals = Readonly<Record<string, Refusal>>;

/** The snapshot of a case that has no event yet. A machine always begins alike, so it is asked once: an import begins ten thousand cases. */
export function initialSnapshot(machine: AnyStateMachine): Snapshot {
  const known = BEGINNINGS.get(machine);
  if (known) return known;
  const [snapshot] = initialTransition(machine);
  const begun = stored(machine, snapshot);
  BEGINNINGS.set(machine, begun);
  return begun;
}
const BEGINNINGS = new WeakMap<AnyStateMachine, Snapshot>();

/** Asks the machine. The same question always has the same answer: no clock, no database, no chance. */
export function decide(machine: AnyStateMachine, refusals: Refusals, from: Snapshot, event: AnyTold): Decision {
  const snapshot = restore(machine, from);
  const judged = judge(machine, refusals, snapshot, event, true);
  if (judged.kind === 'not-now') return { kind: 'refused', refusals: [notNow(machine, snapshot, event.type)] };
  if (judged.kind === 'no') return { kind: 'refused', refusals: judged.refusals };
  const [next, actions] = transition(machine, snapshot, event);
  if (next.status === 'error') throw new Error(`${machine.id} failed on ${event.type}: ${String(next.error)}`);
  return { kind: 'next', snapshot: stored(machine, next), asked: actions.map(({ type, params }) => ({ type, params })) };
}

export interface Preview {
  readonly kind: 'open' | 'refused' | 'not-now';
  readonly refusals: readonly Refused[];
}

/** Whether an event could be taken, before its fields are known: guards that read them count as "depends on the answer". */
export function preview(machine: AnyStateMachine, refusals: Refusals, from: Snapshot, event: AnyTold): Preview {
  const snapshot = restore(machine, from);
  const judged = judge(machine, refusals, snapshot, event, false);
  if (judged.kind === 'not-now') return { kind: 'not-now', refusals: [notNow(machine, snapshot, event.type)] };
  return judged.kind === 'no' ? { kind: 'refused', refusals: judged.refusals } : { kind: 'open', refusals: [] };
}

/** The events that the state handles and whose guards on the case itself do not say no: what stands on somebody's desk. */
export function waiting(machine: AnyStateMachine, refusals: Refusals, from: Snapshot): readonly string[] {
  const snapshot = restore(machine, from);
  const types = new Set(getNextTransitions(snapshot).map((candidate) => candidate.eventType));
  return [...types].filter((type) => {
    const stub: AnyTold = { type, input: {}, facts: {}, stamp: NO_STAMP };
    return judge(machine, onlyOfTheCase(refusals), snapshot, stub, false).kind === 'yes';
  });
}

/** The states of a stored value, outermost first, as paths: 'decided', 'decided.letter', 'decided.letter.toSend'. */
export function statePaths(value: unknown, below = ''): string[] {
  const under = (name: string): string => (below === '' ? name : `${below}.${name}`);
  if (typeof value === 'string') return [under(value)];
  return Object.entries(value as Record<string, unknown>).flatMap(([name, inner]) => [under(name), ...statePaths(inner, under(name))]);
}

/** What a machine says of a state, by its path; null where the state says nothing or is not there. */
export function stateTitle(machine: AnyStateMachine, path: string): string | null {
  const { idMap } = machine as unknown as { idMap: ReadonlyMap<string, { meta: unknown }> };
  return (idMap.get(`${machine.id}.${path}`)?.meta as { title?: string } | undefined)?.title ?? null;
}

const NO_STAMP: AnyTold['stamp'] = {
  occurredAt: '', occurredOn: '', recordedAt: '',
  by: { personId: null, name: '', role: '', organisationId: null, inPlaceOf: null },
};

function onlyOfTheCase(refusals: Refusals): Refusals {
  const known = OF_THE_CASE.get(refusals);
  if (known) return known;
  const only = Object.fromEntries(Object.entries(refusals).map(([guard, refusal]) => [guard, refusal.kind === 'case' ? refusal : { ...refusal, kind: 'input' as const }]));
  OF_THE_CASE.set(refusals, only);
  return only;
}
const OF_THE_CASE = new WeakMap<Refusals, Refusals>();

/**
 * Restores a stored snapshot. XState neither throws on a state that the machine no longer has nor complains when a parallel
 * region was added (it fills it in silently), so the restored value is compared with the stored one. A page asks of forty steps whether the same snapshot takes
 * them, so it is restored once.
 */
export function restore(machine: AnyStateMachine, from: Snapshot): AnyMachineSnapshot {
  const known = RESTORED.get(from);
  if (known?.machine === machine) return known.snapshot;
  const actor = createActor(machine, { snapshot: { ...from, children: {}, output: undefined, error: undefined } as never });
  const snapshot = actor.getSnapshot() as AnyMachineSnapshot;
  if (snapshot.status === 'error' || canonical(snapshot.value) !== canonical(from.value)) {
    throw new Error(`${machine.id} cannot go on from the state ${JSON.stringify(from.value)}: it does not have it.`);
  }
  RESTORED.set(from, { machine, snapshot });
  return snapshot;
}
const RESTORED = new WeakMap<Snapshot, { readonly machine: AnyStateMachine; readonly snapshot: AnyMachineSnapshot }>();

/**
 * Puts a case where a person said that it goes on: reopened, mapped to a new version, gone on from after a correction. The context stays;
 * entry actions are not run, since nothing happened there.
 * @param path of the state, outermost first: 'decided.letter'
 */
export function turnTo(machine: AnyStateMachine, from: Snapshot, path: string): Snapshot {
  if (!hasState(machine, path)) throw new Error(`${machine.id} has no state ${path}.`);
  const parts = path.split('.');
  const value = parts.slice(0, -1).reduceRight<unknown>((inner, part) => ({ [part]: inner }), parts.at(-1));
  return stored(machine, machine.resolveState({ value: value as never, context: from.context, historyValue: {} }));
}

/** Whether a machine has a state, by its path. */
export function hasState(machine: AnyStateMachine, path: string): boolean {
  return (machine as unknown as { idMap: ReadonlyMap<string, unknown> }).idMap.has(`${machine.id}.${path}`);
}

function stored(machine: AnyStateMachine, snapshot: AnyMachineSnapshot): Snapshot {
  const persisted = machine.getPersistedSnapshot(snapshot) as unknown as Snapshot;
  const { value, context, status, historyValue } = persisted;
  return JSON.parse(JSON.stringify({ value, context, status, historyValue: historyValue ?? {} })) as Snapshot;
}

type Judgement = { kind: 'yes' | 'not-now' } | { kind: 'no'; refusals: Refused[] };

/** XState answers a stopped event with the same snapshot and no reason, so the candidates are judged here, in order, and the reason kept. */
function judge(machine: AnyStateMachine, refusals: Refusals, snapshot: AnyMachineSnapshot, event: AnyTold, withInput: boolean): Judgement {
  if (snapshot.status === 'done') return { kind: 'not-now' };
  const candidates = getNextTransitions(snapshot).filter((candidate) => candidate.eventType === event.type);
  if (candidates.length === 0) return { kind: 'not-now' };
  const failing: (readonly string[])[] = [];
  for (const candidate of candidates) {
    const answer = truth(machine, refusals, candidate.guard, snapshot, event, withInput);
    if (answer.is !== 'no') return { kind: 'yes' };
    failing.push(answer.failing);
  }
  // A branch that fails for the reasons of another and for one more says nothing new: what only chooses between branches is no reason.
  const telling = failing.filter((names) => !failing.some((others) => others.length < names.length && others.every((name) => names.includes(name))));
  return { kind: 'no', refusals: [...new Set(telling.flat())].map((name) => explain(refusals, name)) };
}

type Truth = { is: 'yes' | 'depends' } | { is: 'no'; failing: string[] };
type Guard = AnyTransitionDefinition['guard'];
interface Composite {
  (...args: never[]): boolean;
  readonly guards: readonly Guard[];
  readonly check: { readonly name: string };
}

/** Three-valued: yes, no (naming the leaves that said so), or depends on fields not yet known. */
function truth(machine: AnyStateMachine, refusals: Refusals, guard: Guard, snapshot: AnyMachineSnapshot, event: AnyTold, withInput: boolean): Truth {
  if (guard === undefined) return { is: 'yes' };
  if (typeof guard === 'function') return composite(machine, refusals, guard as unknown as Composite, snapshot, event, withInput);
  const name = typeof guard === 'string' ? guard : (guard as { type: string }).type;
  const params = typeof guard === 'string' ? undefined : resolveParams(guard, snapshot, event);
  const implementation = machine.implementations.guards[name] as unknown;
  if (implementation === undefined) throw new Error(`${machine.id} has no guard ${name}.`);
  const refusal = refusals[name];
  if (!refusal && isComposite(implementation)) return composite(machine, refusals, implementation, snapshot, event, withInput);
  if (!withInput && refusal?.kind === 'input') return { is: 'depends' };
  if (typeof implementation !== 'function') return truth(machine, refusals, implementation as Guard, snapshot, event, withInput);
  const passes = isComposite(implementation)
    ? composite(machine, refusals, implementation, snapshot, event, withInput).is !== 'no'
    : (implementation as (args: unknown, params: unknown) => boolean)({ context: snapshot.context as unknown, event }, params);
  return passes ? { is: 'yes' } : { is: 'no', failing: [name] };
}

function composite(machine: AnyStateMachine, refusals: Refusals, guard: Composite, snapshot: AnyMachineSnapshot, event: AnyTold, withInput: boolean): Truth {
  const parts = guard.guards.map((part) => ({ part, answer: truth(machine, refusals, part, snapshot, event, withInput) }));
  switch (compositeKind(guard)) {
    case 'and': {
      const failing = parts.flatMap(({ answer }) => (answer.is === 'no' ? answer.failing : []));
      if (failing.length > 0) return { is: 'no', failing };
      return { is: parts.some(({ answer }) => answer.is === 'depends') ? 'depends' : 'yes' };
    }
    case 'or': {
      if (parts.some(({ answer }) => answer.is === 'yes')) return { is: 'yes' };
      if (parts.some(({ answer }) => answer.is === 'depends')) return { is: 'depends' };
      return { is: 'no', failing: parts.flatMap(({ answer }) => (answer.is === 'no' ? answer.failing : [])) };
    }
    case 'not': {
      const [only] = parts;
      if (!only || only.answer.is === 'no') return { is: 'yes' };
      if (only.answer.is === 'depends') return { is: 'depends' };
      return { is: 'no', failing: [`not ${guardName(only.part)}`] };
    }
  }
}

function isComposite(guard: unknown): guard is Composite {
  return typeof guard === 'function' && Array.isArray((guard as Partial<Composite>).guards);
}

/** XState marks what `and`, `or` and `not` made by the function that checks it; nothing else tells them apart. */
function compositeKind(guard: Composite): 'and' | 'or' | 'not' {
  const kind = /^check(And|Or|Not)$/.exec(guard.check.name)?.[1];
  if (!kind) throw new Error('A guard is neither a name nor made by and, or, not.');
  return kind.toLowerCase() as 'and' | 'or' | 'not';
}

/** The name of a guard, as `refusals` knows it. */
export function guardName(guard: Guard): string {
  return typeof guard === 'string' ? guard : ((guard as { type?: string }).type ?? 'unnamed');
}

function resolveParams(guard: unknown, snapshot: AnyMachineSnapshot, event: AnyTold): unknown {
  const { params } = guard as { params?: unknown };
  return typeof params === 'function' ? (params as (args: unknown) => unknown)({ context: snapshot.context as unknown, event }) : params;
}

function explain(refusals: Refusals, name: string): Refused {
  const refusal = refusals[name];
  if (!refusal) throw new Error(`The guard ${name} has no refusal beside it.`);
  return { guard: name, because: refusal.because, unblock: refusal.unblock, source: refusal.source, ...(refusal.field === undefined ? {} : { field: refusal.field }) };
}

function notNow(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, type: string): Refused {
  const here = titles(snapshot._nodes.filter((node) => node.type !== 'compound' && node.type !== 'parallel').map((node) => node.meta as unknown));
  const where = titles(statesThatTake(machine, type).map((node) => node.meta as unknown));
  return {
    guard: 'not-now',
    because: here.length > 0 ? `The case is at this point: ${here.join('; ')}.` : 'The case is not at that point.',
    unblock: where.length > 0 ? `This step is taken when the case is at: ${where.join('; ')}.` : 'Nothing that is still to come opens this step.',
    source: { cite: `${machine.id}: the order of the steps`, trust: 'design' },
  };
}

/** The states of a machine that handle an event. */
export function statesThatTake(machine: AnyStateMachine, type: string): { path: string[]; meta: unknown }[] {
  const { idMap } = machine as unknown as { idMap: ReadonlyMap<string, { path: string[]; meta: unknown; transitions: ReadonlyMap<string, unknown> }> };
  return [...idMap.values()].filter((node) => node.transitions.has(type)).map((node) => ({ path: node.path, meta: node.meta as unknown }));
}

function titles(metas: readonly unknown[]): string[] {
  return [...new Set(metas.map((meta) => (meta as { title?: string } | undefined)?.title).filter((title): title is string => title !== undefined))];
}
