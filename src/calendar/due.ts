import { countFrom } from './count.js';
import type { Calendars, Counted, TraceDay } from './count.js';
import { ENGLAND_AND_WALES } from './bank-holidays.js';
import { addDays, addHours, asInstant, endOfDay, isDay, startOfDay, toDay } from './day.js';
import type { Day, Instant } from './day.js';
import { formatDay, formatLongDay } from './day-words.js';
import { overrideRule } from './deadline-override.js';
import { periodOf } from './deadline-rule.js';
import type { DeadlineRule } from './deadline-rule.js';
import type { HolidayTable } from './holiday-table.js';
import { isRefusal } from './refusal.js';
import type { CalendarRefusal } from './refusal.js';
import type { SchoolCalendar } from './school-calendar.js';
import { workingDays } from './working-day.js';

/** From the day or instant of the event; or before the day of the act: the latest day on which the event can happen. */
export type DueQuestion = { from: Day | Instant } | { before: Day };

export interface DueOptions {
  /** Default: the published bank holidays of England and Wales. */
  holidays?: HolidayTable;
  /** The authority's own length, where the rule lets it have one. */
  length?: number;
  /** A plan may go on beyond the published bank holidays with computed ones; the answer says so. */
  provisional?: boolean;
  school?: SchoolCalendar;
}

/** A computed date that explains itself. Days are London days, instants UTC. */
export interface Due {
  rule: string;
  asked: 'from' | 'before';
  /** The day of the event asked from, or of the act asked before. */
  given: Day;
  /** The first day of the period, where it is not the day of the event. */
  begins?: Day;
  /** Asked `from`: the last day to act, or for a wait the first lawful day. Asked `before`: the latest day for the event. */
  due: Day;
  /** Where the law's counting is open: the last day on the other reading; overdue on both after it. */
  overdueAfter?: Day;
  /** 24:00 of the last day, as an instant: what comes before it is in time. */
  lastMoment?: Instant;
  /** The first instant at which what had to wait is lawful. */
  notBefore?: Instant;
  /** When the engine sends `deadline.reached`: the end of the last day, the start of the first lawful day, or the hour itself. */
  reachedAt: Instant;
  trace: TraceDay[];
  /** The rule's period as counted: "8 working days". */
  period: string;
  calendarVersion: string;
  /** True where computed, not published, bank holidays were used: a plan, not a legal date. */
  provisional: boolean;
  /** What a reader must know: rule not in force then, open counting, provisional holidays. */
  notes: string[];
}

/**
 * When is it due? Pure: no clock is read. A date that cannot be given is refused as a value (`isRefusal`).
 * @example computeDue(ruleByName('qpl.decision-target'), { from: asDay('2026-11-02') }) // due 2026-11-16
 */
export function computeDue(standard: DeadlineRule, question: DueQuestion, options: DueOptions = {}): Due | CalendarRefusal {
  const rule = options.length === undefined ? standard : overrideRule(standard, { length: options.length });
  if (isRefusal(rule)) return rule;
  if (rule.unit === 'none') return noFixedPeriod(rule);
  if (rule.unit === 'hours') return hours(rule, question);
  if (rule.length === null && rule.unit !== 'fixed date') return lengthNeeded(rule);
  const table = options.holidays ?? ENGLAND_AND_WALES;
  const calendars: Calendars = { days: workingDays(table, rule.workingDay, options.provisional), school: options.school };
  const answer = 'from' in question ? forwards(rule, toDay(question.from), table, calendars) : backwards(rule, question.before, table, calendars, options.provisional === true);
  if (isRefusal(answer)) return answer;
  const notes = [...notesOn(rule, answer.given), ...provisionalNote(answer.provisional, table)];
  return { ...answer, period: periodOf(rule), calendarVersion: table.version, notes };
}

type Answer = Omit<Due, 'period' | 'calendarVersion' | 'notes'>;

function forwards(rule: DeadlineRule, from: Day, table: HolidayTable, calendars: Calendars): Answer | CalendarRefusal {
  const counted = countFrom(rule, from, rule.length ?? 0, calendars);
  if (isRefusal(counted)) return counted;
  const due = dueOf(rule, counted);
  if (due !== counted.last && rule.kind === 'not-before') counted.trace.push({ day: due, counted: false, why: 'the first lawful day' });
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
    provisional: beyond(rule, counted, table),
  };
}

