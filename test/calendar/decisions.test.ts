import { asDay, asInstant } from '../../src/calendar/day.js';
import { countClearDays, daysLeft, isWorkingDay, workingDaysBetween } from '../../src/calendar/days-left.js';
import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { computeDue } from '../../src/calendar/due.js';
import { dayAvailableAtOffices } from '../../src/calendar/office-hours.js';
import { dueBefore, dueFrom } from './answers.js';

describe('28 clear days, the published lists of Kent', () => {
  test.each([
    ['25/00083', '2025-10-07', '2025-11-05', 28, '2025-11-05'],
    ['25/00029', '2025-02-20', '2025-03-21', 28, '2025-03-21'],
    ['25/00034', '2025-02-19', '2025-03-20', 28, '2025-03-20'],
    ['22/00080', '2022-08-30', '2022-09-28', 28, '2022-09-28'],
    ['22/00089', '2022-09-02', '2022-10-01', 28, '2022-10-01'],
    ['18/00021', '2018-04-17', '2018-05-18', 30, '2018-05-16'],
    ['25/00082', '2025-09-02', '2025-09-30', 27, '2025-10-01'],
    ['22/00058', '2022-06-22', '2022-07-20', 27, '2022-07-21'],
    ['18/00016', '2018-04-17', '2018-05-15', 27, '2018-05-16'],
    ['17/00055', '2018-01-09', '2018-02-05', 26, '2018-02-07'],
  ])(
    '%s: notice %s, "not before" %s is %i clear days, the first lawful day is %s',
    (_, notice, notBefore, clear, lawful) => {
      expect(countClearDays(asDay(notice), asDay(notBefore))).toBe(clear);
      expect(dueFrom('decisions.key-notice', notice).due).toBe(lawful);
      expect(dueFrom('decisions.private-notice', notice).due).toBe(lawful);
      expect(dueBefore('decisions.key-notice', lawful).due).toBe(notice);
    },
  );

  test.each([
    ['25/00084', '2025-10-07', '2025-10-15'],
    ['25/00035', '2025-03-11', '2025-03-19'],
    ['23/00009', '2023-01-19', '2023-01-27'],
  ])('%s: the general exception notice of %s allows the decision from %s', (_, notice, decision) => {
    expect(countClearDays(asDay(notice), asDay(decision), { working: true })).toBe(5);
    expect(dueFrom('decisions.general-exception', notice).due).toBe(decision);
    expect(dueBefore('decisions.general-exception', decision).due).toBe(notice);
  });
});

describe('agendas and second notices, five clear working days', () => {
  test.each([
    ['2024-03-06', '2024-02-27', 'a plain week, in a leap year'],
    ['2023-11-21', '2023-11-13', 'a plain week'],
    ['2024-04-04', '2024-03-25', 'Easter between'],
    ['2024-01-03', '2023-12-21', 'Christmas and New Year between'],
    [
      '2024-03-11',
      '2024-03-01',
      'a Monday meeting: not on the Sunday before the five days, because the offices are shut',
    ],
    ['2028-03-07', '2028-02-28', 'across 29 February'],
  ])('a meeting on %s has its agenda public by %s (%s)', (meeting, agenda) => {
    for (const rule of [
      'decisions.agenda',
      'decisions.committee-agenda',
      'decisions.private-second-notice',
      'decisions.member-inspection-before',
    ]) {
      expect(dueBefore(rule, meeting).due).toBe(agenda);
    }
  });

  test('asked from the agenda, the first lawful meeting is the day after the fifth clear working day', () => {
    expect(dueFrom('decisions.agenda', '2024-03-25').due).toBe('2024-04-04');
  });

  test('the explanation back from the meeting ends with the day of the act and names Good Friday', () => {
    const trace = dueBefore('decisions.agenda', '2024-04-04').trace;
    expect(trace.at(0)).toMatchObject({ day: '2024-03-25', counted: false });
    expect(trace.at(-1)).toEqual({ day: '2024-04-04', counted: false, why: 'the day of the act' });
    expect(trace).toContainEqual({ day: '2024-03-29', counted: false, why: 'Good Friday' });
    expect(trace.filter((step) => step.counted)).toHaveLength(5);
  });

  test('clear days leave out both ends, and none lie between neighbours or before the trigger', () => {
    expect(countClearDays(asDay('2026-03-02'), asDay('2026-03-03'))).toBe(0);
    expect(countClearDays(asDay('2026-03-02'), asDay('2026-03-02'))).toBe(0);
    expect(countClearDays(asDay('2026-03-03'), asDay('2026-03-02'), { working: true })).toBe(0);
    expect(countClearDays(asDay('2026-03-06'), asDay('2026-03-09'), { working: true })).toBe(0);
    expect(countClearDays(asDay('2026-03-06'), asDay('2026-03-09'))).toBe(2);
  });
});

