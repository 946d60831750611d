import type { Instant } from '../../workflows/shared/vocabulary.js';
import { canonical, sha256 } from './canonical.js';
import { CaseInHand } from './case-in-hand.js';
import type { Header } from './chain.js';
import { NO_HEAD, payloadDigest } from './chain.js';
import type { Clock, PolicyPort } from './clocks.js';
import type { Moved, Received } from './moved.js';
import { RECEIVED } from './moved.js';
import type { AnyProcedure, CasePerson } from './procedure.js';
import type { Registry } from './registry.js';
import type { CaseRead, Owners } from './statements.js';
import type { LogLine } from './story.js';
import { Replay } from './replay.js';

/** One thing that is not as the log says, and where. `seq` is null for what is kept beside the log. */
export interface Fault {
  readonly seq: number | null;
  readonly what: string;
}

/** What is kept of a case beside its log: everything here can be made again from it. */
export interface Kept {
  readonly caseId: string;
  readonly machine: string;
  readonly version: number;
  readonly reference: string;
  readonly seq: number;
  readonly seenSeq: number;
  readonly value: unknown;
  readonly snapshot: CaseRead['case'] extends infer Case ? (Case extends { snapshot: infer Snapshot } ? Snapshot : never) : never;
  readonly head: string;
  readonly owners: Owners;
  readonly row: unknown;
  readonly ownerId: string | null;
  readonly nextDue: Instant | null;
  readonly clocks: readonly Clock[];
  readonly work: readonly { type: string; role: string; clock: string | null; dueAt: Instant | null; ownerId: string | null }[];
  readonly people: readonly CasePerson[];
  readonly moved: Moved | null;
  readonly disposedOn: string | null;
  readonly certificate: string | null;
}

/** The chain: every header's bytes, every payload, every snapshot, and that each follows the one before. It holds for a disposed case too. */
export function chainFaults(authority: string, caseId: string, log: readonly LogLine[]): Fault[] {
  const faults: Fault[] = [];
  const whose = authoritiesOf(authority, log);
  let previous = NO_HEAD;
  log.forEach((line, n) => {
    const fault = (what: string): void => void faults.push({ seq: line.seq, what });
    if (line.seq !== n + 1) fault(`Entry ${n + 1} is missing.`);
    if (sha256(line.header) !== line.digest) fault('The header does not match its digest.');
    const header = headerOf(line);
    if (!header) return fault('The header is not readable.');
    if (header.previous !== previous) fault('It does not follow from the entry before it.');
    previous = line.digest;
    const columns = { authority: whose[n], case: caseId, seq: line.seq, machine: line.machine, version: line.version, type: line.type, occurred: line.occurredAt, recorded: line.recordedAt, actor: line.actor };
    for (const [field, value] of Object.entries(columns)) {
      if (header[field as keyof Header] !== value) fault(`The column for "${field}" does not say what the header says.`);
    }
    if (line.disposedOn !== null) return;
    if (line.payload === null || line.salt === null || line.snapshot === null) return fault('What was entered is gone, and nothing says that it was disposed of.');
    if (payloadDigest(line.salt, line.payload) !== header.payload) fault('What was entered does not match the header.');
    if (sha256(line.snapshot) !== header.snapshot) fault('The state after it does not match the header.');
  });
  return faults;
}

/** In whose name each entry was made: what stands before the receipt of a case is its former authority's. */
function authoritiesOf(authority: string, log: readonly LogLine[]): string[] {
  let whose = authority;
  return [...log].reverse().map((line) => {
    const was = whose;
    if (line.type !== RECEIVED) return was;
    const before = log[line.seq - 2];
    // Once disposed of, the header before it still says whose it was.
    whose = line.payload === null ? ((before && headerOf(before)?.authority) ?? whose) : (JSON.parse(line.payload) as { input: Received }).input.from.authorityId;
    return was;
  }).reverse();
}

/** Plays the case from its log and compares every state after every entry, and at the end all that is kept beside the log. */
export function replayFaults(authority: string, kept: Kept, log: readonly LogLine[], procedure: AnyProcedure, registry: Registry): Fault[] {
  const replay = new Replay(procedure, registry, log);
  const faults: Fault[] = [];
  for (const line of log) {
    try {
      const problem = replay.play(line);
      if (problem !== null) faults.push({ seq: line.seq, what: problem });
    } catch (fault) {
      return [...faults, { seq: line.seq, what: `The machine cannot play it: ${fault instanceof Error ? fault.message : String(fault)}` }];
    }
  }
  return [...faults, ...besideFaults(authority, kept, log, replay, registry)];
}

function besideFaults(authority: string, kept: Kept, log: readonly LogLine[], replay: Replay, registry: Registry): Fault[] {
  const { procedure } = replay;
  const read = {
    now: '',
    case: { ...kept, seq: log.length, seenSeq: kept.seenSeq, snapshot: replay.snapshot, head: log.at(-1)?.digest ?? NO_HEAD, owners: replay.owners, openedAt: '', changedAt: '', organisationId: null, disposedAt: null, moved: replay.moved },
    people: [], deadlines: [...replay.clocks.values()], holds: [], answered: null,
  } as CaseRead;
  const made = new CaseInHand(authority, kept.caseId, procedure, registry.machine(procedure, replay.version), replay.version, read, NO_POLICY).commit('', { compared: [], request: null, number: null });
  const clock = ({ name, rule, dueAt, status }: Clock): unknown => ({ name, rule, dueAt, status });
  const byText = (a: unknown, b: unknown): number => (canonical(a) < canonical(b) ? -1 : 1);
  const work = made.work.map(({ type, role, person, clock: name, dueAt }) => ({ type, role, clock: name, dueAt, ownerId: person ?? replay.owners[role]?.personId ?? null }));
  const pairs: [string, unknown, unknown][] = [
    ['The last seq', kept.seq, made.seq],
    ['The head of the chain', kept.head, made.head],
    ['The version', kept.version, made.version],
    ['The state', kept.snapshot, made.snapshot],
    ['The state that lists read', kept.value, made.value],
    ['The row that lists show', kept.row, { ...made.row, search: undefined, people: undefined, partySentence: made.row.partySentence ?? null }],
    ['Whom the case names', [...kept.people].sort(byText), [...(made.row.people ?? [])].sort(byText)],
    ['Who does the work', { owners: kept.owners, owner: kept.ownerId }, { owners: made.owners, owner: made.ownerId }],
    ['Where it went', kept.moved, replay.moved],
    ['The next date', kept.nextDue, made.nextDue],
    ['The clocks', kept.clocks.map(clock).sort(byText), [...replay.clocks.values()].map(clock).sort(byText)],
    ['The work that waits', [...kept.work].sort(byText), work.sort(byText)],
  ];
  return pairs.flatMap(([what, stands, should]) => {
    const [one, other] = [canonical(json(stands)), canonical(json(should))];
    return one === other ? [] : [{ seq: null, what: `${what} is not what the log makes it: it is ${one}, and should be ${other}.` }];
  });
}

/** What full text search should hold for a case. */
export function searchTextOf(procedure: AnyProcedure, kept: Kept): string {
  const row = procedure.project(kept.snapshot.context, kept.snapshot.value);
  return `${kept.reference} ${row.title} ${row.search}`;
}

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
/** Nothing is counted anew when a case is played from its log. */
const NO_POLICY: PolicyPort = { resolve: () => Promise.reject(new Error('A replay asks for no policy.')) };

function headerOf(line: LogLine): Header | null {
  try {
    return JSON.parse(line.header) as Header;
  } catch {
    return null;
  }
}
