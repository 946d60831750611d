import type { Notice } from '../../engine/procedure.js';
import type { ApplicationContext } from '../../../workflows/qpl/application.context.js';
import { formatLongDay as longDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';

type About = Parameters<Notice<ApplicationContext>['text']>[1];
type Words = (context: ApplicationContext, about: About) => readonly (string | null)[];

const applicant = (context: ApplicationContext) => ({ organisationId: context.provider?.organisationId ?? '' });
const role = (name: string) => () => ({ role: name });
const officers = role('procurement officer');
const dueOf = (about: About, name: string): string | null => {
  const due = about.clocks.find((clock) => clock.name === name)?.due;
  return due ? longDay(asDay(due)) : null;
};
const provider = (context: ApplicationContext) => context.provider?.name ?? 'The provider';
const notice = (to: Notice<ApplicationContext>['to'], subject: Notice<ApplicationContext>['subject'], text: Words): Notice<ApplicationContext> => ({
  to, subject,
  text: (context, about) => [...text(context, about), `Read more and answer here: ${about.link}`, about.authority.name].filter((line) => line !== null).join('\n\n'),
});

/** What is told to whom when. No message says more than the page behind its link shows after signing in. */
export const applicationNotices: Readonly<Record<string, Notice<ApplicationContext>>> = {
  // Before and at the close.
  closingSoon: notice(applicant, (context) => `The ${context.schemeTitle} closes soon, and your application is not sent`, (context, about) => [
    `You began an application to the ${context.schemeTitle} and have not sent it.`,
    dueOf(about, 'close') && `Applications are taken until ${dueOf(about, 'close')}. What you have filled in is kept.`,
  ]),
  roundExtended: notice(applicant, (context) => `The ${context.schemeTitle} takes applications for longer`, (_, about) => [
    dueOf(about, 'close') && `The close has moved for everybody, to ${dueOf(about, 'close')}. Until then you may replace what you sent; it stands as it is if you do nothing.`,
  ]),
  tooLate: notice(applicant, (context, { reference }) => `Your application ${reference} to the ${context.schemeTitle} came after the close`, (context) => [
    'Your application came after the close, and by the published rule it is not taken.', context.late?.ruling?.reason ?? null, 'You may apply again when the list next opens.',
  ]),
  acknowledgement: notice(applicant, (context, { reference }) => `We have your application ${reference} to the ${context.schemeTitle}`, (context, about) => [
    `Thank you for applying to the ${context.schemeTitle}. Your reference is ${about.reference}.`,
    dueOf(about, 'close') && `The round closes on ${dueOf(about, 'close')}. Until then you may replace what you sent.`,
    dueOf(about, 'decision') && `We aim to decide by ${dueOf(about, 'decision')}. If something is missing we ask you first.`,
  ]),

  // Questions.
  questionAsked: notice(applicant, (_, { reference }) => `A question about your application ${reference}`, (_, about) => [
    'We have a question about your application.', dueOf(about, 'reply') && `Please answer by ${dueOf(about, 'reply')}.`]),
  questionReminded: notice(applicant, (_, { reference }) => `Reminder: a question about your application ${reference}`, (_, about) => [
    'We asked you a question and have no answer yet.', dueOf(about, 'reply') && `There is still time: please answer by ${dueOf(about, 'reply')}.`]),
  questionChased: notice(applicant, (_, { reference }) => `Final notice: a question about your application ${reference} is not answered`, (_, about) => [
    'We asked you a question and have no answer yet.',
    dueOf(about, 'grace') && `Please answer by ${dueOf(about, 'grace')}. After that we decide on what we have, or close the application if we cannot.`,
  ]),
  questionAnswered: notice(officers, (context, { reference }) => `${reference}: ${provider(context)} has answered`, () => ['The provider has answered the question.']),
  questionUnanswered: notice(officers, (_, { reference }) => `${reference}: no answer after the final notice`, () => [
    'The question was not answered after the final notice. Decide on what is there, or close the application as withdrawn with a reason.']),
  closedUnanswered: notice(applicant, (_, { reference }) => `We have closed your application ${reference}`, (context) => [
    'We asked you a question, reminded you and sent a final notice, and had no answer. We cannot decide without one, so the application is closed. That is not a refusal, and you may apply again.', context.withdrawn?.reason ?? null]),

  // Exclusion, time, scores.
  exclusionToReview: notice(role('legal reviewer'), (context, { reference }) => `${reference}: an exclusion ground to advise on, ${provider(context)}`, (_, about) => [
    'An exclusion ground may stand against an applicant. Nothing follows from it by itself: please advise, and procurement decides with reasons.', dueOf(about, 'exclusion') && `The review is due by ${dueOf(about, 'exclusion')}.`]),
  exclusionIsLate: notice(role('commissioning manager'), (_, { reference }) => `${reference}: the review of an exclusion ground is late`, () => ['The five working days for the review are over. It can still be decided.']),
  extensionToThinkOf: notice(officers, (_, { reference }) => `${reference}: extend today, or decide in time`, (_, about) => [
    dueOf(about, 'decision') && `The law has this application decided by ${dueOf(about, 'decision')}. If it needs more time, it can be extended to 15 working days only before then, with a justification that the provider is told.`]),
  decisionExtended: notice(applicant, (_, { reference }) => `We need more time for your application ${reference}`, (context, about) => [
    `We need more time to decide: ${context.extended?.why ?? ''}`, dueOf(about, 'decision') && `We now decide by ${dueOf(about, 'decision')}.`]),
  scoringIsLate: notice(role('moderator'), (_, { reference }) => `${reference}: scoring should be nearly done`, (_, about) => [dueOf(about, 'decision') && `The decision is due by ${dueOf(about, 'decision')}.`]),
  scoresAgreed: notice(officers, (context, { reference }) => `${reference}: the scores of ${provider(context)} are agreed`, () => ['The moderator has recorded the agreed scores. The application can be recommended.']),
  scoresChangedLate: notice(role('monitoring officer'), (_, { reference }) => `${reference}: an agreed score was changed after the decision`, () => [
    'An agreed score was changed after the application was decided. The decision stands until it is corrected or reviewed; look at whether it must be.']),

  // The decision and what comes after.
  outcomeReady: notice(officers, (_, { reference }) => `${reference} is decided: send the letter`, () => ['The application is decided. The provider is told by the outcome letter, which is now to be sent.']),
  outcomeSent: notice(applicant, (_, { reference }) => `The outcome of your application ${reference}`, () => ['We have decided on your application. The letter gives the outcome of each lot and the reasons.']),
  reviewAsked: notice(role('monitoring officer'), (context, { reference }) => `${reference}: ${provider(context)} asks for a review`, (_, about) => [
    'Somebody who had no part in the application has to look at the refusal again.', dueOf(about, 'review') && `It is due by ${dueOf(about, 'review')}.`]),
  reviewIsLate: notice(role('monitoring officer'), (_, { reference }) => `${reference}: the review of a refusal is late`, () => ['The 15 working days for the review are over. It can still be decided.']),
  reviewDecided: notice(officers, (_, { reference }) => `${reference} is reviewed: send the letter`, () => ['The review is decided. The provider is told by a letter, which is now to be sent.']),
  reviewSent: notice(applicant, (_, { reference }) => `The review of your application ${reference}`, () => ['We have looked at the refusal again. The letter gives the outcome of each lot and the reasons.']),
  agreementIssued: notice(applicant, (_, { reference }) => `The agreement for your place on the list, ${reference}`, (_, about) => [
    'Your agreement is on your page, to be read and signed. Finance will call you on a number that we already hold, to confirm your bank details.', dueOf(about, 'agreement') && `Please sign by ${dueOf(about, 'agreement')}.`]),
  agreementSigned: notice(role('finance reviewer'), (context, { reference }) => `${reference}: ${provider(context)} has signed; verify the bank and set up the supplier`, () => ['Call the provider on a number that did not come with the bank details, and enter the supplier number.']),
  agreementLapsing: notice(applicant, (_, { reference }) => `Your admission ${reference} may lapse`, () => ['The time to complete the agreement is over. Please sign, or tell us what keeps you: the admission may otherwise lapse.']),
  agreementLapsed: notice(applicant, (_, { reference }) => `Your admission ${reference} has lapsed`, (context) => ['The agreement was not completed, so the admission has lapsed. You may apply again.', context.agreementLapsed?.reason ?? null]),
};
