import { asDay, isDay } from '../../calendar/day.js';
import type { AuthorityFacts, FactQuery, FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { UrgentContext, UrgentFacts } from '../../../workflows/psr/urgent.events.js';
import { hasDeclaredConflict } from '../modification/declared-conflict.js';
import { contractInHand, openContracts } from '../modification/modification.facts.js';
import { noticeData } from '../notices/notice.js';
import { twelveMonthsFrom } from '../notices/notice-standstill.js';
import { noticeFactsOfUrgent, URGENT_NOTICE, urgentNoticeKind } from './urgent.notice.js';

/** What regulation 14 needs to know from elsewhere. */
export async function urgentFacts(query: FactQuery<UrgentContext>, sources: FactSources): Promise<UrgentFacts> {
  const { context, caseId, input, on, by } = query;
  const asked = (input as { contractCase?: unknown } | null)?.contractCase;
  const contractCase = context.contract?.caseId ?? (typeof asked === 'string' ? asked : null);
  const { terms } = context;
  const twelve = terms && isDay(terms.serviceStart) ? twelveMonthsFrom(asDay(terms.serviceStart)) : null;
  return {
    caseId, ...(query.type === 'urgent.open' && input === null ? { contracts: await openContracts(sources.sql) } : {}), contract: contractCase === null ? null : await contractInHand(sources, contractCase),
    hasConflict: await hasDeclaredConflict(sources.sql, by, [caseId, ...(contractCase ? [contractCase] : []), ...(terms?.providers ?? []).flatMap(({ organisationId }) => organisationId ?? [])], on),
    isFrozen: await isFrozen(query, sources),
    missing: context.made === null || context.kind === 'bridge' ? [] : await missingOf(context, sources.sql),
    isOverTwelveMonths: terms !== null && (twelve === null || terms.serviceEnd > twelve),
  };
}

async function missingOf(context: UrgentContext, sql: Sql): Promise<readonly string[]> {
  const [authority] = await sql.query<AuthorityFacts[]>(`select authority_id as "authorityId", name, address, email from authority where authority_id = (select authority())`);
  const { missing, problems } = noticeData(urgentNoticeKind(context), noticeFactsOfUrgent(context, { authority: authority!, reference: 'the reference of the case' }));
  return [...missing.map(({ message }) => message), ...problems.filter(({ stops }) => stops).map(({ message }) => message)];
}

async function isFrozen({ caseId, input }: FactQuery<UrgentContext>, { document }: FactSources): Promise<boolean> {
  const { documentId, sha256 } = (input ?? {}) as { documentId?: string; sha256?: string };
  const found = documentId ? await document(documentId) : null;
  return found !== null && found.caseId === caseId && found.kind === URGENT_NOTICE && found.sha256 === sha256 && found.status === 'frozen';
}
