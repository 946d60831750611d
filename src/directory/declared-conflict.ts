import type { Sql } from '../engine/scope.js';
import type { By, Day } from '../../workflows/shared/vocabulary.js';

/** Whether whoever acts has declared a conflict about one of these in the authority's register. A deputy's and that of the person in whose place they act both count. */
export async function hasDeclaredConflict(sql: Sql, by: By, about: readonly string[], on: Day): Promise<boolean> {
  const people = [by.personId, by.inPlaceOf?.personId].filter((id) => id != null);
  if (people.length === 0 || about.length === 0) return false;
  const found = await sql.query<unknown[]>(
    `select 1 from conflict_of_interest where authority_id = authority() and person_id = any ($1::uuid[]) and about_id = any ($2::uuid[]) and coalesce(until_day, 'infinity') >= $3::date limit 1`, [people, about, on]);
  return found.length > 0;
}
