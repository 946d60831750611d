import { and, assertEvent, assign, setup } from 'xstate';
import { effects, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import { announcing, declaring } from './act.js';
import { nothingDone } from './act.events.js';
import { record } from './act.refusals.js';
import { done } from './awarding.js';
import { jointAccess, jointSteps } from './joint.js';
import { ownDecision } from './joint.sources.js';
import type { UrgentContext, UrgentEvent } from './urgent.events.js';
import { urgentGuards } from './urgent.guards.js';
import { urgentSources } from './urgent.refusals.js';

const { grounds, bridge, notice, length, normal, selection, exclusions, subContractors } = urgentSources;
const nothingYet: UrgentContext = { ...nothingDone, kind: null, terms: null, valueChangePence: null, selections: [], subContracting: [], exclusionChecks: [], exclusions: [], urgency: null, bridge: null, longer: null, made: null };
const acting = setup({
  types: { context: {} as UrgentContext, events: {} as UrgentEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: urgentGuards,
  actions: effects,
});
type Args = { readonly context: UrgentContext; readonly event: UrgentEvent };

const enter = acting.assign(({ event }) => {
  assertEvent(event, 'urgent.open');
  const { kind, contractCase: _, valueChangePence, ...terms } = event.input;
  return { kind, terms, valueChangePence, contract: kind === 'award' ? null : event.facts.contract, opened: done(event) };
});
const noteMade = acting.assign(({ event }) => {
  assertEvent(event, 'urgent.make');
  return { made: { ...event.input, ...done(event) } };
});
const startNotice = { type: 'startDeadline', params: ({ event }: Args) => ({ name: 'urgent-notice', rule: 'psr.urgent-notice', from: event.stamp.occurredOn }) } as const;

/** An urgent award enters the register, whose latest safe start then opens the normal process. */
const tellAwarded = {
  type: 'tellFact',
  params: ({ context: { terms }, event }: Args) => ({
    fact: 'psr.contract.awarded',
    body: {
      caseId: event.facts.caseId, route: 'urgent award', framework: null, providers: terms?.providers, awardedOn: event.stamp.occurredOn,
      details: { title: terms?.title, services: terms?.services, cpv: terms?.cpv, vat: terms?.vat, valueBasis: null, extensions: null },
      signed: { lifetimePence: terms?.lifetimePence, amountsPayable: terms?.amountsPayable, serviceStart: terms?.serviceStart, serviceEnd: terms?.serviceEnd },
    },
  }),
} as const;
const tellModified = {
  type: 'tellFact',
  params: ({ context, event }: Args) => ({
    fact: 'psr.contract.modified',
    body: {
      contractCase: context.contract?.caseId, caseId: event.facts.caseId,
      change: {
        what: event.type === 'urgent.make' ? event.input.reasons : '', ground: context.kind === 'bridge' ? 'bridge, reg 14(3)' : 'urgent, reg 14(2)', attributable: false, valueChangePence: context.valueChangePence ?? 0,
        effectiveOn: context.terms?.serviceStart, newEnd: context.terms && context.contract && context.terms.serviceEnd !== context.contract.ends ? context.terms.serviceEnd : null,
      },
    },
  }),
} as const;
const promptNormal = { type: 'notify', params: { notice: 'beginNormal' } } as const;

/** Each asks nothing where it does not concern the kind of act. */
const all = [
  'decisionMakersAreNamed', 'conflictsAreStated', 'isNotConflicted', 'allThreeConditionsHold', 'basicSelectionIsMet', 'exclusionsAreChecked', 'nobodyStandsExcluded', 'lengthIsJustified', 'adviceWasSought', 'existingExpiresFirst', 'bridgeIsNeeded', 'noPartnerRefuses', 'everyPartnerHasDecided', 'givesReasons',
] as const;

/**
 * Regulation 14: an award or a modification without regulations 6 to 13, where all three conditions hold; or the modification that bridges a standstill.
 * Principles, basic selection, exclusions, conflicts and the record still bind.
 */
export const urgentMachine = acting.createMachine({
  id: 'psr.urgent',
  context: nothingYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Nothing begun yet', sources: [grounds, bridge] },
      on: { 'urgent.open': { guard: and(['modifiesAContract', 'namesAProvider', 'saysTheValue', 'endsAfterItStarts']), target: 'preparing', meta: { sources: [grounds, bridge] }, actions: enter } },
    },
    preparing: {
      meta: { title: 'Being prepared', sources: [grounds, bridge] },
      on: {
        ...declaring,
        ...jointSteps(),
        ...jointAccess,
        'selection.assess': { meta: { sources: [selection] }, actions: assign({ selections: ({ context, event }) => [...context.selections, { ...event.input, ...done(event) }] }) },
        'sub-contractors.ask': { meta: { sources: [subContractors] }, actions: assign({ subContracting: ({ context, event }) => [...context.subContracting, { ...event.input, ...done(event) }] }) },
        'exclusion.check': { meta: { sources: [exclusions, subContractors] }, actions: assign({ exclusionChecks: ({ context, event }) => [...context.exclusionChecks, { ...event.input, ...done(event) }] }) },
        'exclusion.let-in': {
          guard: and(['isNotConflicted', 'isNotClear', 'suitsWhatWasFound', 'givesReasons']), meta: { sources: [exclusions, subContractors] },
          actions: assign({ exclusions: ({ context, event }) => [...context.exclusions, { ...event.input, ...done(event) }] }),
        },
        'urgency.state': { meta: { sources: [grounds] }, actions: assign({ urgency: ({ event }) => ({ ...event.input, ...done(event) }) }) },
        'bridge.state': { meta: { sources: [bridge] }, actions: assign({ bridge: ({ event }) => ({ ...event.input, ...done(event) }) }) },
        'length.justify': { guard: 'givesReasons', meta: { sources: [length] }, actions: assign({ longer: ({ event }) => ({ ...event.input, ...done(event) }) }) },
        'urgent.make': [
          // The bridge wants no notice: reg 14(4) is about reg 14(2). It is on record, and the annual summary counts it.
          { guard: and(['isBridging', ...all]), target: 'made', meta: { sources: [bridge, ownDecision] }, actions: [noteMade, tellModified] },
          { guard: and(['isAnAward', ...all]), target: 'announcing', meta: { sources: [grounds, normal, ownDecision] }, actions: [noteMade, tellAwarded, startNotice, promptNormal] },
          { guard: and([...all]), target: 'announcing', meta: { sources: [grounds, normal, ownDecision] }, actions: [noteMade, tellModified, startNotice, promptNormal] },
        ],
        'urgent.drop': { guard: 'givesReasons', target: 'dropped', meta: { sources: [record] }, actions: assign({ dropped: ({ event }) => ({ ...event.input, ...done(event) }) }) },
      },
    },
    announcing: {
      meta: { title: 'Made, its notice is to be submitted', sources: [notice] },
      on: { ...announcing('urgent', notice), ...jointAccess },
    },
    made: { type: 'final', meta: { title: 'Made', sources: [grounds, bridge] } },
    dropped: { type: 'final', meta: { title: 'Dropped', sources: [record] } },
  },
});
