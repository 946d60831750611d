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
import { Together } from './together.js';
import { POLICY, REGISTRY } from './tokens.js';

/** How often a command that met another one is decided again under a lock: two suffice, four are safe. */
const TRIES = 4;
/** Serialization failure, deadlock, and the same key or number twice at once: decide again on what is there now. */
const CONFLICTS = new Set(['40001', '40P01', '23505']);

/** The one way to change a case: read it, decide, commit. */
@Injectable()
export class Sender {
  private readonly together = new Together<Command, Answer | null>((commands) => this.allAtOnce(commands));

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
    return (await this.together.add(scopeKey(command.actor), command)) ?? this.alone(command);
  }

  /**
   * One event each of many cases of one authority and actor, in three statements: for imports. A case that met somebody else is sent again
   * by itself, so one conflict costs nobody else anything. Answers are in the order of the commands.
   */
  async sendMany(commands: readonly Command[]): Promise<Answer[]> {
    if (new Set(commands.map(({ caseId }) => caseId)).size < commands.length) return this.oneByOne(commands);
    const answers = await this.allAtOnce(commands);
    return Promise.all(commands.map((command, n) => answers[n] ?? this.alone(command)));
  }

  private async oneByOne(commands: readonly Command[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const command of commands) answers.push(await this.send(command));
    return answers;
  }

  /** Different cases of one scope in one commit. Null for a command that is to be done again by itself: its case moved meanwhile, or it broke the commit for all. */
  private async allAtOnce(commands: readonly Command[]): Promise<(Answer | null)[]> {
    const [first] = commands;
    if (!first) return [];
    const scope = scopeOf(first.actor);
    const reads = await readCases(this.source, scope, commands.map(({ actor, caseId, key }) => ({ caseId, asker: askerOf(actor), key: key ?? null })));
    const outcomes = await Promise.all(
      commands.map((command, n) => decideCommand(command, reads[n]!, { ...this.deciding(), tx: null }).catch((fault: unknown) => orAlone(commands, fault))),
    );
    try {
      await this.number(this.source, scope, outcomes.filter((outcome) => outcome !== null));
      const commits = outcomes.flatMap((outcome) => (outcome?.commit ? [outcome.commit()] : []));
      const written = new Set(commits.length === 0 ? [] : (await commitEvents(this.source, scope, commits)).flatMap(({ caseId, done }) => (done ? [caseId] : [])));
      return outcomes.map((outcome, n) => (outcome && (!outcome.commit || written.has(commands[n]!.caseId)) ? outcome.answer : null));
    } catch (fault) {
      const again = orAlone(commands, fault);
      return outcomes.map((outcome) => (outcome && !outcome.commit ? outcome.answer : again));
    }
  }

  /** Decided again on what is there now, with the case locked, so that it cannot move any more. */
  private async alone(command: Command): Promise<Answer> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const answer = await this.locked(command).catch((fault: unknown) => {
        if (tries < TRIES && isConflict(fault)) return null;
        throw fault;
      });
      if (answer) return answer;
    }
    // A locked case cannot move, so what is left is an id that belongs to a case which this person may not see.
    return { kind: 'not-found' };
  }

  /** Null when a fact that was read from another case has changed since. */
  private locked(command: Command): Promise<Answer | null> {
    const scope = scopeOf(command.actor);
    return inScope(this.source, scope, async (tx) => {
      const read = await readCase(tx, scope, command.caseId, askerOf(command.actor), command.key ?? null, true);
      const outcome = await decideCommand(command, read, { ...this.deciding(), tx });
      if (!outcome.commit) return outcome.answer;
      await this.number(tx, scope, [outcome]);
      const [written] = await commitEvents(tx, scope, [outcome.commit()]);
      return written?.done ? outcome.answer : null;
    });
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

/** Commands are done together where the database gives them the same scope. */
const scopeKey = (actor: Command['actor']): string => {
  const { authority, organisation } = scopeOf(actor);
  return `${authority}/${organisation ?? ''}`;
};

/** What is wrong with one command is nobody else's: each is done again by itself, and the one at fault then fails alone. */
function orAlone(commands: readonly Command[], fault: unknown): null {
  if (commands.length === 1 && !isConflict(fault)) throw fault;
  return null;
}

function isConflict(fault: unknown): boolean {
  return CONFLICTS.has(String((fault as { code?: unknown }).code));
}

export type { Command };
