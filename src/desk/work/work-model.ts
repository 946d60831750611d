import { formatLongDay, formatShortDay } from '../../calendar/day-words.js';
import type { Day } from '../../calendar/day.js';
import type { WorkItem } from '../../engine/case-view.js';
import { desk } from '../desk-addresses.js';
import { dueDay, momentInWords, whoMay } from '../words.js';

/** Where a step's hand-made page is, if it has one. */
export type PageOf = (procedure: string, type: string) => string | null;

/** A line of My work: the case, the step in words, who else can do it, when it is due, and the one link. */
export function workLine(item: WorkItem, pageOf: PageOf) {
  return {
    caseId: item.caseId,
    reference: item.reference,
    title: item.title,
    step: item.label,
    href: desk.step(item.caseId, item.type, pageOf(item.procedure, item.type)),
    caseHref: desk.case(item.caseId),
    who: whoMay(item.roles),
    due: item.due ? formatLongDay(item.due as Day) : null,
    left: item.left,
    overdue: item.overdue,
    owner: item.owner?.name ?? null,
    since: momentInWords(item.waitingSince),
  };
}

/** One day of the strip. `why` names the weekend or holiday on which no working day is counted. */
export function stripDay(day: { day: string; holiday: string | null; items: readonly WorkItem[] }, today: Day, pageOf: PageOf) {
  const weekend = day.holiday === 'Saturday' || day.holiday === 'Sunday';
  return {
    day: formatShortDay(day.day as Day),
    weekday: formatShortDay(day.day as Day).slice(0, 3),
    date: formatShortDay(day.day as Day).slice(4, -5),
    today: day.day === today,
    why: day.holiday === null ? null : weekend ? 'weekend' : day.holiday,
    count: day.items.length,
    overdue: day.items.some((item) => item.overdue),
    items: day.items.map((item) => workLine(item, pageOf)),
  };
}

/** The next clock of all the work there is, for a desk on which nothing waits. */
export function nextClock(items: readonly WorkItem[]): { title: string; reference: string; due: string; overdue: boolean; href: string } | null {
  const [first] = items.filter((item) => item.due !== null && item.dueAt !== null).sort((a, b) => a.dueAt!.localeCompare(b.dueAt!));
  return first ? { title: first.clockTitle ?? first.label, reference: first.reference, due: formatLongDay(dueDay(first.dueAt!)), overdue: first.overdue, href: desk.case(first.caseId) } : null;
}
