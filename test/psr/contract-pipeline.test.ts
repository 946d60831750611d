import { asDay } from '../../src/calendar/day.js';
import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { computeDue } from '../../src/calendar/due.js';
import { isRefusal } from '../../src/calendar/refusal.js';
import { latestSafeStart, pipelineOf, PLANNED_ROUTES, rulesOf } from '../../src/psr/contract/expiry-pipeline.js';

const ENDS = asDay('2027-08-31');

describe('The latest safe start of what comes after a contract', () => {
  test('going forwards from it through every clock, the services begin on the first day without the old contract', () => {
    for (const route of PLANNED_ROUTES) {
      const plan = pipelineOf(ENDS, route)!;
      plan.steps.forEach(({ rule, by }, n) => {
        const due = computeDue(ruleByName(rule), { from: by }, { provisional: true });
        if (isRefusal(due)) throw new Error(JSON.stringify(due));
        // Notice of a key decision is given while the provider is assessed: it only has to be over before the decision.
        const next = plan.steps.slice(n + 1).find((step) => step.rule !== 'decisions.key-notice' && (rule !== 'decisions.key-notice' || step.rule === 'decisions.call-in'));
        expect([rule, due.due <= (next?.by ?? plan.newStart)]).toEqual([rule, true]);
      });
      expect(plan.steps[0]!.by).toBe(plan.startBy);
    }
  });

  test('the lengths of the plan are the authority’s: a row of its own moves the start, and one for a clock of the law moves nothing', async () => {
    const own = (name: string, length: number) => rulesOf((asked) => Promise.resolve(asked === name ? { length, unit: 'weeks' } : undefined));
    const byDefault = latestSafeStart(ENDS)!;
    expect(latestSafeStart(ENDS, await rulesOf(() => Promise.resolve(undefined)))).toEqual(byDefault);
    const longer = latestSafeStart(ENDS, await own('psr.plan-mobilise', 20))!;
    expect((Date.parse(byDefault.startBy) - Date.parse(longer.startBy)) / 86_400_000).toBeGreaterThanOrEqual(49);
    expect(latestSafeStart(ENDS, await own('psr.standstill', 30))!.startBy).toBe(byDefault.startBy);
  });

  test('the longest process decides, which is the competitive one', () => {
    const first = latestSafeStart(ENDS)!;
    expect(first.route).toBe('competitive');
    for (const route of PLANNED_ROUTES) expect(pipelineOf(ENDS, route)!.startBy >= first.startBy).toBe(true);
  });

  test('the standstill is counted in working days, over Easter too: a plan whose standstill falls there begins earlier (reg 12(3))', () => {
    const plan = pipelineOf(asDay('2026-08-02'), 'direct award C')!;
    const intention = plan.steps.find(({ rule }) => rule === 'psr.standstill')!;
    const review = plan.steps.find(({ rule }) => rule === 'psr.plan-representations')!;
    expect(intention.counted.join(' ')).toMatch(/8 working days/);
    expect((Date.parse(review.by) - Date.parse(intention.by)) / 86_400_000).toBeGreaterThanOrEqual(11);
  });

  test('an authority’s own lengths move it', () => {
    const rules = (name: string) => (name === 'psr.plan-mobilise' ? { ...ruleByName(name), length: 26 } : ruleByName(name));
    expect(latestSafeStart(ENDS, rules)!.startBy < latestSafeStart(ENDS)!.startBy).toBe(true);
  });

  test('beyond the published bank holidays it is a plan and says so', () => {
    expect(latestSafeStart(asDay('2040-03-31'))!.provisional).toBe(true);
    expect(latestSafeStart(asDay('2026-12-31'))!.provisional).toBe(false);
  });
});
