import { asDay, isDay } from '../../calendar/day.js';
import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { ContractContext, ContractFacts, OpenContractInput } from '../../../workflows/psr/contract.events.js';
import { latestSafeStart, rulesOf } from './expiry-pipeline.js';
import { sameContract } from './same-contract.js';

/** What the register needs to know from elsewhere: whether the contract is there already, and by when what comes after has to begin. */
export async function contractFacts(query: FactQuery<ContractContext>, { sql, policy }: FactSources): Promise<ContractFacts> {
  const { type, caseId, context, input } = query;
  const given = (input ?? {}) as Partial<OpenContractInput> & { newEnd?: string | null };
  const ends = type === 'contract.open' ? given.serviceEnd : (given.newEnd ?? context.ends);
  return {
    caseId,
    sameAs: type === 'contract.open' && input !== null ? await referenceOf(sql, given as OpenContractInput) : null,
    startBy: isDay(ends) ? (latestSafeStart(asDay(ends), await rulesOf((name) => policy(name, query.on)))?.startBy ?? null) : null,
  };
}

/** The reference of the contract in the register that this would be a second time. */
async function referenceOf(sql: Sql, input: OpenContractInput): Promise<string | null> {
  const keys = sameContract(input);
  const [found] = await sql.query<{ reference: string }[]>(
    `select reference from workflow_instance where authority_id = (select authority()) and machine = 'psr.contract'
       and (columns ->> 'sameAs' = any ($1::text[]) or ($2 and columns ->> 'named' = any ($1::text[]))) limit 1`, [keys, keys.length === 1]);
  return found?.reference ?? null;
}
