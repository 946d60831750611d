import type { Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';
import type { AwardProvider, DecisionMaker, Done, FrozenDocument, Interest, InterestInput, Submitted } from './award.events.js';
import type { ContractRoute } from './contract.events.js';
import type { Sums } from './contract.ledger.js';
import type { NoticeValue } from './notice-facts.js';

/** The five grounds of regulation 13(1) and (3). */
export type ModificationGround = 'M1' | 'M2' | 'M3' | 'M4' | 'M5';

/** The contract that is modified, as the register holds it. */
export interface ContractInHand extends Sums {
  readonly caseId: string;
  readonly title: string;
  readonly number: string | null;
  readonly providers: readonly AwardProvider[];
  readonly services: string;
  readonly cpv: string | null;
  readonly route: ContractRoute;
  readonly originalPence: number | null;
  readonly vat: NoticeValue['vat'] | null;
  readonly starts: Day;
  readonly ends: Day;
}

export interface DescribedChange {
  readonly what: string;
  readonly effectiveOn: Day;
  /** Signed, in pence: by how much the lifetime value changes. */
  readonly valueChangePence: number;
  /** The new last day, where the term changes. */
  readonly newEnd: Day | null;
  readonly lengthChange: string | null;
  /** Whether a decision of the authority brings it about. */
  readonly attributable: boolean;
  readonly whyAttributable: string;
  readonly materiallyDifferent: boolean;
  readonly whyCharacter: string;
}
export interface StatedGround {
  readonly ground: ModificationGround;
  /** The clause, the succession, the external factor, or how the ceiling was reckoned. */
  readonly evidence: string;
  /** Of a successor (M2): whether it meets the basic selection criteria. */
  readonly successorIsSelected: boolean | null;
}
/** Whether the notice is published: against the legal test only with reasons. */
export interface NoticeDecision {
  readonly publish: boolean;
  readonly reasons: string;
}

/** What the notice says of the services, where the register does not say enough for one. */
export interface NoticeWords {
  readonly title: string;
  readonly services: string;
  readonly cpv: string;
}

export interface ModificationContext {
  readonly opened: Done | null;
  readonly contract: ContractInHand | null;
  readonly decisionMakers: readonly DecisionMaker[];
  readonly interests: readonly Interest[];
  readonly noneDeclared: Done | null;
  readonly change: (DescribedChange & Done) | null;
  readonly ground: (StatedGround & Done) | null;
  readonly noticeDecision: (NoticeDecision & Done) | null;
  readonly noticeWords: (NoticeWords & Done) | null;
  readonly decision: ({ readonly permitted: boolean; readonly reasons: string } & Done) | null;
  readonly made: Done | null;
  readonly announced: Submitted | null;
  readonly overdue: readonly { readonly clock: string; readonly since: Instant }[];
  readonly dropped: ({ readonly reasons: string } & Done) | null;
}

export interface ModificationFacts {
  /** The contracts of the register that have not ended, to choose from; only for the step that begins. */
  readonly contracts?: readonly { readonly caseId: string; readonly name: string }[];
  readonly caseId: string;
  /** The contract as the register holds it now; null where there is none, or it has ended. */
  readonly contract: ContractInHand | null;
  readonly hasConflict: boolean;
  readonly isFrozen: boolean;
  readonly missing: readonly string[];
}

export type ModificationEvent =
  | Told<'modification.open', { readonly contractCase: string }, ModificationFacts>
  | Told<'decision-makers.name', { readonly people: readonly DecisionMaker[] }, ModificationFacts>
  | Told<'conflict.declare', InterestInput, ModificationFacts>
  | Told<'conflicts.none', Nothing, ModificationFacts>
  | Told<'change.describe', DescribedChange, ModificationFacts>
  | Told<'ground.state', StatedGround, ModificationFacts>
  | Told<'notice.decide', NoticeDecision, ModificationFacts>
  | Told<'modification.permit', { readonly reasons: string }, ModificationFacts>
  | Told<'modification.refuse', { readonly reasons: string }, ModificationFacts>
  | Told<'modification.make', Nothing, ModificationFacts>
  | Told<'notice.complete', NoticeWords, ModificationFacts>
  | Told<'modification-notice.submit', FrozenDocument, ModificationFacts>
  | Told<'modification.drop', { readonly reasons: string }, ModificationFacts>
  | DeadlineReached<ModificationFacts>;
