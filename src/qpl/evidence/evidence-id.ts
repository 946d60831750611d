import { v5 as idFromName } from 'uuid';
import type { Sql } from '../../engine/scope.js';

const EVIDENCE = '0b7c4c1e-3f57-5a0e-9a55-6f0f5c7d2b81';

/** The case that a provider's evidence for one requirement has when nobody opened it before: an id made of both finds it again. */
export const evidenceOf = (authorityId: string, organisationId: string, requirement: string): string => idFromName(`${authorityId}/${organisationId}/${requirement}`, EVIDENCE);

/** The case of a provider's evidence for one requirement: the one that is there, or the id under which it will be opened. */
export async function evidenceCase(sql: Sql, organisationId: string, requirement: string): Promise<string> {
  const [known] = await sql.query<{ case_id: string }[]>(
    `select case_id from workflow_instance
     where authority_id = (select authority()) and organisation_id = $1 and machine = 'qpl.evidence' and disposed_at is null and columns->>'requirement' = $2 order by opened_at limit 1`,
    [organisationId, requirement]);
  if (known) return known.case_id;
  const [here] = await sql.query<{ id: string }[]>('select authority() as id');
  return evidenceOf(here?.id ?? '', organisationId, requirement);
}
