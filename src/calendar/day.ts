import { Temporal } from 'temporal-polyfill';

declare const dayBrand: unique symbol;
declare const instantBrand: unique symbol;

/** A calendar day in England, 'YYYY-MM-DD'. A day is a day: it has no time and no zone. Days compare as strings. */
export type Day = string & { readonly [dayBrand]: true };

/** A moment, ISO 8601 in UTC with milliseconds ('2026-04-08T23:00:00.000Z', the form of `Date.toISOString`). Instants compare as strings. */
export type Instant = string & { readonly [instantBrand]: true };

/** The law's days are days in London, whatever zone the server stands in. */
export const ZONE = 'Europe/London';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** Is it written as a day, and does the day exist? '2026-04-31' and '2027-02-29' do not. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !DAY.test(text)) return false;
  // Asked of every day that is read or counted, so it is worked out by hand: Temporal takes ten times as long.
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const inMonth = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (LENGTHS[month - 1] ?? 0);
  return day >= 1 && day <= inMonth;
}
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day written in `text`. @throws RangeError when it is no day: that is a fault of the caller, not a person's mistake (see day-input.ts). */
export function asDay(text: string): Day {
  if (!isDay(text)) throw new RangeError(`Not a day (YYYY-MM-DD): ${text}`);
  return text;
}

/**
 * The instant written in `text`: ISO 8601 with Z or an offset, or a London clock time without one ('2026-07-01T00:30').
 * A London time that happens twice in October is taken as the first; one that never happens in March moves forward an hour.
 * @throws RangeError when it is no instant.
 */
export function asInstant(text: string): Instant {
  if (LOCAL_TIME.test(text))
    return instant(Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(ZONE).toInstant());
  return instant(Temporal.Instant.from(text));
}

/** Is it an instant this product would write or accept? A bare day is not. */
export function isInstant(text: unknown): text is Instant {
  if (typeof text !== 'string' || DAY.test(text)) return false;
  try {
    asInstant(text);
    return true;
  } catch {
    return false;
  }
}

/** The London day on which the instant falls: 23:30 UTC on 30 June is already 1 July. */
export function dayOf(at: Instant): Day {
  return zoned(at).toPlainDate().toString() as Day;
}

/** The London day of a day (itself) or of an instant. */
export function toDay(from: Day | Instant): Day {
  return isDay(from) ? from : dayOf(asInstant(from) as Instant);
}

/** 00:00 in London at the beginning of the day. */
export function startOfDay(day: Day): Instant {
  return instant(plain(day).toZonedDateTime(ZONE).toInstant());
}

/** 24:00 in London at the end of the day, which is 00:00 of the next: what comes *before* it is in time. */
export function endOfDay(day: Day): Instant {
  return startOfDay(addDays(day, 1));
}

/** The instant at which a London clock shows hour:minute on the day. */
export function atTime(day: Day, hour: number, minute = 0): Instant {
  return instant(
    plain(day)
      .toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from({ hour, minute }) })
      .toInstant(),
  );
}

/** Hours of elapsed time, so across a change of the clocks 24 hours are 24 hours. */
export function addHours(at: Instant, hours: number): Instant {
  return instant(Temporal.Instant.from(at).add({ hours }));
}

export function addDays(day: Day, days: number): Day {
  return plain(day).add({ days }).toString() as Day;
}

/** Months to the same day number, or to the month's end where that number does not exist (31 January + 1 month = 28 or 29 February). */
export function addMonths(day: Day, months: number): Day {
  return plain(day).add({ months }, { overflow: 'constrain' }).toString() as Day;
}

/** Days from one to the other: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return plain(from).until(plain(to), { largestUnit: 'day' }).days;
}

/** 1 = Monday to 7 = Sunday. */
export function weekday(day: Day): number {
  return plain(day).dayOfWeek;
}

export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

export function dayFrom(year: number, month: number, day: number): Day {
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString() as Day;
}

/** Hour and minute on a London clock. */
export function clockOf(at: Instant): { hour: number; minute: number } {
  const { hour, minute } = zoned(at);
  return { hour, minute };
}

function plain(day: Day) {
  return Temporal.PlainDate.from(day);
}

function zoned(at: Instant) {
  return Temporal.Instant.from(at).toZonedDateTimeISO(ZONE);
}

function instant(at: Temporal.Instant): Instant {
  return at.toString({ fractionalSecondDigits: 3 }) as Instant;
}
