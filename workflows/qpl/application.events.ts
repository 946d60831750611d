import type { By, Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';
import type { Capacity, Evidence, Lot, LotApplied, Provider, Regime } from './lot.js';

export type { LotApplied };

/** A check that this application must pass through: of the provider as a whole, or of one lot. */
export interface RequiredCheck {
  /** The check's key in the scheme's library, 'public-liability'. */
  readonly check: string;
  readonly title: string;
  /** What the published documents ask for: "Cover of £5,000,000 or more, in date". */
  readonly requirement: string;
  /** 'provider', or the lot that it is about. */
  readonly about: string;
  /** A blocking check that is not passed keeps the lot from being admitted, unless it is waived. */
  readonly blocks: boolean;
}

export interface Finding {
  readonly check: string;
  readonly about: string;
  readonly finding: 'pass' | 'fail' | 'refer' | 'not applicable';
  readonly reason: string;
  /** How it was checked: a look-up in a register, a document seen, a call. */
  readonly method: string;
  readonly verifiedOn: Day;
  readonly validUntil: Day | null;
}
export type RecordedFinding = Finding & { readonly by: By; readonly at: Instant };

export interface Waiver {
  readonly check: string;
  readonly about: string;
  readonly reason: string;
}
export type GrantedWaiver = Waiver & { readonly by: By; readonly at: Instant };

export interface GivenAnswer {
  /** The section of the form, 'A' to 'M'. */
  readonly section: string;
  /** The question's key, 'legal-name', and its words as they were asked. */
  readonly question: string;
  readonly asked: string;
  readonly answer: string;
}

/** A clarification question. `chased` is set when its first date passed without an answer. */
export interface Question {
  readonly number: number;
  readonly section: string;
  readonly question: string;
  readonly askedAt: Instant;
  readonly askedBy: By;
  readonly chased: Instant | null;
  readonly status: 'open' | 'answered' | 'answered late' | 'unanswered';
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
}

export type LotOutcome = 'admit' | 'do not admit';
export interface LotView {
  readonly lotId: string;
  readonly outcome: LotOutcome;
  readonly reason: string;
}
export interface Recommendation {
  readonly lots: readonly LotView[];
  readonly by: By;
  readonly at: Instant;
}
export interface Returned {
  readonly reason: string;
  readonly by: By;
  readonly at: Instant;
}

/** The fields that the law wants of a recorded officer decision (SI 2012/2089 r13(4)), and what councils print beside them. */
export interface DecisionInput {
  readonly lots: readonly LotView[];
  readonly reasons: string;
  readonly alternatives: readonly { readonly option: string; readonly whyRejected: string }[];
  /** Said, not left out: whether an executive member who was consulted declared a conflict. */
  readonly conflictsDeclared: 'none declared' | 'declared';
  readonly conflicts: readonly { readonly member: string; readonly interest: string }[];
  /** Notes of dispensations granted for those conflicts; empty when none was asked for. */
  readonly dispensations: readonly string[];
  readonly consulted: readonly { readonly who: string; readonly on: Day | null; readonly said: string }[];
  /** Empty prints "None". */
  readonly backgroundPapers: readonly string[];
  readonly financial: string;
  readonly legal: string;
  readonly equality: string;
}
export type Decision = DecisionInput & {
  readonly by: By;
  readonly at: Instant;
  readonly on: Day;
  readonly dispensationsGrantedBy: DecideFacts['dispensationsGrantedBy'];
};

/** A document named by its content: what was seen is what is sent, signed or published. */
export interface FrozenDocument {
  readonly documentId: string;
  readonly sha256: string;
}
export type Handled = FrozenDocument & { readonly by: By; readonly at: Instant };

/** Everything that the case holds. */
export interface ApplicationContext {
  readonly schemeId: string;
  readonly schemeTitle: string;
  readonly schemeSlug: string;
  /** What lets an officer decide on applications to this list. */
  readonly decisionBasis: string;
  /** The last day of the list, and whether one may apply again at any time while it runs. */
  readonly schemeEnds: Day | null;
  readonly regime: Regime | null;
  readonly provider: Provider | null;
  /** Whom to write to about it. */
  readonly contact: Contact | null;
  readonly lots: readonly LotApplied[];
  readonly answers: readonly GivenAnswer[];
  readonly evidence: readonly Evidence[];
  readonly declaredBy: By | null;
  readonly submittedAt: Instant | null;
  readonly submittedOn: Day | null;
  readonly copy: FrozenDocument | null;
  readonly checks: readonly RequiredCheck[];
  readonly findings: readonly RecordedFinding[];
  readonly waivers: readonly GrantedWaiver[];
  readonly questions: readonly Question[];
  /** Everyone who checked, waived or recommended, at any time: none of them may decide. */
  readonly workedOnBy: readonly string[];
  readonly extended: { readonly why: string; readonly at: Instant } | null;
  /** When the decision clock rang before there was a decision. */
  readonly overdueSince: Instant | null;
  readonly recommendation: Recommendation | null;
  readonly returned: readonly Returned[];
  readonly decision: Decision | null;
  readonly letterSent: Handled | null;
  readonly recordSigned: Handled | null;
  readonly recordPublished: Handled | null;
  readonly withdrawn: { readonly reason: string; readonly at: Instant } | null;
}

export interface SubmitInput {
  readonly schemeId: string;
  readonly lots: readonly ({ readonly lotId: string; readonly districts: readonly string[] } & Capacity)[];
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  readonly evidence: readonly Evidence[];
  readonly declarations: readonly string[];
  readonly copy: FrozenDocument;
}
export interface Contact {
  readonly name: string;
  readonly email: string;
}
export interface SchemeFacts {
  readonly title: string;
  readonly slug: string;
  readonly regime: Regime;
  readonly decisionBasis: string;
  readonly ends: Day | null;
  readonly isOpen: boolean;
}
/** What the sender finds out about a submission: the scheme as published, and what is missing by its requirements. */
export interface SubmitFacts {
  readonly scheme: SchemeFacts | null;
  readonly provider: Provider | null;
  readonly contact: Contact | null;
  /** The lots applied for that are open; one that is closed or unknown is not among them. */
  readonly lots: readonly Lot[];
  readonly answers: readonly GivenAnswer[];
  readonly checks: readonly RequiredCheck[];
  /** Titles of required questions, evidence and declarations that are not there. */
  readonly missing: readonly string[];
  readonly decisionRule: 'qpl.dps-admission' | 'qpl.decision-target';
  readonly copyIsFrozen: boolean;
}

/** Whether whoever acts has declared a conflict of interest about this provider. */
export interface ConflictFacts {
  readonly hasConflict: boolean;
}
/** Whether a decider has a conflict, and who grants dispensations here: the Regulations say the head of paid service, some forms the proper officer. */
export interface DecideFacts extends ConflictFacts {
  readonly dispensationsGrantedBy: 'head-of-paid-service' | 'proper-officer';
}
/** Whether the document named is the one frozen in this case. */
export interface DocumentFacts {
  readonly isFrozen: boolean;
}

export type ApplicationEvent =
  | Told<'application.submit', SubmitInput, SubmitFacts>
  | Told<'check.record', { readonly findings: readonly Finding[] }, ConflictFacts>
  | Told<'check.waive', Waiver, ConflictFacts>
  | Told<'check.finish'>
  | Told<'clarification.ask', { readonly section: string; readonly question: string }>
  | Told<'clarification.answer', { readonly number: number; readonly answer: string }>
  | Told<'decision.extend', { readonly justification: string }>
  | Told<'application.recommend', { readonly lots: readonly LotView[] }, ConflictFacts>
  | Told<'recommendation.return', { readonly reason: string }>
  | Told<'application.decide', DecisionInput, DecideFacts>
  | Told<'outcome.send', FrozenDocument, DocumentFacts>
  | Told<'record.sign', FrozenDocument, DocumentFacts>
  | Told<'record.publish', FrozenDocument, DocumentFacts>
  | Told<'application.withdraw', { readonly reason: string }>
  | DeadlineReached<Nothing>;
