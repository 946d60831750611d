import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import type { Actor } from './actor.js';
import type { Amended, Amending } from './amend.js';
import { amend, cameAfter } from './amend.js';
import type { Answer } from './answers.js';

/** What is recorded with an instant of its own. */
export interface LateEntry {
  readonly actor: Actor;
  readonly type: string;
  /** Checked. */
  readonly input: unknown;
  readonly occurredAt: Instant;
  readonly by: By;
  readonly against: 'seen' | 'latest';
  readonly seen: number | undefined;
}

/**
 * What happened before something that the case already knows is inserted at its own instant and the case is told again: an e-mail of 22:00 on the
 * last day that is logged next morning was in time. Null where nothing came after it: then it is an event like any other.
 */
export async function enterLate(entry: LateEntry, amending: Amending): Promise<Amended | Answer | null> {
  const { actor, type, input, occurredAt, by } = entry;
  const { read } = amending;
  if (!(await cameAfter(occurredAt, amending))) return null;
  if (actor.kind !== 'staff' && actor.kind !== 'system') {
    return { kind: 'invalid', errors: [{ field: 'occurredOn', message: 'Something came after that date. Ask the council to enter it.' }] };
  }
  if (entry.against === 'seen' && entry.seen !== read.case?.seenSeq) return { kind: 'stale', seen: entry.seen ?? 0, seq: read.case?.seenSeq ?? 0, since: [] };
  // A hold stops the record of an earlier act too: else a date would be the way round it.
  const held = read.holds.find((hold) => hold.events.includes(type));
  if (held) return { kind: 'refused', refusals: [{ guard: 'held', because: held.because, unblock: held.unblock, source: held.source }] };
  return amend({ change: { kind: 'insert', type, input, occurredAt }, reason: 'It was recorded late.', by }, amending);
}
