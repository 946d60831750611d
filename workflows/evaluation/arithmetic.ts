import type { AgreedPart, EvaluationContext, ScoredPart, ScoredQuestion, ScoreGiven } from './evaluation.events.js';

/**
 * The arithmetic of scores. It is done in whole hundredths, exactly, and rounded once:
 *
 * - a question gives weight × score ÷ highest mark of its scale, in percent of its part;
 * - a part's total is the exact sum of its questions, rounded to a hundredth of a percent, half a hundredth up;
 * - a threshold is compared with that rounded total, so that what is printed and what is decided cannot differ;
 * - what a single question gives is rounded for showing only, so the figures of a table may miss the total by a hundredth.
 */

/** A number of two decimals at most in whole hundredths; null for any other. */
export function hundredths(value: number): number | null {
  const whole = Math.round(value * 100);
  // 0.29 × 100 is 28.999999999999996: a difference below this is the binary fraction's, not a third decimal.
  return Number.isSafeInteger(whole) && Math.abs(value * 100 - whole) < 1e-6 ? whole : null;
}

/** The highest mark of a question's scale. */
export const maximumOf = ({ scale }: Pick<ScoredQuestion, 'scale'>): number => Math.max(...scale.map(({ score }) => score));

/** A score that counts in a total. */
export interface Counted {
  readonly weight: number;
  readonly maximum: number;
  readonly score: number;
}

/** The total in hundredths of a percent, 0 to 10000 where the weights sum to 100. */
export function totalHundredths(counted: readonly Counted[]): number {
  // Fractions of one denominator; BigInt, since a product of many scales outgrows what a number holds exactly.
  const denominator = counted.reduce((product, { maximum }) => product * BigInt(exact(maximum)), 1n);
  const numerator = counted.reduce((sum, { weight, maximum, score }) => sum + (BigInt(exact(weight)) * BigInt(exact(score)) * denominator) / BigInt(exact(maximum)), 0n);
  return Number((2n * numerator + denominator) / (2n * denominator));
}

function exact(value: number): number {
  const whole = hundredths(value);
  if (whole === null) throw new Error(`${value} has more than two decimals.`);
  return whole;
}

/** Why the weights of some parts cannot be taken, as a sentence that names the part; null when each sums to 100. For the doors of other rooms too. */
export function weightsProblem(parts: readonly { readonly title: string; readonly questions: readonly { readonly weight: number }[] }[]): string | null {
  for (const { title, questions } of parts) {
    const weights = questions.map(({ weight }) => hundredths(weight));
    if (weights.some((weight) => weight === null || weight < 0)) return `“${title}” has a weight that is below zero or has more than two decimals.`;
    const sum = weights.reduce<number>((total, weight) => total + weight!, 0);
    if (sum !== 10_000) return `The weights of “${title}” sum to ${sum / 100}, not to 100.`;
  }
  return null;
}

/** Whether a scale can be scored by: two different marks at least, none below zero, each of two decimals at most, and a pass mark within it. */
export function isUsableScale({ scale, passMark }: Pick<ScoredQuestion, 'scale' | 'passMark'>): boolean {
  const marks = scale.map(({ score }) => hundredths(score));
  const within = (mark: number) => mark >= Math.min(...scale.map(({ score }) => score)) && mark <= maximumOf({ scale });
  return new Set(marks).size === scale.length && scale.length >= 2 && marks.every((mark) => mark !== null && mark >= 0) && (passMark === null || within(passMark));
}

const isOf = (part: string, question: string) => (given: Pick<ScoreGiven, 'part' | 'question'>): boolean => given.part === part && given.question === question;

/** The score that stands for a question in a list of scores: the last that was given. */
export function standing<Given extends ScoreGiven>(given: readonly Given[], part: string, question: string): Given | null {
  return given.filter(isOf(part, question)).at(-1) ?? null;
}

/** Every question of an evaluation with the part that it belongs to, in order. */
export function questionsOf(context: Pick<EvaluationContext, 'parts'>): { part: ScoredPart; question: ScoredQuestion }[] {
  return context.parts.flatMap((part) => part.questions.map((question) => ({ part, question })));
}

/** A part as agreed, with its total and what it reaches. Null while a question of it has no agreed score. */
export function agreedPart(part: ScoredPart, agreed: readonly ScoreGiven[]): AgreedPart | null {
  const questions = part.questions.flatMap((question) => {
    const given = standing(agreed, part.key, question.key);
    if (!given) return [];
    const { key, asked, weight, passMark } = question;
    return [{ key, asked, weight, maximum: maximumOf(question), agreed: given.score, reason: given.reason, passMark, reached: passMark === null || given.score >= passMark }];
  });
  if (questions.length < part.questions.length) return null;
  const total = totalHundredths(questions.map(({ weight, maximum, agreed: score }) => ({ weight, maximum, score })));
  return {
    key: part.key, title: part.title, totalHundredths: total, passPercent: part.passPercent, questions,
    reached: (part.passPercent === null || total >= Math.round(part.passPercent * 100)) && questions.every(({ reached }) => reached),
  };
}
