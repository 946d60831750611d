import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { CanBeJoint } from '../../../workflows/psr/joint.events.js';
import type { JointFacts } from '../../../workflows/psr/joint.facts.js';
import { partnerOf } from '../../../workflows/psr/joint.people.js';

const NOTHING: JointFacts = { person: null, isOurs: false, authority: null, isLead: false, rolesThere: null };

/** What the rules of a joint case ask: who is named, and which roles they hold in the authority that they are of. Undefined where the step asks nothing about a partner. */
export async function jointFacts(query: FactQuery<CanBeJoint>, { sql }: FactSources): Promise<JointFacts | undefined> {
  const { type, context, by, on, at } = query;
  const input = (query.input ?? {}) as { authorityId?: string | null; name?: string; partner?: string; personId?: string };
  if (type === 'partner.invite') return invited(sql, input.authorityId ?? null, input.name ?? '');
  if (type === 'partner.name') {
    const partner = context.partners.find(({ name }) => name === input.partner);
    const [row] = await sql.query<{ person: JointFacts['person']; lead: string }[]>('select person_called($1) as person, authority() as lead', [input.personId]);
    if (!row?.person) return NOTHING;
    const { name, email } = row.person;
    return {
      ...NOTHING, person: { name, email }, isOurs: (await rolesIn(sql, input.personId!, row.lead, at)).length > 0,
      rolesThere: partner?.authorityId == null ? null : await rolesIn(sql, input.personId!, partner.authorityId, at),
    };
  }
  if (by.partner === undefined || by.personId === null) return undefined;
  const { authorityId } = partnerOf(context, by, on, ['decide']) ?? { authorityId: null };
  return { ...NOTHING, rolesThere: authorityId === null ? null : await rolesIn(sql, by.personId, authorityId, at) };
}

async function invited(sql: Sql, authorityId: string | null, name: string): Promise<JointFacts> {
  const [row] = await sql.query<{ name: string | null; lead: boolean }[]>(
    `select (select name from authority where authority_id = $1::uuid) as name,
       exists (select 1 from authority where authority_id = authority() and (authority_id = $1::uuid or lower(name) = lower(btrim($2)))) as lead`, [authorityId, name]);
  return { ...NOTHING, authority: row?.name ?? null, isLead: row?.lead ?? false };
}

/** The roles that somebody holds in an authority in their own right. */
async function rolesIn(sql: Sql, personId: string, authorityId: string, at: string): Promise<readonly string[]> {
  const [row] = await sql.query<{ actor: { roles: string[] } | null }[]>('select actor_at($1, $2, null, $3::timestamptz) as actor', [personId, authorityId, at]);
  return row?.actor?.roles ?? [];
}
