import type { Stamp } from '../../workflows/shared/vocabulary.js';
import { viewerFor } from './access.js';
import type { Actor } from './actor.js';
import { isInside, mayHear } from './audience.js';
import type { Payload } from './case-in-hand.js';
import type { TimelineEntry } from './case-view.js';
import { asDay } from '../calendar/day.js';
import { formatLongDay } from '../calendar/day-words.js';
import { ruleByName } from '../calendar/deadline-rules.js';
import type { movedClocks } from './differences.js';
import type { Moved, Received } from './moved.js';
import { MOVED, RECEIVED } from './moved.js';
import type { AnyProcedure, Audience } from './procedure.js';
import type { CorrectionInput, Retold } from './story.js';

/** One row of the log as the timeline reads it. */
export interface LogRow {
  readonly seq: number;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly corrects: number | null;
  readonly payload: string | null;
  readonly disposedAt: string | null;
}

/** The engine's own events, which no procedure lists: an assignment, a correction, a move to another version. */
export const DAILY: Readonly<Record<string, { label: string; audience: readonly Audience[]; told: (payload: Payload) => string }>> = {
  'case.assign': {
    label: 'Work handed over',
    audience: ['officers'],
    told: ({ input }) => {
      const { name, role } = input as { name: string | null; role: string };
      return name === null ? `gave up the work as ${role}, so that a colleague can take it` : `handed the work as ${role} to ${name}`;
    },
  },
  'case.version': {
    label: 'Moved to a new version of the procedure',
    audience: ['officers'],
    told: ({ input }) => `moved the case to version ${String((input as { to: number }).to)} of the procedure`,
  },
  [MOVED]: {
    label: 'Moved to another authority',
    audience: ['officers', 'party'],
    told: ({ input }) => `moved the case to ${(input as Moved).to.name}: ${(input as Moved).why}`,
  },
  [RECEIVED]: {
    label: 'Received from another authority',
    audience: ['officers', 'party'],
    told: ({ input }) => `received the case from ${(input as Received).from.name}, where it was ${(input as Received).from.reference}: ${(input as Received).why}`,
  },
  'case.reopen': {
    label: 'Reopened',
    audience: ['officers', 'party'],
    told: ({ input }) => `reopened the case: ${(input as { reason: string }).reason}`,
  },
};

/** More than this between happening and recording is marked as recorded late. */
const LATE_AFTER_MS = 60_000;

/** The log in plain sentences, as far as this person may hear it. */
export function timelineOf(actor: Actor, procedure: AnyProcedure, rows: readonly LogRow[], contexts: readonly unknown[] = []): TimelineEntry[] {
  const ownAreOpen = contexts.length > 0 && contexts.every((context) => procedure.ownEntriesAreOpen?.(context, viewerFor(actor)) ?? false);
  const correctedBy = new Map(rows.filter((row) => row.corrects !== null).map((row) => [row.corrects as number, row.seq]));
  return rows.flatMap((row): TimelineEntry[] => {
    if (row.payload === null) return mayHear(actor, audienceOf(procedure, row.type)) ? [disposed(row)] : [];
    const payload = JSON.parse(row.payload) as Payload;
    const described = describe(actor, procedure, row, payload);
    if (!mayHear(actor, described.audience) && !isOwn(actor, described.audience, payload.stamp, ownAreOpen)) return [];
    return [
      {
        seq: row.seq,
        type: row.type,
        label: described.label,
        sentence: `${nameFor(actor, payload.stamp)} ${described.sentence}`,
        occurredAt: row.occurredAt,
        recordedAt: row.recordedAt,
        late: Date.parse(row.recordedAt) - Date.parse(row.occurredAt) > LATE_AFTER_MS && row.type !== 'deadline.reached',
        correctedBy: correctedBy.get(row.seq) ?? null,
        corrects: row.corrects,
        documents: documentsIn(row.type === 'case.correct' ? (payload.input as CorrectionInput).input : payload.input),
      },
    ];
  });
}

/** An evaluator's entry is the evaluator's own until the procedure opens it to everybody inside. */
function isOwn(actor: Actor, audience: readonly string[], { by }: Stamp, ownAreOpen: boolean): boolean {
  return audience.includes('evaluator-own') && isInside(actor) && (ownAreOpen || (actor.personId !== null && by.personId === actor.personId));
}

