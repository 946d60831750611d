import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { inScope, systemScope, type Sql } from '../engine/scope.js';
import { staffScope, type Done } from './appointments.js';
import type { Conflict, KnownActor } from './directory.js';

export const CONFLICT_KINDS = ['personal', 'pecuniary', 'prior involvement'] as const;

export interface ToDeclare {
  readonly aboutKind: Conflict['aboutKind'];
  readonly aboutId: string | null;
  readonly aboutName: string;
  readonly kind: string;
  readonly detail: string;
}
/** A declaration with the name of who declared it. */
export interface DeclaredConflict extends Conflict {
  readonly name: string;
}

/**
 * Declared conflicts of interest. Everybody declares their own; somebody else says how it is managed (PSR and panel practice: a pecuniary
 * interest or prior involvement removes the item, the vote and the place in the quorum).
 */
@Injectable()
export class Conflicts {
  constructor(private readonly source: DataSource) {}

  /**
   * @returns `aboutId` is the organisation that is meant; null when the name is no registered one's (or several'): then no step about a provider
   * is stopped by the declaration, and the page says so
   */
  async declare(by: KnownActor, asked: ToDeclare): Promise<Done<{ conflictId: string; aboutId: string | null }>> {
    const errors = [
      ...(asked.aboutName.trim() === '' ? [{ field: 'aboutName', message: 'Enter whom or what the interest is in, like the provider’s name.' }] : []),
      ...(!(CONFLICT_KINDS as readonly string[]).includes(asked.kind) ? [{ field: 'kind', message: 'Choose what kind of interest it is.' }] : []),
      ...(asked.detail.trim() === '' ? [{ field: 'detail', message: 'Say in a sentence what the interest is.' }] : []),
    ];
    if (errors.length > 0) return { ok: false, errors };
    const conflictId = newId();
    return inScope(this.source, staffScope(by), async (tx) => {
      const aboutId = asked.aboutId ?? (asked.aboutKind === 'organisation' ? await organisationCalled(tx, asked.aboutName) : null);
      await tx.query(
        `insert into conflict_of_interest (authority_id, conflict_id, person_id, about_kind, about_id, about_name, kind, detail, declared_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $3)`,
        [by.authorityId, conflictId, by.personId, asked.aboutKind === 'organisation' && aboutId === null ? 'other' : asked.aboutKind, aboutId, asked.aboutName.trim(), asked.kind, asked.detail.trim()]);
      return { ok: true as const, value: { conflictId, aboutId } };
    });
  }

  /** Says how a conflict is managed. The person who has it cannot. */
  async manage(by: KnownActor, conflictId: string, how: string): Promise<Done> {
    if (how.trim() === '') return { ok: false, errors: [{ field: 'how', message: 'Say how the conflict is managed, like “takes no part in this provider’s applications”.' }] };
    const managed = await inScope(this.source, staffScope(by), (tx) => tx.query<unknown[]>(
      `with managed as (update conflict_of_interest set managed_how = $2, managed_by = $3, managed_at = engine_now() where conflict_id = $1 and person_id <> $3 returning 1) select * from managed`,
      [conflictId, how.trim(), by.personId]));
    return managed.length > 0 ? { ok: true, value: undefined } : { ok: false, errors: [{ field: 'how', message: 'Somebody else must say how your own conflict is managed.' }] };
  }

  /** Ends a declaration after today: the interest is no longer there. Only whoever declared it. */
  async end(by: KnownActor, conflictId: string): Promise<void> {
    await inScope(this.source, staffScope(by), (tx) => tx.query(
      `update conflict_of_interest set until_day = london_day(engine_now()) where conflict_id = $1 and person_id = $2 and until_day is null`, [conflictId, by.personId]));
  }

  /** Every declaration in force in the authority, unmanaged first. */
  async all(authorityId: string): Promise<DeclaredConflict[]> {
    return inScope(this.source, systemScope(authorityId), (tx) => tx.query<DeclaredConflict[]>(
      `select conflict_id as "conflictId", c.person_id as "personId", p.name, about_kind as "aboutKind", about_id as "aboutId", about_name as "aboutName", kind, detail,
              to_json(declared_at) #>> '{}' as "declaredAt", managed_how as "managedHow", (select name from person m where m.person_id = c.managed_by) as "managedBy", until_day::text as "untilDay"
         from conflict_of_interest c join person p on p.person_id = c.person_id
        where coalesce(until_day, 'infinity') >= london_day(engine_now()) order by managed_how is not null, declared_at desc`));
  }
}

/** The one organisation with this legal or trading name, whatever the capitals and spaces. */
async function organisationCalled(tx: Sql, name: string): Promise<string | null> {
  const found = await tx.query<{ id: string }[]>(
    `select organisation_id as id from organisation where $1 in (lower(regexp_replace(btrim(legal_name), '\\s+', ' ', 'g')), lower(regexp_replace(btrim(trading_name), '\\s+', ' ', 'g'))) limit 2`,
    [name.trim().replace(/\s+/g, ' ').toLowerCase()]);
  return found.length === 1 ? found[0]!.id : null;
}