/** A wait gives its first lawful day, a period its last day; where counting is open, the last day that is safe on both readings. */
function dueOf(rule: DeadlineRule, counted: Counted): Day {
  if (rule.kind === 'not-before') return counted.over;
  return rule.countIsOpen && !isClear(rule) ? addDays(counted.last, -1) : counted.last;
}

/** "Within 30 days of": the 30th day after. "No later than 10 clear days after": the day after the tenth. */
function otherReading(rule: DeadlineRule, counted: Counted): Day {
  return isClear(rule) ? counted.over : counted.last;
}

function isClear(rule: DeadlineRule): boolean {
  return rule.unit === 'clear calendar days' || rule.unit === 'clear working days';
}

/**
 * The latest day for the event such that the period has run when the act is done: by search over `countFrom`, so that counting
 * back can never disagree with counting forward.
 */
function backwards(rule: DeadlineRule, act: Day, table: HolidayTable, calendars: Calendars, provisional: boolean): Answer | CalendarRefusal {
  const known = usesWorkingDays(rule) ? calendars.days.why(act) : null;
  if (isRefusal(known)) return known;
  for (let day = act; ; day = addDays(day, -1)) {
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
    return { rule: rule.name, asked: 'before', given: act, due: day, reachedAt: endOfDay(day), trace, provisional: beyond(rule, counted, table) };
  }
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

/** Did the count need bank holidays that are not published yet? */
function beyond(rule: DeadlineRule, counted: Counted, table: HolidayTable): boolean {
  return usesWorkingDays(rule) && (counted.last > table.to || (rule.actOnWorkingDay === true && counted.over > table.to));
}

function usesWorkingDays(rule: DeadlineRule): boolean {
  return rule.unit === 'working days' || rule.unit === 'clear working days' || rule.actOnWorkingDay === true || rule.noticeOnWorkingDay === true;
}

function hours(rule: DeadlineRule, question: DueQuestion): Due | CalendarRefusal {
  if (!('from' in question) || isDay(question.from)) {
    return refuse(rule, 'time-needed', `"${rule.title}" runs in hours, so the day alone is not enough.`, 'Give the date and the time, such as 2026-07-01T14:30.');
  }
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
      { day: toDay(at), counted: true, n: rule.length ?? 0, why: `${periodOf(rule)} later by the clock, weekends and holidays included` },
    ],
    period: periodOf(rule),
    calendarVersion: 'none: hours',
    provisional: false,
    notes: notesOn(rule, toDay(from)),
  };
}

function notesOn(rule: DeadlineRule, day: Day): string[] {
  const notes: string[] = [];
  if (rule.effectiveFrom && day < rule.effectiveFrom) notes.push(`The rule is law only from ${formatDay(rule.effectiveFrom)}; this date shows how it would count.`);
  if (rule.effectiveTo && day > rule.effectiveTo) notes.push(`The rule was law only to ${formatDay(rule.effectiveTo)}; this date shows how it would have counted.`);
  if (rule.countIsOpen) notes.push('The law does not say whether the day of the event counts: the date due is safe on either reading.');
  if (rule.confidence === 'doubtful') notes.push('The length is doubtful: confirm it before relying on it.');
  return notes;
}

function provisionalNote(provisional: boolean, table: HolidayTable): string[] {
  return provisional ? [`Provisional: bank holidays after ${formatLongDay(table.to)} are computed by the usual rules, not published.`] : [];
}

function noFixedPeriod(rule: DeadlineRule): CalendarRefusal {
  return refuse(rule, 'no-fixed-period', `"${rule.title}" has no number of days. ${rule.purpose}`, "Act, or set a target of the authority's own.");
}

function lengthNeeded(rule: DeadlineRule): CalendarRefusal {
  return refuse(rule, 'length-needed', `"${rule.title}" has no fixed length: it is set for each case.`, 'Give the length that was set.');
}

function refuse(rule: DeadlineRule, code: CalendarRefusal['code'], because: string, unblock: string): CalendarRefusal {
  return { refused: true, code, because, unblock, source: rule.source };
}
