import type { Day } from './day.js';
import { formatDay, formatLongDay } from './day-words.js';
import type { DeadlineRule } from './deadline-rule.js';
import type { HolidayTable } from './holiday-table.js';
import type { CalendarRefusal } from './refusal.js';

/** What a reader must know besides the date. */
export function notesOn(rule: DeadlineRule, day: Day): string[] {
  const notes: string[] = [];
  if (rule.effectiveFrom && day < rule.effectiveFrom)
    notes.push(`The rule is law only from ${formatDay(rule.effectiveFrom)}; this date shows how it would count.`);
  if (rule.effectiveTo && day > rule.effectiveTo)
    notes.push(`The rule was law only to ${formatDay(rule.effectiveTo)}; this date shows how it would have counted.`);
  if (rule.countIsOpen)
    notes.push('The law does not say whether the day of the event counts: the date due is safe on either reading.');
  if (rule.confidence === 'doubtful') notes.push('The length is doubtful: confirm it before relying on it.');
  return notes;
}

export function provisionalNote(provisional: boolean, table: HolidayTable): string[] {
  return provisional
    ? [`Provisional: bank holidays after ${formatLongDay(table.to)} are computed by the usual rules, not published.`]
    : [];
}

export function noFixedPeriod(rule: DeadlineRule): CalendarRefusal {
  return refuse(
    rule,
    'no-fixed-period',
    `"${rule.title}" has no number of days. ${rule.purpose}`,
    "Act, or set a target of the authority's own.",
  );
}

export function lengthNeeded(rule: DeadlineRule): CalendarRefusal {
  return refuse(
    rule,
    'length-needed',
    `"${rule.title}" has no fixed length: it is set for each case.`,
    'Give the length that was set.',
  );
}

function refuse(rule: DeadlineRule, code: CalendarRefusal['code'], because: string, unblock: string): CalendarRefusal {
  return { refused: true, code, because, unblock, source: rule.source };
}

export function timeNeeded(rule: DeadlineRule): CalendarRefusal {
  return refuse(
    rule,
    'time-needed',
    `"${rule.title}" runs in hours, so the day alone is not enough.`,
    'Give the date and the time, such as 2026-07-01T14:30.',
  );
}
