import type { Procedure } from '../engine/procedure.js';
import type { EvaluationContext, EvaluationEvent } from '../../workflows/evaluation/evaluation.events.js';
import { activeEvaluators, everybody, isActive, missingEvaluators, moderatorOf, notAgreed, unscoredBy } from '../../workflows/evaluation/people.js';
import { AssignEvaluator, AssignModerator, DeclareConflict, DeclareFitness, GiveScore, KeepRecord, OpenEvaluation, ReplaceEvaluator, StopEvaluation } from './evaluation.inputs.js';
import { evaluation } from './evaluation.paths.js';

const officers = ['officers'] as const;
/** Until every sheet is in, an entry that tells of a score is its author's alone. */
const own = ['evaluator-own'] as const;
const naming = ['procurement officer', 'commissioning manager'] as const;
const taking = ['evaluator', 'moderator'] as const;
const { below } = evaluation;

const ids = (members: EvaluationContext['evaluators']): string[] => members.map(({ personId }) => personId);
const toDeclare = (context: EvaluationContext) => ids(everybody(context).filter(({ status }) => status === 'to declare'));
const scoring = (context: EvaluationContext) => activeEvaluators(context).filter(({ status }) => status === 'cleared');
const moderating = (context: EvaluationContext): string[] => {
  const moderator = moderatorOf(context);
  return moderator && moderator.status !== 'to declare' ? [moderator.personId] : [];
};

/** What sets a moderation right once it is agreed, and what sets anything else right before. */
const AGAIN = 'After it was agreed, the case that asked opens another attempt, in which each change of a score is given with its reason.';

