import type { Source } from '../shared/vocabulary.js';
import { hasExistingProvider, termIsToCome } from './contract-conditions.js';
import { percent, pounds } from './in-words.js';
import { missingOf, together, type Condition, type Judged } from './route-choice.conditions.js';
import type { RouteFacts } from './route-facts.js';
import { bridge, callOff, frameworks, modification, order, urgent } from './route-choice.sources.js';
import { allOf, anyOf, no, tri, type Tri } from './three-valued.js';

type Other = 'framework' | 'call-off' | 'modification' | 'urgent-award' | 'urgent-modification';

/** Regulation 13(2): a change that the authority decided on may reach £500,000 or 25%, but not both. In pence. */
const CHANGE_LIMIT = 50_000_000;

export interface OtherWays {
  readonly judged: Readonly<Record<Other, Judged>>;
  /** What becomes of the five routes to a new contract: a framework, a call-off or a permitted change leaves no room for them. */
  readonly newContract: 'open' | 'closed' | 'hangs on the need' | 'hangs on the change';
  /** What is said of each of the five when they are closed. */
  readonly closed: Judged;
}

/** What regulation 6 yields to: a framework (16), a contract under one (18), a change (13), urgency (14). */
export function otherWays(facts: RouteFacts): OtherWays {
  const { need } = facts;
  const urgentAward = judgedBy(need === 'modification' ? [NOT_A_CHANGE] : [...urgency(facts), ...(need == null ? [NEED] : need === 'framework' ? [NOT_A_FRAMEWORK] : []), termIsToCome(facts)], urgent,
    'The award must be made urgently, for a reason that was neither foreseeable nor of the authority’s making, and waiting would put patients or the public at risk. Regulations 6 to 13 do not apply; the rest does.');
  const change = need === 'modification' ? permittedChange(facts) : need == null ? asks(modification) : closed('A new contract is wanted, and not a change of one that goes on.', modification);
  const urgentChange = need === 'modification' ? urgentModification(facts) : need == null ? asks(urgent) : closed('A new contract is wanted, and not a change of one that goes on.', urgent);
  const judged: Record<Other, Judged> = {
    framework: need === 'framework'
      ? judgedBy([termIsToCome(facts)], frameworks, 'A framework is concluded by the competitive process and by no other. It names who may call off, and runs for four years at most save in exceptional cases.', 'must')
      : need == null ? asks(frameworks) : closed('No framework is to be concluded.', frameworks),
    'call-off': need === 'call-off' ? underFramework(facts) : need == null ? asks(callOff) : closed('No contract under a framework is wanted.', callOff),
    modification: change,
    'urgent-award': urgentAward,
    'urgent-modification': urgentChange,
  };
  if (need == null) return { judged, newContract: 'hangs on the need', closed: asks(order) };
  if (need === 'framework') return { judged, newContract: 'closed', closed: closed('A framework is to be concluded: the competitive process that ends in a framework is the only route.', frameworks) };
  if (need === 'call-off') return { judged, newContract: 'closed', closed: closed('A contract under a framework is wanted: it is awarded under regulation 18 and not by this route.', callOff) };
  if (need === 'modification') {
    if (change.verdict === 'may') return { judged, newContract: 'closed', closed: closed('The change is permitted, so no new contract is needed.', modification) };
    return { judged, newContract: change.verdict === 'may not' ? 'open' : 'hangs on the change', closed: asks(order) };
  }
  return { judged, newContract: 'open', closed: asks(order) };
}

const NEED: Condition = {
  holds: undefined, facts: ['need'], whenNot: '', what: 'Say what is to be made: a contract, a change of one that goes on, a framework, or a contract under a framework.',
  why: 'Each has its own routes.', source: order,
};
const NOT_A_CHANGE: Condition = { ...NEED, holds: false, whenNot: 'A change of a contract is wanted, and not a new one: see the urgent change.', source: urgent };
const NOT_A_FRAMEWORK: Condition = { ...NEED, holds: false, whenNot: 'Urgency does not let anybody conclude a framework.', source: urgent };

const closed = (because: string, source: Source): Judged => ({ verdict: 'may not', because: [because], source, missing: [] });
const asks = (source: Source): Judged => ({ verdict: 'cannot be said yet', because: [NEED.what], source, missing: [missingOf(NEED, 'need')] });

function judgedBy(conditions: readonly Condition[], source: Source, whenOpen: string, verdict: 'must' | 'may' = 'may'): Judged {
  const { holds, failed, missing } = together(conditions);
  if (holds === undefined) return { verdict: 'cannot be said yet', because: missing.map(({ what }) => what), source, missing };
  return holds ? { verdict, because: [whenOpen], source, missing: [] } : { verdict: 'may not', because: failed, source, missing: [] };
}

