import type { CaseRow } from '../../engine/procedure.js';
import type { RouteChoiceContext } from '../../../workflows/psr/route-choice.events.js';
import { choiceInWords } from './route-choice.labels.js';

const STAGES: Readonly<Record<string, string>> = {
  nothing: 'Not begun', drafted: 'Questions to be answered', answered: 'To be chosen', decided: 'To be signed', recorded: 'Route chosen', dropped: 'Given up',
};

/** The row that lists show of a route choice. */
export function projectRouteChoice(context: RouteChoiceContext, value: unknown): CaseRow {
  const state = String(value);
  const { answered, answer, decision } = context;
  const proposed = answered?.facts.proposed;
  return {
    title: `Route for ${context.title}`,
    sentence: sentenceOf(context, state),
    stage: STAGES[state] ?? 'Not begun',
    open: state !== 'recorded' && state !== 'dropped',
    organisationId: null,
    search: [context.title, context.occasion, ...(proposed?.providers ?? []), ...(answered?.facts.existing?.providers ?? [])].join(' '),
    columns: {
      contract: context.title,
      route: decision ? choiceInWords(decision.choice) : null,
      regime: answer?.scope.kind ?? null,
      providers: (proposed?.providers ?? []).join(', ') || null,
      lifetimePence: proposed?.value?.pence ?? null,
      startsOn: proposed?.startsOn ?? null,
      endsOn: proposed?.endsOn ?? null,
      warnings: answer?.warnings.length ?? null,
      forWaiver: (answer?.waivers.length ?? 0) > 0,
    },
  };
}

function sentenceOf({ answer, decision, dropped }: RouteChoiceContext, state: string): string {
  switch (state) {
    case 'answered':
      return answer === null ? 'The questions are answered.' : {
        choose: `The questions are answered. A route can be chosen${answer.warnings.length > 0 ? `; ${answer.warnings.length === 1 ? 'a warning wants' : `${answer.warnings.length} warnings want`} an answer in writing` : ''}.`,
        outside: 'The Regime does not apply; that is to be recorded.',
        waiver: 'The term has run already: no route, but a waiver.',
        'take advice': 'Whether the Regime applies is a question for legal advice.',
        'not yet': `No route can be chosen yet: ${answer.missing.length === 1 ? 'one thing is missing' : `${answer.missing.length} things are missing, and the first is`}: ${answer.missing[0]?.what ?? ''}`,
      }[answer.outcome];
    case 'decided':
      return `Chosen: ${choiceInWords(decision!.choice)}. The record is to be signed.`;
    case 'recorded':
      return `Chosen and recorded: ${choiceInWords(decision!.choice)}.`;
    case 'dropped':
      return `Given up: ${dropped!.reason}`;
    default:
      return 'The questions are to be answered.';
  }
}