/** Each event of an evaluation as people see it: what the step is called, what it is for, who may take it and whose desk it waits on. */
export const evaluationEvents: Procedure<EvaluationContext, EvaluationEvent>['events'] = {
  'evaluation.open': {
    label: 'Ask for an evaluation', purpose: 'Another case asks to have answers scored.', roles: ['system'], audience: officers, against: 'latest', input: OpenEvaluation, onDesk: false,
    kept: 'The case that asked stops this evaluation and asks again.',
    told: ({ input }) => `asked for the evaluation of ${input.parts.reduce((sum, { questions }) => sum + questions.length, 0)} answers${input.because ? ` once more: ${input.because}` : ''}`,
  },
  'fitness.declare': {
    label: 'Declare that you have no conflict', purpose: 'You say that you have no conflict of interest and what you know. Then the answers are shown to you.',
    roles: taking, audience: officers, against: 'latest', input: DeclareFitness, clock: 'alarm', onDesk: true, page: below.declaration, waitsFor: toDeclare,
    kept: 'Whoever declared it declares again: the last declaration stands, and all are kept.',
    told: () => 'declared no conflict of interest, and relevant experience',
  },
  'conflict.declare': {
    label: 'Declare a conflict of interest', purpose: 'You take no part in this evaluation any more, and the procurement officer names somebody in your place.',
    roles: taking, audience: officers, against: 'latest', input: DeclareConflict, onDesk: false, final: true, page: below.declaration,
    waitsFor: (context) => ids(everybody(context).filter(isActive)),
    kept: 'The procurement officer names somebody else. A conflict that was declared is not taken back in this case.',
    told: ({ input: { kind } }) => `declared a conflict of interest (${kind}) and takes no part any more`,
  },
  'score.record': {
    label: 'Score the answers', purpose: 'You score each answer alone, by the published scale, with a reason. Nobody else sees it until you have all finished.',
    roles: ['evaluator'], audience: own, against: 'latest', input: GiveScore, clock: 'alarm', onDesk: true, page: below.scores,
    waitsFor: (context) => ids(scoring(context).filter(({ personId }) => unscoredBy(context, personId).length > 0)),
    kept: 'Whoever gave it changes it with a reason until they finish; after that, moderation agrees what should stand.',
    told: ({ input: { why } }) => (why === null ? 'scored an answer' : 'changed the score of an answer'),
  },
  'sheet.finish': {
    label: 'Finish your scores', purpose: 'Your scores then stand as you gave them. Moderation begins when everybody has finished.',
    roles: ['evaluator'], audience: officers, against: 'latest', input: null, clock: 'alarm', onDesk: true, final: true, page: below.finish,
    waitsFor: (context) => ids(scoring(context).filter(({ personId }) => unscoredBy(context, personId).length === 0)),
    kept: 'What was given stands as it was given. Moderation agrees what should hold instead.',
    told: () => 'finished scoring',
  },
  'score.agree': {
    label: 'Agree the scores', purpose: 'You lead the evaluators to one score for each answer, and record it with the reason.',
    roles: ['moderator'], audience: own, against: 'latest', input: GiveScore, clock: 'alarm', onDesk: true, page: below.moderation,
    waitsFor: (context) => (notAgreed(context).length > 0 ? moderating(context) : []),
    kept: `The moderator changes it with a reason until the scores are agreed. ${AGAIN}`,
    told: ({ input: { why } }) => (why === null ? 'recorded an agreed score' : 'changed an agreed score'),
  },
  'evaluation.agree': {
    label: 'Finish moderation', purpose: 'The agreed scores go to the case that asked for them. The scores that each evaluator gave are kept for ever.',
    roles: ['moderator'], audience: officers, against: 'seen', input: null, clock: 'alarm', onDesk: true, final: true, page: below.close, waitsFor: moderating,
    kept: AGAIN,
    told: () => 'finished moderation: the scores are agreed',
  },
  'record.keep': {
    label: 'Keep the evaluation record', purpose: 'What each evaluator gave, what was agreed and why is frozen as a document that nobody can change. It is made when moderation is finished.',
    roles: ['moderator'], audience: officers, against: 'latest', input: KeepRecord, onDesk: true, final: true, page: below.record, waitsFor: (context) => (context.record === null ? moderating(context) : []),
    kept: AGAIN,
    told: () => 'kept the evaluation record as it was frozen',
  },
  'evaluator.assign': {
    label: 'Name an evaluator', purpose: 'At least two people score alone. They may be lent by another authority until a day.',
    roles: naming, audience: officers, against: 'latest', input: AssignEvaluator, clock: 'alarm', onDesk: true, page: below.people,
    waitsFor: (context) => (missingEvaluators(context) > 0 ? null : []),
    kept: 'Replace the evaluator, and say why.',
    told: ({ input: { lentBy, until } }) => `named an evaluator${lentBy ? `, lent by ${lentBy} until ${until}` : ''}`,
  },
  'moderator.assign': {
    label: 'Name the moderator', purpose: 'Somebody who does not score leads the evaluators to one agreed score.',
    roles: naming, audience: officers, against: 'latest', input: AssignModerator, clock: 'alarm', onDesk: true, page: below.people,
    waitsFor: (context) => (moderatorOf(context) ? [] : null),
    kept: 'Name another moderator, and say why.',
    told: ({ input: { why } }) => `named ${why ? `another moderator: ${why}` : 'the moderator'}`,
  },
  'evaluator.replace': {
    label: 'Replace an evaluator', purpose: 'Somebody else scores from the beginning. What was scored before is kept and set aside.',
    roles: naming, audience: officers, against: 'latest', input: ReplaceEvaluator, onDesk: false, page: below.people,
    kept: 'Replace again, and say why.',
    told: ({ input: { why } }) => `replaced an evaluator: ${why}`,
  },
  'evaluation.stop': {
    label: 'Stop the evaluation', purpose: 'The case that asked has no more use for it.', roles: ['system'], audience: officers, against: 'latest', input: StopEvaluation, onDesk: false,
    told: ({ input: { why } }) => `stopped the evaluation: ${why}`,
  },
  'deadline.reached': {
    label: 'A date has passed', purpose: 'The alarm of this evaluation has rung.', roles: [], audience: officers, against: 'latest', input: null, onDesk: false,
    told: () => 'noted that the scores should nearly be agreed by now',
  },
};
