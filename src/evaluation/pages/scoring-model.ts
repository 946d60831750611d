import type { EvaluationContext, ScoreGiven } from '../../../workflows/evaluation/evaluation.events.js';
import { maximumOf, questionsOf, standing } from '../../../workflows/evaluation/arithmetic.js';
import { isActive, nameOf } from '../../../workflows/evaluation/people.js';
import { momentInWords } from '../../desk/words.js';
import { evaluation } from '../evaluation.paths.js';
import { scoreInWords } from '../words.js';

/** One question in its place: pages count them from 1 through all parts. */
export function placedQuestions(context: EvaluationContext) {
  return questionsOf(context).map((placed, n) => ({ ...placed, number: n + 1, maximum: maximumOf(placed.question) }));
}
export type PlacedQuestion = ReturnType<typeof placedQuestions>[number];

/** The question, its scale, the answer and its evidence, as both the score page and the moderation page show them. */
export function questionModel(caseId: string, { part, question, number }: PlacedQuestion) {
  return {
    number, part: part.title, asked: question.asked, guidance: question.guidance, weight: question.weight, passMark: question.passMark, scale: question.scale,
    answer: question.answer, evidence: question.evidence.map(({ title, fileName, sha256 }) => ({ title, fileName, href: evaluation.evidence(caseId, sha256) })),
  };
}

/** A score in words, with those that it took the place of. */
export function scoreModel(scores: readonly ScoreGiven[], { part, question, maximum }: PlacedQuestion) {
  const given = scores.filter((score) => score.part === part.key && score.question === question.key).map((score) => ({
    score: scoreInWords(score.score, maximum), value: score.score, meaning: question.scale.find((point) => point.score === score.score)?.meaning ?? '', reason: score.reason, why: score.why, when: momentInWords(score.at),
  }));
  return { last: given.at(-1) ?? null, before: given.slice(0, -1) };
}

/** What each evaluator gave a question, side by side; a sheet that is not for the person who looks is not in the context. */
export function originals(context: EvaluationContext, placed: PlacedQuestion) {
  return context.evaluators.flatMap((member) => {
    const sheet = context.sheets.find(({ personId }) => personId === member.personId);
    return sheet ? [{ name: nameOf(context, member), number: member.number, setAside: !isActive(member), ...scoreModel(sheet.scores, placed) }] : [];
  });
}

/** The scores of a scale to choose from. */
export const scaleOptions = ({ question }: PlacedQuestion) => question.scale.map(({ score, meaning }) => ({ value: String(score), text: `${score}: ${meaning}` }));

/** A score as chosen, or NaN. */
export const chosen = (typed: string): number => (/^\d{1,3}(\.\d{1,2})?$/.test(typed) ? Number(typed) : Number.NaN);

export const standingOf = (scores: readonly ScoreGiven[], { part, question }: PlacedQuestion): ScoreGiven | null => standing(scores, part.key, question.key);
