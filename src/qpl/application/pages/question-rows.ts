import { questionsOf } from '../../../desk/step/questions.js';
import { BUTTON, rowsTyped as countRows, withButton, withoutBlankRows } from '../../../desk/step/rows.js';
import { textOf, type Typed } from '../../../web/typed.js';
import type { Field } from '../../../engine/procedure.js';
import { linesOf, rowsOf, wrongClinician } from '../form/clinicians.js';
import type { FormQuestion } from '../form/question.js';

/** A question whose answer is a small table: its rows are typed in boxes and kept as lines. */

const fieldOf = ({ question, asked, hint, columns, row }: FormQuestion): Field => ({ name: question, label: asked, type: 'rows', columns, row, most: 60, ...(hint ? { hint } : {}) });
const texts = (typed: Typed): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(typed).filter(([, value]) => typeof value === 'string' || Array.isArray(value)).map(([box, value]) => [box, Array.isArray(value) ? value.map(String) : String(value)]));

export const isRowsButton = (typed: Typed): boolean => textOf(typed, BUTTON) !== '';
/** What was typed, with a row added or taken away by the button that was pressed. */
export const rowsTyped = (question: FormQuestion, typed: Typed): Typed => withButton([fieldOf(question)], texts(typed), textOf(typed, BUTTON));

/** The rows as lines. Rows in which nothing was typed are nobody's. */
export function rowsFrom(question: FormQuestion, typed: Typed): string {
  const field = fieldOf(question);
  const kept = withoutBlankRows([field], texts(typed));
  return linesOf(Array.from({ length: countRows(field, kept) }, (_, n) => {
    const cell = (name: string) => textOf(kept, `${field.name}.${n}.${name}`).replaceAll(',', ' ').replace(/ {2,}/g, ' ');
    return { name: cell('name'), profession: cell('profession'), number: cell('number') };
  }));
}

/** The question as the page draws it, with the box that is wrong. */
export function rowsAsked(question: FormQuestion, value: string, typed: Typed | undefined, error: string | null) {
  const field = fieldOf(question);
  const standing = Object.fromEntries([[`${field.name}.rows`, String(rowsOf(value).length)], ...rowsOf(value).flatMap((row, n) => Object.entries(row).map(([name, text]) => [`${field.name}.${n}.${name}`, text]))]) as Record<string, string>;
  const wrong = error === null ? null : wrongClinician(value);
  const errors = error === null ? [] : [wrong ? { field: `${field.name}.${wrong.line}.${wrong.part}`, message: wrong.message } : { field: field.name, message: error }];
  return questionsOf([field], null, typed && Object.keys(typed).some((box) => box.startsWith(`${field.name}.`)) ? typed : standing, errors)[0];
}

/** The box that the error summary leads to: the cell that is wrong, or the table. */
export function boxOfError(name: string, value: string): string {
  const wrong = wrongClinician(value);
  return wrong ? `${name}.${wrong.line}.${wrong.part}` : name;
}