describe('call-in and the rest', () => {
  test.each([
    ['2024-03-27', '2024-04-05', '2024-04-07T23:00:00.000Z'],
    ['2024-05-01', '2024-05-09', '2024-05-09T23:00:00.000Z'],
    ['2024-12-20', '2024-12-31', '2025-01-02T00:00:00.000Z'],
  ])(
    'published on %s, the last day to call in is %s and it may be implemented from the next working day',
    (published, last, implement) => {
      expect(dueFrom('decisions.call-in', published)).toMatchObject({ due: last, notBefore: implement });
    },
  );

  test('the last moment of a call-in is the midnight before, not the morning of implementation', () => {
    expect(dueFrom('decisions.call-in', '2024-03-27').lastMoment).toBe('2024-04-05T23:00:00.000Z');
  });

  test('an authority may set its own call-in period, but nobody may shorten 28 clear days', () => {
    expect(dueFrom('decisions.call-in', '2024-03-25', { length: 3 }).due).toBe('2024-03-28');
    expect(computeDue(ruleByName('decisions.key-notice'), { from: asDay('2024-03-25') }, { length: 20 })).toMatchObject(
      { code: 'length-fixed-by-law' },
    );
  });

  test('24 hours are hours of the clock: a day on which the clocks go back does not shorten them', () => {
    expect(dueFrom('decisions.member-inspection-after', asInstant('2026-10-24T14:00')).reachedAt).toBe(
      '2026-10-25T13:00:00.000Z',
    );
    expect(dueFrom('decisions.member-inspection-after', asInstant('2026-03-28T14:00')).reachedAt).toBe(
      '2026-03-29T14:00:00.000Z',
    );
    expect(computeDue(ruleByName('decisions.member-inspection-after'), { from: asDay('2026-10-24') })).toMatchObject({
      code: 'time-needed',
    });
  });

  test('no later than 10 clear days after a request: the tenth day is safe, the eleventh is the other reading', () => {
    expect(dueFrom('decisions.scrutiny-documents', '2026-03-02')).toMatchObject({
      due: '2026-03-12',
      overdueAfter: '2026-03-13',
    });
  });

  test('where a committee sets the period, its length is asked for', () => {
    expect(computeDue(ruleByName('decisions.not-key-report'), { from: asDay('2026-03-02') })).toMatchObject({
      code: 'length-needed',
    });
    expect(dueFrom('decisions.not-key-report', '2026-03-02', { length: 14 }).due).toBe('2026-03-16');
  });

  test('published after the offices close counts from the next working day', () => {
    expect(dayAvailableAtOffices(asInstant('2026-04-02T16:59'), '17:00')).toBe('2026-04-02');
    expect(dayAvailableAtOffices(asInstant('2026-04-02T17:00'), '17:00')).toBe('2026-04-07');
    expect(dayAvailableAtOffices(asInstant('2026-04-04T10:00'), '17:00')).toBe('2026-04-07');
  });
});

describe('how long there is still', () => {
  test('the kind of day is said, and lateness too', () => {
    expect(daysLeft(asDay('2026-03-27'), asDay('2026-04-09'), 'working days').text).toBe('7 working days left');
    expect(daysLeft(asDay('2026-04-08'), asDay('2026-04-09'), 'working days').text).toBe('1 working day left');
    expect(daysLeft(asDay('2026-04-09'), asDay('2026-04-09'), 'working days').text).toBe('due today');
    expect(daysLeft(asDay('2026-04-14'), asDay('2026-04-09'), 'working days')).toMatchObject({
      text: '3 working days late',
      late: true,
      days: -3,
    });
    expect(daysLeft(asDay('2026-04-01'), asDay('2026-04-09'), 'weeks').text).toBe('8 days left');
  });

  test('so far ahead that bank holidays are not known, plain days are counted and said', () => {
    expect(daysLeft(asDay('2028-12-29'), asDay('2029-01-02'), 'working days').text).toBe('4 days left');
  });

  test('working days between two days leave out the first and count the last', () => {
    expect(workingDaysBetween(asDay('2023-11-08'), asDay('2023-11-30'))).toBe(16);
    expect(isWorkingDay(asDay('2026-12-28'))).toBe(false);
    expect(isWorkingDay(asDay('2026-12-29'))).toBe(true);
  });
});
