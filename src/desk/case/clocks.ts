import type { ClockView } from '../../engine/case-view.js';

/** The clocks of a case: running first and by due date, then those that rang, then those that ended. */
export function clocksInOrder(clocks: readonly ClockView[]): readonly ClockView[] {
  const rank = { running: 0, rang: 1, ended: 2 } as const;
  return [...clocks].sort((a, b) => rank[a.status] - rank[b.status] || a.dueAt.localeCompare(b.dueAt));
}
