import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../engine/actor.js';
import { inScope, systemScope, type Scope } from '../engine/scope.js';
import type { Role } from './roles.js';

/** Where somebody acts: an authority, and the provider organisation they act for there (null for the authority's own people; their own id for a partner's person). */
export interface Place {
  readonly authorityId: string;
  readonly organisationId: string | null;
}

/** An actor with what pages say about them. It is an engine `Actor` and can be handed on as one. */
export interface KnownActor extends Actor {
  readonly personId: string;
  readonly organisationName: string | null;
  /** `until` is the last day of the cover, 'YYYY-MM-DD'. */
  readonly deputyFor: readonly { readonly personId: string; readonly name: string; readonly role: string; readonly until: string }[];
  readonly kind: 'staff' | 'provider' | 'invited' | 'partner';
}

export interface KnownPlace extends Place {
  readonly authorityName: string;
  readonly actor: KnownActor;
}

export interface Person {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

/** A declared conflict of interest, with how it is managed once somebody has said. */
export interface Conflict {
  readonly conflictId: string;
  readonly personId: string;
  readonly aboutKind: 'organisation' | 'case' | 'person' | 'other';
  readonly aboutId: string | null;
  readonly aboutName: string;
  readonly kind: 'personal' | 'pecuniary' | 'prior involvement';
  readonly detail: string;
  readonly declaredAt: string;
  readonly managedHow: string | null;
  readonly managedBy: string | null;
  readonly untilDay: string | null;
}

/** Who people are and what they may do, at an instant. Reads only; the writing is in appointments, conflicts, leavers and registration. */
@Injectable()
export class Directory {
  constructor(private readonly source: DataSource) {}

  /**
   * The person as they may act at a place. Null when they hold no role there at that instant: an unknown person, another authority, an
   * unconfirmed member, a role that is over, a deputy outside the dates.
   * @param at an instant, ISO 8601; the engine's clock when left out
   */
  async actorFor(personId: string, place: Place, at: string | null = null): Promise<KnownActor | null> {
    const [row] = await this.source.query<{ actor: Found | null }[]>(
      `select actor_at($1, $2, $3, coalesce($4::timestamptz, engine_now())) as actor`, [personId, place.authorityId, place.organisationId, at]);
    return row?.actor ? actorFrom(personId, place, row.actor) : null;
  }

  /** Every place where the person may act, each with the actor they are there. Authorities by name, their own staff first. */
  async places(personId: string, at: string | null = null): Promise<KnownPlace[]> {
    const rows = await this.source.query<{ authority_id: string; authority_name: string; organisation_id: string | null; actor: Found }[]>(
      `select * from places_of($1, coalesce($2::timestamptz, engine_now()))`, [personId, at]);
    return rows.map((row) => {
      const place = { authorityId: row.authority_id, organisationId: row.organisation_id };
      return { ...place, authorityName: row.authority_name, actor: actorFrom(personId, place, row.actor) };
    });
  }

  /** People by id, as the scope may see them; one who may not be seen is left out. */
  async people(scope: Scope, ids: readonly string[]): Promise<Map<string, Person>> {
    if (ids.length === 0) return new Map();
    const rows = await inScope(this.source, scope, (tx) => tx.query<Person[]>(`${PERSON} where person_id = any($1::uuid[])`, [ids]));
    return new Map(rows.map((row) => [row.personId, row]));
  }

  /** Who holds a role in an authority at an instant, in their own right, by name. */
  async peopleWithRole(authorityId: string, role: Role, at: string | null = null): Promise<Person[]> {
    return inScope(this.source, systemScope(authorityId), (tx) => tx.query<Person[]>(
      `${PERSON} where exists (select 1 from authority_role r where r.person_id = person.person_id and r.role = $1
         and in_force(r.from_day, r.until_day, r.ended_at, coalesce($2::timestamptz, engine_now()))) order by name, person_id`, [role, at]));
  }

  /** The confirmed people of an organisation, with a role or with any, at the engine's clock. For notices to a provider. */
  async peopleOfOrganisation(authorityId: string, organisationId: string, role: Role | null = null): Promise<Person[]> {
    return inScope(this.source, systemScope(authorityId), (tx) => tx.query<Person[]>(
      `${PERSON} where exists (select 1 from organisation_member m where m.person_id = person.person_id and m.organisation_id = $1
         and ($2::text is null or m.role = $2) and m.confirmed_at is not null and in_force(m.from_day, m.until_day, m.ended_at, engine_now()))
       order by name, person_id`, [organisationId, role]));
  }

  /** What somebody has declared in this authority and has not ended, newest first. */
  async conflicts(authorityId: string, personId: string, at: string | null = null): Promise<Conflict[]> {
    return inScope(this.source, systemScope(authorityId), (tx) => tx.query<Conflict[]>(
      `select conflict_id as "conflictId", person_id as "personId", about_kind as "aboutKind", about_id as "aboutId", about_name as "aboutName", kind, detail,
              to_json(declared_at) #>> '{}' as "declaredAt", managed_how as "managedHow", (select name from person p where p.person_id = c.managed_by) as "managedBy", until_day::text as "untilDay"
         from conflict_of_interest c
        where person_id = $1 and declared_at <= coalesce($2::timestamptz, engine_now())
          and coalesce(until_day, 'infinity') >= london_day(coalesce($2::timestamptz, engine_now()))
        order by declared_at desc, conflict_id`, [personId, at]));
  }
}

const PERSON = `select person_id as "personId", name, email, phone from person`;

interface Found {
  name: string;
  organisationName: string | null;
  roles: string[];
  deputyFor: { personId: string; name: string; role: string; until: string }[];
}

function kindAt(personId: string, { organisationId }: Place): KnownActor['kind'] {
  if (organisationId === null) return 'staff';
  return organisationId === personId ? 'partner' : 'provider';
}

function actorFrom(personId: string, place: Place, found: Found): KnownActor {
  return { personId, ...place, name: found.name, organisationName: found.organisationName, roles: found.roles, deputyFor: found.deputyFor, kind: kindAt(personId, place) };
}
