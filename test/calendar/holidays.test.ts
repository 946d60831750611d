import { ENGLAND_AND_WALES } from '../../src/calendar/bank-holidays.js';
import { asDay, weekday, yearOf } from '../../src/calendar/day.js';
import { isWorkingDay } from '../../src/calendar/days-left.js';
import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { computeDue } from '../../src/calendar/due.js';
import { withProclaimed } from '../../src/calendar/holiday-table.js';
import { easterSunday, projectedHolidays } from '../../src/calendar/projected-holidays.js';
import { changedDays, recompute } from '../../src/calendar/recompute.js';
import type { OpenDeadline } from '../../src/calendar/recompute.js';
import { dueBefore, dueFrom } from './answers.js';

const DIED = '2022-09-08';

describe('bank holidays of England and Wales', () => {
  test.each([
    ['2020-05-04', true, 'an ordinary Monday: the bank holiday was moved'],
    ['2020-05-08', false, 'VE Day'],
    ['2022-05-30', true, 'an ordinary Monday: the bank holiday was moved'],
    ['2022-06-02', false, 'the spring bank holiday, moved'],
    ['2022-06-03', false, 'the Platinum Jubilee'],
    ['2022-09-19', false, 'the State Funeral'],
    ['2023-05-08', false, 'the coronation'],
    ['2022-12-26', false, 'Boxing Day'],
    ['2022-12-27', false, 'Christmas Day made up'],
    ['2021-12-27', false, 'Christmas Day made up'],
    ['2021-12-28', false, 'Boxing Day made up'],
    ['2021-12-29', true, 'the first working day after'],
    ['2028-02-29', true, 'a leap day like any other'],
  ])('%s is a working day: %s (%s)', (day, working) => {
    expect(isWorkingDay(asDay(day))).toBe(working);
  });

  test('the data is whole: every year from 2018 has its eight days, none on a weekend', () => {
    const days = [...ENGLAND_AND_WALES.holidays.keys()];
    const years = new Map<number, number>();
    for (const day of days) {
      expect(weekday(day)).toBeLessThanOrEqual(5);
      years.set(yearOf(day), (years.get(yearOf(day)) ?? 0) + 1);
    }
    expect([...years.keys()]).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028]);
    // 2022 had the Jubilee and the State Funeral, 2023 the coronation.
    expect([...years.values()]).toEqual([8, 8, 8, 8, 10, 9, 8, 8, 8, 8, 8]);
    expect(days).toEqual([...days].sort());
  });

  test('the usual rules give the published days, except where a proclamation moved or added one', () => {
    const expected = {
      2020: ['2020-05-08', '2020-05-04'],
      2022: ['2022-06-02', '2022-06-03', '2022-09-19', '2022-05-30'],
      2023: ['2023-05-08'],
    } as Record<number, string[]>;
    for (let year = 2018; year <= 2028; year += 1) {
      const published = [...ENGLAND_AND_WALES.holidays.keys()].filter((day) => yearOf(day) === year) as string[];
      const computed = [...projectedHolidays(year).keys()] as string[];
      const differ = [
        ...published.filter((day) => !computed.includes(day)),
        ...computed.filter((day) => !published.includes(day)),
      ];
      expect(differ).toEqual(expected[year] ?? []);
    }
  });

  test.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2028, '2028-04-16'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('Easter Sunday of %i is %s', (year, day) => {
    expect(easterSunday(year)).toBe(day);
  });
});

