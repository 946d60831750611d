import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { asInstant, dayOf } from '../calendar/day.js';
import { scopeOf } from './access.js';
import type { Answer } from './answers.js';
import type { PolicyPort } from './clocks.js';
import type { Command, Outcome } from './deciding.js';
import { askerOf, decideCommand } from './deciding.js';
import { Registry } from './registry.js';
import type { Scope, Sql } from './scope.js';
import { inScope } from './scope.js';
import { commitEvents, formatReference, nextNumbers, readCase, readCases } from './statements.js';
import { POLICY, REGISTRY } from './tokens.js';

/** How often a command that met another one is decided again; from the second time on the case is locked, so two suffice and five are safe. */
const TRIES = 5;
/** Serialization failure, deadlock, and the same key or number twice at once: decide again on what is there now. */
const CONFLICTS = new Set(['40001', '40P01', '23505']);

/** The one way to change a case: read it, decide, commit. */
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

  /** One event of one case. Only a fault is thrown; whatever a person can do something about is an answer. */
  async send(command: Command): Promise<Answer> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const answer = await this.attempt(command, tries > 1).catch((fault: unknown) => {
        if (tries < TRIES && isConflict(fault)) return null;
        throw fault;
      });
      if (answer) return answer;
    }
    // A locked case cannot move, so what is left is an id that belongs to a case which this person may not see.
    return { kind: 'not-found' };
  }

  /**
   * One event each of many cases of one authority and actor, in three statements: for imports. A case that met somebody else is sent again
   * by itself, so one conflict costs nobody else anything. Answers are in the order of the commands.
   */
  async sendMany(commands: readonly Command[]): Promise<Answer[]> {
    const [first] = commands;
    if (!first) return [];
    if (new Set(commands.map(({ caseId }) => caseId)).size < commands.length) return this.oneByOne(commands);
    const scope = scopeOf(first.actor);
    const reads = await readCases(this.source, scope, commands.map(({ actor, caseId, key }) => ({ caseId, asker: askerOf(actor), key: key ?? null })));
    const outcomes = await Promise.all(commands.map((command, n) => decideCommand(command, reads[n]!, { ...this.deciding(), tx: null })));
    await this.number(this.source, scope, outcomes);
    const commits = outcomes.flatMap(({ commit }) => (commit ? [commit()] : []));
    const done = new Map(
      commits.length === 0
        ? []
        : (await commitEvents(this.source, scope, commits).catch((fault: unknown) => (isConflict(fault) ? [] : Promise.reject(fault)))).map((one) => [one.caseId, one.done]),
    );
    return Promise.all(commands.map((command, n) => (outcomes[n]!.commit && done.get(command.caseId) !== true ? this.send(command) : outcomes[n]!.answer)));
  }

  private async oneByOne(commands: readonly Command[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const command of commands) answers.push(await this.send(command));
    return answers;
  }

  private attempt(command: Command, locked: boolean): Promise<Answer | null> {
    if (!locked) return this.once(command, this.source, null);
    return inScope(this.source, scopeOf(command.actor), (tx) => this.once(command, tx, tx));
  }

  /** Null when the case moved between reading and writing. */
  private async once(command: Command, sql: Sql, tx: Sql | null): Promise<Answer | null> {
    const scope = scopeOf(command.actor);
    const read = await readCase(sql, scope, command.caseId, askerOf(command.actor), command.key ?? null, tx !== null);
    const outcome = await decideCommand(command, read, { ...this.deciding(), tx });
    if (!outcome.commit) return outcome.answer;
    await this.number(sql, scope, [outcome]);
    const [written] = await commitEvents(sql, scope, [outcome.commit()]);
    return written?.done ? outcome.answer : null;
  }

  /** Gives the cases that open their numbers, in a statement of its own: a number is never given twice, whatever becomes of the event. */
  private async number(sql: Sql, scope: Scope, outcomes: readonly Outcome[]): Promise<void> {
    const opening = outcomes.filter(({ opens }) => opens !== null);
    for (const series of new Set(opening.map(({ opens }) => opens!.series))) {
      const cases = opening.filter(({ opens }) => opens!.series === series).map(({ inHand }) => inHand!);
      const year = Number(dayOf(asInstant(cases[0]!.openedAt)).slice(0, 4));
      const first = await nextNumbers(sql, scope, series, year, cases.length);
      cases.forEach((inHand, n) => inHand.takeNumber({ year, number: first + n }, formatReference(series, year, first + n)));
    }
  }

  private deciding() {
    return { source: this.source, registry: this.registry, policy: this.policy };
  }
}

function isConflict(fault: unknown): boolean {
  return CONFLICTS.has(String((fault as { code?: unknown }).code));
}

export type { Command };
