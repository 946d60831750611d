import type { By, Day, Instant } from '../shared/vocabulary.js';
import type { ExclusionSet, GroundKind } from './exclusions.js';
import type { ClinicianNamed, Evidence, LotApplied, Provider, Regime } from './lot.js';
import type { QualityQuestion } from './scheme.terms.js';

/** What an application holds: what was sent, what was found, what was decided, and what came after. */

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

/** A named officer lets a lot go on although a blocking check is not passed: on a condition, which the provider is told. */
export interface Waiver {
  readonly check: string;
  readonly about: string;
  readonly reason: string;
  /** What the provider has to do or to show instead. */
  readonly condition: string;
  /** The last day for it; null where it holds for as long as the place does. */
  readonly metBy: Day | null;
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
  readonly letter: FrozenDocument | null;
  readonly chased: Instant | null;
  readonly status: 'open' | 'answered' | 'answered late' | 'unanswered';
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
}

/** A document named by its content: what was seen is what is sent, signed or published. */
export interface FrozenDocument {
  readonly documentId: string;
  readonly sha256: string;
}
export type Handled = FrozenDocument & { readonly by: By; readonly at: Instant };

/** What an application is measured by: the rules of its list, as they were when it was sent. */
export interface ListRules {
  readonly decisionRule: string;
  /** The clock of the one extension; null where the law knows none. */
  readonly extendedRule: string | null;
  /** Everybody who meets the requirements has to be admitted: no cap, no choice among them. */
  readonly admitsAllWhoQualify: boolean;
  readonly agreement: 'none' | 'signed';
  /** The published rule on applications that come after the close. */
  readonly lateText: string;
  readonly coolOffMonths: number | null;
  readonly exclusions: ExclusionSet['set'];
  readonly exclusionsVersion: number;
}
/** The round that an application is for. Null closing: it is open for the life of the list. */
export interface RoundApplied {
  readonly number: number;
  readonly closesAt: Instant | null;
  /** The London day of the close. */
  readonly closesOn: Day | null;
}

/** An earlier version of what was sent, kept when it was replaced before the close. */
export interface Replaced {
  readonly submittedAt: Instant;
  readonly copy: FrozenDocument;
  readonly by: By;
  readonly replacedAt: Instant;
}
export interface Late {
  readonly closedAt: Instant;
  readonly ruling: { readonly accepted: boolean; readonly reason: string; readonly by: By; readonly at: Instant } | null;
}

/** A ground that may stand against the provider: answered with yes, found on the debarment list, or learned otherwise. */
export interface RaisedConcern {
  /** A key of the list's grounds. */
  readonly ground: string;
  readonly title: string;
  readonly kind: GroundKind;
  readonly canBeOvercome: boolean;
  readonly raisedBy: 'the provider’s answer' | 'the debarment list' | 'an officer';
  /** What happened and when, in the words of who raised it. */
  readonly detail: string;
  /** What the provider says that it has put right. */
  readonly selfCleaning: string;
}
export interface ConcernDecided {
  readonly number: number;
  /** Whether the ground applies at all. */
  readonly applies: boolean;
  /** Whether it was overcome: put right, or not going on and not likely to happen again. */
  readonly overcome: boolean;
  readonly exclude: boolean;
  readonly reason: string;
}
export type Concern = RaisedConcern & {
  readonly number: number;
  readonly at: Instant;
  readonly by: By;
  readonly advice: { readonly text: string; readonly by: By; readonly at: Instant } | null;
  readonly decided: (ConcernDecided & { readonly by: By; readonly at: Instant }) | null;
};

/** The scored questions of a lot, with what the provider answered. */
export interface QualityPart {
  readonly lotId: string;
  readonly title: string;
  readonly passPercent: number | null;
  readonly questions: readonly (QualityQuestion & { readonly answer: string })[];
}
/** One question as the moderator recorded it. */
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
/** A lot as it was scored. The sums are the system's. */
export interface AgreedPart {
  /** The lot. */
  readonly key: string;
  readonly title: string;
  /** Hundredths of a percent, 0 to 10,000. */
  readonly totalHundredths: number;
  readonly passPercent: number | null;
  readonly reached: boolean;
  readonly questions: readonly AgreedQuestion[];
}
/** What 'evaluation.agreed' says. */
export interface AgreedEvaluation {
  readonly attempt: number;
  readonly parts: readonly AgreedPart[];
  /** People: none of them may decide. */
  readonly evaluators: readonly string[];
  readonly moderator: string;
  readonly agreedAt: Instant;
}
export interface Evaluation {
  /** How often the scoring was asked for: lots that a waiver let in later are scored in a later attempt. */
  readonly attempt: number;
  /** The lots of the attempt that is under way; empty when its result is there. */
  readonly underWay: readonly string[];
  readonly parts: readonly AgreedPart[];
  /** Everybody who scored or moderated, in any attempt. */
  readonly people: readonly string[];
  readonly agreedAt: Instant | null;
  /** Set when an agreed score was changed after the decision. */
  readonly changedAfterDecision: Instant | null;
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
  readonly dispensationsGrantedBy: 'head-of-paid-service' | 'proper-officer';
};

/** One record for the decisions of a round: it is frozen, signed and published in one of the cases, and stands for the others. */
export interface RoundRecord extends FrozenDocument {
  readonly leadReference: string;
}

