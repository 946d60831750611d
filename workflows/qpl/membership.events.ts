import type { By, Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';
import type { Capacity, Lot, Provider, Regime } from './lot.js';

/** A document named by its content: what was seen is what is sent. */
export interface FrozenDocument {
  readonly documentId: string;
  readonly sha256: string;
}
export type Handled = FrozenDocument & { readonly by: By; readonly at: Instant };

/** Evidence that a provider brought over from an older list still has to show. */
export interface MissingEvidence {
  readonly requirement: string;
  readonly title: string;
}
export interface SeenEvidence {
  readonly requirement: string;
  readonly method: string;
  readonly verifiedOn: Day;
  readonly validUntil: Day | null;
}

/** Which provider is on which part of which list. */
export interface Listing {
  readonly schemeId: string;
  readonly schemeTitle: string;
  readonly provider: Provider;
  readonly lot: Lot;
}

/** Evidence as far as this place depends on it. The evidence itself is a case of its own, for every list of the authority. */
export interface PlaceEvidence {
  readonly requirement: string;
  readonly title: string;
  readonly validUntil: Day | null;
  /** Whether losing it stops new work. */
  readonly blocks: boolean;
  readonly safeguarding: boolean;
  /** The day on which a renewal was sent that nobody has checked yet. */
  readonly renewalSentOn: Day | null;
  readonly ranOut: boolean;
  /** It ran out while a renewal that was sent in time waits to be checked: still eligible, within a limit. */
  readonly onRenewal: boolean;
}

/** A condition on which the place was given or is kept. */
export interface PlaceCondition {
  readonly number: number;
  readonly text: string;
  readonly by: Day | null;
  /** A cap on the sessions a week that may be ordered while it stands; null for none. */
  readonly maxSessionsPerWeek: number | null;
  readonly setOn: Day;
  readonly metOn: Day | null;
  readonly overdue: boolean;
}

/** Why no new work is offered. The cause is a key: 'evidence:public-liability', 'clinicians', 'annual-review'. */
export interface Restriction {
  readonly cause: string;
  readonly because: string;
  readonly since: Day;
}

/** A child whom the provider sees, as the room of orders names it: never by name or plan. */
export interface LiveChild {
  /** The order's reference: a pseudonym. */
  readonly ref: string;
  readonly orderId: string;
}
export type ChildWhy = 'restricted' | 'suspended' | 'removed' | 'leaving';
export interface ListedChild extends LiveChild {
  readonly why: ChildWhy;
  readonly listedOn: Day;
  /** What is at stake while the provider is suspended, child by child. */
  readonly risk: { readonly level: 'low' | 'medium' | 'high'; readonly reason: string; readonly by: By; readonly on: Day } | null;
  readonly decision: { readonly what: ContinuityDecision; readonly reason: string; readonly by: By; readonly on: Day; readonly late: boolean } | null;
}
export type ContinuityDecision = 'goes on with this provider' | 'goes on with safeguards' | 'moves to another provider' | 'pauses, and is made up';

export type SuspensionGround = 'safeguarding' | 'sanction by a regulator' | 'action of the Care Quality Commission' | 'contract default';
export interface Suspension {
  readonly ground: SuspensionGround;
  readonly reasons: string;
  readonly since: Day;
  readonly by: By;
  /** Told by telephone or in person before the written notice, where it was urgent. */
  readonly toldOrally: { readonly whom: string; readonly on: Day } | null;
  readonly noticeSent: Handled | null;
  readonly noticeOverdue: boolean;
  readonly risksOverdue: boolean;
  readonly reviews: readonly { readonly on: Day; readonly reason: string; readonly late: boolean; readonly by: By }[];
  readonly reviewOverdue: boolean;
  /** The day from which an officer has lifted it, and why; null while nobody has. */
  readonly lift: { readonly from: Day; readonly reason: string; readonly by: By } | null;
}

export type RemovalGround = 'mandatory exclusion' | 'discretionary exclusion' | 'conditions no longer met' | 'dormant';
export type RemovalOutcome = 'remove' | 'keep: the ground does not apply' | 'keep: at our discretion';
export interface Removal {
  readonly ground: RemovalGround;
  readonly reasons: string;
  readonly proposedOn: Day;
  readonly by: By;
  readonly noticeSent: Handled | null;
  /** The instant at which the time for representations was over. */
  readonly closedAt: Instant | null;
  readonly outcome: RemovalOutcome | null;
  readonly outcomeReasons: string;
  readonly decidedOn: Day | null;
  readonly decidedBy: By | null;
  readonly letterSent: Handled | null;
  readonly letterOverdue: boolean;
  /** Whether the regime wants the exclusion reported, and what was reported. */
  readonly reportWanted: boolean;
  readonly reported: { readonly on: Day; readonly reference: string; readonly late: boolean } | null;
  readonly reportOverdue: boolean;
}
/** What a provider said against a proposal to remove it. */
export interface Representation {
  readonly text: string;
  readonly at: Instant;
  readonly late: boolean;
}

export type AnnualReview = {
  readonly dueOn: Day;
  readonly packSent: FrozenDocument | null;
  readonly returned: (ReviewReturn & { readonly on: Day; readonly late: boolean }) | null;
  /** The day on which it was due and not returned. */
  readonly overdueSince: Day | null;
};
export interface ReviewReturn {
  readonly planned: number;
  readonly delivered: number;
  readonly missed: number;
  readonly waitWeeks: number;
  readonly complaints: number;
  /** What has changed, and that nothing else has. */
  readonly confirmations: string;
  /** How DBS and registrations of a sample of clinicians were checked. */
  readonly audit: string;
  /** Asked for, with reasons; empty for none. */
  readonly priceUplift: string;
}

/** An earlier time on this lot: what evaluators of a new application may know. No reason that is about safeguarding stands here. */
export interface PastPlace {
  readonly listedOn: Day | null;
  readonly endedOn: Day;
  readonly how: 'removed' | 'left';
  readonly ground: string;
  readonly suspensions: number;
  readonly restrictions: number;
}
export interface Readmission {
  readonly route: 'changed items only' | 'full application';
  readonly askedOn: Day;
  /** What has changed since the place ended, in the provider's words. */
  readonly changes: string;
  readonly outcome: 'readmitted' | 'refused' | null;
  readonly reasons: string;
  readonly decidedOn: Day | null;
  readonly letterSent: FrozenDocument | null;
}

export interface MembershipContext {
  readonly schemeId: string;
  readonly schemeTitle: string;
  readonly provider: Provider | null;
  readonly lot: Lot | null;
  readonly regime: Regime | null;
  /** Where it came from: an older list by its name, or an application. */
  readonly origin: string;
  readonly listedOn: Day | null;
  readonly missing: readonly MissingEvidence[];
  readonly seen: readonly (SeenEvidence & { readonly at: Instant })[];
  readonly capacity: (Capacity & { readonly toldOn: Day }) | null;
  /** Since when the monthly word on capacity and wait is overdue. */
  readonly capacityOverdueSince: Day | null;
  readonly evidence: readonly PlaceEvidence[];
  /** Whether some of it runs out within 90 days. */
  readonly expiring: boolean;
  readonly conditions: readonly PlaceCondition[];
  readonly restrictions: readonly Restriction[];
  /** How often there was a restriction or a suspension since it was listed: for the history, which gives no reasons. */
  readonly counted: { readonly restrictions: number; readonly suspensions: number };
  readonly children: readonly ListedChild[];
  readonly suspension: Suspension | null;
  readonly removal: Removal | null;
  readonly representations: readonly Representation[];
  readonly exit: { readonly noticeOn: Day; readonly reason: string } | null;
  readonly ended: { readonly on: Day; readonly how: 'removed' | 'left' } | null;
  readonly readmission: Readmission | null;
  readonly history: readonly PastPlace[];
  readonly review: AnnualReview | null;
  readonly lastReviewOn: Day | null;
}

export interface ImportInput extends Listing {
  readonly origin: string;
  readonly missing: readonly MissingEvidence[];
  readonly capacity: (Capacity & { readonly toldOn: Day }) | null;
}
export type BegunEvidence = Pick<PlaceEvidence, 'requirement' | 'title' | 'validUntil' | 'blocks'>;
export interface BeginInput extends Listing {
  readonly capacity: (Capacity & { readonly toldOn: Day }) | null;
  readonly evidence: readonly BegunEvidence[];
  readonly conditions: readonly string[];
}
/** What became of a piece of evidence of the provider. */
export interface EvidenceNote {
  readonly what: 'verified' | 'renewal sent' | 'rejected';
  readonly requirement: string;
  readonly title: string;
  readonly lotId: string | null;
  readonly validUntil: Day | null;
  readonly blocks: boolean;
  readonly sentOn: Day | null;
}
export interface ConditionsInput {
  readonly reason: string;
  readonly conditions: readonly { readonly text: string; readonly by: Day | null; readonly maxSessionsPerWeek: number | null }[];
}
export interface SuspendInput {
  readonly ground: SuspensionGround;
  readonly reasons: string;
  readonly toldWhom: string;
}

/** What this place must know from elsewhere. Gathered once for preview and sending; what an event does not need is empty. */
export interface PlaceFacts {
  /** The legal basis of the list; null where the list is not there. */
  readonly regime: Regime | null;
  /** Days to the end of the evidence that runs out first, as it will stand after the event; null where none runs out. */
  readonly daysLeft: number | null;
  /** The next annual review, by the calendar, as it will stand after the event. */
  readonly reviewDue: Day | null;
  /** Children whom the provider sees on this lot now. */
  readonly children: readonly LiveChild[];
  /** Evidence of the provider as its own cases have it: a renewal that was sent in the last minute counts. */
  readonly held: readonly { readonly requirement: string; readonly validUntil: Day | null; readonly sentOn: Day | null }[];
  /** Clinicians who give the therapy of the lot. */
  readonly clinicians: { readonly cleared: number; readonly proposed: number; readonly lost: number };
  /** Months within which somebody who left may come back by changed items only. */
  readonly changedItemsMonths: number;
  readonly monthsSinceEnd: number | null;
}
export interface LetterFacts {
  readonly isFrozen: boolean;
}

export type MembershipEvent =
  | Told<'membership.import', ImportInput, PlaceFacts>
  | Told<'membership.begin', BeginInput, PlaceFacts>
  | Told<'evidence.confirm', { readonly seen: readonly SeenEvidence[] }, PlaceFacts>
  | Told<'capacity.tell', Capacity, PlaceFacts>
  | Told<'evidence.note', EvidenceNote, PlaceFacts>
  | Told<'clinicians.note', Nothing, PlaceFacts>
  | Told<'conditions.set', ConditionsInput, PlaceFacts>
  | Told<'condition.meet', { readonly number: number; readonly how: string }, PlaceFacts>
  | Told<'membership.suspend', SuspendInput, PlaceFacts>
  | Told<'suspension.notify', FrozenDocument, LetterFacts>
  | Told<'suspension.review', { readonly reason: string }, PlaceFacts>
  | Told<'suspension.lift', { readonly from: Day; readonly reason: string }, PlaceFacts>
  | Told<'child.assess', { readonly ref: string; readonly level: 'low' | 'medium' | 'high'; readonly reason: string }, PlaceFacts>
  | Told<'continuity.decide', { readonly ref: string; readonly what: ContinuityDecision; readonly reason: string }, PlaceFacts>
  | Told<'removal.propose', { readonly ground: RemovalGround; readonly reasons: string }, PlaceFacts>
  | Told<'removal.notify', FrozenDocument, LetterFacts>
  | Told<'removal.represent', { readonly text: string }, PlaceFacts>
  | Told<'removal.decide', { readonly outcome: RemovalOutcome; readonly reasons: string }, PlaceFacts>
  | Told<'removal.tell', FrozenDocument, LetterFacts>
  | Told<'exclusion.report', { readonly on: Day; readonly reference: string }, PlaceFacts>
  | Told<'exit.notify', { readonly reason: string }, PlaceFacts>
  | Told<'exit.withdraw', Nothing, PlaceFacts>
  | Told<'readmission.ask', { readonly changes: string }, PlaceFacts>
  | Told<'readmission.decide', { readonly outcome: 'readmitted' | 'refused'; readonly reasons: string }, PlaceFacts>
  | Told<'readmission.tell', FrozenDocument, LetterFacts>
  | Told<'review.send', FrozenDocument, LetterFacts>
  | Told<'review.return', ReviewReturn, PlaceFacts>
  | Told<'review.accept', { readonly note: string }, PlaceFacts>
  | DeadlineReached<PlaceFacts>;
