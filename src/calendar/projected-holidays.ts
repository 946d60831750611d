import { addDays, dayFrom, weekday } from './day.js';
import type { Day } from './day.js';

/**
 * The bank holidays that the usual rules give for a year that is not published yet: for plans only, always marked provisional,
 * because a day can be moved or added by proclamation. Banking and Financial Dealings Act 1971 Sch. 1; the first Monday in May
 * and the substitute for New Year's Day are proclaimed each year and assumed here.
 */
export function projectedHolidays(year: number): Map<Day, string> {
  const easter = easterSunday(year);
  const christmas = dayFrom(year, 12, 25);
  const boxing = dayFrom(year, 12, 26);
  const newYear = dayFrom(year, 1, 1);
  const holidays = new Map<Day, string>();
  holidays.set(nextWeekday(newYear), "New Year's Day");
  holidays.set(addDays(easter, -2), 'Good Friday');
  holidays.set(addDays(easter, 1), 'Easter Monday');
  holidays.set(firstMonday(year, 5), 'Early May bank holiday');
  holidays.set(lastMonday(year, 5), 'Spring bank holiday');
  holidays.set(lastMonday(year, 8), 'Summer bank holiday');
  // Christmas Day on a weekend is made up on the 27th, Boxing Day on a weekend on the 28th; so they never collide.
  holidays.set(weekday(christmas) >= 6 ? dayFrom(year, 12, 27) : christmas, 'Christmas Day');
  holidays.set(weekday(boxing) >= 6 ? dayFrom(year, 12, 28) : boxing, 'Boxing Day');
  return holidays;
}

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm, as in Nature, 20 April 1876). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayFrom(year, Math.floor(n / 31), (n % 31) + 1);
}

export function firstMonday(year: number, month: number): Day {
  const first = dayFrom(year, month, 1);
  return addDays(first, (8 - weekday(first)) % 7);
}

/** The last Monday of a month that has 31 days (May, August). */
function lastMonday(year: number, month: number): Day {
  const last = dayFrom(year, month, 31);
  return addDays(last, 1 - weekday(last));
}

function nextWeekday(day: Day): Day {
  const place = weekday(day);
  return place === 6 ? addDays(day, 2) : place === 7 ? addDays(day, 1) : day;
}
