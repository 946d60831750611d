import type { FieldError } from '../../engine/answers.js';
import type { Field, Option } from '../../engine/procedure.js';
import { answerInWords, boxesOf } from './answers.js';
import type { Typed } from './answers.js';

/** One question as the page draws it. */
export interface Question extends Field {
  /** The choices as the GOV.UK macros want them. */
  readonly items: readonly { readonly value: string; readonly text: string; readonly hint?: { readonly text: string } }[];
  /** What was typed, by box. */
  readonly typed: Readonly<Record<string, string>>;
  readonly ticked: readonly string[];
  readonly error: string | null;
  /** The boxes of a date that are wrong. */
  readonly wrongBoxes: readonly string[];
}

/** A line of the error summary, linking to the box. */
export interface SummaryLine {
  readonly text: string;
  readonly href: string;
}

/** What an answer looks like, where the procedure gives no example of its own. */
const EXAMPLES: Readonly<Partial<Record<Field['type'], string>>> = {
  date: 'For example, 27 3 2027',
  money: 'For example, 752,905 or 12.50',
  checkboxes: 'Tick all that apply',
};

/** The questions of a step with what was typed and what is wrong with it. */
export function questionsOf(fields: readonly Field[], context: unknown, typed: Typed, errors: readonly FieldError[]): Question[] {
  return fields.map((field) => {
    const boxes = boxesOf(field);
    const mine = errors.filter((error) => isAbout(error, field));
    const values = boxes.map((box) => [box, Array.isArray(typed[box]) ? String(typed[box][0] ?? '') : String(typed[box] ?? '')] as const);
    const own = typed[field.name];
    return {
      ...field,
      hint: field.hint ?? EXAMPLES[field.type],
      items: itemsOf(field, context),
      typed: Object.fromEntries(values),
      ticked: Array.isArray(own) ? own.map(String) : own === undefined || own === '' ? [] : [String(own)],
      error: mine.length > 0 ? mine.map((error) => error.message).join('. ') : null,
      wrongBoxes: mine.map((error) => error.field),
    };
  });
}

/** The error summary: each line leads to its box; what belongs to no question leads to the form. */
export function summaryOf(fields: readonly Field[], errors: readonly FieldError[]): SummaryLine[] {
  return errors.map((error) => {
    const field = fields.find((each) => isAbout(error, each));
    const box = !field ? (error.field.startsWith('occurred-') ? error.field : 'step') : boxesOf(field).includes(error.field) ? error.field : firstBox(field);
    return { text: error.message, href: `#${box}` };
  });
}

/** The answers as a summary list. */
export function answersInWords(fields: readonly Field[], input: Readonly<Record<string, unknown>>, context: unknown) {
  return fields
    .filter((field) => field.type !== 'hidden')
    .map((field) => ({ label: field.label, lines: answerInWords(field, choicesOf(field, context), input[field.name]), box: firstBox(field) }));
}

function itemsOf(field: Field, context: unknown): Question['items'] {
  const items = choicesOf(field, context).map(({ value, text, hint }) => ({ value, text, ...(hint ? { hint: { text: hint } } : {}) }));
  return field.type === 'select' ? [{ value: '', text: 'Choose one' }, ...items] : items;
}

/** Options are fixed, or come from the case as it stands. */
export function choicesOf(field: Field, context: unknown): readonly Option[] {
  if (!field.options) return [];
  return typeof field.options === 'function' ? field.options(context as never, {} as never) : field.options;
}

/** GOV.UK macros give the first of several boxes the name of the group. */
function firstBox(field: Field): string {
  return boxesOf(field)[0]!;
}

/** 'meetingOn-month' and 'lots.0' are about the questions meetingOn and lots. */
function isAbout(error: FieldError, field: Field): boolean {
  return error.field === field.name || error.field.startsWith(`${field.name}.`) || boxesOf(field).includes(error.field);
}
