import { asDay } from '../../src/calendar/day.js';
import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { dueOnce } from '../../src/calendar/due-once.js';
import { computeDue } from '../../src/calendar/due.js';
import { isRefusal } from '../../src/calendar/refusal.js';

const from = asDay('2026-11-02');
const rule = ruleByName('qpl.decision-target');

test('the same question has the same answer as when it is counted anew, whichever was asked before', () => {
  for (const options of [{}, { length: 5 }, { provisional: true }, {}, { length: 6 }]) expect(dueOnce(rule, { from }, options)).toEqual(computeDue(rule, { from }, options));
  expect(dueOnce({ ...rule, length: 3 }, { from })).toEqual(computeDue({ ...rule, length: 3 }, { from }));
  expect(dueOnce(rule, { from })).toBe(dueOnce(rule, { from }));
});

test('nobody can change an answer that others share', () => {
  const due = dueOnce(rule, { from });
  if (isRefusal(due)) throw new Error(due.because);
  expect(() => (due.trace as unknown[]).push('a day more')).toThrow(TypeError);
});

test('a date that cannot be given is refused each time', () => {
  const beyond = { from: asDay('2099-12-20') };
  expect([isRefusal(dueOnce(rule, beyond)), isRefusal(dueOnce(rule, beyond))]).toEqual([isRefusal(computeDue(rule, beyond)), isRefusal(computeDue(rule, beyond))]);
});
