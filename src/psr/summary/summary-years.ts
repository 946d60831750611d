import { addDays, asDay, isDay, type Day } from '../../calendar/day.js';

export interface Period {
  readonly from: Day;
  readonly to: Day;
}
/** How an authority's years run. The Regulations do not define the year, so this is policy. */
export interface SummaryYears {
  /** The day of the year on which one begins: '04-01'. */
  readonly begins: string;
  /** The first one, which by guidance is longer than a year. */
  readonly first: Period;
}
export const YEAR_BEGINS = 'psr.summary-year-begins';
export const FIRST_PERIOD = 'psr.summary-first-period';
/** '2024-01-01 to 2025-03-31'. */
export const PERIOD = /^(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})$/;

/** What an authority's policy says; the value of a setting that nobody can read is a fault. */
export async function summaryYears(policy: (name: string) => Promise<unknown>): Promise<SummaryYears> {
  const [begins, first] = [String(await policy(YEAR_BEGINS)), PERIOD.exec(String(await policy(FIRST_PERIOD)))];
  if (!/^\d{2}-\d{2}$/.test(begins) || !first || !isDay(first[1]) || !isDay(first[2])) throw new Error('The year of the annual summary is not set so that it can be read.');
  return { begins, first: { from: asDay(first[1]), to: asDay(first[2]) } };
}

/** The year that is called by the year in which it begins; null before the first. A year that begins in the first period is part of it. */
export function periodOf(year: number, { begins, first }: SummaryYears): Period | null {
  const called = Number(first.from.slice(0, 4));
  if (year < called) return null;
  if (year === called) return first;
  const from = asDay(`${year}-${begins}`);
  return from <= first.to ? null : { from, to: addDays(asDay(`${year + 1}-${begins}`), -1) };
}

/** The years that have begun by a day, the latest first. */
export function yearsBegun(today: Day, years: SummaryYears): readonly { readonly year: number; readonly period: Period }[] {
  const first = Number(years.first.from.slice(0, 4));
  return Array.from({ length: Math.max(Number(today.slice(0, 4)) - first + 1, 0) }, (_, n) => first + n)
    .flatMap((year) => { const period = periodOf(year, years); return period && period.from <= today ? [{ year, period }] : []; }).reverse();
}
