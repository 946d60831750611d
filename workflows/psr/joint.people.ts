import type { By, Day } from '../shared/vocabulary.js';
import type { AwardProvider } from './award.parts.js';
import type { CanBeJoint, JointContext, Partner, PartnerDecision, PartnerPerson, PartnerRights } from './joint.events.js';

/** The partners that are in it: what left by its own decision is in it no more. */
export const partnersIn = ({ partners }: Pick<JointContext, 'partners'>): readonly Partner[] => partners.filter(({ withdrawn }) => withdrawn === null);

/** Its people whose access was not ended. The day until which they have it is the partner's. */
export const peopleOf = ({ people }: Partner): readonly PartnerPerson[] => people.filter(({ ended }) => ended === null);

/** The partner for which somebody acts on a day with a right, or null. A partner that left still reads until its day, and does nothing. */
export function partnerOf(context: Pick<JointContext, 'partners'>, by: By, on: Day, wanted: readonly PartnerRights[]): Partner | null {
  return partnersIn(context).find((partner) => on <= partner.until && peopleOf(partner).some(({ personId, rights }) => personId === by.personId && wanted.includes(rights))) ?? null;
}

/** With whom the contract is, or will be, on which the partners decide; empty while there is nothing to decide on. */
export function intendedIn({ providers, terms, contract, change }: CanBeJoint): readonly AwardProvider[] {
  if (change === null) return [];
  return providers ?? terms?.providers ?? contract?.providers ?? [];
}

/** What a partner decided about the provider that is now intended, and the change as it is now described; null where it has not. */
export function decisionOf(context: CanBeJoint, partner: Pick<Partner, 'name'>): PartnerDecision | null {
  const now = intendedIn(context).map(({ name }) => name).sort();
  const last = context.partnerDecisions.filter((one) => one.partner === partner.name).at(-1);
  return last && last.at >= (context.change?.at ?? '') && [...last.providers].sort().join('\n') === now.join('\n') ? last : null;
}
