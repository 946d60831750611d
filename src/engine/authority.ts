import type { AuthorityFacts } from './procedure.js';
import type { Sql } from './scope.js';

/**
 * An authority as letters and notices name it.
 * @param authorityId the authority of the scope where it is not given
 */
export async function authorityFacts(sql: Sql, authorityId: string | null = null): Promise<AuthorityFacts> {
  const [row] = await sql.query<AuthorityFacts[]>('select authority_id as "authorityId", name, address, email from authority where authority_id = coalesce($1, (select authority()))', [authorityId]);
  if (!row) throw new Error(`There is no authority ${authorityId ?? 'in this scope'}.`);
  return row;
}
