import type { Option, Procedure } from '../../engine/procedure.js';
import type { ActContext, ActFacts } from '../../../workflows/psr/act.events.js';
import { dayInWords, pounds } from '../../../workflows/psr/in-words.js';
import type { DescribedChange, ModificationContext, ModificationEvent } from '../../../workflows/psr/modification.events.js';
import { ceilingAfter, chartWantsNotice, lawWantsNotice, noticeIsWanted } from '../../../workflows/psr/modification.rules.js';
import { FrozenInput } from '../award/inputs/awarding.inputs.js';
import { DeclareInterest, NameDecisionMakers, WithReasons } from '../award/inputs/preparation.inputs.js';
import { asOptions, deciders, inside, officers, published, YES_OR_NO } from '../award/labels/people.js';
import { jointLabels } from '../joint/joint.labels.js';
import { psr } from '../psr.paths.js';
import * as asked from './modification.inputs.js';

/** What of the register may be acted on, by name, as it is when the page is opened; where the entry is corrected afterwards, what was chosen. */
export const contractsOf = ({ contract }: ActContext, { contracts }: Pick<ActFacts, 'contracts'>): readonly Option[] =>
  contracts?.map(({ caseId, name }) => ({ value: caseId, text: name })) ?? (contract ? [{ value: contract.caseId, text: contract.title }] : []);

type Events = Procedure<ModificationContext, ModificationEvent>['events'];

const GROUNDS: readonly Option[] = [
  { value: 'M1', text: 'M1: the contract provides for it', hint: 'Clearly and unambiguously, in the contract or framework documents: reg 13(1)(a)' },
  { value: 'M2', text: 'M2: corporate succession', hint: 'Only the provider becomes another, and it meets the basic selection criteria: reg 13(1)(b)' },
  { value: 'M3', text: 'M3: external factors', hint: 'Beyond both parties, and the character is kept: reg 13(1)(c)' },
  { value: 'M4', text: 'M4: our decision, within the sums', hint: 'In all below £500,000 or below 25 per cent, and the character is kept: reg 13(1)(d), (2)' },
  { value: 'M5', text: 'M5: first awarded by A or B', hint: 'A contract, not a framework, and the character is kept: reg 13(3)' },
];
const given = (name: keyof DescribedChange) => ({ change }: ModificationContext) => change?.[name] ?? undefined;
const answered = (name: 'attributable' | 'materiallyDifferent') => ({ change }: ModificationContext) => (change ? (change[name] ? 'yes' : 'no') : undefined);

/** What follows from the change as it is described, said before it is decided. */
export function followsFrom(context: ModificationContext): readonly string[] {
  const ceiling = ceilingAfter(context);
  if (ceiling === null) return [];
  return [
    `Reckon with it: ${ceiling.arithmetic}`,
    lawWantsNotice(context) ? 'Owe a notice within 30 days of the modification (reg 13(4))' : chartWantsNotice(context) ? 'Answer NHS England’s chart, which asks for a notice although the law does not' : 'Owe no notice by law',
  ];
}

