import { and, assign } from 'xstate';
import { lotsToScore, withWorker } from './application.case.js';
import type { ApplicationContext } from './application.context.js';
import type { ApplicationEvent } from './application.events.js';
import { closeUnanswered } from './application.checking.js';
import { inThisCase } from './application.setup.js';
import { checking as checks, confidentialLetter, evaluation, everybodyWhoQualifies, exclusion, officerRecord, separation } from './application.sources.js';
import { askQuestion, noteScores, raiseConcern, recordFindings, waiveCheck } from './application.steps.js';

/** Scoring where lots have scored questions, the recommendation, the decision. Domain reference 1.7, rows 9 to 14. */

/** What the scoring needs to know, and nothing else of the application. */
const wanted = (context: ApplicationContext, event: ApplicationEvent) => ({
  fact: 'evaluation.wanted',
  body: {
    of: context.caseId,
    attempt: context.evaluation!.attempt,
    because: event.type === 'evaluation.again' ? event.input.reason : context.evaluation!.attempt > 1 ? 'A lot came later, because a check of it was waived or recorded anew.' : null,
    anew: event.type === 'evaluation.again',
    reference: '',
    title: `Application of ${context.provider?.name ?? ''} to ${context.schemeTitle}`,
    candidate: { organisationId: context.provider?.organisationId ?? null, name: context.provider?.name ?? '' },
    subjectTitle: context.schemeTitle,
    parts: context.quality.filter(({ lotId }) => context.evaluation!.underWay.includes(lotId)).map(({ lotId, title, passPercent, questions }) => ({
      key: lotId, title, passPercent,
      questions: questions.map(({ key, asked, guidance, weight, scale, passMark, answer }) => ({
        key, asked, guidance, weight, scale, passMark, answer,
        evidence: context.evidence.map((item) => ({ title: item.title, fileName: item.fileName, sha256: item.sha256 })),
      })),
    })),
    minimumEvaluators: 2,
    dueRule: 'qpl.evaluation-alarm',
    startedOn: context.openedOn,
  },
});

export const evaluating = inThisCase.createStateConfig({
  meta: { title: 'Being scored', sources: [evaluation] },
  entry: { type: 'startDeadline', params: ({ context }) => ({ name: 'scoring', rule: 'qpl.evaluation-alarm', from: context.openedOn! }) },
  exit: { type: 'endDeadline', params: { name: 'scoring' } },
  on: {
    'evaluation.note': { target: 'recommending', guard: 'isTheScoringAskedFor', meta: { sources: [evaluation] }, actions: [noteScores, { type: 'notify', params: { notice: 'scoresAgreed' } }] },
    'exclusion.raise': raiseConcern,
    'deadline.reached': { guard: { type: 'isForClock', params: { clock: 'scoring' } }, meta: { sources: [evaluation] }, actions: { type: 'notify', params: { notice: 'scoringIsLate' } } },
  },
});

export const recommending = inThisCase.createStateConfig({
  meta: { title: 'Checked, to be recommended', sources: [checks] },
  always: [
    {
      // Nobody goes on scoring the answers of a provider that is out.
      guard: 'isExcludedWhileScored',
      meta: { sources: [exclusion, evaluation] },
      actions: [
        { type: 'tellFact', params: ({ context }) => ({ fact: 'evaluation.unwanted', body: { of: context.caseId, attempt: context.evaluation!.attempt, why: 'The provider was excluded, so its answers are scored no further.' } }) },
        assign(({ context }) => ({ evaluation: { ...context.evaluation!, underWay: [] } })),
      ],
    },
    {
      // Only lots whose blocking checks are passed or waived are scored.
      guard: 'lotsAreToBeScored',
      target: 'evaluating',
      meta: { sources: [evaluation] },
      actions: [
        assign(({ context }) => ({
          evaluation: {
            attempt: (context.evaluation?.attempt ?? 0) + 1, underWay: lotsToScore(context),
            parts: context.evaluation?.parts ?? [], people: context.evaluation?.people ?? [], agreedAt: context.evaluation?.agreedAt ?? null, changedAfterDecision: null,
          },
        })),
        { type: 'tellFact', params: ({ context, event }) => wanted(context, event) },
      ],
    },
    { guard: 'scoringIsUnderWay', target: 'evaluating', meta: { sources: [evaluation] } },
  ],
  on: {
    'clarification.ask': askQuestion,
    'application.recommend': {
      target: 'deciding',
      guard: and(['hasNoConflict', 'coversEveryLot', 'admitsNoBlockedLot', 'admitsNobodyExcluded', 'admitsNoLotBelowItsMarks', 'turnsNobodyAwayWhoQualifies']),
      meta: { sources: [checks, evaluation, everybodyWhoQualifies] },
      actions: assign(({ context, event }) => ({
        recommendation: { lots: event.input.lots, by: event.stamp.by, at: event.stamp.recordedAt },
        workedOnBy: withWorker(context, event.stamp.by),
      })),
    },
    'evaluation.again': {
      target: 'recommending',
      reenter: true,
      guard: 'hasScores',
      meta: { sources: [evaluation] },
      // Who scored before has still scored it: none of them may decide.
      actions: assign(({ context }) => ({ evaluation: { ...context.evaluation!, parts: [], agreedAt: null } })),
    },
    'exclusion.raise': raiseConcern,
    'check.waive': waiveCheck,
    'check.record': recordFindings,
    'application.close': closeUnanswered,
  },
});

export const deciding = inThisCase.createStateConfig({
  meta: { title: 'With the decision maker', sources: [officerRecord] },
  on: {
    'recommendation.return': {
      target: 'checking',
      guard: 'didNotWorkOnIt',
      meta: { sources: [separation] },
      actions: assign({
        returned: ({ context, event }) => [...context.returned, { reason: event.input.reason, by: event.stamp.by, at: event.stamp.recordedAt }],
        recommendation: null,
      }),
    },
    // The recommendation was made on other scores: it is made again.
    'evaluation.note': { target: 'recommending', guard: 'isTheScoringAskedFor', meta: { sources: [evaluation] }, actions: [noteScores, assign({ recommendation: null }), { type: 'notify', params: { notice: 'scoresAgreed' } }] },
    'exclusion.raise': raiseConcern,
    'application.decide': {
      target: '#decided',
      guard: and([
        'didNotWorkOnIt', 'didNotScoreIt', 'hasNoConflict', 'coversEveryLot', 'admitsNoBlockedLot', 'admitsNobodyExcluded', 'admitsNoLotBelowItsMarks', 'turnsNobodyAwayWhoQualifies',
        'givesReasons', 'statesAlternatives', 'statesConflicts',
      ]),
      meta: { sources: [officerRecord, separation, everybodyWhoQualifies, confidentialLetter] },
      actions: [
        assign({
          decision: ({ event: { input, facts, stamp } }) => ({
            ...input, by: stamp.by, at: stamp.recordedAt, on: stamp.occurredOn, dispensationsGrantedBy: facts.dispensationsGrantedBy,
          }),
        }),
        { type: 'notify', params: { notice: 'outcomeReady' } },
      ],
    },
  },
});
