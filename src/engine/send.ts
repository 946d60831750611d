import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import { actingAs, scopeOf } from './access.js';
import type { Actor } from './actor.js';
import type { Answer, Refused } from './answers.js';
import { canonical, sha256 } from './canonical.js';
import { CaseInHand, ClockFailed } from './case-in-hand.js';
import type { PolicyPort } from './clocks.js';
import { factSources } from './fact-sources.js';
import { checkInput } from './input-check.js';
import type { AnyProcedure, CaseFact } from './procedure.js';
import { opens, Registry } from './registry.js';
import type { Sql } from './scope.js';
import { inScope } from './scope.js';
import type { CaseCommit, CaseRead } from './statements.js';
import { commitEvents, formatReference, nextNumber, readCase } from './statements.js';
import { POLICY, REGISTRY } from './tokens.js';

/** What somebody asks for. */
export interface Command {
  readonly actor: Actor;
  readonly caseId: string;
  readonly type: string;
  readonly input: unknown;
  /** Needed only to open a case. */
  readonly procedure?: string;
  /** The seq that the person saw; needed by events that are `against: seen`. */
  readonly seen?: number;
  /** Sent twice with the same key, a command is done once. */
  readonly key?: string;
  /** When it happened, where that is earlier than now and nothing of the case came after it. */
  readonly occurredAt?: Instant;
}

/** How often a command that met another one is decided again; from the second time on the case is locked, so two suffice and five are safe. */
const TRIES = 5;
const CONFLICTS = new Set(['40001', '40P01', '23505']);

