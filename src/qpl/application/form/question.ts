import type { Column } from '../../../engine/procedure.js';

/** What has been filled in, by the question's key. */
export type Answers = Readonly<Record<string, string>>;

/** One question of the application form, on a page of its own. */
export interface FormQuestion {
  readonly question: string;
  readonly section: Section;
  readonly asked: string;
  /** Why it is asked, shown with it. */
  readonly why: string;
  readonly hint?: string;
  /** `rows` is kept as lines, a row a line, its cells with commas between. `checkboxes` is kept as the values that were ticked, with commas between. */
  readonly type: 'text' | 'textarea' | 'radios' | 'checkboxes' | 'email' | 'money' | 'rows';
  readonly options?: readonly { readonly value: string; readonly text: string }[];
  /** The choice that takes all others back: "none of these". */
  readonly none?: string;
  readonly columns?: readonly Column[];
  /** What one row is: 'clinician'. */
  readonly row?: string;
  /** Asked only when other answers call for it. */
  readonly when?: (answers: Answers) => boolean;
  readonly optional?: true;
  /** Whether somebody may say that it does not apply to them, and why. */
  readonly mayNotApply?: true;
  /** Characters that an answer may have. */
  readonly longest: number;
  /** Words that an answer may have. What is over is kept and counted, never cut. */
  readonly words?: number;
  /** What is wrong with an answer, with the cure; null when nothing is. */
  readonly check?: (answer: string, answers: Answers) => string | null;
}

/** The sections of the form, as selection questionnaires letter them (domain reference 1.2). */
export const SECTIONS = {
  A: 'Your organisation',
  B: 'Contacts',
  C: 'Lots you apply for',
  D: 'Exclusion grounds',
  E: 'Financial standing',
  F: 'Insurance',
  G: 'Your clinicians',
  H: 'Policies',
  I: 'Registrations',
  J: 'References',
  K: 'Quality',
  L: 'Prices',
  M: 'Declarations',
} as const;
export type Section = keyof typeof SECTIONS;
export const SECTION_LETTERS = Object.keys(SECTIONS) as Section[];

export const YES_NO = [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }] as const;

/** How an answer begins that says that the question does not apply. */
export const NOT_APPLICABLE = 'Not applicable, because: ';
/** The key of the answer that says why a piece of evidence does not apply. */
export const noEvidence = (requirement: string): string => `no-${requirement}`;

/** The values ticked of a checkboxes question. */
export const ticked = (answer: string | undefined): string[] => (answer ?? '').split(',').map((value) => value.trim()).filter(Boolean);

export const countWords = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** What is wrong with an answer; null when it may stand. */
export function wrongWith(question: FormQuestion, answer: string, answers: Answers): string | null {
  const text = answer.trim();
  if (text === '') return question.optional ? null : question.type === 'radios' ? 'Choose an answer' : question.type === 'checkboxes' ? 'Tick at least one' : question.type === 'rows' ? `Add at least one ${question.row ?? 'row'}` : 'Enter an answer';
  if (text.startsWith(NOT_APPLICABLE.trim())) return question.mayNotApply ? wrongReason(text) : 'This applies to everybody. Enter an answer';
  const over = question.words === undefined ? 0 : countWords(text) - question.words;
  if (over > 0) return `This is ${over === 1 ? 'one word' : `${over} words`} over the limit of ${question.words}. Nothing was cut: take out what matters least, then save again`;
  if (text.length > question.longest) return `Shorten this to ${question.longest} characters; it has ${text.length}`;
  if (question.type === 'radios' && !question.options?.some(({ value }) => value === text)) return 'Choose one of the answers';
  if (question.type === 'checkboxes') return wrongTicks(question, ticked(text));
  return question.check?.(text, answers) ?? null;
}

function wrongReason(text: string): string | null {
  return text.slice(NOT_APPLICABLE.trim().length).trim().length >= 10 ? null : 'Say in a sentence why this does not apply to you';
}

function wrongTicks({ options, none }: FormQuestion, values: readonly string[]): string | null {
  if (!values.every((value) => options?.some((option) => option.value === value))) return 'Choose from the answers shown';
  return none !== undefined && values.includes(none) && values.length > 1 ? `Either tick “${options?.find(({ value }) => value === none)?.text}”, or tick those that apply; not both` : null;
}
