import type { By, Day, Instant } from '../shared/vocabulary.js';
import { percent } from './in-words.js';

/** On what a change of a contract rests. M1 to M5 are regulation 13; the others stand outside it. */
export type ChangeGround = 'M1' | 'M2' | 'M3' | 'M4' | 'M5' | 'urgent, reg 14(2)' | 'bridge, reg 14(3)' | 'before the Regime, or not known';
export const CHANGE_GROUNDS: readonly ChangeGround[] = ['M1', 'M2', 'M3', 'M4', 'M5', 'urgent, reg 14(2)', 'bridge, reg 14(3)', 'before the Regime, or not known'];

export interface ChangeInput {
  readonly what: string;
  readonly ground: ChangeGround;
  /** Whether a decision of the authority brought it about (reg 13(1)(d), (4)). */
  readonly attributable: boolean;
  /** By how much the lifetime value changes, in pence; negative for a fall, nought where only something else changes. */
  readonly valueChangePence: number;
  readonly effectiveOn: Day;
  /** The new last day, where the term changes. */
  readonly newEnd: Day | null;
}
/** A line of the change ledger. The sums run from the start of the contract and take in every change, whoever caused it. */
export interface Change extends ChangeInput {
  readonly number: number;
  /** The case in which it was decided; null where it was entered by hand. */
  readonly modificationCase: string | null;
  /** Rises less falls, in pence. */
  readonly netPence: number;
  /** Rises and falls added up without their signs, in pence. */
  readonly grossPence: number;
  readonly by: By;
  readonly at: Instant;
  readonly on: Day;
}

export interface Sums {
  readonly netPence: number;
  readonly grossPence: number;
}

/** The running sums with one more change. The Regulations do not say whether rises and falls net off, so both are kept (reg 13(2), (4)). */
export function sumsWith({ netPence, grossPence }: Sums, valueChangePence: number): Sums {
  return { netPence: netPence + valueChangePence, grossPence: grossPence + Math.abs(valueChangePence) };
}
export const nothingChanged: Sums = { netPence: 0, grossPence: 0 };
export const sumsOf = (changes: readonly Sums[]): Sums => { const { netPence, grossPence } = changes.at(-1) ?? nothingChanged; return { netPence, grossPence }; };

/** The larger of the two readings, without its sign: the one that is acted on. */
export const larger = ({ netPence, grossPence }: Sums): number => Math.max(Math.abs(netPence), grossPence);

/** £500,000, in pence, and 25 per cent, in hundredths of one (reg 13(2), (4)). */
export const HALF_A_MILLION = 50_000_000;
export const A_QUARTER = 2_500;

/** What the cumulative ceiling of regulation 13(2) says of a sum. Null where the original lifetime value is not known: then only the sum decides. */
export interface Ceiling {
  readonly changePence: number;
  /** Hundredths of a per cent of the original lifetime value, rounded down; null where that is not known. */
  readonly share: number | null;
  readonly belowSum: boolean;
  readonly belowShare: boolean;
  /** It is broken only at £500,000 or more and at 25 per cent or more together. */
  readonly isBroken: boolean;
  readonly arithmetic: string;
}
export function ceilingOf(sums: Sums, originalPence: number | null): Ceiling {
  const changePence = larger(sums);
  const share = originalPence === null || originalPence === 0 ? null : Math.floor((changePence * 10_000) / originalPence);
  const belowSum = changePence < HALF_A_MILLION;
  // Compared by whole numbers: a share that was rounded could hide the penny that decides.
  const belowShare = originalPence !== null && changePence * 10_000 < originalPence * A_QUARTER;
  const sum = (pence: number) => `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: pence % 100 === 0 ? 0 : 2 })}`;
  return {
    changePence, share, belowSum, belowShare, isBroken: !belowSum && !belowShare,
    arithmetic: `${sum(changePence)} of change since the start${originalPence === null ? '; the original lifetime value is not known' : ` of ${sum(originalPence)} is ${percent(share ?? 0)}`}: ${belowSum ? 'below' : 'not below'} £500,000, ${originalPence === null ? 'and whether it is below 25% cannot be said' : `${belowShare ? 'below' : 'not below'} 25%`}.`,
  };
}
