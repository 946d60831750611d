import { assertEvent } from 'xstate';
import type { Told } from '../shared/vocabulary.js';
import type { CanBeJoint, FactsOfJoint, JointEvent } from './joint.events.js';
import { decisionOf, intendedIn, partnerOf, partnersIn, peopleOf } from './joint.people.js';

interface Asked {
  readonly context: CanBeJoint;
  /** Any event of the machine that it stands in. */
  readonly event: Told<string, unknown, FactsOfJoint>;
}
/** The event as one of a joint case, of which it has to be one of these types. */
function told<Type extends JointEvent['type']>(event: Asked['event'], ...types: Type[]): Extract<JointEvent<FactsOfJoint>, { type: Type }> {
  assertEvent(event as JointEvent<FactsOfJoint>, types);
  return event as unknown as Extract<JointEvent<FactsOfJoint>, { type: Type }>;
}

/** The rules of a joint case. Why each says no stands in `joint.refusals.ts`. */

const sameName = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
const said = (text: string): boolean => text.trim() !== '';

export const jointGuards = {
  // What is joint waits for every partner's own decision.
  noPartnerRefuses: ({ context }: Asked) => partnersIn(context).every((partner) => decisionOf(context, partner)?.decision !== 'refuse'),
  everyPartnerHasDecided: ({ context }: Asked) => partnersIn(context).every((partner) => decisionOf(context, partner) !== null),

  // Who acts.
  hasPartners: ({ context }: Asked) => partnersIn(context).length > 0,
  somebodyHasAccess: ({ context }: Asked) => context.partners.some(({ people }) => people.some(({ ended }) => ended === null)),
  aProviderIsIntended: ({ context }: Asked) => intendedIn(context).length > 0,
  decidesForAPartner: ({ context, event }: Asked) => partnerOf(context, event.stamp.by, event.stamp.occurredOn, ['decide']) !== null,
  contributesForAPartner: ({ context, event }: Asked) => partnerOf(context, event.stamp.by, event.stamp.occurredOn, ['contribute', 'decide']) !== null,
  /** Where the partner uses this installation its own directory says who decides there; elsewhere the lead named them as one who does. */
  holdsTheRoleThere: ({ event }: Asked) => event.facts.joint?.rolesThere == null || event.facts.joint.rolesThere.includes('decision maker'),

  // What was entered.
  isAnotherAuthority: ({ event }: Asked) => {
    const { name, authorityId } = told(event, 'partner.invite').input;
    return said(name) && event.facts.joint?.isLead !== true && (authorityId === null || (event.facts.joint?.authority != null && sameName(event.facts.joint.authority, name)));
  },
  isNotAPartnerYet: ({ context, event }: Asked) => {
    const { input } = told(event, 'partner.invite');
    return !context.partners.some(({ name }) => sameName(name, input.name));
  },
  isAPartner: ({ context, event }: Asked) => {
    const { input } = told(event, 'partner.name', 'partner.until');
    return partnersIn(context).some(({ name }) => name === input.partner);
  },
  untilIsToCome: ({ event }: Asked) => told(event, 'partner.invite').input.until >= event.stamp.occurredOn,
  isSomebodyKnown: ({ event }: Asked) => event.facts.joint?.person != null,
  isNotOneOfOurs: ({ event }: Asked) => event.facts.joint?.isOurs !== true,
  isNotNamedYet: ({ context, event }: Asked) => {
    const { input } = told(event, 'partner.name');
    return !partnersIn(context).some((partner) => peopleOf(partner).some(({ personId }) => personId === input.personId));
  },
  isOneOfTheirs: ({ event }: Asked) => event.facts.joint?.rolesThere == null || event.facts.joint.rolesThere.length > 0,
  mayDecideThere: ({ event }: Asked) => {
    const { input } = told(event, 'partner.name');
    return input.rights !== 'decide' || event.facts.joint?.rolesThere == null || event.facts.joint.rolesThere.includes('decision maker');
  },
  hasAccessNow: ({ context, event }: Asked) => {
    const { input } = told(event, 'partner.release');
    return context.partners.some((partner) => peopleOf(partner).some(({ personId }) => personId === input.personId));
  },
  wasDecidedByNow: ({ event }: Asked) => told(event, 'partner.decide', 'partner.withdraw').input.decidedOn <= event.stamp.occurredOn,
} as const;
