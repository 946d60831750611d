import { asDay } from '../../calendar/day.js';
import { authorityFacts } from '../../engine/authority.js';
import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { ActContext, ActFacts, ContractInHand } from '../../../workflows/psr/act.events.js';
import type { AwardProvider } from '../../../workflows/psr/award.events.js';
import type { ContractContext } from '../../../workflows/psr/contract.events.js';
import { sumsOf } from '../../../workflows/psr/contract.ledger.js';
import type { FrameworkContext } from '../../../workflows/psr/framework.events.js';
import type { NoticeFacts } from '../../../workflows/psr/notice-facts.js';
import type { NoticeKind } from '../../../workflows/psr/notice-kinds.js';
import { jointFacts } from '../joint/joint.facts.js';
import type { AboutNotice } from '../notices/case-in-notice.js';
import { noticeData } from '../notices/notice.js';
import { fourYearsFrom } from '../notices/notice-standstill.js';
import { hasDeclaredConflict } from '../../directory/declared-conflict.js';

/** What the procedure of an act says of itself. */
interface OfAct {
  /** The event that begins it. */
  readonly opening: string;
  /** Whether it may be about a framework as well as about a contract. */
  readonly modifiesFrameworks?: boolean;
  /** Whom it concerns beside the providers of its contract. */
  readonly providers?: readonly AwardProvider[];
  /** The kind of document that its notice is frozen as. */
  readonly document: string;
  /** Its notice; null where it owes none, or not yet. */
  readonly notice: ((about: AboutNotice) => { readonly kind: NoticeKind; readonly facts: NoticeFacts }) | null;
}

/** What the rules of a modification and of an urgent act both need to know: the contract as the register holds it now, conflicts, and what the notice would lack. */
export async function actFacts(query: FactQuery<ActContext>, sources: FactSources, { opening, modifiesFrameworks = false, providers = [], document, notice }: OfAct): Promise<ActFacts> {
  const { type, context, caseId, input, on, by } = query;
  const asked = (input as { contractCase?: unknown } | null)?.contractCase;
  const contractCase = context.contract?.caseId ?? (typeof asked === 'string' ? asked : null);
  const contract = contractCase === null ? null : (await contractInHand(sources, contractCase)) ?? (modifiesFrameworks ? await frameworkInHand(sources, contractCase) : null);
  const joint = await jointFacts(query, sources);
  return {
    caseId, contract, ...(joint === undefined ? {} : { joint }), ...(type === opening && input === null ? { contracts: await openContracts(sources.sql, modifiesFrameworks) } : {}),
    hasConflict: await hasDeclaredConflict(sources.sql, by, [caseId, ...(contractCase ? [contractCase] : []), ...[...(contract?.providers ?? []), ...providers].flatMap(({ organisationId }) => organisationId ?? [])], on),
    isFrozen: await isFrozen(query, sources, document),
    missing: notice === null ? [] : await missingOf(notice, sources.sql),
  };
}

/** The contracts of the register that have not ended, by name, for whoever begins something about one; with this authority's own frameworks where they are asked for. */
async function openContracts(sql: Sql, withFrameworks: boolean): Promise<NonNullable<ActFacts['contracts']>> {
  const rows = await sql.query<{ case_id: string; machine: string; reference: string; title: string; provider: string | null }[]>(
    `select case_id, machine, reference, title, columns->>'provider' as provider from workflow_instance
     where authority_id = (select authority()) and open and disposed_at is null and (machine = 'psr.contract' or ($1 and machine = 'psr.framework' and columns->>'concludedBy' is null)) order by title, reference limit 1000`, [withFrameworks]);
  return rows.map(({ case_id: caseId, machine, reference, title, provider }) => ({ caseId, name: `${title}, ${machine === 'psr.framework' ? 'framework' : (provider ?? 'provider not named')} (${reference})` }));
}

/** A contract of the register that has not ended, by its case. */
async function contractInHand(sources: FactSources, caseId: string): Promise<ContractInHand | null> {
  const { terms, ends, changes } = (await openCase<ContractContext>(sources, 'psr.contract', caseId)) ?? { terms: null, ends: null, changes: [] };
  if (!terms || !ends) return null;
  return { is: 'contract', fourYearsEnd: null, caseId, title: terms.title, number: terms.number, providers: terms.providers, services: terms.services, cpv: terms.cpv, route: terms.route, originalPence: terms.lifetimePence, vat: terms.vat, starts: terms.serviceStart, ends, ...sumsOf(changes) };
}

/** A framework of this authority that has not ended, in the place of a contract: its own lifetime value and term are what a modification is measured by. */
async function frameworkInHand(sources: FactSources, caseId: string): Promise<ContractInHand | null> {
  const { terms, parties, changes } = (await openCase<FrameworkContext>(sources, 'psr.framework', caseId)) ?? { terms: null, parties: [], changes: [] };
  if (!terms || terms.concludedBy !== null) return null;
  return {
    is: 'framework', caseId, title: terms.title, number: terms.number, providers: parties.filter(({ left }) => left === null), services: terms.services, cpv: terms.cpv, route: terms.how === 'competitive process' ? 'competitive' : terms.how,
    originalPence: terms.lifetimePence, vat: terms.vat, starts: terms.starts, ends: terms.ends, fourYearsEnd: fourYearsFrom(asDay(terms.starts)), ...sumsOf(changes),
  };
}

async function openCase<Context>({ sql, caseOf }: FactSources, machine: string, caseId: string): Promise<Context | null> {
  const [known] = await sql.query<unknown[]>(`select 1 from workflow_instance where authority_id = (select authority()) and case_id = $1::uuid and machine = $2 and open`, [caseId, machine]);
  return known ? (((await caseOf(caseId))?.context ?? null) as Context | null) : null;
}

async function missingOf(notice: NonNullable<OfAct['notice']>, sql: Sql): Promise<readonly string[]> {
  const authority = await authorityFacts(sql);
  const { kind, facts } = notice({ authority, reference: 'the reference of the case' });
  const { missing, problems } = noticeData(kind, facts);
  return [...missing.map(({ message }) => message), ...problems.filter(({ stops }) => stops).map(({ message }) => message)];
}

async function isFrozen({ caseId, input }: FactQuery<ActContext>, { document }: FactSources, kind: string): Promise<boolean> {
  const { documentId, sha256 } = (input ?? {}) as { documentId?: string; sha256?: string };
  const found = documentId ? await document(documentId) : null;
  return found !== null && found.caseId === caseId && found.kind === kind && found.sha256 === sha256 && found.status === 'frozen';
}
