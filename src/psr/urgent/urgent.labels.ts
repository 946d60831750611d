import type { Option, Procedure } from '../../engine/procedure.js';
import type { UrgentContext, UrgentEvent } from '../../../workflows/psr/urgent.events.js';
import { FrozenInput } from '../award/inputs/awarding.inputs.js';
import { AskSubContractors, AssessSelection, CheckExclusion, LetIn, WithReasons } from '../award/inputs/preparation.inputs.js';
import { asOptions, deciders, inside, officers, published, YES_OR_NO } from '../award/labels/people.js';
import { contractsOf, modificationLabels } from '../modification/modification.labels.js';
import { jointLabels } from '../joint/joint.labels.js';
import { psr } from '../psr.paths.js';
import * as asked from './urgent.inputs.js';

type Events = Procedure<UrgentContext, UrgentEvent>['events'];
const KINDS: readonly Option[] = [
  { value: 'award', text: 'An urgent award', hint: 'Reg 14(2), with notice N11' }, { value: 'modification', text: 'An urgent modification of a contract', hint: 'Reg 14(2), with notice N12' },
  { value: 'bridge', text: 'A modification that bridges a standstill', hint: 'Reg 14(3): only of the existing contract, without a notice' },
];
const providers = (context: UrgentContext): readonly Option[] => (context.terms?.providers ?? []).map(({ name }) => ({ value: name, text: name }));

/** Those to whom the providers mean to sub-contract, by their last answers. */
const subContractors = (context: UrgentContext): readonly Option[] => providers(context).flatMap(({ value }) => context.subContracting.filter(({ provider }) => provider === value).at(-1)?.names ?? []).map((name) => ({ value: name, text: name, hint: 'A sub-contractor' }));
const notClear = ({ exclusionChecks }: UrgentContext): readonly Option[] => [...new Set(exclusionChecks.filter(({ result }) => result !== 'clear').map(({ about }) => about))].map((name) => ({ value: name, text: name }));

