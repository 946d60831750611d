import type { Option, Procedure } from '../../engine/procedure.js';
import type { AwardContext, AwardEvent, AwardFacts } from '../../../workflows/psr/award.events.js';
import type { FrameworkAgreed, FrameworkNow } from '../../../workflows/psr/framework.events.js';
import { dayInWords } from '../../../workflows/psr/in-words.js';
import { deciders, inside, officers, YES_OR_NO } from '../award/labels/people.js';
import { psr } from '../psr.paths.js';
import * as asked from './under-framework.inputs.js';

type Events = Procedure<AwardContext, AwardEvent>['events'];

const described = (name: keyof FrameworkAgreed) => ({ framework }: AwardContext) => framework?.[name] ?? undefined;
const answered = (name: 'withoutCompetition' | 'competition') => ({ framework }: AwardContext) => (framework ? (framework[name] ? 'yes' : 'no') : undefined);
const ways = ({ withoutCompetition, competition }: FrameworkAgreed): string => [withoutCompetition ? 'without competition' : '', competition ? 'by competition' : ''].filter(Boolean).join(' or ');
/** Those that may be named, while that is asked; where the entry is corrected afterwards, the one that was. */
const toBeNamed = ({ placed }: AwardContext, { frameworks: known }: Partial<AwardFacts>): readonly FrameworkNow[] => known ?? (placed ? [placed.framework] : []);
const frameworks = (context: AwardContext, facts: Partial<AwardFacts>): readonly Option[] => toBeNamed(context, facts).map((one) => ({
  value: one.caseId, text: `${one.title} (${one.reference})`,
  hint: `To ${dayInWords(one.ends)}, ${one.parties.length === 1 ? 'one provider' : `${one.parties.length} providers`}, ${ways(one)}${one.namesUs ? '' : '. This authority is not among its users'}`,
}));

