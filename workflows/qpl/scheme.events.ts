import type { By, Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';
import type { Regime } from './lot.js';
import type { NoticeKind } from './regimes.js';
import type { AllowedLate, AnsweredToAll, EvidenceRequirement, ListDocument, Price, QualityQuestion, Recheck, Round, SchemeCheck, SchemeLot, Terms } from './scheme.terms.js';

/** The parts of a list that are filled in before it can be approved, in the order of the task list. */
export const SECTIONS = ['about', 'basis', 'lots', 'requirements', 'questions', 'price', 'rounds', 'rules'] as const;
export type Section = (typeof SECTIONS)[number];

/** Why this legal basis, what it is worth, and what was said where the law had already been replaced. For officers. */
export interface Basis {
  /** The day on which the procurement was begun: the law of that day governs it. */
  readonly begunOn: Day;
  /** What will be bought through it in its whole life, extensions included. Whole pounds. */
  readonly wholeLifePounds: number;
  /** Why a regime of 2015 is used for a list begun when the new law was in force; null where that was not so. */
  readonly oldLawWhy: string | null;
}

export interface KeyDecision {
  readonly reference: string;
  /** The day on which the record of the decision was published: the call-in window counts from it. */
  readonly publishedOn: Day;
}
export interface Approval {
  readonly reasons: string;
  readonly keyDecision: KeyDecision | null;
  readonly by: By;
  readonly at: Instant;
  readonly on: Day;
}

/** A notice that the legal basis wants, from when it fell due until its number is recorded. */
export interface Notice {
  readonly number: number;
  readonly kind: NoticeKind;
  readonly title: string;
  /** Null for what comes before publication: it stops the publication instead of running out. */
  readonly rule: string | null;
  readonly dueSince: Day;
  /** What happened that it tells of: several changes may be told in one notice. */
  readonly why: readonly string[];
  readonly overdue: boolean;
  readonly recorded: RecordedNotice | null;
}
export interface RecordedNotice {
  /** As the publishing service numbers it, '012345-2026'. */
  readonly noticeId: string;
  readonly publishedOn: Day;
  readonly address: string | null;
  readonly by: By;
  readonly at: Instant;
}

/** A question about the list as it came. Who asked stays with the officers; everybody reads the answer. */
export interface AskedQuestion {
  readonly number: number;
  readonly round: number;
  readonly question: string;
  readonly asker: string;
  readonly organisationId: string | null;
  readonly at: Instant;
  /** Whether it came after the cut-off: it may be answered, and need not be. */
  readonly late: boolean;
  readonly answered: boolean;
}

/** An application that came after the close. */
export interface LateApplication {
  readonly number: number;
  readonly round: number;
  readonly provider: string;
  readonly organisationId: string | null;
  readonly receivedAt: Instant;
  /** How it came, and why it was late as far as that was said. */
  readonly how: string;
  readonly recordedBy: By;
  readonly decision: { readonly accepted: boolean; readonly reason: string; readonly by: By; readonly at: Instant } | null;
}

/** Something that changed after publication, as officers and the notices tell it. */
export interface Change {
  readonly on: Day;
  readonly what: string;
  readonly why: string | null;
}

export interface SchemeContext {
  /** The case's own id, which every fact that it tells carries. */
  readonly schemeId: string;
  readonly slug: string;
  readonly terms: Terms;
  readonly basis: Basis | null;
  /** The sections that have been filled in. */
  readonly done: readonly Section[];
  /** Everyone who drafted: none of them approves. */
  readonly draftedBy: readonly string[];
  readonly returned: readonly { readonly reason: string; readonly by: By; readonly at: Instant }[];
  readonly approval: Approval | null;
  readonly callIn: 'none' | 'running' | 'over';
  readonly rounds: readonly Round[];
  readonly invitation: (ListDocument & { readonly on: Day }) | null;
  readonly priceSchedule: ListDocument | null;
  readonly publishedOn: Day | null;
  /** Whether something was changed since the invitation was published as it stands. */
  readonly invitationIsOld: boolean;
  readonly notices: readonly Notice[];
  /** The number of the notice for which the clock runs, or null. */
  readonly noticeClock: number | null;
  readonly asked: readonly AskedQuestion[];
  readonly answered: readonly AnsweredToAll[];
  readonly late: readonly LateApplication[];
  readonly allowedLate: readonly AllowedLate[];
  readonly changes: readonly Change[];
  readonly live: { readonly on: Day; readonly withoutMembersWhy: string | null } | null;
  /** The last day as first published; extensions count from it. */
  readonly firstEnds: Day | null;
  readonly extensions: readonly Extension[];
  /** Set when its last day has passed and nobody has closed it. */
  readonly pastEnd: boolean;
  readonly closed: { readonly on: Day; readonly why: string; readonly runOff: string } | null;
  readonly abandoned: string | null;
}
export interface Extension {
  readonly from: Day;
  readonly to: Day;
  readonly reference: string;
  readonly reason: string;
  readonly on: Day;
  /** Whether it was decided with less than the months of notice that the alarm asks for. */
  readonly late: boolean;
}

/** What the sender finds out for a list. Each part is asked only where the event wants it; otherwise it is empty. */
export interface SchemeFacts {
  /** The case's own id. */
  readonly schemeId: string;
  readonly slugIsFree: boolean;
  /** The council's limit above which a decision is key, and the law's for light-touch services, in pounds. */
  readonly keyDecisionPounds: number;
  readonly lightTouchPounds: number;
  /** Whether each document that was named is the one frozen in this case. */
  readonly documentsAreFrozen: boolean;
  /** The checks that were chosen, whole, with the evidence that they ask for; and the questions, whole. */
  readonly requirements: { readonly checks: readonly SchemeCheck[]; readonly evidence: readonly EvidenceRequirement[] };
  readonly questions: readonly QualityQuestion[];
  /** The days and times that were entered, as instants. */
  readonly times: readonly RoundTimes[];
  readonly instant: Instant | null;
  /** The registered organisation of the name that was entered; null where there is none, or more than one. */
  readonly organisationId: string | null;
  /** The alarms before the end that are still ahead: 'end-12', 'end-9', 'end-6', 'end-3'. */
  readonly alarmsAhead: readonly string[];
  /** The last day to which the right of extension reaches, and the last on which deciding on one is in good time. */
  readonly extensionReaches: Day | null;
  readonly extensionInTimeUntil: Day | null;
  /** Members and applications by lot, and applications without a decision by round. */
  readonly membersOf: Readonly<Record<string, number>>;
  readonly applicationsOf: Readonly<Record<string, number>>;
  readonly undecidedOf: Readonly<Record<string, number>>;
}

export type YesNo = 'yes' | 'no';
export interface BeginInput {
  readonly title: string;
  readonly slug: string;
  readonly purpose: string;
}
export interface AboutInput {
  readonly title: string;
  readonly purpose: string;
  readonly districts: readonly string[];
  readonly starts: Day;
  readonly ends: Day | null;
  readonly extensionMonths: number | null;
  readonly extensionWords: string | null;
  readonly runOff: string;
}
export interface BasisInput extends Basis {
  readonly regime: Regime;
  readonly regimeWhy: string;
}
export type DraftLot = Pick<SchemeLot, 'lotId' | 'code' | 'therapy' | 'delivery' | 'ageBand' | 'districts'>;
/** A check as chosen from the library; its words and its re-check may be changed. */
export interface ChosenCheck {
  readonly check: string;
  readonly included: YesNo;
  readonly requirement: string;
  readonly blocks: YesNo;
  readonly recheck: Recheck;
}
/** A check of the council's own, beside those of the library. */
export interface OwnCheck {
  readonly title: string;
  readonly requirement: string;
  readonly level: SchemeCheck['level'];
  readonly blocks: YesNo;
  readonly recheck: Recheck;
  /** Whether the applicant hands in a document for it. */
  readonly document: YesNo;
}
export interface RequirementsInput {
  readonly checks: readonly ChosenCheck[];
  readonly own: readonly OwnCheck[];
}
export interface DraftQuestion {
  readonly lotId: string;
  readonly asked: string;
  readonly guidance: string;
  readonly wordLimit: number;
  readonly weight: number;
  readonly scale: '0 to 5' | '0 to 3' | 'pass or fail';
  readonly passMark: number | null;
}
export interface QuestionsInput {
  readonly questions: readonly DraftQuestion[];
  readonly lotPassPercent: number | null;
  readonly lotPass: readonly { readonly lotId: string; readonly passPercent: number | null }[];
}
export interface PriceInput {
  readonly kind: Price['kind'];
  readonly lines: readonly { readonly lotId: string; readonly unit: string; readonly ceilingPence: number | null }[];
}
export type RoundTimes = Pick<Round, 'opensAt' | 'closesAt' | 'questionsUntil'>;
/** Days and times of a London clock, 'HH:MM'. Questions are taken to the end of their day. */
export interface RoundTyped {
  readonly opensOn: Day;
  readonly opensTime: string;
  readonly closesOn: Day | null;
  readonly closesTime: string | null;
  readonly questionsOn: Day | null;
}
export interface RulesInput {
  readonly decisionBasis: string;
  readonly agreement: Terms['agreement'];
  readonly coolOffMonths: number | null;
  readonly lateAccepts: YesNo;
  readonly lateText: string;
  readonly cap: number | null;
  readonly fees: Terms['fees'];
}
export interface NoticeInput {
  readonly kind: NoticeKind;
  readonly noticeId: string;
  readonly publishedOn: Day;
  readonly address: string | null;
}
export interface AskInput {
  readonly round: number;
  readonly question: string;
  readonly asker: string;
  readonly organisationId: string | null;
}
export interface LotSwitch {
  readonly lotId: string;
  readonly why: string;
}
export interface RoundExtend {
  readonly round: number;
  readonly closesOn: Day;
  readonly closesTime: string;
  readonly questionsOn: Day | null;
  readonly ourOutage: YesNo;
  readonly why: string;
}
export interface LateInput {
  readonly round: number;
  readonly provider: string;
  readonly receivedOn: Day;
  readonly receivedTime: string;
  readonly how: string;
}
/** A ruling on an application that came late by the service itself: made in the application, kept in the list's log as well. */
export interface LateRuling {
  readonly round: number;
  readonly provider: string;
  readonly organisationId: string | null;
  readonly receivedAt: Instant;
  readonly accepted: boolean;
  readonly reason: string;
  readonly by: By;
  readonly at: Instant;
}
export interface LateDecision {
  readonly number: number;
  readonly accept: YesNo;
  readonly reason: string;
  readonly untilOn: Day | null;
  readonly untilTime: string | null;
}

export type SchemeEvent =
  | Told<'list.begin', BeginInput, SchemeFacts>
  | Told<'about.set', AboutInput, SchemeFacts>
  | Told<'basis.set', BasisInput, SchemeFacts>
  | Told<'lots.set', { readonly lots: readonly DraftLot[] }, SchemeFacts>
  | Told<'requirements.set', RequirementsInput, SchemeFacts>
  | Told<'questions.set', QuestionsInput, SchemeFacts>
  | Told<'price.set', PriceInput, SchemeFacts>
  | Told<'rounds.set', { readonly rounds: readonly RoundTyped[] }, SchemeFacts>
  | Told<'rules.set', RulesInput, SchemeFacts>
  | Told<'list.abandon', { readonly reason: string }, SchemeFacts>
  | Told<'scheme.submit', Nothing, SchemeFacts>
  | Told<'scheme.return', { readonly reason: string }, SchemeFacts>
  | Told<'scheme.approve', { readonly reasons: string; readonly keyReference: string | null; readonly keyPublishedOn: Day | null }, SchemeFacts>
  | Told<'scheme.rework', { readonly reason: string }, SchemeFacts>
  | Told<'notice.record', NoticeInput, SchemeFacts>
  | Told<'scheme.publish', { readonly invitation: ListDocument; readonly priceSchedule: ListDocument | null }, SchemeFacts>
  | Told<'invitation.publish', { readonly invitation: ListDocument }, SchemeFacts>
  | Told<'scheme.start', { readonly withoutMembersWhy: string | null }, SchemeFacts>
  | Told<'members.change', { readonly what: string; readonly on: Day }, SchemeFacts>
  | Told<'lot.open', LotSwitch, SchemeFacts>
  | Told<'lot.close', LotSwitch, SchemeFacts>
  | Told<'lot.remove', LotSwitch, SchemeFacts>
  | Told<'conditions.change', RequirementsInput & { readonly why: string }, SchemeFacts>
  | Told<'round.plan', RoundTyped, SchemeFacts>
  | Told<'round.extend', RoundExtend, SchemeFacts>
  | Told<'round.evaluate', { readonly round: number }, SchemeFacts>
  | Told<'round.decide', { readonly round: number }, SchemeFacts>
  | Told<'round.onboard', { readonly round: number }, SchemeFacts>
  | Told<'question.ask', AskInput, SchemeFacts>
  | Told<'question.answer', { readonly number: number; readonly question: string; readonly answer: string }, SchemeFacts>
  | Told<'late.record', LateInput, SchemeFacts>
  | Told<'late.note', LateRuling, SchemeFacts>
  | Told<'late.decide', LateDecision, SchemeFacts>
  | Told<'scheme.extend', { readonly ends: Day; readonly reference: string; readonly reason: string }, SchemeFacts>
  | Told<'scheme.close', { readonly why: string; readonly runOff: string }, SchemeFacts>
  | DeadlineReached<SchemeFacts>;
