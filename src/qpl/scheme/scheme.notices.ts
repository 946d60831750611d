import type { AboutNotice, Notice } from '../../engine/procedure.js';
import type { SchemeContext } from '../../../workflows/qpl/scheme.events.js';
import { noticesToRecord } from '../../../workflows/qpl/scheme.rules.js';
import { formatDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';

const to = (role: string, subject: (context: SchemeContext) => string, text: (context: SchemeContext, about: AboutNotice) => string): Notice<SchemeContext> => ({
  to: () => ({ role }),
  subject: (context, { reference }) => `${reference}: ${subject(context)}`,
  text: (context, about) => [text(context, about), `Open the list: ${about.link}`, about.authority.name].join('\n\n'),
});
const officers = (subject: (context: SchemeContext) => string, text: (context: SchemeContext, about: AboutNotice) => string) => to('procurement officer', subject, text);

/** What is told to whom about a list. Providers read what is published; who has an unfinished application is told by that. */
export const schemeNotices: Readonly<Record<string, Notice<SchemeContext>>> = {
  toApprove: to('decision maker', ({ terms }) => `${terms.title} is to be approved`, () => 'A list has been drafted and waits for your decision.'),
  approved: officers(({ terms }) => `${terms.title} is approved`, (context) => {
    const due = noticesToRecord(context.notices).map(({ title }) => title);
    return context.callIn === 'running' ? 'It can be published when the call-in window has ended.' : due.length > 0 ? `Before it is published: ${due.join('; ')}.` : 'It can be published.';
  }),
  questionAsked: officers(({ terms }) => `a question about ${terms.title}`, () => 'Somebody asks about the list. The answer goes to all, without a name.'),
  questionsEnded: officers(({ terms }) => `questions about ${terms.title} have ended`, (context) => {
    const open = context.asked.filter(({ answered }) => !answered).length;
    return open === 0 ? 'The time for questions has ended. Every question is answered.' : `The time for questions has ended. ${open === 1 ? 'One question is' : `${open} questions are`} still without an answer.`;
  }),
  roundClosed: officers(({ terms }) => `a round of ${terms.title} has closed`, () => 'The round has closed at its time. The applications in it can be checked.'),
  roundExtended: officers(({ terms }) => `a round of ${terms.title} closes later`, (context) => `The round was extended for everybody: ${context.rounds.flatMap(({ extensions }) => extensions).at(-1)?.why ?? ''}`),
  noticeOverdue: officers(({ terms }) => `a notice about ${terms.title} is overdue`, (context) => `Publish it and record its number: ${noticesToRecord(context.notices).map(({ title }) => title).join('; ')}.`),
  endIsComing: officers(({ terms }) => `${terms.title} comes to its end`, ({ terms }) => `Its last day is ${terms.ends ? formatDay(asDay(terms.ends)) : 'not set'}. ${terms.extension ? 'It can be made longer by the right that was published.' : 'It gives no right to make it longer.'}`),
  listEnded: officers(({ terms }) => `${terms.title} has ended`, () => 'Its last day has passed. Close it, and say what becomes of running orders.'),
};
