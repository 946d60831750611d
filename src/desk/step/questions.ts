import type { FieldError } from '../../engine/answers.js';
import type { Field, Option } from '../../engine/procedure.js';
import { answerInWords, boxesOf, typedFrom } from './answers.js';
import type { Typed } from '../../web/typed.js';
import { acceptOf, boxOfFile, filesIn, kindsInWords } from './file-questions.js';
import { cellNamed, cellsOf, leastShown, MOST_ROWS, rowsTyped, rowTitle } from './rows.js';

/** One question as the page draws it. */
export interface Question extends Omit<Field, 'accept'> {
  /** The choices as the GOV.UK macros want them. */
  readonly items: readonly { readonly value: string; readonly text: string; readonly hint?: { readonly text: string } }[];
  /** What was typed, by box. */
  readonly typed: Readonly<Record<string, string>>;
  readonly ticked: readonly string[];
  readonly error: string | null;
  /** The boxes of a date that are wrong. */
  readonly wrongBoxes: readonly string[];
  /** The files that were uploaded already, each with the box that carries it. */
  readonly kept?: readonly { readonly name: string; readonly box: string; readonly remove: RowButton }[];
  /** What a browser is told to offer. */
  readonly accept?: string;
  /** The rows of a `rows` question. */
  readonly entries?: readonly Entry[];
  /** The button that adds a row, and the box to go to; null where there is no room for more. */
  readonly add?: RowButton | null;
  /** How many rows are shown: the form carries it. */
  readonly count?: number;
}

/** One row, drawn as a group of questions with a title of its own. */
export interface Entry {
  readonly title: string;
  readonly cells: readonly Question[];
  readonly remove: RowButton | null;
}
export interface RowButton {
  readonly value: string;
  readonly text: string;
  readonly goTo: string;
}

