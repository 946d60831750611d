import type { FieldError } from '../../engine/answers.js';
import { checkInput } from '../../engine/input-check.js';
import type { InputClass } from '../../engine/procedure.js';
import type { ReadAnswers } from './answers.js';

/** What the event's class says of the answers, without what the reader of the boxes has said already and more exactly. */
export async function checkFields(input: InputClass<unknown> | null, answers: ReadAnswers): Promise<readonly FieldError[]> {
  const unread = new Set(answers.errors.map((error) => error.field.replace(/-(day|month|year)$/, '')));
  const checked = await checkInput(input, answers.input);
  return checked.ok ? [] : checked.errors.filter((error) => !unread.has(error.field));
}
