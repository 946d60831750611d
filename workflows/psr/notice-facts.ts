import type { Day, Instant } from '../shared/vocabulary.js';

/** The processes of the Regulations, and the two that stand outside them (reg 14, reg 18(5)), as notices name them. */
export type NoticeRoute =
  | 'direct award A'
  | 'direct award B'
  | 'direct award C'
  | 'most suitable provider'
  | 'competitive'
  | 'call-off without competition'
  | 'mini-competition'
  | 'urgent';

/** Reg 5, in its order. */
export type KeyCriterion =
  | 'quality and innovation'
  | 'value'
  | 'integration, collaboration and service sustainability'
  | 'improving access, reducing health inequalities and facilitating choice'
  | 'social value';

export const KEY_CRITERIA: readonly KeyCriterion[] = [
  'quality and innovation',
  'value',
  'integration, collaboration and service sustainability',
  'improving access, reducing health inequalities and facilitating choice',
  'social value',
];

export interface NoticeAuthority {
  readonly name: string;
  readonly address: readonly string[];
  readonly email: string;
  readonly website: string | null;
  /** Whoever answers for this notice; null names only the authority. */
  readonly contact: string | null;
}

export interface NoticeProvider {
  readonly name: string;
  /** Registered office or principal place of business, line by line; with the postcode. Empty blocks the notice. */
  readonly address: readonly string[];
  readonly addressIs: 'registered office' | 'principal place of business';
  /** Company, charity or ODS number, where there is one: it makes the OCDS party identifiable. */
  readonly identifier?: { readonly scheme: 'GB-COH' | 'GB-CHC' | 'GB-NHS'; readonly id: string };
}

/** How a value was reached is a choice that the Regulations leave to the authority: it is stored and said. */
export interface NoticeValue {
  /** The lifetime value: approximate before an award, the lifetime value itself after it. Null where it is unknown. */
  readonly lifetimePence: number | null;
  /** What is payable where the lifetime value is unknown: "£62 for each session". Only for notices after an award. */
  readonly amountsPayable: string | null;
  readonly vat: 'excluding VAT' | 'including VAT' | 'no VAT is payable';
  /** "The whole term with both extensions": what is inside the figure. */
  readonly basis: string | null;
}

/** Never blank: either somebody said that there are none, or each is described. Null until somebody has said. */
export type NoticeConflicts =
  | { readonly declared: 'none declared' }
  | { readonly declared: readonly { readonly who: string; readonly interest: string }[]; readonly managed: string };

export interface NoticeKeyCriterion {
  readonly criterion: KeyCriterion;
  /** "30%", "pass or fail". Guidance; the Regulations give no weights. */
  readonly weight: string | null;
  readonly whyThisWeight: string | null;
  /** Why the provider was chosen, by this criterion. */
  readonly reason: string;
}

export interface NoticeFramework {
  readonly starts: Day;
  readonly ends: Day;
  /** The authorities that may use it, by name. */
  readonly users: readonly string[];
  /** Where the term is over four years: the exceptional case of reg 16(5). */
  readonly whyOverFourYears: string | null;
}

export interface NoticeModification {
  readonly effectiveOn: Day;
  readonly description: string;
  readonly changesValue: boolean;
  /** Signed: negative for a fall. Null until it is known, or where the value does not change. */
  readonly valueChangePence: number | null;
  readonly changesLength: boolean;
  /** "12 months longer, to 31 March 2028". */
  readonly lengthChange: string | null;
}

/**
 * All that a notice may have to say. AWARD and the other procedures of the room give it from a case's context; a notice takes the
 * fields of its Schedule and no others. What is not known yet is null or empty: `notice()` says what is missing.
 */
export interface NoticeFacts {
  readonly authority: NoticeAuthority;
  /** Partners of a joint case, by name: a notice names all. */
  readonly jointWith: readonly string[];
  readonly reference: string;
  readonly title: string;
  readonly route: NoticeRoute;
  readonly subject: 'contract' | 'framework';
  readonly providers: readonly NoticeProvider[];
  readonly services: {
    readonly description: string;
    /** The most relevant code of Schedule 1, with its check digit: '85312330-1'. */
    readonly cpv: string;
    readonly otherCpv: readonly string[];
    /** Where the notice covers a mixed procurement (reg 3): what else is bought. */
    readonly mixedWith: string | null;
  };
  readonly value: NoticeValue | null;
  /** Between which days the services are provided: `estimated` in a notice inviting offers. `extensions` in words. */
  readonly serviceDates: {
    readonly start: Day;
    readonly end: Day;
    readonly estimated: boolean;
    readonly extensions: string | null;
  } | null;
  /** Why the dates are as they are: required of an urgent award over 12 months (Sch. 13 para 7). */
  readonly reasonsForDates: string | null;
  /** The day on which the contract was entered into, or the framework concluded. Never taken from an intention notice. */
  readonly awardedOn: Day | null;
  /** Bodies, posts or people. */
  readonly decisionMakers: readonly { readonly name: string; readonly role: string | null }[];
  readonly conflicts: NoticeConflicts | null;
  readonly keyCriteria: readonly NoticeKeyCriterion[];
  /** The reasons as a whole, by reference to the key criteria. */
  readonly reasons: string | null;
  readonly framework: NoticeFramework | null;
  /** The framework that a call-off came from: its title and reference. */
  readonly frameworkUsed: string | null;
  readonly modification: NoticeModification | null;
  /** Why reg 14 applied: the three limbs of reg 14(2), each in its own words. */
  readonly urgency: {
    readonly whyUrgent: string;
    readonly whyNotForeseeable: string;
    readonly riskToSafety: string;
  } | null;
  readonly abandonment: {
    readonly decidedOn: Day;
    readonly stage: string;
    readonly why: string | null;
    /** The last day of the standstill in which it was decided; null when none ran. */
    readonly standstillEndedOn: Day | null;
  } | null;
  readonly offers: {
    readonly awardCriteria: readonly { readonly criterion: string; readonly weight: string | null }[];
    /** The address of the portal: offers are electronic (Sch. 8). */
    readonly portal: string;
    readonly howAssessed: string;
    /** Null: in one stage. */
    readonly stages: string | null;
    readonly deadline: Instant | null;
  } | null;
  /** Where providers may write to. The last day is counted from publication unless the case's own clock gives it. */
  readonly representations: {
    readonly to: string;
    readonly email: string;
    readonly address: readonly string[];
    readonly lastDay: Day | null;
  } | null;
  /** The day on which the notice is to be published, or was: the standstill is counted from it. */
  readonly publishOn: Day | null;
  /** Notices of this case already published, so that a confirmation can point to its intention. */
  readonly earlier: readonly { readonly kind: string; readonly number: string; readonly publishedOn: Day }[];
}
