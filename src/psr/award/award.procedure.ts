import type { AnyStateMachine } from 'xstate';
import type { DocumentKind, Notice, Procedure, Reaction } from '../../engine/procedure.js';
import type { AwardContext, AwardEvent, AwardRoute } from '../../../workflows/psr/award.events.js';
import { competitiveMachine } from '../../../workflows/psr/competitive.machine.js';
import { directAwardAMachine } from '../../../workflows/psr/direct-award-a.machine.js';
import { directAwardBMachine } from '../../../workflows/psr/direct-award-b.machine.js';
import { directAwardCMachine } from '../../../workflows/psr/direct-award-c.machine.js';
import { mostSuitableProviderMachine } from '../../../workflows/psr/most-suitable-provider.machine.js';
import { refusalsOf } from '../../../workflows/psr/refusals.js';
import { psr } from '../psr.paths.js';
import { documentsOf } from './award.documents.js';
import { awardFacts } from './award.facts.js';
import { standstillMessages } from './award.messages.js';
import { agreedByEvaluation, openedByChoice } from './award.reactions.js';
import { projectAward } from './award.row.js';
import { awardingLabels } from './labels/awarding.labels.js';
import { choosingLabels } from './labels/choosing.labels.js';
import { preparationLabels } from './labels/preparation.labels.js';
import { standstillLabels } from './labels/standstill.labels.js';

type Award = Procedure<AwardContext, AwardEvent>;

/** Each step of every route; the compiler refuses a step without its words. A route takes those that its machine has. */
const LABELS: Award['events'] = { ...preparationLabels, ...awardingLabels, ...standstillLabels, ...choosingLabels };

interface OfRoute {
  readonly name: string;
  readonly title: string;
  readonly plural: string;
  readonly route: AwardRoute;
  readonly machine: AnyStateMachine;
  readonly series: string;
  readonly documents: readonly DocumentKind<AwardContext>[];
  readonly messages: Readonly<Record<string, Notice<AwardContext>>>;
  readonly clocks: Readonly<Record<string, string>>;
  readonly reactions?: readonly Reaction<AwardEvent>[];
}

/** What ties the machine of a route to the product. The routes share all but what `OfRoute` names. */
function awardBy({ name, title, plural, route, machine, series, documents, messages, clocks, reactions = [] }: OfRoute): Award {
  const taken = new Set<string>(machine.events);
  return {
    name, title, plural, machine, version: 1, series, documents, clocks: { ...clocks, ...TO_MINISTERS, abandonment: 'psr.abandonment-notice' },
    refusals: refusalsOf(machine),
    events: Object.fromEntries(Object.entries(LABELS).filter(([type]) => taken.has(type))) as Award['events'],
    opening: 'award.open',
    facts: awardFacts,
    project: projectAward,
    // An award is the authority's own: what providers and the public may know stands in its notices and letters.
    fieldAudience: {},
    notices: messages,
    pages: ({ standstill }) => [...(standstill === null ? [] : [{ path: psr.below.standstill, text: 'Standstill' }]), { path: psr.below.regulation24, text: 'Regulation 24' }],
    reactions: [openedByChoice(route), ...reactions],
    retention: 'Procurement record: six years after the contract ends',
    lead: 'procurement officer',
    readers: ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'procurement reviewer', 'finance reviewer', 'auditor'],
  };
}

const TO_MINISTERS = { minister: 'psr.exclusion-minister-notice', 'minister-representations': 'psr.exclusion-representations-notice', 'minister-outcome': 'psr.exclusion-outcome-notice' } as const;
const STANDSTILL = { standstill: 'psr.standstill', 'further-decision': 'psr.further-decision', confirmation: 'psr.confirmation-notice' } as const;
const DIRECT = { 'award-notice': 'psr.award-notice' } as const;

/** The five routes of the Regulations. */
export const awardProcedures: readonly Award[] = [
  awardBy({
    name: 'psr.direct-award-a', title: 'Award by direct award process A', plural: 'Awards by direct award process A', route: 'direct award A', machine: directAwardAMachine, series: 'PSR/A',
    documents: documentsOf.direct, messages: {}, clocks: DIRECT,
  }),
  awardBy({
    name: 'psr.direct-award-b', title: 'Award by direct award process B', plural: 'Awards by direct award process B', route: 'direct award B', machine: directAwardBMachine, series: 'PSR/B',
    documents: documentsOf.direct, messages: {}, clocks: DIRECT,
  }),
  awardBy({
    name: 'psr.direct-award-c', title: 'Award by direct award process C', plural: 'Awards by direct award process C', route: 'direct award C', machine: directAwardCMachine, series: 'PSR/C',
    documents: documentsOf.standstill, messages: standstillMessages, clocks: STANDSTILL,
  }),
  awardBy({
    name: 'psr.most-suitable-provider', title: 'Award by the most suitable provider process', plural: 'Awards by the most suitable provider process', route: 'most suitable provider', machine: mostSuitableProviderMachine, series: 'PSR/M',
    documents: [documentsOf.following, ...documentsOf.standstill], messages: standstillMessages, clocks: { ...STANDSTILL, pool: 'psr.msp-wait' },
  }),
  awardBy({
    name: 'psr.competitive', title: 'Award by the competitive process', plural: 'Awards by the competitive process', route: 'competitive', machine: competitiveMachine, series: 'PSR/K',
    documents: [documentsOf.invitation, ...documentsOf.standstill], messages: standstillMessages, clocks: STANDSTILL, reactions: [agreedByEvaluation],
  }),
];

/** For pages that every route has. */
export const awardProcedureNames: readonly string[] = awardProcedures.map(({ name }) => name);
