import { addDays, clockOf, dayOf } from './day.js';
import type { Day, Instant } from './day.js';
import { workingDayFrom } from './days-left.js';
import type { CountOptions } from './days-left.js';
import type { CalendarRefusal } from './refusal.js';

/**
 * The day on which a notice counts as available at the offices: after they close, or on a day they are shut, the next working day.
 * A local practice (decisions.md 1.9, from knowledge): the closing hour is the authority's policy.
 * @param closes 'HH:MM' on a London clock.
 */
export function dayAvailableAtOffices(
  published: Instant,
  closes: string,
  options: CountOptions = {},
): Day | CalendarRefusal {
  const { hour, minute } = clockOf(published);
  const [closeHour = 0, closeMinute = 0] = closes.split(':').map(Number);
  const afterClose = hour * 60 + minute >= closeHour * 60 + closeMinute;
  return workingDayFrom(afterClose ? addDays(dayOf(published), 1) : dayOf(published), options);
}
