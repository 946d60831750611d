import type { EvaluationRecord, Given, RecordedQuestion, Taker } from '../../templates/evaluation/evaluation-record.data.js';
import type { EvaluationContext, Member, ScoreGiven, ScoredPart, ScoredQuestion } from '../../workflows/evaluation/evaluation.events.js';
import { agreedPart, maximumOf, standing, totalHundredths } from '../../workflows/evaluation/arithmetic.js';
import { isActive } from '../../workflows/evaluation/people.js';
import type { DocumentKind } from '../engine/procedure.js';
import { percentInWords, scoreInWords } from './words.js';

type About = Parameters<DocumentKind<EvaluationContext>['data']>[1];

/** The one document of an evaluation. It can be made when the scores are agreed, so that nobody is shown a score by it too early. */
export const evaluationDocuments: readonly DocumentKind<EvaluationContext>[] = [
  { kind: 'evaluation-record', title: 'Evaluation record', template: 'evaluation/evaluation-record', audience: ['officers'], data: evaluationRecord },
];

export function evaluationRecord(context: EvaluationContext, { authority, reference, on }: Pick<About, 'authority' | 'reference' | 'on'>): EvaluationRecord {
  const { result } = context;
  if (!result) throw new Error('The record of an evaluation is made when its scores are agreed.');
  return {
    letterhead: { authority: authority.name, department: null, address: authority.address, email: authority.email, phone: null, website: null },
    title: context.title, reference, of: context.reference, subject: context.subjectTitle, candidate: context.candidate?.name ?? '', attempt: context.attempt, because: context.because,
    agreedAt: result.agreedAt, on,
    takers: [...context.evaluators.map((member) => taker(member, `Evaluator ${member.number}`)), ...context.moderators.map((member) => taker(member, 'Moderator'))],
    parts: context.parts.map((part) => {
      const agreed = agreedPart(part, context.agreed);
      return {
        title: part.title, total: percentInWords(agreed?.totalHundredths ?? 0), threshold: part.passPercent === null ? null : `${part.passPercent}%`, reached: agreed?.reached ?? false,
        questions: part.questions.map((question) => recordedQuestion(context, part, question)),
      };
    }),
  };
}

function taker({ name, lentBy, until, declarations, ended }: Member, as: string): Taker {
  const interests = declarations.flatMap(({ conflict }) => (conflict ? [`${conflict.kind}: ${conflict.detail}`] : []));
  return {
    name, as, lentBy, until, experience: declarations.findLast(({ experience }) => experience !== null)?.experience ?? null,
    conflict: interests.length > 0 ? interests.map((interest) => interest.charAt(0).toUpperCase() + interest.slice(1)).join('. ') : declarations.length > 0 ? 'None declared' : 'Not declared', left: ended?.why ?? null,
  };
}

function recordedQuestion(context: EvaluationContext, part: ScoredPart, question: ScoredQuestion): RecordedQuestion {
  const maximum = maximumOf(question);
  const isOfIt = (score: ScoreGiven) => score.part === part.key && score.question === question.key;
  const entry = (score: ScoreGiven, by: string, stands: boolean): Given => ({
    by, score: scoreInWords(score.score, maximum), reason: score.reason, why: score.why, at: score.at, status: stands ? 'stands' : 'changed later',
  });
  const agreed = standing(context.agreed, part.key, question.key);
  const named = (personId: string | null, members: readonly Member[], role: string) => {
    const member = members.find((each) => each.personId === personId);
    return member ? `${member.name} (${role}${members === context.evaluators ? ` ${member.number}` : ''})` : role;
  };
  return {
    asked: question.asked, weight: `${question.weight}%`, passMark: question.passMark === null ? null : String(question.passMark),
    scale: question.scale.map(({ score, meaning }) => ({ score: String(score), meaning })),
    given: context.sheets.flatMap(({ personId, scores }) => {
      const member = context.evaluators.find((each) => each.personId === personId);
      const last = standing(scores, part.key, question.key);
      return scores.filter(isOfIt).map((score) => {
        const given = entry(score, named(personId, context.evaluators, 'evaluator'), score === last);
        return member && !isActive(member) ? { ...given, status: 'set aside' } : given;
      });
    }),
    agreed: context.agreed.filter(isOfIt).map((score) => entry(score, named(score.by.personId, context.moderators, 'moderator'), score === agreed)),
    points: percentInWords(agreed ? totalHundredths([{ weight: question.weight, maximum, score: agreed.score }]) : 0),
    reached: agreed !== null && (question.passMark === null || agreed.score >= question.passMark),
  };
}
