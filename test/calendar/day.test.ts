import {
  addDays,
  addMonths,
  asDay,
  asInstant,
  atTime,
  dayOf,
  daysBetween,
  endOfDay,
  isDay,
  isInstant,
  startOfDay,
} from '../../src/calendar/day.js';
import { readDay, readDayText } from '../../src/calendar/day-input.js';
import {
  formatDay,
  formatInstant,
  formatLastMoment,
  formatLongDay,
  formatShortDay,
  formatTime,
} from '../../src/calendar/day-words.js';

describe('days and instants in London', () => {
  test('in summer the day ends at 23:00 UTC, in winter at midnight', () => {
    expect(endOfDay(asDay('2026-07-01'))).toBe('2026-07-01T23:00:00.000Z');
    expect(endOfDay(asDay('2026-12-01'))).toBe('2026-12-02T00:00:00.000Z');
  });

  test('23:59 and 00:30 London time in summer are the old day and the new', () => {
    expect(dayOf(asInstant('2026-07-01T23:59:59'))).toBe('2026-07-01');
    expect(dayOf(asInstant('2026-07-02T00:30'))).toBe('2026-07-02');
    expect(dayOf(asInstant('2026-07-01T23:30:00Z'))).toBe('2026-07-02');
    expect(dayOf(asInstant('2026-07-02T10:30:00+12:00'))).toBe('2026-07-01');
  });

  test('the days on which the clocks change have 23 and 25 hours', () => {
    const length = (day: string) => (Date.parse(endOfDay(asDay(day))) - Date.parse(startOfDay(asDay(day)))) / 3_600_000;
    expect(length('2026-03-29')).toBe(23);
    expect(length('2026-10-25')).toBe(25);
    expect(length('2026-06-01')).toBe(24);
  });

  test('01:30 happens twice in October and is the first; in March it does not happen and moves on an hour', () => {
    expect(asInstant('2026-10-25T01:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(asInstant('2026-03-29T01:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(formatTime(asInstant('2026-03-29T01:30'))).toBe('2:30am');
  });

  test('instants are written alike, so that they compare as text', () => {
    expect(asInstant('2026-07-01T00:30:00+01:00')).toBe(asInstant('2026-06-30T23:30:00Z'));
    expect(asInstant('2026-06-30T23:30:00Z')).toBe('2026-06-30T23:30:00.000Z');
    expect(atTime(asDay('2026-07-01'), 0, 30)).toBe('2026-06-30T23:30:00.000Z');
  });

  test('what is not a day is not taken for one', () => {
    for (const text of [
      '2026-04-31',
      '2027-02-29',
      '2026-4-1',
      '20260401',
      '2026-04-01T00:00',
      '',
      '2026-13-01',
      'tomorrow',
    ])
      expect(isDay(text)).toBe(false);
    expect(isDay('2028-02-29')).toBe(true);
    expect(() => asDay('2026-04-31')).toThrow('Not a day');
    expect(isInstant('2026-04-01')).toBe(false);
    expect(isInstant('2026-04-01T24:30')).toBe(false);
    expect(isInstant('2026-07-01T00:30')).toBe(true);
  });

  test('every month has its days and no other, in leap years too', () => {
    const two = (n: number) => String(n).padStart(2, '0');
    for (const year of [1900, 2000, 2023, 2024, 2100]) {
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          const text = `${year}-${two(month)}-${two(day)}`;
          const midnight = new Date(`${text}T00:00:00Z`);
          expect([text, isDay(text)]).toEqual([text, !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)]);
        }
      }
    }
  });

  test('days and months are added on the calendar', () => {
    expect(addDays(asDay('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addMonths(asDay('2027-12-31'), 2)).toBe('2028-02-29');
    expect(daysBetween(asDay('2023-04-04'), asDay('2023-05-26'))).toBe(52);
    expect(daysBetween(asDay('2023-05-26'), asDay('2023-04-04'))).toBe(-52);
  });
});

describe('dates in words', () => {
  test('a day, a last moment, a time', () => {
    expect(formatDay(asDay('2026-04-08'))).toBe('8 April 2026');
    expect(formatLongDay(asDay('2026-04-08'))).toBe('Wednesday 8 April 2026');
    expect(formatShortDay(asDay('2026-04-08'))).toBe('Wed 8 Apr 2026');
    expect(formatLastMoment(asDay('2026-04-08'))).toBe('Wednesday 8 April 2026, midnight at the end of the day');
    expect(formatInstant(asInstant('2026-07-01T13:05:00Z'))).toBe('Wednesday 1 July 2026 at 2:05pm');
    expect(formatInstant(asInstant('2026-06-30T23:30:00Z'))).toBe('Wednesday 1 July 2026 at 12:30am');
    expect(formatInstant(asInstant('2026-06-30T23:00:00Z'))).toBe(
      'Wednesday 1 July 2026, midnight at the start of the day',
    );
    expect(formatTime(asInstant('2026-12-01T12:00:00Z'))).toBe('midday');
  });
});

describe('a date as a person types it', () => {
  const what = 'The date of the decision';

  test.each([
    [{ day: '8', month: '4', year: '2026' }, '2026-04-08'],
    [{ day: '08', month: 'April', year: ' 2026 ' }, '2026-04-08'],
    [{ day: '29', month: 'sept', year: '2023' }, '2023-09-29'],
    [{ day: '29', month: '2', year: '2028' }, '2028-02-29'],
  ])('%j is %s', (fields, day) => {
    expect(readDay(fields, what)).toEqual({ ok: true, day });
  });

  test('31 April is named as a date that does not exist', () => {
    expect(readDay({ day: '31', month: '4', year: '2026' }, what)).toEqual({
      ok: false,
      errors: [{ field: 'day', message: 'The date of the decision must be a real date: April 2026 has no day 31' }],
    });
    expect(readDay({ day: '29', month: '2', year: '2027' }, what)).toMatchObject({
      errors: [{ message: expect.stringContaining('February 2027 has no day 29') }],
    });
  });

  test('what is missing or unreadable is named box by box', () => {
    expect(readDay({}, what)).toEqual({
      ok: false,
      errors: [{ field: 'date', message: 'Enter the date of the decision' }],
    });
    expect(readDay({ day: '8', year: '2026' }, what)).toEqual({
      ok: false,
      errors: [{ field: 'month', message: 'The date of the decision must include a month' }],
    });
    expect(readDay({ day: '32', month: 'Smarch', year: '26' }, what)).toMatchObject({
      errors: [{ field: 'day' }, { field: 'month' }, { field: 'year' }],
    });
    expect(readDay({ day: '-1', month: '4', year: '2026' }, what)).toMatchObject({ errors: [{ field: 'day' }] });
  });

  test.each([
    ['2026-04-08', '2026-04-08'],
    ['8 April 2026', '2026-04-08'],
    ['17th October 2023', '2023-10-17'],
    ['8/4/2026', '2026-04-08'],
    ['2026-4-8', '2026-04-08'],
  ])('in one text, %s is %s', (text, day) => {
    expect(readDayText(text, what)).toEqual({ ok: true, day });
  });

  test('in one text, 31 April and nonsense are errors', () => {
    expect(readDayText('31 April 2026', what)).toMatchObject({ ok: false });
    expect(readDayText('2026-04-31', what)).toMatchObject({ ok: false });
    expect(readDayText('next Tuesday', what)).toMatchObject({ ok: false, errors: [{ field: 'date' }] });
  });
});
