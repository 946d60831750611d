import type { AnyStateMachine } from 'xstate';
import type { Instant, MakeDocument, PlaceHold, PublishDocument, Stamp, StartDeadline } from '../../workflows/shared/vocabulary.js';
import { dayOf, asInstant } from '../calendar/day.js';
import type { Refused } from './answers.js';
import type { LoggedEvent } from './chain.js';
import { link, NO_HEAD } from './chain.js';
import type { Clock, PolicyPort } from './clocks.js';
import { foldClocks, nextToRing, startClock } from './clocks.js';
import type { Asked, Decision, Snapshot } from './machines.js';
import { decide, initialSnapshot, waiting } from './machines.js';
import type { Moved } from './moved.js';
import { rowOnceMoved } from './moved.js';
import type { AnyProcedure, AnyTold } from './procedure.js';
import type { CaseCommit, CaseRead, Owners } from './statements.js';

/** What is kept of an event beside its header: enough to replay the case without asking anybody again. */
export interface Payload {
  readonly input: unknown;
  readonly facts: unknown;
  readonly stamp: Stamp;
  readonly asked: readonly Asked[];
  /** The clocks that the event started or moved, as counted then. */
  readonly clocks: readonly Clock[];
}

/** The name that the system acts under. */
export const SYSTEM_BY: Stamp['by'] = { personId: null, name: 'Clerkwell', role: 'system', organisationId: null, inPlaceOf: null };

/**
 * A case while it is being decided: it takes events one after the other in memory, and gives the one commit that writes them all.
 * Nothing here reads or writes the database.
 */
export class CaseInHand {
  seq: number;
  seenSeq: number;
  snapshot: Snapshot;
  head: string;
  owners: Owners;
  reference: string;
  /** Set where the case went to another authority: it waits for nobody here. */
  moved: Moved | null;
  /** The number taken from the series, while the case opens. */
  number: { readonly year: number; readonly number: number } | null = null;
  /** The engine's clock when the case was read. */
  readonly openedAt: Instant;
  readonly clocks = new Map<string, Clock>();
  readonly events: LoggedEvent[] = [];
  private readonly changedClocks = new Set<string>();
  private readonly holds: unknown[] = [];
  private readonly publications: PublishDocument[] = [];
  private readonly jobs: { task: string; payload: unknown; key: string }[] = [];
  private readonly sent: string[] = [];
  private readonly expected: number;

  constructor(
    readonly authority: string,
    readonly caseId: string,
    readonly procedure: AnyProcedure,
    readonly machine: AnyStateMachine,
    readonly version: number,
    read: CaseRead,
    private readonly policy: PolicyPort,
  ) {
    const stands = read.case;
    this.expected = stands?.seq ?? 0;
    this.seq = stands?.seq ?? 0;
    this.seenSeq = stands?.seenSeq ?? 0;
    this.snapshot = stands?.snapshot ?? initialSnapshot(machine);
    this.head = stands?.head ?? NO_HEAD;
    this.owners = stands?.owners ?? {};
    this.reference = stands?.reference ?? '';
    this.moved = stands?.moved ?? null;
    this.openedAt = read.now;
    for (const clock of read.deadlines) this.clocks.set(clock.name, clock);
  }

  get changed(): boolean {
    return this.events.length > 0;
  }

  /** Asks the machine, and on yes takes the event. A refusal leaves the case as it was. */
  async take(told: AnyTold): Promise<Decision> {
    const decision = decide(this.machine, this.procedure.refusals, this.snapshot, told);
    if (decision.kind === 'refused') return decision;
    const clocks = await this.countClocks(decision.asked);
    if (!Array.isArray(clocks)) return { kind: 'refused', refusals: [clocks] };
    if (told.stamp.by.role !== 'system') this.sent.push(told.type);
    this.log(told.type, { input: told.input, facts: told.facts, stamp: told.stamp, asked: decision.asked, clocks }, decision.snapshot);
    this.seenSeq = this.seq;
    for (const clock of foldClocks(this.clocks, decision.asked, clocks)) this.setClock(clock);
    this.effects(decision.asked);
    return decision;
  }

  /**
   * Applies the clocks due at or before an instant, in order, each at its own instant, so that a late process never changes an outcome.
   * Throws when the machine cannot take one: the clock then rings for a person, and the case takes nothing else until it is mended.
   */
  async catchUp(at: Instant, facts: (told: { type: string; at: Instant }) => Promise<unknown>): Promise<void> {
    for (let due = nextToRing(this.clocks.values(), at); due; due = nextToRing(this.clocks.values(), at)) {
      this.setClock({ ...due, status: 'rang' });
      const decision = await this.take({
        type: 'deadline.reached',
        input: { name: due.name },
        facts: await facts({ type: 'deadline.reached', at: due.dueAt }),
        stamp: { occurredAt: due.dueAt, occurredOn: dayOf(asInstant(due.dueAt)), recordedAt: at, by: SYSTEM_BY },
      });
      if (decision.kind === 'refused') throw new ClockFailed(due, decision.refusals.map((refusal) => refusal.because).join(' '));
    }
  }