/** Regulation 14(2). */
function urgency({ urgency: said }: RouteFacts): readonly Condition[] {
  const why = 'If it is urgent in the sense of the law, it may be awarded without the other routes.';
  return [
    { holds: tri(said?.mustBeUrgent), facts: ['urgency.mustBeUrgent'], whenNot: 'It need not be made urgently.', what: 'Say whether it must be made urgently.', why, source: urgent },
    { holds: no(tri(said?.foreseeable)), facts: ['urgency.foreseeable'], whenNot: 'The reason for the urgency could be foreseen.', what: 'Say whether the reason for the urgency could be foreseen.', why, source: urgent },
    { holds: no(tri(said?.ofOurMaking)), facts: ['urgency.ofOurMaking'], whenNot: 'The urgency is of the authority’s own making; late planning is no ground.', what: 'Say whether the urgency is of the authority’s own making.', why, source: urgent },
    { holds: tri(said?.risksSafety), facts: ['urgency.risksSafety'], whenNot: 'Waiting would not be likely to put patient or public safety at risk.', what: 'Say whether waiting for another route would put patient or public safety at risk.', why, source: urgent },
  ];
}

/** Regulation 14(2) for a change, or 14(3): the bridge over a standstill. */
function urgentModification(facts: RouteFacts): Judged {
  const said = facts.bridge;
  const why = 'If a standstill outlasts the existing contract, that contract may be changed to bridge the time.';
  const across: readonly Condition[] = [
    { holds: tri(said?.inStandstill), facts: ['bridge.inStandstill'], whenNot: 'No standstill is running.', what: 'Say whether a standstill for the new contract is running.', why, source: bridge },
    { holds: tri(said?.adviceSought), facts: ['bridge.adviceSought'], whenNot: 'The independent panel’s advice was not sought in the standstill.', what: 'Say whether the independent panel’s advice was sought in it.', why, source: bridge },
    { holds: tri(said?.expiresBeforeItEnds), facts: ['bridge.expiresBeforeItEnds'], whenNot: 'The existing contract is not likely to expire before the standstill ends.', what: 'Say whether the existing contract is likely to expire before the standstill ends.', why, source: bridge },
    { holds: tri(said?.neededForContinuity), facts: ['bridge.neededForContinuity'], whenNot: 'Continuity does not need the change.', what: 'Say whether continuity needs the change.', why, source: bridge },
    { holds: tri(said?.noOtherWayInTime), facts: ['bridge.noOtherWayInTime'], whenNot: 'Another route can be finished in time.', what: 'Say whether another route cannot be finished before the contract expires.', why, source: bridge },
  ];
  const [byUrgency, byBridge] = [together(urgency(facts)), together(across)];
  if (byUrgency.holds) return judgedBy([], urgent, 'The change must be made urgently, for a reason that was neither foreseeable nor of the authority’s making, and waiting would put patients or the public at risk.');
  if (byBridge.holds) return judgedBy([], bridge, 'The existing contract would end within the standstill: it may be changed, and nothing new may be awarded. No notice is needed; it is recorded and counted.');
  const missing = [...byUrgency.missing, ...byBridge.missing];
  if (missing.length > 0) return { verdict: 'cannot be said yet', because: missing.map(({ what }) => what), source: urgent, missing };
  return { verdict: 'may not', because: [...byUrgency.failed, ...byBridge.failed], source: urgent, missing: [] };
}

/** Regulation 18: only while the framework runs, and as its own terms allow. */
function underFramework(facts: RouteFacts): Judged {
  const said = facts.framework;
  const ways: Tri = anyOf(tri(said?.allowsWithoutCompetition), allOf(said?.providers == null ? undefined : said.providers === 'several', tri(said?.allowsCompetition)));
  const [direct, compete] = [said?.allowsWithoutCompetition === true, said?.providers === 'several' && said.allowsCompetition === true];
  const words = [...(direct ? ['without competition, in line with the framework'] : []), ...(compete ? ['by a competition to which every provider of the framework is invited'] : [])];
  const needed = [...(said?.allowsWithoutCompetition == null ? ['framework.allowsWithoutCompetition'] : []), ...(said?.providers == null ? ['framework.providers'] : []), ...(said?.allowsCompetition == null ? ['framework.allowsCompetition'] : [])];
  const why = 'A contract under a framework follows the framework’s own terms.';
  const whatOf: Readonly<Record<string, string>> = {
    'framework.allowsWithoutCompetition': 'Say whether the framework allows a contract without competition.', 'framework.providers': 'Say whether one provider or several are party to the framework.',
    'framework.allowsCompetition': 'Say whether the framework allows a competition among its providers.',
  };
  const conditions: readonly Condition[] = [
    { holds: tri(said?.running), facts: ['framework.running'], whenNot: 'The framework no longer runs.', what: 'Say whether the framework is still running.', why, source: callOff },
    ...(ways === undefined ? needed.map((fact): Condition => ({ holds: undefined, facts: [fact], whenNot: '', what: whatOf[fact]!, why, source: callOff }))
      : [{ holds: ways, facts: [], whenNot: 'The framework’s terms allow neither a contract without competition nor a competition among its providers.', what: '', why, source: callOff }]),
    termIsToCome(facts),
  ];
  return judgedBy(conditions, callOff, `The contract may be awarded ${words.join(', or ')}. It must not change the framework’s terms substantially.`);
}

