import type { Column, Option, Procedure } from '../../engine/procedure.js';
import { blockersOf, findingOn, turnedAway, undecided } from '../../../workflows/qpl/application.case.js';
import type { ApplicationContext } from '../../../workflows/qpl/application.context.js';
import type { ApplicationEvent } from '../../../workflows/qpl/application.events.js';
import { EXCLUSION_SETS } from '../../../workflows/qpl/exclusions.js';
import { qpl } from '../paths.js';
import {
  AdviseOnExclusion, AnswerQuestion, AskForReview, AskQuestion, BeginApplication, CloseUnanswered, DecideApplication, DecideExclusion, DecideReview, ExtendDecision, ExtendRound, FrozenInput,
  LapseAdmission, NoteScores, RaiseConcern, RecommendLots, RecordFindings, ReferToRecord, ReturnRecommendation, RuleOnLate, ScoreAgain, SetSupplierNumber, SignAgreement, SignRecord,
  SubmitApplication, VerifyBank, WaiveCheck, WithdrawApplication,
} from './application.inputs.js';
import { SECTION_LETTERS, SECTIONS, YES_NO, type Section } from './form/question.js';

const provider = ['provider', 'officers'] as const;
const officers = ['officers'] as const;
const checkers = ['procurement officer', 'commissioning manager'] as const;
/** Those who may take a review or decide on an exclusion: senior, and the machine refuses whoever had a part in the case. */
const reviewers = ['monitoring officer', 'commissioning manager', 'decision maker'] as const;

const sectionOptions: readonly Option[] = SECTION_LETTERS.map((letter) => ({ value: letter, text: `${letter}. ${SECTIONS[letter]}` }));
const unanswered = (context: ApplicationContext): readonly Option[] =>
  context.questions.filter(({ answer }) => answer === null).map(({ number, question }) => ({ value: String(number), text: `Question ${number}`, hint: question }));
const blocking = (context: ApplicationContext): readonly Option[] =>
  [...new Map(context.lots.flatMap(({ lotId }) => blockersOf(context, lotId)).filter((check) => findingOn(context, check)).map((check) => [check.check, { value: check.check, text: check.title }])).values()];
const abouts = (context: ApplicationContext): readonly Option[] =>
  [{ value: 'provider', text: 'The provider as a whole' }, ...context.lots.map(({ lotId, title }) => ({ value: lotId, text: title }))];
const grounds = ({ rules }: ApplicationContext): readonly Option[] =>
  EXCLUSION_SETS[rules?.exclusions ?? 'as published'].grounds.map(({ key, title, kind }) => ({ value: key, text: `${title} (${kind})` }));
const concerns = (context: ApplicationContext): readonly Option[] =>
  undecided(context).map(({ number, title, kind, detail, raisedBy }) => ({ value: String(number), text: `${title} (${kind}), from ${raisedBy}: ${detail}` }));
const concernColumns: readonly Column[] = [
  { name: 'number', label: 'Ground', type: 'hidden', options: concerns },
  { name: 'applies', label: 'Does the ground apply?', type: 'radios', options: YES_NO },
  { name: 'overcome', label: 'Was it overcome?', hint: 'Put right, or not going on and not likely to happen again', type: 'radios', options: YES_NO },
  { name: 'exclude', label: 'Is the provider left out on this ground?', hint: 'On a mandatory ground that applies and was not overcome it has to be', type: 'radios', options: YES_NO },
  { name: 'reason', label: 'Reasons', hint: 'What was considered, self-cleaning included', type: 'textarea' },
];
const refusedLots = (context: ApplicationContext): readonly Option[] =>
  context.lots.filter(({ lotId }) => turnedAway(context).includes(lotId)).map(({ lotId, code, title }) => ({ value: lotId, text: `${code}: ${title}` }));
