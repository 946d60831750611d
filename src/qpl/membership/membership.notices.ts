import type { AboutNotice, Notice } from '../../engine/procedure.js';
import type { MembershipContext } from '../../../workflows/qpl/membership.events.js';
import { formatLongDay as longDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';

const provider = ({ provider: of }: MembershipContext) => ({ organisationId: of?.organisationId ?? '' });
const officers = () => ({ role: 'procurement officer' });
const lotOf = ({ lot }: MembershipContext): string => lot?.title ?? 'your lot';
const dueOf = (about: AboutNotice, name: string): string | null => {
  const due = about.clocks.find((clock) => clock.name === name)?.due;
  return due ? longDay(asDay(due)) : null;
};
const signed = (lines: readonly (string | null)[], { link, authority }: AboutNotice): string => [...lines, `Read more here: ${link}`, authority.name].filter((line) => line !== null).join('\n\n');

/** What is told to whom when. A message about a suspension or a removal says that there is a letter, and never why: mail is read on telephones in waiting rooms. */
export const membershipNotices: Readonly<Record<string, Notice<MembershipContext>>> = {
  restricted: {
    to: provider,
    subject: (context) => `You are offered no new work for ${lotOf(context)}`,
    text: (context, about) => signed([
      `${context.restrictions.map(({ because }) => because).join('; ')}.`, 'Until that is put right you are offered no new work on this lot. Nothing changes by itself for the children whom you see: we decide that child by child and tell you.',
    ], about),
  },
  unrestricted: {
    to: provider, subject: (context) => `You can be offered work again for ${lotOf(context)}`, text: (_, about) => signed(['What was missing is there. You can be offered new work again.'], about),
  },
  suspended: { to: provider, subject: (context) => `A notice about your place: ${lotOf(context)}`, text: (_, about) => signed(['There is a notice about your place on the list. Read it today.'], about) },
  lifted: { to: provider, subject: (context) => `Your suspension is lifted: ${lotOf(context)}`, text: (_, about) => signed(['The suspension of your place is lifted.'], about) },
  mindedTo: {
    to: provider,
    subject: (context) => `A letter about your place: ${lotOf(context)}`,
    text: (_, about) => signed(['There is a letter about your place on the list, to which you can answer.', dueOf(about, 'representations') && `Answer by ${dueOf(about, 'representations')}.`], about),
  },
  kept: { to: provider, subject: (context) => `You keep your place: ${lotOf(context)}`, text: (_, about) => signed(['We have considered what you said. You keep your place on the list.'], about) },
  letterOwed: { to: officers, subject: (_, { reference }) => `${reference}: send the letter of removal`, text: (_, about) => signed(['A provider was removed and has to be told, with the reasons.', dueOf(about, 'removal-letter') && `The letter is due by ${dueOf(about, 'removal-letter')}.`], about) },
  removed: { to: provider, subject: (context) => `A letter about your place: ${lotOf(context)}`, text: (_, about) => signed(['There is a letter about your place on the list, with our decision and how to challenge it.'], about) },
  exitNoted: {
    to: officers, subject: (context, { reference }) => `${reference}: ${context.provider?.name ?? 'a provider'} has given notice`, text: (context, about) => signed([`${context.provider?.name ?? 'A provider'} leaves ${lotOf(context)}.`, dueOf(about, 'exit') && `The notice runs to ${dueOf(about, 'exit')}.`], about),
  },
  readmissionDecided: { to: provider, subject: (context) => `Our decision on your coming back: ${lotOf(context)}`, text: (_, about) => signed(['We have decided on your coming back to the list. The letter gives the reasons.'], about) },
  conditionsSet: {
    to: provider, subject: (context) => `Conditions of your place: ${lotOf(context)}`,
    text: (context, about) => signed(['Your place stands under these conditions:', ...context.conditions.filter(({ metOn }) => metOn === null).map(({ text, by }) => `- ${text}${by ? `, by ${longDay(asDay(by))}` : ''}`)], about),
  },
  conditionOverdue: { to: officers, subject: (context, { reference }) => `${reference}: a condition of ${context.provider?.name ?? 'a provider'} is past its day`, text: (context, about) => signed(context.conditions.filter(({ overdue, metOn }) => overdue && metOn === null).map(({ text }) => text), about) },
  reviewPack: {
    to: provider, subject: (context) => `Your annual review: ${lotOf(context)}`,
    text: (context, about) => signed(['The pack of your annual review is there.', context.review && `Return it by ${longDay(asDay(context.review.dueOn))}.`, 'If it is not returned within 20 working days after that you are offered no new work until it is.'], about),
  },
};
