import type { DeadlineRule, DeadlineUnit } from './deadline-rule.js';
import type { CalendarRefusal } from './refusal.js';

/** An authority's own setting for a clock, from its policy. */
export interface DeadlineOverride {
  length?: number;
  unit?: DeadlineUnit;
  /** Where the authority decided it: its constitution, its terms of reference. */
  source?: string;
}

/** The rule as the authority has set it. Refused where the law fixes it, or where the length is not a whole number of days. */
export function overrideRule(rule: DeadlineRule, own: DeadlineOverride): DeadlineRule | CalendarRefusal {
  const length = own.length ?? rule.length;
  const unit = own.unit ?? rule.unit;
  if (length === rule.length && unit === rule.unit) return rule;
  if (!rule.overridable || (length !== null && (!Number.isInteger(length) || length < 0))) {
    return {
      refused: true,
      code: 'length-fixed-by-law',
      because: rule.overridable
        ? `The length of "${rule.title}" must be a whole number, 0 or more.`
        : `The length of "${rule.title}" is fixed: ${rule.source}.`,
      unblock: rule.overridable ? 'Give a whole number.' : 'Leave the length out.',
      source: rule.source,
    };
  }
  return { ...rule, length, unit, source: own.source ?? `${rule.source}; length set by the authority` };
}