  /** Writes an event that is not the machine's (an assignment, a correction): the snapshot stays as given. */
  log(type: string, payload: Payload, snapshot: Snapshot, corrects: number | null = null): void {
    const event = link({
      authority: this.authority,
      caseId: this.caseId,
      seq: this.seq + 1,
      machine: this.procedure.name,
      version: this.version,
      type,
      occurredAt: payload.stamp.occurredAt,
      recordedAt: payload.stamp.recordedAt,
      actor: payload.stamp.by.personId ?? payload.stamp.by.role,
      payload,
      snapshot,
      previous: this.head,
      corrects,
    });
    this.events.push(event);
    this.seq = event.seq;
    this.head = event.digest;
    this.snapshot = snapshot;
  }

  takeNumber(number: { year: number; number: number }, reference: string): void {
    this.number = number;
    this.reference = reference;
  }

  /**
   * Takes over what a correction made of the case: clocks that differ, holds and publications as they now are, and effects that only the
   * corrected story asks for. Call it after `log`, whose payload carries the same effects.
   */
  adopt(retold: { clocks: readonly Clock[]; holds: readonly unknown[]; publications: readonly PublishDocument[]; effects: readonly Asked[]; sent: readonly string[] }): void {
    this.seenSeq = this.seq;
    for (const clock of retold.clocks) this.setClock(clock);
    this.holds.push(...retold.holds);
    this.publications.push(...retold.publications);
    this.sent.push(...retold.sent);
    this.effects(retold.effects);
  }

  setClock(clock: Clock): void {
    this.clocks.set(clock.name, clock);
    this.changedClocks.add(clock.name);
  }

  /** The commit that writes all that was taken. `at` is the engine's clock. */
  commit(at: Instant, more: { compared: CaseCommit['compared']; request: CaseCommit['request']; number: { year: number; number: number } | null }): CaseCommit {
    const row = rowOnceMoved(this.procedure.project(this.snapshot.context, this.snapshot.value), this.moved);
    const [next] = [...this.clocks.values()].filter((clock) => clock.status === 'running').sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    return {
      caseId: this.caseId,
      machine: this.procedure.name,
      version: this.version,
      reference: this.reference,
      expected: this.expected,
      seq: this.seq,
      seenSeq: this.seenSeq,
      value: this.snapshot.value,
      snapshot: this.snapshot,
      head: this.head,
      at,
      row,
      searchText: `${this.reference} ${row.title} ${row.search}`,
      nextDue: next?.dueAt ?? null,
      nextDay: next?.due ?? null,
      ownerId: this.owners[leadRole(this.procedure)]?.personId ?? null,
      owners: this.owners,
      retention: this.procedure.retention,
      events: this.events,
      deadlines: [...this.changedClocks].map((name) => this.clocks.get(name)).filter((clock) => clock !== undefined),
      work: this.work(at),
      holds: this.holds,
      publications: this.publications,
      sent: this.sent,
      compared: more.compared,
      jobs: this.jobs,
      request: more.request,
      series: more.number ? this.procedure.series : null,
      year: more.number?.year ?? null,
      number: more.number?.number ?? null,
    };
  }

  /** The roles that something waits for. */
  rolesWaiting(): string[] {
    return [...new Set(this.work('').map(({ role }) => role))];
  }

  private work(at: Instant): CaseCommit['work'] {
    if (this.moved) return [];
    return waiting(this.machine, this.procedure.refusals, this.snapshot).flatMap((type) => {
      const event = this.procedure.events[type];
      if (!event?.onDesk) return [];
      const clock = event.clock === undefined ? undefined : this.clocks.get(event.clock);
      const people = event.waitsFor?.(this.snapshot.context) ?? [null];
      return event.roles.flatMap((role: string) =>
        people.map((person: string | null) => ({ type, role, person, clock: event.clock ?? null, dueAt: clock?.status === 'ended' ? null : (clock?.dueAt ?? null), since: at })));
    });
  }

  /** The clocks that an event starts, counted. One of them that cannot be counted refuses the event. */
  private async countClocks(asked: readonly Asked[]): Promise<Refused | Clock[]> {
    const started: Clock[] = [];
    for (const effect of asked) {
      if (effect.type !== 'startDeadline') continue;
      const wanted = effect.params as StartDeadline;
      const clock = await startClock(wanted, this.authority, this.policy, this.seq + 1, this.clocks.get(wanted.name));
      if ('because' in clock) return clock;
      started.push(clock);
    }
    return started;
  }

  /** Holds and publications are part of the commit; a notice, a told fact or a document to make becomes a job of it, keyed so that it is queued once. */
  private effects(asked: readonly Asked[]): void {
    asked.forEach((effect, index) => {
      if (effect.type === 'placeHold') this.holds.push({ do: 'place', ...(effect.params as PlaceHold) });
      else if (effect.type === 'releaseHolds') this.holds.push({ do: 'release', ...(effect.params as { caseId: string }) });
      else if (effect.type === 'publishDocument') this.publications.push(effect.params as PublishDocument);
      else if (effect.type === 'notify' || effect.type === 'tellFact' || (effect.type === 'makeDocument' && (effect.params as MakeDocument).kind !== '')) {
        const { authority, caseId, seq } = this;
        this.jobs.push({ task: 'effect', payload: { authority, caseId, seq, index }, key: `${caseId}:${seq}:${index}` });
      }
    });
  }
}

/** The role whose person is the case's owner. */
export function leadRole(procedure: AnyProcedure): string {
  return procedure.lead ?? procedure.readers[0] ?? 'procurement officer';
}

/** A clock rang and the machine could not take it. */
export class ClockFailed extends Error {
  constructor(
    readonly clock: Clock,
    why: string,
  ) {
    super(`The clock ${clock.name} rang and could not be applied. ${why}`);
  }
}
