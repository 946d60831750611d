import type { Day, DeadlineReached, Instant, Nothing, Told } from '../shared/vocabulary.js';
import type { AwardProvider, DecisionMaker, Done, Interest, InterestInput, Submitted } from './award.events.js';
import type { ContractRoute } from './contract.events.js';
import type { Sums } from './contract.ledger.js';
import { alone, type FactsOfJoint, type JointContext, type JointEvent } from './joint.events.js';
import type { NoticeValue } from './notice-facts.js';

/** The contract that is modified, as the register holds it; of a modification it may be a framework, whose value and term are then meant. */
export interface ContractInHand extends Sums {
  readonly is: 'contract' | 'framework';
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
  /** Of a framework: the last day of four years from its first; null for a contract. */
  readonly fourYearsEnd: Day | null;
}

/** What a modification (reg 13) and an act by regulation 14 have in common: prepared, made without a standstill, and announced afterwards where the law wants that. */
export interface ActContext extends JointContext {
  readonly opened: Done | null;
  /** Null for an urgent award, which changes none. */
  readonly contract: ContractInHand | null;
  readonly decisionMakers: readonly DecisionMaker[];
  readonly interests: readonly Interest[];
  readonly noneDeclared: Done | null;
  readonly made: Done | null;
  readonly announced: Submitted | null;
  readonly overdue: readonly { readonly clock: string; readonly since: Instant }[];
  readonly dropped: ({ readonly reasons: string } & Done) | null;
}
export const nothingDone: ActContext = { opened: null, contract: null, decisionMakers: [], interests: [], noneDeclared: null, made: null, announced: null, overdue: [], dropped: null, ...alone };

/** What the sender finds out for either. */
export interface ActFacts extends FactsOfJoint {
  /** What the register has that has not ended, to choose from; only for the step that begins. */
  readonly contracts?: readonly { readonly caseId: string; readonly name: string }[];
  readonly caseId: string;
  /** The contract as the register holds it now; null where there is none, or it has ended. */
  readonly contract: ContractInHand | null;
  readonly isFrozen: boolean;
  readonly missing: readonly string[];
}

/** The steps that both have by the same name. */
export type ActEvent<Facts extends ActFacts = ActFacts> =
  | Told<'decision-makers.name', { readonly people: readonly DecisionMaker[] }, Facts>
  | Told<'conflict.declare', InterestInput, Facts>
  | Told<'conflicts.none', Nothing, Facts>
  | JointEvent<Facts>
  | DeadlineReached<Facts>;
