import type { Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';
import type { AwardProvider, DecisionMaker, Done, ExclusionCheck, ExclusionCheckInput, FrozenDocument, Interest, InterestInput, Selection, SelectionInput, Submitted } from './award.events.js';
import type { ContractInHand } from './modification.events.js';
import type { NoticeValue } from './notice-facts.js';

/** An award or a modification under regulation 14(2), or the modification that bridges a standstill under 14(3). */
export type UrgentKind = 'award' | 'modification' | 'bridge';

export interface UrgentTerms {
  readonly title: string;
  readonly services: string;
  readonly cpv: string;
  readonly providers: readonly AwardProvider[];
  readonly lifetimePence: number | null;
  readonly amountsPayable: string | null;
  readonly vat: NoticeValue['vat'] | null;
  readonly serviceStart: Day;
  readonly serviceEnd: Day;
}
export interface OpenUrgentInput extends UrgentTerms {
  readonly kind: UrgentKind;
  /** The contract of the register that is modified; null for an award. */
  readonly contractCase: string | null;
  /** By how much its lifetime value changes, signed, in pence. */
  readonly valueChangePence: number | null;
}
/** The three conditions of regulation 14(2), each with its reasons; all must hold. */
export interface UrgencyInput {
  readonly isUrgent: boolean;
  readonly whyUrgent: string;
  /** Neither foreseeable by the authority nor attributable to it. */
  readonly notForeseeable: boolean;
  readonly notAttributable: boolean;
  readonly whyNotForeseeable: string;
  readonly safetyAtRisk: boolean;
  readonly riskToSafety: string;
}
/** The five facts of regulation 14(3). */
export interface BridgeInput {
  readonly standstillBeganOn: Day;
  readonly adviceSoughtOn: Day | null;
  readonly existingExpiresOn: Day;
  readonly standstillMayEndOn: Day;
  readonly isNecessary: boolean;
  readonly whyNecessary: string;
  readonly cannotBeMet: boolean;
  readonly whyCannotBeMet: string;
}

export interface UrgentContext {
  readonly kind: UrgentKind | null;
  readonly opened: Done | null;
  readonly terms: UrgentTerms | null;
  readonly contract: ContractInHand | null;
  readonly valueChangePence: number | null;
  readonly decisionMakers: readonly DecisionMaker[];
  readonly interests: readonly Interest[];
  readonly noneDeclared: Done | null;
  readonly selections: readonly Selection[];
  readonly exclusionChecks: readonly ExclusionCheck[];
  readonly urgency: (UrgencyInput & Done) | null;
  readonly bridge: (BridgeInput & Done) | null;
  /** Why the period is as long as it is, where it is over twelve months (Sch. 13 para 7). */
  readonly longer: ({ readonly reasons: string } & Done) | null;
  readonly made: ({ readonly reasons: string } & Done) | null;
  readonly announced: Submitted | null;
  readonly overdue: readonly { readonly clock: string; readonly since: Instant }[];
  readonly dropped: ({ readonly reasons: string } & Done) | null;
}

export interface UrgentFacts {
  /** The contracts of the register that have not ended, to choose from; only for the step that begins. */
  readonly contracts?: readonly { readonly caseId: string; readonly name: string }[];
  readonly caseId: string;
  readonly contract: ContractInHand | null;
  readonly hasConflict: boolean;
  readonly isFrozen: boolean;
  readonly missing: readonly string[];
  /** Whether the services run for more than the twelve months that begin with their first day. */
  readonly isOverTwelveMonths: boolean;
}

export type UrgentEvent =
  | Told<'urgent.open', OpenUrgentInput, UrgentFacts>
  | Told<'decision-makers.name', { readonly people: readonly DecisionMaker[] }, UrgentFacts>
  | Told<'conflict.declare', InterestInput, UrgentFacts>
  | Told<'conflicts.none', Nothing, UrgentFacts>
  | Told<'selection.assess', SelectionInput, UrgentFacts>
  | Told<'exclusion.check', ExclusionCheckInput, UrgentFacts>
  | Told<'urgency.state', UrgencyInput, UrgentFacts>
  | Told<'bridge.state', BridgeInput, UrgentFacts>
  | Told<'length.justify', { readonly reasons: string }, UrgentFacts>
  | Told<'urgent.make', { readonly reasons: string }, UrgentFacts>
  | Told<'urgent-notice.submit', FrozenDocument, UrgentFacts>
  | Told<'urgent.drop', { readonly reasons: string }, UrgentFacts>
  | DeadlineReached<UrgentFacts>;
