import type { Told } from '../shared/vocabulary.js';
import type { AwardFacts, AwardProvider, Done, FrozenDocument, Submitted } from './award.parts.js';

/** A provider that may be the most suitable, or was looked at and left out; with written reasons either way. */
export interface PoolEntryInput extends AwardProvider {
  readonly include: boolean;
  readonly reasons: string;
  /** Whether it answered the notice of intention to follow the process. All are considered by the same rules. */
  readonly answered: boolean;
}
export type PoolEntry = PoolEntryInput & Done;

/** A question of one provider, answered to all alike (reg 4). */
export interface ClarificationInput {
  readonly question: string;
  readonly answer: string;
  readonly sentTo: readonly string[];
}
export type Clarification = ClarificationInput & Done;

export interface PoolContext {
  /** The notice of intention to follow the process, by the day of its submission. */
  readonly following: Submitted | null;
  /** Set when the fourteen days after its submission had passed. */
  readonly poolMayBeCompleted: boolean;
  readonly pool: readonly PoolEntry[];
  readonly poolCompleted: Done | null;
  readonly choice: ({ readonly providers: readonly string[]; readonly reasons: string } & Done) | null;
  readonly clarifications: readonly Clarification[];
}

export type PoolEvent =
  | Told<'following.submit', FrozenDocument, AwardFacts>
  | Told<'pool.consider', PoolEntryInput, AwardFacts>
  | Told<'pool.complete', { readonly reasons: string }, AwardFacts>
  | Told<'clarification.share', ClarificationInput, AwardFacts>
  | Told<'provider.choose', { readonly providers: readonly string[]; readonly reasons: string }, AwardFacts>;
