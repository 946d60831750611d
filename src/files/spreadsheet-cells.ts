import { addDays, asDay, type Day } from '../calendar/day.js';
import { readDayText } from '../calendar/day-input.js';

/** A cell as it was read: its value, or what is wrong and the cure. Both are whole sentences for the person who has the spreadsheet. */
export type Cell<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly wrong: string; readonly cure: string };
const yes = <T>(value: T): Cell<T> => ({ ok: true, value });
const no = (wrong: string, cure: string): Cell<never> => ({ ok: false, wrong, cure });

/** One line, without the marks and spaces that copying leaves behind. */
export const tidy = (text: string): string => text.normalize('NFC').replace(/[\p{Cc}\p{Zs}]+/gu, ' ').replace(/[\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/g, '').trim();

/** What a spreadsheet shows where a formula failed. */
export const FAILED = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/;

/** Excel counts days from the end of 1899; 25569 is 1 January 1970. */
const DAY_OF_1970 = 25_569;
const SERIALS = { from: 29_221, to: 73_415 }; // 1980 to 2100: a number outside is no date in a list of providers.

/** A day as text (day first), as a workbook gives it, or as Excel's count of days where the cell lost its format. */
export function dayCell(text: string): Cell<Day> {
  const typed = tidy(text).replace(/[ T]00:00(:00(\.0+)?)?Z?$/, '');
  if (/^\d{5}$/.test(typed)) {
    const serial = Number(typed);
    return serial >= SERIALS.from && serial <= SERIALS.to ? yes(addDays(asDay('1970-01-01'), serial - DAY_OF_1970))
      : no(`“${typed}” is no date`, 'Write the date as 31/3/2027 or 2027-03-31.');
  }
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(typed)) return no(`“${typed}” has a year of two digits`, 'Write the year with four digits, as in 31/3/2027.');
  const read = readDayText(typed, 'It');
  if (read.ok) return yes(asDay(read.day));
  const swapped = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed);
  if (swapped && Number(swapped[2]) > 12 && Number(swapped[1]) <= 12) return no(`“${typed}” seems to have the month first`, 'Write the day first, as in 31/3/2027, or the year first, as in 2027-03-31.');
  return no(`“${typed}” is no date that there is`, 'Write the date as 31/3/2027 or 2027-03-31.');
}

/** A whole number: '12', '12.0', '1,200'. */
export function countCell(text: string, most: number): Cell<number> {
  const typed = tidy(text);
  if (!/^(\d{1,3}(,\d{3})+|\d+)(\.0+)?$/.test(typed)) return no(`“${typed}” is no whole number`, 'Write a whole number like 12, without words or a suffix.');
  const value = Number(typed.replaceAll(',', ''));
  return value <= most ? yes(value) : no(`${typed} is more than can be right`, `Check the number: ${most.toLocaleString('en-GB')} is the most that is taken.`);
}

/** What the letters behind an amount multiply pounds by. */
const SUFFIXES: Readonly<Record<string, number>> = { k: 1_000, thousand: 1_000, m: 1_000_000, mn: 1_000_000, million: 1_000_000 };

/**
 * Pounds, as whole pence. '£752,905', '752905.50', '£5m' and '£382k' are plain; '£381,707k' is not: printed so in a paper of seed S004, it would be
 * 381 million where 381 thousand were meant. Grouping, or pence, together with a suffix is refused.
 */
export function moneyCell(text: string): Cell<number> {
  const typed = tidy(text);
  const parts = /^£?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(p|[a-z]+)?$/i.exec(typed.replace(/^GBP\s?/i, ''));
  if (!parts) return no(`“${typed}” is no amount of money`, 'Write pounds in full, like £381,707 or 381707.50.');
  const [, whole = '', fraction = '', suffix = ''] = parts;
  const pounds = Number(whole.replaceAll(',', ''));
  if (suffix === '') return fraction.length === 0 || fraction.length === 3 ? yes(Math.round(pounds * 100 + Number(`0${fraction}`) * 100)) : fraction.length === 2 ? yes(pounds * 100 + Number(fraction.slice(1)) * 10) : no(`“${typed}” has parts of a penny`, 'Write pounds and pence, like 381707.50.');
  if (suffix.toLowerCase() === 'p') return fraction === '' && !typed.startsWith('£') ? yes(pounds) : no(`“${typed}” mixes pounds and pence`, 'Write pounds and pence, like £12.50.');
  const times = SUFFIXES[suffix.toLowerCase()];
  if (times === undefined) return no(`“${typed}” is no amount of money`, 'Write pounds in full, like £381,707.');
  if (whole.includes(',') || fraction.length === 3) {
    return no(`“${typed}” mixes two ways of writing an amount: it could be £${(pounds + Number(`0${fraction}`)).toLocaleString('en-GB')} or £${Math.round((pounds + Number(`0${fraction}`)) * times).toLocaleString('en-GB')}`, 'Write the pounds in full without a suffix, like £381,707.');
  }
  return yes(Math.round((pounds + Number(`0${fraction}`)) * times * 100));
}
