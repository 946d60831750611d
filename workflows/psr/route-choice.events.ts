import type { By, Day, Instant, Told } from '../shared/vocabulary.js';
import type { ForWaiver, RouteAnswer, RouteKey, WarningKey } from './route-choice.answer.js';
import type { RouteFacts } from './route-facts.js';

/** What can be decided: a route of the Regime, that the Regime does not apply, or that only a waiver is left. */
export type Choice = RouteKey | 'outside the Regime' | 'waiver only';

export interface ChooseInput {
  readonly choice: Choice;
  readonly reasons: string;
  /** Why each other route that was open is not used. */
  readonly notUsed: readonly { readonly route: RouteKey; readonly why: string }[];
  /** The written answer to each warning. */
  readonly warnings: readonly { readonly warning: WarningKey; readonly answer: string }[];
  /** What lets this person decide: the delegation or the decision. */
  readonly decidedUnder: string;
}
export type RouteDecision = ChooseInput & { readonly by: By; readonly at: Instant; readonly on: Day };

export interface FrozenDocument {
  readonly documentId: string;
  readonly sha256: string;
}
/** Answers as they were given: the earlier ones are kept. */
export interface Answered {
  readonly facts: RouteFacts;
  readonly by: By;
  readonly at: Instant;
}

export interface RouteChoiceContext {
  readonly title: string;
  /** Why a route is to be chosen now: what ends, and when. */
  readonly occasion: string;
  readonly answered: Answered | null;
  /** What the rules make of the answers; worked out again with each answer. */
  readonly answer: RouteAnswer | null;
  readonly earlierAnswers: readonly Answered[];
  readonly decision: RouteDecision | null;
  readonly reconsidered: readonly { readonly reason: string; readonly choice: Choice; readonly by: By; readonly at: Instant }[];
  readonly recordSigned: (FrozenDocument & { readonly by: By; readonly at: Instant }) | null;
  readonly dropped: { readonly reason: string; readonly by: By; readonly at: Instant } | null;
}

/** What the award case is opened with: the contract as the route was chosen for it. Providers are names; their addresses are asked for there. */
export interface ContractFacts {
  readonly title: string;
  readonly services: string;
  /** The most relevant code of Schedule 1 first. */
  readonly cpv: readonly string[];
  /** Goods or services other than health care in a mixed contract. */
  readonly mixedWith: string | null;
  readonly providers: readonly string[];
  readonly lifetimePence: number | null;
  readonly vat: 'excluded' | 'included' | null;
  readonly valueBasis: string | null;
  readonly serviceStart: Day | null;
  readonly serviceEnd: Day | null;
  readonly existing: { readonly providers: readonly string[]; readonly startsOn: Day | null; readonly endsOn: Day | null; readonly lifetimePence: number | null } | null;
  /** The door of the most suitable provider process, where that is the route. */
  readonly mostSuitableDoor: RouteAnswer['mostSuitableDoor'];
}
/** The body of the fact `psr.route.chosen`, told when the record is signed. Whoever reacts looks at the route first. */
export interface RouteChosen {
  /** The case in which it was chosen. */
  readonly caseId: string;
  readonly route: Choice;
  readonly contractFacts: ContractFacts;
  /** Terms that have run already, for a waiver each. */
  readonly waivers: readonly ForWaiver[];
}

export interface OpenFacts {
  readonly caseId: string;
}
export interface DocumentFacts extends OpenFacts {
  readonly isFrozen: boolean;
}

export type RouteChoiceEvent =
  | Told<'choice.open', { readonly title: string; readonly occasion: string }>
  | Told<'facts.answer', { readonly facts: RouteFacts }>
  | Told<'route.choose', ChooseInput>
  | Told<'choice.reconsider', { readonly reason: string }>
  | Told<'record.sign', FrozenDocument, DocumentFacts>
  | Told<'choice.drop', { readonly reason: string }>;
