import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { inScope, type Scope } from '../engine/scope.js';
import type { KnownActor } from './directory.js';
import type { FieldErrors } from './organisations.js';
import { isAuthorityRole } from './roles.js';

export type Done<Value = undefined> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly errors: FieldErrors };
const done = <Value>(value: Value): Done<Value> => ({ ok: true, value });
const wrong = (field: string, message: string): Done<never> => ({ ok: false, errors: [{ field, message }] });

/** A role as the People page lists it. Days are London days; `untilDay` is the last day. */
export interface Appointment {
  readonly roleId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly fromDay: string;
  readonly untilDay: string | null;
  readonly appointedBy: string | null;
  readonly endedWhy: string | null;
  readonly state: 'to come' | 'held' | 'over';
}
export interface Cover {
  readonly deputyId: string;
  readonly personId: string;
  readonly name: string;
  readonly deputyName: string;
  readonly role: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly reason: string;
  readonly state: 'to come' | 'held' | 'over';
}
export interface ToAppoint {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly fromDay: string;
  readonly untilDay: string | null;
}
export interface ToCover {
  readonly personId: string;
  readonly deputyPersonId: string;
  readonly role: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly reason: string;
}

/** Roles and deputies of one authority. Nothing is deleted: what was held stays readable. Callers let in administrators and commissioning managers only. */
@Injectable()
export class Appointments {
  constructor(private readonly source: DataSource) {}

