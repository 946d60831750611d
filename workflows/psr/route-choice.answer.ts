import type { Day, Source } from '../shared/vocabulary.js';
import type { ConsiderableChange } from './considerable-change.js';

/** Whether the Regime applies at all. */
export type ScopeKind = 'PSR' | 'light touch' | 'user choice' | 'earlier rules' | 'other rules' | 'split' | 'take advice' | 'not yet';
export interface ScopeAnswer {
  readonly kind: ScopeKind;
  /** A whole sentence. */
  readonly because: string;
  /** What turns on it, or would turn it: sentences. Never empty for "take advice". */
  readonly turnsOn: readonly string[];
  readonly sources: readonly Source[];
}

export const ROUTES = [
  'direct-award-a', 'direct-award-b', 'direct-award-c', 'most-suitable-provider', 'competitive',
  'framework', 'call-off', 'modification', 'urgent-award', 'urgent-modification',
] as const;
export type RouteKey = (typeof ROUTES)[number];

export const ROUTE_TITLES: Readonly<Record<RouteKey, string>> = {
  'direct-award-a': 'Direct award A: only the existing provider can provide it',
  'direct-award-b': 'Direct award B: patients choose among all who qualify',
  'direct-award-c': 'Direct award C: the existing provider goes on, without considerable change',
  'most-suitable-provider': 'Most suitable provider',
  competitive: 'Competitive process',
  framework: 'Competitive process that ends in a framework',
  'call-off': 'Contract under a framework',
  modification: 'Change of the existing contract',
  'urgent-award': 'Urgent award',
  'urgent-modification': 'Urgent change of the existing contract',
};

export type VerdictKind = 'must' | 'may' | 'may not' | 'cannot be said yet';
export interface Verdict {
  readonly route: RouteKey;
  readonly title: string;
  readonly verdict: VerdictKind;
  /** Why, each a whole sentence. */
  readonly because: readonly string[];
  readonly source: Source;
}

/** A fact or a reason without which no route can be chosen. */
export interface Missing {
  /** The place in the facts: 'existing.value'. */
  readonly fact: string;
  /** fact: the answer hangs on it. reasons: the answer does not, but the record does. */
  readonly kind: 'fact' | 'reasons';
  /** What is asked for, and why it matters: whole sentences. */
  readonly what: string;
  readonly why: string;
  readonly source: Source;
}

/** Something that does not change the route and goes wrong often: whoever decides answers it in writing. */
export interface Warning {
  readonly key: WarningKey;
  readonly title: string;
  readonly because: string;
  /** What the written answer has to say. */
  readonly answer: string;
  readonly source: Source;
}
export const WARNINGS = [
  'retrospective-award', 'already-run', 'never-signed', 'contracts-merged', 'two-values', 'no-performance-information', 'aggregation',
  'health-or-education', 'starts-within-old-term', 'urgent-over-12-months',
] as const;
export type WarningKey = (typeof WARNINGS)[number];

/** A term, or part of one, that has run already: not a route. */
export interface ForWaiver {
  readonly from: Day;
  readonly to: Day;
  readonly because: string;
  readonly source: Source;
}

/** What can be done with the answer: choose among routes, go elsewhere, or not yet. */
export type Outcome = 'choose' | 'outside' | 'waiver' | 'take advice' | 'not yet';

export interface RouteAnswer {
  readonly outcome: Outcome;
  readonly scope: ScopeAnswer;
  readonly routes: readonly Verdict[];
  /** By which door the most suitable provider process would be entered; null when it is not open. */
  readonly mostSuitableDoor: '6(5)' | '6(6)' | null;
  readonly test: ConsiderableChange;
  readonly missing: readonly Missing[];
  readonly warnings: readonly Warning[];
  readonly waivers: readonly ForWaiver[];
  /** Which version of the law governs, where the day matters. */
  readonly notes: readonly { readonly note: string; readonly source: Source }[];
}
