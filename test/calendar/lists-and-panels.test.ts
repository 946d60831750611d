import { asDay } from '../../src/calendar/day.js';
import type { SchoolCalendar } from '../../src/calendar/school-calendar.js';
import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { computeDue } from '../../src/calendar/due.js';
import { dueBefore, dueFrom } from './answers.js';

describe('applications to a list', () => {
  test('a request received on Monday 2 November 2026 is decided by Monday 16 November, extended by Monday 23 November', () => {
    expect(dueFrom('qpl.dps-admission', '2026-11-02').due).toBe('2026-11-16');
    expect(dueFrom('qpl.dps-admission-extended', '2026-11-02').due).toBe('2026-11-23');
    expect(dueFrom('qpl.decision-target', '2026-11-02').due).toBe('2026-11-16');
  });

  test('in a dynamic market the same request has no statutory date, and the local target may be changed', () => {
    expect(computeDue(ruleByName('qpl.dynamic-market-admission'), { from: asDay('2026-11-02') })).toMatchObject({
      code: 'no-fixed-period',
    });
    expect(dueFrom('qpl.decision-target', '2026-11-02', { length: 20 }).due).toBe('2026-11-30');
    expect(computeDue(ruleByName('qpl.dps-admission'), { from: asDay('2026-11-02') }, { length: 20 })).toMatchObject({
      code: 'length-fixed-by-law',
    });
  });

  test('a clarification over Christmas is due when the offices are open again', () => {
    expect(dueFrom('qpl.clarification-reply', '2026-12-22').due).toBe('2026-12-31');
    expect(dueFrom('qpl.clarification-grace', '2026-12-24').due).toBe('2027-01-05');
  });

  test('the periods of a rejection: ten working days to ask, fifteen to review, ten to make representations', () => {
    expect(dueFrom('qpl.review-request', '2026-11-16').due).toBe('2026-11-30');
    expect(dueFrom('qpl.review', '2026-11-30').due).toBe('2026-12-21');
    expect(dueFrom('qpl.representations', '2026-11-16').due).toBe('2026-11-30');
  });

  test('registration valid to 30 September 2027: warned before, and not bookable from 1 October', () => {
    const warnings = [90, 60, 30, 14, 7].map((days) => dueBefore(`qpl.evidence-warning-${days}`, '2027-09-30').due);
    expect(warnings).toEqual(['2027-07-02', '2027-08-01', '2027-08-31', '2027-09-16', '2027-09-23']);
    expect(dueFrom('qpl.evidence-restriction', '2027-09-30')).toMatchObject({
      due: '2027-10-01',
      reachedAt: '2027-09-30T23:01:00.000Z',
    });
  });

  test('the same day is the same day, to its end', () => {
    expect(dueFrom('qpl.tell-safeguarding', '2026-11-02')).toMatchObject({
      due: '2026-11-02',
      reachedAt: '2026-11-03T00:00:00.000Z',
    });
  });
});

describe('Ms B and Nottinghamshire: every clock of the case', () => {
  test.each([
    ['panel.enquiry', '2023-03-01', '2023-03-08'],
    ['panel.enquiry', '2023-03-31', '2023-04-11'],
    ['panel.acknowledge', '2023-04-04', '2023-04-06'],
    ['panel.quote-request', '2023-04-04', '2023-04-13'],
    ['panel.decide-amber', '2023-04-04', '2023-05-05'],
    ['panel.decide', '2023-04-04', '2023-05-22'],
    ['panel.outcome-missing', '2023-06-08', '2023-06-09'],
    ['panel.decision-letter', '2023-10-12', '2023-10-16'],
    ['panel.referral', '2023-10-12', '2023-10-19'],
    ['panel.enquiry', '2023-11-08', '2023-11-15'],
    ['ehc.review-report', '2023-09-29', '2023-10-13'],
    ['ehc.review-decision', '2023-09-29', '2023-10-27'],
    ['ehc.final-amended-plan', '2023-09-29', '2023-12-22'],
    ['ehc.amendment-notice', '2023-10-27', '2023-12-22'],
    ['ombudsman.agreed-action', '2024-03-08', '2024-04-08'],
  ])('%s from %s is due on %s', (rule, from, due) => {
    expect(dueFrom(rule, from).due).toBe(due);
  });

  test('updates every fourteen days from the request reach 13 June, from the last contact 9 June', () => {
    let update = '2023-04-04';
    const updates: string[] = [];
    for (let time = 0; time < 13; time += 1) updates.push((update = dueFrom('panel.update', update).due));
    expect(updates.filter((day) => day > '2023-06-08')).toEqual([
      '2023-06-13',
      '2023-06-27',
      '2023-07-11',
      '2023-07-25',
      '2023-08-08',
      '2023-08-22',
      '2023-09-05',
      '2023-09-19',
      '2023-10-03',
    ]);
    expect(dueFrom('panel.update', '2023-05-26').due).toBe('2023-06-09');
  });

  test('the coronation and the May bank holiday both lengthen the time to decide', () => {
    const skipped = dueFrom('panel.decide', '2023-04-04')
      .trace.filter((step) => !step.counted)
      .map((step) => step.day);
    expect(skipped).toEqual(expect.arrayContaining(['2023-05-01', '2023-05-08']));
  });

  test('warnings of an agreed action: 28 and 14 days before it is due', () => {
    expect(dueBefore('ombudsman.remedy-warning-28', '2024-01-17').due).toBe('2023-12-20');
    expect(dueBefore('ombudsman.remedy-warning-14', '2024-01-17').due).toBe('2024-01-03');
    expect(dueBefore('ombudsman.remedy-warning-14', '2024-04-08').due).toBe('2024-03-25');
  });
});

