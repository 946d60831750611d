import { asDay, asInstant } from '../../src/calendar/day.js';
import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { computeDue } from '../../src/calendar/due.js';
import { answered, dueBefore, dueFrom } from './answers.js';

describe('the standstill of reg 12', () => {
  test.each([
    ['2025-09-25', '2025-09-26', '2025-10-08', 'a real notice that was right'],
    ['2025-12-10', '2025-12-11', '2025-12-23', 'a real notice that was right'],
    ['2026-03-05', '2026-03-06', '2026-03-18', 'a real notice that was right'],
    ['2026-03-06', '2026-03-07', '2026-03-18', 'it begins on a Saturday'],
    ['2026-03-07', '2026-03-08', '2026-03-18', 'published on a Saturday'],
    ['2026-03-08', '2026-03-09', '2026-03-19', 'published on a Sunday'],
    ['2026-03-24', '2026-03-25', '2026-04-08', 'Easter between'],
    ['2026-04-02', '2026-04-03', '2026-04-16', 'it begins on Good Friday'],
    ['2026-03-20', '2026-03-21', '2026-04-01', 'eight days are not eight working days'],
    ['2026-12-17', '2026-12-18', '2027-01-04', 'Christmas, Boxing Day made up on Monday, New Year'],
    ['2027-12-16', '2027-12-17', '2027-12-31', 'Christmas on a Saturday: both days made up'],
    ['2025-12-23', '2025-12-24', '2026-01-08', 'the last working day before Christmas'],
  ])('published on %s it begins on %s and ends on %s (%s)', (published, begins, ends) => {
    const due = dueFrom('psr.standstill', published);
    expect(due).toMatchObject({ begins, due: ends });
  });

  test('the last moment is midnight at the end of the last day, and from the same instant the contract may be signed', () => {
    const summer = dueFrom('psr.standstill', '2026-03-24');
    expect(summer.lastMoment).toBe('2026-04-08T23:00:00.000Z');
    expect(summer.notBefore).toBe('2026-04-08T23:00:00.000Z');
    expect(summer.reachedAt).toBe('2026-04-08T23:00:00.000Z');
    const winter = dueFrom('psr.standstill', '2026-12-17');
    expect(winter.lastMoment).toBe('2027-01-05T00:00:00.000Z');
  });

  test('the first Monday in May never counts (reg 12(12)), even in the year its bank holiday was moved to the Friday', () => {
    // 2020: the bank holiday was Friday 8 May. Under reg 12(12) neither Monday 4 May nor Friday 8 May counts.
    expect(dueFrom('psr.standstill', '2020-04-27').due).toBe('2020-05-12');
    expect(dueFrom('qpl.clarification-reply', '2020-05-01').due).toBe('2020-05-11');
    expect(dueFrom('psr.further-decision', '2020-05-01').due).toBe('2020-05-12');
  });

  test('a rule asked for a day before it was law answers, and says that it was not law', () => {
    expect(dueFrom('psr.standstill', '2020-04-27').notes.join()).toContain('law only from 1 January 2024');
    expect(dueFrom('psr.standstill', '2024-01-01').notes).toEqual([]);
  });

  test.each([
    ['2026-11-20', '2026-11-27', 'a plain week'],
    ['2026-03-30', '2026-04-08', 'Good Friday and Easter Monday'],
    ['2026-05-01', '2026-05-11', 'the first Monday in May'],
    ['2026-12-18', '2026-12-29', 'Christmas Day and Boxing Day made up'],
  ])('told of the further decision on %s, the standstill may not close before the end of %s (%s)', (told, last) => {
    expect(dueFrom('psr.further-decision', told).due).toBe(last);
  });

  test('published at 00:30 in London in summer it is the new day, though UTC still has yesterday', () => {
    expect(dueFrom('psr.standstill', asInstant('2026-06-30T23:30:00Z')).given).toBe('2026-07-01');
    expect(dueFrom('psr.standstill', asInstant('2026-07-01T00:30')).due).toBe('2026-07-14');
    expect(dueFrom('psr.standstill', asInstant('2026-06-30T23:59')).due).toBe('2026-07-13');
    expect(dueFrom('psr.standstill', asInstant('2026-06-30T22:59:59.999Z')).given).toBe('2026-06-30');
  });

  test('to sign on a day, the notice is published at the latest so that the standstill is over on it', () => {
    expect(dueBefore('psr.standstill', '2026-04-09').due).toBe('2026-03-24');
    expect(dueBefore('psr.standstill', '2026-04-08').due).toBe('2026-03-23');
  });

  test('most suitable provider: submitted on Monday 2 November 2026, the pool may be completed from Monday 16 November', () => {
    expect(dueFrom('psr.msp-wait', '2026-11-02')).toMatchObject({
      due: '2026-11-16',
      notBefore: '2026-11-16T00:00:00.000Z',
    });
  });
});

describe('thirty days, of two kinds', () => {
  test.each([
    'psr.award-notice',
    'psr.confirmation-notice',
    'psr.modification-notice',
    'psr.urgent-notice',
    'psr.call-off-notice',
    'psr.abandonment-notice',
    'psr.abandonment-notice-standstill',
  ])('%s: within 30 days of the event is due on the safe day and overdue after the other', (rule) => {
    expect(dueFrom(rule, '2026-01-23')).toMatchObject({ due: '2026-02-21', overdueAfter: '2026-02-22' });
  });

  test('30 days beginning with the day end on day 30, the day itself being the first', () => {
    const due = dueFrom('psr.exclusion-minister-notice', '2026-01-23');
    expect(due.due).toBe('2026-02-21');
    expect(due.overdueAfter).toBeUndefined();
    expect(due.trace[0]).toMatchObject({ day: '2026-01-23', counted: true, n: 1 });
  });

  test('the annual summary is due on 30 September after the financial year', () => {
    expect(dueFrom('psr.annual-summary', '2026-03-31').due).toBe('2026-09-30');
  });

  test('a duty without a date is refused, not given an invented one', () => {
    const answer = computeDue(ruleByName('psr.outcome-letter'), { from: asDay('2026-03-02') });
    expect(answer).toMatchObject({ refused: true, code: 'no-fixed-period' });
    expect(() => answered(answer)).toThrow('no number of days');
  });
});
