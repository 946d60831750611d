import type { By, Day, DeadlineReached, Instant, Told } from '../shared/vocabulary.js';
import type { CqcAnswers, CqcEnd } from './cqc-tree.js';

/** What the evidence is of, and whose. One case for each provider and requirement, and lot where the requirement is of a lot. */
export interface EvidenceOf {
  readonly organisationId: string;
  readonly providerName: string;
  /** The key of the requirement, 'public-liability'. */
  readonly requirement: string;
  readonly title: string;
  /** Null where it is of the provider as a whole. */
  readonly lotId: string | null;
  /** Whether losing it stops new work. */
  readonly blocks: boolean;
}

/** One thing that was handed in or looked up. Nobody of the council is named in it: the provider reads it. */
export interface EvidenceItem {
  readonly number: number;
  /** The file by its content; null where there is none (a register was looked up, a certificate was seen and not kept). */
  readonly sha256: string | null;
  readonly fileName: string | null;
  /** The case under which the file is kept and read: this one, or the application with which it came. */
  readonly keptIn: string | null;
  readonly startsOn: Day | null;
  /** As the provider gave it, and once verified as the officer found it. Null where it does not run out. */
  readonly validUntil: Day | null;
  readonly sentBy: 'the provider' | 'the council';
  readonly sentAt: Instant;
  readonly sentOn: Day;
  readonly note: string;
  readonly status: 'to check' | 'queried' | 'verified' | 'rejected' | 'superseded';
  /** Why it was rejected, in words for the provider. */
  readonly reason: string | null;
}

/** Who verified what, how, when. */
export interface Verification {
  readonly item: number;
  readonly method: string;
  /** The day on which the document was seen or the register asked. */
  readonly verifiedOn: Day;
  readonly verifiedAt: Instant;
  readonly validUntil: Day | null;
  readonly by: By;
}

/** All that is kept of a DBS certificate: never a copy. */
export interface DbsRecord {
  readonly certificateNumber: string;
  readonly issuedOn: Day;
  readonly result: 'clear' | 'information disclosed and considered' | 'not clear';
  /** Who saw the original. */
  readonly seenBy: string;
}

export interface CqcRecord {
  readonly answers: CqcAnswers;
  readonly end: CqcEnd;
  readonly rationale: string;
  readonly on: Day;
  readonly by: By;
}

export interface EvidenceContext extends EvidenceOf {
  readonly safeguarding: boolean;
  readonly items: readonly EvidenceItem[];
  /** The item that counts now, by its number; null while nothing was verified. */
  readonly held: number | null;
  readonly question: { readonly asked: string; readonly at: Instant; readonly answer: string | null } | null;
  readonly verifications: readonly Verification[];
  readonly dbs: DbsRecord | null;
  readonly cqc: readonly CqcRecord[];
  readonly expiredOn: Day | null;
  /** The day on which it was last due to be looked at again and was not; null while that is not so. */
  readonly recheckSince: Day | null;
  /** Titles of the provider's other evidence that ends on the same day: one message names them all. */
  readonly alongside: readonly string[];
}

export interface SendInput {
  /** Named when sending opens the case: what it is evidence of. */
  readonly requirement: string;
  readonly title: string;
  readonly lotId: string | null;
  readonly sha256: string | null;
  readonly fileName: string | null;
  readonly startsOn: Day | null;
  readonly validUntil: Day | null;
  readonly note: string;
}
export interface VerifyInput {
  readonly method: string;
  readonly verifiedOn: Day;
  readonly validUntil: Day | null;
  readonly dbs: DbsRecord | null;
}
export type AdmitInput = EvidenceOf & { readonly sha256: string; readonly fileName: string; readonly validUntil: Day | null; readonly keptIn: string; readonly decidedOn: Day };

/** Days left by the calendar to the last day of validity; null where it does not run out. */
export interface LeftFacts {
  readonly daysLeft: number | null;
}
/** Whom it is asked of, as the directory names them; and who can be asked. */
export interface RequestFacts {
  readonly provider?: { readonly organisationId: string; readonly name: string } | null;
  /** What the library calls it. */
  readonly title?: string;
  readonly providers?: readonly { readonly organisationId: string; readonly name: string }[];
}
/** Who sends, as the directory knows them; null where it is not a provider. */
export interface SenderFacts {
  readonly provider: { readonly organisationId: string; readonly name: string } | null;
  readonly blocks: boolean;
}
/** What a warning has to know, so that nobody gets five mails at once. */
export interface WarningFacts {
  /** Days left when the warning is sent, which is later than its own day where the service was down. */
  readonly daysLeftNow: number | null;
  readonly alongside: readonly string[];
  /** Whether this case speaks for all the provider's evidence that ends on the same day. */
  readonly speaks: boolean;
}

export type EvidenceEvent =
  | Told<'evidence.request', EvidenceOf, RequestFacts>
  | Told<'evidence.admit', AdmitInput, LeftFacts>
  | Told<'evidence.send', SendInput, SenderFacts>
  | Told<'evidence.verify', VerifyInput, LeftFacts>
  | Told<'evidence.record', VerifyInput, LeftFacts>
  | Told<'evidence.query', { readonly question: string }>
  | Told<'evidence.answer', { readonly answer: string }>
  | Told<'evidence.reject', { readonly reason: string }>
  | Told<'cqc.record', { readonly answers: CqcAnswers; readonly rationale: string }>
  | DeadlineReached<WarningFacts>;
