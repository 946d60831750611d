import { and, assertEvent, assign } from 'xstate';
import { isSame, withFindings, withQuestion, withWorker } from './application.case.js';
import type { ApplicationContext, Question } from './application.context.js';
import { inThisCase } from './application.setup.js';
import { checking, clarification, evaluation, exclusionReview } from './application.sources.js';

/** Steps that are open in more than one state of an application. */

const noteFindings = inThisCase.createAction(assign(({ context, event }) => {
  assertEvent(event, 'check.record');
  return {
    findings: withFindings(context.findings, event.input.findings, event.stamp.by, event.stamp.recordedAt),
    // A waiver is of the finding that it was given for.
    waivers: context.waivers.filter((waiver) => !event.input.findings.some((finding) => isSame(finding, waiver))),
    workedOnBy: withWorker(context, event.stamp.by),
  };
}));
const noteWaiver = inThisCase.createAction(assign(({ context, event }) => {
  assertEvent(event, 'check.waive');
  const { check, about, reason, condition, metBy } = event.input;
  return {
    waivers: [...context.waivers, { check, about, reason, condition, metBy, by: event.stamp.by, at: event.stamp.recordedAt }],
    workedOnBy: withWorker(context, event.stamp.by),
  };
}));
const noteQuestion = inThisCase.createAction(assign(({ context, event }) => {
  assertEvent(event, 'clarification.ask');
  const asked: Question = {
    number: context.questions.length + 1, section: event.input.section, question: event.input.question,
    askedAt: event.stamp.occurredAt, askedBy: event.stamp.by, letter: null, chased: null, status: 'open', answer: null, answeredAt: null,
  };
  return { questions: [...context.questions, asked], workedOnBy: withWorker(context, event.stamp.by) };
}));
export const noteAnswer = inThisCase.createAction(assign(({ context, event }) => {
  assertEvent(event, 'clarification.answer');
  const { number, answer } = event.input;
  const isLate = context.questions.some((question) => question.number === number && question.chased !== null);
  return { questions: withQuestion(context.questions, number, { answer, answeredAt: event.stamp.occurredAt, status: isLate ? 'answered late' : 'answered' }) };
}));
const noteConcern = inThisCase.createAction(assign(({ context, event }) => {
  assertEvent(event, 'exclusion.raise');
  const { ground, from, detail } = event.input;
  const concern = {
    ground, ...event.facts.concern!, raisedBy: from, detail, selfCleaning: '',
    number: context.concerns.length + 1, at: event.stamp.occurredAt, by: event.stamp.by, advice: null, decided: null,
  };
  return { concerns: [...context.concerns, concern], recommendation: null, workedOnBy: withWorker(context, event.stamp.by) };
}));
/** What the moderator recorded: newer parts in the place of those on the same lots. */
export const noteScores = inThisCase.createAction(assign(({ context, event }) => {
  assertEvent(event, 'evaluation.note');
  const { parts, evaluators, moderator, agreedAt, attempt } = event.input;
  const before = context.evaluation ?? { attempt, underWay: [], parts: [], people: [], agreedAt: null, changedAfterDecision: null };
  return {
    evaluation: {
      ...before, agreedAt, underWay: [],
      parts: [...before.parts.filter((old) => !parts.some(({ key }) => key === old.key)), ...parts],
      people: [...new Set([...before.people, ...evaluators, moderator])],
    },
  };
}));

export const recordFindings = {
  guard: and(['hasNoConflict', 'isAboutItsOwnChecks', 'isNotDatedAhead', 'givesAReasonUnlessPassed']),
  meta: { sources: [checking] },
  actions: noteFindings,
} as const;
export const waiveCheck = {
  guard: and(['hasNoConflict', 'waivesWhatBlocks', 'isNotWhoFoundIt']),
  meta: { sources: [checking] },
  actions: noteWaiver,
} as const;
export const askQuestion = {
  target: 'clarifying',
  guard: 'hasNoOpenQuestion',
  meta: { sources: [clarification] },
  actions: [noteQuestion, { type: 'notify', params: { notice: 'questionAsked' } }],
} as const;
/** An answer after its question was given up is kept and marked late. */
export const keepLateAnswer = {
  guard: and(['hasAQuestionWithoutAnswer', 'answersAnUnansweredQuestion']),
  meta: { sources: [clarification] },
  actions: noteAnswer,
} as const;
/** The scoring that is under way is no longer asked for. */
export const stopScoring = {
  type: 'tellFact',
  params: ({ context, event }: { context: ApplicationContext; event: { input: { reason: string } } }) =>
    ({ fact: 'evaluation.unwanted', body: { of: context.caseId, attempt: context.evaluation!.attempt, why: event.input.reason || 'The application was withdrawn.' } }),
} as const;
/** Something that may keep the provider out goes back to be checked, and from there to procurement and legal. */
export const raiseConcern = {
  target: 'checking',
  guard: 'isAGroundOfTheList',
  meta: { sources: [exclusionReview] },
  actions: noteConcern,
} as const;
/** An agreed score that was changed, or agreed for a lot that came later. */
export const keepScores = { guard: 'isTheScoringAskedFor', meta: { sources: [evaluation] }, actions: noteScores } as const;
