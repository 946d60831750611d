import type { Option, Procedure } from '../../engine/procedure.js';
import { ROUTE_TITLES, type RouteKey } from '../../../workflows/psr/route-choice.answer.js';
import type { Choice, RouteChoiceContext, RouteChoiceEvent } from '../../../workflows/psr/route-choice.events.js';
import { choicesOf } from '../../../workflows/psr/route-choice.machine.js';
import { psr } from '../psr.paths.js';
import { AnswerRouteFacts, ChooseRoute, DropRouteChoice, OpenRouteChoice, ReconsiderRoute, SignRouteRecord } from './route-choice.inputs.js';

const officers = ['officers'] as const;
const asks = ['procurement officer', 'commissioning manager', 'contract manager'] as const;
const decides = ['decision maker', 'commissioning manager'] as const;

/** A choice as people read it. */
export const choiceInWords = (choice: Choice): string =>
  choice === 'outside the Regime' ? 'No route: the Regime does not apply' : choice === 'waiver only' ? 'No route: the term has run, and goes to a waiver' : ROUTE_TITLES[choice];

const open = ({ answer }: RouteChoiceContext): readonly Choice[] => (answer ? choicesOf(answer) : []);
const openRoutes = (context: RouteChoiceContext): readonly RouteKey[] => open(context).filter((choice): choice is RouteKey => choice in ROUTE_TITLES);
const choices = (context: RouteChoiceContext): readonly Option[] =>
  open(context).map((choice) => ({ value: choice, text: choiceInWords(choice), hint: context.answer?.routes.find(({ route }) => route === choice)?.because.join(' ') ?? context.answer?.scope.because }));
const warnings = ({ answer }: RouteChoiceContext): readonly Option[] => (answer?.warnings ?? []).map(({ key, title, answer: covers }) => ({ value: key, text: `${title}. ${covers}` }));

/** Each step of a route choice as people see it. */
export const routeChoiceEvents: Procedure<RouteChoiceContext, RouteChoiceEvent>['events'] = {
  'choice.open': {
    label: 'Start a choice of route', purpose: 'Find out which route of the Provider Selection Regime must, may and may not be used for a contract, and keep the record of why.',
    roles: [...asks, 'system'], audience: officers, against: 'latest', input: OpenRouteChoice, onDesk: false,
    fields: [
      { name: 'title', label: 'What is the contract?', hint: 'As the case will be called, such as “Children’s therapies, East Kent”.', type: 'text' },
      { name: 'occasion', label: 'Why is a route to be chosen now?', hint: 'For example: the contract ends on 31 March, and the service goes on.', type: 'textarea' },
    ],
    told: () => 'started a choice of route',
  },
  'facts.answer': {
    label: 'Answer the questions', purpose: 'One question a page, with why it matters. What is not known yet can be left open; nothing is taken for a no.',
    roles: asks, audience: officers, against: 'seen', input: AnswerRouteFacts, onDesk: true, page: psr.below.routeQuestions,
    told: ({ input: { facts } }) => `answered the questions of the route, as at ${facts.on}`,
  },
  'route.choose': {
    label: 'Choose the route', purpose: 'You choose among the routes that are open, with reasons, and answer each warning in writing. All of it is printed in the record under your name.',
    roles: decides, audience: officers, against: 'seen', input: ChooseRoute, onDesk: true, final: true,
    fields: [
      { name: 'choice', label: 'Which route?', hint: 'Only what must or may be used is offered. “The answer” says why the others may not.', type: 'radios', options: choices },
      { name: 'reasons', label: 'Why this route?', hint: 'By the facts and the key criteria, in words that a councillor or a provider can follow.', type: 'textarea' },
      {
        name: 'notUsed', label: 'Why are the other open routes not used?', hint: 'Leave the one that you choose empty.', type: 'rows', fixed: true, row: 'route',
        given: (context: RouteChoiceContext) => (openRoutes(context).length > 1 ? openRoutes(context).map((route) => ({ route, why: '' })) : []),
        columns: [
          { name: 'route', label: 'Route', type: 'hidden', options: (context: RouteChoiceContext) => openRoutes(context).map((route) => ({ value: route, text: ROUTE_TITLES[route] })) },
          { name: 'why', label: 'Why it is not used', type: 'textarea', optional: false },
        ],
      },
      {
        name: 'warnings', label: 'What do you say to each warning?', hint: '“The answer” in the case says what gave rise to each.', type: 'rows', fixed: true, row: 'warning',
        given: ({ answer }: RouteChoiceContext) => (answer?.warnings ?? []).map(({ key }) => ({ warning: key, answer: '' })),
        columns: [
          { name: 'warning', label: 'Warning', type: 'hidden', options: warnings },
          { name: 'answer', label: 'Your answer', type: 'textarea' },
        ],
      },
      { name: 'decidedUnder', label: 'What lets you decide this?', hint: 'The delegation, scheme or decision, with its reference.', type: 'text' },
    ],
    consequences: (context, input) => [
      `Record under your name: ${input.choice ? choiceInWords(input.choice) : 'the route'}`,
      'Let you make and sign the record of the choice',
      ...((context.answer?.waivers.length ?? 0) > 0 ? ['Leave the time that has run already to a waiver'] : []),
    ],
    told: ({ input: { choice } }) => `chose: ${choiceInWords(choice)}`,
  },
  'record.sign': {
    label: 'Sign the record', purpose: 'You sign the frozen record of the choice. Then the award begins.',
    roles: decides, audience: officers, against: 'seen', input: SignRouteRecord, onDesk: true, final: true, page: psr.below.routeRecord,
    told: () => 'signed the record of the route choice',
  },
  'choice.reconsider': {
    label: 'Look at it again', purpose: 'Before the record is signed the choice can be taken back. It stays in the case, with the reason.',
    roles: decides, audience: officers, against: 'seen', input: ReconsiderRoute, onDesk: false,
    fields: [{ name: 'reason', label: 'What has to be looked at again?', type: 'textarea' }],
    told: ({ input: { reason } }) => `took the choice back: ${reason}`,
  },
  'choice.drop': {
    label: 'Give it up', purpose: 'No route is chosen in this case, because the contract is not wanted or is dealt with elsewhere.',
    roles: asks, audience: officers, against: 'seen', input: DropRouteChoice, onDesk: false, final: true,
    fields: [{ name: 'reason', label: 'Why is no route chosen?', type: 'textarea' }],
    told: ({ input: { reason } }) => `gave the choice up: ${reason}`,
  },
};
