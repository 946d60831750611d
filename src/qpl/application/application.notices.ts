import type { Notice } from '../../engine/procedure.js';
import type { ApplicationContext } from '../../../workflows/qpl/application.events.js';
import { openQuestion } from '../../../workflows/qpl/application.machine.js';
import { formatLongDay as longDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';

type About = Parameters<Notice<ApplicationContext>['text']>[1];

const applicant = (context: ApplicationContext) => ({ organisationId: context.provider?.organisationId ?? '' });
const officers = () => ({ role: 'procurement officer' });
const dueOf = (about: About, name: string): string | null => {
  const due = about.clocks.find((clock) => clock.name === name)?.due;
  return due ? longDay(asDay(due)) : null;
};
const signed = (lines: readonly (string | null)[], { link, authority }: About): string =>
  [...lines, `Read more and answer here: ${link}`, authority.name].filter((line) => line !== null).join('\n\n');

/** What is told to whom when. No message says more than the page behind its link shows after signing in. */
export const applicationNotices: Readonly<Record<string, Notice<ApplicationContext>>> = {
  acknowledgement: {
    to: applicant,
    subject: (context, { reference }) => `We have your application ${reference} to the ${context.schemeTitle}`,
    text: (context, about) => signed([
      `Thank you for applying to the ${context.schemeTitle}. Your reference is ${about.reference}.`,
      dueOf(about, 'decision') && `We aim to decide by ${dueOf(about, 'decision')}. If something is missing we ask you first.`,
    ], about),
  },
  questionAsked: {
    to: applicant,
    subject: (_, { reference }) => `A question about your application ${reference}`,
    text: (_, about) => signed(['We have a question about your application.', dueOf(about, 'reply') && `Please answer by ${dueOf(about, 'reply')}.`], about),
  },
  questionChased: {
    to: applicant,
    subject: (_, { reference }) => `Final notice: a question about your application ${reference} is not answered`,
    text: (_, about) => signed([
      'We asked you a question and have no answer yet.',
      dueOf(about, 'grace') && `Please answer by ${dueOf(about, 'grace')}. After that we decide on what we have. Your application is not withdrawn.`,
    ], about),
  },
  questionAnswered: {
    to: officers,
    subject: (context, { reference }) => `${reference}: ${context.provider?.name ?? 'the provider'} has answered`,
    text: (_, about) => signed(['The provider has answered the question.'], about),
  },
  questionUnanswered: {
    to: officers,
    subject: (_, { reference }) => `${reference}: no answer after the final notice`,
    text: (context, about) => signed([openQuestion(context) ? null : 'The question was not answered after the final notice. Decide on what is there.'], about),
  },
  decisionExtended: {
    to: applicant,
    subject: (_, { reference }) => `We need more time for your application ${reference}`,
    text: (context, about) => signed([`We need more time to decide: ${context.extended?.why ?? ''}`, dueOf(about, 'decision') && `We now decide by ${dueOf(about, 'decision')}.`], about),
  },
  outcomeReady: {
    to: officers,
    subject: (_, { reference }) => `${reference} is decided: send the letter`,
    text: (_, about) => signed(['The application is decided. The provider is told by the outcome letter, which is now to be sent.'], about),
  },
  outcomeSent: {
    to: applicant,
    subject: (_, { reference }) => `The outcome of your application ${reference}`,
    text: (_, about) => signed(['We have decided on your application. The letter gives the outcome of each lot and the reasons.'], about),
  },
};
