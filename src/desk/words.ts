import { addDays, clockOf, dayOf, endOfDay } from '../calendar/day.js';
import { formatDay, formatInstant, formatLastMoment, formatTime } from '../calendar/day-words.js';
import type { Day, Instant } from '../calendar/day.js';
import { rolesInWords } from '../directory/roles.js';
import type { Refused } from '../engine/answers.js';
import type { ClockView } from '../engine/case-view.js';

/** "procurement officer or moderator"; nobody named means that the case moves on by itself. */
export function whoMay(roles: readonly string[]): string {
  const people = roles.filter((role) => role !== 'system');
  return people.length === 0 ? 'Clerkwell, by itself' : rolesInWords(people);
}

/** A case's sentence beside its stage: "Decided: admitted to 1 of 2 lots." after the tag "Decided" is "Admitted to 1 of 2 lots." */
export function besideStage(stage: string, sentence: string): string {
  const rest = sentence.startsWith(`${stage}: `) ? sentence.slice(stage.length + 2) : sentence;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** The last moment of a clock: "Wednesday 8 April 2026, midnight at the end of the day", or a time of day. */
export function dueInWords(clock: Pick<ClockView, 'due' | 'dueAt'>): string {
  const due = clock.due as Day;
  return endOfDay(due) === clock.dueAt ? formatLastMoment(due) : formatInstant(clock.dueAt as Instant);
}

/** The day by whose end, or on which, a clock rings: the instant after Wednesday's last is Wednesday's. */
export function dueDay(at: string): Day {
  const day = dayOf(at as Instant);
  return clockOf(at as Instant).hour === 0 && clockOf(at as Instant).minute === 0 ? addDays(day, -1) : day;
}

/** "8 April 2026 at 2:05pm", for lines where the weekday adds nothing. */
export function momentInWords(at: string): string {
  const { hour, minute } = clockOf(at as Instant);
  // "At midnight" is read as either end of the day.
  const time = hour === 0 && minute === 0 ? ', midnight at the start of the day' : ` at ${formatTime(at as Instant)}`;
  return `${formatDay(dayOf(at as Instant))}${time}`;
}

/** "verified" needs no word; anything else is said. */
export function trustInWords(trust: string): string | null {
  if (trust === 'verified') return null;
  if (trust === 'design') return 'this product’s own rule';
  return trust === 'from knowledge' ? 'not yet confirmed' : trust;
}

/** A refusal as `web/next-steps.njk` shows it. */
export function refusalInWords(refused: Refused) {
  const trust = trustInWords(refused.source.trust);
  return { because: refused.because, unblock: refused.unblock, source: `${refused.source.cite}${trust ? ` (${trust})` : ''}`, ...(refused.field === undefined ? {} : { field: refused.field }) };
}
