/** The calendar declines to answer: a value, not an exception. The caller shows it, or decides otherwise. */
export interface CalendarRefusal {
  refused: true;
  code:
    | 'beyond-bank-holidays'
    | 'before-bank-holidays'
    | 'no-fixed-period'
    | 'length-needed'
    | 'length-fixed-by-law'
    | 'time-needed'
    | 'school-calendar-needed'
    | 'beyond-school-calendar';
  /** Why there is no answer, in an officer's words. */
  because: string;
  /** What would make an answer possible. */
  unblock: string;
  source: string;
}

/** Tells a refusal from an answer. */
export function isRefusal(answer: unknown): answer is CalendarRefusal {
  return typeof answer === 'object' && answer !== null && (answer as { refused?: unknown }).refused === true;
}
