import type { Day } from '../shared/vocabulary.js';

/**
 * What is known about a contract when its route is chosen. A fact that is absent or null is *not known*, and not known is never "no":
 * the rules then say what is missing and why it matters. Money is whole pence; days are London days.
 */
export interface RouteFacts {
  /** What the contract is, as it will be called: "Children's therapies, East Kent". */
  readonly title: string;
  /** The day as at which the question is asked. No award can be made before it. */
  readonly on: Day;
  readonly authority?: Unknown<{ readonly kind?: Unknown<AuthorityKind> }>;
  /** Whether a procedure has begun already, and when: an earlier law may still govern it. */
  readonly begun?: Unknown<{ readonly already?: Unknown<boolean>; readonly on?: Unknown<Day>; readonly evidence?: Unknown<string> }>;
  readonly need?: Unknown<Need>;
  readonly service?: Unknown<Service>;
  readonly other?: Unknown<OtherSubject>;
  readonly urgency?: Unknown<Urgency>;
  readonly bridge?: Unknown<Bridge>;
  readonly framework?: Unknown<FrameworkFacts>;
  readonly modification?: Unknown<ModificationFacts>;
  readonly existing?: Unknown<ExistingContract>;
  readonly proposed?: Unknown<ProposedContract>;
  readonly onlyProvider?: Unknown<{ readonly isSo?: Unknown<boolean>; readonly reasons?: Unknown<string> }>;
  readonly choice?: Unknown<PatientChoice>;
  readonly change?: Unknown<ChangeFacts>;
  readonly satisfaction?: Unknown<Satisfaction>;
  readonly market?: Unknown<{ readonly likelyToIdentify?: Unknown<boolean>; readonly reasons?: Unknown<string> }>;
  readonly related?: Unknown<RelatedContracts>;
  /** Periods in which the service ran without authority. They are not awarded: they are regularised. Empty says that there were none. */
  readonly ranWithoutAuthority?: Unknown<readonly RanPeriod[]>;
}

export type Unknown<T> = T | null;

export const AUTHORITY_KINDS = [
  'local authority in England', 'integrated care board', 'NHS England', 'NHS trust', 'NHS foundation trust', 'combined authority', 'combined county authority', 'another body',
] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

/** What is to be made: a contract, a change of one that goes on, a framework, or a contract under a framework. */
export const NEEDS = ['contract', 'modification', 'framework', 'call-off'] as const;
export type Need = (typeof NEEDS)[number];

export const PAYERS = ['NHS body', 'this authority', 'education budget', 'several'] as const;
export const SECTIONS = ['F', 'G', 'F and G', 'not in a plan'] as const;

export interface Service {
  readonly description?: Unknown<string>;
  /** Whether it is health care given to individuals, physical or mental. */
  readonly toIndividuals?: Unknown<boolean>;
  /** The most relevant first. */
  readonly codes?: Unknown<readonly CodeFact[]>;
  readonly lines?: Unknown<readonly ServiceLine[]>;
  /** Whether this is one person's own provision, with a provider whom that person or their family chose. */
  readonly onePersonsChoice?: Unknown<boolean>;
}
export interface CodeFact {
  readonly code: string;
  /** The answer to the code's qualifying question; for the other codes nothing is asked. */
  readonly qualifies?: Unknown<boolean>;
}
/** One kind of service in the contract: who pays for it, where plans put it, and what the authority thinks it is for. */
export interface ServiceLine {
  readonly what: string;
  readonly pays?: Unknown<(typeof PAYERS)[number]>;
  /** The section of education, health and care plans in which it stands. */
  readonly section?: Unknown<(typeof SECTIONS)[number]>;
  /** The authority's written view: is it bought for the purposes of the health service? */
  readonly forHealthService?: Unknown<boolean>;
  readonly reasons?: Unknown<string>;
  /** Estimated lifetime value of this line; wanted where lines are not all health. */
  readonly pence?: Unknown<number>;
}

/** Goods or services other than health care in the same contract. */
export interface OtherSubject {
  readonly isThere?: Unknown<boolean>;
  readonly what?: Unknown<string>;
  readonly healthPence?: Unknown<number>;
  readonly otherPence?: Unknown<number>;
  /** Whether the authority is of the view that they could reasonably be supplied under a separate contract. */
  readonly couldBeSeparate?: Unknown<boolean>;
  /** How splitting would harm its ability to act by the principles of regulation 4. */
  readonly harm?: Unknown<string>;
}

