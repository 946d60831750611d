import { asDay } from './day.js';
import type { Day } from './day.js';
import type { HolidayTable } from './holiday-table.js';

/** Each year: month-day and name; where a day is not where the usual rule puts it, the name says why. */
const PUBLISHED: Record<number, string> = {
  2018: "01-01 New Year's Day; 03-30 Good Friday; 04-02 Easter Monday; 05-07 Early May bank holiday; 05-28 Spring bank holiday; 08-27 Summer bank holiday; 12-25 Christmas Day; 12-26 Boxing Day",
  2019: "01-01 New Year's Day; 04-19 Good Friday; 04-22 Easter Monday; 05-06 Early May bank holiday; 05-27 Spring bank holiday; 08-26 Summer bank holiday; 12-25 Christmas Day; 12-26 Boxing Day",
  2020: "01-01 New Year's Day; 04-10 Good Friday; 04-13 Easter Monday; 05-08 Early May bank holiday, moved from 4 May for the 75th anniversary of VE Day; 05-25 Spring bank holiday; 08-31 Summer bank holiday; 12-25 Christmas Day; 12-28 Boxing Day (substitute day)",
  2021: "01-01 New Year's Day; 04-02 Good Friday; 04-05 Easter Monday; 05-03 Early May bank holiday; 05-31 Spring bank holiday; 08-30 Summer bank holiday; 12-27 Christmas Day (substitute day); 12-28 Boxing Day (substitute day)",
  2022: "01-03 New Year's Day (substitute day); 04-15 Good Friday; 04-18 Easter Monday; 05-02 Early May bank holiday; 06-02 Spring bank holiday, moved from 30 May for the Platinum Jubilee; 06-03 Platinum Jubilee bank holiday; 08-29 Summer bank holiday; 09-19 Bank holiday for the State Funeral of Queen Elizabeth II; 12-26 Boxing Day; 12-27 Christmas Day (substitute day)",
  2023: "01-02 New Year's Day (substitute day); 04-07 Good Friday; 04-10 Easter Monday; 05-01 Early May bank holiday; 05-08 Bank holiday for the coronation of King Charles III; 05-29 Spring bank holiday; 08-28 Summer bank holiday; 12-25 Christmas Day; 12-26 Boxing Day",
  2024: "01-01 New Year's Day; 03-29 Good Friday; 04-01 Easter Monday; 05-06 Early May bank holiday; 05-27 Spring bank holiday; 08-26 Summer bank holiday; 12-25 Christmas Day; 12-26 Boxing Day",
  2025: "01-01 New Year's Day; 04-18 Good Friday; 04-21 Easter Monday; 05-05 Early May bank holiday; 05-26 Spring bank holiday; 08-25 Summer bank holiday; 12-25 Christmas Day; 12-26 Boxing Day",
  2026: "01-01 New Year's Day; 04-03 Good Friday; 04-06 Easter Monday; 05-04 Early May bank holiday; 05-25 Spring bank holiday; 08-31 Summer bank holiday; 12-25 Christmas Day; 12-28 Boxing Day (substitute day)",
  2027: "01-01 New Year's Day; 03-26 Good Friday; 03-29 Easter Monday; 05-03 Early May bank holiday; 05-31 Spring bank holiday; 08-30 Summer bank holiday; 12-27 Christmas Day (substitute day); 12-28 Boxing Day (substitute day)",
  2028: "01-03 New Year's Day (substitute day); 04-14 Good Friday; 04-17 Easter Monday; 05-01 Early May bank holiday; 05-29 Spring bank holiday; 08-28 Summer bank holiday; 12-25 Christmas Day; 12-26 Boxing Day",
};

/**
 * Bank holidays of England and Wales as published on gov.uk, 2018 to 2028, with the days that were moved or proclaimed once.
 * Source: gov.uk/bank-holidays; Banking and Financial Dealings Act 1971 Sch. 1, and royal proclamations under s.1.
 */
export const ENGLAND_AND_WALES: HolidayTable = {
  version: 'england-and-wales 2018-2028',
  jurisdiction: 'England and Wales',
  asRead: asDay('2026-11-22'),
  source: 'gov.uk/bank-holidays; Banking and Financial Dealings Act 1971 s.1 and Sch. 1',
  from: asDay('2018-01-01'),
  to: asDay('2028-12-31'),
  holidays: new Map(Object.entries(PUBLISHED).flatMap(([year, line]) => readYear(year, line))),
};

function readYear(year: string, line: string): [Day, string][] {
  return line.split('; ').map((entry) => [asDay(`${year}-${entry.slice(0, 5)}`), entry.slice(6)]);
}
