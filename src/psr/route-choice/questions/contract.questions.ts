import { decideRoute } from '../../../../workflows/psr/route-choice.rules.js';
import type { RouteFacts } from '../../../../workflows/psr/route-facts.js';
import { STATUS_WORDS } from '../facts-in-words.js';
import { amount, day, ifSo, lifetimeValue, names, oneOf, yesNo, type RouteQuestion } from './question.js';
import { isOutside } from './scope.questions.js';

const part = 'The contract' as const;
const needs = (...kinds: readonly string[]) => (facts: RouteFacts): boolean => !isOutside(facts) && (facts.need == null ? kinds.includes('contract') : kinds.includes(facts.need));
const compares = needs('contract', 'modification');
/** There is, was, or may be a contract to compare with. */
export const hasOld = (facts: RouteFacts): boolean => compares(facts) && facts.existing?.status !== 'none';
/** A new contract is wanted, as far as is known, or a change turned out to need one. */
export const wantsContract = (facts: RouteFacts): boolean => !isOutside(facts)
  && (facts.need == null || facts.need === 'contract' || (facts.need === 'modification' && decideRoute(facts).routes.find(({ route }) => route === 'modification')?.verdict === 'may not'));

const hasTerm = (facts: RouteFacts): boolean => needs('framework', 'call-off')(facts) || wantsContract(facts);

/** What there is, and what is to come. */
export const contractQuestions: readonly RouteQuestion[] = [
  {
    key: 'existing', part, asked: 'Is there a contract for this service now?', isAsked: compares,
    why: 'Direct awards A and C are for an existing provider: one who holds a contract that has neither expired nor been ended.',
    fields: () => [oneOf('existing.status', 'The existing contract', Object.entries(STATUS_WORDS).map(([value, text]) => ({ value, text })))],
  },
  {
    key: 'existing-term', part, asked: 'Who provides it now, and until when?', isAsked: hasOld,
    why: 'The new contract has to take over at the end of the old one’s term. Several contracts that become one are compared with all of them together.',
    fields: () => [
      names('existing.providers', 'Existing providers'),
      { name: 'existing.contracts', label: 'How many contracts does the new one take the place of?', type: 'number', mayStayEmpty: true },
      day('existing.startsOn', 'First day of the existing contract'), day('existing.endsOn', 'Last day of the existing contract'),
    ],
  },
  {
    key: 'modification', part: 'The change', asked: 'What is changed, and why?', isAsked: (facts) => !isOutside(facts) && facts.need === 'modification',
    why: 'A change needs one of the five grounds of regulation 13. Without one, a new procurement is needed.',
    fields: () => [
      yesNo('modification.providedFor', 'Does the contract clearly and unambiguously provide for the change?'),
      yesNo('modification.successionOnly', 'Is it only a change of the provider’s identity by corporate succession?'), ifSo('modification.meetsBasicSelection', 'Does the successor meet the basic selection criteria?'),
      yesNo('modification.externalFactors', 'Does it answer external factors beyond both parties?', 'Such as patient volume, or prices set by a formula.'), yesNo('modification.byAuthority', 'Does it come from a decision of the authority?'),
      yesNo('modification.differentInCharacter', 'Does the contract become materially different in character?'), yesNo('modification.firstAwardedByAOrB', 'Was the contract first awarded by direct award A or B?'),
      amount('modification.originalPence', 'Lifetime value when the contract was entered into'), amount('modification.cumulativeChangePence', 'All changes of value since the start, this one included'),
    ],
  },
  {
    key: 'bridge', part: 'The change', asked: 'Is it to bridge a standstill?', isAsked: (facts) => !isOutside(facts) && facts.need === 'modification',
    why: 'If a standstill for the new contract outlasts the old one, the old one may be changed to bridge the time.',
    fields: () => [
      yesNo('bridge.inStandstill', 'Is a standstill for the new contract running?'), ifSo('bridge.adviceSought', 'Was the independent panel’s advice sought in it?'),
      ifSo('bridge.expiresBeforeItEnds', 'Is the existing contract likely to expire before it ends?'), ifSo('bridge.neededForContinuity', 'Does continuity need the change?'),
      ifSo('bridge.noOtherWayInTime', 'Is there no other way that can be finished in time?'),
    ],
  },
  {
    key: 'existing-value', part, asked: 'What was the existing contract worth when it was entered into?', isAsked: (facts) => hasOld(facts) && wantsContract(facts),
    why: 'The considerable change test compares the proposal with this figure, and not with what is paid today.',
    fields: () => lifetimeValue('existing.value'),
  },
  {
    key: 'term', part, asked: 'Who is to provide it, and from when to when?', isAsked: hasTerm,
    why: 'A term that has run already cannot be awarded. A longer term raises the lifetime value.',
    fields: () => [names('proposed.providers', 'Intended providers, if you have any in mind'), day('proposed.startsOn', 'First day of the proposed term'), day('proposed.endsOn', 'Last day of the proposed term')],
  },
  {
    key: 'value', part, asked: 'What is the proposal worth over its lifetime?', isAsked: hasTerm,
    why: 'It is one side of the considerable change test, and the notices give it.',
    fields: () => lifetimeValue('proposed.value'),
  },
  {
    key: 'ran', part, asked: 'Has the service run at any time without authority for it?', isAsked: needs('contract', 'modification', 'call-off'),
    why: 'Time that has run is not awarded. It is regularised by a waiver, which has a case of its own.',
    fields: () => [{
      name: 'ranWithoutAuthority', label: 'Times without authority', hint: 'Leave it empty if there were none.', type: 'rows', row: 'time', optional: true, most: 20,
      columns: [{ name: 'from', label: 'First day', type: 'date' }, { name: 'to', label: 'Last day', type: 'date' }, { name: 'why', label: 'What happened', type: 'text', optional: true }],
    }],
  },
  {
    key: 'related', part, asked: 'Are other contracts for the same service decided beside this one?', isAsked: needs('contract'),
    why: 'Several contracts that stay below a figure one by one may be above it together. That has to be explained.',
    fields: () => [
      { name: 'related.contracts', label: 'How many others?', hint: '0 if there are none.', type: 'number', mayStayEmpty: true },
      amount('related.existingPence', 'What their existing contracts were worth together, when entered into'), amount('related.proposedPence', 'What their proposals are worth together'),
    ],
  },
  {
    key: 'framework', part, asked: 'What do the framework’s terms allow?', isAsked: (facts) => !isOutside(facts) && facts.need === 'call-off',
    why: 'A contract under a framework follows the framework’s own terms, and only while it runs.',
    fields: () => [
      yesNo('framework.running', 'Is the framework still running?'),
      oneOf('framework.providers', 'How many providers are party to it?', [{ value: 'one', text: 'One' }, { value: 'several', text: 'Several' }]),
      yesNo('framework.allowsWithoutCompetition', 'Does it allow a contract without competition?'), yesNo('framework.allowsCompetition', 'Does it allow a competition among its providers?'),
    ],
  },
];