/** A table of an answer, for the check answers page. */
export interface AnswerTable {
  readonly head: readonly string[];
  /** Rows of cells; a cell is lines of text. */
  readonly rows: readonly (readonly (readonly string[])[])[];
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

/** What a form begins with: what the procedure says stands there, unless something was typed already. */
export function givenFor(fields: readonly Field[], context: unknown, facts: unknown = {}): Record<string, string | string[]> {
  return typedFrom(fields, Object.fromEntries(fields.flatMap((field) => (field.given ? [[field.name, field.given(context as never, facts as never)]] : []))));
}

/** The questions of a step with what was typed and what is wrong with it. */
export function questionsOf(fields: readonly Field[], context: unknown, typed: Typed, errors: readonly FieldError[], facts: unknown = {}): Question[] {
  return fields.map((field) => {
    const mine = errors.filter((error) => isAbout(error, field));
    const values = boxesOf(field).map((box) => [box, Array.isArray(typed[box]) ? String(typed[box][0] ?? '') : String(typed[box] ?? '')] as const);
    const own = typed[field.name];
    const rows = field.type === 'rows' ? rowsOf(field, context, typed, mine, facts) : null;
    const here = rows ? mine.filter((error) => (cellNamed(field, error.field)?.n ?? rows.count) >= rows.count) : mine;
    const { accept: _, ...rest } = field;
    return {
      ...rest,
      ...(field.type === 'file' ? filesOf(field, typed) : {}),
      hint: field.hint ?? (field.type === 'file' ? kindsInWords(field) : EXAMPLES[field.type]),
      items: itemsOf(field, context, facts),
      typed: Object.fromEntries(values),
      ticked: Array.isArray(own) ? own.map(String) : own === undefined || own === '' ? [] : [String(own)],
      error: here.length > 0 ? here.map((error) => error.message).join('. ') : null,
      wrongBoxes: here.map((error) => error.field),
      ...rows,
    };
  });
}

function filesOf(field: Field, typed: Typed): Required<Pick<Question, 'kept' | 'accept'>> {
  const kept = filesIn(typed[field.name]).map((file, n) => ({ name: file.name, box: boxOfFile(file), remove: { value: `${field.name}.remove.${n}`, text: `Remove ${file.name}`, goTo: field.name } }));
  return { kept, accept: acceptOf(field) };
}

function rowsOf(field: Field, context: unknown, typed: Typed, errors: readonly FieldError[], facts: unknown): Required<Pick<Question, 'entries' | 'add' | 'count'>> {
  const count = Math.max(rowsTyped(field, typed), leastShown(field));
  const firstOf = (n: number) => firstBox(cellsOf(field, n).find(({ type }) => type !== 'hidden') ?? field);
  const row = field.row ?? 'row';
  const entries = Array.from({ length: count }, (_, n) => {
    const title = titleOf(field, n, context, typed, facts);
    const remove = field.fixed || count <= leastShown(field) ? null : { value: `${field.name}.remove.${n}`, text: `Remove ${title.charAt(0).toLowerCase()}${title.slice(1)}`, goTo: field.name };
    return { title, remove, cells: questionsOf(cellsOf(field, n), context, typed, errors, facts) };
  });
  const add = field.fixed || count >= (field.most ?? MOST_ROWS) ? null : { value: `${field.name}.add`, text: count > 0 ? `Add another ${row}` : `Add ${/^[aeiou]/i.test(row) ? 'an' : 'a'} ${row}`, goTo: firstOf(count) };
  return { entries, add, count };
}

/** A hidden column with options says what the row is about: "Social value"; otherwise rows are numbered. */
function titleOf(field: Field, n: number, context: unknown, typed: Typed, facts: unknown): string {
  const naming = cellsOf(field, n).find(isNaming);
  const named = naming && choicesOf(naming, context, facts).find(({ value }) => value === typed[naming.name]);
  return named?.text ?? rowTitle(field, n);
}

const isNaming = ({ type, options }: Pick<Field, 'type' | 'options'>): boolean => type === 'hidden' && options !== undefined;

/** The error summary: each line leads to its box; what belongs to no question leads to the form. */
export function summaryOf(fields: readonly Field[], errors: readonly FieldError[]): SummaryLine[] {
  return errors.map((error) => {
    const field = fields.find((each) => isAbout(error, each));
    const inRow = field?.type === 'rows' ? cellNamed(field, error.field) : null;
    if (field && inRow) return { text: `${rowTitle(field, inRow.n)}: ${error.message}`, href: summaryOf([inRow.cell], [error])[0]!.href };
    const box = !field ? (/^(occurred-|confirm\.)/.test(error.field) ? error.field : 'step') : boxesOf(field).includes(error.field) ? error.field : firstBox(field);
    return { text: error.message, href: `#${box}` };
  });
}

/** The answers as a summary list; rows as a table. */
export function answersInWords(fields: readonly Field[], input: Readonly<Record<string, unknown>>, context: unknown, facts: unknown = {}) {
  return fields
    .filter((field) => field.type !== 'hidden')
    .map((field) => {
      const rows = field.type === 'rows' && Array.isArray(input[field.name]) ? (input[field.name] as Readonly<Record<string, unknown>>[]) : [];
      return { label: field.label, lines: answerInWords(field, choicesOf(field, context, facts), rows.length > 0 ? '' : input[field.name]), box: firstBox(field), table: rows.length > 0 ? tableOf(field, rows, context, facts) : null };
    });
}

function tableOf(field: Field, rows: readonly Readonly<Record<string, unknown>>[], context: unknown, facts: unknown): AnswerTable {
  const columns = (field.columns ?? []).filter((column) => column.type !== 'hidden' || isNaming(column));
  return { head: columns.map(({ label }) => label), rows: rows.map((row) => columns.map((column) => answerInWords(column, choicesOf(column, context, facts), row[column.name]))) };
}

function itemsOf(field: Field, context: unknown, facts: unknown): Question['items'] {
  const items = choicesOf(field, context, facts).map(({ value, text, hint }) => ({ value, text, ...(hint ? { hint: { text: hint } } : {}) }));
  return field.type === 'select' ? [{ value: '', text: 'Choose one' }, ...items] : items;
}

/** Options are fixed, or come from the case as it stands and from facts. */
export function choicesOf(field: Pick<Field, 'options'>, context: unknown, facts: unknown = {}): readonly Option[] {
  if (!field.options) return [];
  return typeof field.options === 'function' ? field.options(context as never, facts as never) : field.options;
}

/** GOV.UK macros give the first of several boxes the name of the group; rows are one group of that name. */
function firstBox(field: Field): string {
  return field.type === 'rows' ? field.name : boxesOf(field)[0]!;
}

/** Whether an error is about a question: 'meetingOn-month' and 'lots.0' are about meetingOn and lots. */
export function isAbout(error: FieldError, field: Field): boolean {
  return error.field === field.name || error.field.startsWith(`${field.name}.`) || boxesOf(field).includes(error.field);
}

/** Whether a question needs the facts: its options, or those of a column, are a function of the case and of them. */
export function asksForFacts(fields: readonly Field[]): boolean {
  return fields.some((field) => (field.given?.length ?? 0) > 1 || [field, ...(field.columns ?? [])].some(({ options }) => typeof options === 'function' && options.length > 1));
}
