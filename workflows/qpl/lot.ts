import type { Day } from '../shared/vocabulary.js';

/** The legal basis on which a list is kept; it decides which clocks are law and which are only a target. */
export type Regime = 'PCR15_LTR_LIST' | 'PCR15_DPS' | 'PDPS' | 'PA23_DYNAMIC_MARKET' | 'PA23_OPEN_FRAMEWORK' | 'PSR' | 'SPOT' | 'AQP';

export type Delivery = 'face to face' | 'online';

/** One part of a list: a therapy, how it is given, in which districts, to whom. */
export interface Lot {
  readonly lotId: string;
  /** As the published documents number it, 'SLT-1'. */
  readonly code: string;
  readonly title: string;
  readonly therapy: string;
  readonly delivery: Delivery;
  readonly ageBand: string;
  readonly districts: readonly string[];
}

/** What a provider says it can take on. Waits are whole weeks to the first session. */
export interface Capacity {
  readonly sessionsPerWeek: number;
  readonly waitWeeksMin: number;
  readonly waitWeeksMax: number;
}

/** A provider as it stood when it applied or was brought over. Nothing here is a person's home address. */
export interface Provider {
  readonly organisationId: string;
  readonly name: string;
  /** 'sole trader', 'limited company', 'charity', 'NHS body', 'school' … */
  readonly kind: string;
  /** What it does, in its own words, as families read it on the public list. */
  readonly about: string;
}

/** A file given as evidence, by its content. */
export interface Evidence {
  /** What it is evidence of: a key of the scheme's evidence list, 'public-liability'. */
  readonly requirement: string;
  readonly title: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly validUntil: Day | null;
}
