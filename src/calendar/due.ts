import { ENGLAND_AND_WALES } from './bank-holidays.js';
import { countBack } from './count-back.js';
import { countFrom } from './count.js';
import { addHours, asInstant, atTime, endOfDay, isDay, startOfDay, toDay } from './day.js';
import type { Day } from './day.js';
import type { CountedDue, Due, DueOptions, DueQuestion } from './due-answer.js';
import { lengthNeeded, noFixedPeriod, notesOn, provisionalNote, timeNeeded } from './due-notes.js';
import { overrideRule } from './deadline-override.js';
import { periodOf } from './deadline-rule.js';
import type { DeadlineRule } from './deadline-rule.js';
import type { HolidayTable } from './holiday-table.js';
import { dueOf, goesBeyond, otherReading } from './reading.js';
import { isRefusal } from './refusal.js';
import type { CalendarRefusal } from './refusal.js';
import type { Calendars } from './trace.js';
import { workingDays } from './working-day.js';

export type { Due, DueOptions, DueQuestion } from './due-answer.js';

/**
 * When is it due? Pure: no clock is read. A date that cannot be given is refused as a value (`isRefusal`).
 * @example computeDue(ruleByName('qpl.decision-target'), { from: asDay('2026-11-02') }) // due 2026-11-16
 */
export function computeDue(
  standard: DeadlineRule,
  question: DueQuestion,
  options: DueOptions = {},
): Due | CalendarRefusal {
  const rule = options.length === undefined ? standard : overrideRule(standard, { length: options.length });
  if (isRefusal(rule)) return rule;
  if (rule.unit === 'none') return noFixedPeriod(rule);
  if (rule.unit === 'hours') return hours(rule, question);
  if (rule.length === null && rule.unit !== 'fixed date') return lengthNeeded(rule);
  const table = options.holidays ?? ENGLAND_AND_WALES;
  const calendars: Calendars = {
    days: workingDays(table, rule.workingDay, options.provisional),
    school: options.school,
  };
  const answer =
    'from' in question
      ? forwards(rule, toDay(question.from), table, calendars)
      : countBack(rule, question.before, table, calendars, options.provisional === true);
  if (isRefusal(answer)) return answer;
  const notes = [...notesOn(rule, answer.given), ...provisionalNote(answer.provisional, table)];
  const [hour, minute] = (rule.ringsAt ?? '').split(':').map(Number);
  const ringing = rule.ringsAt ? { reachedAt: atTime(answer.due, hour!, minute) } : {};
  return { ...answer, ...ringing, period: periodOf(rule), calendarVersion: table.version, notes };
}

function forwards(
  rule: DeadlineRule,
  from: Day,
  table: HolidayTable,
  calendars: Calendars,
): CountedDue | CalendarRefusal {
  const counted = countFrom(rule, from, rule.length ?? 0, calendars);
  if (isRefusal(counted)) return counted;
  const due = dueOf(rule, counted);
  if (due !== counted.last && rule.kind === 'not-before')
    counted.trace.push({ day: due, counted: false, why: 'the first lawful day' });
  const overdueAfter = rule.countIsOpen ? otherReading(rule, counted) : counted.otherReading;
  return {
    rule: rule.name,
    asked: 'from',
    given: from,
    ...(counted.begins === from ? {} : { begins: counted.begins }),
    due,
    ...(overdueAfter ? { overdueAfter } : {}),
    ...(rule.lastMoment ? { lastMoment: endOfDay(counted.last), notBefore: startOfDay(counted.over) } : {}),
    ...(rule.kind === 'not-before' ? { notBefore: startOfDay(due) } : {}),
    reachedAt: rule.kind === 'not-before' ? startOfDay(due) : endOfDay(due),
    trace: counted.trace,
    provisional: goesBeyond(rule, counted, table),
  };
}

function hours(rule: DeadlineRule, question: DueQuestion): Due | CalendarRefusal {
  if (!('from' in question) || isDay(question.from)) return timeNeeded(rule);
  const from = asInstant(question.from);
  const at = addHours(from, rule.length ?? 0);
  return {
    rule: rule.name,
    asked: 'from',
    given: toDay(from),
    due: toDay(at),
    lastMoment: at,
    reachedAt: at,
    trace: [
      { day: toDay(from), counted: false, why: rule.startsFrom },
      {
        day: toDay(at),
        counted: true,
        n: rule.length ?? 0,
        why: `${periodOf(rule)} later by the clock, weekends and holidays included`,
      },
    ],
    period: periodOf(rule),
    calendarVersion: 'none: hours',
    provisional: false,
    notes: notesOn(rule, toDay(from)),
  };
}
