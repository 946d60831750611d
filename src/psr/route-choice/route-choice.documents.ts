import type { RouteChoiceRecord } from '../../../templates/psr/route-choice-record.data.js';
import { ROUTE_TITLES } from '../../../workflows/psr/route-choice.answer.js';
import type { RouteChoiceContext } from '../../../workflows/psr/route-choice.events.js';
import type { AboutDocument, DocumentKind } from '../../engine/procedure.js';
import { letterheadOf } from '../notices/letterhead.js';
import { contractInWords, linesInWords, valueInWords, viewsInWords } from './facts-in-words.js';
import { choiceInWords } from './route-choice.labels.js';

/** The documents of a route choice: its record. */
export const routeChoiceDocuments: readonly DocumentKind<RouteChoiceContext>[] = [
  { kind: 'route-choice-record', title: 'Record of the choice of route', template: 'psr/route-choice-record', audience: ['officers'], data: routeChoiceRecord },
];

const roleTitle = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1);
const VERDICT_WORDS = { must: 'Must', may: 'May', 'may not': 'May not', 'cannot be said yet': 'Cannot be said yet' } as const;

function routeChoiceRecord(context: RouteChoiceContext, about: AboutDocument): RouteChoiceRecord {
  const { answered, answer, decision } = context;
  if (!answered || !answer || !decision) throw new Error('The record of a choice of route is made after the choice.');
  const { facts } = answered;
  return {
    letterhead: letterheadOf(about.authority),
    title: context.title,
    reference: about.reference,
    occasion: context.occasion,
    decided: {
      choice: choiceInWords(decision.choice), must: answer.routes.some(({ route, verdict }) => route === decision.choice && verdict === 'must'), on: decision.on,
      name: decision.by.inPlaceOf ? `${decision.by.name}, for ${decision.by.inPlaceOf.name}` : decision.by.name, role: roleTitle(decision.by.role), under: decision.decidedUnder,
    },
    answered: { asAt: facts.on, by: `${answered.by.name}, ${answered.by.role}` },
    reasons: decision.reasons,
    contract: contractInWords(facts).map((each) => ({ ...each })),
    scope: { because: answer.scope.because, turnsOn: [...answer.scope.turnsOn], notes: answer.notes.map(({ note, source }) => `${note} ${source.cite}.`), sources: answer.scope.sources.map(({ cite }) => cite) },
    lines: linesInWords(facts),
    routes: answer.routes.map(({ title, verdict, because, source }) => ({ title, verdict: VERDICT_WORDS[verdict], because: because.join(' '), source: source.cite })),
    notUsed: decision.notUsed.filter(({ route, why }) => route !== decision.choice && why.trim() !== '').map(({ route, why }) => ({ route: ROUTE_TITLES[route], why })),
    test: testOf(context),
    views: viewsInWords(facts),
    warnings: answer.warnings.map(({ key, title, because }) => ({ title, because, answer: decision.warnings.find(({ warning }) => warning === key)?.answer ?? '' })),
    waivers: answer.waivers.map(({ from, to, because }) => ({ from, to, because })),
    earlier: context.reconsidered.map(({ choice, reason }) => ({ choice: choiceInWords(choice), reason })),
  };
}

/** The test is printed where there was something to compare, whatever decided in the end. */
function testOf({ answered, answer }: RouteChoiceContext): RouteChoiceRecord['test'] {
  const { change, existing, proposed } = answered!.facts;
  if (answer!.outcome !== 'choose' || change?.materiallyDifferent == null) return null;
  const yesNo = (value: boolean | null | undefined) => (value == null ? 'Not asked' : value ? 'Yes' : 'No');
  return {
    inputs: [
      { label: 'Existing contract, when it was entered into', value: valueInWords(existing?.value) },
      { label: 'Proposal', value: valueInWords(proposed?.value) },
      { label: 'Materially different in character', value: yesNo(change.materiallyDifferent) },
      { label: 'Changes attributable to a decision of the authority', value: yesNo(change.byAuthority) },
      { label: 'Only a corporate succession', value: yesNo(change.successionOnly) },
      { label: 'The successor meets the basic selection criteria', value: yesNo(change.meetsBasicSelection) },
      { label: 'The rise answers external factors', value: yesNo(change.externalFactors) },
    ],
    steps: [...answer!.test.steps], comparison: change.reasons ?? null, decidedBy: change.decidedBy ?? null, sources: answer!.test.sources.map(({ cite }) => cite),
  };
}
