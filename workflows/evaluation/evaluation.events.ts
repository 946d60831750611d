import type { By, Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';

/** One mark of a published scale and what it means. Marks have two decimals at most. */
export interface ScalePoint {
  readonly score: number;
  readonly meaning: string;
}
/** A file that was handed in with an answer, named by its content in the case that asks. */
export interface EvidenceListed {
  readonly title: string;
  readonly fileName: string;
  readonly sha256: string;
}
export interface ScoredQuestion {
  readonly key: string;
  readonly asked: string;
  readonly guidance: string;
  /** Percent of the part, two decimals at most. The weights of a part sum to 100. */
  readonly weight: number;
  readonly scale: readonly ScalePoint[];
  readonly passMark: number | null;
  readonly answer: string;
  readonly evidence: readonly EvidenceListed[];
}
/** What is scored together and has one total: a lot, or the whole of an offer. */
export interface ScoredPart {
  readonly key: string;
  readonly title: string;
  /** The total, in percent, that is needed; null where there is no such threshold. */
  readonly passPercent: number | null;
  readonly questions: readonly ScoredQuestion[];
}

/**
 * The body of the fact `evaluation.wanted`, by which any case asks for something to be scored. A second attempt after a review takes over the scores
 * as they were given and is moderated again; with `anew` others score it from the beginning.
 */
export interface EvaluationWanted {
  /** The case that asks. */
  readonly of: string;
  /** 1 where not said. */
  readonly attempt?: number;
  /** Why it is looked at again; null at the first attempt. */
  readonly because?: string | null;
  readonly anew?: boolean;
  /** The reference of the case that asks, or how it is called; empty where it does not know its own, and the sender finds it out. */
  readonly reference: string;
  /** "Application of Hop Garden Therapies to the SEN therapies list". */
  readonly title: string;
  readonly candidate: Candidate;
  /** The list or the contract. */
  readonly subjectTitle: string;
  readonly parts: readonly ScoredPart[];
  readonly minimumEvaluators: number;
  /** A rule of the calendar for the alarm, or null where nothing presses. */
  readonly dueRule: string | null;
  readonly startedOn: Day;
}
export interface Candidate {
  /** Null for a group that is not in the directory. */
  readonly organisationId: string | null;
  readonly name: string;
}

/** The body of the fact `evaluation.unwanted`: the case that asked has no more use for it. */
export interface EvaluationUnwanted {
  readonly of: string;
  readonly attempt?: number;
  readonly why: string;
}

/** The body of the fact `evaluation.agreed`. Totals are in hundredths of a percent, counted by the system. */
export interface EvaluationAgreed {
  readonly of: string;
  readonly attempt: number;
  readonly parts: readonly AgreedPart[];
  /** Those whose scores were moderated. */
  readonly evaluators: readonly string[];
  readonly moderator: string;
  readonly agreedAt: Instant;
}
export interface AgreedPart {
  readonly key: string;
  readonly title: string;
  readonly totalHundredths: number;
  readonly passPercent: number | null;
  /** The total reaches its threshold and every question its pass mark. */
  readonly reached: boolean;
  readonly questions: readonly AgreedQuestion[];
}
export interface AgreedQuestion {
  readonly key: string;
  readonly asked: string;
  readonly weight: number;
  readonly maximum: number;
  readonly agreed: number;
  readonly reason: string;
  readonly passMark: number | null;
  readonly reached: boolean;
}

/** What somebody said of themselves before they saw anything. */
export interface Declaration {
  readonly conflict: { readonly kind: ConflictKind; readonly detail: string } | null;
  /** What they know that bears on it, said with "no conflict": kept, because it is asked for when scores are challenged. */
  readonly experience: string | null;
  readonly at: Instant;
}
export type ConflictKind = 'personal' | 'pecuniary' | 'prior involvement';

/** Somebody who scores or moderates. Nobody is ever taken from the list: who was replaced, when and why stays. */
export interface Member {
  /** In the order of naming; two people of one name are told apart by it and by their address. */
  readonly number: number;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** The authority that lends them, and their last day here. */
  readonly lentBy: string | null;
  readonly until: Day | null;
  readonly by: By;
  readonly at: Instant;
  readonly status: 'to declare' | 'cleared' | 'finished' | 'replaced' | 'conflict';
  /** In order; the last one stands. */
  readonly declarations: readonly Declaration[];
  readonly finishedAt: Instant | null;
  readonly ended: { readonly why: string; readonly at: Instant } | null;
}

/** A score as it was given. `why` is said when it takes the place of an earlier one. */
export interface ScoreGiven {
  readonly part: string;
  readonly question: string;
  readonly score: number;
  readonly reason: string;
  readonly why: string | null;
  readonly at: Instant;
}
/** One evaluator's scores in the order in which they were given: nothing is ever changed in it, only added. */
export interface Sheet {
  readonly personId: string;
  readonly scores: readonly ScoreGiven[];
}
export type AgreedGiven = ScoreGiven & { readonly by: By; readonly attempt: number };

/** Everything that the case holds. */
export interface EvaluationContext {
  readonly of: string;
  readonly attempt: number;
  readonly because: string | null;
  readonly reference: string;
  readonly title: string;
  readonly candidate: Candidate | null;
  readonly subjectTitle: string;
  readonly parts: readonly ScoredPart[];
  readonly minimumEvaluators: number;
  readonly startedOn: Day | null;
  readonly evaluators: readonly Member[];
  /** The last one that is not ended is the moderator. */
  readonly moderators: readonly Member[];
  readonly sheets: readonly Sheet[];
  /** Agreed scores in the order in which they were agreed, of this attempt and those before; the last one of a question stands. */
  readonly agreed: readonly AgreedGiven[];
  /** When the alarm rang before the scores were agreed. */
  readonly overdueSince: Instant | null;
  readonly result: EvaluationAgreed | null;
  readonly stopped: { readonly why: string; readonly at: Instant } | null;
  /** The record as it was frozen when the scores were agreed. */
  readonly record: (FrozenRecord & { readonly by: By; readonly at: Instant }) | null;
}
/** A document of this case, named by its content. */
export interface FrozenRecord {
  readonly documentId: string;
  readonly sha256: string;
}

/** What the sender finds out when an evaluation is asked for. */
export interface OpenFacts {
  readonly clockIsKnown: boolean;
  /** The authority's own minimum of evaluators; the larger of it and the one that is asked for holds. */
  readonly minimum: number;
  /** The reference of the case that asks; null where there is no such case. */
  readonly reference: string | null;
  /** The attempt before, where its scores are taken over: it asked exactly these questions and was agreed. */
  readonly earlier: Pick<EvaluationContext, 'evaluators' | 'moderators' | 'sheets' | 'agreed'> | null;
}
/** What the sender finds out about somebody who is to be named. */
export interface NamingFacts {
  readonly person: { readonly personId: string; readonly name: string; readonly email: string } | null;
  /** Whether they hold the role in this authority today. */
  readonly holdsRole: boolean;
  /** An interest in the candidate or the case is in the directory, or they act for the candidate. */
  readonly hasInterest: boolean;
  readonly moderatorMayScore: boolean;
}
/** What the sender finds out about whoever acts. */
export interface ActingFacts {
  readonly hasInterest: boolean;
  /** How long a reason is at least, to be one. */
  readonly reasonCharacters: number;
}

/** Somebody to be named: of this authority, or lent by another until a day. */
export interface Naming {
  readonly personId: string;
  readonly lentBy: string | null;
  readonly until: Day | null;
}
export interface ScoreInput {
  readonly part: string;
  readonly question: string;
  readonly score: number;
  readonly reason: string;
  /** Why an earlier score is changed; null for the first. */
  readonly why: string | null;
}

export type EvaluationEvent =
  | Told<'evaluation.open', EvaluationWanted, OpenFacts>
  | Told<'evaluator.assign', Naming, NamingFacts>
  | Told<'evaluator.replace', Naming & { readonly replaces: string; readonly why: string }, NamingFacts>
  | Told<'moderator.assign', { readonly personId: string; readonly why: string | null }, NamingFacts>
  | Told<'fitness.declare', { readonly experience: string }, ActingFacts>
  | Told<'conflict.declare', { readonly kind: ConflictKind; readonly detail: string }, ActingFacts>
  | Told<'score.record', ScoreInput, ActingFacts>
  | Told<'sheet.finish', Nothing, ActingFacts>
  | Told<'score.agree', ScoreInput, ActingFacts>
  | Told<'evaluation.agree', Nothing, ActingFacts>
  | Told<'record.keep', FrozenRecord, { readonly isFrozen: boolean }>
  | Told<'evaluation.stop', { readonly why: string }>
  | DeadlineReached<Nothing>;
