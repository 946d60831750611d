import type { Procedure } from '../../engine/procedure.js';
import { formatLongDay } from '../../calendar/day-words.js';
import { asDay } from '../../calendar/day.js';
import type { CanBeJoint, FactsOfJoint, JointAct, JointEvent } from '../../../workflows/psr/joint.events.js';
import { decisionOf, intendedIn, partnersIn, peopleOf } from '../../../workflows/psr/joint.people.js';
import { inside, officers } from '../award/labels/people.js';
import { psr } from '../psr.paths.js';
import * as asked from './joint.inputs.js';

type Events = Procedure<CanBeJoint, JointEvent<FactsOfJoint>>['events'];
const long = (day: string): string => formatLongDay(asDay(day));

const RIGHTS = { read: 'may read', contribute: 'may read and contribute', decide: 'decides for the partner' } as const;
const ofThePartners = { audience: inside, onDesk: false, page: psr.below.partners } as const;

/** Those of partners that have not decided about what is now intended: it waits on their desks. */
const whoAreToDecide = (context: CanBeJoint): readonly string[] =>
  partnersIn(context).filter((partner) => decisionOf(context, partner) === null).flatMap((partner) => peopleOf(partner).filter(({ rights }) => rights === 'decide').map(({ personId }) => personId));

/** What a joint case adds to an award, a modification or an urgent act, as people see it. */
export const jointLabels = (act: JointAct) => ({
  'partner.invite': {
    ...ofThePartners, label: 'Invite a partner authority', purpose: `This ${act} becomes a joint one: the notices name the partner, and its own decision is a condition of it. It sees this case only, through people whom you name.`,
    roles: officers, against: 'latest', input: asked.InvitePartner, told: ({ input: { name, until } }) => `invited ${name} as a partner, until ${long(until)}`,
  },
  'partner.name': {
    ...ofThePartners, label: 'Name a partner’s person', purpose: 'They see this case until the partner’s last day, and nothing else of yours.',
    roles: officers, against: 'latest', input: asked.NamePerson, told: ({ input: { partner, rights }, facts }) => `named ${facts.joint?.person?.name ?? 'somebody'} of ${partner}, who ${RIGHTS[rights]}`,
  },
  'partner.release': {
    ...ofThePartners, label: 'End a partner’s person’s access', purpose: 'They see the case no more, from this moment. What they did stands.',
    roles: officers, against: 'latest', input: asked.ReleasePerson, told: ({ input: { why } }) => `ended the access of a partner’s person: ${why}`,
  },
  'partner.until': {
    ...ofThePartners, label: 'Change a partner’s last day', purpose: 'After it none of its people sees the case. A day that is past ends their access at once.',
    roles: officers, against: 'latest', input: asked.ChangeUntil, told: ({ input: { partner, until, why } }) => `set the last day of ${partner} to ${long(until)}: ${why}`,
  },
  'partner.contribute': {
    label: 'Put something into the case for your authority', purpose: 'A view or papers of your authority. The lead authority and the other partners see them.',
    roles: ['partner contributor', 'partner decision maker'], audience: inside, against: 'latest', input: asked.Contribute, onDesk: false,
    fields: [{ name: 'text', label: 'What does your authority say?', type: 'textarea' }, { name: 'files', label: 'Papers', type: 'file', several: true, optional: true, audience: inside }],
    told: ({ input: { text } }) => `put in: ${text}`,
  },
  'partner.decide': {
    label: 'Record your authority’s decision', purpose: act === 'award' ? 'Your authority’s own decision on the award to the provider that is intended. The lead authority cannot award before it.' : `Your authority’s own decision on the ${act} as it is described. The lead authority cannot make it before that.`,
    roles: ['partner decision maker'], audience: inside, against: 'seen', input: asked.DecideForPartner, onDesk: true, final: true, waitsFor: whoAreToDecide,
    fields: [
      { name: 'decision', label: 'What did your authority decide?', type: 'radios', options: [{ value: 'approve', text: `It approves the ${act}` }, { value: 'refuse', text: `It refuses the ${act}`, hint: 'It cannot be made while this stands' }] },
      { name: 'decidedOn', label: 'On which day?', type: 'date' },
      { name: 'decidedBy', label: 'Who decided?', hint: 'The body or the post, like “Commissioning committee”', type: 'text' },
      { name: 'reference', label: 'Where does it stand written?', hint: 'The minute, the decision notice or the document', type: 'text' },
      { name: 'reasons', label: 'Reasons', type: 'textarea' },
    ],
    consequences: (context, { decision }) => [
      `Record the decision about ${intendedIn(context).map(({ name }) => name).join(', ')}`,
      ...(decision === 'refuse' ? [`Stop the ${act}: it cannot be made while this decision stands`] : []),
      'Tell the lead authority',
    ],
    told: ({ input: { decision, decidedOn, decidedBy, reference } }) => `recorded that ${decidedBy} ${decision === 'approve' ? 'approved' : 'refused'} the ${act} on ${long(decidedOn)} (${reference})`,
  },
  'partner.withdraw': {
    label: 'Leave the joint case', purpose: `Your authority buys nothing by this ${act}. Its decision is then no condition, and the notices do not name it.${act === 'award' ? ' Once the intention is published it cannot leave: it approves or refuses.' : ''}`,
    roles: ['partner decision maker'], audience: inside, against: 'seen', input: asked.WithdrawPartner, onDesk: false, final: true,
    fields: [
      { name: 'decidedOn', label: 'On which day did your authority decide to leave?', type: 'date' },
      { name: 'reference', label: 'Where does it stand written?', type: 'text' },
      { name: 'why', label: 'Why does it leave?', type: 'textarea' },
    ],
    consequences: () => ['Leave this authority out of the notices', 'Tell the lead authority'],
    told: ({ input: { why } }) => `left the joint case: ${why}`,
  },
}) satisfies Partial<Events>;