const reviewedLots = (context: ApplicationContext): readonly Option[] => refusedLots(context).filter(({ value }) => context.reviewAsked?.lots.includes(value));
const reviewColumns: readonly Column[] = [
  { name: 'lotId', label: 'Lot', type: 'hidden', options: reviewedLots },
  { name: 'outcome', label: 'Outcome', type: 'radios', options: [{ value: 'stands', text: 'The refusal stands' }, { value: 'admit', text: 'The refusal was wrong: admit' }] },
  { name: 'reason', label: 'Reason', hint: 'The provider is told it', type: 'textarea' },
];
const lotsSaid = (lots: readonly unknown[]) => (lots.length === 1 ? 'one lot' : `${lots.length} lots`);

/** Each event of an application as people see it: what the step is called, what it is for, who may take it and who may read that it was taken. */
export const applicationEvents: Procedure<ApplicationContext, ApplicationEvent>['events'] = {
  'application.begin': {
    label: 'Begin an application', purpose: 'You are reminded before the list closes. What you fill in is yours until you send it.',
    roles: ['applicant'], audience: provider, against: 'latest', input: BeginApplication, onDesk: false,
    told: () => 'began an application',
  },
  'application.submit': {
    label: 'Send the application', purpose: 'Your answers and evidence go to the council, with a copy that cannot change.',
    roles: ['applicant'], audience: provider, against: 'latest', input: SubmitApplication, onDesk: false, final: true,
    told: ({ input }) => `sent an application for ${lotsSaid(input.lots)}`,
  },
  'round.extend': {
    label: 'Note that the round was extended', purpose: 'The close has moved for everybody.', roles: ['system'], audience: provider, against: 'latest', input: ExtendRound, onDesk: false,
    told: ({ input: { why } }) => `noted that the round was extended for everybody: ${why}`,
  },
  'acknowledgement.send': {
    label: 'Send the acknowledgement', purpose: 'The provider is told in a letter what arrived and when, and what happens next. The page for sending makes it by itself; this is for what came another way.',
    roles: [...checkers, 'system'], audience: provider, against: 'latest', input: FrozenInput, onDesk: true, page: qpl.below.acknowledgement,
    // Once it is sent nobody waits for it, and no page says that it cannot be done.
    waitsFor: ({ acknowledged }) => (acknowledged === null ? null : []),
    told: () => 'sent the acknowledgement',
  },
  'late.rule': {
    label: 'Rule on a late application', purpose: 'It came after the close. The published rule says whether such an application is taken; you say how it applies. The provider is told.',
    roles: checkers, audience: provider, against: 'seen', input: RuleOnLate, onDesk: true, final: true,
    fields: [
      { name: 'accepted', label: 'Is it taken?', type: 'radios', options: [{ value: 'yes', text: 'Yes: it is considered like those that came in time' }, { value: 'no', text: 'No: it is not considered' }] },
      { name: 'reason', label: 'How does the published rule apply?', hint: 'By how much it was late, why, and what the rule says about that', type: 'textarea' },
    ],
    told: ({ input: { accepted, reason } }) => `${accepted ? 'took' : 'did not take'} the application, which came after the close: ${reason}`,
  },
  // Steps of one clock are offered in this order: what takes the application on comes before going over the findings again.
  'application.recommend': {
    label: 'Recommend', purpose: 'Say for each lot whether to admit, and why. The decision maker sees it with every finding.',
    roles: checkers, audience: officers, against: 'seen', input: RecommendLots, clock: 'decision', onDesk: true, page: qpl.below.recommendation,
    told: ({ input: { lots } }) => `recommended to admit to ${lots.filter(({ outcome }) => outcome === 'admit').length} of ${lots.length} lots`,
  },
  'check.finish': {
    label: 'Finish checking', purpose: 'Every check has a finding; the application goes on to be recommended.',
    roles: checkers, audience: officers, against: 'seen', input: null, clock: 'decision', onDesk: true,
    told: () => 'finished checking',
  },
  'check.record': {
    label: 'Record findings', purpose: 'Say for each check what was found, how and when. The provider is shown findings and reasons with the outcome.',
    roles: checkers, audience: officers, against: 'latest', input: RecordFindings, clock: 'decision', onDesk: true, page: qpl.below.checks,
    told: ({ input: { findings } }) => `recorded ${findings.length === 1 ? 'a finding' : `${findings.length} findings`}${findings.some(({ finding }) => finding === 'fail') ? ', with a fail among them' : ''}`,
  },
  'check.waive': {
    label: 'Waive a check', purpose: 'A lot can then be admitted although the check is not passed. Your name and reason are part of the record, and the provider is told what is done instead.',
    roles: checkers, audience: officers, against: 'seen', input: WaiveCheck, onDesk: false, final: true,
    fields: [
      { name: 'check', label: 'Which check?', type: 'select', options: blocking },
      { name: 'about', label: 'Of what?', hint: 'A check of the provider stands against every lot.', type: 'select', options: abouts },
      { name: 'reason', label: 'Why can it be waived?', type: 'textarea' },
      { name: 'condition', label: 'What does the provider have to do or to show instead?', hint: 'It becomes a condition of its place, and stands in the letter', type: 'textarea' },
      { name: 'metBy', label: 'By when?', optional: true, type: 'date' },
    ],
    told: ({ input: { reason, condition } }) => `waived a check on a condition: ${reason} Condition: ${condition}`,
  },
  'clarification.ask': {
    label: 'Ask a question', purpose: 'Something is missing or not clear. The provider is told at once and has five working days to answer; the time for the decision runs on.',
    roles: checkers, audience: provider, against: 'latest', input: AskQuestion, onDesk: false, page: qpl.below.question,
    fields: [
      { name: 'section', label: 'Which section of the application is it about?', type: 'select', options: sectionOptions },
      { name: 'question', label: 'What do you need to know?', hint: 'Say exactly what you need and in what form. One message may have several points; number them.', type: 'textarea' },
    ],
    consequences: () => ['Tell the provider by e-mail that a question is waiting', 'Start the time to answer; if nothing comes, a final notice goes out and then the application is decided on what is there'],
    told: ({ input: { section } }) => `asked a question about ${SECTIONS[section as Section].toLowerCase()}`,
  },
  'clarification.send': {
    label: 'Send the letter with the question', purpose: 'The provider is told in a letter what is asked, by when, and what that does to the time for the decision.',
    roles: checkers, audience: provider, against: 'latest', input: FrozenInput, onDesk: true, page: qpl.below.clarification,
    told: () => 'sent the letter with the question',
  },
  'clarification.answer': {
    label: 'Answer the question', purpose: 'Your answer goes to the officer who asked. An answer after its time is kept and marked late.',
    roles: ['applicant', 'procurement officer'], audience: provider, against: 'latest', input: AnswerQuestion, clock: 'reply', onDesk: false,
    fields: [
      // The only one that waits is the one that is answered.
      { name: 'number', label: 'Which question?', type: 'radios', options: unanswered, given: (context: ApplicationContext) => (unanswered(context).length === 1 ? unanswered(context)[0]!.value : undefined) },
      { name: 'answer', label: 'Your answer', type: 'textarea' },
    ],
    told: ({ input: { number } }) => `answered question ${number}`,
  },
  'application.close': {
    label: 'Close as withdrawn', purpose: 'Nobody answered, a final notice included, and you cannot decide on what is there. Silence alone withdraws nobody: you say why.',
    roles: checkers, audience: provider, against: 'seen', input: CloseUnanswered, onDesk: false, final: true,
    fields: [{ name: 'reason', label: 'Why can it not be decided without an answer?', type: 'textarea' }],
    consequences: () => ['Close the application without a decision, which is not a refusal', 'Tell the provider, with this reason, that it may apply again'],
    told: ({ input: { reason } }) => `closed the application, because no answer came: ${reason}`,
  },
  'exclusion.raise': {
    label: 'Raise an exclusion ground', purpose: 'Something was found that may keep the provider out: an entry on the debarment list, or something it did not say. It opens a review and rejects nobody.',
    roles: [...checkers, 'legal reviewer', 'decision maker'], audience: officers, against: 'latest', input: RaiseConcern, onDesk: false,
    fields: [
      { name: 'ground', label: 'Which ground?', type: 'select', options: grounds },
      { name: 'from', label: 'Where does it come from?', type: 'radios', options: [{ value: 'the debarment list', text: 'The debarment list' }, { value: 'an officer', text: 'Something an officer learned' }] },
      { name: 'detail', label: 'What was found, where and when?', type: 'textarea' },
    ],
    consequences: () => ['Send the application to procurement and legal for a review', 'Reject nobody: what the provider has put right counts'],
    told: ({ input: { from } }) => `raised an exclusion ground, from ${from}`,
  },
  'exclusion.advise': {
    label: 'Advise on the exclusion', purpose: 'You say whether the ground applies, whether it must or may exclude, and whether what was put right is enough. Procurement decides.',
    roles: ['legal reviewer'], audience: officers, against: 'latest', input: AdviseOnExclusion, clock: 'exclusion', onDesk: true, page: qpl.below.exclusionAdvice,
    fields: [{ name: 'advice', label: 'Your advice', type: 'textarea' }],
    told: () => 'advised on the exclusion ground',
  },
  'exclusion.decide': {
    label: 'Decide on the exclusion', purpose: 'Ground by ground: whether it applies, whether it was overcome, and what follows. With legal’s advice, and with reasons.',
    roles: checkers, audience: officers, against: 'seen', input: DecideExclusion, clock: 'exclusion', onDesk: true, final: true, page: qpl.below.exclusion,
    fields: [{ name: 'concerns', label: 'The grounds', type: 'rows', fixed: true, row: 'ground', columns: concernColumns, given: (context: ApplicationContext) => undecided(context).map(({ number }) => ({ number: String(number) })) }],
    told: ({ input: { concerns: decided } }) => (decided.some(({ exclude }) => exclude) ? 'excluded the provider, with reasons' : 'did not exclude the provider, with reasons'),
  },
  'evaluation.note': {
    label: 'Note the agreed scores', purpose: 'The moderator has recorded one agreed score for each question.', roles: ['system'], audience: officers, against: 'latest', input: NoteScores, onDesk: false,
    told: ({ input: { parts } }) => `noted the agreed scores: ${parts.filter(({ reached }) => reached).length} of ${lotsSaid(parts)} reached the published marks`,
  },
  'evaluation.again': {
    label: 'Have it scored again', purpose: 'Something was wrong with the scoring. The answers are scored anew; what was scored is kept.',
    roles: ['commissioning manager'], audience: officers, against: 'seen', input: ScoreAgain, onDesk: false, final: true,
    fields: [{ name: 'reason', label: 'What was wrong with the scoring?', type: 'textarea' }],
    told: ({ input: { reason } }) => `had the answers scored again: ${reason}`,
  },
  'decision.extend': {
    label: 'Extend the time for the decision', purpose: 'From 10 to 15 working days, once, where this application justifies it. The provider is told why.',
    roles: ['commissioning manager', 'procurement officer'], audience: provider, against: 'seen', input: ExtendDecision, clock: 'decision', onDesk: false, final: true,
    fields: [{ name: 'justification', label: 'Why does this application need more time?', hint: 'More documents, or criteria that have to be checked.', type: 'textarea' }],
    consequences: () => ['Move the date for the decision to 15 working days from receipt', 'Tell the provider, with this reason'],
    told: ({ input: { justification } }) => `extended the time for the decision: ${justification}`,
  },
  'recommendation.return': {
    label: 'Send back', purpose: 'The checks are gone through again. Say what has to be looked at.',
    roles: ['decision maker'], audience: officers, against: 'seen', input: ReturnRecommendation, onDesk: false,
    fields: [{ name: 'reason', label: 'What has to be looked at again?', type: 'textarea' }],
    told: ({ input: { reason } }) => `sent the recommendation back: ${reason}`,
  },
  'application.decide': {
    label: 'Decide', purpose: 'You decide on each lot, with reasons. The provider is told and a record is signed and published.',
    roles: ['decision maker', 'commissioning manager'], audience: officers, against: 'seen', input: DecideApplication, clock: 'decision', onDesk: true, final: true, page: qpl.below.decision,
    told: ({ input: { lots } }) => `decided: admitted to ${lots.filter(({ outcome }) => outcome === 'admit').length} of ${lots.length} lots`,
  },
  'outcome.send': {
    label: 'Send the outcome letter', purpose: 'The provider is told the outcome of each lot with its reasons, how to challenge it and when to apply again.',
    roles: checkers, audience: provider, against: 'seen', input: FrozenInput, onDesk: true, final: true, page: qpl.below.letter,
    told: () => 'sent the outcome letter',
  },
  'record.sign': {
    label: 'Sign the record', purpose: 'You sign the frozen record of your decision. What you see is what is published.',
    roles: ['decision maker', 'commissioning manager'], audience: officers, against: 'seen', input: SignRecord, onDesk: true, final: true, page: qpl.below.record,
    told: ({ input: { covers } }) => (covers.length === 0 ? 'signed the record of the decision' : `signed one record for this decision and ${covers.length === 1 ? 'another' : `${covers.length} others`} of the round`),
  },
  'record.refer': {
    label: 'Refer to the record of the round', purpose: 'One record was signed for the decisions of the round.', roles: ['system'], audience: officers, against: 'latest', input: ReferToRecord, onDesk: false,
    told: ({ input: { leadReference } }) => `noted that the record of the round, in ${leadReference}, stands for this decision`,
  },
  'record.note': {
    label: 'Note that the record of the round is published', purpose: 'The record that stands for this decision can be read by anybody.', roles: ['system'], audience: ['public', 'officers'], against: 'latest', input: FrozenInput, onDesk: false,
    told: () => 'noted that the record of the round is published',
  },
  'record.publish': {
    label: 'Publish the record', purpose: 'The signed record can be read by anybody, as a web page, PDF and Word file.',
    roles: ['democratic services'], audience: ['public', 'officers'], against: 'seen', input: FrozenInput, onDesk: true, final: true, page: qpl.below.record,
    told: () => 'published the record of the decision',
  },
  'review.ask': {
    label: 'Ask for a review', purpose: 'Somebody who had no part in the decision looks at the refusal again. You need no lawyer and it costs nothing.',
    roles: ['applicant', 'account holder', 'procurement officer'], audience: provider, against: 'latest', input: AskForReview, clock: 'reviewWindow', onDesk: false,
    fields: [
      { name: 'lots', label: 'Which lots is it about?', type: 'checkboxes', options: refusedLots },
      { name: 'why', label: 'Which finding is wrong, and why?', type: 'textarea' },
    ],
    told: ({ input: { lots } }) => `asked for a review of ${lotsSaid(lots)}`,
  },
  'review.decide': {
    label: 'Decide the review', purpose: 'Lot by lot: whether the refusal stands. Only somebody who had no part in the application may do it.',
    roles: reviewers, audience: officers, against: 'seen', input: DecideReview, clock: 'review', onDesk: true, final: true, page: qpl.below.review,
    fields: [{ name: 'lots', label: 'The lots', type: 'rows', fixed: true, row: 'lot', columns: reviewColumns, given: (context: ApplicationContext) => reviewedLots(context).map(({ value }) => ({ lotId: value })) }],
    told: ({ input: { lots } }) => `reviewed the refusal: ${lots.filter(({ outcome }) => outcome === 'admit').length} of ${lotsSaid(lots)} overturned`,
  },
  'review.send': {
    label: 'Send the letter of the review', purpose: 'The provider is told whether the refusal stands, lot by lot, with the reasons.',
    roles: checkers, audience: provider, against: 'seen', input: FrozenInput, onDesk: true, final: true, page: qpl.below.reviewLetter,
    told: () => 'sent the letter of the review',
  },
  'agreement.issue': {
    label: 'Issue the agreement', purpose: 'The provider gets the agreement and its schedule to sign.',
    roles: [...checkers, 'contract manager'], audience: provider, against: 'seen', input: FrozenInput, onDesk: true, final: true, page: qpl.below.agreement,
    told: () => 'issued the agreement',
  },
  'agreement.sign': {
    label: 'Sign the agreement', purpose: 'You accept the terms of the agreement for the provider. Read the schedule first. Your name and the time stand beside it.',
    roles: ['applicant', 'account holder'], audience: provider, against: 'seen', input: SignAgreement, clock: 'agreement', onDesk: false, final: true, page: qpl.below.sign,
    fields: [{ name: 'name', label: 'Your full name', type: 'text' }, { name: 'position', label: 'What lets you sign', hint: 'Owner, director, trustee, partner', type: 'text' }],
    told: ({ input: { name } }) => `signed the agreement as ${name}`,
  },
  'bank.verify': {
    label: 'Verify the bank details', purpose: 'You called the provider on a number that did not come with the bank details, and it confirmed them. No account number is kept here.',
    roles: ['finance reviewer', 'contract manager'], audience: officers, against: 'latest', input: VerifyBank, clock: 'agreement', onDesk: true,
    fields: [
      { name: 'spokeTo', label: 'Whom did you speak to?', type: 'text' },
      { name: 'numberFrom', label: 'Where did the number come from?', type: 'radios', options: [{ value: 'already held', text: 'We held it already' }, { value: 'found independently', text: 'I found it independently, like on the register' }] },
      { name: 'on', label: 'When did you call?', type: 'date' },
    ],
    told: ({ input: { spokeTo } }) => `verified the bank details by calling ${spokeTo}`,
  },
  'supplier.set': {
    label: 'Enter the supplier number', purpose: 'Finance has set the provider up; orders can be paid.',
    roles: ['finance reviewer', 'contract manager'], audience: officers, against: 'latest', input: SetSupplierNumber, clock: 'agreement', onDesk: true,
    fields: [{ name: 'number', label: 'Supplier number', type: 'text' }],
    told: ({ input: { number } }) => `entered the supplier number ${number}`,
  },
  'agreement.lapse': {
    label: 'Let the admission lapse', purpose: 'The time to sign is over and the provider was warned. It is told why, and may apply again.',
    roles: checkers, audience: provider, against: 'seen', input: LapseAdmission, onDesk: false, final: true,
    fields: [{ name: 'reason', label: 'Why, and what was done to reach the provider?', type: 'textarea' }],
    told: ({ input: { reason } }) => `let the admission lapse: ${reason}`,
  },
  'application.withdraw': {
    label: 'Withdraw the application', purpose: 'It is not decided. You can apply again later.',
    roles: ['applicant'], audience: provider, against: 'latest', input: WithdrawApplication, onDesk: false, final: true,
    fields: [{ name: 'reason', label: 'Why? (optional)', hint: 'It helps us to understand the market. You need not say.', type: 'textarea', optional: true }],
    told: () => 'withdrew the application',
  },
  'deadline.reached': {
    label: 'A date has passed', purpose: 'A clock of this application has run out.',
    roles: [], audience: officers, against: 'latest', input: null, onDesk: false,
    told: ({ input: { name } }) => ({
      close: 'noted that the round has closed',
      reminder: 'reminded the provider that the list closes soon',
      decision: 'noted that the date for the decision has passed',
      extension: 'reminded the officers that the time can be extended only until tomorrow',
      chase: 'reminded the provider of the question',
      reply: 'sent a final notice: the question was not answered in time',
      grace: 'gave up the question: no answer came after the final notice either',
      exclusion: 'noted that the review of the exclusion is late',
      scoring: 'noted that scoring should be nearly done',
      reviewWindow: 'noted that the time to ask for a review is over',
      review: 'noted that the review is late',
      agreement: 'warned the provider that its admission may lapse',
    })[name] ?? 'noted that a date has passed',
  },
};
