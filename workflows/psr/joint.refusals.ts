import type { Refusal } from '../shared/vocabulary.js';
import type { JointAct } from './joint.events.js';
import type { jointGuards } from './joint.guards.js';
import { ownDecision, oneCaseOnly } from './joint.sources.js';

/** Why a step of a joint case cannot be taken, or the act that the partners decide on. */
export const jointRefusals = (act: JointAct): Readonly<Record<keyof typeof jointGuards, Refusal>> => ({
  noPartnerRefuses: {
    kind: 'case',
    because: `A partner authority has refused the ${act}. In a joint case each authority’s own decision is a condition of it.`,
    unblock: `Speak with the partner: it may decide again, or ${act === 'award' ? 'the process goes back to an earlier step or is abandoned' : 'this is changed or dropped'}. The page of the partners says which of them refused, and why.`,
    source: ownDecision,
  },
  everyPartnerHasDecided: {
    kind: 'case',
    because: `Not every partner authority has decided on the ${act} ${act === 'award' ? 'to the provider that is now intended' : 'as it is now described'}.`,
    unblock: 'Each partner’s own decision maker records its decision in this case, with its date and minute. The page of the partners says who is still to decide.',
    source: ownDecision,
  },
  hasPartners: { kind: 'case', because: 'This case has no partner authority.', unblock: 'Invite a partner first.', source: oneCaseOnly },
  aProviderIsIntended: { kind: 'case', because: `${act === 'award' ? 'No provider is intended' : 'Nothing is described'} yet, so there is nothing for a partner to decide on.`, unblock: `The lead authority ${act === 'award' ? 'names or chooses the provider' : 'describes it'} first.`, source: ownDecision },
  decidesForAPartner: {
    kind: 'condition',
    because: 'A partner’s decision is recorded by somebody whom this case names as deciding for that partner.',
    unblock: 'The lead authority names them on the page of the partners.',
    source: ownDecision,
  },
  contributesForAPartner: {
    kind: 'condition',
    because: 'You may read this case for a partner, and not put anything into it.',
    unblock: 'Ask the lead authority to name you with the right to contribute.',
    source: oneCaseOnly,
  },
  holdsTheRoleThere: {
    kind: 'condition',
    because: 'You are not a decision maker in your own authority now, so you cannot record its decision.',
    unblock: 'An administrator of your own authority gives the role, or the lead authority names somebody who has it.',
    source: ownDecision,
  },
  somebodyHasAccess: {
    kind: 'condition',
    because: 'Nobody of a partner has access to this case.',
    unblock: 'There is nothing to end. A partner’s people are named on the page of partners.',
    source: oneCaseOnly,
  },
  isAnotherAuthority: { kind: 'input', field: 'name', because: 'This is not another authority, or its name is not the one under which it is known here.', unblock: 'Choose the partner from the list, or give its full name.', source: oneCaseOnly },
  isNotAPartnerYet: { kind: 'input', field: 'name', because: 'This authority is, or was, a partner in this case.', unblock: 'Name its people, or change its last day.', source: oneCaseOnly },
  isAPartner: { kind: 'input', field: 'partner', because: 'This authority is no partner in this case.', unblock: 'Invite it first.', source: oneCaseOnly },
  untilIsToCome: { kind: 'input', field: 'until', because: 'This day is past, so its people would see nothing.', unblock: 'Enter the last day on which its people are to see the case.', source: oneCaseOnly },
  isSomebodyKnown: { kind: 'input', field: 'personId', because: 'Nobody is known by this name and address.', unblock: 'Enter their full name and e-mail address.', source: oneCaseOnly },
  isNotOneOfOurs: { kind: 'input', field: 'personId', because: 'This person holds a role in your own authority, so they cannot act for a partner here.', unblock: 'Name somebody else of the partner.', source: ownDecision },
  isNotNamedYet: { kind: 'input', field: 'personId', because: 'This person is named already.', unblock: 'To change what they may do, end their access and name them again.', source: oneCaseOnly },
  isOneOfTheirs: { kind: 'input', field: 'personId', because: 'This person holds no role in the partner authority.', unblock: 'Name one of its own people, or ask it to give the person a role.', source: ownDecision },
  mayDecideThere: { kind: 'input', field: 'rights', because: 'This person is no decision maker in the partner authority.', unblock: 'Name somebody who is, or give this person the right to read or to contribute.', source: ownDecision },
  hasAccessNow: { kind: 'input', field: 'personId', because: 'This person has no access to the case.', unblock: 'Choose somebody who has.', source: oneCaseOnly },
  wasDecidedByNow: { kind: 'input', field: 'decidedOn', because: 'This day is still to come: a decision is recorded once it is taken.', unblock: 'Enter the day on which your authority decided.', source: ownDecision },
});
