import type { Audience, EventOf, Procedure } from '../../engine/procedure.js';
import type { SchemeContext, SchemeEvent } from '../../../workflows/qpl/scheme.events.js';
import { regimeRules } from '../../../workflows/qpl/regimes.js';
import { noticesFor } from '../../../workflows/qpl/scheme.rules.js';
import { schemeFields } from './scheme.fields.js';
import * as inputs from './scheme.inputs.js';
import { schemePaths } from './scheme.paths.js';

const officers: readonly Audience[] = ['officers'];
const everybody: readonly Audience[] = ['public', 'officers'];
const drafters = ['procurement officer', 'commissioning manager'] as const;
const approvers = ['decision maker'] as const;
const lotOf = ({ terms }: SchemeContext, lotId: string | undefined) => terms.lots.find((lot) => lot.lotId === lotId)?.title;

type Events = Procedure<SchemeContext, SchemeEvent>['events'];
type Section = 'about.set' | 'basis.set' | 'lots.set' | 'requirements.set' | 'questions.set' | 'price.set' | 'rounds.set' | 'rules.set';
type Labelled<Type extends SchemeEvent['type']> = EventOf<SchemeContext, Extract<SchemeEvent, { type: Type }>>;

/** A section of the draft: saved as often as one likes, seen by officers, on nobody's desk. */
const section = <Type extends Section>(label: string, purpose: string, input: Labelled<Type>['input'], told: string, more: Partial<Labelled<Type>> = {}): Labelled<Type> =>
  ({ label, purpose, roles: drafters, audience: officers, against: 'latest', input, onDesk: false, told: () => told, ...more }) as Labelled<Type>;
const notices = (context: SchemeContext, when: Parameters<typeof noticesFor>[1]): string[] => noticesFor(context, when).map(({ title }) => `Put the notice on the desk that is then due: ${title.toLowerCase()}`);

