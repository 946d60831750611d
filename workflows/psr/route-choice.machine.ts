import { and, assertEvent, assign, setup } from 'xstate';
import { effects, type By, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { RouteAnswer } from './route-choice.answer.js';
import type { Choice, ContractFacts, RouteChoiceContext, RouteChoiceEvent } from './route-choice.events.js';
import { decideRoute } from './route-choice.rules.js';
import { careful, frozenBytes, order, principles, records } from './route-choice.sources.js';

/**
 * The choice of a route: the facts are answered, the rules say which routes must, may and may not be used, somebody chooses with reasons and answers
 * every warning in writing, and signs the record. Only then is an award case opened by what is told.
 */

const nothingYet: RouteChoiceContext = {
  title: '', occasion: '', answered: null, answer: null, earlierAnswers: [], decision: null, reconsidered: [], recordSigned: null, dropped: null,
};

const isSaid = (text: string | undefined) => (text ?? '').trim() !== '';

/** What may be decided on an answer: every route that must or may be used, or that none of them is. */
export function choicesOf(answer: RouteAnswer): readonly Choice[] {
  switch (answer.outcome) {
    case 'choose':
      return answer.routes.filter(({ verdict }) => verdict === 'must' || verdict === 'may').map(({ route }) => route);
    case 'outside':
      return ['outside the Regime'];
    case 'waiver':
      return ['waiver only'];
    default:
      return [];
  }
}

/** The contract as the route was chosen for it. */
function contractOf({ title, answered, answer }: RouteChoiceContext): ContractFacts {
  const { service, other, existing, proposed } = answered?.facts ?? {};
  return {
    title, services: service?.description ?? '', cpv: (service?.codes ?? []).map(({ code }) => code), mixedWith: other?.isThere ? (other.what ?? null) : null,
    providers: proposed?.providers ?? existing?.providers ?? [],
    lifetimePence: proposed?.value?.pence ?? null, vat: proposed?.value?.vat ?? null, valueBasis: proposed?.value?.basis ?? null,
    serviceStart: proposed?.startsOn ?? null, serviceEnd: proposed?.endsOn ?? null,
    existing: existing?.status == null || existing.status === 'none' ? null
      : { providers: existing.providers ?? [], startsOn: existing.startsOn ?? null, endsOn: existing.endsOn ?? null, lifetimePence: existing.value?.pence ?? null },
    mostSuitableDoor: answer?.mostSuitableDoor ?? null,
  };
}

const isWhoDecided = (context: RouteChoiceContext, by: By) => context.decision !== null && by.personId !== null && by.personId === context.decision.by.personId;

const inThisCase = setup({
  types: { context: {} as RouteChoiceContext, events: {} as RouteChoiceEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: {
    // The case as it stands.
    nothingIsMissing: ({ context }) => context.answer !== null && context.answer.missing.length === 0,
    needsNoAdvice: ({ context }) => context.answer !== null && context.answer.scope.kind !== 'take advice',

    // Who acts.
    isTheDecisionMaker: ({ context, event }) => isWhoDecided(context, event.stamp.by),

    // What was entered.
    isNotAsAtAComingDay: ({ event }) => {
      assertEvent(event, 'facts.answer');
      return event.input.facts.on <= event.stamp.occurredOn;
    },
    mayBeChosen: ({ context, event }) => {
      assertEvent(event, 'route.choose');
      return context.answer !== null && choicesOf(context.answer).includes(event.input.choice);
    },
    isStillOpenOnTheDay: ({ context, event }) => {
      assertEvent(event, 'route.choose');
      return context.answered !== null && choicesOf(decideRoute({ ...context.answered.facts, on: event.stamp.occurredOn })).includes(event.input.choice);
    },
    givesReasons: ({ event }) => {
      assertEvent(event, 'route.choose');
      return isSaid(event.input.reasons) && isSaid(event.input.decidedUnder);
    },
    answersEveryWarning: ({ context, event }) => {
      assertEvent(event, 'route.choose');
      return (context.answer?.warnings ?? []).every(({ key }) => event.input.warnings.some(({ warning, answer }) => warning === key && isSaid(answer)));
    },
    saysWhyOthersAreNotUsed: ({ context, event }) => {
      assertEvent(event, 'route.choose');
      const { choice, notUsed } = event.input;
      return choicesOf(context.answer!).every((open) => open === choice || notUsed.some(({ route, why }) => route === open && isSaid(why)));
    },
    isTheFrozenDocument: ({ event }) => {
      assertEvent(event, 'record.sign');
      return event.facts.isFrozen;
    },
  },
  actions: {
    ...effects,
    noteAnswers: assign(({ context, event }) => {
      assertEvent(event, 'facts.answer');
      return {
        answered: { facts: event.input.facts, by: event.stamp.by, at: event.stamp.recordedAt },
        answer: decideRoute(event.input.facts),
        earlierAnswers: context.answered === null ? context.earlierAnswers : [...context.earlierAnswers, context.answered],
      };
    }),
    noteDropped: assign(({ event }) => {
      assertEvent(event, 'choice.drop');
      return { dropped: { reason: event.input.reason, by: event.stamp.by, at: event.stamp.recordedAt } };
    }),
  },
});

// Steps that are open in more than one state.
const answerFacts = { target: 'answered', guard: 'isNotAsAtAComingDay', meta: { sources: [order, records] }, actions: 'noteAnswers' } as const;
const dropChoice = { target: 'dropped', meta: { sources: [records] }, actions: 'noteDropped' } as const;

export const routeChoiceMachine = inThisCase.createMachine({
  id: 'psr.route-choice',
  context: nothingYet,
  initial: 'nothing',
  states: {
    nothing: {
      meta: { title: 'Nothing asked yet', sources: [order] },
      on: {
        'choice.open': {
          target: 'drafted', meta: { sources: [order] },
          actions: assign(({ event }) => ({ title: event.input.title, occasion: event.input.occasion })),
        },
      },
    },
    drafted: {
      meta: { title: 'Questions to be answered', sources: [order] },
      on: {
        'facts.answer': answerFacts,
        'choice.drop': dropChoice,
      },
    },
    answered: {
      meta: { title: 'Answered, route to be chosen', sources: [order, records] },
      on: {
        'facts.answer': answerFacts,
        'route.choose': {
          target: 'decided',
          guard: and(['nothingIsMissing', 'needsNoAdvice', 'mayBeChosen', 'isStillOpenOnTheDay', 'givesReasons', 'answersEveryWarning', 'saysWhyOthersAreNotUsed']),
          meta: { sources: [order, principles, records, careful] },
          actions: assign(({ event }) => ({ decision: { ...event.input, by: event.stamp.by, at: event.stamp.recordedAt, on: event.stamp.occurredOn } })),
        },
        'choice.drop': dropChoice,
      },
    },
    decided: {
      meta: { title: 'Route chosen, record to be signed', sources: [records] },
      on: {
        'record.sign': {
          target: 'recorded',
          guard: and(['isTheDecisionMaker', 'isTheFrozenDocument']),
          meta: { sources: [records, frozenBytes] },
          actions: [
            assign({ recordSigned: ({ event }) => ({ documentId: event.input.documentId, sha256: event.input.sha256, by: event.stamp.by, at: event.stamp.recordedAt }) }),
            {
              type: 'tellFact',
              params: ({ context, event }) => ({
                fact: 'psr.route.chosen',
                body: { caseId: event.facts.caseId, route: context.decision?.choice, contractFacts: contractOf(context), waivers: context.answer?.waivers },
              }),
            },
          ],
        },
        'choice.reconsider': {
          target: 'answered', meta: { sources: [records] },
          actions: assign({
            reconsidered: ({ context, event }) => [...context.reconsidered, { reason: event.input.reason, choice: context.decision!.choice, by: event.stamp.by, at: event.stamp.recordedAt }],
            decision: null,
          }),
        },
      },
    },
    recorded: { meta: { title: 'Route chosen and recorded', sources: [records] }, type: 'final' },
    dropped: { meta: { title: 'Given up without a choice', sources: [records] }, type: 'final' },
  },
});