export interface Urgency {
  readonly mustBeUrgent?: Unknown<boolean>;
  readonly foreseeable?: Unknown<boolean>;
  readonly ofOurMaking?: Unknown<boolean>;
  readonly risksSafety?: Unknown<boolean>;
  readonly reasons?: Unknown<string>;
}
/** A standstill is running for the new contract while the old one ends. */
export interface Bridge {
  readonly inStandstill?: Unknown<boolean>;
  readonly adviceSought?: Unknown<boolean>;
  readonly expiresBeforeItEnds?: Unknown<boolean>;
  readonly neededForContinuity?: Unknown<boolean>;
  readonly noOtherWayInTime?: Unknown<boolean>;
}
export interface FrameworkFacts {
  /** The framework that is called off from is still running. */
  readonly running?: Unknown<boolean>;
  readonly providers?: Unknown<'one' | 'several'>;
  readonly allowsWithoutCompetition?: Unknown<boolean>;
  readonly allowsCompetition?: Unknown<boolean>;
}
export interface ModificationFacts {
  readonly providedFor?: Unknown<boolean>;
  readonly successionOnly?: Unknown<boolean>;
  readonly meetsBasicSelection?: Unknown<boolean>;
  readonly externalFactors?: Unknown<boolean>;
  readonly byAuthority?: Unknown<boolean>;
  readonly differentInCharacter?: Unknown<boolean>;
  /** A contract (not a framework) that was first awarded by direct award A or B. */
  readonly firstAwardedByAOrB?: Unknown<boolean>;
  readonly originalPence?: Unknown<number>;
  /** The sum of all changes of lifetime value since the start, this one included; downward changes count as negative. */
  readonly cumulativeChangePence?: Unknown<number>;
}

/** A lifetime value. The Regulations do not say how it is worked out, so how it was is part of it. */
export interface LifetimeValue {
  readonly pence: number;
  readonly vat: 'excluded' | 'included';
  /** What is in it: extension options, indexation. */
  readonly basis?: Unknown<string>;
  /** Where the figure stands: "contract schedule 3". */
  readonly source?: Unknown<string>;
  /** Other figures that papers give for the same thing. */
  readonly alsoStated?: Unknown<readonly { readonly pence: number; readonly where: string }[]>;
}

export const EXISTING_STATUSES = ['in force', 'not signed', 'ended', 'none'] as const;
export interface ExistingContract {
  /** 'not signed': the service is delivered as if there were a contract, and none was signed for the present term. */
  readonly status?: Unknown<(typeof EXISTING_STATUSES)[number]>;
  readonly providers?: Unknown<readonly string[]>;
  /** How many contracts the new one takes the place of. */
  readonly contracts?: Unknown<number>;
  readonly startsOn?: Unknown<Day>;
  readonly endsOn?: Unknown<Day>;
  /** When it was entered into: of all of them together where there are several. */
  readonly value?: Unknown<LifetimeValue>;
}
export interface ProposedContract {
  readonly providers?: Unknown<readonly string[]>;
  readonly startsOn?: Unknown<Day>;
  readonly endsOn?: Unknown<Day>;
  readonly value?: Unknown<LifetimeValue>;
  /** Whether the existing contract is due to expire and this one takes its place at the end of its term. */
  readonly replacesAtEnd?: Unknown<boolean>;
}
export interface PatientChoice {
  readonly offered?: Unknown<boolean>;
  readonly numberLimited?: Unknown<boolean>;
  readonly everyQualifiedOffered?: Unknown<boolean>;
  readonly canExpressInterest?: Unknown<boolean>;
}
export interface ChangeFacts {
  readonly materiallyDifferent?: Unknown<boolean>;
  readonly byAuthority?: Unknown<boolean>;
  readonly successionOnly?: Unknown<boolean>;
  readonly meetsBasicSelection?: Unknown<boolean>;
  readonly externalFactors?: Unknown<boolean>;
  readonly reasons?: Unknown<string>;
  /** Who took the view: a person or a post. */
  readonly decidedBy?: Unknown<string>;
}
export interface Satisfaction {
  readonly existing?: Unknown<boolean>;
  readonly proposed?: Unknown<boolean>;
  /** What the view rests on, by the key criteria. */
  readonly evidence?: Unknown<string>;
  /** Whether performance information was kept. */
  readonly performanceInformation?: Unknown<boolean>;
}
/** Other contracts for the same service that are decided at about the same time. */
export interface RelatedContracts {
  readonly contracts?: Unknown<number>;
  readonly existingPence?: Unknown<number>;
  readonly proposedPence?: Unknown<number>;
}
export interface RanPeriod {
  readonly from: Day;
  readonly to: Day;
  readonly why?: Unknown<string>;
}
