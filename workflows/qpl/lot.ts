import type { Day } from '../shared/vocabulary.js';

/** The legal basis on which a list is kept; it decides which clocks are law and which are only a target. */
export type Regime =
  | 'PCR15_LTR_LIST' | 'PCR15_DPS' | 'PDPS'
  | 'PA23_DYNAMIC_MARKET' | 'PA23_OPEN_FRAMEWORK' | 'PA23_LIGHT_TOUCH' | 'BELOW_THRESHOLD'
  | 'PSR' | 'SPOT' | 'AQP';

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
  /** The first day of validity, where it was given. */
  readonly validFrom?: Day | null;
}

/** A lot as applied for: the part of its districts that the provider can serve, and what it can take on. */
export type LotApplied = Lot & Capacity;

/** Somebody who treats children, as the provider names them. The number is of the register that the profession has. */
export interface ClinicianNamed {
  readonly name: string;
  /** 'speech and language therapist', 'play therapist' … */
  readonly profession: string;
  /** 'HCPC', or the register that stands in for it: 'Play Therapy UK', 'BABCP' … */
  readonly register: string;
  readonly number: string;
}

/** Evidence as it was when a provider was admitted. `blocks`: whether losing it stops new work. */
export type AdmittedEvidence = Evidence & { readonly blocks: boolean };

/** What an admission depends on. About the provider as a whole, or one lot. */
export interface Condition {
  readonly about: string;
  readonly condition: string;
}

/**
 * The body of the fact 'qpl.application.admitted', told when a provider may be put on a list: when the outcome letter is sent where the scheme
 * asks for no agreement; else when the agreement is signed, the bank details are verified by call-back and the supplier number is there.
 */
export interface Admitted {
  readonly schemeId: string;
  readonly schemeTitle: string;
  readonly provider: Provider;
  /** The lots to which it was admitted, with districts and capacity as applied for. */
  readonly lots: readonly LotApplied[];
  readonly evidence: readonly AdmittedEvidence[];
  readonly clinicians: readonly ClinicianNamed[];
  readonly conditions: readonly Condition[];
  readonly decidedOn: Day;
}
