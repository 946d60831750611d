import { and, assign } from 'xstate';
import type { ApplicationContext } from './application.context.js';
import { openQuestion, undecided, withQuestion, withWorker } from './application.case.js';
import { inThisCase } from './application.setup.js';
import { admission, checking as checks, clarification, confidentialLetter, exclusion, exclusionReview, silence } from './application.sources.js';
import { askQuestion, keepLateAnswer, noteAnswer, raiseConcern, recordFindings, waiveCheck } from './application.steps.js';

/** Completeness, clarification, exclusion grounds and due diligence. Domain reference 1.7, rows 4 to 9. */

const finish = {
  target: 'recommending',
  guard: and(['everyCheckHasAFinding', 'hasNoOpenQuestion']),
  meta: { sources: [checks] },
  // With the first that is checked to the end, its round is being evaluated: it cannot be opened again.
  actions: { type: 'tellFact', params: ({ context }: { context: ApplicationContext }) => ({ fact: 'qpl.application.checked', body: { schemeId: context.schemeId, round: context.round?.number ?? null } }) },
} as const;
/** After the final notice an officer may close what nobody answered for. Nothing closes it by itself. */
export const closeUnanswered = {
  target: '#withdrawn',
  guard: 'wasNeverAnswered',
  meta: { sources: [silence] },
  actions: [
    inThisCase.createAction(assign(({ event }) => (event.type === 'application.close' ? { withdrawn: { reason: event.input.reason, at: event.stamp.occurredAt, how: 'no answer' as const } } : {}))),
    { type: 'notify', params: { notice: 'closedUnanswered' } },
  ],
} as const;

export const checking = inThisCase.createStateConfig({
  meta: { title: 'Being checked', sources: [checks] },
  always: [
    {
      guard: 'anExtensionIsToBeThoughtOf',
      meta: { sources: [admission] },
      actions: [
        assign({ extensionThoughtOf: true }),
        { type: 'startDeadline', params: ({ context }) => ({ name: 'extension', rule: 'qpl.extension-decision', from: context.submittedOn! }) },
      ],
    },
    {
      guard: 'aConcernIsNew',
      target: 'excluding',
      meta: { sources: [exclusionReview] },
      actions: [
        assign({ exclusionRuns: true }),
        { type: 'startDeadline', params: ({ event }) => ({ name: 'exclusion', rule: 'qpl.exclusion-review', from: event.stamp.occurredOn }) },
        { type: 'notify', params: { notice: 'exclusionToReview' } },
      ],
    },
    { guard: 'aConcernIsOpen', target: 'excluding', meta: { sources: [exclusionReview] } },
    // Whoever is excluded is recommended and decided like everybody else; only the outcome is settled.
    { guard: 'isExcluded', target: 'recommending', meta: { sources: [exclusion] } },
  ],
  on: {
    'check.record': recordFindings,
    'check.waive': waiveCheck,
    'clarification.ask': askQuestion,
    'exclusion.raise': raiseConcern,
    'check.finish': finish,
    'application.close': closeUnanswered,
  },
});

