import type { Option, Procedure } from '../../engine/procedure.js';
import type { ApplicationContext, ApplicationEvent } from '../../../workflows/qpl/application.events.js';
import { blockersOf, findingOn } from '../../../workflows/qpl/application.machine.js';
import { qpl } from '../paths.js';
import {
  AnswerQuestion, AskQuestion, DecideApplication, ExtendDecision, FrozenInput, RecommendLots, RecordFindings, ReturnRecommendation, SubmitApplication, WaiveCheck, WithdrawApplication,
} from './application.inputs.js';
import { SECTION_LETTERS, SECTIONS, type Section } from './questions.js';

const provider = ['provider', 'officers'] as const;
const officers = ['officers'] as const;
const checkers = ['procurement officer', 'commissioning manager'] as const;

const sectionOptions: readonly Option[] = SECTION_LETTERS.map((letter) => ({ value: letter, text: `${letter}. ${SECTIONS[letter]}` }));
const unanswered = (context: ApplicationContext): readonly Option[] =>
  context.questions.filter(({ answer }) => answer === null).map(({ number, question }) => ({ value: String(number), text: `Question ${number}`, hint: question }));
const blocking = (context: ApplicationContext): readonly Option[] =>
  [...new Map(context.lots.flatMap(({ lotId }) => blockersOf(context, lotId)).filter((check) => findingOn(context, check)).map((check) => [check.check, { value: check.check, text: check.title }])).values()];
const abouts = (context: ApplicationContext): readonly Option[] =>
  [{ value: 'provider', text: 'The provider as a whole' }, ...context.lots.map(({ lotId, title }) => ({ value: lotId, text: title }))];

/** Each event of an application as people see it: what the step is called, what it is for, who may take it and who may read that it was taken. */
export const applicationEvents: Procedure<ApplicationContext, ApplicationEvent>['events'] = {
  'application.submit': {
    label: 'Send the application', purpose: 'Your answers and evidence go to the council, with a copy that cannot change.',
    roles: ['applicant'], audience: provider, against: 'latest', input: SubmitApplication, onDesk: false, final: true,
    told: ({ input }) => `sent an application for ${input.lots.length === 1 ? 'one lot' : `${input.lots.length} lots`}`,
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
      { name: 'reason', label: 'Why can it be waived, and what is done instead?', type: 'textarea' },
    ],
    told: ({ input: { reason } }) => `waived a check: ${reason}`,
  },
  'clarification.ask': {
    label: 'Ask a question', purpose: 'Something is missing or not clear. The provider is told at once and has five working days to answer; the time for the decision runs on.',
    roles: checkers, audience: provider, against: 'latest', input: AskQuestion, onDesk: false,
    fields: [
      { name: 'section', label: 'Which section of the application is it about?', type: 'select', options: sectionOptions },
      { name: 'question', label: 'What do you need to know?', hint: 'Say exactly what you need and in what form. One message may have several points; number them.', type: 'textarea' },
    ],
    consequences: () => ['Tell the provider by e-mail that a question is waiting', 'Start the time to answer; if nothing comes, a final notice goes out and then the application is decided on what is there'],
    told: ({ input: { section } }) => `asked a question about ${SECTIONS[section as Section].toLowerCase()}`,
  },
  'clarification.answer': {
    label: 'Answer the question', purpose: 'Your answer goes to the officer who asked. An answer after its time is kept and marked late.',
    roles: ['applicant', 'procurement officer'], audience: provider, against: 'latest', input: AnswerQuestion, clock: 'reply', onDesk: false,
    fields: [
      { name: 'number', label: 'Which question?', type: 'radios', options: unanswered },
      { name: 'answer', label: 'Your answer', type: 'textarea' },
    ],
    told: ({ input: { number } }) => `answered question ${number}`,
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
    roles: ['decision maker', 'commissioning manager'], audience: officers, against: 'seen', input: FrozenInput, onDesk: true, final: true, page: qpl.below.record,
    told: () => 'signed the record of the decision',
  },
  'record.publish': {
    label: 'Publish the record', purpose: 'The signed record can be read by anybody, as a web page, PDF and Word file.',
    roles: ['democratic services'], audience: ['public', 'officers'], against: 'seen', input: FrozenInput, onDesk: true, final: true, page: qpl.below.record,
    told: () => 'published the record of the decision',
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
      decision: 'noted that the date for the decision has passed',
      reply: 'sent a final notice: the question was not answered in time',
      grace: 'gave up the question: no answer came after the final notice either',
    })[name] ?? 'noted that a date has passed',
  },
};
