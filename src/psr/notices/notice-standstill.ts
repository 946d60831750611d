import { addDays } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import { computeDue } from '../../calendar/due.js';
import { explain } from '../../calendar/explain.js';
import { isRefusal } from '../../calendar/refusal.js';
import type { CalendarRefusal } from '../../calendar/refusal.js';
import type { TraceDay } from '../../calendar/trace.js';

/** The days that the publication of an intention fixes (reg 12(2), (3), (9)). */
export interface CountedStandstill {
  publishedOn: Day;
  /** The calendar day after publication, weekend or not. */
  begins: Day;
  /** Representations are in time before midnight at the end of this day. */
  lastDay: Day;
  /** The first day on which a contract may be signed, if nobody represents. */
  earliestAward: Day;
  trace: TraceDay[];
  /** The count in sentences. */
  counted: string[];
}

/** The standstill that publication on a day begins; a refusal where no bank holidays are known. Pure. */
export function standstillFrom(publishedOn: Day): CountedStandstill | CalendarRefusal {
  const rule = ruleByName('psr.standstill');
  const due = computeDue(rule, { from: publishedOn });
  if (isRefusal(due)) return due;
  return {
    publishedOn,
    begins: due.begins ?? publishedOn,
    lastDay: due.due,
    earliestAward: addDays(due.due, 1),
    trace: due.trace,
    counted: explain(rule, due),
  };
}

/** The last day of a rule of 30 days, and the day after which it is late on every reading; null where the calendar cannot say. */
export function thirtyDays(rule: string, from: Day): { due: Day; overdueAfter: Day; source: string } | null {
  const found = ruleByName(rule);
  const due = computeDue(found, { from });
  return isRefusal(due) ? null : { due: due.due, overdueAfter: due.overdueAfter ?? due.due, source: found.source };
}

/** The last day of twelve months that begin with `start`: a longer urgent award says why (Sch. 13 para 7). */
export function twelveMonthsFrom(start: Day): Day | null {
  const due = computeDue(ruleByName('psr.urgent-length'), { from: start });
  return isRefusal(due) ? null : due.due;
}

/** Four years that begin with `start` (reg 16(5)). */
export function fourYearsFrom(start: Day): Day | null {
  const due = computeDue(ruleByName('psr.framework-term'), { from: start });
  return isRefusal(due) ? null : due.due;
}
