import type { CasePerson, CaseRow } from '../engine/procedure.js';
import type { EvaluationContext } from '../../workflows/evaluation/evaluation.events.js';
import { activeEvaluators, isActive, missingEvaluators, moderatorOf, notAgreed } from '../../workflows/evaluation/people.js';
import { questionsOf } from '../../workflows/evaluation/arithmetic.js';

/** The row that lists show of an evaluation. No score, no reason and nothing of the answers stands in it. */
export function projectEvaluation(context: EvaluationContext, value: unknown): CaseRow {
  const stage = stageOf(context, value);
  const active = activeEvaluators(context);
  return {
    title: `Evaluation: ${context.title}${context.attempt > 1 ? `, attempt ${context.attempt}` : ''}`,
    sentence: `${sentenceOf(context, stage)}${context.overdueSince !== null && context.result === null ? ' The alarm for it has rung.' : ''}`,
    stage,
    open: stage !== 'Record kept' && stage !== 'Stopped',
    // Not the candidate's case: row-level security lets no organisation in.
    organisationId: null,
    search: [context.candidate?.name, context.subjectTitle, context.reference].filter(Boolean).join(' '),
    columns: {
      candidate: context.candidate?.name ?? null,
      subject: context.subjectTitle,
      of: context.reference,
      attempt: context.attempt,
      finished: `${active.filter(({ status }) => status === 'finished').length} of ${Math.max(active.length, context.minimumEvaluators)}`,
      overdue: context.overdueSince !== null,
    },
    people: [...peopleIn(active, 'evaluator'), ...peopleIn(context.moderators.filter(isActive), 'moderator')],
  };
}

const peopleIn = (members: EvaluationContext['evaluators'], role: string): CasePerson[] => members.map(({ personId, lentBy, until }) => ({ personId, role, lentBy, until }));

function stageOf(context: EvaluationContext, value: unknown): string {
  if (typeof value === 'string') return { notYet: 'Not asked for', agreed: 'Agreed', recorded: 'Record kept', stopped: 'Stopped' }[value] ?? 'Not asked for';
  if ((value as { underway?: string }).underway === 'moderating') return 'Being moderated';
  return missingEvaluators(context) > 0 ? 'Evaluators to be named' : 'Being scored';
}

function sentenceOf(context: EvaluationContext, stage: string): string {
  const active = activeEvaluators(context);
  switch (stage) {
    case 'Evaluators to be named': {
      const conflicted = context.evaluators.filter(({ status }) => status === 'conflict').at(-1);
      const missing = missingEvaluators(context);
      return `${missing === 1 ? 'One more evaluator is' : `${missing} more evaluators are`} to be named.${conflicted ? ` ${conflicted.name} declared a conflict and is to be replaced by the procurement officer.` : ''}`;
    }
    case 'Being scored':
      return `${active.filter(({ status }) => status === 'finished').length} of ${active.length} evaluators have finished scoring.${moderatorOf(context) ? '' : ' A moderator is still to be named.'}`;
    case 'Being moderated': {
      const of = questionsOf(context).length;
      return moderatorOf(context) ? `${of - notAgreed(context).length} of ${of} questions have an agreed score.` : 'All scores are in; a moderator is to be named.';
    }
    case 'Agreed':
      return 'The scores are agreed; the record of it is still to be kept.';
    case 'Record kept':
      return 'The scores are agreed, and the record of it is frozen.';
    case 'Stopped':
      return `Stopped: ${context.stopped?.why ?? ''}`;
    default:
      return 'Nothing was asked for yet.';
  }
}
