import { asDay, isDay } from '../../calendar/day.js';
import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { FrameworkContext, FrameworkFacts, OpenFrameworkInput } from '../../../workflows/psr/framework.events.js';
import { pipelineOf, rulesOf } from '../contract/expiry-pipeline.js';
import { hasDeclaredConflict } from '../../directory/declared-conflict.js';

/** What the register of frameworks needs to know from elsewhere. */
export async function frameworkFacts({ type, caseId, context, input, by, on }: FactQuery<FrameworkContext>, { sql, policy }: FactSources): Promise<FrameworkFacts> {
  const given = type === 'framework.open' && input !== null ? (input as OpenFrameworkInput) : null;
  const ends = given?.ends ?? (type === 'change.note' ? (input as { newEnd?: string | null } | null)?.newEnd : null) ?? context.terms?.ends;
  const [known] = await sql.query<{ reference: string }[]>(`select reference from workflow_instance where authority_id = (select authority()) and case_id = $1::uuid`, [caseId]);
  return {
    caseId,
    reference: known?.reference ?? null,
    hasConflict: await hasDeclaredConflict(sql, by, [caseId, ...context.parties.flatMap(({ organisationId, left }) => (left === null ? (organisationId ?? []) : []))], on),
    // One that a competition here concluded has its own case by that competition, so it cannot come twice.
    sameAs: given && given.awardCase === null ? await referenceOf(sql, given) : null,
    startBy: isDay(ends) ? (pipelineOf(asDay(ends), 'competitive', await rulesOf((name) => policy(name, on)))?.startBy ?? null) : null,
  };
}

async function referenceOf(sql: Sql, { number, title, starts }: OpenFrameworkInput): Promise<string | null> {
  const [found] = await sql.query<{ reference: string }[]>(
    `select reference from workflow_instance where authority_id = (select authority()) and machine = 'psr.framework'
       and (($1::text is not null and lower(columns ->> 'number') = lower($1)) or (lower(title) = lower($2) and columns ->> 'starts' = $3)) limit 1`, [number, title, starts]);
  return found?.reference ?? null;
}
