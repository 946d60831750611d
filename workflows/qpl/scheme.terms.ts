import type { Day, Instant } from '../shared/vocabulary.js';
import type { Lot, Regime } from './lot.js';

/** What a list publishes about itself: its lots, what an applicant must show, what is asked and scored, when one may apply. */

/** A lot as the list publishes it, with its switch. */
export interface SchemeLot extends Lot {
  readonly isOpen: boolean;
  /** Why it takes no applications just now; null while it is open. */
  readonly closedWhy: string | null;
  /** The share of all marks, in percent, that admits to this lot; null where the list's own holds. */
  readonly passPercent: number | null;
}

/** Evidence that an applicant hands in. */
export interface EvidenceRequirement {
  readonly requirement: string;
  readonly title: string;
  /** The section of the form in which it is asked for, 'F'. */
  readonly section: string;
  readonly why: string;
  /** 'required'; 'optional'; or required only when a question has a certain answer. */
  readonly needed: 'required' | 'optional' | { readonly question: string; readonly answer: string };
  /** Whether it runs out, so that the day is asked for. */
  readonly runsOut: boolean;
}

/** How often a check is made again while a provider is on the list. */
export type Recheck = 'once' | 'when it runs out' | 'every month' | 'every year' | 'every three years' | 'each September';

/** The calendar's rule for each interval; null where the evidence's own last day counts, or nothing does. */
export const RECHECK_RULES: Readonly<Record<Recheck, string | null>> = {
  once: null,
  'when it runs out': null,
  'every month': 'qpl.recheck-registration',
  'every year': 'qpl.recheck-annual',
  'every three years': 'qpl.recheck-dbs',
  'each September': 'qpl.safeguarding-guidance',
};

/** A check of the list, taken from the library. */
export interface SchemeCheck {
  readonly check: string;
  readonly title: string;
  /** What the published documents ask for. */
  readonly requirement: string;
  /** Once for the provider, or once for each lot applied for. */
  readonly level: 'provider' | 'lot';
  /** Whether failing keeps a provider out, and stops new work while it lasts. */
  readonly blocks: boolean;
  /** How it is usually checked: offered to the officer. */
  readonly method: string;
  /** Where the answers and evidence for it stand in the form. */
  readonly sections: readonly string[];
  readonly evidence: readonly string[];
  readonly recheck: Recheck;
}

/** What a score means: 3, "Satisfactory: …". */
export interface ScoreMeaning {
  readonly score: number;
  readonly meaning: string;
}

/** A question that is scored, of one lot. */
export interface QualityQuestion {
  /** Known by it in the form, in scores and in letters: 'SLT-2-q1'. One key, one lot. */
  readonly key: string;
  readonly lotId: string;
  readonly asked: string;
  /** What a good answer covers, as applicants and evaluators read it. */
  readonly guidance: string;
  readonly wordLimit: number;
  /** Percent of the lot; the weights of a lot come to 100. */
  readonly weight: number;
  readonly scale: readonly ScoreMeaning[];
  /** The least agreed score with which the lot can be had; null where only the whole counts. */
  readonly passMark: number | null;
}

export interface PriceLine {
  readonly key: string;
  readonly lotId: string;
  /** 'hour of therapy', 'assessment with report'. */
  readonly unit: string;
  /** Whole pence: the most that may be asked; null where none was set. */
  readonly ceilingPence: number | null;
}
/** ceiling: no rate above it. scored: rates count towards admission. none: prices come with each order. */
export interface Price {
  readonly kind: 'none' | 'ceiling' | 'scored';
  readonly lines: readonly PriceLine[];
}

export type RoundStatus = 'planned' | 'open' | 'closed' | 'evaluating' | 'decided' | 'onboarded';
export interface RoundExtension {
  readonly from: Instant;
  readonly to: Instant;
  readonly why: string;
  /** Whether our own service was out of reach: then a round that has closed may open again. */
  readonly ourOutage: boolean;
  readonly at: Instant;
}
/** A time in which applications are taken. What comes before `closesAt` is in time. */
export interface Round {
  readonly number: number;
  readonly opensAt: Instant;
  /** Null: it stays open for the life of the list. */
  readonly closesAt: Instant | null;
  /** Questions that come before it are answered to all; null: at any time while the round is open. */
  readonly questionsUntil: Instant | null;
  /** As last written. Whether a round is open at an instant is asked of `isOpenAt`, which reads no status. */
  readonly status: RoundStatus;
  readonly extensions: readonly RoundExtension[];
}

