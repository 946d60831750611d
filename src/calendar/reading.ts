import { addDays } from './day.js';
import type { Day } from './day.js';
import type { DeadlineRule } from './deadline-rule.js';
import type { HolidayTable } from './holiday-table.js';
import type { Counted } from './trace.js';

/** A wait gives its first lawful day, a period its last day; where counting is open, the last day that is safe on both readings. */
export function dueOf(rule: DeadlineRule, counted: Counted): Day {
  if (rule.kind === 'not-before') return counted.over;
  return rule.countIsOpen && !isClear(rule) ? addDays(counted.last, -1) : counted.last;
}

/** "Within 30 days of": the 30th day after. "No later than 10 clear days after": the day after the tenth. */
export function otherReading(rule: DeadlineRule, counted: Counted): Day {
  return isClear(rule) ? counted.over : counted.last;
}

function isClear(rule: DeadlineRule): boolean {
  return rule.unit === 'clear calendar days' || rule.unit === 'clear working days';
}

/** Did the count need bank holidays that are not published yet? */
export function goesBeyond(rule: DeadlineRule, counted: Counted, table: HolidayTable): boolean {
  return (
    usesWorkingDays(rule) && (counted.last > table.to || (rule.actOnWorkingDay === true && counted.over > table.to))
  );
}

/** Does the count ask for bank holidays at all? */
export function usesWorkingDays(rule: DeadlineRule): boolean {
  return (
    rule.unit === 'working days' ||
    rule.unit === 'clear working days' ||
    rule.actOnWorkingDay === true ||
    rule.noticeOnWorkingDay === true
  );
}
