import { and, assign } from 'xstate';
import { agreement, review } from './application.afterwards.js';
import { checking, clarifying, excluding } from './application.checking.js';
import { nothingYet } from './application.context.js';
import { letter, record } from './application.decided.js';
import { deciding, evaluating, recommending } from './application.deciding.js';
import { inThisCase } from './application.setup.js';
import { admission, evaluation, exclusionReview, officerRecord, publishedTerms, withdrawal } from './application.sources.js';
import { keepLateAnswer, keepScores, noteScores, stopScoring } from './application.steps.js';
import { drafting, lapsed, late, noteWithdrawal, notYet, sendAcknowledgement, sorting, submitted } from './application.submitting.js';

/**
 * A provider's application to a list, from its first answer to its place. This file is the whole way at a glance; each stretch has a file of its
 * own: application.submitting, .checking, .deciding, .decided and .afterwards. What the guards ask is in .guards, why they say no in .refusals,
 * what the case holds in .context, what can happen to it in .events.
 */
export const applicationMachine = inThisCase.createMachine({
  id: 'qpl.application',
  context: nothingYet,
  initial: 'notYet',
  states: {
    notYet,
    drafting,
    lapsed,
    sorting,
    submitted,
    late,

    considering: {
      meta: { title: 'Under consideration', sources: [admission] },
      initial: 'checking',
      entry: [
        assign({ openedOn: ({ event }) => event.stamp.occurredOn }),
        {
          type: 'startDeadline',
          params: ({ context, event }) => ({ name: 'decision', rule: context.rules!.decisionRule, from: event.stamp.occurredOn }),
        },
      ],
      exit: [
        { type: 'endDeadline', params: { name: 'decision' } },
        { type: 'endDeadline', params: { name: 'extension' } },
        { type: 'endDeadline', params: { name: 'exclusion' } },
      ],
      on: {
        'deadline.reached': [
          {
            // Lateness is recorded. It stops nothing: the application is still decided.
            guard: { type: 'isForClock', params: { clock: 'decision' } },
            meta: { sources: [admission] },
            actions: assign({ overdueSince: ({ event }) => event.stamp.occurredAt }),
          },
          { guard: { type: 'isForClock', params: { clock: 'extension' } }, meta: { sources: [admission] }, actions: { type: 'notify', params: { notice: 'extensionToThinkOf' } } },
          {
            guard: { type: 'isForClock', params: { clock: 'exclusion' } },
            meta: { sources: [exclusionReview] },
            actions: [assign({ exclusionOverdue: ({ event }) => event.stamp.occurredAt }), { type: 'notify', params: { notice: 'exclusionIsLate' } }],
          },
        ],
        'acknowledgement.send': sendAcknowledgement,
        'clarification.answer': keepLateAnswer,
        'evaluation.note': keepScores,
        'decision.extend': {
          guard: and(['isUnderDynamicPurchasing', 'isNotYetExtended', 'isNotYetOverdue']),
          meta: { sources: [admission] },
          actions: [
            assign({ extended: ({ event }) => ({ why: event.input.justification, at: event.stamp.occurredAt }) }),
            {
              type: 'startDeadline',
              params: ({ context, event }) => ({ name: 'decision', rule: context.rules!.extendedRule!, from: context.submittedOn!, why: event.input.justification }),
            },
            { type: 'endDeadline', params: { name: 'extension' } },
            { type: 'notify', params: { notice: 'decisionExtended' } },
          ],
        },
        'application.withdraw': [
          { target: 'withdrawn', guard: 'scoringIsUnderWay', meta: { sources: [withdrawal] }, actions: [noteWithdrawal, stopScoring] },
          { target: 'withdrawn', meta: { sources: [withdrawal] }, actions: noteWithdrawal },
        ],
      },
      states: { checking, clarifying, excluding, evaluating, recommending, deciding },
    },

    decided: {
      id: 'decided',
      meta: { title: 'Decided', sources: [officerRecord] },
      type: 'parallel',
      always: { target: 'closed', guard: 'nothingIsLeft', meta: { sources: [officerRecord] } },
      on: {
        'clarification.answer': keepLateAnswer,
        // The decision stands until somebody changes it; that a score was changed after it is not hidden.
        'evaluation.note': {
          guard: 'isTheScoringAskedFor',
          meta: { sources: [evaluation] },
          actions: [noteScores, assign({ evaluation: ({ context, event }) => ({ ...context.evaluation!, changedAfterDecision: event.stamp.occurredAt }) }), { type: 'notify', params: { notice: 'scoresChangedLate' } }],
        },
      },
      states: { letter, record, review, agreement },
    },

    closed: { meta: { title: 'Closed', sources: [officerRecord] }, type: 'final' },
    tooLate: { meta: { title: 'Came too late, not taken', sources: [publishedTerms] }, type: 'final' },
    withdrawn: { id: 'withdrawn', meta: { title: 'Withdrawn', sources: [withdrawal] }, type: 'final' },
  },
});
