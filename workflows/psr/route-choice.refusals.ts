import type { StateMachine } from 'xstate';
import type { Refusal } from '../shared/vocabulary.js';
import type { routeChoiceMachine } from './route-choice.machine.js';
import { careful, educationInstead, frozenBytes, order, principles, records } from './route-choice.sources.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type RouteChoiceGuard = typeof routeChoiceMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

/** Why each guard of a route choice says no, and what would change that. */
export const refusals = {
  nothingIsMissing: {
    kind: 'case',
    because: 'Facts or reasons are missing without which no route can be chosen.',
    unblock: 'Open “The answer” in the case: it lists what is missing, why each matters, and leads to the question.',
    source: order,
  },
  needsNoAdvice: {
    kind: 'case',
    because: 'Whether the Provider Selection Regime applies hangs on a question of law that nobody has answered for this contract.',
    unblock: 'Take legal advice, write down the authority’s view with its reasons, and answer the questions again.',
    source: educationInstead,
  },
  isTheDecisionMaker: {
    kind: 'condition',
    because: 'The record is signed by the person who chose the route.',
    unblock: 'Ask the person named in the record to sign it.',
    source: records,
  },
  isNotAsAtAComingDay: {
    kind: 'input',
    because: 'The answers are given as at a day that has not come yet.',
    unblock: 'Give the day on which the questions are being answered. What will be true later is answered then.',
    source: order,
  },
  mayBeChosen: {
    kind: 'input',
    because: 'This route may not be used on these facts.',
    unblock: 'Choose a route that must or may be used. “The answer” gives the reason and the regulation for each that may not; if a fact is wrong, answer that question again.',
    source: order,
  },
  isStillOpenOnTheDay: {
    kind: 'input',
    because: 'The answers were given as at an earlier day, and by now the route is no longer open: a contract or a term has ended meanwhile.',
    unblock: 'Answer the questions again as at today.',
    source: order,
  },
  givesReasons: {
    kind: 'input',
    because: 'A route is never chosen without reasons, or without saying what lets you decide, whatever the value and however short the term.',
    unblock: 'Write the reasons, and the delegation or decision under which you decide.',
    source: records,
  },
  answersEveryWarning: {
    kind: 'input',
    because: 'A warning has no answer in writing.',
    unblock: 'Answer each warning. The answer is printed in the record beside it.',
    source: careful,
  },
  saysWhyOthersAreNotUsed: {
    kind: 'input',
    because: 'Another route was open as well, and nothing says why it is not used.',
    unblock: 'Say for each route that may be used why another was chosen.',
    source: principles,
  },
  isTheFrozenDocument: {
    kind: 'input',
    because: 'The record that you saw is not the one that is frozen in this case.',
    unblock: 'Open the record again and sign the one shown there.',
    source: frozenBytes,
  },
} satisfies Record<RouteChoiceGuard, Refusal>;
