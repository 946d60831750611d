import fc from 'fast-check';
import { ENGLAND_AND_WALES } from '../../src/calendar/bank-holidays.js';
import { addDays, asDay, asInstant, dayOf, endOfDay, startOfDay } from '../../src/calendar/day.js';
import type { Day } from '../../src/calendar/day.js';
import { countClearDays, isWorkingDay, workingDaysBetween } from '../../src/calendar/days-left.js';
import { DEADLINE_RULES } from '../../src/calendar/deadline-rules.js';
import type { DeadlineRule } from '../../src/calendar/deadline-rule.js';
import { computeDue } from '../../src/calendar/due.js';
import type { Due } from '../../src/calendar/due.js';
import { withProclaimed } from '../../src/calendar/holiday-table.js';
import { isRefusal } from '../../src/calendar/refusal.js';
import { answered } from './answers.js';

const aDay = fc.integer({ min: 0, max: 3500 }).map((days) => addDays(asDay('2018-07-01'), days));
const counted = DEADLINE_RULES.filter(
  (rule) =>
    !['none', 'hours', 'school days', 'school weeks'].includes(rule.unit) && (rule.length !== null || rule.fixedDate),
);
const aRule = fc.constantFrom(...counted);
const aWorkingRule = fc.constantFrom(...counted.filter((rule) => rule.unit.endsWith('working days')));

/** The day from which what the rule is about may be done, or by which it must be: what `before` searches for. */
function over(rule: DeadlineRule, due: Due): Day {
  return rule.lastMoment && due.notBefore ? dayOf(due.notBefore) : due.due;
}

describe('true of every clock and every day', () => {
  test('a later event is never due earlier', () => {
    fc.assert(
      fc.property(aRule, aDay, fc.integer({ min: 1, max: 10 }), (rule, day, later) => {
        const first = answered(computeDue(rule, { from: day }));
        const second = answered(computeDue(rule, { from: addDays(day, later) }));
        expect(second.due >= first.due).toBe(true);
      }),
    );
  });

  test('counting back agrees with counting forward: the day found is in time, and the next one is not', () => {
    fc.assert(
      fc.property(aRule, aDay, (rule, act) => {
        const { due: latest } = answered(computeDue(rule, { before: act }));
        expect(over(rule, answered(computeDue(rule, { from: latest }))) <= act).toBe(true);
        const isCandidate = (day: Day) => !rule.noticeOnWorkingDay || isWorkingDay(day) === true;
        let next = addDays(latest, 1);
        while (!isCandidate(next)) next = addDays(next, 1);
        expect(over(rule, answered(computeDue(rule, { from: next }))) > act).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('the trace counts 1, 2, 3 up to the length, on consecutive days, and never a weekend or a bank holiday', () => {
    fc.assert(
      fc.property(aWorkingRule, aDay, (rule, day) => {
        const { trace } = answered(computeDue(rule, { from: day }));
        const countedDays = trace.filter((step) => step.counted);
        expect(countedDays.map((step) => step.n)).toEqual(
          Array.from({ length: rule.length! }, (_, index) => index + 1),
        );
        for (const step of countedDays) expect(isWorkingDay(step.day, { workingDay: rule.workingDay })).toBe(true);
        trace.forEach((step, index) => index === 0 || expect(step.day).toBe(addDays(trace[index - 1]!.day, 1)));
      }),
    );
  });

  test('a holiday added is never an earlier date counted forward, nor a later one counted back', () => {
    fc.assert(
      fc.property(aWorkingRule, aDay, fc.integer({ min: -20, max: 20 }), (rule, day, offset) => {
        const holidays = withProclaimed(ENGLAND_AND_WALES, [
          { day: addDays(day, offset), title: 'A sample holiday', source: 'sample' },
        ]);
        expect(
          answered(computeDue(rule, { from: day }, { holidays })).due >= answered(computeDue(rule, { from: day })).due,
        ).toBe(true);
        expect(
          answered(computeDue(rule, { before: day }, { holidays })).due <=
            answered(computeDue(rule, { before: day })).due,
        ).toBe(true);
      }),
    );
  });

  test('from any instant of a London day the answer is that of the day', () => {
    fc.assert(
      fc.property(aRule, aDay, fc.integer({ min: 0, max: 22 * 3600 }), (rule, day, seconds) => {
        const at = asInstant(new Date(Date.parse(startOfDay(day)) + seconds * 1000).toISOString());
        expect(answered(computeDue(rule, { from: at }))).toEqual(answered(computeDue(rule, { from: day })));
        expect(at >= startOfDay(day) && at < endOfDay(day)).toBe(true);
      }),
    );
  });

  test('clear working days are never more than clear days, and neighbours have none', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 60 }), (day, length) => {
        const event = addDays(day, length);
        const working = answered(countClearDays(day, event, { working: true }));
        expect(working).toBeLessThanOrEqual(countClearDays(day, event));
        expect(answered(workingDaysBetween(day, event))).toBe(
          working + (length > 0 && isWorkingDay(event) === true ? 1 : 0),
        );
      }),
    );
  });

  test('no answer is an exception: a date or a refusal, for any rule and any day of two centuries', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DEADLINE_RULES),
        fc.integer({ min: 0, max: 73_000 }),
        fc.boolean(),
        (rule, days, back) => {
          const day = addDays(asDay('1900-01-01'), days);
          const answer = computeDue(rule, back ? { before: day } : { from: day });
          expect(
            isRefusal(answer) ? answer.because.length > 0 && answer.unblock.length > 0 : answer.trace.length > 0,
          ).toBe(true);
        },
      ),
    );
  });
});
