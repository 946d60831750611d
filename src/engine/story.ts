import type { Instant, Stamp } from '../../workflows/shared/vocabulary.js';
import { canonical } from './canonical.js';
import type { Payload } from './case-in-hand.js';
import type { Clock } from './clocks.js';
import type { Asked } from './machines.js';
import { MOVED, RECEIVED } from './moved.js';
import type { Sql } from './scope.js';

/** One row of the log as it is stored; instants in UTC, digests as hexadecimal. Payload, salt and snapshot are null once disposed of. */
export interface LogLine {
  readonly seq: number;
  readonly version: number;
  readonly machine: string;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly header: string;
  readonly digest: string;
  readonly corrects: number | null;
  readonly salt: string | null;
  readonly payload: string | null;
  readonly snapshot: string | null;
  readonly disposedOn: string | null;
  readonly certificate: string | null;
}

/** Something that happened to a case and that the machine was told. `seq` is null for a clock that rang only in a story told again. */
export interface Happening {
  readonly kind: 'event';
  readonly seq: number | null;
  readonly type: string;
  readonly input: unknown;
  /** Undefined while nobody has gathered them: an event that a correction changes or inserts. */
  readonly facts: unknown;
  readonly stamp: Stamp;
  readonly asked: readonly Asked[];
  readonly clocks: readonly Clock[];
}

/** A case that was put somewhere by a person and not by its machine: reopened, moved to another version, gone on from a named state. */
export interface Turn {
  readonly kind: 'turn';
  readonly seq: number;
  readonly at: Instant;
  readonly state: string | null;
  readonly version: number | null;
}

export type Step = Happening | Turn;

/** A step as a correction keeps it: by its seq where the log has it unchanged, else whole. */
type Kept = { readonly seq: number } | { readonly step: Step };

/** What a correction keeps beside what somebody entered: the whole story as it was told again, so that nobody is asked twice. */
export interface Retold {
  readonly tape: readonly Kept[];
  /** Seqs that no longer fitted and were set aside, where the correction named the state to go on from. */
  readonly setAside: readonly number[];
  /** Facts told to others that the corrected story does not tell. They cannot be untold. */
  readonly noLongerTrue: readonly Asked[];
}

/** What somebody entered to change the story. */
export interface CorrectionInput {
  readonly kind: 'correct' | 'strike' | 'insert';
  readonly corrects: number | null;
  readonly reason: string;
  /** The type of the event that is corrected, struck or inserted. */
  readonly type: string;
  /** The new fields; absent when struck or when only the instant changes. */
  readonly input?: unknown;
  readonly occurredAt?: Instant;
  readonly goOnFrom?: string;
  readonly proposedBy?: Stamp['by'];
}

/** Events of the log that are not the machine's and leave its state alone. */
const BESIDE = new Set(['case.assign', MOVED, RECEIVED]);

/** The log of a case, in order. Call it inside a scope. */
export async function readLog(sql: Sql, caseId: string): Promise<LogLine[]> {
  return sql.query<LogLine[]>(
    `select e.seq, e.version, e.machine, e.type, ${utc('e.occurred_at')} as "occurredAt", ${utc('e.recorded_at')} as "recordedAt", e.actor, e.header,
       encode(e.digest, 'hex') as digest, e.corrects, encode(p.salt, 'hex') as salt, p.payload, p.snapshot,
       (p.disposed_at at time zone 'Europe/London')::date::text as "disposedOn", p.certificate
     from workflow_event e left join workflow_payload p using (authority_id, case_id, seq)
     where e.authority_id = (select authority()) and e.case_id = $1 order by e.seq`,
    [caseId],
  );
}

const utc = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The story that holds now: what the last correction told again, and what came after it. */
export function storyOf(log: readonly LogLine[]): Step[] {
  let story: Step[] = [];
  for (const line of log) {
    if (BESIDE.has(line.type)) continue;
    if (line.type === 'case.correct') story = untaped(log, line);
    else story = [...story, stepOf(line)];
  }
  return story;
}

/** The whole steps of a correction's tape. */
export function untaped(log: readonly LogLine[], correction: LogLine): Step[] {
  const { tape } = payloadOf(correction).facts as Retold;
  return tape.map((kept) => {
    if ('step' in kept) return kept.step;
    const line = log[kept.seq - 1];
    if (!line) throw new Error(`The correction ${correction.seq} names the entry ${kept.seq}, which is not there.`);
    return stepOf(line);
  });
}

/** The tape of a story: what the log has unchanged is named by its seq. */
export function taped(log: readonly LogLine[], story: readonly Step[]): Kept[] {
  return story.map((step) => {
    const line = step.seq === null ? undefined : log[step.seq - 1];
    return line && line.type !== 'case.correct' && canonical(stepOf(line)) === canonical(step) ? { seq: line.seq } : { step };
  });
}

export function payloadOf(line: LogLine): Payload {
  if (line.payload === null) throw new Error(`The entry ${line.seq} was disposed of.`);
  return JSON.parse(line.payload) as Payload;
}

function stepOf(line: LogLine): Step {
  const { input, facts, stamp, asked, clocks } = payloadOf(line);
  if (line.type === 'case.reopen') return { kind: 'turn', seq: line.seq, at: line.recordedAt, state: (input as { state: string }).state, version: null };
  if (line.type === 'case.version') {
    const { to, state } = input as { to: number; state: string | null };
    return { kind: 'turn', seq: line.seq, at: line.recordedAt, state, version: to };
  }
  return { kind: 'event', seq: line.seq, type: line.type, input, facts, stamp, asked, clocks };
}

/** The instant at which a step counts. */
export function instantOf(step: Step): Instant {
  return step.kind === 'turn' ? step.at : step.stamp.occurredAt;
}

/** A clock that rang: made again whenever a story is told again. */
export function isRing(step: Step): step is Happening {
  return step.kind === 'event' && step.type === 'deadline.reached';
}
