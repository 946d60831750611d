import type { Field, Option, Procedure } from '../../engine/procedure.js';
import type { FrameworkContext, FrameworkEvent } from '../../../workflows/psr/framework.events.js';
import { dayInWords } from '../../../workflows/psr/in-words.js';
import { asOptions, inside, officers, YES_OR_NO } from '../award/labels/people.js';
import { PROVIDERS } from '../award/labels/preparation.labels.js';
import * as asked from './framework.inputs.js';

type Events = Procedure<FrameworkContext, FrameworkEvent>['events'];

const PARTIES: Field = { ...PROVIDERS, label: 'Providers that are party to it', optional: false, most: 200 };
const partiesNow = ({ parties }: FrameworkContext): readonly Option[] => parties.filter(({ left }) => left === null).map(({ name }) => ({ value: name, text: name }));
const REASONS: Field = { name: 'reasons', label: 'Reasons', type: 'textarea' };

/** The register of frameworks as people work with it. */
export const frameworkLabels = {
  'framework.open': {
    label: 'Enter a framework', purpose: 'One that another authority concluded, or that is older than this register. A framework that is concluded here enters by itself.',
    roles: [...officers, 'contract manager', 'system'], audience: inside, against: 'latest', input: asked.OpenFramework, onDesk: false,
    fields: [
      { name: 'title', label: 'Title of the framework', type: 'text' },
      { name: 'number', label: 'Its number', hint: 'As it stands in its notice', type: 'text', optional: true },
      { name: 'concludedBy', label: 'Which authority concluded it?', hint: 'Leave it empty for this authority', type: 'text', optional: true },
      { name: 'how', label: 'How was it concluded?', hint: 'Under the Regime only the competitive process concludes a framework', type: 'radios', options: asOptions(['competitive process', 'before the Regime']) },
      { name: 'concludedOn', label: 'When was it concluded?', type: 'date' },
      { name: 'services', label: 'The services that it is for', type: 'textarea' },
      { name: 'cpv', label: 'Most relevant CPV code', hint: 'With its check digit, like 85312500-4', type: 'text' },
      { name: 'otherCpv', label: 'Other CPV codes', hint: 'One a line', type: 'textarea', optional: true },
      { name: 'lifetimePence', label: 'Lifetime value of everything that may be bought under it', type: 'money', optional: true },
      { name: 'vat', label: 'Is VAT in the figure?', type: 'select', optional: true, options: [{ value: 'no VAT is payable', text: 'No VAT is payable' }, { value: 'excluding VAT', text: 'No, excluding VAT' }, { value: 'including VAT', text: 'Yes, including VAT' }] },
      { name: 'valueBasis', label: 'What is inside the figure', type: 'text', optional: true },
      { name: 'starts', label: 'First day of the framework', type: 'date' },
      { name: 'ends', label: 'Last day of the framework', type: 'date' },
      { name: 'whyOverFourYears', label: 'If it runs for longer than four years: what does its notice give as the reason?', type: 'textarea', optional: true },
      { name: 'users', label: 'Which authorities may use it?', hint: 'One a line, as its notice names them', type: 'textarea' },
      { name: 'ourEntry', label: 'Which line means this authority, if it is not its own name?', hint: 'Like “All integrated care boards in England”', type: 'text', optional: true },
      { name: 'withoutCompetition', label: 'Do its terms let contracts be awarded without competition?', type: 'radios', options: YES_OR_NO },
      { name: 'competition', label: 'Do its terms let contracts be awarded by a competition among its providers?', type: 'radios', options: YES_OR_NO },
      { name: 'howCalledOff', label: 'How are contracts called off?', type: 'textarea' },
      PARTIES,
    ],
    told: ({ input: { title, providers } }) => `entered the framework ${title}, with ${providers.length === 1 ? 'one provider' : `${providers.length} providers`}`,
  },
  'call-off.begin': {
    label: 'Begin a contract under it', purpose: 'A case of its own, in which the contract is placed under this framework and awarded without competition or by one.',
    roles: officers, audience: inside, against: 'latest', input: asked.BeginCallOff, onDesk: false, fields: [{ name: 'title', label: 'Title of the contract', type: 'text' }],
    consequences: () => ['Open a case for the contract, with the services of this framework'], told: ({ input: { title } }) => `began a contract under it: ${title}`,
  },
  'call-off.note': {
    label: 'Note a contract under it', purpose: 'A contract was awarded under this framework and told the register.',
    roles: ['system'], audience: inside, against: 'latest', input: asked.NoteCallOff, onDesk: false, told: ({ input: { title, providers } }) => `noted the contract ${title} with ${providers.join(', ')}`,
  },
  'change.note': {
    label: 'Note a change of it', purpose: 'A modification of this framework was made in a case of its own and told the register.',
    roles: ['system'], audience: inside, against: 'latest', input: asked.NoteFrameworkChange, onDesk: false, told: ({ input: { what, newEnd } }) => `noted a modification: ${what}${newEnd === null ? '' : ` New last day: ${dayInWords(newEnd)}.`}`,
  },
  'places.open': {
    label: 'Open it for further providers', purpose: 'While it runs, and by the competitive process: notice, offers, scores, intention, standstill. Its term stays as it is.',
    roles: officers, audience: inside, against: 'seen', input: asked.OpenPlaces, onDesk: false, final: true, fields: [REASONS],
    consequences: () => ['Open a competition in which further providers can win a place', 'Leave its term, its users and its terms as they are'], told: () => 'opened it for further providers',
  },
  'provider.join': {
    label: 'Note who joined', purpose: 'A competition for further places was concluded and told the register.',
    roles: ['system'], audience: inside, against: 'latest', input: asked.EnterParties, onDesk: false, told: ({ input: { providers } }) => `noted that ${providers.map(({ name }) => name).join(', ')} joined`,
  },
  'provider.enter': {
    label: 'Enter who joined', purpose: 'Where another authority concluded the framework and opened it for further providers.',
    roles: [...officers, 'contract manager'], audience: inside, against: 'seen', input: asked.EnterParties, onDesk: false, fields: [{ ...PARTIES, label: 'Providers that joined' }, { name: 'joinedOn', label: 'When?', type: 'date' }],
    told: ({ input: { providers } }) => `entered that ${providers.map(({ name }) => name).join(', ')} joined`,
  },
  'provider.leave': {
    label: 'Record that a provider left', purpose: 'It withdrew, was excluded, or its place was ended. It is not invited any more, and no contract is awarded to it.',
    roles: [...officers, 'contract manager'], audience: inside, against: 'seen', input: asked.LeaveFramework, onDesk: false, final: true,
    fields: [{ name: 'provider', label: 'Which provider?', type: 'radios', options: partiesNow }, { name: 'on', label: 'When?', type: 'date' }, REASONS],
    told: ({ input: { provider, on } }) => `recorded that ${provider} left on ${dayInWords(on)}`,
  },
  'parties.correct': {
    label: 'Complete the providers', purpose: 'A notice needs the full address of each provider. Who joins and who leaves has steps of its own.',
    roles: [...officers, 'contract manager'], audience: inside, against: 'seen', input: asked.CorrectParties, onDesk: false,
    fields: [{ ...PARTIES, given: ({ parties }: FrameworkContext) => parties.filter(({ left }) => left === null).map(({ name, organisationId, address, addressIs, email }) => ({ name, organisationId, address: address.join('\n'), addressIs, email })) }],
    told: () => 'completed the names and addresses of the providers',
  },
  'framework.end': {
    label: 'End the framework early', purpose: 'From then on no contract is awarded under it. Contracts that were awarded go on by their own terms.',
    roles: ['decision maker', 'commissioning manager'], audience: inside, against: 'seen', input: asked.EndFramework, onDesk: false, final: true, fields: [REASONS], told: () => 'ended the framework early',
  },
  'deadline.reached': {
    label: 'A date has passed', purpose: 'A clock of this framework has run out.', roles: [], audience: inside, against: 'latest', input: null, onDesk: false,
    told: ({ input: { name } }) => (name === 'end' ? 'noted that the framework has expired' : 'noted that what comes after has to begin'),
  },
} satisfies Events;
