import { addDays, weekday, yearOf } from './day.js';
import type { Day } from './day.js';
import { formatDay, weekdayName } from './day-words.js';
import type { HolidayTable } from './holiday-table.js';
import { easterSunday, firstMonday, projectedHolidays } from './projected-holidays.js';
import type { CalendarRefusal } from './refusal.js';

/**
 * Whose definition of a working day.
 * `bank-holidays`: not a Saturday, Sunday or bank holiday.
 * `psr`: SI 2023/1348 reg 12(12), which also names Christmas Day, Good Friday and *the first Monday in May*: that Monday never
 * counts, even in a year when its bank holiday is moved (as in 2020).
 */
export type WorkingDayDefinition = 'bank-holidays' | 'psr';

/** Why a day does not count, or null when it is a working day. */
export type NonWorkingReason = string | null;

/** Says of each day whether it is a working day, or refuses where no bank holidays are known. */
export interface WorkingDays {
  why(day: Day): NonWorkingReason | CalendarRefusal;
}

/** @param project look beyond the table with computed holidays (plans only) instead of refusing. */
export function workingDays(table: HolidayTable, definition: WorkingDayDefinition, project = false): WorkingDays {
  const projected = new Map<number, Map<Day, string>>();
  return {
    why(day) {
      const place = weekday(day);
      const weekend = place >= 6 ? weekdayName(day) : null;
      if (day < table.from) return beforeTable(day, table);
      if (day > table.to && !project) return beyondTable(day, table);
      if (weekend) return weekend;
      if (definition === 'psr') {
        const named = namedByRegulation12(day);
        if (named && !table.holidays.has(day)) return named;
      }
      if (day <= table.to) return table.holidays.get(day) ?? null;
      const year = yearOf(day);
      const holidays = projected.get(year) ?? projectedHolidays(year);
      projected.set(year, holidays);
      // A holiday can be proclaimed for a year that is not in the table yet.
      return table.holidays.get(day) ?? holidays.get(day) ?? null;
    },
  };
}

function namedByRegulation12(day: Day): string | null {
  const monthDay = day.slice(5);
  if (monthDay === '12-25') return 'Christmas Day';
  if (monthDay.startsWith('05-0') && weekday(day) === 1 && day === firstMonday(yearOf(day), 5)) {
    return 'the first Monday in May, a public holiday under reg 12(12) even when the bank holiday is moved';
  }
  if ((monthDay.startsWith('03') || monthDay.startsWith('04')) && day === addDays(easterSunday(yearOf(day)), -2))
    return 'Good Friday';
  return null;
}

function beyondTable(day: Day, table: HolidayTable): CalendarRefusal {
  return {
    refused: true,
    code: 'beyond-bank-holidays',
    because: `The count reaches ${formatDay(day)}, and bank holidays are published only to ${formatDay(table.to)}. A legal date is not guessed.`,
    unblock: 'Add the newly published bank holidays, or ask for a provisional date if this is a plan.',
    source: table.source,
  };
}

function beforeTable(day: Day, table: HolidayTable): CalendarRefusal {
  return {
    refused: true,
    code: 'before-bank-holidays',
    because: `The count reaches back to ${formatDay(day)}, and the bank holidays held here begin on ${formatDay(table.from)}.`,
    unblock: 'Work the date out by hand and record it with its source.',
    source: table.source,
  };
}
