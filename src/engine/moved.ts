import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import type { Refused } from './answers.js';
import type { CaseRow } from './procedure.js';

/** The entries by which a case leaves an authority and comes to another. They are not the machine's: its state goes along unchanged. */
export const MOVED = 'case.moved';
export const RECEIVED = 'case.received';

/** Where a case went, as the entry of its move says it. */
export interface Moved {
  /** Of this move and of the bundle that carries it. */
  readonly moveId: string;
  readonly to: { readonly authorityId: string; readonly name: string };
  readonly why: string;
  readonly proposedBy: By;
  readonly at: Instant;
}

/** Where a case came from. */
export interface Received {
  readonly moveId: string;
  readonly from: { readonly authorityId: string; readonly name: string; readonly reference: string };
  readonly why: string;
  /** SHA-256 of the signed list of the bundle, and of the key that signed it. */
  readonly manifest: string;
  readonly key: string;
}

/** The row of a case that is elsewhere now: closed, and it says where. */
export function rowOnceMoved(row: CaseRow, moved: Moved | null | undefined): CaseRow {
  if (!moved) return row;
  const went = `Moved to ${moved.to.name}: ${moved.why}`;
  return { ...row, open: false, sentence: went, ...(row.partySentence === undefined ? {} : { partySentence: `This case went to ${moved.to.name}.` }) };
}

export function movedRefusal({ to, why }: Moved): Refused {
  return {
    guard: 'moved', because: `The case went to ${to.name} and takes nothing more here. ${why}`, unblock: `Ask ${to.name}, where it goes on.`,
    source: { cite: 'engine: a case that was moved goes on in one place', trust: 'design' },
  };
}
