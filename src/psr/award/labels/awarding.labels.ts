import type { Option, Procedure } from '../../../engine/procedure.js';
import type { AwardContext, AwardEvent, AwardFacts } from '../../../../workflows/psr/award.events.js';
import { STEPS } from '../../../../workflows/psr/award-steps.js';
import { psr } from '../../psr.paths.js';
import * as asked from '../inputs/awarding.inputs.js';
import { WithReasons } from '../inputs/preparation.inputs.js';
import { deciders, inside, officers, published, stepsToRepeat, untoldOfTheRepeat } from './people.js';

type Events = Procedure<AwardContext, AwardEvent>['events'];

/** The three ways to put a notice right; the mildest that would do, by what changed since it was published, says so. A milder one is a person's to choose, with reasons. */
const kindsOfCorrection = (_: AwardContext, { correction }: AwardFacts): readonly Option[] => [
  { value: 'erratum', text: 'A slip that misleads nobody', hint: '' },
  { value: 'amended, same dates', text: 'Put right with the same dates', hint: 'Nobody’s decision to represent could turn on it' },
  { value: 'republished, the clock starts again', text: 'Published anew', hint: 'A matter of substance: the standstill begins again the day after' },
].map(({ value, text, hint }) => ({ value, text, hint: [hint, correction?.advised === value ? `This is what we would do. ${correction.because}` : ''].filter(Boolean).join('. ') }));

