import type { Day } from './day.js';

/** Bank holidays of one jurisdiction for a span of whole years. Immutable; a change makes a new table with a new version. */
export interface HolidayTable {
  /** Recorded with every computed deadline, so that it can be said later which table was used. */
  version: string;
  jurisdiction: 'England and Wales';
  /** The day on which the published list was last compared with this one. */
  asRead: Day;
  source: string;
  from: Day;
  /** The last day for which the published list is known. A legal due date beyond it is refused. */
  to: Day;
  holidays: ReadonlyMap<Day, string>;
}

/** A holiday that was proclaimed or moved after the table was issued. */
export interface ProclaimedHoliday {
  day: Day;
  /** As people will read it in an explanation: "Bank holiday for ...". */
  title: string;
  /** The day it is moved from, which then becomes an ordinary day. */
  insteadOf?: Day;
  /** The proclamation. */
  source: string;
}

/** The table with newly proclaimed or moved holidays laid over it. Open deadlines are then computed again with `recompute`. */
export function withProclaimed(table: HolidayTable, proclaimed: readonly ProclaimedHoliday[]): HolidayTable {
  const holidays = new Map(table.holidays);
  for (const { day, title, insteadOf } of proclaimed) {
    if (insteadOf) holidays.delete(insteadOf);
    holidays.set(day, title);
  }
  const marks = proclaimed.map(({ day, insteadOf }) => (insteadOf ? `${insteadOf}>${day}` : `+${day}`));
  return {
    ...table,
    version: [table.version, ...marks].join(' '),
    source: [table.source, ...proclaimed.map((holiday) => holiday.source)].join('; '),
    holidays: new Map([...holidays].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
