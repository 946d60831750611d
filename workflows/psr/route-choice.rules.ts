import { considerableChangeTest, type ConsiderableChange } from './considerable-change.js';
import { byTheFive } from './new-contract.js';
import { otherWays } from './other-ways.js';
import { ROUTE_TITLES, ROUTES, type Missing, type Outcome, type RouteAnswer, type RouteKey, type Verdict } from './route-choice.answer.js';
import type { Judged } from './route-choice.conditions.js';
import { decideScope, type Scope } from './route-choice.scope.js';
import { forWaiver, hasRun, warningsOf } from './route-choice.warnings.js';
import type { RouteFacts } from './route-facts.js';
import { considerableChange, directAwardC, mostSuitable, records, waiver } from './route-choice.sources.js';
import type { Source } from '../shared/vocabulary.js';

const OUTSIDE: readonly string[] = ['light touch', 'user choice', 'earlier rules', 'other rules', 'split'];

/**
 * Which route must, may and may not be used, in the order of regulation 6, from what is known. Total: it answers for any facts. What is not known
 * never counts as no, so a further answer never takes back a "must" or a "may not"; and where anything is missing it says what, and why it matters.
 */
export function decideRoute(facts: RouteFacts): RouteAnswer {
  const scope = decideScope(facts);
  const test = considerableChangeTest(facts);
  const { judged, door, contradiction, weighsAContract } = judge(facts, test);
  const kind = scope.answer.kind;
  const isOpen = kind === 'PSR';
  const waivers = forWaiver(facts);
  const routeMissing = OUTSIDE.includes(kind) || hasRun(facts) ? [] : uniqueByFact([...contradiction, ...Object.values(judged).flatMap((each) => each.missing), ...(isOpen && weighsAContract ? reasonsMissing(facts, test, judged) : [])]);
  const missing = uniqueByFact([...scope.missing, ...routeMissing]);
  return {
    outcome: outcomeOf(scope, facts, missing),
    scope: scope.answer,
    routes: ROUTES.map((route) => within(scope, route, judged[route])),
    mostSuitableDoor: isOpen && judged['most-suitable-provider'].verdict === 'may' ? door : null,
    test, missing, warnings: warningsOf(facts), waivers, notes: scope.notes,
  };
}

const uniqueByFact = (missing: readonly Missing[]): readonly Missing[] => missing.filter((one, n) => missing.findIndex(({ fact }) => fact === one.fact) === n);

function outcomeOf(scope: Scope, facts: RouteFacts, missing: readonly Missing[]): Outcome {
  if (OUTSIDE.includes(scope.answer.kind)) return 'outside';
  if (scope.answer.kind === 'take advice') return 'take advice';
  if (scope.answer.kind === 'not yet') return 'not yet';
  if (hasRun(facts)) return 'waiver';
  return missing.length > 0 ? 'not yet' : 'choose';
}

/** Outside the Regime no route of it is open; while scope is not settled, what would be open cannot be said yet. */
function within(scope: Scope, route: RouteKey, { verdict, because, source }: Judged): Verdict {
  const title = ROUTE_TITLES[route];
  const { kind, because: whyScope, sources } = scope.answer;
  if (OUTSIDE.includes(kind)) return { route, title, verdict: 'may not', because: [whyScope], source: sources[0]! };
  if (kind === 'PSR' || verdict === 'may not' || verdict === 'cannot be said yet') return { route, title, verdict, because, source };
  return { route, title, verdict: 'cannot be said yet', because: ['It hangs on whether the Regime applies at all.', ...because], source };
}

type AllJudged = Readonly<Record<RouteKey, Judged>>;

interface Judgement {
  readonly judged: AllJudged;
  readonly door: '6(5)' | '6(6)' | null;
  readonly contradiction: readonly Missing[];
  /** Whether a new contract is weighed, so that the reasons by which one is awarded have to be in the record. Where a change or a framework is what is wanted, they are not asked for. */
  readonly weighsAContract: boolean;
}

