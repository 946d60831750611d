import type { Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';
import type {
  AgreedEvaluation, BankVerified, ConcernDecided, Contact, DecisionInput, Finding, FrozenDocument, GivenAnswer, ListRules, LotView, QualityPart, RaisedConcern,
  RequiredCheck, ReviewedLot, RoundApplied, Waiver,
} from './application.context.js';
import type { Capacity, ClinicianNamed, Evidence, Lot, Provider, Regime } from './lot.js';

/** What can happen to an application, and what has to be known for it. */

export interface SubmitInput {
  readonly schemeId: string;
  readonly lots: readonly ({ readonly lotId: string; readonly districts: readonly string[] } & Capacity)[];
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  readonly evidence: readonly Evidence[];
  readonly declarations: readonly string[];
  readonly copy: FrozenDocument;
}
/** The list as it is published, at the instant at which something came. */
export interface SchemeFacts {
  readonly title: string;
  readonly slug: string;
  readonly regime: Regime;
  readonly decisionBasis: string;
  readonly ends: Day | null;
  /** Whether it takes applications, or took them in a round that has closed: those are late, and ruled on. */
  readonly isOpen: boolean;
  readonly rules: ListRules;
  readonly round: RoundApplied | null;
}
/** What the sender finds out about a submission: the scheme as published, and what is missing by its requirements. */
export interface SubmitFacts {
  readonly caseId: string;
  readonly scheme: SchemeFacts | null;
  readonly provider: Provider | null;
  readonly contact: Contact | null;
  /** The lots applied for that are open; one that is closed or unknown is not among them. */
  readonly lots: readonly Lot[];
  readonly answers: readonly GivenAnswer[];
  readonly clinicians: readonly ClinicianNamed[];
  readonly quality: readonly QualityPart[];
  readonly concerns: readonly RaisedConcern[];
  readonly checks: readonly RequiredCheck[];
  /** Titles of required questions, evidence and declarations that are not there. */
  readonly missing: readonly string[];
  readonly copyIsFrozen: boolean;
  /** The closing instant that it came after; null when it came in time, or the published rule allowed this provider to be late. */
  readonly cameAfter: Instant | null;
  /** The first day on which this provider may apply again after a refusal; null where nothing is waited for. */
  readonly mayApplyFrom: Day | null;
}
/** An application is begun on a list that closes: its provider is reminded. */
export interface BeginFacts {
  readonly caseId: string;
  readonly scheme: SchemeFacts | null;
  readonly provider: Provider | null;
  /** The rules of the reminders that are still to come, the next first. */
  readonly reminders: readonly string[];
}
export interface ExtendFacts {
  readonly closesOn: Day;
  readonly reminders: readonly string[];
}
/** When a round's own clock rings: the closing instant that now stands. */
export interface CloseFacts {
  readonly closesAt: Instant | null;
}

/** Whether whoever acts has declared a conflict of interest about this provider. */
export interface ConflictFacts {
  readonly hasConflict: boolean;
}
/** Whether a decider has a conflict, and who grants dispensations here: the Regulations say the head of paid service, some forms the proper officer. */
export interface DecideFacts extends ConflictFacts {
  readonly dispensationsGrantedBy: 'head-of-paid-service' | 'proper-officer';
}
/** The ground that an officer names, as the list's version of the grounds has it. */
export interface RaiseFacts {
  readonly concern: Pick<RaisedConcern, 'title' | 'kind' | 'canBeOvercome'> | null;
}
/** Whether the document named is the one frozen in this case. */
export interface DocumentFacts {
  readonly isFrozen: boolean;
}
/** Whether the other applications that a record is to cover were decided by the signer, in the same round, and have no record yet. */
export interface SignFacts extends DocumentFacts {
  readonly coversItsOwn: boolean;
}

export type ApplicationEvent =
  | Told<'application.begin', { readonly schemeId: string }, BeginFacts>
  | Told<'application.submit', SubmitInput, SubmitFacts>
  | Told<'round.extend', { readonly closesAt: Instant; readonly why: string }, ExtendFacts>
  | Told<'acknowledgement.send', FrozenDocument, DocumentFacts>
  | Told<'late.rule', { readonly accepted: boolean; readonly reason: string }>
  | Told<'check.record', { readonly findings: readonly Finding[] }, ConflictFacts>
  | Told<'check.waive', Waiver, ConflictFacts>
  | Told<'check.finish'>
  | Told<'clarification.ask', { readonly section: string; readonly question: string }>
  | Told<'clarification.send', FrozenDocument, DocumentFacts>
  | Told<'clarification.answer', { readonly number: number; readonly answer: string }>
  | Told<'application.close', { readonly reason: string }>
  | Told<'exclusion.raise', { readonly ground: string; readonly from: 'the debarment list' | 'an officer'; readonly detail: string }, RaiseFacts>
  | Told<'exclusion.advise', { readonly advice: string }, ConflictFacts>
  | Told<'exclusion.decide', { readonly concerns: readonly ConcernDecided[] }, ConflictFacts>
  | Told<'evaluation.note', AgreedEvaluation>
  | Told<'evaluation.again', { readonly reason: string }>
  | Told<'decision.extend', { readonly justification: string }>
  | Told<'application.recommend', { readonly lots: readonly LotView[] }, ConflictFacts>
  | Told<'recommendation.return', { readonly reason: string }>
  | Told<'application.decide', DecisionInput, DecideFacts>
  | Told<'outcome.send', FrozenDocument, DocumentFacts>
  | Told<'record.sign', FrozenDocument & { readonly covers: readonly string[] }, SignFacts>
  | Told<'record.publish', FrozenDocument, DocumentFacts>
  | Told<'record.refer', FrozenDocument & { readonly leadReference: string }>
  | Told<'record.note', FrozenDocument>
  | Told<'review.ask', { readonly lots: readonly string[]; readonly why: string }>
  | Told<'review.decide', { readonly lots: readonly ReviewedLot[] }, ConflictFacts>
  | Told<'review.send', FrozenDocument, DocumentFacts>
  | Told<'agreement.issue', FrozenDocument, DocumentFacts>
  | Told<'agreement.sign', { readonly name: string; readonly position: string }>
  | Told<'bank.verify', Omit<BankVerified, 'by'>>
  | Told<'supplier.set', { readonly number: string }>
  | Told<'agreement.lapse', { readonly reason: string }>
  | Told<'application.withdraw', { readonly reason: string }>
  | DeadlineReached<CloseFacts | Nothing>;

