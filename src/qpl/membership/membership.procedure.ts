import type { Procedure } from '../../engine/procedure.js';
import type { MembershipContext, MembershipEvent } from '../../../workflows/qpl/membership.events.js';
import { membershipMachine, refusals } from '../../../workflows/qpl/membership.machine.js';
import { BeginMembership, ConfirmEvidence, ImportMembership, TellCapacity } from './membership.inputs.js';
import { membershipReactions } from './membership.reactions.js';
import { projectMembership } from './membership.row.js';

const shared = ['provider', 'officers'] as const;

/** A provider's place on one lot of a list. */
export const membershipProcedure: Procedure<MembershipContext, MembershipEvent> = {
  name: 'qpl.membership',
  title: 'Place on a provider list',
  plural: 'Places on provider lists',
  machine: membershipMachine,
  version: 1,
  refusals,
  events: {
    'membership.import': {
      label: 'Bring over from an older list', purpose: 'The provider keeps its place; what is missing is named and asked for.',
      roles: ['procurement officer', 'commissioning manager', 'administrator', 'system'], audience: shared, against: 'latest', input: ImportMembership, onDesk: false,
      told: ({ input: { origin, missing } }) => `brought the provider over from the ${origin}${missing.length > 0 ? `, with ${missing.length === 1 ? 'one item' : `${missing.length} items`} of evidence missing` : ''}`,
    },
    'membership.begin': {
      label: 'Put on the list', purpose: 'The provider was admitted to this lot.',
      roles: ['system'], audience: ['public', 'provider', 'officers'], against: 'latest', input: BeginMembership, onDesk: false,
      told: ({ input: { lot } }) => `put the provider on the list for ${lot.title}`,
    },
    'evidence.confirm': {
      label: 'Confirm evidence', purpose: 'Record that missing evidence was seen, how and when. When nothing is missing the place is live.',
      roles: ['procurement officer', 'contract manager'], audience: shared, against: 'latest', input: ConfirmEvidence, onDesk: true, page: 'missing-evidence',
      told: ({ input: { seen } }) => `confirmed ${seen.length === 1 ? 'an item' : `${seen.length} items`} of evidence`,
    },
    'capacity.tell': {
      label: 'Tell capacity and wait', purpose: 'Families and schools see it on the public list, with the day on which you told it.',
      roles: ['applicant', 'account holder', 'procurement officer'], audience: shared, against: 'latest', input: TellCapacity, onDesk: false,
      fields: [
        { name: 'sessionsPerWeek', label: 'How many more sessions a week can you take on?', hint: 'A whole number. 0 if you are full.', type: 'number' },
        { name: 'waitWeeksMin', label: 'What is the shortest wait for a first session, in weeks?', type: 'number' },
        { name: 'waitWeeksMax', label: 'What is the longest wait, in weeks?', type: 'number' },
      ],
      told: ({ input: { sessionsPerWeek, waitWeeksMin, waitWeeksMax } }) => `told a capacity of ${sessionsPerWeek} sessions a week and a wait of ${waitWeeksMin} to ${waitWeeksMax} weeks`,
    },
  },
  opening: ['membership.begin', 'membership.import'],
  series: 'QPL/M',
  project: projectMembership,
  fieldAudience: {
    schemeId: ['public'], schemeTitle: ['public'], provider: ['public'], lot: ['public'], listedOn: ['public'], capacity: ['public'],
    origin: ['provider'], missing: ['provider'], seen: ['provider'],
  },
  reactions: membershipReactions,
  retention: 'Procurement evidence: six years after the place on the list ends',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'brokerage', 'caseworker', 'SEND manager', 'decision maker', 'democratic services', 'monitoring officer', 'auditor'],
};
