import type { Notice } from '../../engine/procedure.js';
import { dayInWords } from '../../../workflows/psr/in-words.js';
import type { AwardContext, Breach } from '../../../workflows/psr/award.events.js';
import { formatLongDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';

type About = Parameters<Notice<AwardContext>['text']>[1];
const signed = (lines: readonly (string | null)[], { link, authority }: About): string => [...lines, `Read more here: ${link}`, authority.name].filter((line) => line !== null).join('\n\n');
const due = (about: About, name: string): string | null => {
  const clock = about.clocks.find((each) => each.name === name);
  return clock ? formatLongDay(asDay(clock.due)) : null;
};
const lastBreach = ({ breaches }: AwardContext): Breach => {
  const last = breaches.at(-1);
  if (!last) throw new Error('The message is sent after a breach was recorded.');
  return last;
};
const titled = ({ details }: AwardContext): string => details?.title ?? 'an award';

/** What is told to whom by e-mail. No message says more than the page behind its link shows after signing in. */
export const standstillMessages: Readonly<Record<string, Notice<AwardContext>>> = {
  intentionPublished: {
    to: () => ({ role: 'commissioning manager' }),
    subject: (context, { reference }) => `${reference}: the standstill of ${titled(context)} begins`,
    text: (_, about) => signed(['The intention to award is published, and the standstill begins tomorrow.', due(about, 'standstill') && `Providers may make representations until midnight at the end of ${due(about, 'standstill')}. No contract may be signed before it ends.`], about),
  },
  representation: {
    to: () => ({ role: 'procurement officer' }),
    subject: (context, { reference }) => `${reference}: a provider represents about ${titled(context)}`,
    text: (_, about) => signed(['A representation was recorded. The standstill no longer ends by itself: the decision is reviewed, and everybody concerned is told of the further decision.'], about),
  },
  breach: {
    to: () => ({ role: 'monitoring officer' }),
    subject: (context, { reference }) => `${reference}: a breach ${lastBreach(context).outsideFrameworkOn === null ? 'of the standstill of' : 'of the term of a framework,'} ${titled(context)}`,
    text: (context, about) => {
      const { what, cure, outsideFrameworkOn } = lastBreach(context);
      const broken = outsideFrameworkOn === null ? 'A contract was signed before the standstill ended (SI 2023/1348 reg 12(1)).' : `A contract was signed on ${dayInWords(outsideFrameworkOn)}, while its framework did not run (SI 2023/1348 reg 16(1)(b)).`;
      return signed([`${broken} ${what}`, `What is done about it: ${cure}`], about);
    },
  },
};
