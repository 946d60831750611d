import type { Source } from '../shared/vocabulary.js';
import type { Missing, VerdictKind } from './route-choice.answer.js';
import { order } from './route-choice.sources.js';
import { allOf, type Tri } from './three-valued.js';

/** One thing that a route hangs on: whether it holds, and what is said and asked about it. */
export interface Condition {
  readonly holds: Tri;
  /** Where in the facts the answer stands; several where it is worked out. */
  readonly facts: readonly string[];
  /** Why the route is closed when it does not hold, as a sentence. */
  readonly whenNot: string;
  readonly what: string;
  readonly why: string;
  readonly source: Source;
}

/** What the rules say of one route, and what it would take to say more. */
export interface Judged {
  readonly verdict: VerdictKind;
  readonly because: readonly string[];
  readonly source: Source;
  readonly missing: readonly Missing[];
}

export interface Together {
  readonly holds: Tri;
  readonly failed: readonly string[];
  readonly failedSource: Source;
  readonly missing: readonly Missing[];
}

/** All have to hold. What is missing matters only while none has failed. */
export function together(conditions: readonly Condition[]): Together {
  const holds = allOf(...conditions.map((condition) => condition.holds));
  const failed = conditions.filter((condition) => condition.holds === false);
  return {
    holds,
    failed: failed.map(({ whenNot }) => whenNot),
    failedSource: failed[0]?.source ?? order,
    missing: holds === undefined ? conditions.filter((condition) => condition.holds === undefined).flatMap((condition) => condition.facts.map((fact) => missingOf(condition, fact))) : [],
  };
}

export const missingOf = ({ what, why, source }: Condition, fact: string): Missing => ({ fact, kind: 'fact', what: WHAT[fact] ?? what, why, source });

/** Where one condition is worked out from several facts, each is asked for in its own words. */
export const WHAT: Readonly<Record<string, string>> = {
  'existing.status': 'Say whether there is a contract with a provider of this service now.',
  'existing.endsOn': 'Give the last day of the existing contract.',
  'existing.value': 'Give the existing contract’s lifetime value as it was when it was entered into.',
  'proposed.value': 'Give the lifetime value of the proposal.',
  'proposed.value.vat': 'Give both values counted alike: both with VAT, or both without.',
  'proposed.startsOn': 'Give the first day of the proposed term.',
  'proposed.endsOn': 'Give the last day of the proposed term.',
  'change.materiallyDifferent': 'Say whether the proposal is materially different in character from the existing contract as it was when entered into.',
  'change.byAuthority': 'Say whether the changes come from a decision of the authority.',
  'change.successionOnly': 'Say whether the only difference is that the provider changed its identity by corporate succession.',
  'change.meetsBasicSelection': 'Say whether the successor meets the basic selection criteria.',
  'change.externalFactors': 'Say whether the rise answers external factors beyond the control of the authority and the provider.',
};

