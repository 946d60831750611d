import { addDays, asInstant, dayOf, weekday } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import type { WorkItem } from '../../engine/case-view.js';

/** My work as one asks for it: what is about to go wrong first. */
export interface WorkGroups {
  readonly overdueAndToday: readonly WorkItem[];
  readonly thisWeek: readonly WorkItem[];
  readonly later: readonly WorkItem[];
}

/** As in the database's order of work (workflow_work.place_at). */
const WAITS_DAYS = 7;

/** @param today the London day of the engine's clock. A week ends with its Sunday. What has no clock has its place a week after it began to wait, and is never overdue. */
export function groupWork(items: readonly WorkItem[], today: Day): WorkGroups {
  const sunday = addDays(today, 7 - weekday(today));
  const groups = { overdueAndToday: [] as WorkItem[], thisWeek: [] as WorkItem[], later: [] as WorkItem[] };
  for (const item of items) {
    const place = item.due ?? addDays(dayOf(asInstant(item.waitingSince)), WAITS_DAYS);
    if (item.due !== null && (item.overdue || item.due <= today)) groups.overdueAndToday.push(item);
    else if (place <= sunday) groups.thisWeek.push(item);
    else groups.later.push(item);
  }
  return groups;
}
