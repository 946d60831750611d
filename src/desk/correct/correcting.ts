import { Injectable } from '@nestjs/common';
import type { FieldError, Refused } from '../../engine/answers.js';
import type { CaseView } from '../../engine/case-view.js';
import { Corrections } from '../../engine/correct.js';
import type { CorrectionAnswer, Outlook } from '../../engine/correct.js';
import type { AnyProcedure } from '../../engine/procedure.js';
import { Reader } from '../../engine/read.js';
import { formatLongDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import type { Person } from '../asking.js';
import { readAnswers, typedFor, typedFrom } from '../step/answers.js';
import type { Typed } from '../../web/typed.js';
import { checkFields } from '../step/check-fields.js';
import { readOccurred } from '../step/occurred.js';
import type { AnyEventOf } from '../step/step-model.js';
import { momentInWords } from '../words.js';

export const WHAT = ['answers', 'when', 'strike'] as const;
/** What is wrong with an entry: its answers, when it happened, or that it stands there at all. */
export type What = (typeof WHAT)[number];

/** An entry that is to be corrected, with its step and what was entered. */
export interface Entry {
  readonly seq: number;
  readonly sentence: string;
  readonly when: string;
  readonly event: AnyEventOf | null;
  readonly type: string;
  /** As it would have been typed. */
  readonly typed: Readonly<Record<string, string | string[]>>;
}

export type Read = { readonly errors: readonly FieldError[] } | { readonly errors: null; readonly input?: Record<string, unknown>; readonly occurredAt?: string; readonly reason: string; readonly goOnFrom?: string };

/** What an outlook says in words: refusals, or what will move and who must confirm. */
export interface OutlookWords {
  readonly refusals: readonly Refused[];
  readonly will: readonly string[];
}

/** Corrections of a case's record, from a form's words to the engine and back. */
@Injectable()
export class Correcting {
  constructor(
    private readonly corrections: Corrections,
    private readonly reader: Reader,
  ) {}

  async entry(person: Person, view: CaseView, procedure: AnyProcedure, seq: number): Promise<Entry | null> {
    const line = view.timeline.find((each) => each.seq === seq);
    const entered = line ? await this.reader.entered(person, view.caseId, seq) : null;
    if (!line || !entered) return null;
    const event = Object.hasOwn(procedure.events, entered.type) ? (procedure.events[entered.type] as AnyEventOf) : null;
    return { seq, sentence: line.sentence, when: momentInWords(line.occurredAt), event, type: entered.type, typed: typedFrom(event?.fields ?? [], entered.input) };
  }

  /** Reads the form of a correction. */
  async read(entry: Entry, what: What, body: Typed): Promise<Read> {
    const reason = typeof body['reason'] === 'string' ? body['reason'].trim() : '';
    const goOnFrom = typeof body['goOnFrom'] === 'string' && body['goOnFrom'] !== '' ? body['goOnFrom'] : undefined;
    const noReason = reason === '' ? [{ field: 'reason', message: 'Enter why the record is corrected' }] : [];
    const more = { reason, ...(goOnFrom ? { goOnFrom } : {}) };
    if (what === 'strike') return noReason.length > 0 ? { errors: noReason } : { errors: null, ...more };
    if (what === 'when') {
      const { occurredAt, errors } = readOccurred(body, await this.reader.now());
      const missing = occurredAt === undefined && errors.length === 0 ? [{ field: 'occurred-day', message: 'Enter when it happened' }] : [];
      const all = [...errors, ...missing, ...noReason];
      return all.length > 0 || occurredAt === undefined ? { errors: all } : { errors: null, occurredAt, ...more };
    }
    const fields = entry.event?.fields ?? [];
    const answers = readAnswers(fields, typedFor(fields, body));
    const all = [...answers.errors, ...(await checkFields(entry.event?.input ?? null, answers)), ...noReason];
    return all.length > 0 ? { errors: all } : { errors: null, input: answers.input, ...more };
  }

  /** What it would do, said before it is entered. */
  async outlook(person: Person, view: CaseView, entry: Entry, what: What, read: Extract<Read, { errors: null }>): Promise<OutlookWords> {
    const { reason, goOnFrom, input, occurredAt } = read;
    const change = what === 'strike' ? { kind: 'strike' as const, seq: entry.seq } : { kind: 'correct' as const, seq: entry.seq, ...(input ? { input } : {}), ...(occurredAt ? { occurredAt } : {}) };
    const outlook = await this.corrections.outlook(person, view.caseId, { change, reason, ...(goOnFrom ? { goOnFrom } : {}) });
    return outlook ? inWords(outlook, entry) : { refusals: [], will: [] };
  }

  send(person: Person, view: CaseView, entry: Entry, what: What, read: Extract<Read, { errors: null }>, seen: number | undefined): Promise<CorrectionAnswer> {
    const { reason, goOnFrom, input, occurredAt } = read;
    const why = { corrects: entry.seq, reason, ...(goOnFrom ? { goOnFrom } : {}), ...(seen === undefined ? {} : { seen }) };
    return what === 'strike' ? this.corrections.strike(person, view.caseId, why) : this.corrections.correct(person, view.caseId, { ...why, ...(input ? { input } : {}), ...(occurredAt ? { occurredAt } : {}) });
  }

  proposals(person: Person, view: CaseView) {
    return this.corrections.proposals(person, view.caseId);
  }

  /** The second person says yes or no. */
  decide(person: Person, view: CaseView, proposalId: string, yes: boolean, why: string): Promise<CorrectionAnswer> {
    return yes ? this.corrections.confirm(person, view.caseId, proposalId) : this.corrections.reject(person, view.caseId, proposalId, why);
  }
}

function inWords(outlook: Outlook, entry: Entry): OutlookWords {
  const moved = outlook.moved.map(({ rule, was, due, status }) => {
    const title = ruleByName(rule).title;
    if (status === 'ended') return `end the clock “${title}”`;
    if (status === 'rang') return `show the clock “${title}” as reached on ${formatLongDay(asDay(due))}, with all that follows from it`;
    return was === null || was === due ? `start the clock “${title}”, due ${formatLongDay(asDay(due))}` : `move “${title}” from ${formatLongDay(asDay(was))} to ${formatLongDay(asDay(due))}`;
  });
  return {
    refusals: outlook.refusals,
    will: [...moved, ...(outlook.needsSecondPerson ? ['wait until a second person has confirmed it, because it moves a clock or changes what was published'] : []), `keep entry ${entry.seq} as it was on the timeline, marked as corrected`],
  };
}

export type { FieldError, Refused };