function describe(actor: Actor, procedure: AnyProcedure, { type, seq }: LogRow, payload: Payload): { label: string; audience: readonly string[]; sentence: string } {
  if (type === 'case.correct') return correction(actor, procedure, seq, payload);
  const daily = DAILY[type];
  if (daily) return { label: daily.label, audience: daily.audience, sentence: daily.told(payload) };
  const event = procedure.events[type];
  if (type === 'deadline.reached' && !event) {
    const { name } = payload.input as { name: string };
    return { label: 'A clock rang', audience: ['officers'], sentence: `noted that the clock "${name}" had run out` };
  }
  if (!event) return { label: type, audience: ['officers'], sentence: 'took a step that this version no longer has' };
  return { label: event.label, audience: event.audience, sentence: event.told({ type, ...payload } as never) };
}

/** Of an entry whose words are gone: a correction's audience stood in them, so it is the officers'. */
function audienceOf(procedure: AnyProcedure, type: string): readonly Audience[] {
  return procedure.events[type]?.audience ?? DAILY[type]?.audience ?? ['officers'];
}

/** A correction is heard by whoever may hear the entry that it is about; the reason is the officers' own. */
function correction(actor: Actor, procedure: AnyProcedure, seq: number, payload: Payload): { label: string; audience: readonly string[]; sentence: string } {
  const { kind, corrects, reason, type, input, proposedBy, goOnFrom } = payload.input as CorrectionInput;
  const { tape, setAside, moved } = payload.facts as Retold & { moved: ReturnType<typeof movedClocks> };
  const event = procedure.events[type];
  const step = tape.map((kept) => ('step' in kept ? kept.step : null)).find((one) => one?.kind === 'event' && one.seq === (kind === 'insert' ? seq : corrects));
  const now = event && input !== undefined && step ? event.told(step as never) : null;
  const did = {
    correct: `corrected entry ${corrects}${now === null ? '' : `, which now reads: ${now}`}`,
    strike: `struck entry ${corrects}`,
    insert: `entered late: ${now ?? event?.label ?? type}`,
  }[kind];
  const clocks = moved.map(({ rule, was, due, status }) => {
    const title = ruleByName(rule).title;
    return status === 'running' ? `${title} is due on ${formatLongDay(asDay(due))}${was === null || was === due ? '' : `, not on ${formatLongDay(asDay(was))}`}` : `${title} ${status === 'rang' ? 'has run out' : 'does not run any more'}`;
  });
  const inside = isInside(actor);
  const sentence = [
    `${did}.`,
    ...(clocks.length > 0 ? [`${clocks.join('; ')}.`] : []),
    ...(inside && setAside.length > 0 ? [`Set aside: ${setAside.length === 1 ? 'entry' : 'entries'} ${setAside.join(', ')}.`] : []),
    ...(inside && goOnFrom !== undefined ? ['The case goes on from a state that they named.'] : []),
    ...(inside ? [`Reason: ${reason}`] : []),
    ...(inside && proposedBy ? [`Proposed by ${proposedBy.name}.`] : []),
  ].join(' ');
  return { label: kind === 'insert' ? 'Recorded late' : 'Correction', audience: event?.audience ?? ['officers'], sentence };
}

/** An organisation outside does not see which officer did something, but that the council did. */
function nameFor(actor: Actor, { by }: Stamp): string {
  if (by.role === 'system') return 'Clerkwell';
  if (!isInside(actor) && by.organisationId === null) return 'The council';
  if (by.partner) return `${by.name} (${by.partner})`;
  return by.inPlaceOf ? `${by.name} (for ${by.inPlaceOf.name})` : by.name;
}

function documentsIn(input: unknown): string[] {
  const id = (input as { documentId?: unknown } | null)?.documentId;
  return typeof id === 'string' ? [id] : [];
}

function disposed(row: LogRow): TimelineEntry {
  return {
    seq: row.seq, type: row.type, label: 'Erased', sentence: `What was recorded here was lawfully disposed of on ${row.disposedAt ?? 'an unknown day'}.`,
    occurredAt: row.occurredAt, recordedAt: row.recordedAt, late: false, correctedBy: null, corrects: row.corrects, documents: [],
  };
}