/** The steps of an award that belong to a framework: those that conclude one, and those of a contract under one. */
export const underFrameworkLabels = {
  'framework.describe': {
    label: 'Describe the framework', purpose: 'Step 1, where a framework is concluded: its term, who may use it, and how contracts are called off. The notice inviting offers says it.',
    roles: officers, audience: inside, against: 'seen', input: asked.DescribeFramework, onDesk: true,
    fields: [
      { name: 'starts', label: 'First day of the framework', type: 'date', given: described('starts') },
      { name: 'ends', label: 'Last day of the framework', hint: 'Four years at most, save in exceptional cases', type: 'date', given: described('ends') },
      { name: 'whyOverFourYears', label: 'If it runs for longer than four years: why does its subject-matter justify it?', type: 'textarea', optional: true, given: described('whyOverFourYears') },
      { name: 'users', label: 'Which authorities may use it?', hint: 'One a line, this one too. None can be added later', type: 'textarea', given: ({ framework }: AwardContext) => framework?.users.join('\n') },
      { name: 'withoutCompetition', label: 'May contracts be awarded without competition?', hint: 'With a single provider there is no other way', type: 'radios', options: YES_OR_NO, given: answered('withoutCompetition') },
      { name: 'competition', label: 'May contracts be awarded by a competition among its providers?', type: 'radios', options: YES_OR_NO, given: answered('competition') },
      { name: 'howCalledOff', label: 'How are contracts called off?', hint: 'By which terms a provider is chosen without competition; how a competition is held', type: 'textarea', given: described('howCalledOff') },
    ],
    told: ({ input: { starts, ends } }) => `described the framework, from ${dayInWords(starts)} to ${dayInWords(ends)}`,
  },
  'framework.conclude': {
    label: 'Conclude the framework', purpose: 'With the chosen providers, once the standstill is over. Its confirmation is due within 30 days. Where providers join a framework that runs, their place in it is concluded.',
    roles: deciders, audience: inside, against: 'seen', input: asked.ConcludeFramework, onDesk: true, final: true,
    fields: [
      { name: 'lifetimePence', label: 'Lifetime value of everything that may be bought under it', type: 'money', given: ({ details }: AwardContext) => details?.lifetimePence ?? undefined },
      { name: 'starts', label: 'First day', hint: 'As published, or later. The end stays as it was published', type: 'date', given: described('starts') },
    ],
    consequences: ({ joins }) => [joins ? `Make the chosen providers party to ${joins.reference}` : 'Enter the framework in the register, with its providers and its end', 'Start the 30 days for the confirmation'],
    told: () => 'concluded the framework',
  },
  'call-off.place': {
    label: 'Place the contract under a framework', purpose: 'Under which framework, in which way, and why it is within its scope and keeps to its terms.',
    roles: officers, audience: inside, against: 'seen', input: asked.PlaceCallOff, onDesk: true, final: true,
    fields: [
      { name: 'frameworkCase', label: 'Which framework?', hint: 'One that another authority concluded is entered in the register first', type: 'radios', options: frameworks, given: ({ frameworkCase }: AwardContext, { frameworks: known = [] }: Partial<AwardFacts>) => frameworkCase ?? (known.length === 1 ? known[0]?.caseId : undefined) },
      {
        name: 'way', label: 'How is the contract to be awarded?', type: 'radios',
        options: [
          { value: 'without competition', text: 'Without competition', hint: 'In line with the framework. No standstill; a notice within 30 days' },
          { value: 'competition', text: 'By a competition among its providers', hint: 'All of them are invited. With letters, an intention notice and a standstill' },
        ],
      },
      { name: 'withinScope', label: 'Are the services within what the framework is for?', type: 'radios', options: YES_OR_NO },
      { name: 'whyWithinScope', label: 'Why?', type: 'textarea' },
      { name: 'changesTerms', label: 'Would the contract change the framework’s terms substantially?', type: 'radios', options: YES_OR_NO },
      { name: 'whyTermsStay', label: 'Why, or why not?', type: 'textarea' },
    ],
    consequences: (_, { way }) => [way === 'competition' ? 'Begin a competition among all providers of the framework' : 'Go on to choose a provider in line with the framework', 'Ask again at the award whether the framework still runs'],
    told: ({ input: { way } }) => `placed the contract under a framework, ${way === 'competition' ? 'to be awarded by a competition among its providers' : 'to be awarded without competition'}`,
  },
  'call-off.drop': {
    label: 'Drop it', purpose: 'Nothing is under way yet, so no notice is owed.',
    roles: officers, audience: inside, against: 'seen', input: asked.DropCallOff, onDesk: false, final: true, fields: [{ name: 'reasons', label: 'Why?', type: 'textarea' }],
    told: () => 'dropped the contract before it was placed under a framework',
  },
  'framework-breach.record': {
    label: 'Record that it was signed while the framework did not run', purpose: 'A contract was signed after the framework had ended, or before it began. It is recorded as what it is, with the cure, and the monitoring officer is told.',
    roles: [...officers, 'monitoring officer'], audience: inside, against: 'latest', input: asked.RecordFrameworkBreach, onDesk: false, final: true,
    fields: [{ name: 'signedOn', label: 'When was it signed?', type: 'date' }, { name: 'what', label: 'What happened?', type: 'textarea' }, { name: 'cure', label: 'What is done about it?', type: 'textarea' }],
    consequences: () => ['Tell the monitoring officer', 'Leave this process as it is: no contract may be signed in it. Enter the contract that there is in the register of contracts'],
    told: ({ input: { signedOn, what } }) => `recorded that a contract was signed on ${dayInWords(signedOn)}, while the framework did not run: ${what}`,
  },
  'parties.invite': {
    label: 'Invite every provider of the framework', purpose: 'Step 2 of the competition: one letter to all of them, in place of a notice. From here on the criteria are fixed.',
    roles: officers, audience: inside, against: 'seen', input: asked.InviteParties, onDesk: true, final: true, page: psr.below.partyInvitation,
    told: ({ input: { to } }) => `invited ${to.join(', ')} to make an offer`,
  },
} satisfies Partial<Events>;
