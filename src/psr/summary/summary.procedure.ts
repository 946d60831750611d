import type { CaseRow, Procedure } from '../../engine/procedure.js';
import { dayInWords } from '../../../workflows/psr/in-words.js';
import { annualSummaryMachine } from '../../../workflows/psr/annual-summary.machine.js';
import type { AnnualSummaryContext, AnnualSummaryEvent } from '../../../workflows/psr/annual-summary.events.js';
import { refusals } from '../../../workflows/psr/annual-summary.refusals.js';
import { psr } from '../psr.paths.js';
import { summaryDocuments } from './summary.documents.js';
import { summaryFacts } from './summary.facts.js';
import { summaryLabels } from './summary.labels.js';

/** Who reads the figures of a year, and the cases behind them. */
export const SUMMARY_READERS = ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'procurement reviewer', 'finance reviewer', 'auditor'];
const STAGES: Readonly<Record<string, string>> = { notYet: 'Not begun', toCount: 'To be counted', counted: 'To be checked', checked: 'To be published', published: 'Published' };

function projectSummary(context: AnnualSummaryContext, value: unknown): CaseRow {
  const { period, year, summary, report, overdue } = context;
  const stage = STAGES[String(value)] ?? 'Not begun';
  const late = overdue.filter(({ clock }) => (clock === 'summary' ? summary : report) === null).map(({ clock }) => (clock === 'summary' ? 'The annual summary is overdue.' : 'The monitoring report is overdue.'));
  return {
    title: period ? `Annual summary, ${dayInWords(period.from)} to ${dayInWords(period.to)}` : 'An annual summary',
    sentence: [
      { 'To be counted': 'The year is to be counted.', 'To be checked': 'Counted; somebody is to look behind the figures.', 'To be published': [summary ? 'The summary is published.' : 'The summary is to be published.', report ? 'The report is published.' : 'The report is to be published.'].join(' '), Published: 'The summary and the report are published.' }[stage] ?? 'Nothing has begun.',
      ...late,
    ].join(' '),
    stage, open: stage !== 'Published', organisationId: null, search: ['annual summary monitoring report', String(year ?? '')].join(' '),
    columns: { year: year === null ? null : String(year), countedOn: context.counted?.on ?? null, summaryOn: summary?.publishedOn ?? null, summaryLink: summary?.link ?? null, reportOn: report?.publishedOn ?? null, reportLink: report?.link ?? null, overdue: late.length > 0 },
  };
}

/** The annual summary of regulation 25 with the monitoring report of regulation 26: one case for each year of an authority. */
export const annualSummaryProcedure: Procedure<AnnualSummaryContext, AnnualSummaryEvent> = {
  name: 'psr.annual-summary', title: 'Annual summary', plural: 'Annual summaries', machine: annualSummaryMachine, version: 1, refusals, events: summaryLabels, opening: 'summary.open', series: 'PSR/Y',
  facts: summaryFacts, project: projectSummary, fieldAudience: {}, documents: summaryDocuments, clocks: { summary: 'psr.annual-summary', report: 'psr.monitoring-report' },
  pages: ({ counted }) => (counted === null ? [] : [{ path: psr.below.yearFigures, text: 'The figures' }]),
  retention: 'Published report: as long as the procurement records it sums up', lead: 'procurement officer', readers: SUMMARY_READERS,
};
