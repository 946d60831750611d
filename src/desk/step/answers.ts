import { readDay } from '../../calendar/day-input.js';
import { formatLongDay } from '../../calendar/day-words.js';
import { isDay } from '../../calendar/day.js';
import type { Field, Option } from '../../engine/procedure.js';
import type { FieldError } from '../../engine/answers.js';
import type { FileGiven } from '../../files/file-given.js';
import { boxOfFile, filesIn } from './file-questions.js';
import { BUTTON, cellsOf, countBox, rowsTyped, withButton, withoutBlankRows } from './rows.js';
import type { Typed } from '../../web/typed.js';

/** What was typed, turned into the event's input as far as it can be read, with what cannot. */
export interface ReadAnswers {
  readonly input: Record<string, unknown>;
  readonly errors: readonly FieldError[];
}

/**
 * Reads a form into an event's input: days 'YYYY-MM-DD', money in whole pence, numbers as numbers, checkboxes as lists, rows as a list of
 * objects, the rest as text. An optional question left empty is absent; rows are an empty list. What cannot be read as a number stays text, so that the input class says what is wrong with it.
 */
export function readAnswers(fields: readonly Field[], typed: Typed): ReadAnswers {
  const input: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const field of fields) {
    if (field.type === 'date') {
      const boxes = { day: one(typed[`${field.name}-day`]), month: one(typed[`${field.name}-month`]), year: one(typed[`${field.name}-year`]) };
      const empty = Object.values(boxes).every((box) => box.trim() === '');
      if (empty && field.optional) continue;
      const read = readDay(boxes, field.label.replace(/\?$/, ''));
      if (read.ok) input[field.name] = read.day;
      else errors.push(...read.errors.map((error) => ({ field: error.field === 'date' ? `${field.name}-day` : `${field.name}-${error.field}`, message: error.message })));
      continue;
    }
    if (field.type === 'file') {
      const files = filesIn(typed[field.name]);
      if (files.length > 0) input[field.name] = field.several ? files : files[0];
      else if (!field.optional) errors.push({ field: field.name, message: field.several ? 'Choose at least one file' : 'Choose the file' });
      continue;
    }
    if (field.type === 'rows') {
      input[field.name] = Array.from({ length: rowsTyped(field, typed) }, (_, n) => {
        const row = readAnswers(cellsOf(field, n), typed);
        errors.push(...row.errors);
        return Object.fromEntries((field.columns ?? []).flatMap(({ name }) => {
          const value = row.input[`${field.name}.${n}.${name}`];
          return value === undefined ? [] : [[name, value]];
        }));
      });
      continue;
    }
    const value = valueOf(field, typed[field.name]);
    if (value !== undefined) input[field.name] = value;
  }
  return { input, errors };
}

/** The names of the boxes of a question, so that a form can carry them all: with rows, of those that are there. */
export function boxesOf(field: Field, typed: Typed = {}): readonly string[] {
  if (field.type === 'rows') return [countBox(field), ...Array.from({ length: rowsTyped(field, typed) }, (_, n) => cellsOf(field, n)).flat().flatMap((cell) => boxesOf(cell))];
  return field.type === 'date' ? [`${field.name}-day`, `${field.name}-month`, `${field.name}-year`] : [field.name];
}

/**
 * Only what the questions ask, so that a draft or a hidden field carries nothing else that was posted. Rows are added or taken away as the
 * form's button says; without one, rows that were left blank go.
 */
export function typedFor(fields: readonly Field[], posted: Typed): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const box of fields.flatMap((field) => boxesOf(field, posted))) {
    const value = posted[box];
    if (Array.isArray(value)) kept[box] = value.filter((each) => typeof each === 'string').slice(0, 500);
    else if (typeof value === 'string') kept[box] = value;
  }
  const pressed = posted[BUTTON];
  return typeof pressed === 'string' ? withButton(fields, kept, pressed) : withoutBlankRows(fields, kept);
}

/** An input as it would have been typed, to begin a form with what is known. */
export function typedFrom(fields: readonly Field[], input: Readonly<Record<string, unknown>>): Record<string, string | string[]> {
  const typed: Record<string, string | string[]> = {};
  for (const field of fields) {
    const value = input[field.name];
    if (value === undefined || value === null) continue;
    if (field.type === 'date' && isDay(value)) {
      const [year, month, day] = value.split('-') as [string, string, string];
      Object.assign(typed, { [`${field.name}-day`]: String(Number(day)), [`${field.name}-month`]: String(Number(month)), [`${field.name}-year`]: year });
    } else if (field.type === 'money' && typeof value === 'number') typed[field.name] = (value / 100).toFixed(2).replace(/\.00$/, '');
    else if (field.type === 'rows' && Array.isArray(value)) {
      value.forEach((row: Readonly<Record<string, unknown>>, n) =>
        Object.assign(typed, typedFrom(cellsOf(field, n), Object.fromEntries(Object.entries(row).map(([name, each]) => [`${field.name}.${n}.${name}`, each])))));
      typed[countBox(field)] = String(value.length);
    } else if (field.type === 'file') typed[field.name] = [value].flat().map((each) => boxOfFile(each as FileGiven));
    else if (Array.isArray(value)) typed[field.name] = value.map(String);
    else typed[field.name] = String(value);
  }
  return typed;
}

/** An answer in words, for the check answers page. Several lines are several texts. */
export function answerInWords(field: Field, options: readonly Option[], value: unknown): string[] {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return ['Not given'];
  if (field.type === 'file') return [value].flat().map((each) => (each as FileGiven).name);
  const words = (each: unknown) => options.find((option) => option.value === String(each))?.text ?? String(each);
  if (Array.isArray(value)) return value.map(words);
  if (field.type === 'date' && isDay(value)) return [formatLongDay(value)];
  if (field.type === 'money' && typeof value === 'number') return [moneyInWords(value)];
  if (field.type === 'textarea') return String(value).split(/\r?\n/);
  return [words(value)];
}

/** Whole pence as "£752,905" or "£12.50". */
export function moneyInWords(pence: number): string {
  const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', minimumFractionDigits: pence % 100 === 0 ? 0 : 2 });
  return pounds.format(pence / 100);
}

function valueOf(field: Field, posted: unknown): unknown {
  if (field.type === 'checkboxes') {
    const ticked = (Array.isArray(posted) ? posted : [posted]).filter((each): each is string => typeof each === 'string' && each !== '');
    return ticked.length === 0 && field.optional ? undefined : ticked;
  }
  const text = one(posted).replace(/\r\n/g, '\n').trim();
  if (text === '' && field.optional) return undefined;
  if (field.type === 'number') return /^-?[\d,]*\.?\d+$/.test(text) ? Number(text.replaceAll(',', '')) : text;
  if (field.type === 'money') return pence(text);
  return text;
}

/** "£752,905.50" as 75290550; text that is no amount stays text. */
function pence(text: string): number | string {
  const bare = text.replace(/[£,\s]/g, '');
  return /^\d{1,12}(\.\d{1,2})?$/.test(bare) ? Math.round(Number(bare) * 100) : text;
}

function one(posted: unknown): string {
  const value: unknown = Array.isArray(posted) ? posted[0] : posted;
  return typeof value === 'string' ? value : '';
}
