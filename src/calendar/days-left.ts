import { ENGLAND_AND_WALES } from './bank-holidays.js';
import { addDays, daysBetween } from './day.js';
import type { Day } from './day.js';
import type { DeadlineUnit } from './deadline-rule.js';
import type { HolidayTable } from './holiday-table.js';
import { isRefusal } from './refusal.js';
import type { CalendarRefusal } from './refusal.js';
import { workingDays } from './working-day.js';
import type { WorkingDayDefinition } from './working-day.js';

/** How long there is still, with the kind of day said. */
export interface DaysLeft {
  /** Days after today up to and including the day due; 0 on the day itself; negative when late. */
  days: number;
  kind: 'working days' | 'days';
  late: boolean;
  /** "8 working days left", "due today", "3 working days late". */
  text: string;
}

export interface CountOptions {
  holidays?: HolidayTable;
  workingDay?: WorkingDayDefinition;
}

/**
 * Days from today to the day due, in the kind of day that the clock counts. Where bank holidays are not known so far ahead,
 * plain days are counted and said, because a list must show something true.
 */
export function daysLeft(today: Day, due: Day, unit: DeadlineUnit, options: CountOptions = {}): DaysLeft {
  const late = due < today;
  const working = unit === 'working days' || unit === 'clear working days';
  const between = working
    ? late
      ? workingDaysBetween(due, today, options)
      : workingDaysBetween(today, due, options)
    : null;
  const kind = between === null || isRefusal(between) ? 'days' : 'working days';
  const size = between === null || isRefusal(between) ? Math.abs(daysBetween(today, due)) : between;
  const amount = `${size} ${size === 1 ? kind.replace(/s$/, '') : kind}`;
  return {
    days: late ? -size : size,
    kind,
    late,
    text: today === due ? 'due today' : `${amount} ${late ? 'late' : 'left'}`,
  };
}

/**
 * Clear days: the days strictly between the trigger and the event, neither counted. Negative never; 0 when they touch.
 * With `working`, only working days, and a refusal where bank holidays are not known.
 */
export function countClearDays(
  trigger: Day,
  event: Day,
  options: CountOptions & { working: true },
): number | CalendarRefusal;
export function countClearDays(trigger: Day, event: Day, options?: CountOptions & { working?: false }): number;
export function countClearDays(
  trigger: Day,
  event: Day,
  options: CountOptions & { working?: boolean } = {},
): number | CalendarRefusal {
  if (!options.working) return Math.max(0, daysBetween(trigger, event) - 1);
  return event <= trigger ? 0 : workingDaysBetween(trigger, addDays(event, -1), options);
}

/** Working days after the first day, up to and including the last. */
export function workingDaysBetween(after: Day, upTo: Day, options: CountOptions = {}): number | CalendarRefusal {
  const days = workingDays(options.holidays ?? ENGLAND_AND_WALES, options.workingDay ?? 'bank-holidays');
  let count = 0;
  for (let day = addDays(after, 1); day <= upTo; day = addDays(day, 1)) {
    const reason = days.why(day);
    if (isRefusal(reason)) return reason;
    if (reason === null) count += 1;
  }
  return count;
}

/** Is it a working day? */
export function isWorkingDay(day: Day, options: CountOptions = {}): boolean | CalendarRefusal {
  const reason = workingDays(options.holidays ?? ENGLAND_AND_WALES, options.workingDay ?? 'bank-holidays').why(day);
  return isRefusal(reason) ? reason : reason === null;
}

/** The day itself if it is a working day, otherwise the next one: what is published after the offices close counts from then. */
export function workingDayFrom(day: Day, options: CountOptions = {}): Day | CalendarRefusal {
  for (let candidate = day; ; candidate = addDays(candidate, 1)) {
    const working = isWorkingDay(candidate, options);
    if (isRefusal(working)) return working;
    if (working) return candidate;
  }
}
