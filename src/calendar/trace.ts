import type { Day } from './day.js';
import type { SchoolCalendar } from './school-calendar.js';
import type { WorkingDays } from './working-day.js';

/** One day of the count: does it count, as the how-manieth, and why or why not. */
export interface TraceDay {
  day: Day;
  counted: boolean;
  n?: number;
  why: string;
}

/** The period from a day: its last day, and the day from which it is over. */
export interface Counted {
  begins: Day;
  last: Day;
  /** The first day after the period on which what had to wait is lawful. */
  over: Day;
  trace: TraceDay[];
  /** Set where month arithmetic meets a day number that does not exist: the later reading of the last day. */
  otherReading?: Day;
}

/** What the count asks whether a day counts. */
export interface Calendars {
  days: WorkingDays;
  school?: SchoolCalendar | undefined;
}

/** Where a count ends. */
export type Last = Pick<Counted, 'last' | 'otherReading'>;
