import type { EvaluationContext, Member } from './evaluation.events.js';
import { questionsOf, standing } from './arithmetic.js';

type People = Pick<EvaluationContext, 'evaluators' | 'moderators'>;

/** Whether somebody still scores or moderates here. */
export const isActive = ({ status }: Pick<Member, 'status'>): boolean => status !== 'replaced' && status !== 'conflict';

/** Those who score now, whether or not they have finished. */
export const activeEvaluators = ({ evaluators }: Pick<People, 'evaluators'>): readonly Member[] => evaluators.filter(isActive);

export const evaluatorHere = (context: Pick<People, 'evaluators'>, personId: string | null): Member | null =>
  activeEvaluators(context).find((member) => member.personId === personId) ?? null;

/** Who moderates now; null while nobody does. */
export const moderatorOf = ({ moderators }: Pick<People, 'moderators'>): Member | null => moderators.findLast(isActive) ?? null;

/** Everybody who has or had to do with the evaluation. */
export const everybody = ({ evaluators, moderators }: People): readonly Member[] => [...evaluators, ...moderators];

/** How many more evaluators are needed before the scores can be moderated. */
export const missingEvaluators = (context: Pick<EvaluationContext, 'evaluators' | 'minimumEvaluators'>): number =>
  Math.max(0, context.minimumEvaluators - activeEvaluators(context).length);

/** Whether all who score have finished and there are enough of them: from then on the scores are for everybody who works on the case. */
export const everySheetIsIn = (context: Pick<EvaluationContext, 'evaluators' | 'minimumEvaluators'>): boolean =>
  context.minimumEvaluators > 0 && missingEvaluators(context) === 0 && activeEvaluators(context).every(({ status }) => status === 'finished');

/** The questions that somebody has not scored yet, in order. */
export function unscoredBy(context: Pick<EvaluationContext, 'parts' | 'sheets'>, personId: string) {
  const scores = context.sheets.find((sheet) => sheet.personId === personId)?.scores ?? [];
  return questionsOf(context).filter(({ part, question }) => standing(scores, part.key, question.key) === null);
}

/** The questions without an agreed score in this attempt or one before it, in order. */
export function notAgreed(context: Pick<EvaluationContext, 'parts' | 'agreed'>) {
  return questionsOf(context).filter(({ part, question }) => standing(context.agreed, part.key, question.key) === null);
}

/** "Ella Marsh", or "Ella Marsh (evaluator 2, ella.marsh@…)" where another person here has the same name. */
export function nameOf(context: People, member: Member): string {
  const isShared = everybody(context).some(({ name, personId }) => name === member.name && personId !== member.personId);
  const role = context.moderators.includes(member) ? 'moderator' : `evaluator ${member.number}`;
  return isShared ? `${member.name} (${role}, ${member.email})` : member.name;
}
