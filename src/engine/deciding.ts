import type { DataSource } from 'typeorm';
import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import { actingAs, scopeOf } from './access.js';
import type { Actor } from './actor.js';
import type { Answer, Refused } from './answers.js';
import { canonical, sha256 } from './canonical.js';
import { CaseInHand, ClockFailed, SYSTEM_BY } from './case-in-hand.js';
import type { PolicyPort } from './clocks.js';
import { factSources } from './fact-sources.js';
import { checkInput } from './input-check.js';
import { movedRefusal } from './moved.js';
import { enterLate } from './late-entry.js';
import type { AnyProcedure } from './procedure.js';
import { opens, type Registry } from './registry.js';
import type { Sql } from './scope.js';
import type { CaseCommit, CaseRead } from './statements.js';

/** What somebody asks for. */
export interface Command {
  readonly actor: Actor;
  readonly caseId: string;
  readonly type: string;
  readonly input: unknown;
  /** Needed only to open a case. */
  readonly procedure?: string;
  /** The seq that the person saw; needed by events that are `against: seen`. */
  readonly seen?: number;
  /** Sent twice with the same key, a command is done once. */
  readonly key?: string;
  /** When it happened, where that is earlier than now. Where something came after it, it is inserted and the case is told again. */
  readonly occurredAt?: Instant;
}

/** What a decision needs beside the command and what was read. */
export interface Deciding {
  readonly source: DataSource;
  readonly registry: Registry;
  readonly policy: PolicyPort;
  /** The locked transaction, where the case is decided again under a lock. */
  readonly tx: Sql | null;
}

/**
 * What came of it: an answer for the person and, where something changed, what to commit before it is given. An event that is refused
 * may still have a commit: clocks that had rung before it stay applied.
 */
export interface Outcome {
  readonly answer: Answer;
  readonly inHand: CaseInHand | null;
  /** Set when the case opens, and takes a number of its series first. */
  readonly opens: AnyProcedure | null;
  /** The commit, once the case has its number. */
  readonly commit: (() => CaseCommit) | null;
}

/** Under whose name a key is remembered. */
export const askerOf = (actor: Actor): string => actor.personId ?? actor.kind;

/** May this person, what are the facts, what does the machine say. It writes nothing. */
export async function decideCommand(command: Command, read: CaseRead, given: Deciding): Promise<Outcome> {
  const { actor, caseId } = command;
  const bodyHash = sha256(canonical({ caseId, type: command.type, input: command.input ?? null, seen: command.seen ?? null, occurredAt: command.occurredAt ?? null }));
  if (read.answered) {
    const same = read.answered.bodyHash === bodyHash;
    return only(same ? { ...(read.answered.answer as Extract<Answer, { kind: 'done' }>), replayed: true } : { kind: 'key-reused' });
  }
  const procedure = procedureOf(command, read, given.registry);
  const event = procedure?.events[command.type];
  if (!procedure || !event || read.case?.disposedAt) return only({ kind: 'not-found' });
  const by = actingAs(actor, event.roles);
  if (!by) return only({ kind: 'not-allowed', roles: event.roles });
  if (read.case?.moved) return only({ kind: 'refused', refusals: [movedRefusal(read.case.moved)] });
  const checked = await checkInput(event.input, command.input);
  if (!checked.ok) return only({ kind: 'invalid', errors: checked.errors });
  if (command.occurredAt !== undefined && command.occurredAt > read.now) {
    return only({ kind: 'invalid', errors: [{ field: 'occurredOn', message: 'The date must not be later than now. Record it on the day, or enter the date on which it happened.' }] });
  }

  if (command.occurredAt !== undefined && read.case) {
    const { occurredAt } = command;
    const entry = { actor, type: command.type, input: checked.input, occurredAt, by, against: event.against, seen: command.seen };
    const late = await enterLate(entry, { ...given, scope: scopeOf(actor), procedure, caseId, read });
    if (late) return late.kind === 'amended' ? done(command, bodyHash, late.inHand, late.compared, read.now, null) : only(late);
  }

  const at = read.now;
  const opening = read.case === null;
  const version = read.case?.version ?? procedure.version;
  const inHand = new CaseInHand(actor.authorityId, caseId, procedure, given.registry.machine(procedure, version), version, read, given.policy);
  const asking = factsFor(procedure, command, inHand, given);
  try {
    await inHand.catchUp(at, (told) => asking.facts(told.type, null, told.at, SYSTEM_BY));
  } catch (fault) {
    if (fault instanceof ClockFailed) return only({ kind: 'refused', refusals: [clockFailed(fault)] });
    throw fault;
  }
  const caughtUp = inHand.changed;
  const { compared } = asking;
  const answered = (answer: Answer): Outcome =>
    caughtUp ? { answer, inHand, opens: null, commit: () => inHand.commit(at, { compared, request: null, number: null }) } : only(answer);

  if (event.against === 'seen' && !opening && command.seen !== inHand.seenSeq) {
    return answered({ kind: 'stale', seen: command.seen ?? 0, seq: inHand.seenSeq, since: [] });
  }
  const held = read.holds.find((hold) => hold.events.includes(command.type));
  if (held) return answered({ kind: 'refused', refusals: [{ guard: 'held', because: held.because, unblock: held.unblock, source: held.source }] });

  const occurredAt = command.occurredAt ?? at;
  const decision = await inHand.take({
    type: command.type,
    input: checked.input,
    facts: await asking.facts(command.type, checked.input, occurredAt, by),
    stamp: { occurredAt, occurredOn: dayOf(asInstant(occurredAt)), recordedAt: at, by },
  });
  if (decision.kind === 'refused') return answered({ kind: 'refused', refusals: decision.refusals });

  return done(command, bodyHash, inHand, compared, at, opening ? procedure : null);
}