/** Regulation 13: five grounds, of which one is enough. */
function permittedChange(facts: RouteFacts): Judged {
  const said = facts.modification;
  const same = no(tri(said?.differentInCharacter));
  const change = said?.cumulativeChangePence == null ? null : Math.abs(said.cumulativeChangePence);
  const below500k: Tri = change === null ? undefined : change < CHANGE_LIMIT;
  const below25: Tri = change === null || said?.originalPence == null ? undefined : change * 4 < said.originalPence;
  const grounds: readonly { readonly holds: Tri; readonly ground: string; readonly not: string; readonly facts: readonly string[] }[] = [
    { holds: tri(said?.providedFor), ground: 'The contract clearly and unambiguously provides for it (13(1)(a)).', not: 'the contract does not clearly provide for it', facts: ['providedFor'] },
    { holds: allOf(tri(said?.successionOnly), tri(said?.meetsBasicSelection)), ground: 'It is only a change of the provider’s identity by corporate succession, and the provider meets the basic selection criteria (13(1)(b)).', not: 'it is more than a succession, or the provider does not meet the basic selection criteria', facts: ['successionOnly', 'meetsBasicSelection'] },
    { holds: allOf(tri(said?.externalFactors), same), ground: 'It answers external factors beyond both parties, and the character stays (13(1)(c)).', not: 'it does not answer external factors alone, or the character changes', facts: ['externalFactors', 'differentInCharacter'] },
    { holds: allOf(tri(said?.byAuthority), same, anyOf(below500k, below25)), ground: `It comes from a decision of the authority, the character stays, and all changes together (${change === null ? 'not known' : pounds(change)}${change !== null && said?.originalPence ? `, ${percent(Math.floor((change * 10_000) / said.originalPence))}` : ''}) are below £500,000 or below 25% (13(1)(d) and (2)).`, not: 'all changes together reach £500,000 and 25%, or the character changes, or it is not the authority’s decision', facts: ['byAuthority', 'differentInCharacter', 'cumulativeChangePence', 'originalPence'] },
    { holds: allOf(tri(said?.firstAwardedByAOrB), same), ground: 'The contract was first awarded by direct award A or B, and the character stays (13(3)).', not: 'the contract was not first awarded by direct award A or B, or the character changes', facts: ['firstAwardedByAOrB', 'differentInCharacter'] },
  ];
  const permitted = anyOf(...grounds.map(({ holds }) => holds));
  const existing = hasExistingProvider(facts);
  const open = [...new Set(grounds.filter(({ holds }) => holds === undefined).flatMap((each) => each.facts))].filter((fact) => (said as Record<string, unknown> | null | undefined)?.[fact] == null);
  const why = 'A change without one of the five grounds of regulation 13 needs a new procurement.';
  const conditions: readonly Condition[] = [
    { ...existing, whenNot: 'There is no contract in force that could be changed.' },
    ...(permitted === undefined ? open.map((fact): Condition => ({ holds: undefined, facts: [`modification.${fact}`], whenNot: '', what: CHANGE_QUESTIONS[fact]!, why, source: modification }))
      : [{ holds: permitted, facts: [], whenNot: `None of the five grounds holds: ${grounds.map(({ not }) => not).join('; ')}. A new procurement is needed.`, what: '', why, source: modification }]),
  ];
  return judgedBy(conditions, modification, grounds.filter(({ holds }) => holds).map(({ ground }) => ground).join(' '));
}

const CHANGE_QUESTIONS: Readonly<Record<string, string>> = {
  providedFor: 'Say whether the contract clearly and unambiguously provides for the change.',
  successionOnly: 'Say whether the only change is that of the provider’s identity by corporate succession.',
  meetsBasicSelection: 'Say whether the successor meets the basic selection criteria.',
  externalFactors: 'Say whether the change answers external factors beyond both parties.',
  byAuthority: 'Say whether the change comes from a decision of the authority.',
  differentInCharacter: 'Say whether the contract becomes materially different in character.',
  firstAwardedByAOrB: 'Say whether the contract was first awarded by direct award A or B.',
  originalPence: 'Give the lifetime value of the contract when it was entered into.',
  cumulativeChangePence: 'Give the sum of all changes of lifetime value since the start, this one included.',
};
