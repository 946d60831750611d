import type { GivenAnswer } from '../../../../workflows/qpl/application.context.js';
import { EXCLUSION_SETS } from '../../../../workflows/qpl/exclusions.js';
import type { Evidence } from '../../../../workflows/qpl/lot.js';
import type { EvidenceRequirement, PriceLine, QualityQuestion, Scheme } from '../../scheme/scheme.js';
import { QUESTIONS } from './common-questions.js';
import { exclusionQuestions } from './exclusion-questions.js';
import { noEvidence, SECTION_LETTERS, ticked, type Answers, type FormQuestion } from './question.js';

/** The form of a list: what every list asks, the grounds of its law, the scored questions and the prices of the lots that were chosen. */
export type FormOf = Pick<Scheme, 'rules' | 'questions' | 'price' | 'lots' | 'evidence'>;
/** As far as it is filled in. */
export interface FilledForm {
  readonly answers: Answers;
  readonly lots: readonly { readonly lotId: string }[];
  readonly evidence: readonly Evidence[];
}

export const qualityKey = ({ key }: Pick<QualityQuestion, 'key'>): string => `quality-${key}`;
const priceKey = ({ key }: PriceLine): string => `price-${key}`;

/** Every question that this list may ask, in the order of its sections. */
export function questionsOf(scheme: FormOf, lots: FilledForm['lots']): FormQuestion[] {
  const chosen = (lotId: string) => lots.some((lot) => lot.lotId === lotId);
  const codeOf = (lotId: string) => scheme.lots.find((lot) => lot.lotId === lotId)?.code ?? '';
  const quality = scheme.questions.filter(({ lotId }) => chosen(lotId)).map((question): FormQuestion => ({
    section: 'K', question: qualityKey(question), type: 'textarea', longest: 40_000, words: question.wordLimit, asked: `${codeOf(question.lotId)}: ${question.asked}`,
    why: `${question.guidance} It counts for ${question.weight}% of this lot${question.passMark === null ? '' : `, and needs a score of ${question.passMark} or more`}.`,
    hint: `Up to ${question.wordLimit.toLocaleString('en-GB')} words. You may write more while you work on it; it can be sent when it is within the limit.`,
  }));
  const prices = scheme.price.kind === 'none' ? [] : scheme.price.lines.filter(({ lotId }) => chosen(lotId)).map((line): FormQuestion => ({
    section: 'L', question: priceKey(line), type: 'money', longest: 12, asked: `${codeOf(line.lotId)}: what do you charge for one ${line.unit}?`,
    why: scheme.price.kind === 'scored' ? 'Prices count towards admission, as the published documents say.' : 'A rate above the ceiling is not taken.',
    hint: line.ceilingPence === null ? 'In pounds, without VAT' : `In pounds, without VAT. At most ${pounds(line.ceilingPence)}`,
    check: (answer) => wrongPrice(answer, line.ceilingPence),
  }));
  const own = scheme.rules.exclusions === 'PA23' ? [SHARE_CODE] : [];
  // What a list prices line by line, or scores, is not asked a second time in general.
  const common = QUESTIONS.filter(({ question }) => !(question === 'hourly-rate' && prices.length > 0) && !(question === 'continuity' && scheme.questions.length > 0));
  const all = [...common, ...own, ...exclusionQuestions(EXCLUSION_SETS[scheme.rules.exclusions]), ...quality, ...prices];
  return SECTION_LETTERS.flatMap((letter) => all.filter(({ section }) => section === letter));
}

/** The questions that are asked, given the answers so far. */
export const askedQuestions = (scheme: FormOf, { answers, lots }: Pick<FilledForm, 'answers' | 'lots'>): FormQuestion[] =>
  questionsOf(scheme, lots).filter(({ when }) => when === undefined || when(answers));

/** What was answered, in the order asked; where evidence does not apply, why. */
export function answersGiven(scheme: FormOf, filled: Pick<FilledForm, 'answers' | 'lots'>): GivenAnswer[] {
  const asked = askedQuestions(scheme, filled).map(({ section, question, asked: words }) => ({ section, question, asked: words, answer: filled.answers[question] ?? '' }));
  const without = scheme.evidence.filter(({ requirement }) => filled.answers[noEvidence(requirement)]).map(({ section, requirement, title }) => ({
    section, question: noEvidence(requirement), asked: title, answer: filled.answers[noEvidence(requirement)] ?? '',
  }));
  return [...asked, ...without];
}

/** Whether a piece of evidence is wanted, given the answers. */
export function isNeeded({ needed }: Pick<EvidenceRequirement, 'needed'>, answers: Answers): boolean {
  return needed === 'required' || (typeof needed === 'object' && answers[needed.question] === needed.answer);
}

/** "Accounts for the last two years" for 'accounts', grounds by their titles; "Not given" for nothing. */
export function answerInWords(question: string, answer: string): string {
  if (answer.trim() === '') return 'Not given';
  const asked = [...QUESTIONS, ...Object.values(EXCLUSION_SETS).flatMap(exclusionQuestions)].filter((each) => each.question === question);
  const words = (value: string) => asked.flatMap(({ options }) => options?.find((option) => option.value === value)?.text ?? [])[0];
  if (asked.some(({ type }) => type === 'checkboxes')) return ticked(answer).map((value) => words(value) ?? value).join('\n');
  return words(answer) ?? answer;
}

const SHARE_CODE: FormQuestion = {
  section: 'A', question: 'share-code', type: 'text', longest: 40, mayNotApply: true, asked: 'What is your share code from the central digital platform?',
  why: 'Core facts about suppliers live on Find a Tender since the Procurement Act 2023. With the code we read them there, and you do not type them again.', hint: 'From “share my information” on Find a Tender. We note the day on which we used it.',
};

const pounds = (pence: number): string => `£${(pence / 100).toFixed(2)}`;
function wrongPrice(answer: string, ceilingPence: number | null): string | null {
  const [, whole, part = '00'] = /^£?(\d{1,6})(?:\.(\d\d))?$/.exec(answer.replaceAll(',', '').trim()) ?? [];
  if (whole === undefined) return 'Enter an amount in pounds, like 65 or 65.50';
  const pence = Number(whole) * 100 + Number(part);
  return ceilingPence !== null && pence > ceilingPence ? `This is above the ceiling of ${pounds(ceilingPence)}. A rate above it is not taken` : null;
}
