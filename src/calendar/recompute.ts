import type { Day, Instant } from './day.js';
import { formatLongDay } from './day-words.js';
import { computeDue } from './due.js';
import type { DeadlineRule } from './deadline-rule.js';
import type { HolidayTable } from './holiday-table.js';
import { isRefusal } from './refusal.js';
import type { CalendarRefusal } from './refusal.js';
import type { SchoolCalendar } from './school-calendar.js';

/** A deadline that is still running, as its row holds it. */
export interface OpenDeadline {
  /** What the caller calls it: a case and a rule, a row id. Handed back untouched. */
  id: string;
  rule: DeadlineRule;
  started: Day | Instant;
  /** The day due that the row holds. */
  due: Day;
  /** True where `started` is the day of the act and `due` was counted back from it. */
  countedBack?: boolean;
  length?: number;
  school?: SchoolCalendar;
}

/** A deadline whose date changes with the new table: for the one reviewed run. */
export interface MovedDeadline {
  id: string;
  rule: string;
  old: Day;
  new: Day;
  direction: 'later' | 'earlier';
  /** Why it moved, in a sentence. */
  why: string;
  calendarVersion: string;
  reachedAt: Instant;
}

export interface Recomputed {
  moved: MovedDeadline[];
  unchanged: string[];
  /** Could not be counted with the new table: a person looks. */
  refused: { id: string; rule: string; refusal: CalendarRefusal }[];
}

/** Counts every open deadline again with a changed table of bank holidays. Pure: nothing moves until the run is reviewed. */
export function recompute(open: readonly OpenDeadline[], before: HolidayTable, after: HolidayTable): Recomputed {
  const run: Recomputed = { moved: [], unchanged: [], refused: [] };
  const changes = changedDays(before, after);
  for (const { id, rule, started, due, countedBack, length, school } of open) {
    const question = countedBack ? { before: started as Day } : { from: started };
    const answer = computeDue(rule, question, {
      holidays: after,
      ...(length === undefined ? {} : { length }),
      ...(school ? { school } : {}),
    });
    if (isRefusal(answer)) run.refused.push({ id, rule: rule.name, refusal: answer });
    else if (answer.due === due) run.unchanged.push(id);
    else {
      const span = [answer.given, answer.due, due].sort();
      const within = changes.filter(({ day }) => day >= span[0]! && day <= span.at(-1)!);
      const direction = answer.due > due ? 'later' : 'earlier';
      const why =
        within.length > 0
          ? within.map((change) => change.says).join(' ')
          : 'It was first counted otherwise: compare the two explanations.';
      run.moved.push({
        id,
        rule: rule.name,
        old: due,
        new: answer.due,
        direction,
        why,
        calendarVersion: after.version,
        reachedAt: answer.reachedAt,
      });
    }
  }
  return run;
}

/** What differs between two tables, each with a sentence. */
export function changedDays(before: HolidayTable, after: HolidayTable): { day: Day; says: string }[] {
  const added = [...after.holidays]
    .filter(([day]) => !before.holidays.has(day))
    .map(([day, title]) => ({ day, says: `${formatLongDay(day)} is now a bank holiday: ${title}.` }));
  const removed = [...before.holidays]
    .filter(([day]) => !after.holidays.has(day))
    .map(([day, title]) => ({ day, says: `${formatLongDay(day)} is no longer a bank holiday: ${title}.` }));
  return [...added, ...removed].sort((a, b) => (a.day < b.day ? -1 : 1));
}
