import type nunjucks from 'nunjucks';
import { formatDay, formatInstant, formatLongDay, formatShortDay, formatTime } from '../calendar/day-words.js';
import { asInstant, dayOf } from '../calendar/day.js';
import type { Day, Instant } from '../calendar/day.js';

/** Whole pence as people write money: "£752,905", "£12.50". */
export function money(pence: number | string): string {
  const amount = Number(pence);
  if (pence === '' || !Number.isFinite(amount)) return String(pence);
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', minimumFractionDigits: amount % 100 === 0 ? 0 : 2 }).format(amount / 100);
}

/** "1 case", "12 cases", "no cases". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count === 0 ? 'no' : count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** A size in words, "20 MB". */
export function size(bytes: number): string {
  if (bytes < 1024) return plural(bytes, 'byte');
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`;
}

/** The words that templates need. Each takes a day 'YYYY-MM-DD', an instant, or nothing (which prints nothing). */
export function addFilters(environment: nunjucks.Environment): void {
  const filters: Record<string, (value: never, ...rest: never[]) => string> = {
    day: (value: Day | Instant) => formatDay(asDay(value)),
    longDay: (value: Day | Instant) => formatLongDay(asDay(value)),
    shortDay: (value: Day | Instant) => formatShortDay(asDay(value)),
    instant: (value: Instant) => formatInstant(asInstant(value)),
    time: (value: Instant) => formatTime(asInstant(value)),
    money,
    size,
  };
  for (const [name, words] of Object.entries(filters)) {
    environment.addFilter(name, (value: unknown, ...rest: unknown[]) => (value === null || value === undefined || value === '' ? '' : words(value as never, ...(rest as never[]))));
  }
  environment.addFilter('plural', plural);
  environment.addFilter('firstUpper', (text: string) => (text ? text.charAt(0).toUpperCase() + text.slice(1) : ''));
}

/** An instant's day is its day in London. */
function asDay(value: Day | Instant): Day {
  return value.length > 10 ? dayOf(value as Instant) : (value as Day);
}
