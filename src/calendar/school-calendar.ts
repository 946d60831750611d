import { weekday } from './day.js';
import type { Day } from './day.js';
import { formatDay, weekdayName } from './day-words.js';
import type { CalendarRefusal } from './refusal.js';

/** The days on which one school opens: the child's own school, because academies and counties differ. */
export interface SchoolCalendar {
  name: string;
  /** First and last day of each stretch in which the school is open on weekdays (half-terms lie between stretches). */
  open: readonly { from: Day; to: Day }[];
  /** Weekdays inside a stretch on which it is closed: training days, bank holidays, polling day. */
  closed: readonly Day[];
}

/** Null when the school opens on the day, the reason when it does not; a refusal without a calendar or beyond its end. */
export function schoolOpen(school: SchoolCalendar | undefined, day: Day): string | null | CalendarRefusal {
  if (!school || school.open.length === 0)
    return refusal(
      'school-calendar-needed',
      'This clock counts school days, and no school calendar was given.',
      "Give the child's school calendar.",
    );
  const end = school.open.reduce((latest, { to }) => (to > latest ? to : latest), school.open[0]!.to);
  if (day > end)
    return refusal(
      'beyond-school-calendar',
      `The count reaches ${formatDay(day)}, and the calendar of ${school.name} ends on ${formatDay(end)}.`,
      "Add the school's next terms.",
    );
  if (weekday(day) >= 6) return weekdayName(day);
  if (school.closed.includes(day)) return `${school.name} is closed`;
  return school.open.some(({ from, to }) => day >= from && day <= to) ? null : `outside the terms of ${school.name}`;
}

function refusal(code: CalendarRefusal['code'], because: string, unblock: string): CalendarRefusal {
  return { refused: true, code, because, unblock, source: 'school term calendar' };
}
