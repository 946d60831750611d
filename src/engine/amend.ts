import type { DataSource } from 'typeorm';
import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import type { Refused } from './answers.js';
import { CaseInHand } from './case-in-hand.js';
import type { PolicyPort } from './clocks.js';
import { startClock } from './clocks.js';
import { differences, movedClocks } from './differences.js';
import { factSources } from './fact-sources.js';
import { hasState } from './machines.js';
import type { AnyProcedure } from './procedure.js';
import type { Registry } from './registry.js';
import type { Unfit } from './retell.js';
import { retell, turn } from './retell.js';
import type { Scope, Sql } from './scope.js';
import { inScope } from './scope.js';
import type { CaseRead } from './statements.js';
import type { Change } from './change-story.js';
import { changeStory } from './change-story.js';
import type { CorrectionInput, LogLine, Retold } from './story.js';
import { readLog, storyOf, taped } from './story.js';

/** A correction as it is asked for, by whom, and why. */
export interface Amendment {
  readonly change: Change;
  readonly reason: string;
  /** Who enters it; for one that needed two people, the second. */
  readonly by: By;
  readonly proposedBy?: By;
  /** The state to go on from, where later events no longer fit. */
  readonly goOnFrom?: string;
}

/** The case that is to be amended, as it was read. */
export interface Amending {
  readonly source: DataSource;
  readonly tx: Sql | null;
  readonly scope: Scope;
  readonly registry: Registry;
  readonly policy: PolicyPort;
  readonly procedure: AnyProcedure;
  readonly caseId: string;
  readonly read: CaseRead;
}

export interface Amended {
  readonly kind: 'amended';
  /** The case with the correction taken, ready to be committed. */
  readonly inHand: CaseInHand;
  readonly compared: readonly { caseId: string; seq: number }[];
  /** Whether a clock or a publication stands differently, or the event itself set one. */
  readonly needsSecondPerson: boolean;
  readonly moved: ReturnType<typeof movedClocks>;
}

/**
 * Tells the case again with one thing changed, and takes the outcome as one event. Nothing is performed twice: only effects that the story
 * never asked for before become jobs. Refused where a later event no longer fits, unless the amendment says from which state to go on.
 */
export async function amend(amendment: Amendment, given: Amending): Promise<Amended | { readonly kind: 'refused'; readonly refusals: readonly Refused[] }> {
  const { scope, caseId, procedure, read, registry, policy } = given;
  if (!read.case) throw new Error('There is no case to amend.');
  const log = await logOf(given);
  const inHand = new CaseInHand(scope.authority, caseId, procedure, registry.machine(procedure, read.case.version), read.case.version, read, policy);
  const seq = inHand.seq + 1;
  const before = storyOf(log);
  const changed = changeStory(log, before, amendment.change, { seq, at: read.now, by: amendment.by });
  if ('because' in changed) return { kind: 'refused', refusals: [changed] };
  const kept = (procedure.events[changed.type] as { kept?: string; label: string } | undefined)?.kept;
  if (kept !== undefined) return { kind: 'refused', refusals: [isKept(procedure.events[changed.type]!.label, kept)] };

  const compared: { caseId: string; seq: number }[] = [];
  const sources = factSources({ source: given.source, tx: given.tx, scope, policy, onCase: (fact) => compared.push({ caseId: fact.caseId, seq: fact.seq }) });
  const telling = {
    procedure,
    version: log[0]?.version ?? read.case.version,
    machine: (version: number) => registry.machine(procedure, version),
    seq,
    count: (asked: Parameters<typeof startClock>[0], setSeq: number, running: Parameters<typeof startClock>[4]) => startClock(asked, scope.authority, policy, setSeq, running),
    facts: ({ type, input, at, by }: { type: string; input: unknown; at: Instant; by: By }, context: unknown): Promise<unknown> =>
      procedure.facts?.({ type, caseId, context, input: type === 'deadline.reached' ? null : input, at, on: dayOf(asInstant(at)), by }, sources) ?? Promise.resolve({}),
  };
  const told = await retell(changed.story, read.now, telling);
  const own = told.unfit.find(({ step }) => step.seq !== null && step.seq === changed.about);
  if (own) return { kind: 'refused', refusals: own.refusals };
  if (told.unfit.length > 0) {
    const { goOnFrom } = amendment;
    if (goOnFrom === undefined) return { kind: 'refused', refusals: told.unfit.map((unfit) => noLongerFits(procedure, unfit)) };
    if (!hasState(telling.machine(told.version), goOnFrom)) return { kind: 'refused', refusals: [noSuchState(goOnFrom)] };
    turn(told, { kind: 'turn', seq, at: read.now, state: goOnFrom, version: null }, telling);
  }

  const differs = differences(log, before, told, read.deadlines, amendment.reason);
  const setAside = told.unfit.flatMap(({ step }) => (step.seq === null ? [] : [step.seq]));
  const moved = movedClocks(read.deadlines, differs.clocks);
  const payload = {
    input: entered(amendment, changed, told.unfit.length > 0),
    facts: { tape: taped(log, told.story), setAside, noLongerTrue: differs.noLongerTrue, moved } satisfies Retold & { moved: unknown },
    stamp: { occurredAt: changed.occurredAt, occurredOn: dayOf(asInstant(changed.occurredAt)), recordedAt: read.now, by: amendment.by },
    asked: differs.effects,
    clocks: differs.clocks,
  };
  inHand.log('case.correct', payload, told.snapshot, changed.corrects);
  inHand.adopt({ clocks: differs.changedClocks, holds: differs.holds, publications: differs.publications, effects: differs.effects, sent: amendment.change.kind === 'insert' ? [changed.type] : [] });
  const setClocks = changed.asked.some(({ type }) => type === 'startDeadline' || type === 'endDeadline' || type === 'publishDocument');
  return { kind: 'amended', inHand, compared, moved, needsSecondPerson: amendment.change.kind !== 'insert' && (setClocks || moved.length > 0 || differs.publications.length > 0) };
}