describe('beyond what is published', () => {
  const rule = ruleByName('qpl.dps-admission');

  test('a legal date that needs an unpublished bank holiday is refused, with the way out', () => {
    expect(computeDue(rule, { from: asDay('2028-12-13') })).toMatchObject({ due: '2028-12-29' });
    expect(computeDue(rule, { from: asDay('2028-12-14') })).toMatchObject({
      refused: true,
      code: 'beyond-bank-holidays',
      because: expect.stringContaining('31 December 2028'),
    });
    expect(computeDue(rule, { before: asDay('2029-01-03') })).toMatchObject({ code: 'beyond-bank-holidays' });
  });

  test('a plan goes on with computed holidays and says that it is provisional', () => {
    const plan = dueFrom('qpl.dps-admission', '2028-12-14', { provisional: true });
    expect(plan).toMatchObject({ due: '2029-01-02', provisional: true });
    expect(plan.notes.join()).toContain('Provisional');
    expect(dueFrom('qpl.dps-admission', '2028-12-13', { provisional: true }).provisional).toBe(false);
  });

  test('an agenda for the last days of the table can still be counted back', () => {
    expect(dueBefore('decisions.agenda', '2028-12-29').due).toBe('2028-12-19');
  });

  test('calendar days and months need no bank holidays, so their dates are not refused', () => {
    expect(dueFrom('psr.framework-term', '2027-01-01').due).toBe('2030-12-31');
    expect(dueFrom('decisions.key-notice', '2028-12-20').due).toBe('2029-01-18');
  });

  test('before the data begins the answer is refused too, because one-off days are not known', () => {
    expect(computeDue(rule, { from: asDay('2017-12-20') })).toMatchObject({ code: 'before-bank-holidays' });
    expect(computeDue(ruleByName('decisions.agenda'), { before: asDay('2018-01-03') })).toMatchObject({
      code: 'before-bank-holidays',
    });
  });
});

describe('a newly proclaimed holiday', () => {
  const before = {
    ...ENGLAND_AND_WALES,
    version: 'as before the funeral',
    holidays: new Map([...ENGLAND_AND_WALES.holidays].filter(([day]) => day !== '2022-09-19')),
  };
  const after = withProclaimed(before, [
    {
      day: asDay('2022-09-19'),
      title: 'Bank holiday for the State Funeral',
      source: 'proclamation of 10 September 2022',
    },
  ]);
  const open = (id: string, rule: string, started: string, more: Partial<OpenDeadline> = {}): OpenDeadline => {
    const question = more.countedBack ? { before: asDay(started) } : { from: asDay(started) };
    const due = computeDue(ruleByName(rule), question, { holidays: before });
    if ('refused' in due) throw new Error(due.because);
    return { id, rule: ruleByName(rule), started: asDay(started), due: due.due, ...more };
  };

  test('moves each open deadline that counts over it, forward later and an agenda earlier, and says why', () => {
    const run = recompute(
      [
        open('application', 'qpl.decision-target', DIED),
        open('agenda', 'decisions.agenda', '2022-09-22', { countedBack: true }),
        open('review', 'ehc.review-decision', DIED),
        open('done before', 'panel.acknowledge', DIED),
      ],
      before,
      after,
    );
    expect(run.moved).toEqual([
      expect.objectContaining({
        id: 'application',
        old: '2022-09-22',
        new: '2022-09-23',
        direction: 'later',
        why: expect.stringContaining('Monday 19 September 2022 is now a bank holiday'),
      }),
      expect.objectContaining({
        id: 'agenda',
        old: '2022-09-14',
        new: '2022-09-13',
        direction: 'earlier',
        calendarVersion: after.version,
      }),
    ]);
    expect(run.unchanged).toEqual(['review', 'done before']);
    expect(run.refused).toEqual([]);
  });

  test('what cannot be counted any more is handed to a person', () => {
    const shorter = { ...after, to: asDay('2022-09-15') };
    expect(recompute([open('application', 'qpl.decision-target', DIED)], before, shorter).refused).toMatchObject([
      { id: 'application', refusal: { code: 'beyond-bank-holidays' } },
    ]);
  });

  test('a moved holiday frees its old day and takes the new one, and the table has a new version', () => {
    const moved = withProclaimed(ENGLAND_AND_WALES, [
      {
        day: asDay('2027-05-07'),
        title: 'Early May bank holiday, moved',
        insteadOf: asDay('2027-05-03'),
        source: 'sample',
      },
    ]);
    expect(moved.version).toBe('england-and-wales 2018-2028 2027-05-03>2027-05-07');
    expect(changedDays(ENGLAND_AND_WALES, moved).map(({ day }) => day)).toEqual(['2027-05-03', '2027-05-07']);
    expect(dueFrom('panel.referral', '2027-04-30', { holidays: moved }).due).toBe('2027-05-10');
    // Reg 12(12) of the Provider Selection Regime names the first Monday in May, so there neither day counts.
    expect(dueFrom('psr.further-decision', '2027-04-30', { holidays: moved }).due).toBe('2027-05-11');
    expect(ENGLAND_AND_WALES.holidays.has(asDay('2027-05-03'))).toBe(true);
  });
});
