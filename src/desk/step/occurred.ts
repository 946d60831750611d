import { asInstant, atTime } from '../../calendar/day.js';
import { readDay } from '../../calendar/day-input.js';
import type { FieldError } from '../../engine/answers.js';
import type { Typed } from '../../web/typed.js';

/** The boxes of "It happened earlier". */
export const OCCURRED_BOXES = ['occurred-day', 'occurred-month', 'occurred-year', 'occurred-time'] as const;

/**
 * Reads when something happened, where it is entered late (design 1: what was received in time and recorded late is entered at its own
 * instant). Nothing typed means now. Without a time the day's start is not assumed: the time decides whether it was in time, so it is asked.
 */
export function readOccurred(typed: Typed, now: string): { occurredAt: string | undefined; errors: readonly FieldError[] } {
  const text = (name: string) => (typeof typed[name] === 'string' ? (typed[name] as string).trim() : '');
  if (OCCURRED_BOXES.every((box) => text(box) === '')) return { occurredAt: undefined, errors: [] };
  const errors: FieldError[] = [];
  const read = readDay({ day: text('occurred-day'), month: text('occurred-month'), year: text('occurred-year') }, 'The day on which it happened');
  if (!read.ok) errors.push(...read.errors.map((error) => ({ field: `occurred-${error.field === 'date' ? 'day' : error.field}`, message: error.message })));
  const time = timeOf(text('occurred-time'));
  if (!time) errors.push({ field: 'occurred-time', message: 'Enter the time at which it happened, such as 10:15pm or 22:15' });
  if (!read.ok || !time) return { occurredAt: undefined, errors };
  const occurredAt = atTime(read.day, time.hour, time.minute);
  if (occurredAt > asInstant(now)) return { occurredAt: undefined, errors: [{ field: 'occurred-day', message: 'What has not happened yet cannot be recorded: enter a day and time that have passed' }] };
  return { occurredAt, errors };
}

/** "10:15pm", "22:15", "9am", "9.30 am" on a London clock. */
function timeOf(text: string): { hour: number; minute: number } | null {
  if (/^(midday|noon)$/i.test(text)) return { hour: 12, minute: 0 };
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(text);
  if (!parts || (!parts[2] && !parts[3])) return null;
  const minute = Number(parts[2] ?? 0);
  const half = parts[3]?.toLowerCase();
  let hour = Number(parts[1]);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}
