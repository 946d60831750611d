import type { Day, DeadlineReached, Nothing, Told } from '../shared/vocabulary.js';

/** What a provider must tell, and how soon: the same day, within two working days, within five, every month. */
export type ChangeKind =
  | 'safeguarding allegation' | 'DBS or registration of a clinician'
  | 'insurance lapsed' | 'new safeguarding lead' | 'new bank details'
  | 'new owners' | 'new legal entity' | 'insolvency'
  | 'address' | 'lots';
export type ChangeOutcome = 'nothing follows' | 'places restricted or suspended' | 'exclusions run again' | 'new application asked for' | 'records changed';

export interface ChangeContext {
  readonly organisationId: string;
  readonly providerName: string;
  readonly kind: ChangeKind | null;
  /** What changed, in the provider's words. About children it names nobody. */
  readonly what: string;
  readonly knewOn: Day | null;
  readonly toldOn: Day | null;
  /** The last day to tell it, by its kind. */
  readonly dueOn: Day | null;
  readonly late: boolean;
  readonly consideredLate: boolean;
  readonly outcome: { readonly outcome: ChangeOutcome; readonly reason: string; readonly on: Day } | null;
}
export interface TellChangeInput {
  readonly kind: ChangeKind;
  readonly what: string;
  readonly knewOn: Day;
}
export interface TellFacts {
  readonly provider: { readonly organisationId: string; readonly name: string } | null;
  readonly dueOn: Day | null;
}

export type ChangeEvent =
  | Told<'change.tell', TellChangeInput, TellFacts>
  | Told<'change.consider', { readonly outcome: ChangeOutcome; readonly reason: string }>
  | DeadlineReached<Nothing>;
