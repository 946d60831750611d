import type { AuthorityFacts, FactQuery, FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { ContractContext } from '../../../workflows/psr/contract.events.js';
import { sumsOf } from '../../../workflows/psr/contract.ledger.js';
import type { ContractInHand, ModificationContext, ModificationFacts } from '../../../workflows/psr/modification.events.js';
import { noticeData } from '../notices/notice.js';
import { hasDeclaredConflict } from './declared-conflict.js';
import { MODIFICATION_NOTICE, noticeFactsOfModification } from './modification.notice.js';

/** What the rules of a modification need to know: the contract as the register holds it now, conflicts, and what its notice would lack. */
export async function modificationFacts(query: FactQuery<ModificationContext>, sources: FactSources): Promise<ModificationFacts> {
  const { context, caseId, input, on, by } = query;
  const asked = (input as { contractCase?: unknown } | null)?.contractCase;
  const contractCase = context.contract?.caseId ?? (typeof asked === 'string' ? asked : null);
  const contract = contractCase === null ? null : await contractInHand(sources, contractCase);
  return {
    caseId, contract, ...(query.type === 'modification.open' && input === null ? { contracts: await openContracts(sources.sql) } : {}),
    hasConflict: await hasDeclaredConflict(sources.sql, by, [caseId, ...(contractCase ? [contractCase] : []), ...(contract?.providers ?? []).flatMap(({ organisationId }) => organisationId ?? [])], on),
    isFrozen: await isFrozen(query, sources),
    missing: context.made === null ? [] : await missingOf(context, sources.sql),
  };
}

/** The contracts of the register that have not ended, by name, for whoever begins something about one. */
export async function openContracts(sql: Sql): Promise<readonly { readonly caseId: string; readonly name: string }[]> {
  const rows = await sql.query<{ case_id: string; reference: string; title: string; provider: string | null }[]>(
    `select case_id, reference, title, columns->>'provider' as provider from workflow_instance where authority_id = (select authority()) and machine = 'psr.contract' and open and disposed_at is null order by title, reference limit 1000`);
  return rows.map(({ case_id: caseId, reference, title, provider }) => ({ caseId, name: `${title}, ${provider ?? 'provider not named'} (${reference})` }));
}

/** A contract of the register that has not ended, by its case. */
export async function contractInHand({ sql, caseOf }: FactSources, caseId: string): Promise<ContractInHand | null> {
  const [known] = await sql.query<unknown[]>(`select 1 from workflow_instance where authority_id = (select authority()) and case_id = $1::uuid and machine = 'psr.contract' and open`, [caseId]);
  const found = known ? await caseOf(caseId) : null;
  const { terms, ends, changes } = (found?.context ?? { terms: null, ends: null, changes: [] }) as Pick<ContractContext, 'terms' | 'ends' | 'changes'>;
  if (!terms || !ends) return null;
  return { caseId, title: terms.title, number: terms.number, providers: terms.providers, services: terms.services, cpv: terms.cpv, route: terms.route, originalPence: terms.lifetimePence, vat: terms.vat, starts: terms.serviceStart, ends, ...sumsOf(changes) };
}

async function missingOf(context: ModificationContext, sql: Sql): Promise<readonly string[]> {
  const [authority] = await sql.query<AuthorityFacts[]>(`select authority_id as "authorityId", name, address, email from authority where authority_id = (select authority())`);
  const { missing, problems } = noticeData('N10', noticeFactsOfModification(context, { authority: authority!, reference: 'the reference of the case' }));
  return [...missing.map(({ message }) => message), ...problems.filter(({ stops }) => stops).map(({ message }) => message)];
}

async function isFrozen({ caseId, input }: FactQuery<ModificationContext>, { document }: FactSources): Promise<boolean> {
  const { documentId, sha256 } = (input ?? {}) as { documentId?: string; sha256?: string };
  const found = documentId ? await document(documentId) : null;
  return found !== null && found.caseId === caseId && found.kind === MODIFICATION_NOTICE && found.sha256 === sha256 && found.status === 'frozen';
}
