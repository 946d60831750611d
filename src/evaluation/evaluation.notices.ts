import type { Notice } from '../engine/procedure.js';
import type { EvaluationContext } from '../../workflows/evaluation/evaluation.events.js';
import { everybody, moderatorOf } from '../../workflows/evaluation/people.js';

type About = Parameters<Notice<EvaluationContext>['text']>[1];

const officers = () => ({ role: 'procurement officer' });
const toPerson = (personId: string | undefined) => (personId === undefined ? officers() : { personId });
const signed = (lines: readonly string[], { link, authority }: About): string => [...lines, `Go on here: ${link}`, authority.name].join('\n\n');
/** Whose conflict was declared last. */
const conflicted = (context: EvaluationContext) =>
  everybody(context).filter(({ status }) => status === 'conflict').sort((a, b) => (a.ended!.at < b.ended!.at ? 1 : -1))[0];

/** What is told to whom when. No message says a score, a reason, an answer or an interest: those are behind the link. */
export const evaluationNotices: Readonly<Record<string, Notice<EvaluationContext>>> = {
  evaluationWanted: {
    to: officers,
    subject: (context, { reference }) => `${reference}: name the evaluators for ${context.candidate?.name ?? 'an application'}`,
    text: (context, about) => signed([`${context.title} is to be evaluated. Name at least ${context.minimumEvaluators} evaluators and a moderator.`], about),
  },
  evaluatorNamed: {
    to: (context) => toPerson(context.evaluators.at(-1)?.personId),
    subject: (_, { reference, authority }) => `${reference}: ${authority.name} asks you to score`,
    text: (context, about) => signed([
      `You are named as an evaluator: ${context.title}.`,
      'Before you see any answer, say whether you have a conflict of interest and what you know that lets you judge.',
    ], about),
  },
  moderatorNamed: {
    to: (context) => toPerson(moderatorOf(context)?.personId),
    subject: (_, { reference, authority }) => `${reference}: ${authority.name} asks you to moderate`,
    text: (context, about) => signed([`You are named as the moderator: ${context.title}.`, 'First say whether you have a conflict of interest and what you know that lets you judge.'], about),
  },
  conflictDeclared: {
    to: officers,
    subject: (_, { reference }) => `${reference}: a conflict of interest was declared`,
    text: (context, about) => signed([`${conflicted(context)?.name ?? 'Somebody'} has declared a conflict of interest and takes no part any more. Name somebody in their place.`], about),
  },
  sheetsAreIn: {
    to: (context) => toPerson(moderatorOf(context)?.personId),
    subject: (_, { reference }) => `${reference}: all scores are in`,
    text: (context, about) => signed([`Every evaluator has finished: ${context.title}.`, moderatorOf(context) ? 'You can moderate now.' : 'Name a moderator.'], about),
  },
  alarm: {
    to: officers,
    subject: (_, { reference }) => `${reference}: the scores are not agreed yet`,
    text: (context, about) => signed([`${context.title} should nearly be evaluated by now, and its scores are not agreed.`], about),
  },
};