/** Regulation 14 as people work with it. */
export const urgentLabels = {
  ...jointLabels('urgent act'),
  'urgent.open': {
    label: 'Begin an urgent act', purpose: 'Regulation 14 sets regulations 6 to 13 aside, and nothing else: basic selection, exclusions, conflicts and the record still bind.',
    roles: officers, audience: inside, against: 'latest', input: asked.OpenUrgent, onDesk: false,
    fields: [
      { name: 'kind', label: 'What is to be made?', type: 'radios', options: KINDS },
      { name: 'contractCase', label: 'Which contract is modified?', hint: 'Empty for an award', type: 'select', optional: true, options: contractsOf },
      { name: 'title', label: 'Title of the contract', type: 'text' }, { name: 'services', label: 'The services', type: 'textarea' }, { name: 'cpv', label: 'Most relevant CPV code', hint: 'With its check digit, like 85312500-4', type: 'text' },
      {
        name: 'providers', label: 'Providers', type: 'rows', row: 'provider', most: 20,
        columns: [
          { name: 'name', label: 'Legal name', type: 'text' }, { name: 'address', label: 'Address, with the postcode', type: 'textarea' }, { name: 'addressIs', label: 'What the address is', type: 'select', options: asOptions(['registered office', 'principal place of business']) },
          { name: 'email', label: 'E-mail', type: 'text', optional: true },
        ],
      },
      { name: 'lifetimePence', label: 'Lifetime value', type: 'money', optional: true }, { name: 'amountsPayable', label: 'Amounts payable, where the value is not known', type: 'text', optional: true },
      { name: 'vat', label: 'Is VAT in the figure?', type: 'select', optional: true, options: [{ value: 'no VAT is payable', text: 'No VAT is payable' }, { value: 'excluding VAT', text: 'No, excluding VAT' }, { value: 'including VAT', text: 'Yes, including VAT' }] },
      { name: 'serviceStart', label: 'First day of the services, or of the change', type: 'date' }, { name: 'serviceEnd', label: 'Last day of the services', hint: 'As short as possible: over twelve months the notice has to say why', type: 'date' },
      { name: 'valueChangePence', label: 'For a modification: change in the lifetime value, in pounds', hint: 'With a minus for a fall', type: 'text', optional: true },
    ],
    told: ({ input: { kind, title } }) => `began ${kind === 'award' ? 'an urgent award' : kind === 'bridge' ? 'the bridge of a standstill' : 'an urgent modification'}: ${title}`,
  },
  'decision-makers.name': modificationLabels['decision-makers.name'],
  'conflict.declare': modificationLabels['conflict.declare'],
  'conflicts.none': modificationLabels['conflicts.none'],
  'selection.assess': {
    label: 'Assess the basic selection criteria', purpose: 'Urgency does not lift them: suitability, financial standing, technical and professional ability.',
    roles: officers, audience: inside, against: 'latest', input: AssessSelection, onDesk: false,
    fields: [
      { name: 'provider', label: 'Which provider?', type: 'select', options: providers }, { name: 'minimumTurnoverPence', label: 'Minimum yearly turnover, if one is asked', type: 'money', optional: true },
      { name: 'whyHigherTurnover', label: 'Why more than twice the value is right, if it is more', type: 'text', optional: true },
      {
        name: 'items', label: 'Requirements', type: 'rows', row: 'requirement',
        columns: [
          { name: 'kind', label: 'Kind', type: 'select', options: asOptions(['suitability', 'financial standing', 'technical and professional ability']) }, { name: 'requirement', label: 'Requirement', type: 'text' },
          { name: 'evidence', label: 'What was looked at', type: 'text' }, { name: 'finding', label: 'Found', type: 'select', options: asOptions(['met', 'not met']) },
        ],
      },
    ],
    told: ({ input: { provider } }) => `assessed ${provider} against the basic selection criteria`,
  },
  'sub-contractors.ask': {
    label: 'Record the answer about sub-contracting', purpose: 'Every provider is asked whether it means to sub-contract, and to whom: in an urgent award too. Another answer takes the place of the last.',
    roles: officers, audience: inside, against: 'latest', input: AskSubContractors, onDesk: false,
    fields: [
      { name: 'provider', label: 'Which provider?', type: 'select', options: providers }, { name: 'intends', label: 'Does it mean to sub-contract?', type: 'radios', options: YES_OR_NO },
      { name: 'names', label: 'To whom?', hint: 'One a line', type: 'textarea', optional: true },
    ],
    told: ({ input: { provider, intends, names } }) => `recorded that ${provider} ${intends ? `means to sub-contract${names.length > 0 ? ` to ${names.join(', ')}` : ''}` : 'does not mean to sub-contract'}`,
  },
  'exclusion.let-in': {
    label: 'Decide not to exclude a provider', purpose: 'An excludable provider or sub-contractor may be let in; an excluded one only for overriding reasons of public interest, public health among them.',
    roles: deciders, audience: inside, against: 'seen', input: LetIn, onDesk: false, final: true,
    fields: [
      { name: 'about', label: 'Who?', type: 'select', options: notClear },
      { name: 'decision', label: 'What was decided?', type: 'radios', options: [{ value: 'do not exclude', text: 'Not to exclude an excludable one' }, { value: 'overriding public interest', text: 'To let it in for overriding reasons of public interest' }] },
      { name: 'reasons', label: 'Reasons', type: 'textarea' }, { name: 'selfCleaning', label: 'Evidence of self-cleaning', type: 'radios', options: asOptions(['none given', 'sufficient', 'insufficient']) },
    ],
    told: ({ input: { about, decision } }) => `decided not to exclude ${about}${decision === 'overriding public interest' ? ', for overriding reasons of public interest' : ''}`,
  },
  'exclusion.check': {
    label: 'Record a check for exclusion', purpose: 'The debarment list and the grounds of exclusion, for each provider and each intended sub-contractor.',
    roles: officers, audience: inside, against: 'latest', input: CheckExclusion, onDesk: false,
    fields: [
      { name: 'about', label: 'Who was checked?', type: 'select', options: (context: UrgentContext) => [...providers(context), ...subContractors(context)] },
      { name: 'provider', label: 'For which provider, if it is a sub-contractor?', type: 'select', options: providers, optional: true }, { name: 'checked', label: 'What was looked at, and when?', type: 'textarea' }, { name: 'result', label: 'What was found?', type: 'radios', options: asOptions(['clear', 'excludable', 'excluded']) },
      { name: 'ground', label: 'On which ground?', type: 'text', optional: true },
      { name: 'nationalSecurity', label: 'Is the ground a threat to national security?', type: 'radios', given: () => 'no', options: asOptions(['no', 'mandatory', 'discretionary']) },
    ],
    told: ({ input: { about, result } }) => `checked ${about} for exclusion: ${result}`,
  },
  'urgency.state': {
    label: 'State the three conditions', purpose: 'All three must hold. Poor planning is no ground: it is attributable to the authority.',
    roles: officers, audience: inside, against: 'seen', input: asked.StateUrgency, onDesk: false,
    fields: [
      { name: 'isUrgent', label: 'Must it be made urgently?', type: 'radios', options: YES_OR_NO }, { name: 'whyUrgent', label: 'Why?', type: 'textarea' },
      { name: 'notForeseeable', label: 'Was the reason one that the authority could not foresee?', type: 'radios', options: YES_OR_NO }, { name: 'notAttributable', label: 'Is it attributable to others than the authority?', type: 'radios', options: YES_OR_NO },
      { name: 'whyNotForeseeable', label: 'Why?', type: 'textarea' }, { name: 'safetyAtRisk', label: 'Would delay be likely to put patient or public safety at risk?', type: 'radios', options: YES_OR_NO }, { name: 'riskToSafety', label: 'Which risk?', type: 'textarea' },
    ],
    told: ({ input }) => (input.isUrgent && input.notForeseeable && input.notAttributable && input.safetyAtRisk ? 'stated that all three conditions hold' : 'stated that not all three conditions hold'),
  },
  'bridge.state': {
    label: 'State the bridge', purpose: 'The five facts of regulation 14(3). In the standstill the authority itself has sought the Panel’s advice; a representation alone is not enough.',
    roles: officers, audience: inside, against: 'seen', input: asked.StateBridge, onDesk: false,
    fields: [
      { name: 'standstillBeganOn', label: 'When did the standstill begin?', type: 'date' }, { name: 'adviceSoughtOn', label: 'When did the authority seek the Panel’s advice?', type: 'date', optional: true },
      { name: 'existingExpiresOn', label: 'When does the existing contract expire?', type: 'date' }, { name: 'standstillMayEndOn', label: 'When is the standstill likely to end?', type: 'date' },
      { name: 'isNecessary', label: 'Is the change necessary or expedient for continuity?', type: 'radios', options: YES_OR_NO }, { name: 'whyNecessary', label: 'Why?', type: 'textarea' },
      { name: 'cannotBeMet', label: 'Is it so that regulations 6 to 13 cannot be met before it expires?', type: 'radios', options: YES_OR_NO }, { name: 'whyCannotBeMet', label: 'Why?', type: 'textarea' },
    ],
    told: () => 'stated the facts of the bridge',
  },
  'length.justify': {
    label: 'Give reasons for more than twelve months', purpose: 'They are published: the notice has to say why the period is as long as it is.',
    roles: officers, audience: inside, against: 'seen', input: WithReasons, onDesk: false, fields: [{ name: 'reasons', label: 'Reasons', type: 'textarea' }], told: () => 'gave the reasons for a period of more than twelve months',
  },
  'urgent.make': {
    label: 'Make the urgent act', purpose: 'The contract, or the change, is entered into. Then a normal process begins.',
    roles: deciders, audience: inside, against: 'seen', input: WithReasons, onDesk: true, final: true, fields: [{ name: 'reasons', label: 'What is made, and why?', hint: 'The notice says it', type: 'textarea' }],
    consequences: ({ kind }) => [kind === 'award' ? 'Enter the contract in the register' : 'Write the ledger of the contract', kind === 'bridge' ? 'Publish no notice: a bridge wants none' : 'Start the 30 days for the notice', ...(kind === 'bridge' ? [] : ['Ask the commissioning manager to begin a normal process'])],
    told: () => 'made the urgent act',
  },
  'urgent-notice.submit': {
    label: 'Submit the notice of the urgent act', purpose: 'The notice as you have read it, within 30 days. Late, it is recorded as late.',
    roles: officers, audience: published, against: 'seen', input: FrozenInput, onDesk: true, final: true, clock: 'urgent-notice', page: psr.below.urgentNotice, told: () => 'submitted the notice of the urgent act for publication',
  },
  'urgent.drop': { label: 'Drop the urgent act', purpose: 'It is not made after all.', roles: officers, audience: inside, against: 'seen', input: WithReasons, onDesk: false, final: true, fields: [{ name: 'reasons', label: 'Why?', type: 'textarea' }], told: () => 'dropped the urgent act' },
  'deadline.reached': { label: 'A date has passed', purpose: 'A clock of this case has run out.', roles: [], audience: inside, against: 'latest', input: null, onDesk: false, told: () => 'noted that the notice of the urgent act is overdue' },
} satisfies Events;
