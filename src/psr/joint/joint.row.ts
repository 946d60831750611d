import type { CasePerson } from '../../engine/procedure.js';
import type { CanBeJoint, JointAct, JointContext } from '../../../workflows/psr/joint.events.js';
import { decisionOf, partnersIn, peopleOf } from '../../../workflows/psr/joint.people.js';

/** Whom the case lets in from its partners. One that left reads on until its day. */
export const partnersPeople = ({ partners }: JointContext): { readonly people?: CasePerson[] } => (partners.length === 0 ? {} : { people: partners.flatMap((partner) => peopleOf(partner).map(({ personId, rights }) => ({ personId, role: `partner: ${partner.name}`, lentBy: partner.name, until: partner.until, rights }))) });

/** What is to be said of the partners in the one sentence of the case. Empty where there is none. */
export function partnersSentence(context: CanBeJoint, act: JointAct): string {
  const all = partnersIn(context);
  if (all.length === 0 || (context.award ?? context.made) != null) return '';
  const refused = all.filter((partner) => decisionOf(context, partner)?.decision === 'refuse').map(({ name }) => name);
  if (refused.length > 0) return `${refused.join(' and ')} refused the ${act}.`;
  const open = all.filter((partner) => decisionOf(context, partner) === null).map(({ name }) => name);
  return open.length > 0 ? `Joint with ${all.map(({ name }) => name).join(' and ')}: ${open.join(' and ')} ${open.length === 1 ? 'has' : 'have'} still to decide.` : `Joint with ${all.map(({ name }) => name).join(' and ')}, who agreed.`;
}
