import type { Option, Procedure } from '../../engine/procedure.js';
import type { MembershipContext, MembershipEvent } from '../../../workflows/qpl/membership.events.js';
import { unassessed, undecided } from '../../../workflows/qpl/membership.place.js';
import { removalRule } from '../../../workflows/qpl/removal-rules.js';
import {
  AcceptReview, AskBack, AssessChild, BeginMembership, ConfirmEvidence, CONTINUITY, DecideContinuity, DecideReadmission, DecideRemoval, GiveNotice, ImportMembership, LiftSuspension, MeetCondition, NoteEvidence,
  OUTCOMES, ProposeRemoval, ReportExclusion, Represent, ReturnReview, ReviewSuspension, SendLetter, SetConditions, SuspendPlace, TellCapacity,
} from './membership.inputs.js';
import { places } from './places.paths.js';

const shared = ['provider', 'officers'] as const;
const officers = ['officers'] as const;
const keepers = ['procurement officer', 'contract manager', 'commissioning manager'] as const;
const deciders = ['decision maker', 'commissioning manager'] as const;
const ofProvider = ['applicant', 'account holder'] as const;

const plain = (values: readonly string[]): readonly Option[] => values.map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) }));
const toAssess = (context: MembershipContext): readonly Option[] => unassessed(context.children).map(({ ref }) => ({ value: ref, text: ref }));
const toDecide = (context: MembershipContext): readonly Option[] => [...new Map(undecided(context.children).map(({ ref, why }) => [ref, { value: ref, text: ref, hint: `Listed because the provider is ${why}` }])).values()];
const openConditions = (context: MembershipContext): readonly Option[] => context.conditions.filter(({ metOn }) => metOn === null).map(({ number, text }) => ({ value: String(number), text }));

