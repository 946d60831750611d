import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inScope, type Sql } from '../engine/scope.js';
import { staffScope, type Done } from './appointments.js';
import type { KnownActor } from './directory.js';

/** Work that passes from one person to another. The engine hands over the cases; other rooms what else is somebody's. */
export interface HandOver {
  readonly authorityId: string;
  readonly from: { readonly personId: string; readonly name: string };
  readonly to: { readonly personId: string; readonly name: string };
  readonly by: KnownActor;
  readonly why: string;
}

/** Moves one kind of work in the leaver's own transaction, and says how many there were. */
export interface Reassign {
  /** The kind of work in the plural: 'cases'. */
  readonly what: string;
  readonly count: (tx: Sql, personId: string) => Promise<number>;
  readonly move: (tx: Sql, handOver: HandOver) => Promise<number>;
}

export interface Leaver {
  readonly personId: string;
  /** Who takes over the open work. */
  readonly takesOverPersonId: string;
  readonly why: string;
}
export interface Left {
  readonly rolesEnded: readonly string[];
  readonly coversEnded: number;
  readonly sessionsEnded: number;
  readonly moved: readonly { readonly what: string; readonly count: number }[];
}

/** Somebody leaves: in one action their roles and cover end, they are signed out, and their open work passes on. All or nothing. */
@Injectable()
export class Leavers {
  private readonly reassigned: Reassign[] = [];
  constructor(private readonly source: DataSource) {}

  /** Rooms say at start-up what of theirs can be somebody's work. */
  register(reassign: Reassign): void {
    this.reassigned.push(reassign);
  }

  /** What stands to be moved, shown before it is done. */
  async openWork(by: KnownActor, personId: string): Promise<{ what: string; count: number }[]> {
    return inScope(this.source, staffScope(by), async (tx) => {
      const work = [];
      for (const { what, count } of this.reassigned) work.push({ what, count: await count(tx, personId) });
      return work;
    });
  }

  async endService(by: KnownActor, leaver: Leaver): Promise<Done<Left>> {
    if (leaver.why.trim() === '') return wrong('why', 'Say why their service ends, for example “left the council”.');
    if (leaver.takesOverPersonId === leaver.personId) return wrong('takesOverPersonId', 'Choose somebody else to take over the work.');
    if (leaver.personId === by.personId) return wrong('personId', 'You cannot end your own service. Ask another administrator or commissioning manager.');
    return inScope(this.source, staffScope(by), async (tx): Promise<Done<Left>> => {
      // Locked so that two administrators who press at once do not move the work twice.
      const roles = await tx.query<{ role: string }[]>(`select role from authority_role where person_id = $1 and ended_at is null and coalesce(until_day, 'infinity') >= london_day(engine_now()) order by role for update`, [leaver.personId]);
      const people = await tx.query<{ personId: string; name: string; holds: boolean }[]>(
        `select person_id as "personId", name, exists (select 1 from authority_role r where r.person_id = person.person_id and in_force(r.from_day, r.until_day, r.ended_at, engine_now())) as holds
           from person where person_id = any($1::uuid[])`, [[leaver.personId, leaver.takesOverPersonId]]);
      const from = people.find((person) => person.personId === leaver.personId);
      const to = people.find((person) => person.personId === leaver.takesOverPersonId);
      if (!from || roles.length === 0) return wrong('personId', 'This person holds no role in this authority, or has left already.');
      if (!to?.holds) return wrong('takesOverPersonId', 'Whoever takes over must hold a role in this authority now.');
      const moved = [];
      for (const { what, move } of this.reassigned) moved.push({ what, count: await move(tx, { authorityId: by.authorityId, from, to, by, why: leaver.why.trim() }) });
      await tx.query(`update authority_role set ended_at = engine_now(), ended_by = $2, ended_why = $3 where person_id = $1 and ended_at is null`, [leaver.personId, by.personId, leaver.why.trim()]);
      const covers = await tx.query<unknown[]>(
        `with ended as (update deputy set ended_at = engine_now() where (person_id = $1 or deputy_person_id = $1) and ended_at is null returning 1) select * from ended`, [leaver.personId]);
      const [sessions] = await tx.query<{ count: number }[]>('select end_sessions($1, $2) as count', [leaver.personId, by.authorityId]);
      return { ok: true, value: { rolesEnded: [...new Set(roles.map(({ role }) => role))], coversEnded: covers.length, sessionsEnded: sessions!.count, moved } };
    });
  }
}

const wrong = (field: string, message: string): Done<never> => ({ ok: false, errors: [{ field, message }] });
