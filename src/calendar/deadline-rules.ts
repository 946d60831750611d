import { decisionsRules } from './deadline-rules-decisions.js';
import { ehcRules } from './deadline-rules-ehc.js';
import { ombudsmanRules } from './deadline-rules-ombudsman.js';
import { panelRules } from './deadline-rules-panel.js';
import { psrRules } from './deadline-rules-psr.js';
import { qplRules } from './deadline-rules-qpl.js';
import { qplMembershipRules } from './deadline-rules-qpl-membership.js';
import type { DeadlineRule } from './deadline-rule.js';

/** Every clock of the product, the defaults. An authority's policy row replaces one where the rule lets it. */
export const DEADLINE_RULES: readonly DeadlineRule[] = [
  ...psrRules,
  ...decisionsRules,
  ...ombudsmanRules,
  ...qplRules,
  ...qplMembershipRules,
  ...panelRules,
  ...ehcRules,
];

const BY_NAME = new Map(DEADLINE_RULES.map((rule) => [rule.name, rule]));

/** The rule of that name, or undefined: for names that people type. */
export function findRule(name: string): DeadlineRule | undefined {
  return BY_NAME.get(name);
}

/** The rule of that name. @throws Error when there is none: a machine naming an unknown clock is a fault. */
export function ruleByName(name: string): DeadlineRule {
  const rule = BY_NAME.get(name);
  if (!rule) throw new Error(`No deadline rule is named ${name}`);
  return rule;
}
