import { endOfDay, isDay, isInstant } from '../../calendar/day.js';
import { readDayText } from '../../calendar/day-input.js';

/** A point in a case's life: after an event, or at an instant. */
export type AsAt = { readonly seq: number } | { readonly at: string };

/**
 * Reads `?asAt=`: a number is the event's; a day means its end in London; an instant is itself. Null when nothing was asked.
 * What cannot be read is an error for the page, never ignored: an officer who asked for April must not be shown today.
 */
export function readAsAt(asked: unknown): { asAt: AsAt | null; error: string | null } {
  const text = typeof asked === 'string' ? asked.trim() : '';
  if (text === '') return { asAt: null, error: null };
  if (/^\d{1,9}$/.test(text)) return { asAt: { seq: Number(text) }, error: null };
  if (isInstant(text)) return { asAt: { at: text }, error: null };
  const day = isDay(text) ? text : dayWritten(text);
  if (day) return { asAt: { at: endOfDay(day) }, error: null };
  return { asAt: null, error: 'Enter the day as at which to show the case, such as 8 April 2026' };
}

function dayWritten(text: string) {
  const read = readDayText(text, 'The day');
  return read.ok ? read.day : null;
}
