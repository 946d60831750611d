import { addDays, weekday } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import type { WorkItem } from '../../engine/case-view.js';

/** My work as one asks for it: what is about to go wrong first. */
export interface WorkGroups {
  readonly overdueAndToday: readonly WorkItem[];
  readonly thisWeek: readonly WorkItem[];
  readonly later: readonly WorkItem[];
}

/** @param today the London day of the engine's clock. A week ends with its Sunday. What has no clock waits with what is due later. */
export function groupWork(items: readonly WorkItem[], today: Day): WorkGroups {
  const sunday = addDays(today, 7 - weekday(today));
  const groups = { overdueAndToday: [] as WorkItem[], thisWeek: [] as WorkItem[], later: [] as WorkItem[] };
  for (const item of items) {
    if (item.due !== null && (item.overdue || item.due <= today)) groups.overdueAndToday.push(item);
    else if (item.due !== null && item.due <= sunday) groups.thisWeek.push(item);
    else groups.later.push(item);
  }
  return groups;
}