/** The answer and the commit of a case that took the event. They are made when asked for: an opening case gets its number first. */
function done(command: Command, bodyHash: string, inHand: CaseInHand, compared: CaseCommit['compared'], at: Instant, opens: AnyProcedure | null): Outcome {
  const answer = (): Extract<Answer, { kind: 'done' }> => ({ kind: 'done', caseId: command.caseId, reference: inHand.reference, seq: inHand.seenSeq, replayed: false });
  const request = (): CaseCommit['request'] => (command.key === undefined ? null : { actor: askerOf(command.actor), key: command.key, bodyHash, answer: answer() });
  return {
    get answer() {
      return answer();
    },
    inHand,
    opens,
    commit: () => inHand.commit(at, { compared, request: request(), number: inHand.number }),
  };
}

const only = (answer: Answer): Outcome => ({ answer, inHand: null, opens: null, commit: null });

function procedureOf(command: Command, read: CaseRead, registry: Registry): AnyProcedure | undefined {
  if (read.case) return registry.find(read.case.machine);
  const named = command.procedure === undefined ? undefined : registry.find(command.procedure);
  return named && opens(named, command.type) ? named : undefined;
}

function factsFor(procedure: AnyProcedure, command: Command, inHand: CaseInHand, { source, policy, tx }: Deciding) {
  const compared: { caseId: string; seq: number }[] = [];
  const sources = factSources({ source, tx, scope: scopeOf(command.actor), policy, onCase: ({ caseId, seq }) => compared.push({ caseId, seq }) });
  const facts = (type: string, input: unknown, at: Instant, by: By): Promise<unknown> =>
    procedure.facts?.({ type, caseId: command.caseId, context: inHand.snapshot.context, input, at, on: dayOf(asInstant(at)), by }, sources) ?? Promise.resolve({});
  return { facts, compared };
}

function clockFailed(fault: ClockFailed): Refused {
  return {
    guard: 'clock-failed',
    because: `${fault.message} Until that is mended the case takes corrections only, so that no step is taken as if the clock had not rung.`,
    unblock: 'An administrator has been told. Correct the event that the clock stumbles on, or move the case to a version that can take it.',
    source: { cite: 'engine: a clock that was due is applied before anything later', trust: 'design' },
  };
}
