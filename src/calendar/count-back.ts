import { countFrom } from './count.js';
import { addDays, endOfDay } from './day.js';
import type { Day } from './day.js';
import type { CountedDue } from './due-answer.js';
import type { DeadlineRule } from './deadline-rule.js';
import type { HolidayTable } from './holiday-table.js';
import { dueOf, goesBeyond, usesWorkingDays } from './reading.js';
import { isRefusal } from './refusal.js';
import type { CalendarRefusal } from './refusal.js';
import type { Calendars, TraceDay } from './trace.js';

/**
 * The latest day for the event such that the period has run when the act is done: by search over `countFrom`, so that counting
 * back can never disagree with counting forward.
 */
export function countBack(
  rule: DeadlineRule,
  act: Day,
  table: HolidayTable,
  calendars: Calendars,
  provisional: boolean,
): CountedDue | CalendarRefusal {
  const known = usesWorkingDays(rule) ? calendars.days.why(act) : null;
  if (isRefusal(known)) return known;
  for (let day = addDays(act, -shortest(rule)); ; day = addDays(day, -1)) {
    const counted = countFrom(rule, day, rule.length ?? 0, calendars);
    if (isRefusal(counted)) {
      // The act is inside the table, so a count that leaves it at the far end has only started too late: go further back.
      if (counted.code === 'beyond-bank-holidays' && act <= table.to && !provisional) continue;
      return counted;
    }
    const over = rule.kind === 'not-before' || rule.lastMoment ? counted.over : dueOf(rule, counted);
    if (over > act) continue;
    if (rule.noticeOnWorkingDay) {
      const reason = calendars.days.why(day);
      if (isRefusal(reason)) return reason;
      if (reason !== null) continue;
    }
    const trace = upToTheAct(rule, counted.trace, act, calendars);
    return {
      rule: rule.name,
      asked: 'before',
      given: act,
      due: day,
      reachedAt: endOfDay(day),
      trace,
      provisional: goesBeyond(rule, counted, table),
    };
  }
}

/** Fewer days than the period can ever take (two to spare for the ways to count its ends): where the search starts. */
function shortest(rule: DeadlineRule): number {
  const days = { weeks: 7, months: 28, years: 365, 'school weeks': 7 } as Partial<Record<DeadlineRule['unit'], number>>;
  return Math.max(0, (rule.length ?? 0) * (days[rule.unit] ?? 1) - 2);
}

/** The trace of the count, carried on to the day of the act. */
function upToTheAct(rule: DeadlineRule, counted: TraceDay[], act: Day, { days }: Calendars): TraceDay[] {
  const trace = counted.filter((step) => step.day <= act);
  const last = trace.at(-1)!;
  for (let day = addDays(last.day, 1); day < act; day = addDays(day, 1)) {
    const reason = usesWorkingDays(rule) ? days.why(day) : null;
    trace.push({ day, counted: false, why: typeof reason === 'string' ? reason : 'to spare' });
  }
  if (last.day < act) trace.push({ day: act, counted: false, why: 'the day of the act' });
  else trace[trace.length - 1] = { ...last, why: `${last.why}: the day of the act` };
  return trace;
}
