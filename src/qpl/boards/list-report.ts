import { asDay, daysBetween } from '../../calendar/day.js';
import type { CaseListItem } from '../../engine/case-view.js';

/** What became of the applications to a list, or to one round of it. Days are calendar days from receipt to decision. */
export interface ListReport {
  readonly applications: number;
  readonly decided: number;
  readonly open: number;
  readonly withdrawn: number;
  readonly late: number;
  readonly admittedToAll: number;
  readonly admittedToSome: number;
  readonly notAdmitted: number;
  readonly days: { readonly least: number; readonly median: number; readonly most: number } | null;
  /** Applications decided in each span of days, for the chart. */
  readonly spans: readonly { readonly span: string; readonly count: number }[];
  /** What kept providers out, the most frequent first. An application may have several. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

const SPANS: readonly (readonly [string, number])[] = [['up to 5 days', 5], ['6 to 10 days', 10], ['11 to 15 days', 15], ['16 to 30 days', 30], ['31 to 60 days', 60], ['over 60 days', Infinity]];

/** Counts rows of applications. Those that were begun and never sent are no applications. */
export function reportOf(items: readonly CaseListItem[]): ListReport {
  const sent = items.filter(({ row }) => typeof row.columns['submittedOn'] === 'string');
  const decided = sent.filter(({ row }) => typeof row.columns['decidedOn'] === 'string');
  const days = decided.map(({ row }) => daysBetween(asDay(String(row.columns['submittedOn'])), asDay(String(row.columns['decidedOn'])))).sort((a, b) => a - b);
  const outcome = ({ row: { columns } }: CaseListItem) => (columns['admitted'] === 0 ? 'none' : columns['admitted'] === columns['lots'] ? 'all' : 'some');
  const reasons = new Map<string, number>();
  for (const { row } of decided) for (const reason of String(row.columns['failed'] ?? '').split('; ').filter(Boolean)) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const within = (n: number) => days.filter((each) => each <= SPANS[n]![1] && (n === 0 || each > SPANS[n - 1]![1])).length;
  return {
    applications: sent.length,
    decided: decided.length,
    withdrawn: sent.filter(({ row }) => ['Withdrawn', 'Too late'].includes(row.stage)).length,
    open: sent.filter(({ row }) => row.columns['decidedOn'] === null && !['Withdrawn', 'Too late'].includes(row.stage)).length,
    late: sent.filter(({ row }) => row.columns['isLate'] === true).length,
    admittedToAll: decided.filter((item) => outcome(item) === 'all').length,
    admittedToSome: decided.filter((item) => outcome(item) === 'some').length,
    notAdmitted: decided.filter((item) => outcome(item) === 'none').length,
    days: days.length === 0 ? null : { least: days[0]!, median: days[Math.floor((days.length - 1) / 2)]!, most: days.at(-1)! },
    spans: SPANS.map(([span], n) => ({ span, count: within(n) })),
    reasons: [...reasons].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
  };
}

/** The figures in the order in which a page and a sheet show them. */
export function figuresOf(report: ListReport): readonly (readonly [string, number])[] {
  return [
    ['Applications', report.applications], ['Decided', report.decided], ['Not yet decided', report.open], ['Withdrawn, or too late', report.withdrawn], ['Received late', report.late],
    ['Admitted to all lots asked for', report.admittedToAll], ['Admitted to some lots', report.admittedToSome], ['Not admitted', report.notAdmitted],
    ...(report.days ? ([['Days to decide, least', report.days.least], ['Days to decide, median', report.days.median], ['Days to decide, most', report.days.most]] as const) : []),
    ...report.spans.map(({ span, count }) => [`Decided in ${span}`, count] as const),
    ...report.reasons.map(({ reason, count }) => [`Kept out by: ${reason}`, count] as const),
  ];
}
