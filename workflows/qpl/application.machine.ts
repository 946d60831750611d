import { and, assertEvent, assign, setup } from 'xstate';
import { effects, isForClock, type By, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { ApplicationContext, ApplicationEvent, Finding, Question, RecordedFinding } from './application.events.js';
import { admission, checking, clarification, confidentialLetter, officerRecord, separation, withdrawal } from './application.sources.js';

/**
 * A provider's application to a list: submitted, checked, clarified, recommended, decided; then the provider is told and the
 * record of the decision is signed and published. Read it from the bottom: the states first, then what their names mean.
 */

const nothingYet: ApplicationContext = {
  schemeId: '', schemeTitle: '', schemeSlug: '', decisionBasis: '', schemeEnds: null, regime: null, provider: null, contact: null,
  lots: [], answers: [], evidence: [], declaredBy: null, submittedAt: null, submittedOn: null, copy: null,
  checks: [], findings: [], waivers: [], questions: [], workedOnBy: [], extended: null, overdueSince: null,
  recommendation: null, returned: [], decision: null,
  letterSent: null, recordSigned: null, recordPublished: null, withdrawn: null,
};

type Case = Pick<ApplicationContext, 'checks' | 'findings' | 'waivers'>;
const isSame = (a: { check: string; about: string }, b: { check: string; about: string }) => a.check === b.check && a.about === b.about;

/** The finding on a check as it stands, or null while nobody has recorded one. */
export const findingOn = (context: Pick<Case, 'findings'>, on: { check: string; about: string }): RecordedFinding | null =>
  context.findings.find((finding) => isSame(finding, on)) ?? null;

/** The blocking checks that keep a lot from being admitted: failed or referred, and not waived. */
export const blockersOf = (context: Case, lotId: string) =>
  context.checks.filter((check) => {
    if (!check.blocks || (check.about !== 'provider' && check.about !== lotId)) return false;
    const finding = findingOn(context, check)?.finding;
    const isInTheWay = finding === undefined || finding === 'fail' || finding === 'refer';
    return isInTheWay && !context.waivers.some((waiver) => isSame(waiver, check));
  });

/** The question that is with the provider, or null. */
export const openQuestion = (context: Pick<ApplicationContext, 'questions'>): Question | null =>
  context.questions.find((question) => question.status === 'open') ?? null;

/** A deputy signs with both names. */
const signerOf = (by: By) => (by.inPlaceOf ? `${by.name}, for ${by.inPlaceOf.name}` : by.name);
const isSaid = (text: string | undefined) => (text ?? '').trim() !== '';
/** A deputy counts as both: the one who acts, and the one in whose place. */
const isOneOf = (people: readonly (string | null | undefined)[], by: By) =>
  [by.personId, by.inPlaceOf?.personId].some((person) => person != null && people.includes(person));
const withWorker = (context: ApplicationContext, by: By) =>
  by.personId === null || context.workedOnBy.includes(by.personId) ? context.workedOnBy : [...context.workedOnBy, by.personId];
const later = (before: readonly RecordedFinding[], found: readonly Finding[], by: By, at: string): readonly RecordedFinding[] => [
  ...before.filter((old) => !found.some((now) => isSame(now, old))),
  ...found.map((finding) => ({ ...finding, by, at })),
];
const changed = (questions: readonly Question[], number: number, change: Partial<Question>): readonly Question[] =>
  questions.map((question) => (question.number === number ? { ...question, ...change } : question));
const handled = ({ event }: { event: Extract<ApplicationEvent, { type: 'outcome.send' | 'record.sign' | 'record.publish' }> }) => ({
  documentId: event.input.documentId, sha256: event.input.sha256, by: event.stamp.by, at: event.stamp.recordedAt,
});

const inThisCase = setup({
  types: {
    context: {} as ApplicationContext,
    events: {} as ApplicationEvent,
    meta: {} as StateMeta,
    transitionMeta: {} as TransitionMeta,
  },
  guards: {
    // The case as it stands.
    everyCheckHasAFinding: ({ context }) => context.checks.every((check) => findingOn(context, check) !== null),
    hasNoOpenQuestion: ({ context }) => openQuestion(context) === null,
    hasAQuestionWithoutAnswer: ({ context }) => context.questions.some((question) => question.answer === null),
    isUnderDynamicPurchasing: ({ context }) => context.regime === 'PCR15_DPS',
    isNotYetExtended: ({ context }) => context.extended === null,
    isNotYetOverdue: ({ context }) => context.overdueSince === null,

    // Who acts, and what is known from elsewhere.
    hasNoConflict: ({ event }) => {
      assertEvent(event, ['check.record', 'check.waive', 'application.recommend', 'application.decide']);
      return !event.facts.hasConflict;
    },
    didNotWorkOnIt: ({ context, event }) => !isOneOf(context.workedOnBy, event.stamp.by),
    isTheDecisionMaker: ({ context, event }) => context.decision !== null && event.stamp.by.personId === context.decision.by.personId,
    isNotTheSigner: ({ context, event }) => !isOneOf([context.recordSigned?.by.personId], event.stamp.by),

    // What was entered.
    isForClock,
    schemeIsOpen: ({ event }) => {
      assertEvent(event, 'application.submit');
      return event.facts.scheme?.isOpen === true && event.facts.provider !== null;
    },
    everyLotIsOpen: ({ event }) => {
      assertEvent(event, 'application.submit');
      return event.input.lots.length > 0 && event.input.lots.every((asked) => event.facts.lots.some((lot) => lot.lotId === asked.lotId));
    },
    nothingIsMissing: ({ event }) => {
      assertEvent(event, 'application.submit');
      return event.facts.missing.length === 0;
    },
    copyIsFrozen: ({ event }) => {
      assertEvent(event, 'application.submit');
      return event.facts.copyIsFrozen;
    },
    isAboutItsOwnChecks: ({ context, event }) => {
      assertEvent(event, 'check.record');
      return event.input.findings.length > 0 && event.input.findings.every((finding) => context.checks.some((check) => isSame(check, finding)));
    },
    isNotDatedAhead: ({ event }) => {
      assertEvent(event, 'check.record');
      return event.input.findings.every((finding) => finding.verifiedOn <= event.stamp.occurredOn);
    },
    givesAReasonUnlessPassed: ({ event }) => {
      assertEvent(event, 'check.record');
      return event.input.findings.every((finding) => finding.finding === 'pass' || isSaid(finding.reason));
    },
    waivesWhatBlocks: ({ context, event }) => {
      assertEvent(event, 'check.waive');
      return context.lots.some((lot) => blockersOf(context, lot.lotId).some((check) => isSame(check, event.input) && findingOn(context, check) !== null));
    },
    isNotWhoFoundIt: ({ context, event }) => {
      assertEvent(event, 'check.waive');
      return !isOneOf([findingOn(context, event.input)?.by.personId], event.stamp.by);
    },
    answersAnUnansweredQuestion: ({ context, event }) => {
      assertEvent(event, 'clarification.answer');
      return context.questions.some((question) => question.number === event.input.number && question.answer === null);
    },
    coversEveryLot: ({ context, event }) => {
      assertEvent(event, ['application.recommend', 'application.decide']);
      const said = event.input.lots.filter((view) => isSaid(view.reason)).map((view) => view.lotId);
      return said.length === context.lots.length && context.lots.every((lot) => said.includes(lot.lotId));
    },
    admitsNoBlockedLot: ({ context, event }) => {
      assertEvent(event, ['application.recommend', 'application.decide']);
      return event.input.lots.every((view) => view.outcome !== 'admit' || blockersOf(context, view.lotId).length === 0);
    },
    givesReasons: ({ event }) => {
      assertEvent(event, 'application.decide');
      return isSaid(event.input.reasons);
    },
    statesAlternatives: ({ event }) => {
      assertEvent(event, 'application.decide');
      return event.input.alternatives.length > 0 && event.input.alternatives.every((other) => isSaid(other.option) && isSaid(other.whyRejected));
    },
    statesConflicts: ({ event }) => {
      assertEvent(event, 'application.decide');
      return (event.input.conflictsDeclared === 'none declared') === (event.input.conflicts.length === 0);
    },
    isTheFrozenDocument: ({ event }) => {
      assertEvent(event, ['outcome.send', 'record.sign', 'record.publish']);
      return event.facts.isFrozen;
    },
    isWhatWasSigned: ({ context, event }) => {
      assertEvent(event, 'record.publish');
      return context.recordSigned?.documentId === event.input.documentId && context.recordSigned.sha256 === event.input.sha256;
    },
  },
  actions: {
    ...effects,
    noteFindings: assign(({ context, event }) => {
      assertEvent(event, 'check.record');
      return {
        findings: later(context.findings, event.input.findings, event.stamp.by, event.stamp.recordedAt),
        // A waiver is of the finding that it was given for.
        waivers: context.waivers.filter((waiver) => !event.input.findings.some((finding) => isSame(finding, waiver))),
        workedOnBy: withWorker(context, event.stamp.by),
      };
    }),
    noteWaiver: assign(({ context, event }) => {
      assertEvent(event, 'check.waive');
      const { check, about, reason } = event.input;
      return {
        waivers: [...context.waivers, { check, about, reason, by: event.stamp.by, at: event.stamp.recordedAt }],
        workedOnBy: withWorker(context, event.stamp.by),
      };
    }),
    noteQuestion: assign(({ context, event }) => {
      assertEvent(event, 'clarification.ask');
      const asked: Question = {
        number: context.questions.length + 1, section: event.input.section, question: event.input.question,
        askedAt: event.stamp.occurredAt, askedBy: event.stamp.by, chased: null, status: 'open', answer: null, answeredAt: null,
      };
      return { questions: [...context.questions, asked], workedOnBy: withWorker(context, event.stamp.by) };
    }),
    noteAnswer: assign(({ context, event }) => {
      assertEvent(event, 'clarification.answer');
      const { number, answer } = event.input;
      const isLate = context.questions.some((question) => question.number === number && question.chased !== null);
      return {
        questions: changed(context.questions, number, { answer, answeredAt: event.stamp.occurredAt, status: isLate ? 'answered late' : 'answered' }),
      };
    }),
  },
});

// Steps that are open in more than one state.
const recordFindings = {
  guard: and(['hasNoConflict', 'isAboutItsOwnChecks', 'isNotDatedAhead', 'givesAReasonUnlessPassed']),
  meta: { sources: [checking] },
  actions: 'noteFindings',
} as const;
const waiveCheck = {
  guard: and(['hasNoConflict', 'waivesWhatBlocks', 'isNotWhoFoundIt']),
  meta: { sources: [checking] },
  actions: 'noteWaiver',
} as const;
const askQuestion = {
  target: 'clarifying',
  guard: 'hasNoOpenQuestion',
  meta: { sources: [clarification] },
  actions: ['noteQuestion', { type: 'notify', params: { notice: 'questionAsked' } }],
} as const;
// An answer after its question was given up is kept and marked late.
const keepLateAnswer = {
  guard: and(['hasAQuestionWithoutAnswer', 'answersAnUnansweredQuestion']),
  meta: { sources: [clarification] },
  actions: 'noteAnswer',
} as const;

export const applicationMachine = inThisCase.createMachine({
  id: 'qpl.application',
  context: nothingYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Nothing submitted yet', sources: [admission] },
      on: {
        'application.submit': {
          target: 'considering',
          guard: and(['schemeIsOpen', 'everyLotIsOpen', 'nothingIsMissing', 'copyIsFrozen']),
          meta: { sources: [admission] },
          actions: [
            assign(({ event: { input, facts, stamp } }) => ({
              schemeId: input.schemeId,
              schemeTitle: facts.scheme?.title ?? '',
              schemeSlug: facts.scheme?.slug ?? '',
              regime: facts.scheme?.regime ?? null,
              decisionBasis: facts.scheme?.decisionBasis ?? '',
              schemeEnds: facts.scheme?.ends ?? null,
              provider: facts.provider,
              contact: facts.contact,
              lots: facts.lots.map((lot) => ({ ...lot, ...input.lots.find((asked) => asked.lotId === lot.lotId)! })),
              answers: facts.answers,
              evidence: input.evidence,
              declaredBy: stamp.by,
              submittedAt: stamp.occurredAt,
              submittedOn: stamp.occurredOn,
              copy: input.copy,
              checks: facts.checks,
            })),
            {
              type: 'startDeadline',
              params: ({ event: { facts, stamp } }) => ({ name: 'decision', rule: facts.decisionRule, from: stamp.occurredOn }),
            },
            // The applicant's own copy; the authority's letters become visible when they are sent.
            { type: 'publishDocument', params: ({ event }) => ({ documentId: event.input.copy.documentId, status: 'published' as const }) },
            { type: 'notify', params: { notice: 'acknowledgement' } },
          ],
        },
      },
    },

    considering: {
      meta: { title: 'Under consideration', sources: [admission] },
      initial: 'checking',
      exit: { type: 'endDeadline', params: { name: 'decision' } },
      on: {
        // Lateness is recorded. It stops nothing: the application is still decided.
        'deadline.reached': {
          guard: { type: 'isForClock', params: { clock: 'decision' } },
          meta: { sources: [admission] },
          actions: assign({ overdueSince: ({ event }) => event.stamp.occurredAt }),
        },
        'clarification.answer': keepLateAnswer,
        'decision.extend': {
          guard: and(['isUnderDynamicPurchasing', 'isNotYetExtended', 'isNotYetOverdue']),
          meta: { sources: [admission] },
          actions: [
            assign({ extended: ({ event }) => ({ why: event.input.justification, at: event.stamp.occurredAt }) }),
            {
              type: 'startDeadline',
              params: ({ context, event }) => ({
                name: 'decision', rule: 'qpl.dps-admission-extended', from: context.submittedOn!, why: event.input.justification,
              }),
            },
            { type: 'notify', params: { notice: 'decisionExtended' } },
          ],
        },
        'application.withdraw': {
          target: 'withdrawn',
          meta: { sources: [withdrawal] },
          actions: assign({ withdrawn: ({ event }) => ({ reason: event.input.reason, at: event.stamp.occurredAt }) }),
        },
      },
      states: {
        checking: {
          meta: { title: 'Being checked', sources: [checking] },
          on: {
            'check.record': recordFindings,
            'check.waive': waiveCheck,
            'clarification.ask': askQuestion,
            'check.finish': {
              target: 'recommending',
              guard: and(['everyCheckHasAFinding', 'hasNoOpenQuestion']),
              meta: { sources: [checking] },
            },
          },
        },

        clarifying: {
          meta: { title: 'A question is with the provider', sources: [clarification] },
          entry: { type: 'startDeadline', params: ({ event }) => ({ name: 'reply', rule: 'qpl.clarification-reply', from: event.stamp.occurredOn }) },
          exit: [
            { type: 'endDeadline', params: { name: 'reply' } },
            { type: 'endDeadline', params: { name: 'grace' } },
          ],
          on: {
            'clarification.answer': {
              target: 'checking',
              guard: and(['hasAQuestionWithoutAnswer', 'answersAnUnansweredQuestion']),
              meta: { sources: [clarification] },
              actions: ['noteAnswer', { type: 'notify', params: { notice: 'questionAnswered' } }],
            },
            'deadline.reached': [
              {
                guard: { type: 'isForClock', params: { clock: 'reply' } },
                meta: { sources: [clarification] },
                actions: [
                  assign({
                    questions: ({ context, event }) => changed(context.questions, openQuestion(context)?.number ?? 0, { chased: event.stamp.occurredAt }),
                  }),
                  { type: 'startDeadline', params: ({ event }) => ({ name: 'grace', rule: 'qpl.clarification-grace', from: event.stamp.occurredOn }) },
                  { type: 'notify', params: { notice: 'questionChased' } },
                ],
              },
              {
                // Never a withdrawal by silence: the officer decides on what is there.
                guard: { type: 'isForClock', params: { clock: 'grace' } },
                target: 'checking',
                meta: { sources: [clarification] },
                actions: [
                  assign({ questions: ({ context }) => changed(context.questions, openQuestion(context)?.number ?? 0, { status: 'unanswered' }) }),
                  { type: 'notify', params: { notice: 'questionUnanswered' } },
                ],
              },
            ],
            // Work that needs no answer goes on meanwhile.
            'check.record': recordFindings,
            // Not while a question is open. These two are here so that the page can say why not.
            'clarification.ask': askQuestion,
            'check.finish': { target: 'recommending', guard: and(['everyCheckHasAFinding', 'hasNoOpenQuestion']), meta: { sources: [checking] } },
          },
        },

        recommending: {
          meta: { title: 'Checked, to be recommended', sources: [checking] },
          on: {
            'clarification.ask': askQuestion,
            'application.recommend': {
              target: 'deciding',
              guard: and(['hasNoConflict', 'coversEveryLot', 'admitsNoBlockedLot']),
              meta: { sources: [checking] },
              actions: assign(({ context, event }) => ({
                recommendation: { lots: event.input.lots, by: event.stamp.by, at: event.stamp.recordedAt },
                workedOnBy: withWorker(context, event.stamp.by),
              })),
            },
            'check.waive': waiveCheck,
            'check.record': recordFindings,
          },
        },

        deciding: {
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
            'application.decide': {
              target: '#decided',
              guard: and([
                'didNotWorkOnIt', 'hasNoConflict', 'coversEveryLot', 'admitsNoBlockedLot', 'givesReasons', 'statesAlternatives', 'statesConflicts',
              ]),
              meta: { sources: [officerRecord, separation] },
              actions: [
                assign({
                  decision: ({ event: { input, facts, stamp } }) => ({
                    ...input, by: stamp.by, at: stamp.recordedAt, on: stamp.occurredOn, dispensationsGrantedBy: facts.dispensationsGrantedBy,
                  }),
                }),
                {
                  type: 'tellFact',
                  params: ({ context, event }) => ({
                    fact: 'qpl.application.decided',
                    body: {
                      schemeId: context.schemeId,
                      schemeTitle: context.schemeTitle,
                      provider: context.provider,
                      decidedOn: event.stamp.occurredOn,
                      admitted: context.lots.filter((lot) => event.input.lots.some((view) => view.lotId === lot.lotId && view.outcome === 'admit')),
                    },
                  }),
                },
                { type: 'notify', params: { notice: 'outcomeReady' } },
              ],
            },
          },
        },
      },
    },

    decided: {
      id: 'decided',
      meta: { title: 'Decided', sources: [officerRecord] },
      type: 'parallel',
      on: {
        'clarification.answer': keepLateAnswer,
      },
      states: {
        letter: {
          meta: { title: 'Outcome letter', sources: [confidentialLetter] },
          initial: 'toSend',
          states: {
            toSend: {
              meta: { title: 'Provider to be told', sources: [confidentialLetter] },
              on: {
                'outcome.send': {
                  target: 'sent',
                  guard: 'isTheFrozenDocument',
                  meta: { sources: [confidentialLetter] },
                  actions: [
                    assign({ letterSent: handled }),
                    { type: 'publishDocument', params: ({ event }) => ({ documentId: event.input.documentId, status: 'published' as const }) },
                    { type: 'notify', params: { notice: 'outcomeSent' } },
                  ],
                },
              },
            },
            sent: { meta: { title: 'Provider told', sources: [confidentialLetter] }, type: 'final' },
          },
        },
        record: {
          meta: { title: 'Record of the decision', sources: [officerRecord] },
          initial: 'toSign',
          states: {
            toSign: {
              meta: { title: 'Record to be signed', sources: [officerRecord] },
              on: {
                'record.sign': {
                  target: 'toPublish',
                  guard: and(['isTheDecisionMaker', 'isTheFrozenDocument']),
                  meta: { sources: [officerRecord] },
                  actions: assign({ recordSigned: handled }),
                },
              },
            },
            toPublish: {
              meta: { title: 'Record to be published', sources: [officerRecord] },
              on: {
                'record.publish': {
                  target: 'published',
                  guard: and(['isNotTheSigner', 'isTheFrozenDocument', 'isWhatWasSigned']),
                  meta: { sources: [officerRecord, separation] },
                  actions: [
                    assign({ recordPublished: handled }),
                    {
                      type: 'publishDocument',
                      params: ({ context, event }) => ({
                        documentId: event.input.documentId,
                        status: 'published' as const,
                        signature: {
                          name: signerOf(context.recordSigned!.by), role: context.recordSigned!.by.role, at: context.recordSigned!.at, sha256: context.recordSigned!.sha256,
                        },
                      }),
                    },
                  ],
                },
              },
            },
            published: { meta: { title: 'Record published', sources: [officerRecord] }, type: 'final' },
          },
        },
      },
      onDone: 'closed',
    },

    closed: { meta: { title: 'Closed', sources: [officerRecord] }, type: 'final' },
    withdrawn: { meta: { title: 'Withdrawn by the provider', sources: [withdrawal] }, type: 'final' },
  },
});
