import type { Day, Instant, Told } from '../shared/vocabulary.js';
import type { AwardFacts, AwardProvider, Done, FrozenDocument, Submitted } from './award.parts.js';

/** One award criterion, as published before any offer is opened. */
export interface AwardCriterion {
  readonly key: string;
  /** What bidders are asked. */
  readonly asked: string;
  readonly guidance: string;
  /** Per cent; all of them are 100. */
  readonly weight: number;
  /** Points from nought to this. */
  readonly highest: number;
  readonly passMark: number | null;
  /** Which key criteria of reg 5 it carries. */
  readonly keyCriteria: readonly string[];
}
export interface CriteriaInput {
  readonly criteria: readonly AwardCriterion[];
  readonly howAssessed: string;
  /** Null: in one stage. */
  readonly stages: string | null;
  readonly howKeyCriteriaCount: string;
  readonly portal: string;
  /** The last day for offers, to its end. The Regulations ask for none; providers do. */
  readonly offersUntil: Day;
}
export type AwardCriteria = CriteriaInput & Done;

export interface OfferInput extends AwardProvider {
  readonly answers: readonly { readonly key: string; readonly answer: string }[];
}
export interface Offer extends Done {
  readonly provider: AwardProvider;
  readonly answers: OfferInput['answers'];
  readonly late: boolean;
}

/** Evaluators say before any score what they know and what interest they have (reg 21; Panel on experience and alleged conflicts). */
export interface EvaluatorInput {
  readonly personId: string;
  readonly name: string;
  readonly experience: string;
  readonly interest: 'none' | 'declared';
}
export interface Evaluation {
  readonly provider: string;
  readonly attempt: number;
  readonly asked: Done;
  readonly agreed: AgreedEvaluation | null;
}
/** What the evaluation room says, as it says it. */
export interface AgreedEvaluation {
  readonly of: string;
  readonly attempt: number;
  readonly parts: readonly {
    readonly key: string;
    readonly title: string;
    readonly totalHundredths: number;
    readonly passPercent: number | null;
    readonly reached: boolean;
    readonly questions: readonly {
      readonly key: string; readonly asked: string; readonly weight: number; readonly maximum: number;
      readonly agreed: number; readonly reason: string; readonly passMark: number | null; readonly reached: boolean;
    }[];
  }[];
  readonly evaluators: readonly string[];
  readonly moderator: string | null;
  readonly agreedAt: Instant;
}

/** Letter C1, to one bidder. */
export interface OutcomeTold extends Done {
  readonly provider: string;
  readonly successful: boolean;
  readonly why: string;
  /** The day on which the intention is to be published: the letter's dates for representations hang on it. */
  readonly intentionOn: Day;
}

export interface CompetitionContext {
  readonly awardCriteria: AwardCriteria | null;
  readonly invitation: Submitted | null;
  readonly offers: readonly Offer[];
  readonly evaluators: readonly (EvaluatorInput & Done)[];
  readonly evaluations: readonly Evaluation[];
  readonly outcomesTold: readonly OutcomeTold[];
}

export type CompetitionEvent =
  | Told<'award-criteria.set', CriteriaInput, AwardFacts>
  | Told<'offers.reschedule', { readonly offersUntil: Day }, AwardFacts>
  | Told<'offers.invite', FrozenDocument, AwardFacts>
  | Told<'offer.receive', OfferInput, AwardFacts>
  | Told<'evaluator.name', EvaluatorInput, AwardFacts>
  | Told<'offer.assess', { readonly provider: string }, AwardFacts>
  | Told<'evaluation.note', AgreedEvaluation, AwardFacts>
  | Told<'outcome.tell', { readonly provider: string; readonly why: string; readonly intentionOn: Day }, AwardFacts>;