/** Each event of a place as people see it. What is told on a timeline gives no ground and no reason of a suspension or a removal: letters do, to whom they are for. */
export const membershipEvents: Procedure<MembershipContext, MembershipEvent>['events'] = {
  'membership.import': {
    label: 'Bring over from an older list', purpose: 'The provider keeps its place; what is missing is named and asked for.',
    roles: ['procurement officer', 'commissioning manager', 'administrator', 'system'], audience: shared, against: 'latest', input: ImportMembership, onDesk: false,
    told: ({ input: { origin, missing } }) => `brought the provider over from the ${origin}${missing.length > 0 ? `, with ${missing.length === 1 ? 'one item' : `${missing.length} items`} of evidence missing` : ''}`,
  },
  'membership.begin': {
    label: 'Put on the list', purpose: 'The provider was admitted to this lot.',
    roles: ['system'], audience: ['public', 'provider', 'officers'], against: 'latest', input: BeginMembership, onDesk: false,
    told: ({ input: { lot } }) => `put the provider on the list for ${lot.title}`,
  },
  'evidence.confirm': {
    label: 'Confirm evidence', purpose: 'Record that missing evidence was seen, how and when. When nothing is missing the place is live.',
    roles: ['procurement officer', 'contract manager'], audience: shared, against: 'latest', input: ConfirmEvidence, onDesk: true, page: places.below.missingEvidence,
    told: ({ input: { seen } }) => `confirmed ${seen.length === 1 ? 'an item' : `${seen.length} items`} of evidence`,
  },
  'capacity.tell': {
    label: 'Tell capacity and wait', purpose: 'Families and schools see it on the public list, with the day on which you told it.',
    roles: ['applicant', 'account holder', 'procurement officer'], audience: shared, against: 'latest', input: TellCapacity, onDesk: false,
    fields: [
      { name: 'sessionsPerWeek', label: 'How many more sessions a week can you take on?', hint: 'A whole number. 0 if you are full.', type: 'number' },
      { name: 'waitWeeksMin', label: 'What is the shortest wait for a first session, in weeks?', type: 'number' },
      { name: 'waitWeeksMax', label: 'What is the longest wait, in weeks?', type: 'number' },
    ],
    told: ({ input: { sessionsPerWeek, waitWeeksMin, waitWeeksMax } }) => `told a capacity of ${sessionsPerWeek} sessions a week and a wait of ${waitWeeksMin} to ${waitWeeksMax} weeks`,
  },
  'evidence.note': {
    label: 'Take note of evidence', purpose: 'What became of a piece of evidence of the provider.',
    roles: ['system'], audience: shared, against: 'latest', input: NoteEvidence, onDesk: false,
    told: ({ input: { what, title } }) => ({ verified: `took note that ${title} was verified`, 'renewal sent': `took note that a renewal of ${title} was sent`, rejected: `took note that what was sent for ${title} was rejected` })[what],
  },
  'clinicians.note': {
    label: 'Take note of clinicians', purpose: 'Somebody who gives this therapy was cleared, lapsed, was suspended or left.',
    roles: ['system'], audience: officers, against: 'latest', input: null, onDesk: false,
    told: () => 'took note of a change among the clinicians',
  },

  // Suspension.
  'membership.suspend': {
    label: 'Suspend the place', purpose: 'No new work from now on. Tell the provider by telephone first where it is urgent; the written notice with reasons follows the same day. Nothing that a child has ends by itself.',
    roles: keepers, audience: officers, against: 'latest', input: SuspendPlace, onDesk: false, final: true,
    fields: [
      { name: 'ground', label: 'On which ground?', type: 'radios', options: plain(['safeguarding', 'sanction by a regulator', 'action of the Care Quality Commission', 'contract default']) },
      { name: 'reasons', label: 'What are the reasons?', hint: 'The provider reads them in the notice. No name of a child. Never published.', type: 'textarea' },
      { name: 'toldWhom', label: 'Whom at the provider did you tell by telephone or in person?', hint: 'Leave it empty if nobody was told yet.', type: 'text', optional: true },
    ],
    consequences: () => ['Offer the provider no new work on this lot from now on', 'Start the clock of the written notice (today), of the risk assessments (one working day) and of the review (every ten working days)', 'List each child whom the provider sees, for a risk assessment and a decision'],
    told: () => 'suspended the place',
  },
  'suspension.notify': {
    label: 'Send the notice of suspension', purpose: 'The written notice with reasons, exactly as it was frozen.',
    roles: keepers, audience: shared, against: 'seen', input: SendLetter, clock: 'suspension-notice', onDesk: true, final: true, page: places.below.suspensionNotice,
    told: () => 'sent the notice of the suspension',
  },
  'suspension.review': {
    label: 'Review the suspension', purpose: 'Every ten working days: say why it stays. To end it, lift it.',
    roles: keepers, audience: officers, against: 'latest', input: ReviewSuspension, clock: 'suspension-review', onDesk: true,
    fields: [{ name: 'reason', label: 'Why does the suspension stay?', type: 'textarea' }],
    told: () => 'reviewed the suspension: it stays',
  },
  'suspension.lift': {
    label: 'Lift the suspension', purpose: 'From today or from a day to come. What else restricts the place still does.',
    roles: keepers, audience: shared, against: 'seen', input: LiftSuspension, onDesk: false, final: true,
    fields: [{ name: 'from', label: 'From which day?', type: 'date' }, { name: 'reason', label: 'Why?', hint: 'For the record; the provider is told only that it is lifted.', type: 'textarea' }],
    told: ({ input: { from } }) => `lifted the suspension from ${from}`,
  },
  'child.assess': {
    label: 'Assess the risk for a child', purpose: 'One child at a time, within one working day of the suspension.',
    roles: ['caseworker', 'SEND manager'], audience: ['officers', 'child-data'], against: 'latest', input: AssessChild, clock: 'risk', onDesk: true,
    fields: [
      { name: 'ref', label: 'Which child?', hint: 'By the reference of the order.', type: 'radios', options: toAssess },
      { name: 'level', label: 'How great is the risk of going on?', type: 'radios', options: plain(['low', 'medium', 'high']) },
      { name: 'reason', label: 'What does that rest on?', type: 'textarea' },
    ],
    told: () => 'assessed the risk for a child',
  },
  'continuity.decide': {
    label: 'Decide for a child', purpose: 'What happens to the provision of one child. Nothing happens by itself: until you decide, it goes on as it is.',
    roles: ['caseworker', 'SEND manager'], audience: ['officers', 'child-data'], against: 'latest', input: DecideContinuity, clock: 'continuity', onDesk: true,
    fields: [
      { name: 'ref', label: 'Which child?', hint: 'By the reference of the order.', type: 'radios', options: toDecide },
      { name: 'what', label: 'What happens?', type: 'radios', options: plain(CONTINUITY) },
      { name: 'reason', label: 'Why?', type: 'textarea' },
    ],
    told: () => 'decided for a child',
  },

  // Conditions.
  'conditions.set': {
    label: 'Set conditions', purpose: 'Their limits bind every order from now on. They take the place of those that are still open.',
    roles: [...deciders, 'contract manager'], audience: shared, against: 'seen', input: SetConditions, onDesk: false,
    fields: [
      {
        name: 'conditions', label: 'Conditions', row: 'condition', type: 'rows',
        columns: [
          { name: 'text', label: 'What has to be met', type: 'textarea' },
          { name: 'by', label: 'By which day', type: 'date', optional: true },
          { name: 'maxSessionsPerWeek', label: 'Most sessions a week until then', type: 'number', optional: true },
        ],
      },
      { name: 'reason', label: 'Why?', type: 'textarea' },
    ],
    told: ({ input: { conditions } }) => `set ${conditions.length === 1 ? 'a condition' : `${conditions.length} conditions`}`,
  },
  'condition.meet': {
    label: 'Confirm that a condition is met', purpose: 'When none is left the place stands without conditions.',
    roles: keepers, audience: shared, against: 'latest', input: MeetCondition, onDesk: false,
    fields: [{ name: 'number', label: 'Which condition?', type: 'radios', options: openConditions }, { name: 'how', label: 'How do you know?', type: 'textarea' }],
    told: ({ input: { number } }) => `confirmed that condition ${number} is met`,
  },

  // Removal.
  'removal.propose': {
    label: 'Propose to remove the provider', purpose: 'The provider is told first, with reasons, and has ten working days to answer. Another officer decides.',
    roles: keepers, audience: officers, against: 'seen', input: ProposeRemoval, onDesk: false,
    fields: [
      {
        name: 'ground', label: 'On which ground?', type: 'radios',
        options: [
          { value: 'mandatory exclusion', text: 'A mandatory exclusion ground applies', hint: 'And what it rests on is continuing or likely to happen again' },
          { value: 'discretionary exclusion', text: 'A discretionary exclusion ground applies' },
          { value: 'conditions no longer met', text: 'It no longer meets what the list asks of members' },
          { value: 'dormant', text: 'It has taken no work for a long time and does not answer' },
        ],
      },
      { name: 'reasons', label: 'What are the reasons?', hint: 'The provider reads them in the letter. No name of a child.', type: 'textarea' },
    ],
    told: () => 'proposed to remove the provider',
  },
  'removal.notify': {
    label: 'Tell the provider of the proposal', purpose: 'The letter says the ground, the reasons, and by when to answer. The time to answer starts when it is sent.',
    roles: keepers, audience: shared, against: 'seen', input: SendLetter, onDesk: true, final: true, page: places.below.mindedTo,
    told: () => 'told the provider of a proposal to remove it',
  },
  'removal.represent': {
    label: 'Answer the proposal', purpose: 'Say why the provider should stay. An answer after its time is kept, and marked late.',
    roles: [...ofProvider, 'procurement officer'], audience: shared, against: 'latest', input: Represent, clock: 'representations', onDesk: false,
    fields: [{ name: 'text', label: 'What do you have to say?', type: 'textarea' }],
    told: () => 'answered the proposal to remove the provider',
  },
  'removal.decide': {
    label: 'Decide on the removal', purpose: 'You decide with what the provider has said. A plan for each child follows.',
    roles: deciders, audience: officers, against: 'seen', input: DecideRemoval, onDesk: true, final: true,
    fields: [{ name: 'outcome', label: 'What do you decide?', type: 'radios', options: plain(OUTCOMES) }, { name: 'reasons', label: 'What are your reasons?', hint: 'The provider reads them.', type: 'textarea' }],
    consequences: ({ removal, regime }, { outcome }) =>
      outcome === 'remove'
        ? ['Take the provider off this lot of the list at once', 'List each child whom it sees, for a decision', 'Owe the provider a letter with the reasons, within two working days', 'Tell the list that its members changed',
            ...(removal && removalRule(regime, removal.ground).isReported ? ['Owe a report of the exclusion'] : [])]
        : ['Leave the provider where it is'],
    told: () => 'decided on the proposal to remove the provider',
  },
  'removal.tell': {
    label: 'Send the letter of removal', purpose: 'The decision with its reasons and how to challenge it.',
    roles: keepers, audience: shared, against: 'seen', input: SendLetter, clock: 'removal-letter', onDesk: true, final: true, page: places.below.removalLetter,
    told: () => 'told the provider that it was removed',
  },
  'exclusion.report': {
    label: 'Record the report of the exclusion', purpose: 'When and under what reference it was reported.',
    roles: keepers, audience: officers, against: 'latest', input: ReportExclusion, clock: 'exclusion-report', onDesk: true,
    fields: [{ name: 'on', label: 'When was it reported?', type: 'date' }, { name: 'reference', label: 'Under what reference?', type: 'text' }],
    told: ({ input: { on } }) => `recorded that the exclusion was reported on ${on}`,
  },

  // Leaving and coming back.
  'exit.notify': {
    label: 'Give notice', purpose: 'You leave this lot of the list when the notice of your agreement has run. You are offered no new work meanwhile; what happens to each child is agreed.',
    roles: [...ofProvider, 'procurement officer'], audience: shared, against: 'latest', input: GiveNotice, onDesk: false, final: true,
    fields: [{ name: 'reason', label: 'Why? (optional)', hint: 'It helps us to understand the market. You need not say.', type: 'textarea', optional: true }],
    told: () => 'gave notice to leave',
  },
  'exit.withdraw': {
    label: 'Take the notice back', purpose: 'The provider stays.',
    roles: [...ofProvider, 'procurement officer'], audience: shared, against: 'latest', input: null, onDesk: false,
    told: () => 'took the notice back',
  },
  'readmission.ask': {
    label: 'Ask to come back', purpose: 'You need to tell only what has changed. If too much has, you apply anew.',
    roles: [...ofProvider, 'procurement officer'], audience: shared, against: 'latest', input: AskBack, onDesk: false,
    fields: [{ name: 'changes', label: 'What has changed since you left?', hint: 'People, insurance, policies, owners, prices. Say that nothing else has.', type: 'textarea' }],
    told: () => 'asked to come back',
  },
  'readmission.decide': {
    label: 'Decide on coming back', purpose: 'With the history of the place before you. The provider is told the reasons.',
    roles: deciders, audience: officers, against: 'seen', input: DecideReadmission, onDesk: true, final: true,
    fields: [{ name: 'outcome', label: 'What do you decide?', type: 'radios', options: plain(['readmitted', 'refused']) }, { name: 'reasons', label: 'What are your reasons?', type: 'textarea' }],
    told: () => 'decided on coming back',
  },
  'readmission.tell': {
    label: 'Send the letter about coming back', purpose: 'The decision with its reasons.',
    roles: keepers, audience: shared, against: 'seen', input: SendLetter, onDesk: true, final: true, page: places.below.readmissionLetter,
    told: () => 'told the provider of the decision on coming back',
  },

  // Annual review.
  'review.send': {
    label: 'Send the pack of the annual review', purpose: 'What the council knows, and what it asks. It is due on the anniversary.',
    roles: keepers, audience: shared, against: 'seen', input: SendLetter, clock: 'review-due', onDesk: true, final: true, page: places.below.reviewPack,
    told: () => 'sent the pack of the annual review',
  },
  'review.return': {
    label: 'Return the annual review', purpose: 'Sessions, waits, complaints, who was checked, and what has changed.',
    roles: [...ofProvider, 'contract manager', 'procurement officer'], audience: shared, against: 'latest', input: ReturnReview, clock: 'review-due', onDesk: false,
    fields: [
      { name: 'planned', label: 'How many sessions were planned?', hint: 'Since the last review', type: 'number' },
      { name: 'delivered', label: 'How many were delivered?', type: 'number' },
      { name: 'missed', label: 'How many were missed?', hint: 'For whatever reason', type: 'number' },
      { name: 'waitWeeks', label: 'What is the usual wait for a first session, in weeks?', type: 'number' },
      { name: 'complaints', label: 'How many complaints did you have?', type: 'number' },
      { name: 'audit', label: 'Whose DBS and registration did you check, and what did you find?', hint: 'A sample is enough. No certificate numbers.', type: 'textarea' },
      { name: 'confirmations', label: 'What has changed since the last review?', hint: 'People, policies, insurance, owners. “Nothing” is an answer.', type: 'textarea' },
      { name: 'priceUplift', label: 'Do you ask for other prices, and why?', type: 'textarea', optional: true },
    ],
    told: ({ input: { delivered, planned } }) => `returned the annual review: ${delivered} of ${planned} sessions delivered`,
  },
  'review.accept': {
    label: 'Close the annual review', purpose: 'You have read it. The next one opens 60 days before the next anniversary.',
    roles: keepers, audience: officers, against: 'seen', input: AcceptReview, onDesk: true,
    fields: [{ name: 'note', label: 'Anything to note? (optional)', type: 'textarea', optional: true }],
    told: () => 'closed the annual review',
  },

  'deadline.reached': {
    label: 'A date has passed', purpose: 'A clock of this place has run out.',
    roles: [], audience: officers, against: 'latest', input: null, onDesk: false,
    told: ({ input: { name } }) => ({
      evidence: 'noted that evidence ran out', expiring: 'noted that evidence runs out within 90 days', renewal: 'noted that a renewal was not checked in time', refresh: 'noted that capacity and wait were not told this month',
      'suspension-notice': 'noted that the notice of the suspension was not sent that day', 'suspension-review': 'noted that the suspension was not reviewed in time', 'suspension-lift': 'ended the suspension, as it had been lifted from this day',
      risk: 'noted that a child’s risk was not assessed in time', continuity: 'noted that a child still awaits a decision', representations: 'noted that the time to answer the proposal is over', exit: 'noted that the notice has run',
      'removal-letter': 'noted that the letter of removal was not sent in time', 'exclusion-report': 'noted that the exclusion was not reported in time', 'review-pack': 'opened the annual review', 'review-due': 'noted that the annual review is due',
      'review-return': 'noted that the annual review was not returned in time',
    }[name] ?? 'noted that a condition is past its day'),
  },
};