/** Each event of a list as people see it: what the step is called, what it is for, who may take it and who may read that it was taken. */
const labelled: Events = {
  'list.begin': {
    label: 'Make a list', purpose: 'A list of providers is drafted section by section. Nobody outside sees it before it is published.',
    roles: drafters, audience: officers, against: 'latest', input: inputs.BeginList, onDesk: false, told: () => 'began the draft of a list',
  },
  // In the order of the task list.
  'about.set': section('Say what the list is about', 'Its name and purpose, where it works, and how long it lasts.', inputs.SetAbout, 'said what the list is about'),
  'basis.set': section('Choose the legal basis', 'The law on which the list is kept, with the reasons. It decides the clocks, the notices and the limits.', inputs.SetBasis, 'chose the legal basis'),
  'lots.set': section('Set the lots', 'What can be applied for: a therapy, how it is given, for which ages and in which districts.', inputs.SetLots, 'set the lots'),
  'requirements.set': section('Choose the requirements', 'What a provider must show, chosen from the library of checks: whether failing keeps it out, and when it is checked again.', inputs.SetRequirements, 'set what is required'),
  'questions.set': section('Set the quality questions', 'What is scored, lot by lot, with weights that come to 100. A list without questions is saved empty.', inputs.SetQuestions, 'set the quality questions', { page: schemePaths.below.questions }),
  'price.set': section('Set the prices', 'Whether there is a price schedule, and what stands in it.', inputs.SetPrice, 'set the price schedule'),
  'rounds.set': section('Set the rounds', 'When applications are taken, and until when questions are answered to all.', inputs.SetRounds, 'set the rounds'),
  'rules.set': section('Set the rules', 'Who decides, what is signed, who may apply again when, and what happens to a late application.', inputs.SetRules, 'set the rules'),
  'list.abandon': {
    label: 'Give up the draft', purpose: 'It is not published. Nothing of it was ever public.',
    roles: drafters, audience: officers, against: 'latest', input: inputs.WithReason, onDesk: false, final: true, told: ({ input: { reason } }) => `gave up the draft: ${reason}`,
  },
  'scheme.submit': {
    label: 'Send for approval', purpose: 'The draft goes to the decision maker, who took no part in it.',
    roles: drafters, audience: officers, against: 'seen', input: null, onDesk: true, final: true,
    consequences: () => ['Put the list on the desk of the decision makers'], told: () => 'sent the list for approval',
  },
  'scheme.approve': {
    label: 'Approve the list', purpose: 'It may then be published as it is. Above the council’s limit the key decision is named, and the call-in window waited for.',
    roles: approvers, audience: officers, against: 'seen', input: inputs.ApproveList, onDesk: true, final: true,
    consequences: (context, { keyReference, keyPublishedOn }) => [
      'Let the list be published as it is drafted', ...(keyReference && keyPublishedOn ? ['Start the call-in window from the day on which the record was published'] : []), ...notices(context, 'before publication'),
    ],
    told: ({ input: { keyReference } }) => `approved the list${keyReference ? ` by key decision ${keyReference}` : ''}`,
  },
  'scheme.return': {
    label: 'Send the draft back', purpose: 'The draft is changed and sent again. Say what has to be changed.',
    roles: approvers, audience: officers, against: 'seen', input: inputs.WithReason, onDesk: false, told: ({ input: { reason } }) => `sent the draft back: ${reason}`,
  },
  'scheme.rework': {
    label: 'Change it before it is published', purpose: 'The approval falls away: the list is drafted again and approved again.',
    roles: drafters, audience: officers, against: 'seen', input: inputs.WithReason, onDesk: false, final: true, told: ({ input: { reason } }) => `took the list back to be changed: ${reason}`,
  },
  'notice.record': {
    label: 'Record a notice', purpose: 'You published a notice that the legal basis wants. Its number and day are kept with the list.',
    roles: drafters, audience: officers, against: 'latest', input: inputs.RecordNotice, clock: 'notice', onDesk: true,
    told: ({ input: { kind, noticeId } }) => `recorded the notice “${kind}”, ${noticeId}`,
  },
  'scheme.publish': {
    label: 'Publish the list', purpose: 'Anybody can then read what is asked and apply when a round opens. The documents are frozen.',
    roles: drafters, audience: everybody, against: 'seen', input: inputs.PublishList, clock: 'call-in', onDesk: true, final: true, page: schemePaths.below.publish,
    told: () => 'published the list',
  },
  'invitation.publish': {
    label: 'Publish the invitation again', purpose: 'Something has changed since it was published. The earlier one stays readable, marked as superseded.',
    roles: drafters, audience: everybody, against: 'seen', input: inputs.PublishInvitation, onDesk: true, final: true, page: schemePaths.below.publish,
    told: () => 'published the invitation as it now stands',
  },
  'scheme.start': {
    label: 'Put the list into use', purpose: 'Each lot has a member, or you say why not. Orders can then be made from it.',
    roles: drafters, audience: officers, against: 'seen', input: inputs.StartList, onDesk: true, final: true,
    consequences: (context) => ['Let orders be made from the list', ...notices(context, 'on going live')],
    told: ({ input: { withoutMembersWhy } }) => `put the list into use${withoutMembersWhy ? ', with a lot that has no member yet' : ''}`,
  },
  'members.change': {
    label: 'A member joined or left', purpose: 'Told by the place of a provider on the list.',
    roles: ['system'], audience: officers, against: 'latest', input: inputs.MembersChange, onDesk: false, told: ({ input: { what } }) => `noted a change of members: ${what}`,
  },
  'lot.close': {
    label: 'Close a lot for now', purpose: 'It takes no applications until it is opened again. What was applied for is decided, and members stay.',
    roles: drafters, audience: everybody, against: 'latest', input: inputs.SwitchLot, onDesk: false, final: true,
    consequences: (context, { lotId }) => [`Take no more applications for ${lotOf(context, lotId) ?? 'that lot'}, and show everybody why`, ...notices(context, 'when it changes')],
    told: ({ input: { why } }) => `closed a lot for now: ${why}`,
  },
  'lot.open': {
    label: 'Open a lot again', purpose: 'It takes applications again whenever a round is open.',
    roles: drafters, audience: everybody, against: 'latest', input: inputs.SwitchLot, onDesk: false, final: true, told: ({ input: { why } }) => `opened a lot again: ${why}`,
  },
  'lot.remove': {
    label: 'Take a lot off the list', purpose: 'Only a lot to which nobody has applied and that has no member. Otherwise close it.',
    roles: drafters, audience: everybody, against: 'seen', input: inputs.SwitchLot, onDesk: false, final: true, told: ({ input: { why } }) => `took a lot off the list: ${why}`,
  },
  'conditions.change': {
    label: 'Change what is required', purpose: 'For applications from now on, where the legal basis lets conditions change while a list lives.',
    roles: drafters, audience: everybody, against: 'seen', input: inputs.ChangeConditions, onDesk: false, final: true, told: ({ input: { why } }) => `changed what is required: ${why}`,
  },
  'round.plan': {
    label: 'Plan a round', purpose: 'Another time in which applications are taken. It opens and closes by itself.',
    roles: drafters, audience: everybody, against: 'latest', input: inputs.PlanRound, onDesk: false, told: () => 'planned a round',
  },
  'round.extend': {
    label: 'Extend a round', purpose: 'For everybody, with a reason that everybody reads. After an outage of our own also when it has closed.',
    roles: drafters, audience: everybody, against: 'seen', input: inputs.ExtendRound, clock: 'round-closes', onDesk: false, final: true,
    consequences: () => ['Close the round at the new time, for everybody', 'Show the reason to everybody', 'Tell everybody who has an unfinished application'],
    told: ({ input: { round, why } }) => `extended round ${round} for everybody: ${why}`,
  },
  'round.evaluate': {
    label: 'Begin the evaluation of a round', purpose: 'It has closed; from now on it cannot be opened again. It begins by itself when the first application is checked to the end.',
    roles: [...drafters, 'system'], audience: officers, against: 'latest', input: inputs.RoundChosen, onDesk: false, told: ({ input: { round } }) => `began the evaluation of round ${round}`,
  },
  'round.decide': {
    label: 'Mark a round as decided', purpose: 'Every application of it has been decided.',
    roles: drafters, audience: officers, against: 'latest', input: inputs.RoundChosen, onDesk: true, told: ({ input: { round } }) => `marked round ${round} as decided`,
  },
  'round.onboard': {
    label: 'Mark a round as on the list', purpose: 'Everybody who was admitted is on the list.',
    roles: drafters, audience: officers, against: 'latest', input: inputs.RoundChosen, onDesk: true, told: ({ input: { round } }) => `marked round ${round} as on the list`,
  },
  'question.ask': {
    label: 'Record a question about the list', purpose: 'Somebody asked by letter, telephone or e-mail. Who asked stays with the council; everybody reads the answer.',
    roles: [...drafters, 'system'], audience: officers, against: 'latest', input: inputs.AskAboutList, onDesk: false, told: ({ input: { round } }) => `noted a question about round ${round}`,
  },
  'question.answer': {
    label: 'Answer a question to all', purpose: 'Question and answer are published for everybody, without the name of who asked.',
    roles: drafters, audience: everybody, against: 'latest', input: inputs.AnswerToAll, clock: 'questions-end', onDesk: true, final: true,
    consequences: () => ['Publish the question and the answer for everybody, without a name'], told: ({ input: { number } }) => `answered question ${number} to all`,
  },
  'late.record': {
    label: 'Record a late application', purpose: 'It came after the close. It is recorded as it came, and decided by the published rule.',
    roles: [...drafters, 'system'], audience: officers, against: 'latest', input: inputs.RecordLate, onDesk: false, told: ({ input: { provider } }) => `recorded a late application of ${provider}`,
  },
  'late.note': {
    label: 'Note a ruling on a late application', purpose: 'Told by the application itself: it came by this service after the close, and an officer ruled on it.',
    roles: ['system'], audience: officers, against: 'latest', input: inputs.NoteLate, onDesk: false,
    told: ({ input: { accepted, provider } }) => `noted that a late application of ${provider} was ${accepted ? 'taken' : 'not taken'}`,
  },
  'late.decide': {
    label: 'Decide on a late application', purpose: 'By the rule that was published, by somebody other than who recorded it.',
    roles: drafters, audience: officers, against: 'latest', input: inputs.DecideLate, onDesk: true, final: true,
    consequences: ({ terms }) => [`Follow the published rule: ${terms.late.text}`], told: ({ input: { accept } }) => `${accept === 'yes' ? 'accepted' : 'refused'} a late application`,
  },
  'scheme.extend': {
    label: 'Make the list longer', purpose: 'By the right that its published documents give, with the reference of the decision.',
    roles: drafters, audience: everybody, against: 'seen', input: inputs.ExtendList, clock: 'end-6', onDesk: false, final: true,
    consequences: (context) => ['Move the end of the list and the alarms before it', ...notices(context, 'when it changes')], told: ({ input: { reason } }) => `made the list longer: ${reason}`,
  },
  'scheme.close': {
    label: 'Close the list', purpose: 'No more applications and no new orders. What becomes of running orders is said.',
    roles: drafters, audience: everybody, against: 'seen', input: inputs.CloseList, clock: 'end', onDesk: true, final: true,
    waitsFor: ({ pastEnd }) => (pastEnd ? null : []),
    consequences: (context) => ['Take no more applications and no new orders', 'Tell what becomes of running orders', ...notices(context, 'when it ends')], told: ({ input: { why } }) => `closed the list: ${why}`,
  },
  'deadline.reached': {
    label: 'A date has come', purpose: 'A clock of this list has run out.',
    roles: [], audience: officers, against: 'latest', input: null, onDesk: false,
    told: ({ input: { name } }) => ({
      'round-opens': 'opened the round at its time', 'round-closes': 'closed the round at its time', 'questions-end': 'noted that the time for questions has ended', 'call-in': 'noted that the call-in window has ended',
      notice: 'noted that the time for a notice has run out', end: 'noted that the last day of the list has passed', 'end-12': 'warned: the list ends in 12 months', 'end-9': 'warned: the list ends in 9 months',
      'end-6': 'warned: the list ends in 6 months, and an extension has to be decided', 'end-3': 'warned: the list ends in 3 months',
    })[name] ?? 'noted that a date has come',
  },
};

/** The same with the questions of each step page. */
export const schemeEvents = Object.fromEntries(
  Object.entries(labelled).map(([type, event]) => [type, { ...event, ...(schemeFields[type as SchemeEvent['type']] ? { fields: schemeFields[type as SchemeEvent['type']] } : {}) }]),
) as unknown as Events;

/** The legal basis in words, for pages. */
export const basisInWords = (context: Pick<SchemeContext, 'terms' | 'done'>): string | null => (context.done.includes('basis') ? regimeRules(context.terms.regime).title : null);
