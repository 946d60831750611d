import type { AnnualSummaryDocument } from '../../../templates/psr/annual-summary.data.js';
import type { MonitoringReport } from '../../../templates/psr/monitoring-report.data.js';
import { type AnnualSummaryContext, foundIn, saidOf } from '../../../workflows/psr/annual-summary.events.js';
import type { AboutDocument, DocumentKind } from '../../engine/procedure.js';
import { contactOf, letterheadOf } from '../notices/letterhead.js';

export const SUMMARY = 'annual-summary';
export const REPORT = 'monitoring-report';

/** What a person changed is said beside the number, so that a reader knows that it is not of the cases alone. */
const amendedNote = ({ amendments }: AnnualSummaryContext, key: string): string | null => amendments.filter((one) => one.key === key).at(-1)?.why ?? null;
const rowsOf = (context: AnnualSummaryContext, of: 'figures' | 'monitoring') => (context.counted?.[of] ?? []).map((figure) => ({
  paragraph: figure.paragraph ?? '', title: figure.title, count: String(saidOf(context, figure) ?? 'not known'), note: [figure.note, amendedNote(context, figure.key)].filter(Boolean).join(' ') || null,
}));

function summaryData(context: AnnualSummaryContext, about: AboutDocument): AnnualSummaryDocument {
  const { period, checked, counted } = context;
  if (!period || !counted || !checked) throw new Error('The summary is made after its figures were checked.');
  return {
    letterhead: letterheadOf(about.authority), date: about.on, reference: about.reference, from: period.from, to: period.to, countedOn: counted.on, rows: rowsOf(context, 'figures'), natureAndImpact: checked.natureAndImpact,
    contact: contactOf(about.authority, about.by),
  };
}
function reportData(context: AnnualSummaryContext, about: AboutDocument): MonitoringReport {
  const { period, addressed, counted } = context;
  if (!period || !counted || !addressed) throw new Error('The report is made after it was said how non-compliance will be addressed.');
  return {
    letterhead: letterheadOf(about.authority), date: about.on, reference: about.reference, from: period.from, to: period.to, howMonitored: addressed.howMonitored, rows: rowsOf(context, 'monitoring'),
    addressed: foundIn(context).map(({ key, title }) => ({ title, how: addressed.answers.find((answer) => answer.key === key)?.how ?? '' })),
    contact: contactOf(about.authority, about.by),
  };
}

/** What is published of a year. Neither names a provider or somebody who represented: the law asks for numbers and a summary. */
export const summaryDocuments: readonly DocumentKind<AnnualSummaryContext>[] = [
  { kind: SUMMARY, title: 'Annual summary (regulation 25)', template: 'psr/annual-summary', audience: ['public', 'officers'], data: summaryData },
  { kind: REPORT, title: 'Monitoring report (regulation 26)', template: 'psr/monitoring-report', audience: ['public', 'officers'], data: reportData },
];
