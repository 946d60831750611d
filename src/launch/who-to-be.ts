import type { Client } from 'pg';
import { ROLES, type Role } from '../directory/roles.js';

/** A sample person whom a newcomer can sign in as, with what they do, in words: "procurement officer". */
export interface WhoToBe {
  readonly name: string;
  readonly does: string;
}

/** One for each hand that an application passes through. */
const STAFF: readonly Role[] = ['procurement officer', 'decision maker', 'democratic services'];

/** Of each role the sample person with work of their own, and somebody of a provider. None in a database that is no sample. */
export async function whoToBe(owner: Client): Promise<WhoToBe[]> {
  const { rows: authorities } = await owner.query<{ id: string }>('select authority_id as id from authority order by created_at limit 1');
  if (!authorities[0]) return [];
  await owner.query(`select set_config('clerkwell.authority', $1, false)`, [authorities[0].id]);
  const people: WhoToBe[] = [];
  for (const role of STAFF) {
    const { rows } = await owner.query<{ name: string }>(
      `select p.name from sample_people() p join authority_role r using (person_id)
       where r.role = $1 and in_force(r.from_day, r.until_day, r.ended_at, engine_now())
       order by exists (select from workflow_work w where w.owner_id = p.person_id) desc, p.name limit 1`, [role]);
    if (rows[0]) people.push({ name: rows[0].name, does: ROLES[role].title.toLowerCase() });
  }
  // Of those where several act together: one of them can hand over to the other.
  const { rows } = await owner.query<{ name: string; organisation: string }>(
    `select p.name, o.legal_name as organisation from sample_people() p join organisation_member m using (person_id) join organisation o using (organisation_id)
     where m.role = 'applicant' and m.confirmed_at is not null and in_force(m.from_day, m.until_day, m.ended_at, engine_now())
     order by (select count(distinct person_id) from organisation_member c where c.organisation_id = o.organisation_id) desc, p.name limit 1`);
  return rows[0] ? [...people, { name: rows[0].name, does: `applicant for ${rows[0].organisation}` }] : people;
}

/** The lines for the terminal. */
export function whoToBeInWords(people: readonly WhoToBe[]): string[] {
  const longest = Math.max(0, ...people.map(({ name }) => name.length));
  return people.map(({ name, does }) => `  ${name.padEnd(longest)}  ${does}`);
}
