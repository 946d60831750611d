import { asDay } from '../../calendar/day.js';
import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { AnnualSummaryContext, AnnualSummaryFacts } from '../../../workflows/psr/annual-summary.events.js';
import { countedYear } from './annual-summary.js';
import { REPORT, SUMMARY } from './summary.documents.js';
import { periodOf, summaryYears } from './summary-years.js';
import { countYear } from './year-lines.js';

const PUBLISHES: Readonly<Record<string, string>> = { 'summary.publish': SUMMARY, 'report.publish': REPORT };

/** What the rules of an annual summary need to know from elsewhere. The cases are counted only by the step that counts. */
export async function summaryFacts({ type, caseId, context, input, on }: FactQuery<AnnualSummaryContext>, { sql, policy, document }: FactSources): Promise<AnnualSummaryFacts> {
  const asked = (input as { year?: unknown } | null)?.year;
  const opening = type === 'summary.open' && typeof asked === 'number';
  const period = opening ? periodOf(asked, await summaryYears((name) => policy(name, on))) : context.period;
  const { documentId, sha256 } = (input ?? {}) as { documentId?: string; sha256?: string };
  const found = PUBLISHES[type] && documentId ? await document(documentId) : null;
  const rows = opening
    ? await sql.query<{ case_id: string; reference: string; year: string; report_on: string | null }[]>(
      `select case_id, reference, columns->>'year' as year, columns->>'reportOn' as report_on from workflow_instance where authority_id = (select authority()) and machine = 'psr.annual-summary' and disposed_at is null`)
    : [];
  const counted = type === 'summary.count' && input !== null && period !== null ? await countYear(sql, { from: asDay(period.from), to: asDay(period.to) }) : null;
  return {
    caseId, period, reportFrom: rows.map(({ report_on: day }) => day).filter((day) => day !== null).sort().at(-1) ?? period?.to ?? null,
    sameAs: rows.find((row) => row.case_id !== caseId && row.year === String(asked))?.reference ?? null,
    counted: counted && countedYear(counted.figures, counted.monitoring),
    isFrozen: found !== null && found.caseId === caseId && found.kind === PUBLISHES[type] && found.sha256 === sha256 && found.status === 'frozen',
  };
}