/** A question about the list, as everybody reads it: without the name of who asked. */
export interface AnsweredToAll {
  readonly number: number;
  readonly round: number;
  readonly question: string;
  readonly answer: string;
  readonly answeredOn: Day;
}

/** Somebody who may still send an application after the close, because the published rule allowed it. */
export interface AllowedLate {
  readonly organisationId: string;
  readonly round: number;
  readonly until: Instant;
}

/** How the whole list can be made longer: only what was published can be used. */
export interface ExtensionRight {
  readonly months: number;
  readonly words: string;
}

/** The part of a list that is drafted, approved and then published. */
export interface Terms {
  readonly title: string;
  /** What the list is for, in plain words, for families and providers. */
  readonly purpose: string;
  readonly regime: Regime;
  readonly regimeWhy: string;
  readonly starts: Day;
  /** The last day of the list; null where it has none. */
  readonly ends: Day | null;
  readonly extension: ExtensionRight | null;
  /** What becomes of orders that run when the list ends. */
  readonly runOff: string;
  /** What lets an officer decide on applications. */
  readonly decisionBasis: string;
  /** The districts that the list covers: lots choose among them, and the coverage page shows the gaps. */
  readonly districts: readonly string[];
  readonly lots: readonly SchemeLot[];
  readonly evidence: readonly EvidenceRequirement[];
  readonly checks: readonly SchemeCheck[];
  readonly questions: readonly QualityQuestion[];
  /** The share of all marks, in percent, that admits to a lot which has none of its own; null: only the pass marks of questions count. */
  readonly lotPassPercent: number | null;
  readonly price: Price;
  /** none: admission puts a provider on the list. signed: only a signed agreement, verified bank details and a supplier number do. */
  readonly agreement: 'none' | 'signed';
  /** How long after a refusal one waits before applying again; null: not at all. */
  readonly reapply: { readonly coolOffMonths: number | null };
  /** The published rule for applications that come after the close. */
  readonly late: { readonly accepts: boolean; readonly text: string };
  /** The most providers that are admitted; null: everybody who qualifies. */
  readonly cap: number | null;
  readonly fees: 'none' | 'from winners' | 'from all';
}

/** Whether a round takes applications at an instant: from its opening until just before its close. It never asks whether a clock has been swept. */
export const isOpenAt = (round: Pick<Round, 'opensAt' | 'closesAt'>, at: Instant): boolean => round.opensAt <= at && (round.closesAt === null || at < round.closesAt);

/** The round that takes applications at an instant, or null. */
export const openRound = <R extends Pick<Round, 'opensAt' | 'closesAt'>>(rounds: readonly R[], at: Instant): R | null => rounds.find((round) => isOpenAt(round, at)) ?? null;

/** The next round to open after an instant, or null. */
export const nextRound = <R extends Pick<Round, 'opensAt'>>(rounds: readonly R[], at: Instant): R | null =>
  rounds.filter(({ opensAt }) => opensAt > at).sort((a, b) => (a.opensAt < b.opensAt ? -1 : 1))[0] ?? null;

/** Where a round stands at an instant: planned, open and closed by its instants, what comes after as it was recorded. */
export const statusAt = (round: Round, at: Instant): RoundStatus => {
  if (round.status === 'evaluating' || round.status === 'decided' || round.status === 'onboarded') return round.status;
  return at < round.opensAt ? 'planned' : isOpenAt(round, at) ? 'open' : 'closed';
};

/** Whether a question about the list comes in time: while a round is planned or open, and before its cut-off. */
export const takesQuestions = (round: Pick<Round, 'closesAt' | 'questionsUntil'>, at: Instant): boolean =>
  (round.closesAt === null || at < round.closesAt) && (round.questionsUntil === null || at < round.questionsUntil);

/** What the weights of a lot come to. */
export const weightOf = (questions: readonly Pick<QualityQuestion, 'lotId' | 'weight'>[], lotId: string): number =>
  questions.filter((question) => question.lotId === lotId).reduce((sum, { weight }) => sum + weight, 0);

/** The share of all marks that admits to a lot, in percent; null where only the pass marks of its questions count. */
export const passPercentOf = (terms: Pick<Terms, 'lotPassPercent' | 'lots'>, lotId: string): number | null =>
  terms.lots.find((lot) => lot.lotId === lotId)?.passPercent ?? terms.lotPassPercent;

/** A document of the list, named by its content: what was seen is what is published. */
export interface ListDocument {
  readonly documentId: string;
  readonly sha256: string;
}
