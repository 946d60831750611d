import { clockOf, dayOf, weekday } from './day.js';
import type { Day, Instant } from './day.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** "Wednesday" */
export function weekdayName(day: Day): string {
  return WEEKDAYS[weekday(day) - 1]!;
}

/** "8 April 2026" */
export function formatDay(day: Day): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** "Wednesday 8 April 2026" */
export function formatLongDay(day: Day): string {
  return `${weekdayName(day)} ${formatDay(day)}`;
}

/** "Wed 8 Apr 2026", for columns. */
export function formatShortDay(day: Day): string {
  return `${weekdayName(day).slice(0, 3)} ${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]!.slice(0, 3)} ${day.slice(0, 4)}`;
}

/** The law's last moment in people's words: "Wednesday 8 April 2026, midnight at the end of the day". Plain "midnight" is read as either end. */
export function formatLastMoment(day: Day): string {
  return `${formatLongDay(day)}, midnight at the end of the day`;
}

/** "2:05pm", "12:30am", on a London clock; "midnight" and "midday" by name. */
export function formatTime(at: Instant): string {
  const { hour, minute } = clockOf(at);
  if (minute === 0 && hour === 0) return 'midnight';
  if (minute === 0 && hour === 12) return 'midday';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/** "Wednesday 8 April 2026 at 2:05pm"; 00:00 reads "Thursday 9 April 2026, midnight at the start of the day". */
export function formatInstant(at: Instant): string {
  const { hour, minute } = clockOf(at);
  const day = formatLongDay(dayOf(at));
  return hour === 0 && minute === 0 ? `${day}, midnight at the start of the day` : `${day} at ${formatTime(at)}`;
}

/** A last moment as lawyers write it, on a London clock: "2026-04-08T24:00". */
export function asEndOfDay(day: Day): string {
  return `${day}T24:00`;
}
