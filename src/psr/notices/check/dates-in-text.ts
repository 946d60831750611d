import { MONTHS } from '../../../calendar/day-words.js';
import { isDay, weekday } from '../../../calendar/day.js';
import type { Day } from '../../../calendar/day.js';

/** A date as somebody wrote it. */
export interface WrittenDate {
  words: string;
  index: number;
  end: number;
  /** Null for a day that the calendar does not have: 31 April. */
  day: Day | null;
  /** Set where a weekday stands beside it that it is not: "Tuesday" for a Wednesday. */
  wrongWeekday: string | null;
  /** Written without a year. */
  hasYear: boolean;
  /** Why there is no such day, in words. */
  because: string | null;
}

const WEEKDAY = '(?:(Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,?\\s+(?:the\\s+)?)?';
const MONTH = '(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?';
const DAY_FIRST = new RegExp(`\\b${WEEKDAY}(\\d{1,2})\\s?(?:st|nd|rd|th)?\\s+(?:day\\s+of\\s+|of\\s+)?${MONTH}(?:,?\\s+(\\d{4}|'\\d{2})\\b)?`, 'gi');
const MONTH_FIRST = new RegExp(`\\b${WEEKDAY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'gi');
const FIGURES = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)/g;
const ISO = /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?!\d|-\d)/g;

/**
 * Every date in a text, in order. Figures are read day first, as people write in England. A month without a day is no date, nor is a number that
 * only looks like one (a version, a telephone number).
 */
export function datesIn(text: string): WrittenDate[] {
  const found: WrittenDate[] = [];
  for (const match of text.matchAll(DAY_FIRST)) found.push(written(match, match[1], Number(match[2]), monthOf(match[3] ?? ''), yearOf(match[4])));
  for (const match of text.matchAll(MONTH_FIRST)) found.push(written(match, match[1], Number(match[3]), monthOf(match[2] ?? ''), yearOf(match[4])));
  for (const match of text.matchAll(FIGURES)) found.push(written(match, undefined, Number(match[1]), Number(match[3]), yearOf(match[4])));
  for (const match of text.matchAll(ISO)) found.push(written(match, undefined, Number(match[3]), Number(match[2]), Number(match[1])));
  found.sort((a, b) => a.index - b.index || b.end - a.end);
  let end = 0;
  return found.filter((date) => {
    if (date.index < end) return false;
    end = date.end;
    return true;
  });
}

function written(match: RegExpExecArray, saidWeekday: string | undefined, date: number, month: number, year: number | null): WrittenDate {
  const words = match[0].replace(/\s+/g, ' ').trim();
  const at = { words, index: match.index, end: match.index + match[0].length, hasYear: year !== null };
  const name = MONTHS[month - 1];
  if (!name) return { ...at, day: null, wrongWeekday: null, because: `there is no month ${month}: a date is written day first` };
  // Without a year, a day that exists in some year is left alone.
  const day = `${year ?? 2028}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  if (!isDay(day)) return { ...at, day: null, wrongWeekday: null, because: `${name} ${year && month === 2 ? `${year} ` : ''}has no ${ordinal(date)}` };
  const wrongWeekday = saidWeekday && year !== null && !NAMES[weekday(day) - 1]?.startsWith(saidWeekday.slice(0, 3).toLowerCase()) ? saidWeekday : null;
  return { ...at, day: year === null ? null : day, wrongWeekday, because: null };
}

const NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function monthOf(text: string): number {
  return MONTHS.findIndex((name) => name.toLowerCase().startsWith(text.slice(0, 3).toLowerCase())) + 1;
}

function yearOf(text: string | undefined): number | null {
  if (!text) return null;
  const figures = Number(text.replace("'", ''));
  return figures < 100 ? 2000 + figures : figures;
}

function ordinal(n: number): string {
  const end = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${end}`;
}
