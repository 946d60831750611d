import { dayFrom, isDay } from './day.js';
import type { Day } from './day.js';
import { MONTHS } from './day-words.js';

/** A date as a person types it in three boxes. */
export interface DayFields {
  day?: string | undefined;
  month?: string | undefined;
  year?: string | undefined;
}

/** Which box to mark; `date` marks all three. */
export interface DayFieldError {
  field: 'day' | 'month' | 'year' | 'date';
  message: string;
}

export type DayInput = { ok: true; day: Day } | { ok: false; errors: DayFieldError[] };

/**
 * Reads day, month and year as typed. The month may be a number or a name ("4", "April", "apr").
 * @param what how the page names the date, with a capital: "The date of the decision".
 * Errors are values for the page: what is missing, or a date that does not exist.
 */
export function readDay(fields: DayFields, what: string): DayInput {
  const typed = { day: clean(fields.day), month: clean(fields.month), year: clean(fields.year) };
  const missing = (['day', 'month', 'year'] as const).filter((field) => typed[field] === '');
  if (missing.length === 3) return wrong('date', `Enter ${lower(what)}`);
  if (missing.length > 0)
    return { ok: false, errors: missing.map((field) => ({ field, message: `${what} must include a ${field}` })) };

  const errors: DayFieldError[] = [];
  const day = whole(typed.day, 1, 31);
  const month = monthNumber(typed.month);
  const year = /^\d{4}$/.test(typed.year) ? Number(typed.year) : undefined;
  if (day === undefined) errors.push({ field: 'day', message: `${what}: the day must be a number from 1 to 31` });
  if (month === undefined)
    errors.push({ field: 'month', message: `${what}: the month must be a number from 1 to 12, or its name` });
  if (year === undefined)
    errors.push({ field: 'year', message: `${what}: the year must have 4 numbers, such as 2026` });
  if (day === undefined || month === undefined || year === undefined) return { ok: false, errors };

  try {
    return { ok: true, day: dayFrom(year, month, day) };
  } catch {
    return wrong('day', `${what} must be a real date: ${MONTHS[month - 1]} ${year} has no day ${day}`);
  }
}

/** Reads one text, as on the command line or in a spreadsheet: '2026-04-08', '8 April 2026', '8/4/2026' (day first, as in England). */
export function readDayText(text: string, what: string): DayInput {
  const typed = text.trim();
  if (isDay(typed)) return { ok: true, day: typed };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return readDay({ year: iso[1], month: iso[2], day: iso[3] }, what);
  const parts = /^(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+([A-Za-z]+|\d{1,2})[\s/.,-]+(\d{4})$/.exec(typed);
  if (parts) return readDay({ day: parts[1], month: parts[2], year: parts[3] }, what);
  return wrong('date', `${what} must be a date such as 2026-04-08 or 8 April 2026`);
}

function monthNumber(typed: string): number | undefined {
  const number = whole(typed, 1, 12);
  if (number !== undefined) return number;
  const name = typed.toLowerCase();
  const found =
    name.length >= 3 ? MONTHS.findIndex((month) => month.toLowerCase().startsWith(name === 'sept' ? 'sep' : name)) : -1;
  return found < 0 ? undefined : found + 1;
}

function whole(typed: string, least: number, most: number): number | undefined {
  if (!/^\d{1,2}$/.test(typed)) return undefined;
  const number = Number(typed);
  return number >= least && number <= most ? number : undefined;
}

function clean(typed: string | undefined): string {
  return (typed ?? '').trim();
}

function lower(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}

function wrong(field: DayFieldError['field'], message: string): DayInput {
  return { ok: false, errors: [{ field, message }] };
}
