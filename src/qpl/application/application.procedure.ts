import type { Procedure } from '../../engine/procedure.js';
import type { ApplicationContext, ApplicationEvent } from '../../../workflows/qpl/application.events.js';
import { applicationMachine } from '../../../workflows/qpl/application.machine.js';
import { refusals } from '../../../workflows/qpl/application.refusals.js';
import { applicationDocuments } from './application.documents.js';
import { applicationEvents } from './application.labels.js';
import { applicationFacts } from './application.facts.js';
import { applicationNotices } from './application.notices.js';
import { projectApplication } from './application.row.js';

/** A provider's application to a list, from what it sends to the published record of the decision. */
export const applicationProcedure: Procedure<ApplicationContext, ApplicationEvent> = {
  name: 'qpl.application',
  title: 'Application to a provider list',
  plural: 'Applications to provider lists',
  machine: applicationMachine,
  version: 1,
  refusals,
  events: applicationEvents,
  opening: 'application.submit',
  series: 'QPL/A',
  facts: applicationFacts,
  project: projectApplication,
  // What is not named here is for officers: findings, waivers, the recommendation and who returned it why.
  fieldAudience: {
    schemeId: ['provider'], schemeTitle: ['provider'], schemeSlug: ['provider'], regime: ['provider'], provider: ['provider'], contact: ['provider'],
    lots: ['provider'], answers: ['provider'], evidence: ['provider'], declaredBy: ['provider'], submittedAt: ['provider'], submittedOn: ['provider'], copy: ['provider'],
    questions: ['provider'], extended: ['provider'], letterSent: ['provider'], withdrawn: ['provider'],
    recordPublished: ['public'],
  },
  documents: applicationDocuments,
  notices: applicationNotices,
  clocks: { decision: 'qpl.decision-target', reply: 'qpl.clarification-reply', grace: 'qpl.clarification-grace' },
  retention: 'Procurement evidence: six years after the place on the list ends',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'auditor'],
};

