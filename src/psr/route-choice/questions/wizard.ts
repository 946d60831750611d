import { decideRoute } from '../../../../workflows/psr/route-choice.rules.js';
import type { RouteAnswer, Verdict, VerdictKind } from '../../../../workflows/psr/route-choice.answer.js';
import type { RouteFacts } from '../../../../workflows/psr/route-facts.js';
import { contractQuestions } from './contract.questions.js';
import type { RouteQuestion } from './question.js';
import { routeQuestions } from './route.questions.js';
import { scopeQuestions } from './scope.questions.js';

const ALL: readonly RouteQuestion[] = [...scopeQuestions, ...contractQuestions, ...routeQuestions];

/** The questions that are asked on what is known, in order. Which they are changes with the answers. */
export const askedQuestions = (facts: RouteFacts): readonly RouteQuestion[] => ALL.filter((question) => question.isAsked(facts));
export const questionNamed = (key: string): RouteQuestion | undefined => ALL.find((question) => question.key === key);

/** The question after this one; null when the answers can be checked. */
export function nextAfter(key: string, facts: RouteFacts): RouteQuestion | null {
  const place = ALL.findIndex((question) => question.key === key);
  return ALL.slice(place + 1).find((question) => question.isAsked(facts)) ?? null;
}
/** The question before this one; null at the first. */
export function before(key: string, facts: RouteFacts): RouteQuestion | null {
  const place = ALL.findIndex((question) => question.key === key);
  return ALL.slice(0, place).findLast((question) => question.isAsked(facts)) ?? null;
}

/** The question that asks for a fact, so that what is missing leads to where it is answered. */
export function questionFor(fact: string, facts: RouteFacts): RouteQuestion | null {
  const names = (question: RouteQuestion) => question.fields(facts).flatMap((field) => [field.name, ...(field.columns ?? []).map(({ name }) => `${field.name}.*.${name}`)]);
  const place = fact.replace(/\.\d+\./g, '.*.');
  const asked = askedQuestions(facts);
  return asked.find((question) => names(question).includes(place)) ?? asked.find((question) => names(question).some((name) => name.startsWith(`${place}.`))) ?? null;
}

/** The answer so far, as the panel beside each question shows it. */
export interface SoFar {
  readonly scope: string;
  readonly groups: readonly { readonly verdict: VerdictKind; readonly heading: string; readonly routes: readonly Verdict[] }[];
  readonly missing: number;
  readonly warnings: number;
}

const HEADINGS: Readonly<Record<VerdictKind, string>> = { must: 'Must be used', may: 'May be used', 'may not': 'May not be used', 'cannot be said yet': 'Cannot be said yet' };

export function soFar(facts: RouteFacts, answer: RouteAnswer = decideRoute(facts)): SoFar {
  const groups = (Object.keys(HEADINGS) as VerdictKind[]).map((verdict) => ({ verdict, heading: HEADINGS[verdict], routes: answer.routes.filter((each) => each.verdict === verdict) }));
  return { scope: answer.scope.because, groups: groups.filter(({ routes }) => routes.length > 0), missing: answer.missing.length, warnings: answer.warnings.length };
}
