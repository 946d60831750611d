import type { Field, Procedure } from '../../../engine/procedure.js';
import type { AwardContext, AwardEvent } from '../../../../workflows/psr/award.events.js';
import { addressees } from '../../../../workflows/psr/providers-aware.js';
import { psr } from '../../psr.paths.js';
import * as asked from '../inputs/standstill.inputs.js';
import { asOptions, deciders, inside, officers, openRequests, panelRequests, representations, stepsToRepeat, theOnly, YES_OR_NO } from './people.js';

type Events = Procedure<AwardContext, AwardEvent>['events'];

const WHICH: Field = { name: 'number', label: 'Which representation?', type: 'radios', options: representations, given: theOnly(representations) };
const WHICH_REQUEST: Field = { name: 'number', label: 'Which request to the Panel?', type: 'radios', options: panelRequests, given: theOnly(panelRequests) };
const DECISION: readonly Field[] = [
  {
    name: 'kind', label: 'What is decided?', type: 'radios',
    options: [{ value: 'proceed', text: 'To go on with the award' }, { value: 'repeat', text: 'To go back and repeat a step, and all later ones' }, { value: 'abandon', text: 'To abandon the process' }],
  },
  { name: 'toStep', label: 'Which step is repeated?', hint: 'Only if a step is repeated', type: 'select', options: stepsToRepeat, optional: true },
  { name: 'reasons', label: 'Reasons', hint: 'Everybody who is told of the decision gets them', type: 'textarea' },
];
const decisionWill = (context: AwardContext, { kind }: Partial<{ kind: 'proceed' | 'repeat' | 'abandon' }>): readonly string[] => [
  `Ask you to tell ${addressees(context, kind ?? 'proceed').join(', ')} in writing, with the reasons`,
  'Start five working days when the last of them was told; each later decision starts them again',
];

