import { and, assertEvent, assign } from 'xstate';
import { inAList } from './scheme.guards.js';
import type { SchemeContext } from './scheme.events.js';
import { plannedRound, withStatus } from './scheme.rules.js';
import { outage, publishedTerms, rounds as roundsLaw } from './scheme.sources.js';
import type { Round } from './scheme.terms.js';

/**
 * The rounds of a list that lives: one after the other, each opened and closed by its own instant. The status written here follows the clocks; whether an application is in
 * time is asked of the instants themselves (`isOpenAt`), so that a clock which was swept late changes nothing.
 */

const isOpen = ({ status }: Round) => status === 'open';
export const theOpenRound = ({ rounds }: Pick<SchemeContext, 'rounds'>): Round | null => rounds.find(isOpen) ?? null;

/** Starts the clock of the next round that is planned, where there is one. */
export const startNextOpening = inAList.enqueueActions(({ context, enqueue }) => {
  const next = plannedRound(context.rounds);
  if (next) enqueue({ type: 'startDeadline', params: { name: 'round-opens', rule: 'qpl.round-opens', from: next.opensAt } });
});

/** Starts the clocks of the round that is open, as far as it has any; a clock that is moved says why. */
const startItsClocks = inAList.enqueueActions(({ context, enqueue }) => {
  const round = theOpenRound(context);
  const extended = round?.extensions.at(-1)?.why;
  const moved = extended ? { why: extended } : {};
  if (round?.closesAt) enqueue({ type: 'startDeadline', params: { name: 'round-closes', rule: 'qpl.round-closes', from: round.closesAt, ...moved } });
  if (round?.questionsUntil) enqueue({ type: 'startDeadline', params: { name: 'questions-end', rule: 'qpl.questions-end', from: round.questionsUntil, ...moved } });
});

const told = (fact: string, of: (context: SchemeContext) => Round | null | undefined, why: (event: unknown) => string | null = () => null) => ({
  type: 'tellFact' as const,
  params: ({ context, event }: { context: SchemeContext; event: unknown }) => {
    const round = of(context);
    return { fact, body: { schemeId: context.schemeId, round: round?.number ?? 0, opensAt: round?.opensAt ?? null, closesAt: round?.closesAt ?? null, why: why(event) } };
  },
});

const extended = inAList.assign(({ context, event }) => {
  assertEvent(event, 'round.extend');
  const { round: number, why, ourOutage } = event.input;
  const { closesAt, questionsUntil } = event.facts.times[0]!;
  return {
    invitationIsOld: true,
    rounds: context.rounds.map((round) => (round.number !== number ? round : {
      ...round, closesAt, questionsUntil: questionsUntil ?? round.questionsUntil, status: 'open' as const,
      extensions: [...round.extensions, { from: round.closesAt!, to: closesAt!, why, ourOutage: ourOutage === 'yes', at: event.stamp.recordedAt }],
    })),
    changes: [...context.changes, { on: event.stamp.occurredOn, what: `Round ${number} closes later, for everybody.`, why }],
  };
});
const extension = [
  extended,
  startItsClocks,
  told('qpl.round.extended', theOpenRound, (event) => (event as { input: { why: string } }).input.why),
  { type: 'notify' as const, params: { notice: 'roundExtended' } },
];

const plan = {
  guard: 'comesAfterTheOthers',
  meta: { sources: [publishedTerms] },
} as const;
const planned = inAList.assign(({ context, event }) => {
  assertEvent(event, 'round.plan');
  const { opensAt, closesAt, questionsUntil } = event.facts.times[0]!;
  return { invitationIsOld: true, rounds: [...context.rounds, { number: context.rounds.length + 1, opensAt, closesAt, questionsUntil, status: 'planned' as const, extensions: [] }] };
});

export const window = inAList.createStateConfig({
  meta: { title: 'Rounds', sources: [roundsLaw] },
  initial: 'between',
  states: {
    between: {
      meta: { title: 'No round is open', sources: [roundsLaw] },
      on: {
        'deadline.reached': {
          target: 'open',
          guard: { type: 'isForClock', params: { clock: 'round-opens' } },
          meta: { sources: [roundsLaw] },
          actions: [
            assign({ rounds: ({ context }) => withStatus(context.rounds, plannedRound(context.rounds)?.number, 'open') }),
            startItsClocks,
            told('qpl.round.opened', theOpenRound),
          ],
        },
        'round.plan': { ...plan, actions: [planned, startNextOpening] },
        // It closed while our own service was out of reach: it opens again, for everybody.
        'round.extend': { target: 'open', guard: and(['closedInOurOutage', 'movesTheCloseOn']), meta: { sources: [outage] }, actions: extension },
      },
    },
    open: {
      meta: { title: 'A round is open', sources: [roundsLaw] },
      on: {
        'deadline.reached': [
          {
            target: 'between',
            guard: { type: 'isForClock', params: { clock: 'round-closes' } },
            meta: { sources: [roundsLaw] },
            actions: [
              told('qpl.round.closed', theOpenRound),
              { type: 'notify', params: { notice: 'roundClosed' } },
              assign({ rounds: ({ context }) => withStatus(context.rounds, theOpenRound(context)?.number, 'closed') }),
              startNextOpening,
            ],
          },
          {
            guard: { type: 'isForClock', params: { clock: 'questions-end' } },
            meta: { sources: [roundsLaw] },
            actions: { type: 'notify', params: { notice: 'questionsEnded' } },
          },
        ],
        'round.plan': { ...plan, actions: planned },
        'round.extend': { guard: and(['isTheOpenRound', 'movesTheCloseOn']), meta: { sources: [outage] }, actions: extension },
      },
    },
  },
});

/** What becomes of a round that has closed. It goes on after the list has ended, too. */
export const afterTheClose = {
  'round.evaluate': {
    guard: and(['hasAClosedRound', 'roundIsClosed']),
    meta: { sources: [publishedTerms] },
    actions: inAList.assign({ rounds: ({ context, event }) => withStatus(context.rounds, numberIn(event), 'evaluating') }),
  },
  'round.decide': {
    guard: and(['hasARoundInEvaluation', 'roundIsEvaluated', 'everyApplicationIsDecided']),
    meta: { sources: [publishedTerms] },
    actions: inAList.assign({ rounds: ({ context, event }) => withStatus(context.rounds, numberIn(event), 'decided') }),
  },
  'round.onboard': {
    guard: and(['hasADecidedRound', 'roundIsDecided']),
    meta: { sources: [publishedTerms] },
    actions: inAList.assign({ rounds: ({ context, event }) => withStatus(context.rounds, numberIn(event), 'onboarded') }),
  },
} as const;
const numberIn = (event: unknown): number => (event as { input: { round: number } }).input.round;
