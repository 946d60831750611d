import type { Day, Instant, Source } from '../../workflows/shared/vocabulary.js';
import type { Clock } from './clocks.js';
import type { LoggedEvent } from './chain.js';
import type { Snapshot } from './machines.js';
import type { Moved } from './moved.js';
import type { CaseRow } from './procedure.js';
import type { Scope, Sql } from './scope.js';

/** Who does the work of each role in a case. */
export type Owners = Readonly<Record<string, { readonly personId: string; readonly name: string }>>;

/** What `read_cases` answers of a case: everything that a decision needs, in one statement. */
export interface CaseRead {
  readonly now: Instant;
  readonly case: {
    readonly machine: string;
    readonly version: number;
    readonly reference: string;
    readonly seq: number;
    readonly seenSeq: number;
    readonly snapshot: Snapshot;
    readonly head: string;
    readonly openedAt: string;
    readonly changedAt: string;
    readonly organisationId: string | null;
    readonly ownerId: string | null;
    readonly owners: Owners;
    readonly disposedAt: string | null;
    /** Set where the case went to another authority. */
    readonly moved?: Moved | null;
  } | null;
  /** Whom the case names on this day (`CaseRow.people`). */
  readonly people: readonly string[];
  readonly deadlines: readonly Clock[];
  readonly holds: readonly { events: string[]; because: string; unblock: string; source: Source }[];
  readonly answered: { readonly bodyHash: string; readonly answer: unknown } | null;
}

/** One case's part of a commit. */
export interface CaseCommit {
  readonly caseId: string;
  readonly machine: string;
  readonly version: number;
  readonly reference: string;
  readonly expected: number;
  readonly seq: number;
  readonly seenSeq: number;
  readonly value: unknown;
  readonly snapshot: Snapshot;
  readonly head: string;
  readonly at: Instant;
  readonly row: CaseRow;
  readonly searchText: string;
  readonly nextDue: Instant | null;
  /** The day that people are shown for it. */
  readonly nextDay: Day | null;
  readonly ownerId: string | null;
  readonly owners: Owners;
  readonly retention: string;
  readonly events: readonly LoggedEvent[];
  readonly deadlines: readonly Clock[];
  /** `person` is set where the case itself names whose work it is. */
  readonly work: readonly { type: string; role: string; person: string | null; clock: string | null; dueAt: Instant | null; since: Instant }[];
  readonly holds: readonly unknown[];
  readonly publications: readonly unknown[];
  /** The event types sent by somebody: compared with the holds once more. */
  readonly sent: readonly string[];
  readonly compared: readonly { caseId: string; seq: number }[];
  readonly jobs: readonly { task: string; payload: unknown; key: string }[];
  readonly request: { actor: string; key: string; bodyHash: string; answer: unknown } | null;
  /** The number that the case took from its series, when it opens. */
  readonly series: string | null;
  readonly year: number | null;
  readonly number: number | null;
}

const scopeJson = (scope: Scope): string => JSON.stringify({ authority: scope.authority, organisation: scope.organisation });

/** A case to read; with a key, also whether the asker was answered under it before. */
export interface Wanted {
  readonly caseId: string;
  readonly asker: string;
  readonly key: string | null;
}

/** The engine's named statements. Each sets its own scope, so it needs no transaction around it. Answers are in the order asked. */
export async function readCases(sql: Sql, scope: Scope, wanted: readonly Wanted[], lock = false): Promise<CaseRead[]> {
  const rows = await sql.query<{ read: CaseRead }[]>('select * from read_cases($1, $2, $3, $4, $5) as read', [
    scopeJson(scope),
    wanted.map(({ caseId }) => caseId),
    wanted.map(({ asker }) => asker),
    wanted.map(({ key }) => key),
    lock,
  ]);
  return rows.map(({ read }) => read);
}

export async function readCase(sql: Sql, scope: Scope, caseId: string, asker: string, key: string | null, lock: boolean): Promise<CaseRead> {
  const [read] = await readCases(sql, scope, [{ caseId, asker, key }], lock);
  if (!read) throw new Error('read_cases gave no answer.');
  return read;
}

export async function commitEvents(sql: Sql, scope: Scope, batch: readonly CaseCommit[]): Promise<{ caseId: string; done: boolean; seq?: number }[]> {
  const [row] = await sql.query<{ commit_events: { caseId: string; done: boolean; seq?: number }[] }[]>('select commit_events($1, $2)', [
    scopeJson(scope),
    JSON.stringify(batch),
  ]);
  if (!row) throw new Error('commit_events gave no answer.');
  return row.commit_events;
}

/** Gives out the next numbers of a series, and answers the first. A number that is not used stays as a gap. */
export async function nextNumbers(sql: Sql, scope: Scope, series: string, year: number, count: number): Promise<number> {
  const [row] = await sql.query<{ first: number }[]>('select next_numbers($1, $2, $3, $4) as first', [scopeJson(scope), series, year, count]);
  if (!row) throw new Error('next_numbers gave no answer.');
  return row.first;
}

/** 'YY/NNNNN', as councils number decisions (24/00008), after the series' own letters. */
export function formatReference(series: string, year: number, number: number): string {
  return `${series}${series ? ' ' : ''}${String(year % 100).padStart(2, '0')}/${String(number).padStart(5, '0')}`;
}
