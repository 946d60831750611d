import { assertEvent } from 'xstate';
import type { Asked } from './award.guards.js';
import { decisionOf, partnerOf, partnersIn, peopleOf } from './joint.people.js';

/** The rules of a joint case. Why each says no stands in `joint.refusals.ts`. */

const sameName = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
const said = (text: string): boolean => text.trim() !== '';

export const jointGuards = {
  // The award waits for every partner's own decision.
  noPartnerRefuses: ({ context }: Asked) => partnersIn(context).every((partner) => decisionOf(context, partner)?.decision !== 'refuse'),
  everyPartnerHasDecided: ({ context }: Asked) => partnersIn(context).every((partner) => decisionOf(context, partner) !== null),

  // Who acts.
  hasPartners: ({ context }: Asked) => partnersIn(context).length > 0,
  aProviderIsIntended: ({ context }: Asked) => context.providers.length > 0,
  decidesForAPartner: ({ context, event }: Asked) => partnerOf(context, event.stamp.by, event.stamp.occurredOn, ['decide']) !== null,
  contributesForAPartner: ({ context, event }: Asked) => partnerOf(context, event.stamp.by, event.stamp.occurredOn, ['contribute', 'decide']) !== null,
  /** Where the partner uses this installation its own directory says who decides there; elsewhere the lead named them as one who does. */
  holdsTheRoleThere: ({ event }: Asked) => event.facts.joint?.rolesThere == null || event.facts.joint.rolesThere.includes('decision maker'),

  // What was entered.
  isAnotherAuthority: ({ event }: Asked) => {
    assertEvent(event, 'partner.invite');
    const { name, authorityId } = event.input;
    return said(name) && event.facts.joint?.isLead !== true && (authorityId === null || (event.facts.joint?.authority != null && sameName(event.facts.joint.authority, name)));
  },
  isNotAPartnerYet: ({ context, event }: Asked) => {
    assertEvent(event, 'partner.invite');
    return !context.partners.some(({ name }) => sameName(name, event.input.name));
  },
  isAPartner: ({ context, event }: Asked) => {
    assertEvent(event, ['partner.name', 'partner.until']);
    return partnersIn(context).some(({ name }) => name === event.input.partner);
  },
  untilIsToCome: ({ event }: Asked) => {
    assertEvent(event, 'partner.invite');
    return event.input.until >= event.stamp.occurredOn;
  },
  isSomebodyKnown: ({ event }: Asked) => event.facts.joint?.person != null,
  isNotOneOfOurs: ({ event }: Asked) => event.facts.joint?.isOurs !== true,
  isNotNamedYet: ({ context, event }: Asked) => {
    assertEvent(event, 'partner.name');
    return !partnersIn(context).some((partner) => peopleOf(partner).some(({ personId }) => personId === event.input.personId));
  },
  isOneOfTheirs: ({ event }: Asked) => {
    assertEvent(event, 'partner.name');
    return event.facts.joint?.rolesThere == null || event.facts.joint.rolesThere.length > 0;
  },
  mayDecideThere: ({ event }: Asked) => {
    assertEvent(event, 'partner.name');
    return event.input.rights !== 'decide' || event.facts.joint?.rolesThere == null || event.facts.joint.rolesThere.includes('decision maker');
  },
  hasAccessNow: ({ context, event }: Asked) => {
    assertEvent(event, 'partner.release');
    return context.partners.some((partner) => peopleOf(partner).some(({ personId }) => personId === event.input.personId));
  },
  wasDecidedByNow: ({ event }: Asked) => {
    assertEvent(event, ['partner.decide', 'partner.withdraw']);
    return event.input.decidedOn <= event.stamp.occurredOn;
  },
} as const;
