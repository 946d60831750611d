import type { Field, Procedure } from '../../engine/procedure.js';
import { CONTRACT_ROUTES, type ContractContext, type ContractEvent } from '../../../workflows/psr/contract.events.js';
import { CHANGE_GROUNDS } from '../../../workflows/psr/contract.ledger.js';
import { MEASURES } from '../../../workflows/psr/contract.measures.js';
import { dayInWords, pounds } from '../../../workflows/psr/in-words.js';
import { KEY_CRITERIA } from '../../../workflows/psr/notice-facts.js';
import { asOptions, inside, YES_OR_NO } from '../award/labels/people.js';
import * as asked from './contract.inputs.js';

type Events = Procedure<ContractContext, ContractEvent>['events'];
const keepers = ['contract manager', 'commissioning manager', 'procurement officer'] as const;

export const CHANGE_FIELDS: readonly Field[] = [
  { name: 'what', label: 'What changed?', type: 'textarea' },
  { name: 'effectiveOn', label: 'From which day?', type: 'date' },
  { name: 'valueChangePence', label: 'By how much does the lifetime value change?', hint: 'With a minus for a fall, like −12,000; 0 where it does not change', type: 'text' },
  { name: 'newEnd', label: 'New last day, where the term changes', type: 'date', optional: true },
];

const SECURITY_GROUNDS = [{ value: 'mandatory', text: 'Debarred for national security' }, { value: 'discretionary', text: 'A threat to national security' }];