/** The one way to change a case: may this person, what are the facts, what does the machine say, commit. */
@Injectable()
export class Sender {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(POLICY) private readonly policy: PolicyPort,
  ) {}

  newCaseId(): string {
    return randomUUID();
  }

  async send(command: Command): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.attempt(command, tries > 1).catch((fault: unknown) => {
        if (tries < TRIES && CONFLICTS.has(String((fault as { code?: unknown }).code))) return 'conflict' as const;
        throw fault;
      });
      if (answer !== 'conflict') return answer;
      if (tries === TRIES) return { kind: 'not-found' };
    }
  }

  private attempt(command: Command, locked: boolean): Promise<Answer | 'conflict'> {
    return locked ? inScope(this.source, scopeOf(command.actor), (tx) => this.decide(command, tx, true)) : this.decide(command, this.source, false);
  }

  private async decide(command: Command, sql: Sql, locked: boolean): Promise<Answer | 'conflict'> {
    const { actor, caseId } = command;
    const scope = scopeOf(actor);
    const asker = actor.personId ?? actor.kind;
    const bodyHash = sha256(canonical({ caseId, type: command.type, input: command.input ?? null, seen: command.seen ?? null }));
    const read = await readCase(sql, scope, caseId, asker, command.key ?? null, locked);
    if (read.answered) return read.answered.bodyHash === bodyHash ? { ...(read.answered.answer as Extract<Answer, { kind: 'done' }>), replayed: true } : { kind: 'key-reused' };

    const procedure = this.procedureOf(command, read);
    const event = procedure?.events[command.type];
    if (!procedure || !event || read.case?.disposedAt) return { kind: 'not-found' };
    const by = actingAs(actor, event.roles);
    if (!by) return { kind: 'not-allowed', roles: event.roles };
    const checked = await checkInput(event.input, command.input);
    if (!checked.ok) return { kind: 'invalid', errors: checked.errors };
    if (command.occurredAt !== undefined && command.occurredAt > read.now) {
      return { kind: 'invalid', errors: [{ field: 'occurredOn', message: 'The date must not be later than now. Record it on the day, or enter the date on which it happened.' }] };
    }

    const opening = read.case === null;
    const version = read.case?.version ?? procedure.version;
    const inHand = new CaseInHand(actor.authorityId, caseId, procedure, this.registry.machine(procedure, version), version, read, this.policy);
    const asking = this.factsFor(procedure, command, inHand, sql, locked);
    const at = read.now;

    try {
      await inHand.catchUp(at, (told) => asking.facts(told.type, null, told.at, by));
    } catch (fault) {
      if (fault instanceof ClockFailed) return { kind: 'refused', refusals: [clockFailed(fault)] };
      throw fault;
    }
    const caughtUp = inHand.changed;
    const refuse = async (answer: Answer): Promise<Answer | 'conflict'> => {
      if (!caughtUp) return answer;
      return (await this.commit(sql, command, inHand, at, { compared: asking.compared, request: null, number: null })) ? answer : 'conflict';
    };
    if (event.against === 'seen' && !opening && command.seen !== inHand.seenSeq) {
      return refuse({ kind: 'stale', seen: command.seen ?? 0, seq: inHand.seenSeq, since: [] });
    }
    const held = read.holds.find((hold) => hold.events.includes(command.type));
    if (held) return refuse({ kind: 'refused', refusals: [{ guard: 'held', because: held.because, unblock: held.unblock, source: held.source }] });

    const occurredAt = command.occurredAt ?? at;
    const before = { seq: inHand.seq };
    const decision = await inHand.take({
      type: command.type,
      input: checked.input,
      facts: await asking.facts(command.type, checked.input, occurredAt, by),
      stamp: { occurredAt, occurredOn: dayOf(asInstant(occurredAt)), recordedAt: at, by },
    });
    if (decision.kind === 'refused') return before.seq === inHand.seq ? refuse({ kind: 'refused', refusals: decision.refusals }) : 'conflict';

    const number = opening ? await this.takeNumber(sql, command, inHand, at) : null;
    const answer = { kind: 'done', caseId, reference: inHand.reference, seq: inHand.seenSeq, replayed: false } as const;
    const request = command.key === undefined ? null : { actor: asker, key: command.key, bodyHash, answer };
    return (await this.commit(sql, command, inHand, at, { compared: asking.compared, request, number })) ? answer : 'conflict';
  }

  private procedureOf(command: Command, read: CaseRead): AnyProcedure | undefined {
    if (read.case) return this.registry.find(read.case.machine);
    const named = command.procedure === undefined ? undefined : this.registry.find(command.procedure);
    return named && opens(named, command.type) ? named : undefined;
  }

  private factsFor(procedure: AnyProcedure, command: Command, inHand: CaseInHand, sql: Sql, locked: boolean) {
    const compared: { caseId: string; seq: number }[] = [];
    const scope = scopeOf(command.actor);
    const sources = factSources({ source: this.source, tx: locked ? sql : null, scope, policy: this.policy, onCase: (fact: CaseFact) => compared.push({ caseId: fact.caseId, seq: fact.seq }) });
    const facts = (type: string, input: unknown, at: Instant, by: By): Promise<unknown> =>
      procedure.facts?.({ type, caseId: command.caseId, context: inHand.snapshot.context, input, at, on: dayOf(asInstant(at)), by }, sources) ?? Promise.resolve({});
    return { facts, compared };
  }

  private async takeNumber(sql: Sql, command: Command, inHand: CaseInHand, at: Instant): Promise<{ year: number; number: number }> {
    const year = Number(dayOf(asInstant(at)).slice(0, 4));
    const number = await nextNumber(sql, scopeOf(command.actor), inHand.procedure.series, year);
    inHand.reference = formatReference(inHand.procedure.series, year, number);
    return { year, number };
  }

  private async commit(sql: Sql, command: Command, inHand: CaseInHand, at: Instant, more: Pick<CaseCommit, 'compared' | 'request'> & { number: { year: number; number: number } | null }): Promise<boolean> {
    const [answer] = await commitEvents(sql, scopeOf(command.actor), [inHand.commit(at, more)]);
    return answer?.done === true;
  }
}

function clockFailed(fault: ClockFailed): Refused {
  return {
    guard: 'clock-failed',
    because: `${fault.message} Until that is mended the case takes corrections only, so that no step is taken as if the clock had not rung.`,
    unblock: 'An administrator has been told. Correct the event that the clock stumbles on, or move the case to a version that can take it.',
    source: { cite: 'engine: a clock that was due is applied before anything later', trust: 'design' },
  };
}
