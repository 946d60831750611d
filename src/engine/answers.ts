import type { Refusal } from '../../workflows/shared/vocabulary.js';

/** One field that cannot be taken, in an officer's words. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Why an event was not taken, from a guard, a hold, a failing clock, or because the case is not at that point. */
export interface Refused {
  /** The guard's name; 'not-now', 'held' or 'clock-failed' where no guard spoke. */
  readonly guard: string;
  readonly because: string;
  readonly unblock: string;
  readonly source: Refusal['source'];
  /** The field of the event that it is about, where the guard reads one. */
  readonly field?: string;
}

/** What became of an event that somebody sent. Only a fault is thrown. */
export type Answer =
  | { readonly kind: 'done'; readonly caseId: string; readonly reference: string; readonly seq: number; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly refusals: readonly Refused[] }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'stale'; readonly seen: number; readonly seq: number; readonly since: readonly string[] }
  | { readonly kind: 'not-allowed'; readonly roles: readonly string[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'key-reused' };
