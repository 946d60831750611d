import type { Field, Procedure } from '../../../engine/procedure.js';
import type { AwardContext, AwardEvent } from '../../../../workflows/psr/award.events.js';
import { KEY_CRITERIA } from '../../../../workflows/psr/notice-facts.js';
import * as asked from '../inputs/preparation.inputs.js';
import { asOptions, deciders, excluded, found, inside, officers, providers, subContractors, theOnly, YES_OR_NO } from './people.js';

type Events = Procedure<AwardContext, AwardEvent>['events'];

const detailsOf = (name: keyof NonNullable<AwardContext['details']>) => (context: AwardContext) => context.details?.[name] ?? undefined;
/** What is asked of every contract. */
export const DETAILS: readonly Field[] = [
  { name: 'title', label: 'Title of the contract', type: 'text', given: detailsOf('title') },
  { name: 'services', label: 'The services', hint: 'What is provided, and to whom', type: 'textarea', given: detailsOf('services') },
  { name: 'cpv', label: 'Most relevant CPV code', hint: 'With its check digit, like 85312500-4', type: 'text', given: detailsOf('cpv') },
  { name: 'otherCpv', label: 'Other CPV codes', hint: 'One a line', type: 'textarea', optional: true, given: ({ details }: AwardContext) => details?.otherCpv.join('\n') },
  { name: 'mixedWith', label: 'What else is bought, where this is a mixed contract', type: 'text', optional: true, given: detailsOf('mixedWith') },
  { name: 'lifetimePence', label: 'Lifetime value', hint: 'For the whole life of the contract, like 752,905', type: 'money', optional: true, given: detailsOf('lifetimePence') },
  { name: 'amountsPayable', label: 'Amounts payable, where the lifetime value is not known', type: 'text', optional: true, given: detailsOf('amountsPayable') },
  { name: 'vat', label: 'Is VAT in the figure?', type: 'select', optional: true, options: [{ value: 'no VAT is payable', text: 'No VAT is payable' }, { value: 'excluding VAT', text: 'No, excluding VAT' }, { value: 'including VAT', text: 'Yes, including VAT' }], given: detailsOf('vat') },
  { name: 'valueBasis', label: 'What is inside the figure', hint: 'Extensions, uplifts. The Regulations leave the method open, so it is said', type: 'text', optional: true, given: detailsOf('valueBasis') },
  { name: 'serviceStart', label: 'First day of the services', type: 'date', optional: true, given: detailsOf('serviceStart') },
  { name: 'serviceEnd', label: 'Last day of the services', type: 'date', optional: true, given: detailsOf('serviceEnd') },
  { name: 'extensions', label: 'Possible extensions', type: 'text', optional: true, given: detailsOf('extensions') },
  { name: 'existingContract', label: 'The contract that ends, where a new one replaces it', type: 'text', optional: true, given: detailsOf('existingContract') },
  { name: 'representationsTo', label: 'To whom may providers write?', hint: 'A team or a post; the authority where you leave it empty', type: 'text', optional: true, given: detailsOf('representationsTo') },
  { name: 'representationsEmail', label: 'At which e-mail address?', type: 'text', optional: true, given: detailsOf('representationsEmail') },
  { name: 'intentionOn', label: 'Day on which the intention is to be published', hint: 'The dates in the notice are counted from it; leave it empty for the day on which the notice is made', type: 'date', optional: true, given: detailsOf('intentionOn') },
];
export const PROVIDERS: Field = {
  name: 'providers', label: 'Providers', type: 'rows', row: 'provider', optional: true,
  columns: [
    { name: 'organisationId', label: 'Organisation', type: 'hidden', optional: true },
    { name: 'name', label: 'Legal name', type: 'text' },
    { name: 'address', label: 'Address, line by line, with the postcode', hint: 'The intention notice is not lawful without it', type: 'textarea', optional: true },
    { name: 'addressIs', label: 'What the address is', type: 'select', options: asOptions(['registered office', 'principal place of business']) },
    { name: 'email', label: 'E-mail', type: 'text', optional: true },
  ],
};
const ABOUT_SELF_CLEANING: Field = { name: 'selfCleaning', label: 'Evidence of self-cleaning', hint: 'Where it is insufficient, the provider gets a statement of reasons', type: 'radios', options: asOptions(['none given', 'sufficient', 'insufficient']) };
const PROVIDER: Field = { name: 'provider', label: 'Which provider?', type: 'select', options: providers, given: theOnly(providers) };