/** The register as people work with it. */
export const contractLabels = {
  'contract.open': {
    label: 'Enter a contract', purpose: 'A contract that was not awarded here, or before there was this register. Awards made here enter by themselves.',
    roles: [...keepers, 'system'], audience: inside, against: 'latest', input: asked.OpenContract, onDesk: false,
    fields: [
      { name: 'title', label: 'Title of the contract', type: 'text' },
      { name: 'number', label: 'The authority’s own contract number', hint: 'By it the same contract is known again', type: 'text', optional: true },
      {
        name: 'providers', label: 'Providers', type: 'rows', row: 'provider', most: 20,
        columns: [
          { name: 'name', label: 'Legal name', type: 'text' }, { name: 'address', label: 'Address, with the postcode', type: 'textarea', optional: true },
          { name: 'addressIs', label: 'What the address is', type: 'select', options: asOptions(['registered office', 'principal place of business']) }, { name: 'email', label: 'E-mail', type: 'text', optional: true },
        ],
      },
      { name: 'services', label: 'The services', hint: 'What is provided, and to whom', type: 'textarea' },
      { name: 'cpv', label: 'Most relevant CPV code', hint: 'With its check digit, like 85312500-4', type: 'text', optional: true },
      { name: 'districts', label: 'Districts', hint: 'One a line', type: 'textarea', optional: true },
      { name: 'lifetimePence', label: 'Lifetime value at the award', hint: 'For the whole life of the contract. Later changes are measured against it', type: 'money', optional: true },
      { name: 'amountsPayable', label: 'Amounts payable, where the lifetime value is not known', type: 'text', optional: true },
      { name: 'vat', label: 'Is VAT in the figure?', type: 'select', optional: true, options: [{ value: 'no VAT is payable', text: 'No VAT is payable' }, { value: 'excluding VAT', text: 'No, excluding VAT' }, { value: 'including VAT', text: 'Yes, including VAT' }] },
      { name: 'valueBasis', label: 'What is inside the figure', type: 'text', optional: true },
      { name: 'serviceStart', label: 'First day of the services', type: 'date' },
      { name: 'serviceEnd', label: 'Last day of the services', type: 'date' },
      { name: 'extendableTo', label: 'Last day of the longest term, if the contract can be made longer', type: 'date', optional: true },
      { name: 'extensions', label: 'How it can be made longer', type: 'text', optional: true },
      { name: 'route', label: 'How did it come about?', type: 'select', options: asOptions(CONTRACT_ROUTES) },
      { name: 'awardedOn', label: 'Day of the award', type: 'date', optional: true },
      { name: 'signedOn', label: 'Day of the signature', hint: 'Leave it empty while the service is delivered without a signed agreement', type: 'date', optional: true },
    ],
    told: ({ input: { title, importedFrom } }) => `entered the contract ${title}${importedFrom ? ` from ${importedFrom}` : ''}`,
  },
  'signature.record': {
    label: 'Record the signature', purpose: 'The agreement under which the service is delivered is signed.',
    roles: keepers, audience: inside, against: 'seen', input: asked.RecordSignature, onDesk: true, fields: [{ name: 'signedOn', label: 'Signed on', type: 'date' }],
    told: ({ input: { signedOn } }) => `recorded that the contract was signed on ${dayInWords(signedOn)}`,
  },
  'change.enter': {
    label: 'Enter a change in the ledger', purpose: 'A change that was made already, or that was decided elsewhere. One that is still to be decided is a modification of its own.',
    roles: keepers, audience: inside, against: 'seen', input: asked.EnterChange, onDesk: false, final: true,
    fields: [
      ...CHANGE_FIELDS,
      { name: 'ground', label: 'On which ground?', type: 'select', options: asOptions(CHANGE_GROUNDS) },
      { name: 'attributable', label: 'Did a decision of the authority bring it about?', type: 'radios', options: YES_OR_NO },
    ],
    consequences: (_, { newEnd }) => ['Add it to the running sums of this contract', ...(newEnd ? ['Move the end of the contract and the latest safe start of what comes after'] : [])],
    told: ({ input: { what } }) => `entered a change in the ledger: ${what}`,
  },
  'change.note': {
    label: 'Note a change that was decided', purpose: 'A modification, or an urgent one, was made and told the register.',
    roles: ['system'], audience: inside, against: 'latest', input: asked.NoteChange, onDesk: false, told: ({ input: { what } }) => `noted a modification in the ledger: ${what}`,
  },
  'shares.set': {
    label: 'Say who pays what', purpose: 'Where a budget is pooled: each payer and its share. The shares make the whole, to the penny.',
    roles: [...keepers, 'finance reviewer'], audience: inside, against: 'seen', input: asked.SetShares, onDesk: false,
    fields: [
      { name: 'totalPence', label: 'The whole', type: 'money', given: ({ shares }: ContractContext) => shares?.totalPence },
      { name: 'period', label: 'What are the amounts for?', type: 'radios', options: asOptions(['a year', 'the whole term']), given: ({ shares }: ContractContext) => shares?.period },
      {
        name: 'shares', label: 'Shares', type: 'rows', row: 'share', most: 40, given: ({ shares }: ContractContext) => shares?.shares,
        columns: [{ name: 'payer', label: 'Who pays', type: 'text' }, { name: 'budget', label: 'From which budget', type: 'text', optional: true }, { name: 'pence', label: 'Share', type: 'money' }],
      },
    ],
    told: ({ input: { totalPence, shares } }) => `recorded who pays what: ${pounds(totalPence)} in ${shares.length} ${shares.length === 1 ? 'share' : 'shares'}`,
  },
  'review.record': {
    label: 'Record a review', purpose: 'The provider against the five key criteria. At the end of the contract these reviews show whether it was satisfied.',
    roles: keepers, audience: inside, against: 'latest', input: asked.RecordReview, onDesk: true, clock: 'review',
    fields: [
      { name: 'period', label: 'Which period was looked at?', hint: 'Like April 2026 to March 2027', type: 'text' },
      {
        name: 'criteria', label: 'Key criteria', type: 'rows', row: 'criterion', fixed: true, given: () => KEY_CRITERIA.map((criterion) => ({ criterion, evidence: '', finding: '' })),
        columns: [{ name: 'criterion', label: 'Criterion', type: 'hidden', options: asOptions(KEY_CRITERIA) }, { name: 'evidence', label: 'What was looked at', type: 'textarea' }, { name: 'finding', label: 'What was found', type: 'textarea' }],
      },
      { name: 'conclusion', label: 'What follows?', type: 'textarea' },
    ],
    told: ({ input: { period } }) => `reviewed the provider against the key criteria, ${period}`,
  },
  'posts.set': {
    label: 'Record the posts funded', purpose: 'Full-time equivalents by therapy and area, with the share of each that this contract funds.',
    roles: keepers, audience: inside, against: 'latest', input: asked.SetPosts, onDesk: false,
    fields: [
      { name: 'asOn', label: 'On which day?', type: 'date' },
      {
        name: 'posts', label: 'Posts', type: 'rows', row: 'row', most: 100,
        columns: [{ name: 'therapy', label: 'Therapy', type: 'text' }, { name: 'area', label: 'Area', type: 'text' }, { name: 'fteHundredths', label: 'Full-time equivalents', hint: 'Like 4.25', type: 'text' }, { name: 'fundedPercent', label: 'Funded by this contract, per cent', type: 'text' }],
      },
    ],
    told: ({ input: { asOn } }) => `recorded the posts funded on ${dayInWords(asOn)}`,
  },
  'caseload.count': {
    label: 'Record the caseload', purpose: 'How many children are with the service on a day. Left empty it says that it was not collected, which is not nought.',
    roles: keepers, audience: inside, against: 'latest', input: asked.CountCaseload, onDesk: false,
    fields: [
      { name: 'asOn', label: 'On which day?', type: 'date' },
      { name: 'rows', label: 'Caseload', type: 'rows', row: 'row', most: 100, columns: [{ name: 'therapy', label: 'Therapy', type: 'text' }, { name: 'area', label: 'Area', type: 'text' }, { name: 'children', label: 'Children', hint: 'Empty where it was not collected', type: 'text', optional: true }] },
    ],
    told: ({ input: { asOn } }) => `recorded the caseload on ${dayInWords(asOn)}`,
  },
  'activity.report': {
    label: 'Report referrals and waits', purpose: 'Figures of a period, each by the one definition of its measure. Left empty a figure says that it was not collected.',
    roles: keepers, audience: inside, against: 'latest', input: asked.ReportActivity, onDesk: false,
    fields: [
      { name: 'from', label: 'First day of the period', type: 'date' },
      { name: 'to', label: 'Last day of the period', type: 'date' },
      {
        name: 'rows', label: 'Figures', type: 'rows', row: 'figure', most: 200,
        columns: [
          { name: 'measure', label: 'Measure', type: 'select', options: MEASURES.map(({ key, label, definition }) => ({ value: key, text: label, hint: definition })) },
          { name: 'therapy', label: 'Therapy', type: 'text' }, { name: 'area', label: 'Area', type: 'text' }, { name: 'count', label: 'Figure', hint: 'Empty where it was not collected', type: 'text', optional: true },
        ],
      },
    ],
    told: ({ input: { from, to } }) => `reported referrals and waits from ${dayInWords(from)} to ${dayInWords(to)}`,
  },
  'renewal.decide': {
    label: 'Decide what comes after', purpose: 'Begin the choice of a route before its date, or say with reasons that the service ends with this contract.',
    roles: ['commissioning manager', 'decision maker'], audience: inside, against: 'seen', input: asked.DecideRenewal, onDesk: false, clock: 'start-by',
    fields: [
      { name: 'decision', label: 'What follows?', type: 'radios', options: [{ value: 'begin now', text: 'Begin the choice of a route now' }, { value: 'let it end', text: 'Nothing: it ends with this contract' }] },
      { name: 'reasons', label: 'Reasons', type: 'textarea' },
    ],
    consequences: (_, { decision }) => [decision === 'let it end' ? 'End the alarm for this last day' : 'Open the choice of a route for what comes after'],
    told: ({ input: { decision } }) => (decision === 'begin now' ? 'began the choice of a route for what comes after' : 'decided that nothing comes after this contract'),
  },
  'minister.notify': {
    label: 'Notify a Minister before ending the contract', purpose: 'On grounds of national security a contract is not ended before a Minister of the Crown was told. This makes the notice; the authority sends it.',
    roles: ['commissioning manager', 'decision maker', 'procurement officer'], audience: inside, against: 'latest', input: asked.NotifyMinisterOfEnd, onDesk: false,
    fields: [
      { name: 'ground', label: 'On which ground?', type: 'radios', options: SECURITY_GROUNDS },
      { name: 'known', label: 'What is known?', hint: 'As the Minister is to read it', type: 'textarea' },
    ],
    told: () => 'notified a Minister before the contract is ended',
  },
  'contract.end': {
    label: 'End the contract early', purpose: 'The contract was ended before its last day.',
    roles: ['commissioning manager', 'decision maker'], audience: inside, against: 'seen', input: asked.EndContract, onDesk: false, final: true, fields: [
      { name: 'reasons', label: 'Why?', type: 'textarea' },
      { name: 'nationalSecurity', label: 'Is it on grounds of national security?', type: 'radios', given: () => 'no', options: [{ value: 'no', text: 'No' }, ...SECURITY_GROUNDS.map(({ value, text }) => ({ value, text: `Yes: ${text.charAt(0).toLowerCase()}${text.slice(1)}` }))] },
      { name: 'ministerAgrees', label: 'What does the Minister think?', hint: 'Asked only where it is a threat to national security', type: 'radios', given: () => 'not asked', options: [{ value: 'not asked', text: 'Not asked' }, { value: 'not answered', text: 'No answer yet' }, { value: 'yes', text: 'The ground applies and the contract should end' }, { value: 'no', text: 'Not so' }] },
    ],
    consequences: () => ['Close this contract in the register', 'Stop its clocks'],
    told: () => 'ended the contract before its last day',
  },
  'contract.close': {
    label: 'Close the contract', purpose: 'Its last day has passed, and nothing more is delivered under it.',
    roles: keepers, audience: inside, against: 'seen', input: null, onDesk: true, told: () => 'closed the contract',
  },
  'deadline.reached': {
    label: 'A date has passed', purpose: 'A clock of this contract has run out.',
    roles: [], audience: inside, against: 'latest', input: null, onDesk: false,
    told: ({ input: { name } }) => ({ 'start-by': 'opened the choice of a route: what comes after has to begin now', review: 'noted that a review is due', end: 'noted that the last day has passed' })[name] ?? 'noted that a date has passed',
  },
} satisfies Events;
