import type { Day, Told } from '../shared/vocabulary.js';
import type { ActContext, ActEvent, ActFacts } from './act.events.js';
import type { AwardProvider, Done, ExclusionCheck, ExclusionCheckInput, ExclusionDecision, FrozenDocument, LetInInput, Selection, SelectionInput, SubContracting } from './award.events.js';
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

export interface UrgentContext extends ActContext {
  readonly kind: UrgentKind | null;
  readonly terms: UrgentTerms | null;
  readonly valueChangePence: number | null;
  readonly selections: readonly Selection[];
  readonly subContracting: readonly SubContracting[];
  readonly exclusionChecks: readonly ExclusionCheck[];
  readonly exclusions: readonly ExclusionDecision[];
  readonly urgency: (UrgencyInput & Done) | null;
  readonly bridge: (BridgeInput & Done) | null;
  /** Why the period is as long as it is, where it is over twelve months (Sch. 13 para 7). */
  readonly longer: ({ readonly reasons: string } & Done) | null;
  readonly made: ({ readonly reasons: string } & Done) | null;
}

export interface UrgentFacts extends ActFacts {
  /** Whether the services run for more than the twelve months that begin with their first day. */
  readonly isOverTwelveMonths: boolean;
}

export type UrgentEvent =
  | Told<'urgent.open', OpenUrgentInput, UrgentFacts>
  | Told<'selection.assess', SelectionInput, UrgentFacts>
  | Told<'sub-contractors.ask', Omit<SubContracting, keyof Done>, UrgentFacts>
  | Told<'exclusion.check', ExclusionCheckInput, UrgentFacts>
  | Told<'exclusion.let-in', LetInInput, UrgentFacts>
  | Told<'urgency.state', UrgencyInput, UrgentFacts>
  | Told<'bridge.state', BridgeInput, UrgentFacts>
  | Told<'length.justify', { readonly reasons: string }, UrgentFacts>
  | Told<'urgent.make', { readonly reasons: string }, UrgentFacts>
  | Told<'urgent-notice.submit', FrozenDocument, UrgentFacts>
  | Told<'urgent.drop', { readonly reasons: string }, UrgentFacts>
  | ActEvent<UrgentFacts>;
