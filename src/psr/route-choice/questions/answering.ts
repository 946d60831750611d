import type { FieldError } from '../../../engine/answers.js';
import { checkInput } from '../../../engine/input-check.js';
import type { Column, Field } from '../../../engine/procedure.js';
import { readAnswers, typedFrom } from '../../../desk/step/answers.js';
import type { Typed } from '../../../web/typed.js';
import type { RouteFacts } from '../../../../workflows/psr/route-facts.js';
import { whyNotPounds } from '../../field-checks.js';
import { RouteFactsInput } from '../route-facts.inputs.js';
import { isNames, YES_NO, type RouteQuestion } from './question.js';

type Loose = Record<string, unknown>;

/** The facts with the answers of one question, or what is wrong with them. What is not known is null; it was asked, and is open. */
export type Answered = { readonly ok: true; readonly facts: RouteFacts } | { readonly ok: false; readonly errors: readonly FieldError[] };

export async function answer(question: RouteQuestion, facts: RouteFacts, typed: Typed): Promise<Answered> {
  const fields = question.fields(facts).map((field) => (field.mayStayEmpty ? { ...field, optional: true } : field));
  const read = readAnswers(fields, typed);
  const errors: FieldError[] = [...read.errors];
  let next = structuredClone(facts) as unknown as Loose;
  for (const field of fields) {
    const value = field.type === 'rows' ? rowsOf(field, read.input[field.name], at(facts as unknown as Loose, field.name), errors) : valueOf(field, read.input[field.name], errors);
    next = withValue(next, field.name.split('.'), value);
  }
  const unread = new Set(errors.map(({ field }) => field.replace(/-(day|month|year)$/, '')));
  const checked = await checkInput(RouteFactsInput, tidy(next));
  if (!checked.ok) errors.push(...checked.errors.filter(({ field }) => isAbout(field, fields) && !unread.has(field)).map((error) => ({ ...error, field: boxOf(error.field, fields) })));
  return errors.length > 0 ? { ok: false, errors: inOrder(fields, errors) } : { ok: true, facts: tidy(next) as unknown as RouteFacts };
}

/** What a question's page begins with: what was answered before. */
export function typedOf(question: RouteQuestion, facts: RouteFacts): Typed {
  const fields = question.fields(facts);
  return typedFrom(fields, Object.fromEntries(fields.map((field) => [field.name, shownOf(field, at(facts as unknown as Loose, field.name))])));
}

/** A box's value as a fact: yes and no are true and false, "not known yet" is null. */
function valueOf(field: Field | Column, value: unknown, errors: FieldError[]): unknown {
  if (field.options === YES_NO || field.type === 'radios') {
    if (value === '' || value === undefined) {
      if (!field.optional) errors.push({ field: field.name, message: `${field.label.replace(/\?$/, '')}: choose an answer; if it is not known, say so` });
      return null;
    }
  }
  if (value === undefined || value === '' || value === 'unknown') return null;
  if (field.options === YES_NO) return value === 'yes';
  if (isNames(field)) return String(value).split('\n').map((name) => name.trim()).filter((name) => name !== '');
  if (field.type === 'money' && typeof value === 'string') {
    errors.push({ field: field.name, message: whyNotPounds(field.label.replace(/\?$/, ''), value) ?? `${field.label.replace(/\?$/, '')} must be an amount in pounds, such as 752,905 or 12.50.` });
    return null;
  }
  return value;
}

/** Rows keep what another question asked of the same thing: who pays for a line stays when its view is given. */
function rowsOf(field: Field, rows: unknown, before: unknown, errors: FieldError[]): unknown {
  const columns = field.columns ?? [];
  const key = columns[0]!.name;
  const known = (Array.isArray(before) ? before : []) as Loose[];
  const given = ((Array.isArray(rows) ? rows : []) as Loose[]).map((row, n) => {
    const read = Object.fromEntries(columns.map((column) => [column.name, valueOf({ ...column, name: `${field.name}.${n}.${column.name}` }, row[column.name], errors)]));
    return { ...known.find((each) => each[key] === read[key]), ...read };
  });
  if (!field.fixed) return given;
  return known.map((each) => given.find((row) => (row as Loose)[key] === each[key]) ?? each);
}

/** A lifetime value without a figure is not known; a fact that was never given is not there. */
function tidy(facts: Loose): Loose {
  for (const side of ['existing', 'proposed']) {
    const part = facts[side] as Loose | null | undefined;
    const value = part?.['value'] as Loose | null | undefined;
    if (part && value && value['pence'] == null) part['value'] = null;
    else if (value && value['alsoStated'] == null) delete value['alsoStated'];
  }
  return facts;
}

function shownOf(field: Field, value: unknown): unknown {
  if (field.type === 'rows') {
    const rows = (Array.isArray(value) ? value : []) as Loose[];
    const naming = (field.columns ?? []).find(({ type, options }) => type === 'hidden' && Array.isArray(options));
    const shown = field.fixed && naming ? rows.filter((row) => (naming.options as readonly { value: string }[]).some((option) => option.value === row[naming.name])) : rows;
    return shown.map((row) => Object.fromEntries((field.columns ?? []).map((column) => [column.name, shownOf(column, row[column.name])])));
  }
  if (field.options === YES_NO) return value === null ? 'unknown' : value === undefined ? undefined : value ? 'yes' : 'no';
  if ((field.type === 'radios' || field.type === 'select') && value === null) return 'unknown';
  if (isNames(field) && Array.isArray(value)) return value.join('\n');
  return value;
}

const at = (facts: Loose, place: string): unknown => place.split('.').reduce<unknown>((part, name) => (part as Loose | null | undefined)?.[name], facts);

function withValue(facts: Loose, [name, ...rest]: readonly string[], value: unknown): Loose {
  if (rest.length === 0) return { ...facts, [name!]: value };
  return { ...facts, [name!]: withValue((facts[name!] as Loose | null | undefined) ?? {}, rest, value) };
}

const isAbout = (place: string, fields: readonly Field[]): boolean => fields.some(({ name }) => place === name || place.startsWith(`${name}.`));
/** A day has three boxes; what is wrong with the whole of it is said at the first. */
function boxOf(place: string, fields: readonly Field[]): string {
  const isDay = fields.some((field) => (field.name === place && field.type === 'date') || (field.columns ?? []).some((column) => column.type === 'date' && place.startsWith(`${field.name}.`) && place.endsWith(`.${column.name}`)));
  return isDay ? `${place}-day` : place;
}
const inOrder = (fields: readonly Field[], errors: readonly FieldError[]): readonly FieldError[] => {
  const place = ({ field }: FieldError) => fields.findIndex(({ name }) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}-`));
  return [...errors].sort((a, b) => place(a) - place(b));
};

/** The answers of a question as the input of its fields, for the check answers page. */
export const inputOf = (question: RouteQuestion, facts: RouteFacts): Record<string, unknown> =>
  Object.fromEntries(question.fields(facts).map((field) => [field.name, shownOf(field, at(facts as unknown as Loose, field.name))]));
