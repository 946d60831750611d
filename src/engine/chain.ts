import { randomBytes } from 'node:crypto';
import type { Instant } from '../../workflows/shared/vocabulary.js';
import { canonical, sha256 } from './canonical.js';

/** The head of a case that has no event yet. */
export const NO_HEAD = '0'.repeat(64);

/** What one link of a case's chain covers. The payload is covered by its salted digest, so that it can be erased and the chain kept. */
export interface Header {
  readonly authority: string;
  readonly case: string;
  readonly seq: number;
  readonly machine: string;
  readonly version: number;
  readonly type: string;
  readonly occurred: Instant;
  readonly recorded: Instant;
  readonly actor: string;
  readonly payload: string;
  readonly snapshot: string;
  readonly previous: string;
}

/** One event as it is written to the log. */
export interface LoggedEvent {
  readonly seq: number;
  readonly version: number;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly header: string;
  readonly digest: string;
  readonly salt: string;
  readonly payload: string;
  readonly snapshot: string;
  readonly corrects: number | null;
}

export interface Link {
  readonly authority: string;
  readonly caseId: string;
  readonly seq: number;
  readonly machine: string;
  readonly version: number;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly payload: unknown;
  readonly snapshot: unknown;
  readonly previous: string;
  readonly corrects?: number | null;
}

/** The salted digest of a payload: without the salt, a short payload could be guessed from it after disposal. */
export function payloadDigest(salt: string, payload: string): string {
  return sha256(Buffer.from(salt, 'hex'), payload);
}

/** Forges the next link of a case's chain. */
export function link(next: Link): LoggedEvent {
  const salt = randomBytes(16).toString('hex');
  const payload = canonical(next.payload);
  const snapshot = canonical(next.snapshot);
  const header = canonical({
    authority: next.authority,
    case: next.caseId,
    seq: next.seq,
    machine: next.machine,
    version: next.version,
    type: next.type,
    occurred: next.occurredAt,
    recorded: next.recordedAt,
    actor: next.actor,
    payload: payloadDigest(salt, payload),
    snapshot: sha256(snapshot),
    previous: next.previous,
  } satisfies Header);
  return {
    seq: next.seq,
    version: next.version,
    type: next.type,
    occurredAt: next.occurredAt,
    recordedAt: next.recordedAt,
    actor: next.actor,
    header,
    digest: sha256(header),
    salt,
    payload,
    snapshot,
    corrects: next.corrects ?? null,
  };
}