export interface ReviewAsked {
  readonly lots: readonly string[];
  readonly why: string;
  readonly at: Instant;
  readonly by: By;
}
export interface ReviewedLot {
  readonly lotId: string;
  /** 'stands': the refusal is upheld. 'admit': it is overturned. */
  readonly outcome: 'stands' | 'admit';
  readonly reason: string;
}
export interface Reviewed {
  readonly lots: readonly ReviewedLot[];
  readonly by: By;
  readonly at: Instant;
  readonly on: Day;
}

export interface AgreementSigned {
  readonly name: string;
  readonly position: string;
  readonly by: By;
  readonly at: Instant;
}
/** That the bank details are the provider's, asked by telephone on a number that did not come with them. No account number is kept here. */
export interface BankVerified {
  readonly spokeTo: string;
  readonly numberFrom: 'already held' | 'found independently';
  readonly on: Day;
  readonly by: By;
}

export interface Contact {
  readonly name: string;
  readonly email: string;
}

/** Everything that the case holds. */
export interface ApplicationContext {
  readonly caseId: string;
  readonly schemeId: string;
  readonly schemeTitle: string;
  readonly schemeSlug: string;
  /** What lets an officer decide on applications to this list. */
  readonly decisionBasis: string;
  /** The last day of the list. */
  readonly schemeEnds: Day | null;
  readonly regime: Regime | null;
  readonly rules: ListRules | null;
  readonly round: RoundApplied | null;
  /** When the provider began to fill it in, where the round closes and reminders are due; and the reminders still to come. */
  readonly begunAt: Instant | null;
  readonly reminders: readonly string[];
  readonly reminderRuns: boolean;
  readonly provider: Provider | null;
  /** Whom to write to about it. */
  readonly contact: Contact | null;
  readonly lots: readonly LotApplied[];
  readonly answers: readonly GivenAnswer[];
  readonly evidence: readonly Evidence[];
  readonly clinicians: readonly ClinicianNamed[];
  readonly quality: readonly QualityPart[];
  readonly declaredBy: By | null;
  readonly submittedAt: Instant | null;
  readonly submittedOn: Day | null;
  readonly copy: FrozenDocument | null;
  readonly replaced: readonly Replaced[];
  readonly late: Late | null;
  /** The day from which officers may look at it, and the time for the decision runs. */
  readonly openedOn: Day | null;
  readonly acknowledged: Handled | null;
  readonly checks: readonly RequiredCheck[];
  readonly findings: readonly RecordedFinding[];
  readonly waivers: readonly GrantedWaiver[];
  readonly questions: readonly Question[];
  readonly concerns: readonly Concern[];
  /** Whether the clock of the exclusion review, and that of a possible extension, run. */
  readonly exclusionRuns: boolean;
  readonly exclusionOverdue: Instant | null;
  readonly extensionThoughtOf: boolean;
  readonly evaluation: Evaluation | null;
  /** Everyone who checked, waived, advised or recommended, at any time: none of them may decide. */
  readonly workedOnBy: readonly string[];
  readonly extended: { readonly why: string; readonly at: Instant } | null;
  /** When the decision clock rang before there was a decision. */
  readonly overdueSince: Instant | null;
  readonly recommendation: Recommendation | null;
  readonly returned: readonly Returned[];
  readonly decision: Decision | null;
  readonly letterSent: Handled | null;
  readonly recordSigned: Handled | null;
  /** The other applications for which the record that was signed here stands. */
  readonly recordCovers: readonly string[];
  /** The record in another application that stands for this one. */
  readonly roundRecord: RoundRecord | null;
  readonly recordPublished: FrozenDocument & { readonly at: Instant } | null;
  readonly reviewWindowOver: Instant | null;
  readonly reviewAsked: ReviewAsked | null;
  readonly reviewOverdue: Instant | null;
  readonly reviewed: Reviewed | null;
  readonly reviewLetter: Handled | null;
  readonly agreementIssued: Handled | null;
  readonly agreementSigned: AgreementSigned | null;
  readonly bankVerified: BankVerified | null;
  readonly supplierNumber: string | null;
  readonly lapseWarned: Instant | null;
  readonly agreementLapsed: { readonly reason: string; readonly lots: readonly string[]; readonly at: Instant } | null;
  /** The lots that the list was told of. */
  readonly toldOf: readonly string[];
  readonly withdrawn: { readonly reason: string; readonly at: Instant; readonly how: 'by the provider' | 'no answer' } | null;
}

export const nothingYet: ApplicationContext = {
  caseId: '', schemeId: '', schemeTitle: '', schemeSlug: '', decisionBasis: '', schemeEnds: null, regime: null, rules: null, round: null,
  begunAt: null, reminders: [], reminderRuns: false, provider: null, contact: null,
  lots: [], answers: [], evidence: [], clinicians: [], quality: [], declaredBy: null, submittedAt: null, submittedOn: null, copy: null,
  replaced: [], late: null, openedOn: null, acknowledged: null,
  checks: [], findings: [], waivers: [], questions: [], concerns: [], exclusionRuns: false, exclusionOverdue: null, extensionThoughtOf: false, evaluation: null, workedOnBy: [],
  extended: null, overdueSince: null, recommendation: null, returned: [], decision: null,
  letterSent: null, recordSigned: null, recordCovers: [], roundRecord: null, recordPublished: null,
  reviewWindowOver: null, reviewAsked: null, reviewOverdue: null, reviewed: null, reviewLetter: null,
  agreementIssued: null, agreementSigned: null, bankVerified: null, supplierNumber: null, lapseWarned: null, agreementLapsed: null, toldOf: [], withdrawn: null,
};