/** The steps of a standstill, as people see them. */
export const standstillLabels = {
  'representation.receive': {
    label: 'Record a representation', purpose: 'What a provider wrote. If it came before now, say when: what came in time counts even where it is recorded later.',
    roles: [...officers, 'democratic services', 'representer', 'system'], audience: inside, against: 'latest', input: asked.ReceiveRepresentation, onDesk: false,
    fields: [
      { name: 'name', label: 'Which provider represents?', type: 'text' },
      { name: 'contact', label: 'Who wrote?', type: 'text', optional: true },
      { name: 'email', label: 'E-mail', type: 'text', optional: true },
      { name: 'standing', label: 'What is it?', hint: 'Nobody is turned away for it', type: 'radios', options: asOptions(asked.STANDINGS) },
      { name: 'how', label: 'How did it come?', type: 'radios', options: [{ value: 'e-mail', text: 'E-mail' }, { value: 'letter', text: 'Letter' }, { value: 'spoken', text: 'Spoken', hint: 'Recorded, but a representation is made in writing: ask for it' }] },
      { name: 'grounds', label: 'What does it say was done wrong?', type: 'textarea' },
    ],
    told: ({ input: { name, how } }) => `recorded a representation by ${name}${how === 'spoken' ? ', which is not yet in writing' : ''}`,
  },
  'representation.judge': {
    label: 'Judge whether a representation is valid', purpose: 'In writing, from a provider of these services that is aggrieved and believes the Regulations were breached. Standing is judged by a person, with reasons.',
    roles: deciders, audience: inside, against: 'seen', input: asked.JudgeRepresentation, onDesk: false, final: true,
    fields: [WHICH, { name: 'valid', label: 'Is it valid?', hint: 'The Panel has heard sub-contractors, and suppliers of a part that is not health care', type: 'radios', options: YES_OR_NO }, { name: 'reasons', label: 'Reasons', type: 'textarea' }],
    consequences: (_, { valid }) => (valid === false ? ['Let the standstill end by itself, if no other valid representation holds it open'] : []),
    told: ({ input: { number, valid } }) => `judged representation ${number} ${valid ? 'valid' : 'not valid'}`,
  },
  'representation.invite': {
    label: 'Offer a further opportunity to explain', purpose: 'Each provider that represented gets the further opportunity that the authority thinks apt, or a reason why none is.',
    roles: officers, audience: inside, against: 'latest', input: asked.InviteToExplain, onDesk: false,
    fields: [WHICH, { name: 'apt', label: 'Is a further opportunity apt?', type: 'radios', options: YES_OR_NO }, { name: 'what', label: 'What was offered, or why is none apt?', type: 'textarea' }],
    told: ({ input: { number, apt } }) => (apt ? `offered a further opportunity to explain representation ${number}` : `recorded why no further opportunity is apt for representation ${number}`),
  },
  'representation.explain': {
    label: 'Record a further explanation', purpose: 'What the provider said or wrote when it had the further opportunity.',
    roles: [...officers, 'representer'], audience: inside, against: 'latest', input: asked.NoteExplanation, onDesk: false,
    fields: [WHICH, { name: 'text', label: 'What did it explain?', type: 'textarea' }, { name: 'files', label: 'Files', type: 'file', several: true, optional: true }],
    told: ({ input: { number } }) => `recorded a further explanation of representation ${number}`,
  },
  'information.request': {
    label: 'Record a request for information', purpose: 'A provider that represented may ask for what the record holds. It is answered promptly.',
    roles: officers, audience: inside, against: 'latest', input: asked.RequestInformation, onDesk: false,
    fields: [WHICH, { name: 'asked', label: 'What is asked for?', type: 'textarea' }],
    told: ({ input: { number } }) => `recorded a request for information with representation ${number}`,
  },
  'information.answer': {
    label: 'Answer a request for information', purpose: 'Promptly. What is withheld needs one of three exceptions, with the reason.',
    roles: officers, audience: inside, against: 'latest', input: asked.AnswerInformation, onDesk: true,
    fields: [
      WHICH, { name: 'request', label: 'Which request?', type: 'radios', options: openRequests, given: theOnly(openRequests) },
      { name: 'given', label: 'Was it given?', type: 'radios', options: asOptions(['given', 'given in part', 'withheld']) },
      {
        name: 'exception', label: 'Why not all of it?', type: 'select', optional: true,
        options: [{ value: 'commercial interests', text: 'It would harm somebody’s legitimate commercial interests' }, { value: 'fair competition', text: 'It might harm fair competition' }, { value: 'public interest', text: 'It is otherwise against the public interest' }],
      },
      { name: 'reasons', label: 'What was given, and why not the rest?', type: 'textarea' },
    ],
    told: ({ input: { number, given } }) => `answered a request for information of representation ${number}: ${given}`,
  },
  'review.record': {
    label: 'Record the review', purpose: 'The decision is reviewed in the light of each representation, with findings on each ground.',
    roles: [...officers, 'decision maker', 'legal reviewer', 'procurement reviewer'], audience: inside, against: 'latest', input: asked.RecordReview, onDesk: true,
    fields: [WHICH, { name: 'findings', label: 'Findings on each ground', type: 'textarea' }, { name: 'conclusion', label: 'Conclusion', type: 'radios', options: asOptions(['well founded', 'partly well founded', 'not well founded']) }],
    told: ({ input: { number, conclusion } }) => `reviewed representation ${number}: ${conclusion}`,
  },
  'decision.take': {
    label: 'Take the further decision', purpose: 'To go on, to repeat a step and all later ones, or to abandon; with reasons, told to everybody concerned.',
    roles: deciders, audience: inside, against: 'seen', input: asked.TakeFurtherDecision, onDesk: true, final: true, fields: DECISION, consequences: decisionWill,
    told: ({ input: { kind, toStep } }) => `took a further decision: ${kind === 'repeat' ? `to repeat from step ${toStep}` : kind === 'abandon' ? 'to abandon' : 'to go on with the award'}`,
  },
  'decision.replace': {
    label: 'Take a later decision', purpose: 'It replaces the last one, is told to everybody again, and starts the five working days again.',
    roles: deciders, audience: inside, against: 'seen', input: asked.TakeFurtherDecision, onDesk: false, final: true, fields: DECISION, consequences: decisionWill,
    told: ({ input: { kind, toStep } }) => `took a later decision: ${kind === 'repeat' ? `to repeat from step ${toStep}` : kind === 'abandon' ? 'to abandon' : 'to go on with the award'}`,
  },
  'decision.tell': {
    label: 'Record who was told of the decision', purpose: 'Everybody who made a valid representation and every intended provider, in writing with the reasons. The five working days begin with the last.',
    roles: officers, audience: inside, against: 'latest', input: asked.TellDecision, onDesk: true, page: psr.below.furtherDecision,
    told: ({ input: { to } }) => `told ${to.join(', ')} of the further decision`,
  },
  'panel.ask': {
    label: 'Record a request to the independent Panel', purpose: 'A provider asked it, or the authority itself sought advice.',
    roles: officers, audience: inside, against: 'latest', input: asked.AskPanel, onDesk: false,
    fields: [{ name: 'askedBy', label: 'Who asked?', type: 'text' }],
    told: ({ input: { askedBy } }) => `recorded that ${askedBy} asked the independent Panel`,
  },
  'panel.triage': {
    label: 'Record whether the Panel accepted', purpose: 'The Panel accepts or declines; it may decline for capacity.',
    roles: officers, audience: inside, against: 'latest', input: asked.NoteTriage, onDesk: true,
    fields: [WHICH_REQUEST, { name: 'accepted', label: 'Did it accept?', type: 'radios', options: YES_OR_NO }, { name: 'reasons', label: 'Its reasons', type: 'textarea' }],
    told: ({ input: { accepted } }) => `recorded that the Panel ${accepted ? 'accepted' : 'declined'} the request`,
  },
  'panel.advise': {
    label: 'Record the Panel’s advice', purpose: 'It is not binding. A further decision is taken even where nothing changes, and told.',
    roles: officers, audience: inside, against: 'latest', input: asked.NoteAdvice, onDesk: true,
    fields: [WHICH_REQUEST, { name: 'finding', label: 'What did the Panel find?', type: 'radios', options: asOptions(['no breach', 'breach without material effect', 'breach that may be material']) }, { name: 'summary', label: 'The advice', type: 'textarea' }],
    told: ({ input: { finding } }) => `recorded the Panel’s advice: ${finding}`,
  },
  'bridge.note': {
    label: 'Note a bridge of the standstill', purpose: 'An urgent change of the existing contract for continuity, where advice was sought in the standstill. The change itself is a case of its own.',
    roles: officers, audience: inside, against: 'latest', input: asked.NoteBridge, onDesk: false,
    fields: [{ name: 'contract', label: 'Which existing contract is changed?', type: 'text' }, { name: 'reasons', label: 'Why?', type: 'textarea' }],
    told: ({ input: { contract } }) => `noted that ${contract} bridges the standstill`,
  },
  'standstill.close': {
    label: 'Close the standstill', purpose: 'Only when every condition of the law holds. What was decided last is then done.',
    roles: deciders, audience: inside, against: 'seen', input: asked.CloseStandstill, onDesk: true, final: true, clock: 'further-decision',
    fields: [{ name: 'noneIntended', label: 'Is no further decision intended?', type: 'radios', options: [{ value: 'yes', text: 'None is intended' }, { value: 'no', text: 'Another one is intended' }] }],
    consequences: (context) => [{ proceed: 'End the standstill; the contract may then be signed', repeat: 'End the standstill and go back to the step that was decided', abandon: 'End the standstill and abandon; the notice is due within 30 days' }[context.standstill?.decisions.at(-1)?.kind ?? 'proceed']],
    told: () => 'closed the standstill',
  },
} satisfies Partial<Events>;
