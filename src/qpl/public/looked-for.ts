import { endOfDay, isDay } from '../../calendar/day.js';
import type { Day, Instant } from '../../calendar/day.js';
import type { Scheme } from '../scheme/scheme.js';
import type { ListFilter } from './public-list.js';

/** What the address asks for, as far as this list knows it. Anything else is ignored: a link from elsewhere still shows a list. */
export function lookedFor(query: Readonly<Record<string, unknown>>, scheme: Scheme): ListFilter {
  const oneOf = (name: string, known: readonly string[]) => known.find((each) => each === query[name]);
  const age = typeof query['age'] === 'string' && /^\d{1,2}$/.test(query['age']) ? Number(query['age']) : undefined;
  const therapy = oneOf('therapy', therapies(scheme));
  const district = oneOf('district', districts(scheme));
  const delivery = oneOf('delivery', ['face to face', 'online']);
  return { ...(therapy && { therapy }), ...(district && { district }), ...(delivery && { delivery }), ...(age !== undefined && { age }), ...(query['free'] === 'yes' && { free: true }) };
}

export const therapies = ({ lots }: Scheme): string[] => [...new Set(lots.map(({ therapy }) => therapy))].sort();
export const districts = ({ lots }: Scheme): string[] => [...new Set(lots.flatMap((lot) => lot.districts))].sort();

/** A day of the past that an address asks for: as it is written, the instant at which it was over, and what is wrong with it. Today and no day are now. */
export interface DayAsked {
  readonly day: Day;
  /** Undefined for now. */
  readonly at: Instant | undefined;
  readonly error: string | null;
}

/** Reads `asAt=2026-03-31`, or the three boxes of a date question of that name. */
export function dayAsked(query: Readonly<Record<string, unknown>>, name: string, today: Day): DayAsked {
  const box = (part: string) => (typeof query[`${name}-${part}`] === 'string' ? (query[`${name}-${part}`] as string).trim() : '');
  const boxes = [box('year'), box('month').padStart(2, '0'), box('day').padStart(2, '0')];
  const text = typeof query[name] === 'string' && query[name] !== '' ? query[name] : box('day') === '' && box('month') === '' && box('year') === '' ? '' : boxes.join('-');
  if (text === '') return { day: today, at: undefined, error: null };
  if (!isDay(text)) return { day: today, at: undefined, error: 'Enter a real date, like 31 3 2026.' };
  if (text > today) return { day: today, at: undefined, error: 'Enter a day that has been: the list as it will be is not known.' };
  return { day: text, at: text === today ? undefined : endOfDay(text), error: null };
}
