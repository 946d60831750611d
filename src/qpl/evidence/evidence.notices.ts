import type { Notice } from '../../engine/procedure.js';
import type { EvidenceContext } from '../../../workflows/qpl/evidence.events.js';
import { heldItem } from '../../../workflows/qpl/evidence.machine.js';
import { formatLongDay as longDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';

const provider = ({ organisationId }: EvidenceContext) => ({ organisationId });
const signed = (lines: readonly (string | null)[], { link, authority }: { link: string; authority: { name: string } }): string =>
  [...lines, `Read more and send it here: ${link}`, authority.name].filter((line) => line !== null).join('\n\n');
const endOf = (context: EvidenceContext): string | null => {
  const until = heldItem(context)?.validUntil;
  return until ? longDay(asDay(until)) : null;
};

/** What a provider is told of its evidence. One message speaks for all that ends on a day. */
export const evidenceNotices: Readonly<Record<string, Notice<EvidenceContext>>> = {
  asked: {
    to: provider,
    subject: ({ title }) => `Please send: ${title}`,
    text: ({ title }, about) => signed([`We need this from you: ${title}.`, 'A photograph from a telephone will do.'], about),
  },
  runsOut: {
    to: provider,
    subject: (context) => (context.alongside.length === 0 ? `${context.title} runs out on ${endOf(context) ?? 'its last day'}` : `${context.alongside.length + 1} pieces of evidence run out on ${endOf(context) ?? 'their last day'}`),
    text: (context, about) => signed([
      context.alongside.length === 0 ? `${context.title} runs out on ${endOf(context) ?? 'its last day'}.` : `These run out on ${endOf(context) ?? 'their last day'}: ${[context.title, ...context.alongside].sort().join('; ')}.`,
      context.safeguarding
        ? 'Send the new one in good time: because it is about the safety of children, you are offered no new work until it has been checked.'
        : 'If you send the new one before that day you stay eligible while we check it. From the day after, without it, you are offered no new work.',
      'What happens to the children whom you see now is decided child by child.',
    ], about),
  },
  queried: {
    to: provider,
    subject: ({ title }) => `A question about what you sent: ${title}`,
    text: ({ title }, about) => signed([`We have a question about what you sent: ${title}.`], about),
  },
  rejected: {
    to: provider,
    subject: ({ title }) => `Please send again: ${title}`,
    text: ({ title, items }, about) => signed([`We could not accept what you sent: ${title}.`, items.findLast(({ status }) => status === 'rejected')?.reason ?? null], about),
  },
};
