import type { Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';
import type { AwardFacts, AwardProvider, Done, FrozenDocument, Submitted } from './award.parts.js';
import type { CompetitionContext, CompetitionEvent } from './competition.events.js';
import type { FrameworkJoined, UnderFramework, UnderFrameworkEvent } from './framework.events.js';
import type { JointContext, JointEvent } from './joint.events.js';
import type { KeyCriterion, NoticeValue } from './notice-facts.js';
import type { PoolContext, PoolEvent } from './pool.events.js';
import type { StandstillContext, StandstillEvent } from './standstill.events.js';

/** The five routes of the Regulations and the two ways under a framework, as notices name them. */
export type AwardRoute = 'direct award A' | 'direct award B' | 'direct award C' | 'most suitable provider' | 'competitive' | 'call-off without competition' | 'mini-competition';

/** What is bought, as the notices will say it. Money in pence, for the whole life of the contract. */
export interface AwardDetails {
  readonly title: string;
  readonly services: string;
  /** The most relevant code of Schedule 1, with its check digit. */
  readonly cpv: string;
  readonly otherCpv: readonly string[];
  /** What else is bought, where this is a mixed procurement (reg 3). */
  readonly mixedWith: string | null;
  readonly lifetimePence: number | null;
  readonly amountsPayable: string | null;
  readonly vat: NoticeValue['vat'] | null;
  /** What is inside the figure: extensions, indexation. The Regulations leave the method open, so it is said. */
  readonly valueBasis: string | null;
  /** Null where the choice of route did not know them yet; the notices then say that they are missing. */
  readonly serviceStart: Day | null;
  readonly serviceEnd: Day | null;
  readonly extensions: string | null;
  /** The contract that ends, where a new one replaces it: its reference. */
  readonly existingContract: string | null;
  /** Where providers may write to; the authority's own address where not said. */
  readonly representationsTo: string | null;
  readonly representationsEmail: string | null;
  /** The day for which the intention notice is made out; the day of making it where not said. Its last day for representations hangs on it. */
  readonly intentionOn: Day | null;
}
export interface OpenInput extends AwardDetails {
  /** The case in which the route was chosen; null where it was chosen elsewhere. */
  readonly routeCase: string | null;
  readonly providers: readonly AwardProvider[];
  /** A contract where not said. Only a competition concludes a framework. */
  readonly toConclude?: 'contract' | 'framework';
  /** The framework that further providers are to join; the competition then concludes their place in it. */
  readonly joins?: FrameworkJoined | null;
  /** The framework from whose page the contract was begun. */
  readonly frameworkCase?: string | null;
}

/** The record names the people; a notice may name the body or the post (reg 24(d)). */
export interface DecisionMaker {
  readonly name: string;
  readonly role: string;
  readonly body: string | null;
}

/** An interest that somebody declared, what was found, and what was done (reg 21, reg 24(h) and (i)). */
export interface InterestInput {
  /** A person of this service whose acts are then refused; null for somebody who does not act here. */
  readonly personId: string | null;
  readonly name: string;
  readonly interest: string;
  /** At which stage of the process. */
  readonly stage: string;
  readonly isConflict: boolean;
  readonly why: string;
  /** Somebody with a conflict recuses; no other answer is lawful. */
  readonly action: 'recused' | 'restricted' | 'no action';
  readonly managed: string;
  /** The provider with which a member of an integrated care board holds a post: by itself no conflict (reg 21(3)), save in a competition (reg 21(4)). */
  readonly postWith?: string | null;
}
export type Interest = InterestInput & Done;

export interface ExclusionCheckInput {
  /** The provider, or its intended sub-contractor. */
  readonly about: string;
  /** The provider that means to sub-contract; null where `about` is the provider itself. */
  readonly provider: string | null;
  /** What was looked at: 'debarment list', and the rest in words. */
  readonly checked: string;
  readonly result: 'clear' | 'excludable' | 'excluded';
  readonly ground: string | null;
  readonly nationalSecurity: 'no' | 'mandatory' | 'discretionary';
}
export type ExclusionCheck = ExclusionCheckInput & Done;
export interface ExclusionReasons {
  readonly about: string;
  readonly reasons: string;
  /** Evidence of self-cleaning that was looked at and found insufficient is answered with reasons (letter C6). */
  readonly selfCleaning: 'none given' | 'sufficient' | 'insufficient';
}
export interface ExcludeInput extends ExclusionReasons {
  readonly decision: 'exclude' | 'sub-contractor replaced';
}
export interface LetInInput extends ExclusionReasons {
  readonly decision: 'do not exclude' | 'overriding public interest';
}
export type ExclusionDecision = (ExcludeInput | LetInInput) & Done;
export interface SubContracting extends Done {
  readonly provider: string;
  readonly intends: boolean;
  readonly names: readonly string[];
}
/** Notices to a Minister of the Crown: before (M1), of the exclusion (M2), of what followed (M3). */
export interface MinisterNoticeInput {
  readonly notice: 'M1' | 'M2' | 'M3 representations' | 'M3 outcome';
  readonly about: string;
  readonly ground: string;
  /** Of M1: whether the Minister thinks that the ground applies and that the provider should be excluded. */
  readonly ministerAgrees: 'yes' | 'no' | 'not answered' | 'not asked';
}
export type MinisterNotice = MinisterNoticeInput & Done;

/** Until key decisions are cases of their own, an officer says what is needed and from when it may be acted on. */
export interface KeyDecisionInput {
  readonly needed: boolean;
  readonly reference: string | null;
  /** The first day on which it may be acted on: after call-in. Null while it is not known. */
  readonly implementableFrom: Day | null;
}
export type KeyDecision = KeyDecisionInput & Done;

/** One key criterion of reg 5 about one provider: what it counts, what was looked at, what was found. */
export interface CriterionView {
  readonly criterion: KeyCriterion;
  /** Per cent; null where the criteria are not weighed against each other. */
  readonly weight: number | null;
  readonly evidence: string;
  readonly finding: string;
}
export interface AssessInput {
  readonly provider: string;
  readonly whyTheseWeights: string | null;
  readonly criteria: readonly CriterionView[];
}
export type Assessment = AssessInput & Done;

export interface SelectionItem {
  readonly kind: 'suitability' | 'financial standing' | 'technical and professional ability';
  readonly requirement: string;
  readonly evidence: string;
  readonly finding: 'met' | 'not met';
}
export interface SelectionInput {
  readonly provider: string;
  readonly minimumTurnoverPence: number | null;
  /** Why more than twice the estimated value is right, where it is more. */
  readonly whyHigherTurnover: string | null;
  readonly items: readonly SelectionItem[];
}
export type Selection = SelectionInput & Done;

export interface SatisfactionInput {
  /** Is the provider satisfying the existing contract? Will it likely satisfy the new one? Both to a sufficient standard (reg 6(5), reg 9). */
  readonly satisfiesExisting: boolean;
  readonly likelySatisfiesNew: boolean;
  readonly reasons: string;
}

export interface PublishedInput {
  readonly noticeNumber: string;
  readonly link: string;
  /** The last day for representations that the published notice gives; null where it gives none. */
  readonly statedLastDay: Day | null;
}
export interface Intention extends Submitted {
  /** Null until it is published: only publication begins a standstill. */
  readonly published: (PublishedInput & Done & { readonly lawfulLastDay: Day | null }) | null;
}

export interface SignInput {
  readonly lifetimePence: number | null;
  readonly amountsPayable: string | null;
  readonly serviceStart: Day;
  readonly serviceEnd: Day;
  /** Whether the contract itself lets the authority end it in the cases of reg 22(1); where it does not, reg 22(3) implies a term. */
  readonly endingTerms?: 'in the contract' | 'implied by regulation 22(3)' | null;
}
export type Award = SignInput & Done;
/** A contract that was signed while the standstill ran: recorded as what it is. */
export interface BreachInput {
  readonly what: string;
  readonly cure: string;
}
export type Breach = BreachInput & Done & {
  /** The day of the signature where it was the framework that did not run; null where a standstill was broken. */
  readonly outsideFrameworkOn: Day | null;
};

export interface RepeatInput {
  readonly toStep: number;
  readonly reasons: string;
}
export interface Repeat extends RepeatInput, Done {
  /** Every provider that knows it is considered is told (letter C4; C3 counts). */
  readonly addressees: readonly string[];
  readonly told: readonly string[];
}
/** What a repeated step set aside: kept whole, because the record is of everything. */
export interface EarlierRound extends RepeatInput, Done {
  readonly kept: Readonly<Record<string, unknown>>;
}

export interface Abandonment extends Done {
  readonly reasons: string;
  readonly inStandstill: boolean;
}

/** Everything that an award holds, whichever the route. What a route does not have stays empty. */
export interface AwardContext extends StandstillContext, PoolContext, CompetitionContext, UnderFramework, JointContext {
  readonly route: AwardRoute | null;
  readonly routeCase: string | null;
  readonly opened: Done | null;
  readonly details: AwardDetails | null;
  /** The intended provider or providers: the existing one, or whoever was chosen. */
  readonly providers: readonly AwardProvider[];
  readonly decisionMakers: readonly DecisionMaker[];
  readonly interests: readonly Interest[];
  /** Set when somebody said that no conflict was declared. */
  readonly noneDeclared: Done | null;
  readonly subContracting: readonly SubContracting[];
  readonly exclusionChecks: readonly ExclusionCheck[];
  readonly exclusions: readonly ExclusionDecision[];
  /** Letter C5, with the opportunity to find another sub-contractor. */
  readonly subContractorWarnings: readonly ({ readonly about: string; readonly opportunity: string } & Done)[];
  readonly ministerNotices: readonly MinisterNotice[];
  /** Representations or proceedings about an exclusion, and how they ended (reg 20C(4), (5)). */
  readonly contested: readonly ({ readonly about: string; readonly how: 'representations' | 'proceedings' } & Done)[];
  readonly settled: readonly ({ readonly about: string; readonly outcome: string } & Done)[];
  readonly keyDecision: KeyDecision | null;
  readonly assessments: readonly Assessment[];
  readonly selections: readonly Selection[];
  readonly satisfaction: (SatisfactionInput & Done) | null;
  readonly approval: ({ readonly reasons: string } & Done) | null;
  readonly refusal: ({ readonly reasons: string } & Done) | null;
  readonly intention: Intention | null;
  readonly corrections: readonly Correction[];
  readonly breaches: readonly Breach[];
  readonly award: Award | null;
  readonly announced: Submitted | null;
  /** Statutory notices whose clock rang before they were submitted. */
  readonly overdue: readonly { readonly clock: string; readonly since: Instant }[];
  readonly repeat: Repeat | null;
  readonly abandonment: Abandonment | null;
  readonly abandonmentAnnounced: Submitted | null;
  readonly earlierRounds: readonly EarlierRound[];
}

/** A published notice is put right by a further notice. Only a change of substance begins the standstill again. */
export interface CorrectionInput {
  readonly kind: 'erratum' | 'amended, same dates' | 'republished, the clock starts again';
  readonly why: string;
  readonly noticeNumber: string;
  readonly statedLastDay: Day | null;
}

/** As recorded; one that is published anew names the notice in whose place it stands. */
export type Correction = CorrectionInput & Done & { readonly replaced?: { readonly noticeNumber: string; readonly on: Day } | null };

/** The steps that every route may take before the award. */
export type PreparationEvent =
  | Told<'award.open', OpenInput, AwardFacts>
  | Told<'details.change', AwardDetails, AwardFacts>
  | Told<'providers.correct', { readonly providers: readonly AwardProvider[] }, AwardFacts>
  | Told<'decision-makers.name', { readonly people: readonly DecisionMaker[] }, AwardFacts>
  | Told<'conflict.declare', InterestInput, AwardFacts>
  | Told<'conflicts.none', Nothing, AwardFacts>
  | Told<'sub-contractors.ask', { readonly provider: string; readonly intends: boolean; readonly names: readonly string[] }, AwardFacts>
  | Told<'exclusion.check', ExclusionCheckInput, AwardFacts>
  | Told<'sub-contractor.warn', { readonly about: string; readonly opportunity: string }, AwardFacts>
  | Told<'exclusion.exclude', ExcludeInput, AwardFacts>
  | Told<'exclusion.let-in', LetInInput, AwardFacts>
  | Told<'exclusion.contest', { readonly about: string; readonly how: 'representations' | 'proceedings' }, AwardFacts>
  | Told<'exclusion.settle', { readonly about: string; readonly outcome: string }, AwardFacts>
  | Told<'minister.notify', MinisterNoticeInput, AwardFacts>
  | Told<'key-decision.state', KeyDecisionInput, AwardFacts>
  | Told<'criteria.assess', AssessInput, AwardFacts>
  | Told<'selection.assess', SelectionInput, AwardFacts>
  | Told<'satisfaction.decide', SatisfactionInput, AwardFacts>
  | Told<'award.approve', { readonly reasons: string }, AwardFacts>
  | Told<'provider.refuse', { readonly reasons: string }, AwardFacts>;

/** Notices, award, and what undoes them. */
export type AwardingEvent =
  | Told<'intention.submit', FrozenDocument, AwardFacts>
  | Told<'intention.publish', PublishedInput, AwardFacts>
  | Told<'intention.correct', CorrectionInput, AwardFacts>
  | Told<'contract.sign', SignInput, AwardFacts>
  | Told<'breach.record', BreachInput, AwardFacts>
  | Told<'award-notice.submit', FrozenDocument, AwardFacts>
  | Told<'confirmation.submit', FrozenDocument, AwardFacts>
  | Told<'step.repeat', RepeatInput, AwardFacts>
  | Told<'repeat.tell', { readonly to: readonly string[] }, AwardFacts>
  | Told<'process.abandon', { readonly reasons: string }, AwardFacts>
  | Told<'abandonment.submit', FrozenDocument, AwardFacts>
  | DeadlineReached<AwardFacts>;

export type AwardEvent = PreparationEvent | AwardingEvent | StandstillEvent | PoolEvent | CompetitionEvent | UnderFrameworkEvent | JointEvent;

export type { AwardFacts, AwardProvider, Done, FrozenDocument, Submitted };
