import { addDays, addMonths, dayFrom, daysBetween, yearOf } from './day.js';
import type { Day } from './day.js';
import { formatDay } from './day-words.js';
import type { DeadlineRule } from './deadline-rule.js';
import type { Last, TraceDay } from './trace.js';

/** Month by month. "Within n months of D" ends on the same day number, or the month's end; "beginning with D" ends one day earlier. */
export function countMonths(
  rule: DeadlineRule,
  begins: Day,
  count: number,
  word: 'month' | 'year',
  first: string,
  trace: TraceDay[],
): Last {
  const step = word === 'year' ? 12 : 1;
  trace.push({
    day: begins,
    counted: rule.counting === 'beginning with',
    why: `${first}; ${rule.counting === 'beginning with' ? 'the first day of the period' : 'it does not count'}`,
  });
  for (let done = step; done < count; done += step) {
    trace.push({
      day: addMonths(begins, done),
      counted: true,
      n: done / step,
      why: `${word} ${done / step} of ${count / step}`,
    });
  }
  const corresponding = addMonths(begins, count);
  const clipped = corresponding.slice(8) !== begins.slice(8);
  const end = clipped ? `, the end of the month because it has no day ${Number(begins.slice(8))}` : '';
  if (rule.counting === 'after') {
    trace.push({
      day: corresponding,
      counted: true,
      n: count / step,
      why: `${word} ${count / step} of ${count / step}${end}`,
    });
    return { last: corresponding };
  }
  const last = addDays(corresponding, -1);
  trace.push({
    day: last,
    counted: true,
    n: count / step,
    why: `${word} ${count / step} of ${count / step} ends the day before ${formatDay(corresponding)}${end}`,
  });
  return clipped ? { last, otherReading: corresponding } : { last };
}

/** The next time the calendar shows the date that the rule names, the day itself included. */
export function countToFixedDate(rule: DeadlineRule, begins: Day, first: string, trace: TraceDay[]): Last {
  const { month, day } = rule.fixedDate!;
  const thisYear = dayFrom(yearOf(begins), month, day);
  const last = thisYear >= begins ? thisYear : dayFrom(yearOf(begins) + 1, month, day);
  trace.push({ day: begins, counted: false, why: first });
  if (last !== begins)
    trace.push({
      day: last,
      counted: true,
      n: 1,
      why: `${daysBetween(begins, last)} days later: the date the rule names`,
    });
  return { last };
}
