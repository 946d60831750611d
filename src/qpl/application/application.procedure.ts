import type { Procedure } from '../../engine/procedure.js';
import type { ApplicationContext } from '../../../workflows/qpl/application.context.js';
import type { ApplicationEvent } from '../../../workflows/qpl/application.events.js';
import { applicationMachine } from '../../../workflows/qpl/application.machine.js';
import { refusals } from '../../../workflows/qpl/application.refusals.js';
import { references } from '../reference/reference.paths.js';
import { applicationDocuments } from './application.documents.js';
import { applicationEvents } from './application.labels.js';
import { applicationFacts } from './application.facts.js';
import { applicationNotices } from './application.notices.js';
import { applicationReactions } from './application.reactions.js';
import { projectApplication } from './application.row.js';

/** A provider's application to a list, from its first answer to its place: checked, scored, decided, told, reviewed, agreed. */
export const applicationProcedure: Procedure<ApplicationContext, ApplicationEvent> = {
  name: 'qpl.application',
  title: 'Application to a provider list',
  plural: 'Applications to provider lists',
  machine: applicationMachine,
  version: 1,
  refusals,
  events: applicationEvents,
  opening: ['application.submit', 'application.begin'],
  series: 'QPL/A',
  facts: applicationFacts,
  project: projectApplication,
  // What is not named here is for officers: findings, waivers, concerns, scores, the recommendation and who returned it why.
  fieldAudience: {
    caseId: ['provider'], schemeId: ['provider'], schemeTitle: ['provider'], schemeSlug: ['provider'], regime: ['provider'], round: ['provider'], begunAt: ['provider'],
    provider: ['provider'], contact: ['provider'], lots: ['provider'], answers: ['provider'], evidence: ['provider'], clinicians: ['provider'],
    declaredBy: ['provider'], submittedAt: ['provider'], submittedOn: ['provider'], copy: ['provider'], replaced: ['provider'], late: ['provider'], acknowledged: ['provider'],
    questions: ['provider'], extended: ['provider'], letterSent: ['provider'], withdrawn: ['provider'],
    reviewWindowOver: ['provider'], reviewAsked: ['provider'], reviewLetter: ['provider'], agreementIssued: ['provider'], agreementSigned: ['provider'], agreementLapsed: ['provider'],
    recordPublished: ['public'],
  },
  pages: () => [{ path: references.below, text: 'References' }],
  documents: applicationDocuments,
  notices: applicationNotices,
  reactions: applicationReactions,
  clocks: {
    close: 'qpl.round-closes', reminder: 'qpl.close-reminder-7', decision: ['qpl.decision-target', 'qpl.dps-admission', 'qpl.dps-admission-extended'], extension: 'qpl.extension-decision', reply: 'qpl.clarification-reply', chase: 'qpl.clarification-chase',
    grace: 'qpl.clarification-grace', exclusion: 'qpl.exclusion-review', scoring: 'qpl.evaluation-alarm', reviewWindow: 'qpl.review-request', review: 'qpl.review', agreement: 'qpl.agreement-signature',
  },
  retention: 'Procurement evidence: six years after the place on the list ends',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'finance reviewer', 'auditor'],
};

