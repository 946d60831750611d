import { formatLongDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import type { Notice } from '../../engine/procedure.js';
import type { CanBeJoint, JointAct, JointContext, Partner, PartnerPerson } from '../../../workflows/psr/joint.events.js';

/** Whoever was named last, with the partner that they are of. */
function namedLast({ partners }: JointContext): { readonly partner: Partner; readonly person: PartnerPerson } | undefined {
  return partners.flatMap((partner) => partner.people.map((person) => ({ partner, person }))).sort((a, b) => (a.person.at < b.person.at ? 1 : -1))[0];
}
const titled = ({ details, terms, contract }: CanBeJoint): string => (details ?? terms ?? contract)?.title ?? 'one case';

/** What is told by e-mail of a joint case. */
export const jointMessages = (act: JointAct): Readonly<Record<string, Notice<CanBeJoint>>> => ({
  partnerNamed: {
    to: (context) => ({ personId: namedLast(context)?.person.personId ?? '' }),
    subject: (context, { authority }) => `You are named in a joint case with ${authority.name}: ${titled(context)}`,
    text: (context, { authority, link, reference }) => {
      const named = namedLast(context);
      if (!named) return '';
      const { partner, person } = named;
      return [
        `Hello ${person.name},`,
        `${authority.name} leads the ${act} “${titled(context)}” (${reference}), in which ${partner.name} is a partner. You may see this one case until ${formatLongDay(asDay(partner.until))}.`,
        ...(person.rights === 'decide' ? [`You record the decision of your authority there. The ${act} waits for it.`] : []),
        `Sign in, and open it from your joint cases: ${link.replace(/\/cases\/[^/]+$/, '/joint')}`,
        authority.name,
      ].join('\n\n');
    },
  },
  partnerDecided: {
    to: () => ({ role: 'procurement officer' }),
    subject: (context, { reference }) => `${reference}: a partner has decided on ${titled(context)}`,
    text: (context, { authority, link }) => [`A partner recorded its own decision in the joint case “${titled(context)}”.`, `Read more here: ${link}`, authority.name].join('\n\n'),
  },
});
