import { addDays, weekday } from './day.js';
import type { Day } from './day.js';
import { countMonths, countToFixedDate } from './count-months.js';
import type { DeadlineRule } from './deadline-rule.js';
import { isRefusal } from './refusal.js';
import type { CalendarRefusal } from './refusal.js';
import { schoolOpen } from './school-calendar.js';
import type { SchoolCalendar } from './school-calendar.js';
import type { Calendars, Counted, Last, TraceDay } from './trace.js';

/** Counts the rule's period forward from the London day of the event. `length` is the rule's or the authority's own. */
export function countFrom(
  rule: DeadlineRule,
  from: Day,
  length: number,
  calendars: Calendars,
): Counted | CalendarRefusal {
  const begins = addDays(from, rule.beginsAfter ?? 0);
  const trace: TraceDay[] = [];
  if (begins !== from) {
    for (let day = from; day < begins; day = addDays(day, 1)) {
      trace.push({
        day,
        counted: false,
        why: `${day === from ? capital(rule.startsFrom) : 'Before the period begins'}; the period begins the day after`,
      });
    }
  }
  const first = begins === from ? capital(rule.startsFrom) : 'The day the period begins';
  const counted = lastDayOf(rule, begins, length, first, calendars, trace);
  if (isRefusal(counted)) return counted;
  const over = firstLawfulDay(rule, counted.last, calendars);
  return isRefusal(over) ? over : { begins, over, trace, ...counted };
}

function lastDayOf(
  rule: DeadlineRule,
  begins: Day,
  length: number,
  first: string,
  calendars: Calendars,
  trace: TraceDay[],
): Last | CalendarRefusal {
  switch (rule.unit) {
    case 'working days':
    case 'clear working days':
      return dayByDay(rule, begins, length, first, trace, 'working day', (day) => calendars.days.why(day));
    case 'school days':
      return dayByDay(rule, begins, length, first, trace, 'school day', (day) => schoolOpen(calendars.school, day));
    case 'days':
    case 'clear calendar days':
      return dayByDay(rule, begins, length, first, trace, 'day', () => null);
    case 'weeks':
      return dayByDay(rule, begins, length * 7, first, trace, 'day', () => null);
    case 'school weeks':
      return schoolWeeks(begins, length, first, calendars.school, trace);
    case 'months':
      return countMonths(rule, begins, length, 'month', first, trace);
    case 'years':
      return countMonths(rule, begins, length * 12, 'year', first, trace);
    case 'fixed date':
      return countToFixedDate(rule, begins, first, trace);
    case 'hours':
    case 'none':
      throw new Error(`${rule.name} is not counted in days`);
  }
}

/** Walks the days until `length` of them count. `whyNot` gives the reason a day is left out, null when it counts. */
function dayByDay(
  rule: DeadlineRule,
  begins: Day,
  length: number,
  first: string,
  trace: TraceDay[],
  noun: string,
  whyNot: (day: Day) => string | null | CalendarRefusal,
): Last | CalendarRefusal {
  let day = begins;
  let n = 0;
  if (rule.counting === 'after' || length === 0) {
    trace.push({ day, counted: false, why: length === 0 ? `${first}: the same day` : `${first}; it does not count` });
    if (length === 0) return { last: day };
    day = addDays(day, 1);
  }
  for (; ; day = addDays(day, 1)) {
    const reason = whyNot(day);
    if (isRefusal(reason)) return reason;
    if (reason !== null) {
      trace.push({ day, counted: false, why: reason });
      continue;
    }
    n += 1;
    trace.push({ day, counted: true, n, why: `${noun} ${n} of ${length}` });
    if (n === length) return { last: day };
  }
}

/** The same weekday, so many weeks on, leaving out every Monday-to-Sunday week in which the school does not open. */
function schoolWeeks(
  begins: Day,
  length: number,
  first: string,
  school: SchoolCalendar | undefined,
  trace: TraceDay[],
): Last | CalendarRefusal {
  trace.push({ day: begins, counted: false, why: `${first}; it does not count` });
  let day = begins;
  for (let n = 0; n < length;) {
    day = addDays(day, 7);
    const monday = addDays(day, 1 - weekday(day));
    let open = false;
    for (let offset = 0; offset < 7 && !open; offset += 1) {
      const reason = schoolOpen(school, addDays(monday, offset));
      if (isRefusal(reason)) return reason;
      open = reason === null;
    }
    if (open) n += 1;
    trace.push(
      open
        ? { day, counted: true, n, why: `school week ${n} of ${length}` }
        : { day, counted: false, why: 'the school is closed all week' },
    );
  }
  return { last: day };
}

function firstLawfulDay(rule: DeadlineRule, last: Day, { days }: Calendars): Day | CalendarRefusal {
  const waits =
    rule.unit === 'clear working days' ||
    rule.unit === 'clear calendar days' ||
    rule.counting === 'beginning with' ||
    rule.lastMoment === true;
  let over = waits ? addDays(last, 1) : last;
  while (rule.actOnWorkingDay) {
    const reason = days.why(over);
    if (isRefusal(reason)) return reason;
    if (reason === null) break;
    over = addDays(over, 1);
  }
  return over;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
