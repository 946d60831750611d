import { asDay } from '../../src/calendar/day.js';
import type { Day, Instant } from '../../src/calendar/day.js';
import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { computeDue } from '../../src/calendar/due.js';
import type { Due, DueOptions } from '../../src/calendar/due.js';
import { isRefusal } from '../../src/calendar/refusal.js';
import type { CalendarRefusal } from '../../src/calendar/refusal.js';

/** The answer, or a failed test that says why it was refused. */
export function answered<T>(answer: T | CalendarRefusal): T {
  if (isRefusal(answer)) throw new Error(answer.because);
  return answer as T;
}

export function dueFrom(rule: string, from: string | Instant, options?: DueOptions): Due {
  return answered(computeDue(ruleByName(rule), { from: from as Day | Instant }, options));
}

export function dueBefore(rule: string, act: string, options?: DueOptions): Due {
  return answered(computeDue(ruleByName(rule), { before: asDay(act) }, options));
}