export const clarifying = inThisCase.createStateConfig({
  meta: { title: 'A question is with the provider', sources: [clarification] },
  entry: [
    { type: 'startDeadline', params: ({ event }) => ({ name: 'reply', rule: 'qpl.clarification-reply', from: event.stamp.occurredOn }) },
    { type: 'startDeadline', params: ({ event }) => ({ name: 'chase', rule: 'qpl.clarification-chase', from: event.stamp.occurredOn }) },
  ],
  exit: [
    { type: 'endDeadline', params: { name: 'reply' } },
    { type: 'endDeadline', params: { name: 'chase' } },
    { type: 'endDeadline', params: { name: 'grace' } },
  ],
  on: {
    'clarification.send': {
      guard: and(['hasALetterToSend', 'isTheFrozenDocument']),
      meta: { sources: [confidentialLetter] },
      actions: [
        assign(({ context, event }) => ({ questions: withQuestion(context.questions, openQuestion(context)?.number ?? 0, { letter: { documentId: event.input.documentId, sha256: event.input.sha256 } }) })),
        { type: 'publishDocument', params: ({ event }) => ({ documentId: event.input.documentId, status: 'published' as const }) },
      ],
    },
    'clarification.answer': {
      target: 'checking',
      guard: and(['hasAQuestionWithoutAnswer', 'answersAnUnansweredQuestion']),
      meta: { sources: [clarification] },
      actions: [noteAnswer, { type: 'notify', params: { notice: 'questionAnswered' } }],
    },
    'deadline.reached': [
      {
        // While there is still time: a second message, and nothing else.
        guard: { type: 'isForClock', params: { clock: 'chase' } },
        meta: { sources: [clarification] },
        actions: { type: 'notify', params: { notice: 'questionReminded' } },
      },
      {
        guard: { type: 'isForClock', params: { clock: 'reply' } },
        meta: { sources: [clarification] },
        actions: [
          assign({ questions: ({ context, event }) => withQuestion(context.questions, openQuestion(context)?.number ?? 0, { chased: event.stamp.occurredAt }) }),
          { type: 'startDeadline', params: ({ event }) => ({ name: 'grace', rule: 'qpl.clarification-grace', from: event.stamp.occurredOn }) },
          { type: 'notify', params: { notice: 'questionChased' } },
        ],
      },
      {
        // Never a withdrawal by silence: an officer decides on what is there, or closes it with a reason.
        guard: { type: 'isForClock', params: { clock: 'grace' } },
        target: 'checking',
        meta: { sources: [clarification, silence] },
        actions: [
          assign({ questions: ({ context }) => withQuestion(context.questions, openQuestion(context)?.number ?? 0, { status: 'unanswered' }) }),
          { type: 'notify', params: { notice: 'questionUnanswered' } },
        ],
      },
    ],
    // Work that needs no answer goes on meanwhile.
    'check.record': recordFindings,
    // Not while a question is open. These two are here so that the page can say why not.
    'clarification.ask': askQuestion,
    'check.finish': finish,
  },
});

/** A "yes" or an entry on the debarment list rejects nobody: legal advises, procurement decides on each ground, with reasons. */
export const excluding = inThisCase.createStateConfig({
  meta: { title: 'A possible exclusion is under review', sources: [exclusionReview, exclusion] },
  on: {
    'check.record': recordFindings,
    'check.waive': waiveCheck,
    'clarification.ask': askQuestion,
    'clarification.answer': keepLateAnswer,
    'exclusion.raise': raiseConcern,
    'exclusion.advise': {
      guard: 'hasNoConflict',
      meta: { sources: [exclusionReview] },
      actions: assign(({ context, event: { input, stamp } }) => ({
        concerns: context.concerns.map((concern) => (concern.decided === null ? { ...concern, advice: { text: input.advice, by: stamp.by, at: stamp.recordedAt } } : concern)),
        workedOnBy: withWorker(context, stamp.by),
      })),
    },
    'exclusion.decide': {
      target: 'checking',
      guard: and(['hasAdviceOnEach', 'hasNoConflict', 'isNotTheAdviser', 'decidesEveryConcern', 'excludesWhereItMust', 'excludesOnlyForCause']),
      meta: { sources: [exclusion, exclusionReview] },
      actions: [
        assign(({ context, event: { input, stamp } }) => ({
          concerns: context.concerns.map((concern) => {
            const view = undecided(context).includes(concern) ? input.concerns.find(({ number }) => number === concern.number) : undefined;
            return view ? { ...concern, decided: { ...view, by: stamp.by, at: stamp.recordedAt } } : concern;
          }),
          exclusionRuns: false,
          workedOnBy: withWorker(context, stamp.by),
        })),
        { type: 'endDeadline', params: { name: 'exclusion' } },
      ],
    },
  },
});
