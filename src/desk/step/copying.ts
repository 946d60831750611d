import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../engine/answers.js';
import type { AnyProcedure, Field } from '../../engine/procedure.js';
import { Reader } from '../../engine/read.js';
import { isId } from '../asking.js';
import type { Person } from '../asking.js';
import { typedFor, typedFrom } from './answers.js';
import type { Typed } from '../../web/typed.js';
import type { Opening } from './opening-of.js';
import type { Question } from './questions.js';

/** Where a form says from which case its answers come. */
export const COPIED_FROM = 'copied.from';
const confirmBox = (field: Pick<Field, 'name'>): string => `confirm.${field.name}`;

/** What a case was opened with, as it would be typed in the form of a new one. */
export interface Copied {
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly typed: Readonly<Record<string, string | string[]>>;
}

/** A question that was answered from an earlier case, with the box that confirms the answer. */
export interface Carried extends Question {
  readonly confirm: { readonly box: string; readonly ticked: boolean; readonly error: string | null; readonly from: string } | null;
}

/** Opens a case with the answers of an earlier one, each of which somebody confirms: what was right last year is not right by itself. */
@Injectable()
export class Copies {
  constructor(private readonly reader: Reader) {}

  /**
   * The opening answers of a case, as they stand after corrections. Null where the person may not read the case or its first entry, and
   * for a case that was opened otherwise. Files and hidden values stay with their case.
   */
  async find(person: Person, procedure: AnyProcedure, opening: Opening, from: unknown): Promise<Copied | null> {
    if (person.kind !== 'staff' || !isId(from)) return null;
    const view = await this.reader.caseView(person, from);
    const first = view?.procedure === procedure.name ? view.timeline.find((entry) => entry.type === opening.type) : undefined;
    if (!view || !first) return null;
    const entered = await this.reader.entered(person, from, first.correctedBy ?? first.seq);
    if (entered?.type !== opening.type) return null;
    return { caseId: view.caseId, reference: view.reference, title: view.row.title, typed: typedFrom(carriedFields(opening.event.fields), entered.input) };
  }
}

/** Which case a form's answers come from, if any: its own hidden box, or the address of the page. */
export const copiedFrom = (typed: Typed): unknown => typed[COPIED_FROM];

/** The boxes of a form that are about copying, so that a draft and the check page keep them. */
export function copyBoxes(fields: readonly Field[], body: Typed): Record<string, string> {
  const boxes = [COPIED_FROM, ...fields.map(confirmBox)];
  return isId(body[COPIED_FROM]) ? Object.fromEntries(boxes.flatMap((box) => (typeof body[box] === 'string' ? [[box, body[box] as string]] : []))) : {};
}

/** What was carried over and neither changed nor confirmed. */
export function unconfirmed(fields: readonly Field[], copied: Copied | null, typed: Typed): FieldError[] {
  return carriedFields(fields).filter((field) => copied && isUnchanged(field, copied, typed) && typed[confirmBox(field)] !== 'yes')
    .map((field) => ({ field: confirmBox(field), message: `Confirm or change what was carried over: ${field.label}` }));
}

/** The questions with a mark at each answer that was carried over and not changed. */
export function marked(questions: readonly Question[], fields: readonly Field[], copied: Copied | null, typed: Typed, errors: readonly FieldError[]): Carried[] {
  return questions.map((question) => {
    const field = carriedFields(fields).find(({ name }) => name === question.name);
    const box = confirmBox(question);
    const confirm = field && copied && isUnchanged(field, copied, typed)
      ? { box, ticked: typed[box] === 'yes', error: errors.find((error) => error.field === box)?.message ?? null, from: copied.reference } : null;
    return { ...question, confirm };
  });
}

function isUnchanged(field: Field, copied: Copied, typed: Typed): boolean {
  const before = typedFor([field], copied.typed);
  return Object.keys(before).length > 0 && isDeepStrictEqual(before, typedFor([field], typed));
}

function carriedFields(fields: readonly Field[] = []): readonly Field[] {
  return fields.filter(({ type }) => type !== 'file' && type !== 'hidden');
}
