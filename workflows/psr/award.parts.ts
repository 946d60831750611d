import type { By, Day, Instant } from '../shared/vocabulary.js';
import type { NoticeFramework } from './notice-facts.js';
import type { JointFacts } from './joint.facts.js';

/** What every part of an award is made of. */

/** Who did something, and when it happened. */
export interface Done {
  readonly by: By;
  readonly at: Instant;
  readonly on: Day;
}
/** A document that went out, by its content. */
export interface FrozenDocument {
  readonly documentId: string;
  readonly sha256: string;
}
export type Submitted = FrozenDocument & Done;

/** A provider in a case is known by its name, which is unique in it. */
export interface AwardProvider {
  readonly name: string;
  /** The registered organisation, where it is one that the product knows. */
  readonly organisationId: string | null;
  /** Registered office or principal place of business, line by line, with the postcode. */
  readonly address: readonly string[];
  readonly addressIs: 'registered office' | 'principal place of business';
  readonly email: string | null;
}

/** A framework as it is set out before offers are invited, and as it is concluded. */
export interface FrameworkAgreed extends NoticeFramework {
  /** Whether its own terms let a contract be awarded without competition, and by a competition among its providers. */
  readonly withoutCompetition: boolean;
  readonly competition: boolean;
  /** The terms by which call-offs are made, in words: what "in line with the framework" means. */
  readonly howCalledOff: string;
}
/** A framework as the register has it, for a contract that is to be awarded under it. */
export interface FrameworkNow extends FrameworkAgreed {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  /** Whether this authority is among those that may use it. */
  readonly namesUs: boolean;
  /** The providers party to it now. */
  readonly parties: readonly AwardProvider[];
  /** The day on which it was ended early; null where it was not. */
  readonly endedOn: Day | null;
}

/** What the sender finds out, the same for every step so that one answer serves every preview. */
export interface AwardFacts {
  /** This case, for facts told to other rooms. */
  readonly caseId: string;
  /** Whether whoever acts has declared a conflict about a provider of this case in the authority's register. */
  readonly hasConflict: boolean;
  /** Whether the document named is the one frozen in this case under its kind. */
  readonly isFrozen: boolean;
  /** What the Schedule requires of the notice that is submitted, and the case does not yet say; and what is wrong with it. */
  readonly missing: readonly string[];
  /** Policy: whether an accepted request to the Panel keeps the standstill open until the advice is there. */
  readonly holdsForPanel: boolean;
  /** Policy: how many evaluators score an offer at least. */
  readonly minimumEvaluators: number;
  /** The lawful last day for representations of a notice published on the day of the event; null beyond the published bank holidays. */
  readonly lawfulLastDay: Day | null;
  /** What is wrong with the number, the day or the link of a publication that is recorded; nothing where the step records none. */
  readonly publicationWrong?: readonly ('number' | 'publishedOn' | 'link')[];
  /** What the published intention says other than the case does now, and which kind of correction that calls for; only for the step that corrects. */
  readonly correction?: { readonly advised: string; readonly because: string };
  /** The framework that the step names, or under which the contract is placed, as the register has it now; null where there is none. */
  readonly framework: FrameworkNow | null;
  /** Those that may be named: only gathered for the step that names one. */
  readonly frameworks: readonly FrameworkNow[];
  /** The last day of four years that begin with the first day of the framework that is described. */
  readonly fourYearsEnd: Day | null;
  /** Policy: whether a contract may run on after its framework has ended. */
  readonly mayOutliveFramework: boolean;
  /** Of a joint case; left out for the steps that ask nothing about a partner. */
  readonly joint?: JointFacts;
}
