import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { By } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import { actingAs, mayReadCase, scopeOf } from '../engine/access.js';
import type { Actor } from '../engine/actor.js';
import type { FieldError, Refused } from '../engine/answers.js';
import { CaseInHand } from '../engine/case-in-hand.js';
import { MOVED, type Moved } from '../engine/moved.js';
import type { AnyProcedure } from '../engine/procedure.js';
import { Registry } from '../engine/registry.js';
import type { Sql } from '../engine/scope.js';
import { inScope } from '../engine/scope.js';
import type { CaseRead } from '../engine/statements.js';
import { commitEvents, readCase } from '../engine/statements.js';
import { REGISTRY } from '../engine/tokens.js';
import { Policies } from '../policy/policies.js';
import { isAboutAChild } from './child-data.js';

/** Who may propose to move a case, and who of them or beside them agrees: a contract's money and a case's law hang on it, so it takes two people. */
export const PROPOSERS = ['procurement officer', 'contract manager', 'commissioning manager', 'monitoring officer'] as const;
export const AGREERS = ['commissioning manager', 'monitoring officer'] as const;

/** A proposal to move a case, and what became of it. */
export interface Move {
  readonly moveId: string;
  readonly to: { readonly authorityId: string; readonly name: string };
  readonly why: string;
  readonly proposedBy: By;
  readonly proposedAt: string;
  readonly decidedBy: By | null;
  readonly decidedAt: string | null;
  readonly outcome: 'agreed' | 'declined' | null;
}

