import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import type { Refused } from './answers.js';
import type { Asked } from './machines.js';
import type { CorrectionInput, Happening, LogLine, Retold, Step } from './story.js';
import { isRing, payloadOf, storyOf } from './story.js';

/** One thing that is changed in the story of a case. */
export type Change =
  | { readonly kind: 'insert'; readonly type: string; readonly input: unknown; readonly occurredAt: Instant }
  | { readonly kind: 'correct'; readonly seq: number; readonly input?: unknown; readonly occurredAt?: Instant }
  | { readonly kind: 'strike'; readonly seq: number };

export interface ChangedStory {
  readonly story: readonly Step[];
  /** The seq of the step that was changed or inserted; null when one was taken away. */
  readonly about: number | null;
  /** The entry of the log that is corrected. */
  readonly corrects: number | null;
  readonly type: string;
  /** What the changed event had asked for. */
  readonly asked: readonly Asked[];
  /** For an insertion its own instant, else now. */
  readonly occurredAt: Instant;
}

interface Entering {
  readonly seq: number;
  readonly at: Instant;
  readonly by: By;
}

/** The story with one thing changed. A correction is itself an entry and can be struck, which puts back what it changed. */
export function changeStory(log: readonly LogLine[], story: readonly Step[], change: Change, entering: Entering): ChangedStory | Refused {
  if (change.kind === 'insert') return insert(story, change, entering);
  const line = log[change.seq - 1];
  if (!line) return no('There is no such entry.', 'Choose an entry of this case.');
  if (line.type === 'case.correct') return change.kind === 'strike' ? undo(log, story, line, entering) : correctAgain(log, story, line, change, entering);
  const target = story.find((step) => step.seq === change.seq);
  if (!target) return no('The entry is not part of the story any more: it was struck, set aside, or only notes who does the work.', 'Strike the correction that took it away, to have it back.');
  if (target.kind === 'turn') {
    if (change.kind === 'correct' || target.version !== null) return no('This entry has no fields to correct.', 'Strike it, or go on from where the case is.');
    return { story: without(story, target), about: null, corrects: change.seq, type: line.type, asked: [], occurredAt: entering.at };
  }
  if (target.type === 'deadline.reached') return no('A clock rings by itself.', 'Correct the entry that started the clock, or enter what stopped it at its own instant.');
  if (change.kind === 'correct') return correct(story, target, change, change.seq, entering);
  if (target === story.find((step) => step.kind === 'event')) return no('Without the entry that opened it there is no case.', 'Correct the entry, or close the case.');
  return { story: without(story, target), about: null, corrects: change.seq, type: target.type, asked: target.asked, occurredAt: entering.at };
}

function insert(story: readonly Step[], { type, input, occurredAt }: Extract<Change, { kind: 'insert' }>, { seq, at, by }: Entering): ChangedStory | Refused {
  const opened = story.find((step) => step.kind === 'event') as Happening | undefined;
  if (!opened || occurredAt < opened.stamp.occurredAt) return no('At that instant the case was not open yet.', 'Correct the instant of the entry that opened it, or enter a later one.');
  const stamp = { occurredAt, occurredOn: dayOf(asInstant(occurredAt)), recordedAt: at, by };
  const step: Happening = { kind: 'event', seq, type, input, facts: undefined, stamp, asked: [], clocks: [] };
  return { story: [...story, step], about: seq, corrects: null, type, asked: [], occurredAt };
}

function correct(story: readonly Step[], target: Happening, change: Extract<Change, { kind: 'correct' }>, corrects: number, { at }: Entering): ChangedStory {
  const occurredAt = change.occurredAt ?? target.stamp.occurredAt;
  const step: Happening = {
    ...target,
    input: change.input === undefined ? target.input : change.input,
    facts: undefined,
    stamp: { ...target.stamp, occurredAt, occurredOn: dayOf(asInstant(occurredAt)) },
  };
  return { story: story.map((one) => (one === target ? step : one)), about: target.seq, corrects, type: target.type, asked: target.asked, occurredAt: at };
}

/** A second correction corrects what the first one made of the entry. */
function correctAgain(log: readonly LogLine[], story: readonly Step[], line: LogLine, change: Extract<Change, { kind: 'correct' }>, entering: Entering): ChangedStory | Refused {
  const seq = entryOf(log, line);
  const target = story.find((step): step is Happening => step.kind === 'event' && step.seq === seq);
  return target ? correct(story, target, change, line.seq, entering) : no('That entry was struck, so there is nothing to correct.', 'Strike the correction that struck it, to have it back.');
}

/** Strikes a correction: what it changed is again as it was before, and what it set aside is back. */
function undo(log: readonly LogLine[], story: readonly Step[], line: LogLine, { at }: Entering): ChangedStory | Refused {
  if (isStruck(log, line.seq)) return no('That correction was struck already.', 'Strike the entry that struck it, to have it back.');
  const { kind, type } = payloadOf(line).input as CorrectionInput;
  const { setAside } = payloadOf(line).facts as Retold;
  const entry = entryOf(log, line);
  if (kind !== 'strike' && !story.some((step) => step.seq === entry)) return no('What it entered was struck later.', 'Strike the later correction first.');
  const earlier = storyOf(log.slice(0, line.seq - 1));
  const stood = [entry, ...setAside].flatMap((seq) => earlier.filter((step) => step.seq === seq && !isRing(step)));
  const rest = story.filter((step) => step.seq !== entry && !(step.kind === 'turn' && step.seq === line.seq) && !stood.some(({ seq }) => seq === step.seq));
  const touched = [...story.filter((step) => step.seq === entry), ...stood];
  return {
    story: [...rest, ...stood],
    about: stood.some(({ seq }) => seq === entry) ? entry : null,
    corrects: line.seq,
    type,
    asked: touched.flatMap((step) => (step.kind === 'event' ? step.asked : [])),
    occurredAt: at,
  };
}

/** The entry that a chain of corrections is about: what somebody recorded or inserted first. */
function entryOf(log: readonly LogLine[], line: LogLine): number {
  if (line.type !== 'case.correct' || line.corrects === null) return line.seq;
  const target = log[line.corrects - 1];
  return target ? entryOf(log, target) : line.corrects;
}

function isStruck(log: readonly LogLine[], seq: number): boolean {
  return log.some((line) => line.type === 'case.correct' && line.corrects === seq && (payloadOf(line).input as CorrectionInput).kind === 'strike' && !isStruck(log, line.seq));
}

const without = (story: readonly Step[], gone: Step): Step[] => story.filter((step) => step !== gone);

function no(because: string, unblock: string): Refused {
  return { guard: 'correction', because, unblock, source: { cite: 'engine: corrections', trust: 'design' } };
}
