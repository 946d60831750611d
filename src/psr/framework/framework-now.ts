import type { FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { FrameworkContext, FrameworkNow } from '../../../workflows/psr/framework.events.js';

/** A framework as the register has it, for whoever awards a contract under it; null before it is entered. `ourName` is this authority's own. */
export function frameworkNow(caseId: string, reference: string, { terms, parties, ended }: Pick<FrameworkContext, 'terms' | 'parties' | 'ended'>, ourName: string): FrameworkNow | null {
  if (!terms) return null;
  const { title, starts, ends, users, whyOverFourYears, withoutCompetition, competition, howCalledOff, number } = terms;
  return {
    caseId, reference: number ?? reference, title, starts, ends, users, whyOverFourYears, withoutCompetition, competition, howCalledOff,
    namesUs: users.some((user) => same(user, ourName) || (terms.ourEntry !== null && same(user, terms.ourEntry))),
    parties: parties.filter(({ left }) => left === null).map(({ name, organisationId, address, addressIs, email }) => ({ name, organisationId, address, addressIs, email })),
    endedOn: ended?.on ?? null,
  };
}
const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** One framework of this authority's register, by its case; null where there is none. */
export async function frameworkOf({ sql, caseOf }: FactSources, caseId: string): Promise<FrameworkNow | null> {
  const [known] = await sql.query<{ reference: string }[]>(`select reference from workflow_instance where authority_id = (select authority()) and case_id = $1::uuid and machine = 'psr.framework'`, [caseId]);
  const found = known ? await caseOf(caseId) : null;
  return found ? frameworkNow(caseId, known!.reference, found.context as FrameworkContext, await nameOf(sql)) : null;
}

/** Those that have not ended, the one that ends soonest first. */
export async function openFrameworks(sql: Sql): Promise<readonly FrameworkNow[]> {
  const [rows, ourName] = [
    await sql.query<{ case_id: string; reference: string; context: FrameworkContext }[]>(
      `select case_id, reference, snapshot -> 'context' as context from workflow_instance where authority_id = (select authority()) and machine = 'psr.framework' and open and disposed_at is null`),
    await nameOf(sql),
  ];
  return rows.flatMap(({ case_id, reference, context }) => frameworkNow(case_id, reference, context, ourName) ?? []).sort((a, b) => (a.ends < b.ends ? -1 : 1));
}

async function nameOf(sql: Sql): Promise<string> {
  const [authority] = await sql.query<{ name: string }[]>(`select name from authority where authority_id = (select authority())`);
  return authority?.name ?? '';
}