/** A modification as people work on it. */
export const modificationLabels = {
  ...jointLabels('modification'),
  'modification.open': {
    label: 'Begin a modification', purpose: 'A change of a contract or of a framework that is still to be decided. The register’s ledger of it is taken over.',
    roles: [...officers, 'contract manager'], audience: inside, against: 'latest', input: asked.OpenModification, onDesk: false,
    fields: [{ name: 'contractCase', label: 'Which contract or framework?', hint: 'Those of the register that have not ended', type: 'select', options: contractsOf }],
    told: () => 'began a modification',
  },
  'decision-makers.name': {
    label: 'Name who decides', purpose: 'The record names the people who decide; the notice may name their body or post.',
    roles: officers, audience: inside, against: 'latest', input: NameDecisionMakers, onDesk: false,
    fields: [{
      name: 'people', label: 'Who decides?', type: 'rows', row: 'person', given: ({ decisionMakers }: ModificationContext) => (decisionMakers.length > 0 ? decisionMakers : undefined),
      columns: [{ name: 'name', label: 'Name', type: 'text' }, { name: 'role', label: 'Post', type: 'text' }, { name: 'body', label: 'Committee or board, if it decides', type: 'text', optional: true }],
    }],
    told: ({ input: { people } }) => `named who decides: ${people.map(({ name }) => name).join(', ')}`,
  },
  'conflict.declare': {
    label: 'Record an interest', purpose: 'Whoever has a conflict recuses: what they do afterwards in this case is refused. The notice repeats what is recorded here.',
    roles: [...officers, 'decision maker'], audience: inside, against: 'latest', input: DeclareInterest, onDesk: false,
    fields: [
      { name: 'name', label: 'Whose interest is it?', type: 'text' }, { name: 'personId', label: 'Their number in this service, if they act in it', hint: 'From their page under People', type: 'text', optional: true },
      { name: 'interest', label: 'What is the interest?', type: 'textarea' }, { name: 'stage', label: 'At which stage do they take part?', type: 'text' }, { name: 'isConflict', label: 'Is it a conflict?', type: 'radios', options: YES_OR_NO },
      { name: 'why', label: 'Why, or why not?', type: 'textarea' }, { name: 'action', label: 'What was done?', hint: 'With a conflict only recusal is lawful', type: 'radios', options: asOptions(['recused', 'restricted', 'no action']) }, { name: 'managed', label: 'How was it managed?', type: 'textarea' },
    ],
    told: ({ input: { name, isConflict } }) => `recorded an interest of ${name}, ${isConflict ? 'a conflict' : 'found not to be a conflict'}`,
  },
  'conflicts.none': {
    label: 'Record that no conflict was declared', purpose: 'Everybody who takes part was asked, and none declared an interest. The notice says so.',
    roles: officers, audience: inside, against: 'latest', input: null, onDesk: false, told: () => 'recorded that no conflict of interest was declared',
  },
  'change.describe': {
    label: 'Describe the change', purpose: 'What changes, from when, by how much, and who brings it about. The sums are reckoned on the ledger of the contract as it is now.',
    roles: [...officers, 'contract manager'], audience: inside, against: 'seen', input: asked.DescribeChange, onDesk: true,
    fields: [
      { name: 'what', label: 'What changes?', type: 'textarea', given: given('what') },
      { name: 'effectiveOn', label: 'From which day?', type: 'date', given: given('effectiveOn') },
      { name: 'valueChangePence', label: 'By how much does the lifetime value change, in pounds?', hint: 'With a minus for a fall, like −12,000; 0 where it does not change', type: 'text', given: ({ change }: ModificationContext) => (change ? (change.valueChangePence / 100).toFixed(2) : undefined) },
      { name: 'newEnd', label: 'New last day, where the term changes', type: 'date', optional: true, given: given('newEnd') },
      { name: 'lengthChange', label: 'The change of the term in words', hint: 'Like 12 months longer, to 31 March 2028', type: 'text', optional: true, given: given('lengthChange') },
      { name: 'whyOverFourYears', label: 'For a framework that will run for longer than four years: what about its subject-matter justifies that?', type: 'textarea', optional: true, given: given('whyOverFourYears') },
      { name: 'attributable', label: 'Does a decision of the authority bring it about?', type: 'radios', options: YES_OR_NO, given: answered('attributable') },
      { name: 'whyAttributable', label: 'Why, or why not?', type: 'textarea', given: given('whyAttributable') },
      { name: 'materiallyDifferent', label: 'Does it become materially different in character?', type: 'radios', options: YES_OR_NO, given: answered('materiallyDifferent') },
      { name: 'whyCharacter', label: 'Why, or why not?', type: 'textarea', given: given('whyCharacter') },
    ],
    told: ({ input: { what } }) => `described the change: ${what}`,
  },
  'ground.state': {
    label: 'State the ground', purpose: 'On which ground of regulation 13 it rests, with what shows it.',
    roles: officers, audience: inside, against: 'seen', input: asked.StateGround, onDesk: true,
    fields: [
      { name: 'ground', label: 'Which ground?', type: 'radios', options: GROUNDS, given: ({ ground }: ModificationContext) => ground?.ground },
      { name: 'evidence', label: 'What shows it?', hint: 'The clause, the succession, the external factor, or how the sums were reckoned', type: 'textarea', given: ({ ground }: ModificationContext) => ground?.evidence },
      { name: 'successorIsSelected', label: 'For a succession: does the successor meet the basic selection criteria?', type: 'select', optional: true, options: YES_OR_NO },
    ],
    told: ({ input: { ground } }) => `stated the ground ${ground}`,
  },
  'notice.decide': {
    label: 'Decide about the notice', purpose: 'The law’s test stands unless somebody decides otherwise with reasons. NHS England’s chart is wider in one way and narrower in another.',
    roles: [...officers, 'decision maker'], audience: inside, against: 'seen', input: asked.DecideNotice, onDesk: false,
    fields: [{ name: 'publish', label: 'Will a notice be published?', type: 'radios', options: YES_OR_NO }, { name: 'reasons', label: 'Reasons', type: 'textarea' }],
    consequences: (context) => followsFrom(context),
    told: ({ input: { publish } }) => (publish ? 'decided to publish a notice' : 'decided with reasons to publish no notice'),
  },
  'modification.permit': {
    label: 'Permit the modification', purpose: 'Its ground holds, and the sums are within what the law allows.',
    roles: deciders, audience: inside, against: 'seen', input: WithReasons, onDesk: true, fields: [{ name: 'reasons', label: 'Reasons', type: 'textarea' }],
    consequences: (context) => followsFrom(context),
    told: () => 'permitted the modification',
  },
  'modification.refuse': {
    label: 'Record that no ground allows it', purpose: 'Then the change needs a new procurement, or regulation 14 where its conditions hold.',
    roles: deciders, audience: inside, against: 'seen', input: WithReasons, onDesk: false, final: true, fields: [{ name: 'reasons', label: 'Reasons', type: 'textarea' }],
    consequences: () => ['End this modification', 'Leave it as it is'],
    told: () => 'recorded that no ground of regulation 13 allows the change',
  },
  'modification.make': {
    label: 'Make the modification', purpose: 'The parties have agreed it. The ledger of what is modified is written.',
    roles: [...deciders, 'contract manager'], audience: inside, against: 'seen', input: null, onDesk: true, final: true,
    consequences: (context) => [`Write the ledger of the ${context.contract?.is ?? 'contract'}`, ...(context.change?.newEnd ? [`Move its last day to ${dayInWords(context.change.newEnd)}`] : []), noticeIsWanted(context) ? 'Start the 30 days for the notice' : 'Publish no notice', ...(context.change ? [`Change its value by ${pounds(context.change.valueChangePence)}`] : [])],
    told: () => 'made the modification',
  },
  'notice.complete': {
    label: 'Complete the notice', purpose: 'What Schedule 12 asks about the services, where the register does not say it.',
    roles: officers, audience: inside, against: 'seen', input: asked.CompleteNotice, onDesk: false,
    fields: [
      { name: 'title', label: 'Title of what is modified', type: 'text', given: ({ contract, noticeWords }: ModificationContext) => noticeWords?.title ?? contract?.title }, { name: 'services', label: 'The services', type: 'textarea', given: ({ contract, noticeWords }: ModificationContext) => noticeWords?.services ?? contract?.services },
      { name: 'cpv', label: 'Most relevant CPV code', hint: 'With its check digit, like 85312500-4', type: 'text', given: ({ contract, noticeWords }: ModificationContext) => noticeWords?.cpv ?? contract?.cpv ?? undefined },
    ],
    told: () => 'completed what the notice says',
  },
  'modification-notice.submit': {
    label: 'Submit the notice of modification', purpose: 'The notice as you have read it, within 30 days of the modification. Late, it is recorded as late.',
    roles: officers, audience: published, against: 'seen', input: FrozenInput, onDesk: true, final: true, clock: 'modification-notice', page: psr.below.modificationNotice, told: () => 'submitted the notice of modification for publication',
  },
  'modification.drop': {
    label: 'Drop the modification', purpose: 'It is not made after all.', roles: officers, audience: inside, against: 'seen', input: WithReasons, onDesk: false, final: true, fields: [{ name: 'reasons', label: 'Why?', type: 'textarea' }], told: () => 'dropped the modification',
  },
  'deadline.reached': { label: 'A date has passed', purpose: 'A clock of this case has run out.', roles: [], audience: inside, against: 'latest', input: null, onDesk: false, told: () => 'noted that the notice of modification is overdue' },
} satisfies Events;
