import type { Day, DeadlineReached, Told } from '../shared/vocabulary.js';
import type { AwardFacts, AwardProvider, Done, FrameworkAgreed, FrameworkNow, FrozenDocument } from './award.parts.js';
import type { Change, ChangeInput } from './contract.ledger.js';
import type { NoticeValue } from './notice-facts.js';

export type { FrameworkAgreed, FrameworkNow };

/** By which way a contract under a framework is awarded (reg 18(3), (4)). */
export type CallOffWay = 'without competition' | 'competition';

/** The framework that further providers join by a competition of their own (reg 17). */
export interface FrameworkJoined extends FrameworkAgreed {
  readonly frameworkCase: string;
  readonly reference: string;
  readonly parties: readonly string[];
}

/** What is bought under a framework, as the register keeps it. Money in pence. */
export interface FrameworkTerms extends FrameworkAgreed {
  readonly title: string;
  /** The number that it carries on its papers. */
  readonly number: string | null;
  readonly services: string;
  readonly cpv: string;
  readonly otherCpv: readonly string[];
  /** Of everything that may be bought under it; null where it is not known. */
  readonly lifetimePence: number | null;
  readonly vat: NoticeValue['vat'] | null;
  readonly valueBasis: string | null;
  /** The authority that concluded it; null for this one. */
  readonly concludedBy: string | null;
  readonly concludedOn: Day;
  readonly how: 'competitive process' | 'before the Regime';
  /** The entry of the list of users that means this authority, where it is not its own name. */
  readonly ourEntry: string | null;
}
export interface OpenFrameworkInput extends FrameworkTerms {
  readonly providers: readonly AwardProvider[];
  /** The case of the competition that concluded it; null where it was entered by hand. */
  readonly awardCase: string | null;
}

/** A provider party to a framework. Those that left stay on record. */
export interface Party extends AwardProvider {
  readonly joinedOn: Day;
  /** The case of the competition by which it joined. */
  readonly awardCase: string | null;
  readonly left: { readonly on: Day; readonly reasons: string } | null;
}
export interface CalledOff {
  readonly callOffCase: string;
  readonly title: string;
  readonly way: CallOffWay;
  readonly providers: readonly string[];
  readonly lifetimePence: number | null;
  readonly awardedOn: Day;
  readonly serviceEnd: Day;
}
/** What a modification of it was, as its case tells. */
export interface FrameworkChange extends ChangeInput {
  readonly modificationCase: string;
  readonly whyOverFourYears: string | null;
}
export interface JoinInput {
  readonly providers: readonly AwardProvider[];
  readonly joinedOn: Day;
  /** The case of the competition; null only where another authority held it. */
  readonly awardCase: string | null;
}

export interface FrameworkContext {
  readonly terms: FrameworkTerms | null;
  readonly awardCase: string | null;
  readonly opened: Done | null;
  readonly parties: readonly Party[];
  /** Competitions by which further providers were looked for. */
  readonly rounds: readonly ({ readonly reasons: string } & Done)[];
  /** Contracts that were begun from here. */
  readonly begun: readonly ({ readonly title: string } & Done)[];
  readonly callOffs: readonly CalledOff[];
  /** Modifications under regulation 13. The terms have the last day as it now is, and the value as it was when the framework was concluded. */
  readonly changes: readonly Change[];
  readonly ended: ({ readonly reasons: string } & Done) | null;
  readonly expiredOn: Day | null;
}

/** What a contract under a framework was placed by. */
export interface PlaceInput {
  readonly frameworkCase: string;
  readonly way: CallOffWay;
  /** Within the services that the framework is for. */
  readonly withinScope: boolean;
  readonly whyWithinScope: string;
  /** A contract must not change the framework's terms substantially. */
  readonly changesTerms: boolean;
  readonly whyTermsStay: string;
}
export interface Placed extends PlaceInput, Done {
  readonly framework: FrameworkNow;
}

/** A contract that was signed on a day on which its framework did not run (reg 16(1)(b)): recorded as what it is. */
export interface FrameworkBreachInput {
  readonly signedOn: Day;
  readonly what: string;
  readonly cure: string;
}

/** Facts of the register of frameworks. */
export interface FrameworkFacts {
  readonly caseId: string;
  readonly hasConflict: boolean;
  /** The reference of a framework in the register that this would be a second time. */
  readonly sameAs: string | null;
  /** The number of this case; null before it is opened. */
  readonly reference: string | null;
  /** The latest safe start of what comes after, worked back from the last day; null where it cannot be counted. */
  readonly startBy: Day | null;
}

export type FrameworkEvent =
  | Told<'framework.open', OpenFrameworkInput, FrameworkFacts>
  | Told<'places.open', { readonly reasons: string }, FrameworkFacts>
  | Told<'provider.join', JoinInput, FrameworkFacts>
  | Told<'provider.enter', JoinInput, FrameworkFacts>
  | Told<'provider.leave', { readonly provider: string; readonly on: Day; readonly reasons: string }, FrameworkFacts>
  | Told<'parties.correct', { readonly providers: readonly AwardProvider[] }, FrameworkFacts>
  | Told<'call-off.begin', { readonly title: string }, FrameworkFacts>
  | Told<'call-off.note', CalledOff, FrameworkFacts>
  | Told<'change.note', FrameworkChange, FrameworkFacts>
  | Told<'framework.end', { readonly reasons: string }, FrameworkFacts>
  | DeadlineReached<FrameworkFacts>;

/** What an award holds where it is about a framework, or under one. */
export interface UnderFramework {
  readonly toConclude: 'contract' | 'framework';
  /** Set where the competition brings further providers into a framework that runs. */
  readonly joins: FrameworkJoined | null;
  readonly framework: FrameworkAgreed | null;
  /** The framework from whose page this contract was begun. */
  readonly frameworkCase: string | null;
  readonly placed: Placed | null;
}
/** The steps of an award that belong to a framework: those that conclude one, and those of a contract under one. */
export type UnderFrameworkEvent =
  | Told<'framework.describe', FrameworkAgreed, AwardFacts>
  | Told<'framework.conclude', { readonly lifetimePence: number; readonly starts: Day }, AwardFacts>
  | Told<'call-off.place', PlaceInput, AwardFacts>
  | Told<'framework-breach.record', FrameworkBreachInput, AwardFacts>
  | Told<'call-off.drop', { readonly reasons: string }, AwardFacts>
  | Told<'parties.invite', FrozenDocument & { readonly to: readonly string[] }, AwardFacts>;

