import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DEADLINE_RULES, findRule, ruleByName } from '../../src/calendar/deadline-rules.js';
import { countingOf, periodOf } from '../../src/calendar/deadline-rule.js';
import { explain } from '../../src/calendar/explain.js';
import { dueFrom } from './answers.js';

/** The names that the design promises to scripts and people. */
const PROMISED =
  `psr.standstill psr.further-decision psr.award-notice psr.confirmation-notice psr.msp-wait psr.modification-notice
  psr.urgent-notice psr.abandonment-notice decisions.key-notice decisions.general-exception decisions.private-notice
  decisions.private-second-notice decisions.agenda decisions.call-in ombudsman.public-report-response ombudsman.public-notice
  qpl.dps-admission qpl.dps-admission-extended panel.acknowledge panel.decide qpl.decision-target panel.referral panel.update
  ehc.review-report ehc.review-decision ehc.final-amended-plan`.split(/\s+/);

describe('the table of clocks', () => {
  test.each(PROMISED)('%s is there', (name) => {
    expect(findRule(name)?.name).toBe(name);
  });

  test('every clock says what it is for, from what it counts, who must act and where it comes from', () => {
    expect(new Set(DEADLINE_RULES.map((rule) => rule.name)).size).toBe(DEADLINE_RULES.length);
    for (const rule of DEADLINE_RULES) {
      expect(rule.name).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
      for (const text of [rule.title, rule.purpose, rule.startsFrom, rule.owner, rule.source])
        expect(text.trim().length).toBeGreaterThan(2);
      expect(periodOf(rule).length).toBeGreaterThan(3);
      expect(countingOf(rule).length).toBeGreaterThan(3);
    }
  });

  test('a length is a whole number, and is missing only where there is none or someone sets it', () => {
    for (const rule of DEADLINE_RULES) {
      if (rule.unit === 'none' || rule.unit === 'fixed date') expect(rule.length).toBeNull();
      else if (rule.length === null) expect(rule.overridable).toBe(true);
      else expect(Number.isInteger(rule.length) && rule.length >= 0).toBe(true);
      expect(rule.unit === 'fixed date').toBe(rule.fixedDate !== undefined);
    }
  });

  test('what Parliament fixed no authority may change; what is our own default it may', () => {
    for (const rule of DEADLINE_RULES) if (rule.confidence === 'design') expect(rule.overridable).toBe(true);
    for (const name of [
      'psr.standstill',
      'decisions.key-notice',
      'decisions.agenda',
      'qpl.dps-admission',
      'ehc.review-decision',
      'ombudsman.public-report-response',
    ]) {
      expect(ruleByName(name).overridable).toBe(false);
    }
  });

  test('an unknown name is a fault in a machine and nothing on the command line', () => {
    expect(() => ruleByName('psr.standstil')).toThrow('No deadline rule is named psr.standstil');
    expect(findRule('psr.standstil')).toBeUndefined();
  });
});

describe('the explanation', () => {
  test('reads as sentences: what is counted, what is left out and why, what the date means', () => {
    expect(explain(ruleByName('psr.standstill'), dueFrom('psr.standstill', '2026-03-24'))).toEqual([
      '8 working days, counted from publication of the intention to award on Tuesday 24 March 2026.',
      'The period begins on Wednesday 25 March 2026.',
      'Not counted: Wednesday 25 March 2026 (The day the period begins; it does not count); Friday 3 April 2026 (Good Friday); Monday 6 April 2026 (Easter Monday); 4 days at weekends.',
      'The last day is Wednesday 8 April 2026.',
      'What comes before Wednesday 8 April 2026, midnight at the end of the day is in time; what had to wait is lawful from Thursday 9 April 2026.',
    ]);
  });

  test('an open count says so', () => {
    expect(explain(ruleByName('psr.award-notice'), dueFrom('psr.award-notice', '2026-01-23')).join(' ')).toContain(
      'On the other reading of the law it could still be done on Sunday 22 February 2026',
    );
  });
});

test('the calendar reads no clock: no Date and no chance in its files', () => {
  const folder = fileURLToPath(new URL('../../src/calendar/', import.meta.url));
  for (const file of readdirSync(folder))
    expect({
      file,
      found: /new Date\b|Date\.now|Math\.random|Temporal\.Now/.exec(readFileSync(folder + file, 'utf8')),
    }).toEqual({ file, found: null });
});
