import type { By, Day, Instant, Told } from '../shared/vocabulary.js';
import type { Capacity, Lot, Provider } from './lot.js';

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

export interface MembershipContext {
  readonly schemeId: string;
  readonly schemeTitle: string;
  readonly provider: Provider | null;
  readonly lot: Lot | null;
  /** Where it came from: an older list by its name, or an application. */
  readonly origin: string;
  readonly listedOn: Day | null;
  readonly missing: readonly MissingEvidence[];
  readonly seen: readonly (SeenEvidence & { readonly by: By; readonly at: Instant })[];
  readonly capacity: (Capacity & { readonly toldOn: Day }) | null;
}

export interface ImportInput extends Listing {
  readonly origin: string;
  readonly missing: readonly MissingEvidence[];
  readonly capacity: (Capacity & { readonly toldOn: Day }) | null;
}
export interface BeginInput extends Listing {
  readonly capacity: (Capacity & { readonly toldOn: Day }) | null;
}

export type MembershipEvent =
  | Told<'membership.import', ImportInput>
  | Told<'membership.begin', BeginInput>
  | Told<'evidence.confirm', { readonly seen: readonly SeenEvidence[] }>
  | Told<'capacity.tell', Capacity>;
