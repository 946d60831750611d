import type { Procedure } from '../../engine/procedure.js';
import type { RouteChoiceContext, RouteChoiceEvent } from '../../../workflows/psr/route-choice.events.js';
import { routeChoiceMachine } from '../../../workflows/psr/route-choice.machine.js';
import { refusals } from '../../../workflows/psr/route-choice.refusals.js';
import { openedByContract } from '../contract/contract.reactions.js';
import { psr } from '../psr.paths.js';
import { routeChoiceDocuments } from './route-choice.documents.js';
import { routeChoiceFacts } from './route-choice.facts.js';
import { routeChoiceEvents } from './route-choice.labels.js';
import { projectRouteChoice } from './route-choice.row.js';

/** Which route of the Provider Selection Regime a contract takes, from the questions to the signed record. */
export const routeChoiceProcedure: Procedure<RouteChoiceContext, RouteChoiceEvent> = {
  name: 'psr.route-choice',
  title: 'Choice of procurement route',
  plural: 'Choices of procurement route',
  machine: routeChoiceMachine,
  version: 1,
  refusals,
  events: routeChoiceEvents,
  opening: 'choice.open',
  series: 'PSR/R',
  facts: routeChoiceFacts,
  project: projectRouteChoice,
  // All of it is for officers: a choice of route is made before anybody outside is told.
  fieldAudience: {},
  pages: () => [{ path: psr.below.routeResult, text: 'The answer' }],
  documents: routeChoiceDocuments,
  reactions: [openedByContract],
  retention: 'Procurement evidence: six years after the contract ends',
  lead: 'procurement officer',
  readers: ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'procurement reviewer', 'finance reviewer', 'legal reviewer', 'democratic services', 'monitoring officer', 'auditor'],
};
