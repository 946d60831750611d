import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { asInstant } from '../../calendar/day.js';
import { formatInstant } from '../../calendar/day-words.js';
import type { Answer, FieldError, Refused } from '../../engine/answers.js';
import { Reader } from '../../engine/read.js';
import { Sender } from '../../engine/send.js';
import { TryOut } from '../../engine/try-out.js';
import type { TriedOut } from '../../engine/try-out.js';
import type { Person } from '../asking.js';
import { readAnswers, typedFor } from './answers.js';
import type { Typed } from '../../web/typed.js';
import { checkFields } from './check-fields.js';
import { copyBoxes, unconfirmed } from './copying.js';
import type { Copied } from './copying.js';
import { Drafts } from './drafts.js';
import { FilesOfSteps } from './files-of-steps.js';
import type { Uploaded } from './files-of-steps.js';
import { OCCURRED_BOXES, readOccurred } from './occurred.js';
import { asksForFacts } from './questions.js';
import { BUTTON } from './rows.js';
import type { AnyEventOf } from './step-model.js';

/** A form as it was posted, for one step of one case (or one that opens a case). */
export interface PostedStep {
  readonly person: Person;
  /** The case, a new one for a step that opens it. */
  readonly caseId: string;
  /** Named where the step opens a case. */
  readonly procedure?: string;
  readonly type: string;
  readonly event: AnyEventOf;
  readonly body: Typed;
  /** What `read` made of the form. */
  readonly form: ReadForm;
  /** The organisation whose case it is: what is handed over is handed over in its case. */
  readonly organisationId: string | null;
  /** The earlier case that the answers come from. */
  readonly copied?: Copied | null;
}

/** A form's own boxes, with what was uploaded kept among them. */
export interface ReadForm {
  readonly typed: Readonly<Record<string, string | string[]>>;
  readonly upload: Uploaded;
}

/** What became of a form: a page to show again, a page to check, or an answer of the sender. */
export type Taken =
  /** A row was added or taken away: the form again, with all that was typed. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'errors'; readonly errors: readonly FieldError[]; readonly status: Uploaded['status'] }
  | { readonly kind: 'check'; readonly input: Record<string, unknown>; readonly will: TriedOut; readonly occurred: string | null }
  | { readonly kind: 'stopped'; readonly refusals: readonly Refused[] }
  | { readonly kind: 'answered'; readonly answer: Answer };

/** A case that is not there yet cannot be tried out. */
const NOTHING_TO_SAY: TriedOut = { errors: [], refusals: [], consequences: [], starts: [] };

/** Turns a posted form into an event: reads it, keeps it, checks it, and sends it when it has been checked. */
@Injectable()
export class StepTaking {
  constructor(
    private readonly sender: Sender,
    private readonly tryOut: TryOut,
    private readonly reader: Reader,
    private readonly drafts: Drafts,
    private readonly files: FilesOfSteps,
  ) {}

  /** What the questions may offer choices from; gathered only where one of them asks. */
  async factsFor(person: Person, event: AnyEventOf, caseId: string, type: string, procedure?: string): Promise<unknown> {
    return asksForFacts(event.fields ?? []) ? this.tryOut.factsFor(person, caseId, type, procedure) : {};
  }

  /** Reads the boxes of a form, and keeps its files. */
  async read(person: Person, event: AnyEventOf, body: Typed, handedIn: Request['handedIn']): Promise<ReadForm> {
    const typed = typedOf(event, body);
    const upload = await this.files.keep(person, event.fields ?? [], typed, handedIn);
    return { typed: { ...typed, ...upload.boxes }, upload };
  }

  async take(posted: PostedStep): Promise<Taken> {
    const { person, event, type, body } = posted;
    const about = posted.procedure ?? posted.caseId;
    const { typed, upload } = posted.form;
    if (Object.keys(typed).length > 0) await this.drafts.keep(person, about, type, typed);
    if (BUTTON in body) return { kind: 'asked' };

    const answers = readAnswers(event.fields ?? [], typed);
    const when = person.kind === 'staff' ? readOccurred(typed, await this.reader.now()) : { occurredAt: undefined, errors: [] };
    // A file that was not taken is not missed as well.
    const missed = answers.errors.filter(({ field }) => !upload.errors.some((error) => error.field === field));
    const errors = [...upload.errors, ...missed, ...(await checkFields(event.input, answers)), ...when.errors, ...unconfirmed(event.fields ?? [], posted.copied ?? null, typed)];
    const wrong = (found: readonly FieldError[]): Taken => ({ kind: 'errors', errors: inOrder(event, found), status: upload.status });
    if (errors.length > 0) return wrong(errors);

    if (event.final && body['checked'] !== 'yes') {
      const will = (await this.tryOut.tryOut(person, posted.caseId, type, answers.input)) ?? NOTHING_TO_SAY;
      if (will.errors.length > 0) return wrong(will.errors);
      if (will.refusals.length > 0) return { kind: 'stopped', refusals: will.refusals };
      return { kind: 'check', input: answers.input, will, occurred: when.occurredAt ? formatInstant(asInstant(when.occurredAt)) : null };
    }
    const seen = typeof body['seen'] === 'string' && /^\d{1,9}$/.test(body['seen']) ? Number(body['seen']) : undefined;
    const key = typeof body['key'] === 'string' && /^[\w-]{8,80}$/.test(body['key']) ? body['key'] : undefined;
    const answer = await this.files.send(person, posted, event, answers.input, () => this.sender.send({
      actor: person, caseId: posted.caseId, type, input: answers.input,
      ...(posted.procedure ? { procedure: posted.procedure } : {}),
      ...(event.against === 'seen' && seen !== undefined ? { seen } : {}),
      ...(key ? { key } : {}),
      ...(when.occurredAt ? { occurredAt: when.occurredAt } : {}),
    }));
    if (answer.kind === 'done') await this.drafts.forget(person, about, type);
    if (answer.kind === 'invalid') return wrong(answer.errors.map(ownBox));
    return { kind: 'answered', answer };
  }
}

/** What the form's own questions were answered with, when it happened, and which case the answers were copied from. */
export function typedOf(event: AnyEventOf, body: Typed): Record<string, string | string[]> {
  const occurred = Object.fromEntries(OCCURRED_BOXES.flatMap((box) => (typeof body[box] === 'string' && body[box] !== '' ? [[box, body[box] as string]] : [])));
  return { ...typedFor(event.fields ?? [], body), ...occurred, ...copyBoxes(event.fields ?? [], body) };
}

/** The sender calls the instant of the event 'occurredOn'; the form has boxes for it. */
function ownBox(error: FieldError): FieldError {
  return error.field === 'occurredOn' || error.field === 'occurredAt' ? { ...error, field: 'occurred-day' } : error;
}

/** Errors in the order of the questions, as the summary should list them. */
function inOrder(event: AnyEventOf, errors: readonly FieldError[]): FieldError[] {
  const names = (event.fields ?? []).map((field: { name: string }) => field.name);
  const place = (error: FieldError) => {
    const at = names.findIndex((name) => error.field === name || error.field.startsWith(`${name}.`) || error.field.startsWith(`${name}-`) || error.field === `confirm.${name}`);
    return at < 0 ? names.length : at;
  };
  return [...errors].sort((a, b) => place(a) - place(b));
}

