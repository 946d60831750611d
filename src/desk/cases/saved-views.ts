import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { inScope } from '../../engine/scope.js';
import { scopeOf } from '../asking.js';
import type { Person } from '../asking.js';

/** A list that somebody comes back to. It holds filters, not cases: what it shows is what its reader may see. */
export interface SavedView {
  readonly viewId: string;
  readonly name: string;
  /** The filters as the address writes them. */
  readonly query: string;
  readonly shared: boolean;
  readonly mine: boolean;
}

/** One's own views and those that colleagues share. */
@Injectable()
export class SavedViews {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async of(person: Person): Promise<SavedView[]> {
    return inScope(this.source, scopeOf(person), (tx) =>
      tx.query<SavedView[]>(
        `select view_id as "viewId", name, query, shared, person_id = $1 as mine from saved_view
         where authority_id = authority() and (person_id = $1 or shared) order by person_id <> $1, name, view_id`, [person.personId]));
  }

  /** Saving under a name again replaces that view. */
  async save(person: Person, view: { name: string; query: string; shared: boolean }): Promise<void> {
    await inScope(this.source, scopeOf(person), (tx) =>
      tx.query(
        `insert into saved_view (authority_id, person_id, name, query, shared) values (authority(), $1, $2, $3, $4)
         on conflict (authority_id, person_id, name) do update set query = excluded.query, shared = excluded.shared, saved_at = engine_now()`,
        [person.personId, view.name, view.query, view.shared]));
  }

  async remove(person: Person, viewId: string): Promise<boolean> {
    const [, count] = await inScope(this.source, scopeOf(person), (tx) =>
      tx.query<[unknown[], number]>(`delete from saved_view where authority_id = authority() and person_id = $1 and view_id = $2`, [person.personId, viewId]));
    return count === 1;
  }
}
