import type { FieldErrors } from './organisations.js';
import type { Typed } from '../web/typed.js';

/** A question of a form as `web/fields.njk` draws it. */
export interface Question {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type: 'text' | 'textarea' | 'date' | 'select' | 'radios';
  readonly input?: 'email' | 'tel';
  readonly autocomplete?: string;
  readonly optional?: boolean;
  readonly options?: readonly { readonly value: string; readonly text: string; readonly hint?: string }[];
}

/** What a form page shows: the questions with what was typed and what is wrong, and the lines of the error summary. */
export function askedAgain(questions: readonly Question[], typed: Typed, errors: FieldErrors) {
  const first = (question: Question) => `#${question.name}${question.type === 'date' ? '-day' : ''}`;
  return {
    questions: questions.map((question) => ({ ...question, typed, error: errors.find(({ field }) => field === question.name)?.message })),
    errors: errors.map(({ field, message }) => {
      const question = questions.find(({ name }) => name === field);
      return question ? { text: message, href: first(question) } : { text: message };
    }),
  };
}