describe('months, with and without the first day', () => {
  test('received on 17 October: beginning with it, 16 January; plainly within three months of it, 17 January', () => {
    expect(dueFrom('ombudsman.public-report-response', '2023-10-17').due).toBe('2024-01-16');
    expect(dueFrom('ombudsman.agreed-action-three-months', '2023-10-17').due).toBe('2024-01-17');
    expect(dueFrom('ombudsman.confirm-action', '2024-01-16').due).toBe('2024-04-16');
  });

  test('a month from 31 January ends with February, also in a leap year', () => {
    expect(dueFrom('ombudsman.agreed-action', '2024-01-31').due).toBe('2024-02-29');
    expect(dueFrom('ombudsman.agreed-action', '2023-01-31').due).toBe('2023-02-28');
  });

  test('beginning with a day number that the last month does not have: the safe day, and the other reading beside it', () => {
    expect(dueFrom('ombudsman.public-report-response', '2023-11-30')).toMatchObject({
      due: '2024-02-28',
      overdueAfter: '2024-02-29',
    });
    expect(dueFrom('ombudsman.public-report-response', '2026-03-01').due).toBe('2026-05-31');
  });

  test('years from 29 February end on the 28th', () => {
    expect(dueFrom('decisions.minutes-retention', '2024-02-29').due).toBe('2030-02-28');
    expect(dueFrom('psr.framework-term', '2026-04-01').due).toBe('2030-03-31');
  });

  test('two weeks from receipt, then three weeks of inspection that begin with their first day', () => {
    expect(dueFrom('ombudsman.public-notice', '2026-03-02').due).toBe('2026-03-16');
    expect(dueFrom('ombudsman.inspection', '2026-03-16').due).toBe('2026-04-05');
  });
});

describe('plans for children', () => {
  test('fifteen days beginning with service: the first day counts, and nothing is final before the sixteenth', () => {
    expect(dueFrom('ehc.amendment-comments', '2026-03-02')).toMatchObject({
      due: '2026-03-16',
      notBefore: '2026-03-17T00:00:00.000Z',
    });
  });

  test('calendar weeks run through Christmas', () => {
    expect(dueFrom('ehc.assessment-decision', '2026-11-20').due).toBe('2027-01-01');
    expect(dueFrom('ehc.final-plan', '2026-09-01').due).toBe('2027-01-19');
  });

  test('a move in September needs its plan by 31 March or 15 February of that year', () => {
    expect(dueBefore('ehc.phase-transfer-post-16', '2027-09-01').due).toBe('2027-03-31');
    expect(dueBefore('ehc.phase-transfer', '2027-09-01').due).toBe('2027-02-15');
    expect(dueFrom('ehc.phase-transfer', '2027-02-16').due).toBe('2028-02-15');
    expect(dueBefore('ehc.phase-transfer-between-post-16', '2027-09-01').due).toBe('2027-04-01');
  });

  test('papers go out two weeks before the review meeting', () => {
    expect(dueBefore('ehc.review-papers', '2026-05-21').due).toBe('2026-05-07');
  });

  const school: SchoolCalendar = {
    name: 'Sample School',
    open: [
      { from: asDay('2021-04-19'), to: asDay('2021-05-28') },
      { from: asDay('2021-06-07'), to: asDay('2021-07-23') },
    ],
    closed: [asDay('2021-05-03'), asDay('2021-06-07')],
  };

  test("school days are days on which the child's own school opens: not at half-term, on a bank holiday or a training day", () => {
    expect(dueFrom('panel.no-provision', '2021-04-30', { school }).due).toBe('2021-05-10');
    expect(dueFrom('panel.no-provision', '2021-05-26', { school }).due).toBe('2021-06-10');
  });

  test('without the school calendar, or beyond its end, there is no guess', () => {
    expect(computeDue(ruleByName('panel.no-provision'), { from: asDay('2021-05-26') })).toMatchObject({
      code: 'school-calendar-needed',
    });
    expect(computeDue(ruleByName('panel.no-provision'), { from: asDay('2021-07-20') }, { school })).toMatchObject({
      code: 'beyond-school-calendar',
    });
  });

  test('school weeks leave out a week in which the school does not open', () => {
    const rule = { ...ruleByName('panel.no-provision'), unit: 'school weeks' as const, length: 2 };
    expect(computeDue(rule, { from: asDay('2021-05-26') }, { school })).toMatchObject({ due: '2021-06-16' });
  });
});
