import type { DeadlineRule } from './deadline-rule.js';
import type { Due, DueQuestion } from './due.js';
import { computeDue } from './due.js';
import { isRefusal } from './refusal.js';
import type { CalendarRefusal } from './refusal.js';

/** More questions than a busy day asks; older answers are let go. */
const KEPT = 1_000;
/** By rule as an object: a rule of the same name with another length is another rule. */
const ANSWERS = new WeakMap<DeadlineRule, Map<string, Due>>();

/**
 * `computeDue` for those who ask the same again and again: ten thousand places that are brought over on one day ask the same few questions, and counting sixty
 * days back costs milliseconds. The answer is shared, so nobody may change it: it is frozen.
 */
export function dueOnce(rule: DeadlineRule, question: DueQuestion, options: { readonly length?: number; readonly provisional?: boolean } = {}): Due | CalendarRefusal {
  const answers = ANSWERS.get(rule) ?? new Map<string, Due>();
  ANSWERS.set(rule, answers);
  const key = JSON.stringify([question, options.length ?? null, options.provisional ?? false]);
  const known = answers.get(key);
  if (known) return known;
  const counted = computeDue(rule, question, options);
  if (isRefusal(counted)) return counted;
  if (answers.size >= KEPT) answers.delete(answers.keys().next().value!);
  answers.set(key, frozen(counted));
  return counted;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
