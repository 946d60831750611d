import type { AnyStateMachine } from 'xstate';
import type { DocumentKind, Field, Notice, Procedure, Reaction } from '../../engine/procedure.js';
import type { AwardContext, AwardEvent, AwardRoute } from '../../../workflows/psr/award.events.js';
import { callOffMachine } from '../../../workflows/psr/call-off.machine.js';
import { competitiveMachine } from '../../../workflows/psr/competitive.machine.js';
import { directAwardAMachine } from '../../../workflows/psr/direct-award-a.machine.js';
import { directAwardBMachine } from '../../../workflows/psr/direct-award-b.machine.js';
import { directAwardCMachine } from '../../../workflows/psr/direct-award-c.machine.js';
import { mostSuitableProviderMachine } from '../../../workflows/psr/most-suitable-provider.machine.js';
import { refusalsOf } from '../../../workflows/psr/refusals.js';
import { jointLabels } from '../joint/joint.labels.js';
import { jointMessages } from '../joint/joint.messages.js';
import { psr } from '../psr.paths.js';
import { documentsOf } from './award.documents.js';
import { awardFacts } from './award.facts.js';
import { standstillMessages } from './award.messages.js';
import { underFrameworkLabels } from '../framework/under-framework.labels.js';
import { agreedByEvaluation, openedByChoice, openedByFramework, openedByReopening } from './award.reactions.js';
import { projectAward } from './award.row.js';
import { awardingLabels } from './labels/awarding.labels.js';
import { choosingLabels } from './labels/choosing.labels.js';
import { DETAILS, preparationLabels, PROVIDERS } from './labels/preparation.labels.js';
import { standstillLabels } from './labels/standstill.labels.js';

type Award = Procedure<AwardContext, AwardEvent>;

/** Each step of every route; the compiler refuses a step without its words. A route takes those that its machine has. */
const LABELS: Award['events'] = { ...preparationLabels, ...awardingLabels, ...standstillLabels, ...choosingLabels, ...underFrameworkLabels, ...jointLabels('award') };

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
  /** What is asked when a case is opened, where it differs from the other routes. */
  readonly opening?: readonly Field[];
}

/** What ties the machine of a route to the product. The routes share all but what `OfRoute` names. */
function awardBy({ name, title, plural, route, machine, series, documents, messages, clocks, reactions = [openedByChoice(route)], opening = [...DETAILS, PROVIDERS] }: OfRoute): Award {
  const taken = new Set<string>(machine.events);
  const labels = { ...LABELS, 'award.open': { ...LABELS['award.open'], fields: opening } };
  return {
    name, title, plural, machine, version: 1, series, documents, clocks: { ...clocks, ...TO_MINISTERS, abandonment: 'psr.abandonment-notice' },
    refusals: refusalsOf(machine),
    events: Object.fromEntries(Object.entries(labels).filter(([type]) => taken.has(type))) as Award['events'],
    opening: 'award.open',
    facts: awardFacts,
    project: projectAward,
    // An award is the authority's own: what providers and the public may know stands in its notices and letters.
    fieldAudience: {},
    notices: { ...messages, ...jointMessages('award') },
    joint: true,
    pages: ({ standstill }) => [...(standstill === null ? [] : [{ path: psr.below.standstill, text: 'Standstill' }]), { path: psr.below.regulation24, text: 'Regulation 24' }, { path: psr.below.letters, text: 'Letters' }, { path: psr.below.partners, text: 'Partners' }],
    reactions,
    retention: 'Procurement record: six years after the contract ends',
    lead: 'procurement officer',
    readers: ['procurement officer', 'commissioning manager', 'contract manager', 'decision maker', 'democratic services', 'monitoring officer', 'legal reviewer', 'procurement reviewer', 'finance reviewer', 'auditor'],
  };
}

const TO_MINISTERS = { minister: 'psr.exclusion-minister-notice', 'minister-representations': 'psr.exclusion-representations-notice', 'minister-outcome': 'psr.exclusion-outcome-notice' } as const;
const STANDSTILL = { standstill: 'psr.standstill', 'further-decision': 'psr.further-decision', confirmation: 'psr.confirmation-notice' } as const;
const DIRECT = { 'award-notice': 'psr.award-notice' } as const;

/** A competition ends in a contract, or in a framework. */
const TO_CONCLUDE: Field = {
  name: 'toConclude', label: 'What is to be concluded?', type: 'radios', given: () => 'contract',
  options: [{ value: 'contract', text: 'A contract' }, { value: 'framework', text: 'A framework', hint: 'Contracts are awarded under it later, each in a case of its own' }],
};

/** The five routes of the Regulations, and the contract under a framework. */
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
    documents: [documentsOf.invitation, documentsOf.outcome, ...documentsOf.standstill], messages: standstillMessages, clocks: STANDSTILL,
    reactions: [openedByChoice('competitive'), openedByChoice('competitive', 'framework', { toConclude: 'framework' }), openedByReopening, agreedByEvaluation],
    opening: [TO_CONCLUDE, ...DETAILS],
  }),
  awardBy({
    name: 'psr.call-off', title: 'Contract under a framework', plural: 'Contracts under a framework', route: 'mini-competition', machine: callOffMachine, series: 'PSR/F',
    documents: documentsOf.underFramework, messages: standstillMessages, clocks: { ...STANDSTILL, 'award-notice': 'psr.call-off-notice' },
    reactions: [openedByChoice('mini-competition', 'call-off'), openedByFramework, agreedByEvaluation], opening: DETAILS,
  }),
];

/** For pages that every route has. */
export const awardProcedureNames: readonly string[] = awardProcedures.map(({ name }) => name);