/** Notices, the contract, and what undoes them, as people see them. */
export const awardingLabels = {
  'intention.submit': {
    label: 'Submit the intention to award', purpose: 'The notice as you have read it, frozen, goes to be published. Submitting begins no standstill: publication does.',
    roles: officers, audience: inside, against: 'seen', input: asked.FrozenInput, onDesk: true, final: true, page: psr.below.intentionNotice,
    told: () => 'submitted the intention to award for publication',
  },
  'intention.publish': {
    label: 'Record the publication of the intention', purpose: 'The day on which it could first be read on Find a Tender. The standstill begins the day after.',
    roles: officers, audience: published, against: 'seen', input: asked.NotePublication, onDesk: true, final: true,
    fields: [
      { name: 'noticeNumber', label: 'Notice number', hint: 'Like 026114-2026', type: 'text' },
      { name: 'link', label: 'Link to the notice', type: 'text' },
      { name: 'statedLastDay', label: 'Last day for representations that the notice gives', hint: 'As published. If it is a day short, the law’s own day still holds', type: 'date', optional: true },
    ],
    consequences: () => ['Begin the standstill on the day after publication', 'Keep the contract closed until it ends'],
    told: ({ input: { noticeNumber } }) => `recorded the publication of the intention to award, notice ${noticeNumber}`,
  },
  'intention.correct': {
    label: 'Record a correction of the intention', purpose: 'A published notice is put right by a further notice. Only one that is published anew begins the standstill again.',
    roles: officers, audience: published, against: 'seen', input: asked.CorrectIntention, onDesk: false, final: true,
    fields: [
      {
        name: 'kind', label: 'What kind of correction?', type: 'radios',
        options: kindsOfCorrection, given: (_: AwardContext, facts: AwardFacts) => facts.correction?.advised,
      },
      { name: 'why', label: 'What was wrong, and what is right now?', type: 'textarea' },
      { name: 'noticeNumber', label: 'Number of the further notice', type: 'text' },
      { name: 'statedLastDay', label: 'Last day for representations that it gives', type: 'date', optional: true },
    ],
    told: ({ input: { kind, noticeNumber } }) => `recorded a correction of the intention, notice ${noticeNumber}: ${kind}`,
  },
  'contract.sign': {
    label: 'Enter into the contract', purpose: 'The award is the day on which the contract is entered into. Its notice is due within 30 days of it.',
    roles: deciders, audience: inside, against: 'seen', input: asked.SignContract, onDesk: true, final: true,
    fields: [
      { name: 'lifetimePence', label: 'Lifetime value as signed', type: 'money', optional: true, given: ({ details }: AwardContext) => details?.lifetimePence ?? undefined },
      { name: 'amountsPayable', label: 'Amounts payable, where the value is not known', type: 'text', optional: true, given: ({ details }: AwardContext) => details?.amountsPayable ?? undefined },
      { name: 'serviceStart', label: 'First day of the services', type: 'date', given: ({ details }: AwardContext) => details?.serviceStart ?? undefined },
      { name: 'serviceEnd', label: 'Last day of the services', type: 'date', given: ({ details }: AwardContext) => details?.serviceEnd ?? undefined },
      {
        name: 'endingTerms', label: 'Does the contract let the authority end it where regulation 22(1) asks?', hint: 'A modification that was not lawful, or a provider or sub-contractor that is excluded or excludable', type: 'radios', optional: true,
        options: [{ value: 'in the contract', text: 'Yes, its own terms do' }, { value: 'implied by regulation 22(3)', text: 'No', hint: 'Then regulation 22(3) implies a term to end it on reasonable notice' }],
      },
    ],
    consequences: (context, { serviceStart, endingTerms }) => [
      ...(endingTerms === 'implied by regulation 22(3)' ? ['Record that the contract can be ended by the term that regulation 22(3) implies, not by its own'] : []),
      'Record the award as of today, or of the day that you enter',
      'Start the 30 days for the notice of the award',
      ...(serviceStart && context.opened && serviceStart < context.opened.on ? ['Say that the services began before this case: that part of the term was not awarded by it'] : []),
    ],
    told: () => 'entered into the contract',
  },
  'breach.record': {
    label: 'Record a breach of the standstill', purpose: 'A contract was signed before the standstill ended. It is recorded as what it is, with the cure, and the monitoring officer is told.',
    roles: [...officers, 'monitoring officer'], audience: inside, against: 'latest', input: asked.RecordBreach, onDesk: false, final: true,
    fields: [{ name: 'what', label: 'What happened?', type: 'textarea' }, { name: 'cure', label: 'What is done about it?', type: 'textarea' }],
    consequences: () => ['Tell the monitoring officer', 'Leave the standstill running'],
    told: ({ input: { what } }) => `recorded a breach of the standstill: ${what}`,
  },
  'award-notice.submit': {
    label: 'Submit the award notice', purpose: 'The one notice of an award that had no standstill, within 30 days of it. Late, it is recorded as late.',
    roles: officers, audience: published, against: 'seen', input: asked.FrozenInput, clock: 'award-notice', onDesk: true, final: true, page: psr.below.awardNotice,
    told: () => 'submitted the award notice for publication',
  },
  'confirmation.submit': {
    label: 'Submit the confirmation of award', purpose: 'The last step: the notice that the award was made, within 30 days of it. Late, it is recorded as late.',
    roles: officers, audience: published, against: 'seen', input: asked.FrozenInput, clock: 'confirmation', onDesk: true, final: true, page: psr.below.confirmationNotice,
    told: () => 'submitted the confirmation of award for publication',
  },
  'step.repeat': {
    label: 'Repeat a step', purpose: 'Go back to an earlier step. It and every later one are done anew, with a fresh standstill; what was done is kept aside in the record.',
    roles: deciders, audience: inside, against: 'seen', input: asked.RepeatStep, onDesk: false, final: true,
    fields: [{ name: 'toStep', label: 'Which step?', type: 'radios', options: stepsToRepeat }, { name: 'reasons', label: 'Reasons', type: 'textarea' }],
    consequences: ({ route }, { toStep }) => (route === null ? [] : STEPS[route].filter(({ number }) => number >= Number(toStep)).map(({ number, title }) => `Do step ${number} anew: ${title}`)),
    told: ({ input: { toStep } }) => `decided to repeat the process from step ${toStep}`,
  },
  'repeat.tell': {
    label: 'Record who was told of the repetition', purpose: 'Every provider that knows it is being considered is told of the decision.',
    roles: officers, audience: inside, against: 'latest', input: asked.TellRepeat, onDesk: true,
    fields: [{ name: 'to', label: 'Who was told?', type: 'checkboxes', options: untoldOfTheRepeat }],
    told: ({ input: { to } }) => `told ${to.join(', ')} that a step is repeated`,
  },
  'process.abandon': {
    label: 'Abandon the process', purpose: 'Before the award, with reasons. A notice is due within 30 days. In a standstill this goes through the review.',
    roles: deciders, audience: inside, against: 'seen', input: WithReasons, onDesk: false, final: true,
    fields: [{ name: 'reasons', label: 'Reasons', type: 'textarea' }],
    consequences: () => ['End this process', 'Start the 30 days for the notice of abandonment'],
    told: () => 'abandoned the process',
  },
  'abandonment.submit': {
    label: 'Submit the notice of abandonment', purpose: 'Within 30 days of the decision or, where it was made in a standstill, of its end.',
    roles: officers, audience: published, against: 'seen', input: asked.FrozenInput, clock: 'abandonment', onDesk: true, final: true, page: psr.below.abandonmentNotice,
    told: () => 'submitted the notice of abandonment for publication',
  },
  'deadline.reached': {
    label: 'A date has passed', purpose: 'A clock of this case has run out.',
    roles: [], audience: inside, against: 'latest', input: null, onDesk: false,
    told: ({ input: { name } }) => ({
      standstill: 'noted that the time for representations is over',
      'further-decision': 'noted that five working days have passed since the last provider was told',
      pool: 'noted that the fourteen days have passed',
      confirmation: 'noted that the confirmation of award is overdue',
      'award-notice': 'noted that the award notice is overdue',
      abandonment: 'noted that the notice of abandonment is overdue',
    })[name] ?? 'noted that a notice to a Minister is overdue',
  },
} satisfies Partial<Events>;
