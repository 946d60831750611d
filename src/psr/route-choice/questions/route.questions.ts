import { considerableChangeTest } from '../../../../workflows/psr/considerable-change.js';
import { decideRoute } from '../../../../workflows/psr/route-choice.rules.js';
import type { RouteFacts } from '../../../../workflows/psr/route-facts.js';
import { hasOld, wantsContract } from './contract.questions.js';
import { ifSo, line, words, yesNo, type RouteQuestion } from './question.js';
import { isOutside } from './scope.questions.js';

const part = 'Which route?' as const;
/** Direct award C may still be open, or an answer of this question was given: what closed it can be changed. */
const whileCIsOpen = (given: (facts: RouteFacts) => unknown) => (facts: RouteFacts): boolean =>
  wantsContract(facts) && hasOld(facts) && (given(facts) != null || decideRoute(facts).routes.find(({ route }) => route === 'direct-award-c')?.verdict !== 'may not');
const test = whileCIsOpen(({ change }) => change?.materiallyDifferent);

/** In the order of regulation 6. */
export const routeQuestions: readonly RouteQuestion[] = [
  {
    key: 'urgency', part, asked: 'Must it be made urgently?', isAsked: (facts) => !isOutside(facts) && facts.need !== 'framework',
    why: 'Only for a reason that was neither foreseeable nor of your own making, and where waiting puts patients or the public at risk, may the other routes be passed by. Late planning is no ground.',
    fields: () => [
      yesNo('urgency.mustBeUrgent', 'Must it be made urgently?'), ifSo('urgency.foreseeable', 'If so, could the reason be foreseen?'),
      ifSo('urgency.ofOurMaking', 'Is the urgency of the authority’s own making?'), ifSo('urgency.risksSafety', 'Would waiting be likely to put patient or public safety at risk?'),
      words('urgency.reasons', 'The reasons'),
    ],
  },
  {
    key: 'only-provider', part, asked: 'Can only the existing provider provide it?', isAsked: (facts) => wantsContract(facts) && hasOld(facts),
    why: 'If, because of the nature of the services, only the existing provider can, direct award A must be used. It can never set up a new service.',
    fields: () => [yesNo('onlyProvider.isSo', 'Only the existing provider can provide it'), words('onlyProvider.reasons', 'The reasons')],
  },
  {
    key: 'choice', part, asked: 'Do patients choose their provider?', isAsked: wantsContract,
    why: 'If patients choose among all who qualify, direct award B must be used and direct award C is unlawful. This is asked before C is offered.',
    fields: () => [
      yesNo('choice.offered', 'Are patients offered a choice of provider?'), ifSo('choice.numberLimited', 'If so, do you limit the number of providers?'),
      ifSo('choice.everyQualifiedOffered', 'Is every provider who meets all requirements offered a contract?'), ifSo('choice.canExpressInterest', 'Are there arrangements for providers to express interest?'),
    ],
  },
  {
    key: 'replaces', part, asked: 'Does it take over when the existing contract ends?', isAsked: whileCIsOpen(({ proposed }) => proposed?.replacesAtEnd),
    why: 'Direct award C is for a contract that takes the place of one due to expire, at the end of its term.',
    fields: () => [yesNo('proposed.replacesAtEnd', 'The existing contract is due to expire, and this one takes its place at the end of its term')],
  },
  {
    key: 'character', part: 'The change', asked: 'Is it materially different in character?', isAsked: test,
    why: 'Compare the proposal with the existing contract as it was when entered into. Reviewed awards were sent back because this comparison was not recorded.',
    fields: () => [yesNo('change.materiallyDifferent', 'The proposal is materially different in character'), words('change.reasons', 'How the two compare', 'What is delivered, to whom, where and how.'), line('change.decidedBy', 'Who takes this view?', 'The record names the individuals who decide.')],
  },
  {
    key: 'attributable', part: 'The change', asked: 'Do the changes come from a decision of the authority?', isAsked: whileCIsOpen(({ change }) => change?.byAuthority),
    why: 'A rise of £500,000 and 25% or more is considerable where the authority brought it about.',
    fields: () => [yesNo('change.byAuthority', 'The changes come from a decision of the authority')],
  },
  {
    key: 'succession', part: 'The change', asked: 'Is the only difference that the provider changed its identity?', isAsked: (facts) => test(facts) && facts.change?.materiallyDifferent === true,
    why: 'A change of identity by corporate succession alone does not count as considerable, if the successor meets the basic selection criteria and the rise is not considerable by itself.',
    fields: () => [yesNo('change.successionOnly', 'The difference is only one of identity by corporate succession'), ifSo('change.meetsBasicSelection', 'The successor meets the basic selection criteria')],
  },
  {
    key: 'external', part: 'The change', asked: 'Does the rise answer external factors?', isAsked: (facts) => test(facts) && facts.change?.materiallyDifferent !== true && considerableChangeTest(facts).limbB === true,
    why: 'A rise that answers factors beyond the control of you and the provider, such as patient volume or prices set by a formula, does not count as considerable.',
    fields: () => [yesNo('change.externalFactors', 'The rise answers external factors beyond the control of the authority and the provider')],
  },
  {
    key: 'satisfaction', part, asked: 'Does the existing provider satisfy the contract?', isAsked: whileCIsOpen(({ satisfaction }) => satisfaction?.existing ?? satisfaction?.proposed),
    why: 'Direct award C wants both views. Thin analysis of performance against the key criteria was a reason to send an award back.',
    fields: () => [
      yesNo('satisfaction.existing', 'The existing contract is being satisfied to a sufficient standard'), yesNo('satisfaction.proposed', 'The provider will likely satisfy the new one to a sufficient standard'),
      words('satisfaction.evidence', 'What shows it?', 'By each key criterion: quality and innovation; value; integration, collaboration and sustainability; access, inequalities and choice; social value.'),
      yesNo('satisfaction.performanceInformation', 'Was performance information kept?'),
    ],
  },
  {
    key: 'market', part, asked: 'Can you likely identify the most suitable provider?',
    isAsked: (facts) => wantsContract(facts) && (facts.market?.likelyToIdentify != null || decideRoute(facts).missing.some(({ fact }) => fact.startsWith('market.'))),
    why: 'If so, the most suitable provider process is open; if not, only the competitive process is left.',
    fields: () => [yesNo('market.likelyToIdentify', 'From the likely providers and all information at hand, you expect to be able to identify the most suitable provider'), words('market.reasons', 'What is known of the likely providers?')],
  },
];
