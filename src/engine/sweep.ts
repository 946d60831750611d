import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { scopeOf } from './access.js';
import { systemActor } from './actor.js';
import { CaseInHand, ClockFailed, SYSTEM_BY } from './case-in-hand.js';
import type { PolicyPort } from './clocks.js';
import { asInstant, dayOf } from '../calendar/day.js';
import { factSources } from './fact-sources.js';
import { Registry } from './registry.js';
import type { CaseCommit, CaseRead } from './statements.js';
import { commitEvents, readCase, readCases } from './statements.js';
import { POLICY, REGISTRY } from './tokens.js';

/** How many clocks one sweep claims: enough that a midnight with 100,000 of them takes minutes, few enough that a lease is kept. */
const CLAIM = 200;
/** How many cases are rung in one commit: a person whose case is among them waits for all of them, some 50 ms. */
const TOGETHER = 25;
/** How many commits are under way at once: more would take the pool's connections from the pages. */
const AT_ONCE = 4;
/** A claim is free again after this: a sweeper that died holds nobody up for longer, and a slow one is not overtaken. */
const LEASE = '2 minutes';

/** Somebody who is told that a clock could not be applied. */
export type ClockAlarm = (about: { authority: string; caseId: string; clock: string; problem: string }) => Promise<void>;

/** Rings the clocks that are due. Several servers may sweep one database: each claims different rows. */
@Injectable()
export class Sweeper {
  private readonly logger = new Logger(Sweeper.name);
  private alarm: ClockAlarm = () => Promise.resolve();

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @InjectDataSource('worker') private readonly worker: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(POLICY) private readonly policy: PolicyPort,
  ) {}

  onAlarm(alarm: ClockAlarm): void {
    this.alarm = alarm;
  }

  /** Rings everything that is due by the engine's clock. Answers how many cases were rung. */
  async sweep(): Promise<number> {
    let rung = 0;
    for (;;) {
      const due = await this.worker.query<{ authority_id: string; case_id: string }[]>('select * from claim_due($1, $2)', [CLAIM, LEASE]);
      if (due.length === 0) return rung;
      const batches = together(due);
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let next = batches.pop(); next; next = batches.pop()) {
            // Added after it is known: `rung += await …` would add to what stood before the wait, and lose what the others counted.
            const counted = await this.ringTogether(next.authority, next.cases);
            rung += counted;
          }
        }),
      );
    }
  }

  /** Applies the due clocks of one case, as the engine would before the next event. */
  async ring(authority: string, caseId: string): Promise<boolean> {
    const scope = scopeOf(systemActor(authority));
    const commit = await this.applied(authority, caseId, await readCase(this.source, scope, caseId, 'sweeper', null, false));
    if (!commit) return false;
    try {
      const [answer] = await commitEvents(this.source, scope, [commit]);
      return answer?.done === true;
    } catch (fault) {
      await this.failed(authority, caseId, fault);
      return false;
    }
  }

  /** Several cases in one commit, so that a midnight takes minutes. Where one of them cannot be written, each is rung by itself. */
  private async ringTogether(authority: string, cases: readonly string[]): Promise<number> {
    const scope = scopeOf(systemActor(authority));
    const reads = await readCases(this.source, scope, cases.map((caseId) => ({ caseId, asker: 'sweeper', key: null })));
    const commits = (await Promise.all(cases.map((caseId, n) => this.applied(authority, caseId, reads[n]!)))).filter((commit) => commit !== null);
    if (commits.length === 0) return 0;
    try {
      return (await commitEvents(this.source, scope, commits)).filter(({ done }) => done).length;
    } catch {
      let rung = 0;
      for (const { caseId } of commits) if (await this.ring(authority, caseId)) rung += 1;
      return rung;
    }
  }

  /** What ringing a case's due clocks comes to; null when none is due any more, or one of them could not be applied. */
  private async applied(authority: string, caseId: string, read: CaseRead): Promise<CaseCommit | null> {
    const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
    if (!read.case || !procedure) return null;
    const compared: { caseId: string; seq: number }[] = [];
    const sources = factSources({ source: this.source, tx: null, scope: scopeOf(systemActor(authority)), policy: this.policy, onCase: ({ caseId: other, seq }) => compared.push({ caseId: other, seq }) });
    try {
      const inHand = new CaseInHand(authority, caseId, procedure, this.registry.machine(procedure, read.case.version), read.case.version, read, this.policy);
      await inHand.catchUp(read.now, ({ type, at }) =>
        procedure.facts?.({ type, caseId, context: inHand.snapshot.context, input: null, at, on: dayOf(asInstant(at)), by: SYSTEM_BY }, sources) ?? Promise.resolve({}));
      return inHand.changed ? inHand.commit(read.now, { compared, request: null, number: null }) : null;
    } catch (fault) {
      await this.failed(authority, caseId, fault);
      return null;
    }
  }

  /** A clock that fails is tried again for ever, and rings for a person each time that it fails anew. */
  private async failed(authority: string, caseId: string, fault: unknown): Promise<void> {
    const clock = fault instanceof ClockFailed ? fault.clock.name : null;
    const problem = fault instanceof Error ? fault.message : String(fault);
    this.logger.error({ msg: 'A clock could not be applied', authority, caseId, clock, problem });
    if (clock === null) return;
    await this.worker.query('update workflow_deadline set attempts = attempts + 1, problem = $4 where authority_id = $1 and case_id = $2 and name = $3', [authority, caseId, clock, problem]);
    await this.alarm({ authority, caseId, clock, problem });
  }
}

/** Claims of one authority by so many at a time, in the order of their ids: two commits that share a case then wait, and do not deadlock. */
function together(due: readonly { authority_id: string; case_id: string }[]): { authority: string; cases: string[] }[] {
  const batches: { authority: string; cases: string[] }[] = [];
  for (const { authority_id: authority, case_id: caseId } of [...due].sort((a, b) => (a.authority_id + a.case_id < b.authority_id + b.case_id ? -1 : 1))) {
    const last = batches.at(-1);
    if (last?.authority === authority && last.cases.length < TOGETHER) last.cases.push(caseId);
    else batches.push({ authority, cases: [caseId] });
  }
  return batches;
}
