import type { Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';
import type { Done, FrozenDocument } from './award.parts.js';

/** A year of the summary: it is called by the year in which it begins. */
export interface SummaryPeriod {
  readonly from: Day;
  readonly to: Day;
}
/** A figure as counted: how many, and the cases that were counted, by their references. */
export interface CountedFigure {
  readonly key: string;
  /** The paragraph of reg 25; null for what NHS England's form adds and for the monitoring. */
  readonly paragraph: string | null;
  readonly title: string;
  /** Null where the service keeps no such cases: nothing is called nought that was not counted. */
  readonly count: number | null;
  readonly note: string | null;
  readonly references: readonly string[];
}
/** The figures of regulation 25, and those of the monitoring under regulation 26. */
export interface CountedYear {
  readonly figures: readonly CountedFigure[];
  readonly monitoring: readonly CountedFigure[];
}
/** A number that is put right by a person: the authority did more, or less, than this service holds. */
export interface AmendInput {
  readonly key: string;
  readonly count: number;
  readonly why: string;
}
export interface CheckInput {
  /** Reg 25(i): of the representations of the year, in words that name nobody. Null where there were none. */
  readonly natureAndImpact: string | null;
  /** What was looked at to be sure of the figures. */
  readonly howChecked: string;
}
/** Reg 26: how compliance was looked at, and how each kind of non-compliance will be addressed. */
export interface AddressInput {
  readonly howMonitored: string;
  readonly answers: readonly { readonly key: string; readonly how: string }[];
}
export interface PublishInput extends FrozenDocument {
  /** A website to which access is free. */
  readonly link: string;
  readonly publishedOn: Day;
}
export type Published = PublishInput & Done;

export interface AnnualSummaryContext {
  readonly year: number | null;
  readonly period: SummaryPeriod | null;
  readonly opened: Done | null;
  readonly counted: (CountedYear & Done) | null;
  readonly amendments: readonly (AmendInput & Done)[];
  readonly checked: (CheckInput & Done) | null;
  readonly addressed: (AddressInput & Done) | null;
  readonly summary: Published | null;
  readonly report: Published | null;
  /** What was published before the case was reopened and counted anew: it was read, so it stays on record. */
  readonly earlier: readonly { readonly summary: Published | null; readonly report: Published | null }[];
  readonly overdue: readonly { readonly clock: string; readonly since: Instant }[];
}

export interface AnnualSummaryFacts {
  readonly caseId: string;
  /** The dates of the year asked for, as the authority's policy has them; null for a year before the Regulations. */
  readonly period: SummaryPeriod | null;
  /** The reference of the summary that the authority has for that year already. */
  readonly sameAs: string | null;
  /** From what the year of the monitoring report is counted: the last one, or the end of the period. */
  readonly reportFrom: Day | null;
  /** The figures as they are now; null where the step does not count. */
  readonly counted: CountedYear | null;
  /** Whether the document named is the one frozen in this case that the step publishes. */
  readonly isFrozen: boolean;
}

export type AnnualSummaryEvent =
  | Told<'summary.open', { readonly year: number }, AnnualSummaryFacts>
  | Told<'summary.count', Nothing, AnnualSummaryFacts>
  | Told<'figure.amend', AmendInput, AnnualSummaryFacts>
  | Told<'summary.check', CheckInput, AnnualSummaryFacts>
  | Told<'compliance.address', AddressInput, AnnualSummaryFacts>
  | Told<'summary.publish', PublishInput, AnnualSummaryFacts>
  | Told<'report.publish', PublishInput, AnnualSummaryFacts>
  | DeadlineReached<AnnualSummaryFacts>;

/** What a figure says: as amended, else as counted. */
export const saidOf = ({ amendments }: Pick<AnnualSummaryContext, 'amendments'>, { key, count }: Pick<CountedFigure, 'key' | 'count'>): number | null => amendments.filter((one) => one.key === key).at(-1)?.count ?? count;
/** The kinds of non-compliance that the monitoring found. */
export const foundIn = (context: AnnualSummaryContext): readonly CountedFigure[] => (context.counted?.monitoring ?? []).filter((figure) => (saidOf(context, figure) ?? 0) > 0);