export type MoveAnswer =
  | { readonly kind: 'done'; readonly moveId: string }
  | { readonly kind: 'refused'; readonly refusals: readonly Refused[] }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'not-allowed'; readonly roles: readonly string[] }
  | { readonly kind: 'not-found' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const source = { cite: 'engine: a case that is moved to another authority', trust: 'design' } as const;
const refused = (guard: string, because: string, unblock: string): MoveAnswer => ({ kind: 'refused', refusals: [{ guard, because, unblock, source }] });

/** Moving a case to another authority: one person proposes it, another agrees, and from then on the case is closed here and says where it went. */
@Injectable()
export class Moves {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(REGISTRY) private readonly registry: Registry,
    private readonly policy: Policies,
  ) {}

  /** The proposals of a case, newest first. */
  async of(actor: Actor, caseId: string): Promise<Move[]> {
    return inScope(this.source, scopeOf(actor), (tx) => movesOf(tx, caseId));
  }

  async propose(actor: Actor, caseId: string, asked: { readonly to: { readonly authorityId: string; readonly name: string }; readonly why: string }): Promise<MoveAnswer> {
    const by = staffAs(actor, PROPOSERS);
    if (!by) return { kind: 'not-allowed', roles: PROPOSERS };
    const errors: FieldError[] = [
      ...(UUID.test(asked.to.authorityId) ? [] : [{ field: 'to', message: 'Choose the authority, or enter the number that it gave you for bundles.' }]),
      ...(asked.to.authorityId.toLowerCase() === actor.authorityId ? [{ field: 'to', message: 'The case is with this authority already.' }] : []),
      ...(asked.to.name.trim() === '' ? [{ field: 'name', message: 'Enter the name of the authority.' }] : []),
      ...(asked.why.trim() === '' ? [{ field: 'why', message: 'Say why the case goes there.' }] : []),
    ];
    if (errors.length > 0) return { kind: 'invalid', errors };
    return inScope(this.source, scopeOf(actor), async (tx): Promise<MoveAnswer> => {
      const stands = await this.find(tx, actor, caseId);
      if (!stands) return { kind: 'not-found' };
      const stopped = await this.stopped(tx, stands);
      if (stopped) return stopped;
      if ((await movesOf(tx, caseId)).some(({ outcome }) => outcome === null)) return refused('proposed', 'A move of this case is proposed already.', 'It is agreed to or declined first.');
      const moveId = randomUUID();
      await tx.query('insert into case_move (authority_id, move_id, case_id, to_authority, to_name, why, proposed_by) values ($1, $2, $3, $4, $5, $6, $7)',
        [actor.authorityId, moveId, caseId, asked.to.authorityId, asked.to.name.trim(), asked.why.trim(), JSON.stringify(by)]);
      return { kind: 'done', moveId };
    });
  }

  async decline(actor: Actor, caseId: string, moveId: string): Promise<MoveAnswer> {
    const by = staffAs(actor, [...PROPOSERS, ...AGREERS]);
    if (!by) return { kind: 'not-allowed', roles: AGREERS };
    return inScope(this.source, scopeOf(actor), async (tx): Promise<MoveAnswer> => {
      if (!(await this.find(tx, actor, caseId)) || !(await decided(tx, caseId, moveId, 'declined', by))) return { kind: 'not-found' };
      return { kind: 'done', moveId };
    });
  }

  /** Moves the case: its last entry here says where it went, its clocks stop here, and the bundle takes it there. */
  async agree(actor: Actor, caseId: string, moveId: string): Promise<MoveAnswer> {
    const by = staffAs(actor, AGREERS);
    if (!by) return { kind: 'not-allowed', roles: AGREERS };
    return inScope(this.source, scopeOf(actor), async (tx): Promise<MoveAnswer> => {
      const stands = await this.find(tx, actor, caseId);
      const move = (await movesOf(tx, caseId)).find((each) => each.moveId === moveId && each.outcome === null);
      if (!stands || !move) return { kind: 'not-found' };
      const { read, procedure } = stands;
      if ([by.personId, by.inPlaceOf?.personId].includes(move.proposedBy.personId)) return refused('second-person', 'Whoever proposed a move does not agree to it.', 'Ask a commissioning manager or the monitoring officer who did not propose it.');
      const stopped = await this.stopped(tx, stands);
      if (stopped) return stopped;
      if ((await this.holdsChildData(tx, stands)) && actor.childData !== 'shown') return refused('child-data', 'The case holds what is about a child, and goes out only by somebody who may see that.', 'Somebody who works for children agrees, after a second factor.');
      const inHand = new CaseInHand(actor.authorityId, caseId, procedure, this.registry.machine(procedure, read.case!.version), read.case!.version, read, this.policy);
      const moved: Moved = { moveId, to: move.to, why: move.why, proposedBy: move.proposedBy, at: read.now };
      inHand.log(MOVED, { input: moved, facts: {}, stamp: { occurredAt: read.now, occurredOn: dayOf(asInstant(read.now)), recordedAt: read.now, by }, asked: [], clocks: [] }, inHand.snapshot);
      inHand.seenSeq = inHand.seq;
      inHand.moved = moved;
      for (const clock of [...inHand.clocks.values()]) if (clock.status === 'running') inHand.setClock({ ...clock, status: 'ended' });
      const [written] = await commitEvents(tx, scopeOf(actor), [inHand.commit(read.now, { compared: [], request: null, number: null })]);
      if (!written?.done) throw new Error('A locked case could not be written.');
      await tx.query('update workflow_instance set moved = $2 where authority_id = (select authority()) and case_id = $1', [caseId, JSON.stringify(moved)]);
      await decided(tx, caseId, moveId, 'agreed', by);
      return { kind: 'done', moveId };
    });
  }

  /** Whether somebody may take the bundle of a moved case away. */
  async mayTake(actor: Actor, caseId: string): Promise<MoveAnswer> {
    if (!staffAs(actor, [...PROPOSERS, ...AGREERS])) return { kind: 'not-allowed', roles: PROPOSERS };
    return inScope(this.source, scopeOf(actor), async (tx): Promise<MoveAnswer> => {
      const stands = await this.find(tx, actor, caseId);
      const moved = stands?.read.case?.moved;
      if (!stands || !moved) return { kind: 'not-found' };
      if ((await this.holdsChildData(tx, stands)) && actor.childData !== 'shown') return refused('child-data', 'The bundle holds what is about a child.', 'Somebody who works for children takes it, after a second factor.');
      return { kind: 'done', moveId: moved.moveId };
    });
  }

  private async find(tx: Sql, actor: Actor, caseId: string): Promise<Standing | null> {
    if (!UUID.test(caseId)) return null;
    const read = await readCase(tx, scopeOf(actor), caseId, 'moves', null, true);
    const procedure = read.case ? this.registry.find(read.case.machine) : undefined;
    if (!read.case || read.case.disposedAt || !procedure || !mayReadCase(actor, procedure, read.people)) return null;
    return { caseId, read, procedure };
  }

  /** What keeps a case from going: it went already, or another case and it hold each other. */
  private async stopped(tx: Sql, { caseId, read }: Standing): Promise<MoveAnswer | null> {
    if (read.case!.moved) return refused('moved', `The case went to ${read.case!.moved.to.name} already.`, 'Take its bundle, or ask there.');
    const [hold] = await tx.query<{ because: string }[]>('select because from workflow_hold where authority_id = (select authority()) and (case_id = $1 or by_case = $1) limit 1', [caseId]);
    if (hold) return refused('held', `Another case of this authority holds this one, or is held by it: ${hold.because}`, 'Wait until the hold is released.');
    return null;
  }

  private async holdsChildData(tx: Sql, { caseId, read, procedure }: Standing): Promise<boolean> {
    const [row] = await tx.query<{ types: string[] | null; audiences: string[][] | null }[]>(
      `select (select array_agg(distinct type) from workflow_event where authority_id = (select authority()) and case_id = $1) as types,
         (select jsonb_agg(a.audience) from (select to_jsonb(audience) as audience from document where authority_id = (select authority()) and case_id = $1
            union all select to_jsonb(audience) from file_link where authority_id = (select authority()) and case_id = $1) a) as audiences`, [caseId]);
    return isAboutAChild(procedure, read.case!.snapshot.context, { types: row?.types ?? [], audiences: row?.audiences ?? [] });
  }
}

interface Standing {
  readonly caseId: string;
  readonly read: CaseRead;
  readonly procedure: AnyProcedure;
}

const staffAs = (actor: Actor, roles: readonly string[]): By | null => (actor.kind === 'staff' ? actingAs(actor, roles) : null);

function movesOf(tx: Sql, caseId: string): Promise<Move[]> {
  return tx.query<Move[]>(
    `select move_id as "moveId", jsonb_build_object('authorityId', to_authority, 'name', to_name) as to, why, proposed_by as "proposedBy", to_json(proposed_at) #>> '{}' as "proposedAt",
       decided_by as "decidedBy", to_json(decided_at) #>> '{}' as "decidedAt", outcome
     from case_move where authority_id = (select authority()) and case_id = $1 order by proposed_at desc, move_id`, [caseId]);
}

async function decided(tx: Sql, caseId: string, moveId: string, outcome: 'agreed' | 'declined', by: By): Promise<boolean> {
  if (!UUID.test(moveId)) return false;
  const [rows] = await tx.query<[unknown[], number]>(
    `update case_move set outcome = $3, decided_by = $4, decided_at = engine_now() where authority_id = (select authority()) and case_id = $1 and move_id = $2 and outcome is null returning 1`,
    [caseId, moveId, outcome, JSON.stringify(by)]);
  return rows.length > 0;
}
