import type { Procedure } from '../../engine/procedure.js';
import type { MembershipContext, MembershipEvent } from '../../../workflows/qpl/membership.events.js';
import { membershipMachine } from '../../../workflows/qpl/membership.machine.js';
import { refusals } from '../../../workflows/qpl/membership.refusals.js';
import { membershipDocuments } from './membership.documents.js';
import { membershipFacts } from './membership.facts.js';
import { membershipEvents } from './membership.labels.js';
import { membershipNotices } from './membership.notices.js';
import { membershipReactions } from './membership.reactions.js';
import { projectMembership } from './membership.row.js';

/** A provider's place on one lot of a list. */
export const membershipProcedure: Procedure<MembershipContext, MembershipEvent> = {
  name: 'qpl.membership',
  title: 'Place on a provider list',
  plural: 'Places on provider lists',
  machine: membershipMachine,
  version: 1,
  refusals,
  events: membershipEvents,
  opening: ['membership.begin', 'membership.import'],
  series: 'QPL/M',
  facts: membershipFacts,
  project: projectMembership,
  fieldAudience: {
    schemeId: ['public'], schemeTitle: ['public'], provider: ['public'], lot: ['public'], listedOn: ['public'], capacity: ['public'],
    children: ['officers', 'child-data'],
    origin: ['provider'], missing: ['provider'], seen: ['provider'], capacityOverdueSince: ['provider'], evidence: ['provider'], expiring: ['provider'], conditions: ['provider'], restrictions: ['provider'],
    representations: ['provider'], exit: ['provider'], ended: ['provider'], review: ['provider'], lastReviewOn: ['provider'],
  },
  documents: membershipDocuments,
  notices: membershipNotices,
  reactions: membershipReactions,
  clocks: {
    'condition-1': 'qpl.condition', evidence: 'qpl.evidence-restriction', expiring: 'qpl.evidence-warning-90', renewal: 'qpl.renewal-check', refresh: 'qpl.tell-capacity', continuity: 'qpl.continuity-decision',
    'suspension-notice': 'qpl.suspension-notice', 'suspension-review': 'qpl.suspension-review', 'suspension-lift': 'qpl.suspension-lift', risk: 'qpl.suspension-risk', representations: 'qpl.representations', exit: 'qpl.voluntary-exit',
    'removal-letter': 'qpl.removal-notice', 'exclusion-report': 'qpl.exclusion-report', 'review-pack': 'qpl.annual-review-pack', 'review-due': 'qpl.annual-review', 'review-return': 'qpl.annual-review-return',
  },
  retention: 'Procurement evidence: six years after the place on the list ends',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'brokerage', 'caseworker', 'SEND manager', 'decision maker', 'democratic services', 'monitoring officer', 'auditor'],
};
