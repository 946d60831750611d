import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { inScope } from '../../engine/scope.js';
import { scopeOf } from '../asking.js';
import type { Person } from '../asking.js';

/** What was typed, by box, and when it was kept. */
export interface Draft {
  readonly typed: Readonly<Record<string, string | string[]>>;
  /** An instant, ISO 8601. */
  readonly keptAt: string;
}

/** What somebody typed on a step page and has not sent yet. `about` is the case, or the procedure for a step that opens one. */
@Injectable()
export class Drafts {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async find(person: Person, about: string, type: string): Promise<Draft | null> {
    const [row] = await inScope(this.source, scopeOf(person), (tx) =>
      tx.query<{ answers: Draft['typed']; kept_at: Date }[]>(
        `select answers, kept_at from step_draft where authority_id = authority() and person_id = $1 and about = $2 and type = $3`, [person.personId, about, type]));
    return row ? { typed: row.answers, keptAt: row.kept_at.toISOString() } : null;
  }

  async keep(person: Person, about: string, type: string, typed: Draft['typed']): Promise<void> {
    await inScope(this.source, scopeOf(person), (tx) =>
      tx.query(
        `insert into step_draft (authority_id, person_id, about, type, organisation_id, answers) values (authority(), $1, $2, $3, organisation(), $4::jsonb)
         on conflict (authority_id, person_id, about, type) do update set answers = excluded.answers, kept_at = excluded.kept_at`,
        [person.personId, about, type, storable(typed)]));
  }

  async forget(person: Person, about: string, type: string): Promise<void> {
    await inScope(this.source, scopeOf(person), (tx) =>
      tx.query(`delete from step_draft where authority_id = authority() and person_id = $1 and about = $2 and type = $3`, [person.personId, about, type]));
  }
}

/** JSON in the database holds neither NUL nor half of a surrogate pair; the sender refuses them by name, a draft goes without. */
function storable(typed: Draft['typed']): string {
  return JSON.stringify(typed, (_, value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value));
}