/** Whether something of the case came after an instant: then what happened at it is inserted, and the case is told again. */
export async function cameAfter(at: Instant, given: Pick<Amending, 'source' | 'tx' | 'scope' | 'caseId' | 'read'>): Promise<boolean> {
  if (given.read.deadlines.some((clock) => clock.status === 'running' && clock.dueAt > at && clock.dueAt <= given.read.now)) return true;
  return storyOf(await logOf(given)).some((step) => (step.kind === 'turn' ? step.at : step.stamp.occurredAt) > at);
}

function logOf({ source, tx, scope, caseId }: Pick<Amending, 'source' | 'tx' | 'scope' | 'caseId'>): Promise<LogLine[]> {
  return tx ? readLog(tx, caseId) : inScope(source, scope, (own) => readLog(own, caseId));
}

function entered({ change, reason, proposedBy, goOnFrom }: Amendment, about: { type: string; corrects: number | null }, wentOn: boolean): CorrectionInput {
  return {
    kind: change.kind,
    corrects: about.corrects,
    reason,
    type: about.type,
    ...(change.kind !== 'strike' && change.input !== undefined ? { input: change.input } : {}),
    ...(change.kind !== 'strike' && change.occurredAt !== undefined ? { occurredAt: change.occurredAt } : {}),
    ...(wentOn && goOnFrom !== undefined ? { goOnFrom } : {}),
    ...(proposedBy ? { proposedBy } : {}),
  };
}

function isKept(label: string, unblock: string): Refused {
  return { guard: 'kept-as-entered', because: `“${label}” stands as it was entered, when it was entered: nobody corrects, strikes or backdates it.`, unblock, source: { cite: 'engine: entries that a procedure keeps as they were entered', trust: 'design' } };
}

function noLongerFits(procedure: AnyProcedure, { step, refusals }: Unfit): Refused {
  const label = procedure.events[step.type]?.label ?? step.type;
  const what = step.seq === null ? `The clock "${(step.input as { name: string }).name}"` : `Entry ${step.seq}, "${label}" of ${dayOf(asInstant(step.stamp.occurredAt))},`;
  return {
    guard: 'no-longer-fits',
    because: `${what} no longer fits: ${refusals.map(({ because }) => because).join(' ')}`,
    unblock: 'Correct or strike that entry first, or say from which state the case goes on; what does not fit is then set aside.',
    source: { cite: 'engine: a correction is replayed from where it happened', trust: 'design' },
  };
}

function noSuchState(state: string): Refused {
  return { guard: 'goOnFrom', because: `This procedure has no state "${state}".`, unblock: 'Choose one of its states.', source: { cite: 'engine: corrections', trust: 'design' } };
}