  /** Gives a person a role from a day; the person is added if the address is new. */
  async appoint(by: KnownActor, asked: ToAppoint): Promise<Done<{ personId: string }>> {
    if (!isAuthorityRole(asked.role)) return wrong('role', 'Choose a role from the list.');
    const email = asked.email.trim().toLowerCase();
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 254) return wrong('email', 'Enter a work e-mail address, like name@council.gov.uk.');
    if (asked.name.trim() === '') return wrong('name', 'Enter the person’s name.');
    if (asked.untilDay !== null && asked.untilDay < asked.fromDay) return wrong('untilDay', 'The last day must be the first day or later.');
    return inScope(this.source, staffScope(by), async (tx) => {
      const [found] = await tx.query<{ id: string }[]>('select person_with_email($1, $2, $3) as id', [newId(), asked.name.trim(), email]);
      const personId = found!.id;
      if (personId === by.personId) return wrong('email', 'You cannot give a role to yourself. Ask another administrator or commissioning manager.');
      const [overlap] = await tx.query<unknown[]>(
        `select 1 from authority_role where person_id = $1 and role = $2 and ended_at is null
            and daterange(from_day, until_day, '[]') && daterange($3::date, $4::date, '[]')`, [personId, asked.role, asked.fromDay, asked.untilDay]);
      if (overlap) return wrong('role', 'This person holds the role on some of these days already. Change the days, or end the other one first.');
      await tx.query(`insert into authority_role (authority_id, role_id, person_id, role, from_day, until_day, appointed_by) values ($1, $2, $3, $4, $5, $6, $7)`,
        [by.authorityId, newId(), personId, asked.role, asked.fromDay, asked.untilDay, by.personId]);
      return done({ personId });
    });
  }

  /** Ends a role at once, with the reason. */
  async endRole(by: KnownActor, roleId: string, why: string): Promise<Done> {
    if (why.trim() === '') return wrong('why', 'Say why the role ends.');
    const ended = await inScope(this.source, staffScope(by), (tx) => tx.query<{ role_id: string }[]>(
      `with ended as (update authority_role set ended_at = engine_now(), ended_by = $2, ended_why = $3 where role_id = $1 and ended_at is null returning role_id) select * from ended`,
      [roleId, by.personId, why.trim()]));
    return ended.length > 0 ? done(undefined) : wrong('why', 'This role has ended already, or is not in this authority.');
  }

  /** Names a deputy for one role, between two days. The covered person must hold the role when the cover begins. */
  async cover(by: KnownActor, asked: ToCover): Promise<Done> {
    if (!isAuthorityRole(asked.role)) return wrong('role', 'Choose a role from the list.');
    if (asked.personId === asked.deputyPersonId) return wrong('deputyPersonId', 'Somebody cannot be their own deputy. Choose another person.');
    if (asked.deputyPersonId === by.personId) return wrong('deputyPersonId', 'You cannot name yourself as a deputy. Ask another administrator or commissioning manager.');
    if (asked.untilDay < asked.fromDay) return wrong('untilDay', 'The last day must be the first day or later.');
    if (asked.reason.trim() === '') return wrong('reason', 'Say why a deputy is needed, for example “annual leave”.');
    return inScope(this.source, staffScope(by), async (tx) => {
      const [check] = await tx.query<{ holds: boolean; known: boolean }[]>(
        `select exists (select 1 from authority_role where person_id = $1 and role = $2 and ended_at is null and from_day <= $3::date and coalesce(until_day, 'infinity') >= $3::date) as holds,
                exists (select 1 from authority_role where person_id = $4) as known`, [asked.personId, asked.role, asked.fromDay, asked.deputyPersonId]);
      if (!check?.holds) return wrong('role', 'The person to be covered does not hold this role on the first day. Choose a role that they hold.');
      if (!check.known) return wrong('deputyPersonId', 'The deputy is not one of this authority’s people. Give them a role first.');
      await tx.query(`insert into deputy (authority_id, deputy_id, person_id, deputy_person_id, role, from_day, until_day, reason, appointed_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [by.authorityId, newId(), asked.personId, asked.deputyPersonId, asked.role, asked.fromDay, asked.untilDay, asked.reason.trim(), by.personId]);
      return done(undefined);
    });
  }

  /** Ends a deputy's cover at once. */
  async endCover(by: KnownActor, deputyId: string): Promise<void> {
    await inScope(this.source, staffScope(by), (tx) => tx.query('update deputy set ended_at = engine_now() where deputy_id = $1 and ended_at is null', [deputyId]));
  }

  /** Every role given in the authority: held first, then to come, then over. */
  async appointments(authorityId: string): Promise<Appointment[]> {
    return inScope(this.source, { authority: authorityId, organisation: null, person: null }, (tx) => tx.query<Appointment[]>(
      `select r.role_id as "roleId", p.person_id as "personId", p.name, p.email, r.role, r.from_day::text as "fromDay", r.until_day::text as "untilDay",
              (select name from person a where a.person_id = r.appointed_by) as "appointedBy", r.ended_why as "endedWhy", ${STATE('r')} as state
         from authority_role r join person p using (person_id)
        order by array_position(array['held', 'to come', 'over'], ${STATE('r')}), p.name, p.person_id, r.role, r.from_day`));
  }

  async covers(authorityId: string): Promise<Cover[]> {
    return inScope(this.source, { authority: authorityId, organisation: null, person: null }, (tx) => tx.query<Cover[]>(
      `select d.deputy_id as "deputyId", p.person_id as "personId", p.name, s.name as "deputyName", d.role, d.from_day::text as "fromDay", d.until_day::text as "untilDay", d.reason, ${STATE('d')} as state
         from deputy d join person p on p.person_id = d.person_id join person s on s.person_id = d.deputy_person_id
        order by array_position(array['held', 'to come', 'over'], ${STATE('d')}), d.from_day, p.name`));
  }
}

/** Where a row with days and an early end stands at the engine's clock. */
const STATE = (row: string) => `case when in_force(${row}.from_day, ${row}.until_day, ${row}.ended_at, engine_now()) then 'held'
  when ${row}.ended_at is null and ${row}.from_day > london_day(engine_now()) then 'to come' else 'over' end`;

/** The scope of somebody on the authority's own staff. */
export function staffScope(by: KnownActor): Scope {
  return { authority: by.authorityId, organisation: by.organisationId, person: by.personId };
}

