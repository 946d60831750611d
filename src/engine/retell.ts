import type { AnyStateMachine } from 'xstate';
import type { Instant, StartDeadline } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import type { Refused } from './answers.js';
import { SYSTEM_BY } from './case-in-hand.js';
import type { Clock } from './clocks.js';
import { foldClocks, nextToRing } from './clocks.js';
import type { Snapshot } from './machines.js';
import { decide, initialSnapshot, turnTo } from './machines.js';
import type { AnyProcedure, AnyTold } from './procedure.js';
import type { Happening, Step, Turn } from './story.js';
import { instantOf, isRing } from './story.js';

/** What telling a story needs from outside: the machines, and answers to what the story does not hold yet. */
export interface Telling {
  readonly procedure: AnyProcedure;
  readonly machine: (version: number) => AnyStateMachine;
  /** The version that the case was opened on. */
  readonly version: number;
  /** Facts of an event that has none yet, as at its instant and in the case as it then stands. */
  readonly facts: (event: { type: string; input: unknown; at: Instant; by: Happening['stamp']['by'] }, context: unknown) => Promise<unknown>;
  /** Counts a clock anew; one whose rule and start are unchanged keeps the count that it had. */
  readonly count: (asked: StartDeadline, setSeq: number, running: Clock | undefined) => Promise<Clock | Refused>;
  /** The seq of the correction that tells the story. */
  readonly seq: number;
}

/** A step that the case does not take any more, and why. */
export interface Unfit {
  readonly step: Happening;
  readonly refusals: readonly Refused[];
}

/** A case as its story makes it. */
export interface ToldAgain {
  snapshot: Snapshot;
  version: number;
  readonly clocks: Map<string, Clock>;
  /** The steps that were taken, in order, rings included. */
  readonly story: Step[];
  readonly unfit: Unfit[];
}

/**
 * Tells a case from its beginning, each event at its own instant, and rings the clocks between them and up to `until`. Nothing is asked that the
 * story already holds, and nothing is performed. What no longer fits is left out and listed.
 */
export async function retell(story: readonly Step[], until: Instant, telling: Telling): Promise<ToldAgain> {
  const told: ToldAgain = { snapshot: initialSnapshot(telling.machine(telling.version)), version: telling.version, clocks: new Map(), story: [], unfit: [] };
  const rung = new Map(story.filter(isRing).map((ring) => [`${nameOf(ring)} ${ring.stamp.occurredAt}`, ring]));
  for (const step of inOrder(story)) {
    await ring(told, instantOf(step), until, rung, telling);
    if (step.kind === 'turn') turn(told, step, telling);
    else await hear(told, step, telling);
  }
  await ring(told, until, until, rung, telling);
  return told;
}

/** What people did, by its own instant; of two at one instant the one that was recorded first. Rings are made again. */
function inOrder(story: readonly Step[]): Step[] {
  return story.filter((step) => !isRing(step)).sort((a, b) => compare(instantOf(a), instantOf(b)) || (a.seq ?? 0) - (b.seq ?? 0));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const nameOf = (ring: Happening): string => (ring.input as { name: string }).name;

async function ring(told: ToldAgain, at: Instant, until: Instant, rung: ReadonlyMap<string, Happening>, telling: Telling): Promise<void> {
  for (let due = nextToRing(told.clocks.values(), at); due; due = nextToRing(told.clocks.values(), at)) {
    told.clocks.set(due.name, { ...due, status: 'rang' });
    const before = rung.get(`${due.name} ${due.dueAt}`);
    await hear(told, before ?? {
      kind: 'event', seq: null, type: 'deadline.reached', input: { name: due.name }, facts: undefined, asked: [], clocks: [],
      stamp: { occurredAt: due.dueAt, occurredOn: dayOf(asInstant(due.dueAt)), recordedAt: until, by: SYSTEM_BY },
    }, telling);
  }
}

/** Puts the case where somebody said that it goes on. */
export function turn(told: ToldAgain, step: Turn, telling: Pick<Telling, 'machine'>): void {
  told.version = step.version ?? told.version;
  if (step.state !== null) told.snapshot = turnTo(telling.machine(told.version), told.snapshot, step.state);
  told.story.push(step);
}

async function hear(told: ToldAgain, step: Happening, telling: Telling): Promise<void> {
  const { type, input, stamp } = step;
  const facts = step.facts === undefined ? await telling.facts({ type, input, at: stamp.occurredAt, by: stamp.by }, told.snapshot.context) : step.facts;
  const event: AnyTold = { type, input, facts, stamp };
  const decision = decide(telling.machine(told.version), telling.procedure.refusals, told.snapshot, event);
  if (decision.kind === 'refused') return void told.unfit.push({ step, refusals: decision.refusals });
  const started: Clock[] = [];
  for (const wanted of decision.asked.filter(({ type: effect }) => effect === 'startDeadline').map(({ params }) => params as StartDeadline)) {
    const counted = await count(told, step, wanted, telling);
    if ('because' in counted) return void told.unfit.push({ step, refusals: [counted] });
    started.push(counted);
  }
  told.snapshot = decision.snapshot;
  foldClocks(told.clocks, decision.asked, started);
  told.story.push({ ...step, facts, asked: decision.asked, clocks: started });
}

async function count(told: ToldAgain, step: Happening, wanted: StartDeadline, telling: Telling): Promise<Clock | Refused> {
  const kept = step.clocks.find((clock) => clock.name === wanted.name && clock.rule === wanted.rule && clock.started === (wanted.before ?? wanted.from));
  return kept ?? telling.count(wanted, step.seq ?? telling.seq, told.clocks.get(wanted.name));
}