/** The steps that prepare an award, as people see them. */
export const preparationLabels = {
  'award.open': {
    label: 'Open the award', purpose: 'Begin the award by this route, where the choice of route is on record.',
    roles: ['procurement officer', 'commissioning manager', 'system'], audience: inside, against: 'latest', input: asked.OpenAward, onDesk: false, fields: [...DETAILS, PROVIDERS],
    told: ({ input: { title } }) => `opened the award of ${title}`,
  },
  'details.change': {
    label: 'Change the details', purpose: 'What the notices will say of the contract. After the intention is published it is changed by correcting the notice.',
    roles: officers, audience: inside, against: 'seen', input: asked.ChangeDetails, onDesk: false, fields: DETAILS,
    told: () => 'changed the details of the contract',
  },
  'providers.correct': {
    label: 'Complete the providers', purpose: 'A notice needs the full address of each provider. Another provider is another decision.',
    roles: officers, audience: inside, against: 'seen', input: asked.CorrectProviders, onDesk: false,
    fields: [{ ...PROVIDERS, optional: false, given: ({ providers: known }: AwardContext) => known.map((one) => ({ ...one, address: one.address.join('\n') })) }],
    told: () => 'completed the names and addresses of the providers',
  },
  'decision-makers.name': {
    label: 'Name who decides', purpose: 'The record names the people who decide; a notice may name their body or post.',
    roles: officers, audience: inside, against: 'latest', input: asked.NameDecisionMakers, onDesk: false,
    fields: [{
      name: 'people', label: 'Who decides?', type: 'rows', row: 'person', given: ({ decisionMakers }: AwardContext) => (decisionMakers.length > 0 ? decisionMakers : undefined),
      columns: [{ name: 'name', label: 'Name', type: 'text' }, { name: 'role', label: 'Post', type: 'text' }, { name: 'body', label: 'Committee or board, if it decides', type: 'text', optional: true }],
    }],
    told: ({ input: { people } }) => `named who decides: ${people.map(({ name }) => name).join(', ')}`,
  },
  'conflict.declare': {
    label: 'Record an interest', purpose: 'Whoever has a conflict recuses: what they do afterwards in this case is refused. The notices repeat what is recorded here.',
    roles: [...officers, 'decision maker', 'evaluator', 'moderator'], audience: inside, against: 'latest', input: asked.DeclareInterest, onDesk: false,
    fields: [
      { name: 'name', label: 'Whose interest is it?', type: 'text' },
      { name: 'personId', label: 'Their number in this service, if they act in it', hint: 'From their page under People', type: 'text', optional: true },
      { name: 'interest', label: 'What is the interest?', hint: 'Financial, economic or other personal, direct or indirect', type: 'textarea' },
      { name: 'stage', label: 'At which stage do they take part?', type: 'text' },
      { name: 'isConflict', label: 'Is it a conflict?', hint: 'Might it be seen to compromise impartiality?', type: 'radios', options: YES_OR_NO },
      { name: 'why', label: 'Why, or why not?', type: 'textarea' },
      { name: 'action', label: 'What was done?', hint: 'With a conflict only recusal is lawful', type: 'radios', options: asOptions(['recused', 'restricted', 'no action']) },
      { name: 'managed', label: 'How was it managed?', type: 'textarea' },
      { name: 'postWith', label: 'A board member’s post with a provider', hint: 'Only for a member of an integrated care board: the provider. By itself it is no conflict; in a competition in which the provider takes part it means recusal', type: 'text', optional: true },
    ],
    told: ({ input: { name, isConflict } }) => `recorded an interest of ${name}, ${isConflict ? 'a conflict' : 'found not to be a conflict'}`,
  },
  'conflicts.none': {
    label: 'Record that no conflict was declared', purpose: 'Everybody who takes part was asked, and none declared an interest. The notices say so.',
    roles: officers, audience: inside, against: 'latest', input: null, onDesk: false,
    told: () => 'recorded that no conflict of interest was declared',
  },
  'sub-contractors.ask': {
    label: 'Record the answer about sub-contracting', purpose: 'Every provider is asked whether it means to sub-contract, and to whom.',
    roles: officers, audience: inside, against: 'latest', input: asked.AskSubContractors, onDesk: false,
    fields: [PROVIDER, { name: 'intends', label: 'Does it mean to sub-contract?', type: 'radios', options: YES_OR_NO }, { name: 'names', label: 'To whom?', hint: 'One a line', type: 'textarea', optional: true }],
    told: ({ input: { provider, intends, names } }) => `recorded that ${provider} ${intends ? `means to sub-contract${names.length > 0 ? ` to ${names.join(', ')}` : ''}` : 'does not mean to sub-contract'}`,
  },
  'exclusion.check': {
    label: 'Record a check for exclusion', purpose: 'The debarment list and the grounds of exclusion, for each provider and each intended sub-contractor.',
    roles: officers, audience: inside, against: 'latest', input: asked.CheckExclusion, onDesk: false,
    fields: [
      { name: 'about', label: 'Who was checked?', type: 'text', given: ({ providers: known }: AwardContext) => (known.length === 1 ? known[0]!.name : undefined) },
      { name: 'provider', label: 'For which provider, if it is a sub-contractor?', type: 'select', options: providers, optional: true },
      { name: 'checked', label: 'What was looked at, and when?', type: 'textarea' },
      { name: 'result', label: 'What was found?', type: 'radios', options: asOptions(['clear', 'excludable', 'excluded']) },
      { name: 'ground', label: 'On which ground?', type: 'text', optional: true },
      {
        name: 'nationalSecurity', label: 'Is the ground a threat to national security?', type: 'radios', given: () => 'no',
        options: [{ value: 'no', text: 'No' }, { value: 'mandatory', text: 'Yes, the mandatory ground' }, { value: 'discretionary', text: 'Yes, the discretionary ground', hint: 'A Minister is asked first' }],
      },
    ],
    told: ({ input: { about, result } }) => `checked ${about} for exclusion: ${result}`,
  },
  'sub-contractor.warn': {
    label: 'Warn of exclusion because of a sub-contractor', purpose: 'Before it is excluded the provider is told, and may find another sub-contractor.',
    roles: officers, audience: inside, against: 'latest', input: asked.WarnOfSubContractor, onDesk: false, final: true,
    fields: [{ name: 'about', label: 'Which sub-contractor?', type: 'select', options: subContractors }, { name: 'opportunity', label: 'By when and how may another one be found?', type: 'textarea' }],
    told: ({ input: { about } }) => `told the provider that ${about} may lead to its exclusion, with an opportunity to find another sub-contractor`,
  },
  'exclusion.exclude': {
    label: 'Exclude a provider, or note a replaced sub-contractor', purpose: 'With the ground and the reasons. A Minister is told within 30 days that begin with this day.',
    roles: deciders, audience: inside, against: 'seen', input: asked.Exclude, onDesk: false, final: true,
    fields: [
      { name: 'about', label: 'Who?', type: 'select', options: found },
      { name: 'decision', label: 'What was decided?', type: 'radios', options: [{ value: 'exclude', text: 'To exclude it' }, { value: 'sub-contractor replaced', text: 'The sub-contractor was replaced' }] },
      { name: 'reasons', label: 'Reasons', type: 'textarea' }, ABOUT_SELF_CLEANING,
    ],
    told: ({ input: { about, decision } }) => (decision === 'exclude' ? `excluded ${about}` : `noted that ${about} was replaced as a sub-contractor`),
  },
  'exclusion.let-in': {
    label: 'Decide not to exclude a provider', purpose: 'An excludable provider may be let in; an excluded one only for overriding reasons of public interest.',
    roles: deciders, audience: inside, against: 'seen', input: asked.LetIn, onDesk: false, final: true,
    fields: [
      { name: 'about', label: 'Who?', type: 'select', options: found },
      { name: 'decision', label: 'What was decided?', type: 'radios', options: [{ value: 'do not exclude', text: 'Not to exclude an excludable provider' }, { value: 'overriding public interest', text: 'To let it in for overriding reasons of public interest' }] },
      { name: 'reasons', label: 'Reasons', type: 'textarea' }, ABOUT_SELF_CLEANING,
    ],
    told: ({ input: { about, decision } }) => `decided not to exclude ${about}${decision === 'overriding public interest' ? ', for overriding reasons of public interest' : ''}`,
  },
  'exclusion.contest': {
    label: 'Record representations or proceedings about an exclusion', purpose: 'A Minister is told of them within 30 days that begin with this day.',
    roles: officers, audience: inside, against: 'latest', input: asked.ContestExclusion, onDesk: false,
    fields: [{ name: 'about', label: 'About whose exclusion?', type: 'select', options: excluded }, { name: 'how', label: 'What was made or started?', type: 'radios', options: asOptions(['representations', 'proceedings']) }],
    told: ({ input: { about, how } }) => `recorded ${how} about the exclusion of ${about}`,
  },
  'exclusion.settle': {
    label: 'Record how they ended', purpose: 'A Minister is told of the outcome within 30 days that begin with this day.',
    roles: officers, audience: inside, against: 'latest', input: asked.SettleExclusion, onDesk: false,
    fields: [{ name: 'about', label: 'About whose exclusion?', type: 'select', options: excluded }, { name: 'outcome', label: 'How did they end?', type: 'textarea' }],
    told: ({ input: { about } }) => `recorded how the representations or proceedings about ${about} ended`,
  },
  'minister.notify': {
    label: 'Record a notice to a Minister', purpose: 'Before an exclusion for national security, of an exclusion, and of what followed.',
    roles: officers, audience: inside, against: 'latest', input: asked.NotifyMinister, onDesk: false,
    fields: [
      {
        name: 'notice', label: 'Which notice?', type: 'radios',
        options: [{ value: 'M1', text: 'Before an exclusion for national security' }, { value: 'M2', text: 'Of an exclusion, or of a replaced sub-contractor' }, { value: 'M3 representations', text: 'Of representations or proceedings about it' }, { value: 'M3 outcome', text: 'Of how they ended' }],
      },
      { name: 'about', label: 'About whom?', type: 'text' }, { name: 'ground', label: 'On which ground?', type: 'text' },
      { name: 'ministerAgrees', label: 'What does the Minister think?', hint: 'Asked only before an exclusion', type: 'radios', given: () => 'not asked', options: [{ value: 'not asked', text: 'Not asked' }, { value: 'not answered', text: 'No answer yet' }, { value: 'yes', text: 'The ground applies and the provider should be excluded' }, { value: 'no', text: 'Not so' }] },
    ],
    told: ({ input: { about } }) => `told a Minister about ${about}`,
  },
  'key-decision.state': {
    label: 'Record the key decision', purpose: 'Whether the authority’s executive decides too and, if so, from when it may be acted on. The contract waits for it.',
    roles: [...officers, 'democratic services'], audience: inside, against: 'latest', input: asked.StateKeyDecision, onDesk: false,
    fields: [
      { name: 'needed', label: 'Is a key decision needed?', type: 'radios', options: YES_OR_NO },
      { name: 'reference', label: 'Its reference', hint: 'Like 24/00008', type: 'text', optional: true },
      { name: 'implementableFrom', label: 'First day on which it may be acted on', hint: 'After call-in; leave it empty until it is known', type: 'date', optional: true },
    ],
    told: ({ input: { needed, reference, implementableFrom } }) =>
      needed ? `recorded the key decision${reference ? ` ${reference}` : ''}${implementableFrom ? `, open to be acted on from ${implementableFrom}` : ', not yet open to be acted on'}` : 'recorded that no key decision is needed',
  },
  'criteria.assess': {
    label: 'Assess the key criteria', purpose: 'Evidence and a finding for each of the five key criteria. Their weights are free, and none is left out.',
    roles: officers, audience: inside, against: 'latest', input: asked.AssessCriteria, onDesk: false,
    fields: [
      PROVIDER,
      {
        name: 'criteria', label: 'The five key criteria', type: 'rows', row: 'criterion', fixed: true, given: () => KEY_CRITERIA.map((criterion) => ({ criterion })),
        columns: [
          { name: 'criterion', label: 'Key criterion', type: 'hidden', options: asOptions(KEY_CRITERIA) },
          { name: 'weight', label: 'Weight in per cent', hint: 'Of all five or of none', type: 'number', optional: true },
          { name: 'evidence', label: 'What was looked at?', type: 'textarea' }, { name: 'finding', label: 'What was found?', hint: 'The intention notice repeats it', type: 'textarea' },
        ],
      },
      { name: 'whyTheseWeights', label: 'Why these weights?', type: 'textarea', optional: true },
    ],
    told: ({ input: { provider } }) => `assessed ${provider} by the key criteria`,
  },
  'selection.assess': {
    label: 'Apply the basic selection criteria', purpose: 'Suitability, financial standing, ability; nothing else may be asked. A provider that fails one is not awarded.',
    roles: officers, audience: inside, against: 'latest', input: asked.AssessSelection, onDesk: false,
    fields: [
      PROVIDER,
      {
        name: 'items', label: 'Criteria', type: 'rows', row: 'criterion',
        columns: [
          { name: 'kind', label: 'Kind', type: 'select', options: asOptions(['suitability', 'financial standing', 'technical and professional ability']) },
          { name: 'requirement', label: 'What is asked?', type: 'textarea' }, { name: 'evidence', label: 'What was looked at?', type: 'textarea' }, { name: 'finding', label: 'Is it met?', type: 'select', options: asOptions(['met', 'not met']) },
        ],
      },
      { name: 'minimumTurnoverPence', label: 'Minimum yearly turnover, if one is asked', hint: 'At most twice the estimated value, unless more is right', type: 'money', optional: true },
      { name: 'whyHigherTurnover', label: 'Why is more right, if it is more?', type: 'textarea', optional: true },
    ],
    told: ({ input: { provider, items } }) => `applied the basic selection criteria to ${provider}: ${items.every(({ finding }) => finding === 'met') ? 'all met' : 'not all met'}`,
  },
  'satisfaction.decide': {
    label: 'Decide whether the provider satisfies', purpose: 'Step 1 of this route: the existing contract and, likely, the new one, each to a sufficient standard. If not, this route is closed.',
    roles: deciders, audience: inside, against: 'seen', input: asked.DecideSatisfaction, onDesk: true, final: true,
    fields: [
      { name: 'satisfiesExisting', label: 'Does it satisfy the existing contract to a sufficient standard?', type: 'radios', options: YES_OR_NO },
      { name: 'likelySatisfiesNew', label: 'Will it likely satisfy the new contract to a sufficient standard?', type: 'radios', options: YES_OR_NO },
      { name: 'reasons', label: 'Reasons', hint: 'By what the assessment found', type: 'textarea' },
    ],
    told: ({ input: { satisfiesExisting, likelySatisfiesNew } }) => `decided that the provider ${satisfiesExisting && likelySatisfiesNew ? 'satisfies the existing contract and will likely satisfy the new one' : 'does not satisfy both contracts, so that another route is needed'}`,
  },
  'award.approve': {
    label: 'Approve the award', purpose: 'Step 1 of this route. The contract may then be signed; its notice is due within 30 days of the award.',
    roles: deciders, audience: inside, against: 'seen', input: asked.WithReasons, onDesk: true, final: true,
    fields: [{ name: 'reasons', label: 'Reasons', hint: 'Why the conditions of this route are met', type: 'textarea' }],
    told: () => 'approved the award',
  },
  'provider.refuse': {
    label: 'Refuse the provider', purpose: 'It does not meet the requirements. To refuse one that does is a matter of patient choice, which the Panel looks at too.',
    roles: deciders, audience: inside, against: 'seen', input: asked.WithReasons, onDesk: false, final: true,
    fields: [{ name: 'reasons', label: 'Which requirement is not met, and why?', type: 'textarea' }],
    told: () => 'refused the provider, with reasons',
  },
} satisfies Partial<Events>;
