import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { asInstant, dayOf } from '../calendar/day.js';
import { lookingAs, mayRead, scopeOf } from './access.js';
import type { Actor } from './actor.js';
import type { Answer } from './answers.js';
import { CaseInHand, leadRole } from './case-in-hand.js';
import type { PolicyPort } from './clocks.js';
import { Registry } from './registry.js';
import { inScope } from './scope.js';
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
      const read = await readCase(tx, scopeOf(actor), caseId, 'assigner', null, true);
      const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
      if (!read.case || !procedure || read.case.disposedAt || !mayRead(actor, procedure)) return { kind: 'not-found' };
      const inHand = new CaseInHand(actor.authorityId, caseId, procedure, this.registry.machine(procedure, read.case.version), read.case.version, read, this.policy);
      const role = assignment.role ?? this.roleOf(actor, inHand);
      const { [role]: _before, ...others } = inHand.owners;
      inHand.owners = assignment.person ? { ...others, [role]: assignment.person } : others;
      const input = { role, personId: assignment.person?.personId ?? null, name: assignment.person?.name ?? null };
      const stamp = { occurredAt: read.now, occurredOn: dayOf(asInstant(read.now)), recordedAt: read.now, by: lookingAs(actor) };
      inHand.log('case.assign', { input, facts: {}, stamp, asked: [], clocks: [] }, inHand.snapshot);
      const [answer] = await commitEvents(tx, scopeOf(actor), [inHand.commit(read.now, { compared: [], request: null, number: null })]);
      if (!answer?.done) throw new Error('A locked case could not be written.');
      return { kind: 'done', caseId, reference: inHand.reference, seq: inHand.seenSeq, replayed: false };
    });
  }

  /** The role that the person would do the waiting work in; the lead role where none waits for them. */
  private roleOf(actor: Actor, inHand: CaseInHand): string {
    const waiting = inHand.rolesWaiting();
    return actor.roles.find((role) => waiting.includes(role)) ?? leadRole(inHand.procedure);
  }
}
