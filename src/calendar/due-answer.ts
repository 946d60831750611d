import type { Day, Instant } from './day.js';
import type { HolidayTable } from './holiday-table.js';
import type { SchoolCalendar } from './school-calendar.js';
import type { TraceDay } from './trace.js';

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
  /** When the engine sends `deadline.reached`: the end of the last day, the start of the first lawful day, the rule's own time of day, or the hour itself. */
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

/** The counted part of an answer, before what is said about it. */
export type CountedDue = Omit<Due, 'period' | 'calendarVersion' | 'notes'>;
