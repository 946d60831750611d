import type { Day, DeadlineReached, Nothing, Told } from '../shared/vocabulary.js';
import type { AwardProvider, CriterionView, Done } from './award.events.js';
import type { Change, ChangeInput } from './contract.ledger.js';
import type { MeasureKey } from './contract.measures.js';
import type { NoticeValue } from './notice-facts.js';

/** By which way a contract came about. */
export type ContractRoute = 'direct award A' | 'direct award B' | 'direct award C' | 'most suitable provider' | 'competitive' | 'call-off' | 'urgent award' | 'before the Regime' | 'no process known';
export const CONTRACT_ROUTES: readonly ContractRoute[] = ['direct award A', 'direct award B', 'direct award C', 'most suitable provider', 'competitive', 'call-off', 'urgent award', 'before the Regime', 'no process known'];

/** What stands in the register of a contract. Money in pence, for the whole life of the contract. */
export interface ContractTerms {
  readonly title: string;
  /** The authority's own number of the contract, as it stands on its papers. */
  readonly number: string | null;
  readonly providers: readonly AwardProvider[];
  readonly services: string;
  readonly cpv: string | null;
  readonly districts: readonly string[];
  /** As it was at the award: what later changes are measured against (reg 13(2)). Null where it is not known. */
  readonly lifetimePence: number | null;
  readonly amountsPayable: string | null;
  readonly vat: NoticeValue['vat'] | null;
  readonly valueBasis: string | null;
  readonly serviceStart: Day;
  readonly serviceEnd: Day;
  /** The last day to which the contract itself lets it be made longer; null where it does not. */
  readonly extendableTo: Day | null;
  readonly extensions: string | null;
  readonly route: ContractRoute;
  readonly awardedOn: Day | null;
  /** Null while it is delivered without a signed agreement. */
  readonly signedOn: Day | null;
}
export interface OpenContractInput extends ContractTerms {
  /** The case of its award; null where it was entered by hand or imported. */
  readonly awardCase: string | null;
  /** The file and row that it came from. */
  readonly importedFrom: string | null;
}

/** Who pays what, where a budget is pooled. The shares make the whole. */
export interface SharesInput {
  readonly totalPence: number;
  readonly period: 'a year' | 'the whole term';
  readonly shares: readonly { readonly payer: string; readonly pence: number; readonly budget: string | null }[];
}
export interface ReviewInput {
  readonly period: string;
  readonly criteria: readonly Omit<CriterionView, 'weight'>[];
  readonly conclusion: string;
}
export interface PostsInput {
  readonly asOn: Day;
  readonly posts: readonly {
    readonly therapy: string;
    readonly area: string;
    /** Full-time equivalents, in hundredths: 4.25 posts are 425. */
    readonly fteHundredths: number;
    /** The share of each post that this contract funds, in whole per cent. */
    readonly fundedPercent: number;
  }[];
}
export interface CaseloadInput {
  readonly asOn: Day;
  /** Null: it was not collected, which is not nought. */
  readonly rows: readonly { readonly therapy: string; readonly area: string; readonly children: number | null }[];
}
export interface ActivityInput {
  readonly from: Day;
  readonly to: Day;
  readonly rows: readonly { readonly measure: MeasureKey; readonly therapy: string; readonly area: string; readonly count: number | null }[];
}
export interface RenewalInput {
  readonly decision: 'begin now' | 'let it end';
  readonly reasons: string;
}

/** Ending a contract before its last day. On the grounds of national security a Minister of the Crown comes first (reg 22(4), (5)). */
export interface EndInput {
  readonly reasons: string;
  /** The ground of debarment (PA 2023 Sch. 6 para 35) is mandatory, the threat itself (Sch. 7 para 14) discretionary. */
  readonly nationalSecurity?: 'no' | SecurityGround;
  /** Whether the Minister thinks that the ground applies and the contract should end: asked on the discretionary ground. */
  readonly ministerAgrees?: 'yes' | 'no' | 'not answered' | 'not asked';
}
export type SecurityGround = 'mandatory' | 'discretionary';
/** Notice M4, before a contract is ended on grounds of national security (reg 22(4), (5)). */
export interface NotifyMinisterInput {
  readonly ground: SecurityGround;
  /** What the authority knows, as the Minister reads it. */
  readonly known: string;
}

export interface ContractContext {
  readonly terms: ContractTerms | null;
  /** The last day as it stands after every change of the term. */
  readonly ends: Day | null;
  readonly awardCase: string | null;
  readonly importedFrom: string | null;
  readonly opened: Done | null;
  readonly signature: ({ readonly signedOn: Day } & Done) | null;
  readonly changes: readonly Change[];
  readonly shares: (SharesInput & Done) | null;
  readonly reviews: readonly (ReviewInput & Done)[];
  /** Since when a review has been due without one. */
  readonly reviewOverdueSince: Day | null;
  readonly posts: readonly (PostsInput & Done)[];
  readonly caseloads: readonly (CaseloadInput & Done)[];
  readonly activity: readonly (ActivityInput & Done)[];
  /** What was decided about the time after its end; by the clock where the latest safe start came first. */
  readonly renewal: ({ readonly decision: RenewalInput['decision'] | 'begun by the clock'; readonly reasons: string | null; readonly end: Day } & Done) | null;
  readonly ministerNotices: readonly (NotifyMinisterInput & Done)[];
  readonly ended: ({ readonly reasons: string; readonly early: boolean } & Done) | null;
}

/** What the sender finds out. */
export interface ContractFacts {
  readonly caseId: string;
  /** The reference of a contract in the register that this would be a second time; null where there is none. */
  readonly sameAs: string | null;
  /** The latest safe start of what comes after, worked back from the last day that the contract would have; null where it cannot be counted. */
  readonly startBy: Day | null;
}

export type ContractEvent =
  | Told<'contract.open', OpenContractInput, ContractFacts>
  | Told<'signature.record', { readonly signedOn: Day }, ContractFacts>
  | Told<'change.enter', ChangeInput, ContractFacts>
  | Told<'change.note', ChangeInput & { readonly modificationCase: string }, ContractFacts>
  | Told<'shares.set', SharesInput, ContractFacts>
  | Told<'review.record', ReviewInput, ContractFacts>
  | Told<'posts.set', PostsInput, ContractFacts>
  | Told<'caseload.count', CaseloadInput, ContractFacts>
  | Told<'activity.report', ActivityInput, ContractFacts>
  | Told<'renewal.decide', RenewalInput, ContractFacts>
  | Told<'minister.notify', NotifyMinisterInput, ContractFacts>
  | Told<'contract.end', EndInput, ContractFacts>
  | Told<'contract.close', Nothing, ContractFacts>
  | DeadlineReached<ContractFacts>;