function judge(facts: RouteFacts, test: ConsiderableChange): Judgement {
  const ways = otherWays(facts);
  if (hasRun(facts)) {
    const ran: Judged = { verdict: 'may not', because: ['The whole term has run already. A contract cannot be awarded for the past: it is regularised by a waiver.'], source: waiver, missing: [] };
    return { judged: Object.fromEntries(ROUTES.map((route) => [route, ran])) as Record<RouteKey, Judged>, door: null, contradiction: [], weighsAContract: false };
  }
  const five = byTheFive(facts, test);
  switch (ways.newContract) {
    case 'open':
      return { ...five, judged: { ...five.judged, ...ways.judged }, weighsAContract: true };
    case 'closed':
      return { judged: { ...mapAll(five.judged, () => ways.closed), ...ways.judged }, door: null, contradiction: [], weighsAContract: false };
    case 'hangs on the change':
      return { judged: { ...mapAll(five.judged, (judged) => ({ ...unsettled(judged), missing: [] })), ...ways.judged }, door: null, contradiction: [], weighsAContract: false };
    case 'hangs on the need':
      return { judged: { ...mapAll(five.judged, unsettled), ...ways.judged }, door: null, contradiction: five.contradiction, weighsAContract: true };
  }
}

/** What a new contract would open, while it is not settled that one is wanted: what no need would open stays closed. */
const unsettled = (judged: Judged): Judged => (judged.verdict === 'may not' || judged.verdict === 'cannot be said yet' ? judged
  : { ...judged, verdict: 'cannot be said yet', because: ['It hangs on whether a new contract, a change, a framework or a contract under one is wanted.', ...judged.because] });
const mapAll = <T extends Record<string, Judged>>(all: T, change: (judged: Judged) => Judged): T => Object.fromEntries(Object.entries(all).map(([key, judged]) => [key, change(judged)])) as T;

/** What does not change the answer, and has to be in the record before a route is chosen. */
function reasonsMissing({ change, onlyProvider, satisfaction, market, existing, proposed }: RouteFacts, test: ConsiderableChange, judged: AllJudged): readonly Missing[] {
  const record = (fact: string, what: string, why: string, source: Source): Missing => ({ fact, kind: 'reasons', what, why, source });
  const says = (text: string | null | undefined) => (text ?? '').trim() !== '';
  const isC = judged['direct-award-c'].verdict === 'may';
  // Without an existing contract there is nothing to compare with, whatever was answered before that was said.
  const isCompared = test.isConsiderable !== null && change?.materiallyDifferent != null && existing?.status !== 'none';
  return [
    ...(onlyProvider?.isSo === true && !says(onlyProvider.reasons) ? [record('onlyProvider.reasons', 'Give the reasons why only the existing provider can provide it.', 'A route is never used without recorded reasons.', records)] : []),
    ...(isC && existing?.value == null ? [record('existing.value', 'Give the existing contract’s lifetime value as it was when it was entered into.', 'The considerable change test is recorded with its figures, also where another limb decides.', considerableChange)] : []),
    ...(isC && proposed?.value == null ? [record('proposed.value', 'Give the lifetime value of the proposal.', 'The considerable change test is recorded with its figures, also where another limb decides.', considerableChange)] : []),
    ...(isC && change?.byAuthority == null ? [record('change.byAuthority', 'Say whether the changes come from a decision of the authority.', 'The considerable change test is recorded whole, also where its figures decide.', considerableChange)] : []),
    ...(isCompared && !says(change?.reasons) ? [record('change.reasons', 'Compare the character of the proposal with that of the existing contract, in words.', 'Reviewed awards were sent back because the comparison was not recorded.', considerableChange)] : []),
    ...(isCompared && !says(change?.decidedBy) ? [record('change.decidedBy', 'Say who took the view on the considerable change test.', 'The record names the individuals who decide.', records)] : []),
    ...(isC && !says(satisfaction?.evidence) ? [record('satisfaction.evidence', 'Say what shows that the contract is being satisfied, by the key criteria.', 'Thin analysis of performance was a reason to send an award back.', directAwardC)] : []),
    ...(isC && satisfaction?.performanceInformation == null ? [record('satisfaction.performanceInformation', 'Say whether performance information was kept.', 'A contract that is called satisfied without it needs an answer in writing.', directAwardC)] : []),
    ...(market?.likelyToIdentify != null && judged['direct-award-c'].verdict === 'may not' && judged['direct-award-a'].verdict !== 'must' && judged['direct-award-b'].verdict !== 'must' && !says(market.reasons)
      ? [record('market.reasons', 'Say what is known of the likely providers.', 'The view is taken from the likely providers and all information at hand.', mostSuitable)] : []),
  ];
}
