import type { Field, Procedure } from '../../../engine/procedure.js';
import type { AwardContext, AwardEvent } from '../../../../workflows/psr/award.events.js';
import { KEY_CRITERIA } from '../../../../workflows/psr/notice-facts.js';
import { psr } from '../../psr.paths.js';
import { FrozenInput } from '../inputs/awarding.inputs.js';
import * as asked from '../inputs/choosing.inputs.js';
import { asOptions, bidders, chooseFrom, deciders, inside, officers, providers, published, toBeTold, YES_OR_NO } from './people.js';

type Events = Procedure<AwardContext, AwardEvent>['events'];

const PROVIDER_FIELDS: readonly Field[] = [
  { name: 'name', label: 'Legal name', type: 'text' },
  { name: 'address', label: 'Address, line by line, with the postcode', type: 'textarea', optional: true },
  { name: 'addressIs', label: 'What the address is', type: 'select', options: asOptions(['registered office', 'principal place of business']), given: () => 'registered office' },
  { name: 'email', label: 'E-mail', type: 'text', optional: true },
];

/** The steps of choosing a provider, as people see them. */
export const choosingLabels = {
  'following.submit': {
    label: 'Submit the notice of intention to follow this process', purpose: 'Step 1. The next step may be completed from the fourteenth day after this submission.',
    roles: officers, audience: published, against: 'seen', input: FrozenInput, onDesk: true, final: true, page: psr.below.followingNotice,
    told: () => 'submitted the notice of intention to follow the process',
  },
  'pool.consider': {
    label: 'Consider a provider', purpose: 'Whether it may be the most suitable, with reasons either way; those who answered the notice by the same rules as all others.',
    roles: officers, audience: inside, against: 'latest', input: asked.ConsiderProvider, onDesk: true,
    fields: [
      ...PROVIDER_FIELDS,
      { name: 'answered', label: 'Did it answer the notice?', type: 'radios', options: YES_OR_NO },
      { name: 'include', label: 'May it be the most suitable?', type: 'radios', options: YES_OR_NO },
      { name: 'reasons', label: 'Reasons', type: 'textarea' },
    ],
    told: ({ input: { name, include } }) => `considered ${name}: ${include ? 'it may be the most suitable' : 'left out, with reasons'}`,
  },
  'pool.complete': {
    label: 'Complete the pool', purpose: 'Step 2 is done: these providers may be the most suitable. Not before the fourteenth day after the notice was submitted.',
    roles: officers, audience: inside, against: 'seen', input: asked.CompletePool, onDesk: true, final: true, clock: 'pool',
    fields: [{ name: 'reasons', label: 'How were they identified?', type: 'textarea' }],
    told: () => 'completed the identification of those who may be the most suitable',
  },
  'clarification.share': {
    label: 'Answer a question to all alike', purpose: 'What one provider is told, every provider that is considered is told.',
    roles: officers, audience: inside, against: 'latest', input: asked.ShareClarification, onDesk: false,
    fields: [{ name: 'question', label: 'The question', type: 'textarea' }, { name: 'answer', label: 'The answer', type: 'textarea' }, { name: 'sentTo', label: 'Who gets it?', type: 'checkboxes', options: providers, given: (context: AwardContext) => providers(context).map(({ value }) => value) }],
    told: () => 'answered a question to all providers alike',
  },
  'provider.choose': {
    label: 'Choose the provider', purpose: 'With the reasons by the criteria. The intention notice repeats them.',
    roles: deciders, audience: inside, against: 'seen', input: asked.ChooseProviders, onDesk: true, final: true,
    fields: [{ name: 'providers', label: 'Which provider?', type: 'checkboxes', options: chooseFrom }, { name: 'reasons', label: 'Reasons', type: 'textarea' }],
    told: ({ input: { providers: chosen } }) => `chose ${chosen.join(', ')}`,
  },
  'award-criteria.set': {
    label: 'Set the award criteria', purpose: 'Step 1, before any offer: the criteria, their weights, how the key criteria count. They are fixed once offers are invited.',
    roles: officers, audience: inside, against: 'seen', input: asked.SetCriteria, onDesk: true, final: true,
    fields: [
      {
        name: 'criteria', label: 'Award criteria', type: 'rows', row: 'criterion', most: 40,
        columns: [
          { name: 'key', label: 'Short name', type: 'text' }, { name: 'asked', label: 'What bidders are asked', type: 'textarea' }, { name: 'guidance', label: 'What a good answer shows', type: 'textarea' },
          { name: 'weight', label: 'Weight in per cent', type: 'number' }, { name: 'highest', label: 'Highest score', type: 'number' }, { name: 'passMark', label: 'Pass mark', type: 'number', optional: true },
          { name: 'keyCriteria', label: 'Key criteria that it carries', type: 'checkboxes', options: asOptions(KEY_CRITERIA), optional: true },
        ],
      },
      { name: 'howKeyCriteriaCount', label: 'How were the key criteria taken into account?', type: 'textarea' },
      { name: 'howAssessed', label: 'How are offers assessed?', type: 'textarea' },
      { name: 'stages', label: 'In which stages, if in more than one?', type: 'textarea', optional: true },
      { name: 'portal', label: 'Where are offers made?', hint: 'Offers are electronic: an address that begins with https://', type: 'text' },
      { name: 'offersUntil', label: 'Last day for offers', hint: 'The law sets no minimum; be fair', type: 'date' },
    ],
    told: ({ input: { criteria } }) => `set ${criteria.length === 1 ? 'one award criterion' : `${criteria.length} award criteria`}`,
  },
  'offers.reschedule': {
    label: 'Set another last day for offers', purpose: 'The criteria stay as they were set.',
    roles: officers, audience: inside, against: 'seen', input: asked.RescheduleOffers, onDesk: false,
    fields: [{ name: 'offersUntil', label: 'Last day for offers', type: 'date' }],
    told: () => 'set another last day for offers',
  },
  'offers.invite': {
    label: 'Submit the notice inviting offers', purpose: 'Step 2. From here on the criteria are fixed.',
    roles: officers, audience: published, against: 'seen', input: FrozenInput, onDesk: true, final: true, page: psr.below.invitationNotice,
    told: () => 'submitted the notice inviting offers',
  },
  'offer.receive': {
    label: 'Record an offer', purpose: 'Each offer as it came, with its day. One that came after the last day is recorded as late.',
    roles: officers, audience: inside, against: 'latest', input: asked.ReceiveOffer, onDesk: false,
    fields: [
      ...PROVIDER_FIELDS,
      {
        name: 'answers', label: 'Answers to the award criteria', type: 'rows', row: 'answer', fixed: true, given: ({ awardCriteria }: AwardContext) => (awardCriteria?.criteria ?? []).map(({ key }) => ({ key })),
        columns: [
          { name: 'key', label: 'Criterion', type: 'hidden', options: ({ awardCriteria }: AwardContext) => (awardCriteria?.criteria ?? []).map(({ key, asked: question }) => ({ value: key, text: `${key}: ${question}` })) },
          { name: 'answer', label: 'Answer', type: 'textarea' },
        ],
      },
    ],
    told: ({ input: { name } }) => `recorded the offer of ${name}`,
  },
  'evaluator.name': {
    label: 'Name an evaluator', purpose: 'Before any score: what experience they bring, and whether they declared an interest in a bidder.',
    roles: officers, audience: inside, against: 'latest', input: asked.NameEvaluator, onDesk: false,
    fields: [
      { name: 'personId', label: 'Their number in this service', hint: 'From their page under People', type: 'text' }, { name: 'name', label: 'Name', type: 'text' },
      { name: 'experience', label: 'What experience do they bring?', type: 'textarea' },
      { name: 'interest', label: 'Did they declare an interest in a bidder?', type: 'radios', options: [{ value: 'none', text: 'None' }, { value: 'declared', text: 'Yes', hint: 'Record the interest too, and what was decided about it' }] },
    ],
    told: ({ input: { name } }) => `named ${name} as an evaluator`,
  },
  'offer.assess': {
    label: 'Have an offer scored', purpose: 'Evaluators score it one by one, then a moderator leads them to agreed scores with reasons.',
    roles: officers, audience: inside, against: 'latest', input: asked.AssessOffer, onDesk: true,
    fields: [{ name: 'provider', label: 'Whose offer?', type: 'radios', options: bidders }],
    told: ({ input: { provider } }) => `gave the offer of ${provider} to be scored`,
  },
  'evaluation.note': {
    label: 'Note the agreed scores', purpose: 'The scores on which evaluators and moderator agreed, with the reason of each.',
    roles: ['system'], audience: inside, against: 'latest', input: asked.NoteEvaluation, onDesk: false,
    told: () => 'noted the agreed scores of an offer',
  },
  'outcome.tell': {
    label: 'Tell a bidder the outcome', purpose: 'Step 5, promptly and before the intention is published: why the winner won, why this offer did not, and the dates for representations.',
    roles: officers, audience: inside, against: 'latest', input: asked.TellOutcome, onDesk: true,
    fields: [
      { name: 'provider', label: 'Which bidder?', type: 'radios', options: toBeTold, given: (context: AwardContext) => toBeTold(context)[0]?.value },
      { name: 'why', label: 'Why the winner won and, to another bidder, why its offer did not', type: 'textarea' },
      { name: 'intentionOn', label: 'Day on which the intention is to be published', hint: 'The dates for representations hang on it: fix it first', type: 'date' },
    ],
    told: ({ input: { provider } }) => `told ${provider} the outcome`,
  },
} satisfies Partial<Events>;
