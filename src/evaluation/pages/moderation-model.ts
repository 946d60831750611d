import type { EvaluationContext, ScoredPart } from '../../../workflows/evaluation/evaluation.events.js';
import { agreedPart, maximumOf, standing, totalHundredths } from '../../../workflows/evaluation/arithmetic.js';
import { percentInWords } from '../words.js';
import type { PlacedQuestion } from './scoring-model.js';

/** How a part stands by what is agreed so far: its total, how many questions it rests on, and whether it reaches what was published. */
export function partModel(context: EvaluationContext, part: ScoredPart) {
  const agreed = part.questions.flatMap((question) => {
    const given = standing(context.agreed, part.key, question.key);
    return given ? [{ weight: question.weight, maximum: maximumOf(question), score: given.score, misses: question.passMark !== null && given.score < question.passMark }] : [];
  });
  const whole = agreedPart(part, context.agreed);
  const missed = agreed.filter(({ misses }) => misses).length;
  return {
    title: part.title, total: percentInWords(totalHundredths(agreed)), count: agreed.length, of: part.questions.length, passPercent: part.passPercent,
    standing: whole ? (whole.reached ? 'Reached' : 'Not reached') : 'Not all agreed yet', reached: whole?.reached ?? null,
    why: missed > 0 ? `${missed === 1 ? 'A question misses' : `${missed} questions miss`} the pass mark` : whole && !whole.reached ? `The total is below ${part.passPercent}%` : null,
  };
}

/** What the part would stand at with each score of the scale, the other questions as they are agreed: so the sums need no script. */
export function outlookOf(context: EvaluationContext, { part, question, maximum }: PlacedQuestion): { score: number; total: string; isPass: boolean }[] {
  const others = part.questions.filter((each) => each !== question).flatMap((each) => {
    const given = standing(context.agreed, part.key, each.key);
    return given ? [{ weight: each.weight, maximum: maximumOf(each), score: given.score }] : [];
  });
  return question.scale.map(({ score }) => ({
    score, total: percentInWords(totalHundredths([...others, { weight: question.weight, maximum, score }])), isPass: question.passMark === null || score >= question.passMark,
  }));
}
