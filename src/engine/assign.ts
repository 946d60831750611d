import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { asInstant, dayOf } from '../calendar/day.js';
import { lookingAs, mayReadCase, scopeOf } from './access.js';
import type { Actor } from './actor.js';
import type { Answer } from './answers.js';
import { CaseInHand, leadRole } from './case-in-hand.js';
import type { PolicyPort } from './clocks.js';
import { Registry } from './registry.js';
import type { Sql } from './scope.js';
import { inScope } from './scope.js';
import type { CaseRead } from './statements.js';
import { commitEvents, readCase } from './statements.js';
import { POLICY, REGISTRY } from './tokens.js';

/** Who is given the work of a role. A null person gives it up, so that the team sees it as unclaimed. */
export interface Assignment {
  readonly role?: string;
  readonly person: { readonly personId: string; readonly name: string } | null;
}

/**
 * Claiming and handing over. It is logged like any event and changes nothing that a decision rests on, so it does not move the seq
 * that somebody saw: a colleague's open form stays good.
 */
@Injectable()
export class Assigner {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(POLICY) private readonly policy: PolicyPort,
  ) {}

  async assign(actor: Actor, caseId: string, assignment: Assignment): Promise<Answer> {
    if (actor.kind !== 'staff' && actor.kind !== 'system') return { kind: 'not-allowed', roles: [] };
    return inScope(this.source, scopeOf(actor), async (tx): Promise<Answer> => {
      const taken = await this.take(tx, actor, caseId);
      if (!taken) return { kind: 'not-found' };
      const role = assignment.role ?? this.roleOf(actor, taken.inHand);
      return this.write(tx, actor, taken, { [role]: assignment.person }, null);
    });
  }

  /** How many cases somebody has work in. In the scope of the transaction. */
  async countOf(tx: Sql, personId: string): Promise<number> {
    return (await this.casesOf(tx, personId)).length;
  }

  /** Hands all of somebody's work over to another, in the transaction of whoever asks: a leaver's roles end and their cases move together. */
  async handOverAll(tx: Sql, actor: Actor, from: { personId: string }, to: { personId: string; name: string }, why: string): Promise<number> {
    const cases = await this.casesOf(tx, from.personId);
    for (const caseId of cases) {
      const taken = await this.take(tx, actor, caseId);
      if (!taken) throw new Error(`Case ${caseId} could not be handed over.`);
      const roles = Object.entries(taken.inHand.owners).filter(([, person]) => person.personId === from.personId);
      await this.write(tx, actor, taken, Object.fromEntries(roles.map(([role]) => [role, to])), why);
    }
    return cases.length;
  }

  private async casesOf(tx: Sql, personId: string): Promise<string[]> {
    const rows = await tx.query<{ case_id: string }[]>(
      `select case_id from workflow_instance where authority_id = (select authority()) and open and disposed_at is null
         and owners @? format('$.*.personId ? (@ == "%s")', $1::uuid)::jsonpath order by case_id`,
      [personId],
    );
    return rows.map(({ case_id }) => case_id);
  }

  /** Locks a case; null when it is not there for this person. */
  private async take(tx: Sql, actor: Actor, caseId: string): Promise<Taken | null> {
    const read = await readCase(tx, scopeOf(actor), caseId, 'assigner', null, true);
    const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
    const mayAssign = procedure !== undefined && (mayReadCase(actor, procedure, read.people) || actor.roles.includes('administrator'));
    if (!read.case || read.case.disposedAt || read.case.moved || !mayAssign) return null;
    const { version } = read.case;
    return { read, inHand: new CaseInHand(actor.authorityId, caseId, procedure, this.registry.machine(procedure, version), version, read, this.policy) };
  }

  private async write(tx: Sql, actor: Actor, { read, inHand }: Taken, people: Readonly<Record<string, Assignment['person']>>, why: string | null): Promise<Answer> {
    const stamp = { occurredAt: read.now, occurredOn: dayOf(asInstant(read.now)), recordedAt: read.now, by: lookingAs(actor) };
    for (const [role, person] of Object.entries(people)) {
      const { [role]: _before, ...others } = inHand.owners;
      inHand.owners = person ? { ...others, [role]: person } : others;
      const input = { role, personId: person?.personId ?? null, name: person?.name ?? null, why };
      inHand.log('case.assign', { input, facts: {}, stamp, asked: [], clocks: [] }, inHand.snapshot);
    }
    const [answer] = await commitEvents(tx, scopeOf(actor), [inHand.commit(read.now, { compared: [], request: null, number: null })]);
    if (!answer?.done) throw new Error('A locked case could not be written.');
    return { kind: 'done', caseId: inHand.caseId, reference: inHand.reference, seq: inHand.seenSeq, replayed: false };
  }

  /** The role that the person would do the waiting work in; the lead role where none waits for them. */
  private roleOf(actor: Actor, inHand: CaseInHand): string {
    const waiting = inHand.rolesWaiting();
    return actor.roles.find((role) => waiting.includes(role)) ?? leadRole(inHand.procedure);
  }
}

/** A case locked for its owners to change. */
interface Taken {
  readonly read: CaseRead;
  readonly inHand: CaseInHand;
}
