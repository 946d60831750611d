import { and, assertEvent, assign, setup } from 'xstate';
import { effects, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { OpenInput } from './award.events.js';
import { done } from './awarding.js';
import { sumsOf, sumsWith } from './contract.ledger.js';
import { pipeline } from './contract.sources.js';
import type { FrameworkContext, FrameworkEvent, FrameworkTerms, JoinInput, Party } from './framework.events.js';
import { frameworkGuards } from './framework.guards.js';
import { earlierFrameworks, joining, modified, namedUsers, onlyByCompetition, onlyUnderIt, record, register, whatItIs } from './framework.sources.js';

const nothingYet: FrameworkContext = { terms: null, awardCase: null, opened: null, parties: [], rounds: [], begun: [], callOffs: [], changes: [], ended: null, expiredOn: null };

const inRegister = setup({
  types: { context: {} as FrameworkContext, events: {} as FrameworkEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: frameworkGuards,
  actions: effects,
});
const { enqueueActions } = inRegister;

const joined = ({ providers, joinedOn, awardCase }: JoinInput): readonly Party[] => providers.map((one) => ({ ...one, joinedOn, awardCase, left: null }));
const enter = inRegister.assign(({ event }) => {
  assertEvent(event, 'framework.open');
  const { providers, awardCase, ...terms } = event.input;
  return { terms, awardCase, parties: joined({ providers, joinedOn: terms.concludedOn, awardCase }), opened: done(event) };
});
/** Who is party already stays as they are: being told twice changes nothing. */
const noteJoined = inRegister.assign(({ context, event }) => {
  assertEvent(event, ['provider.join', 'provider.enter']);
  return { parties: [...context.parties, ...joined(event.input).filter(({ name }) => !context.parties.some((one) => one.name === name && one.left === null))] };
});
const runTheTerm = enqueueActions(({ context, event, enqueue }) => {
  const why = event.type === 'framework.open' ? {} : { why: 'The term was changed' };
  enqueue({ type: 'startDeadline', params: { name: 'end', rule: 'psr.framework-ends', from: context.terms?.ends ?? '', ...why } });
  if (event.facts.startBy !== null) enqueue({ type: 'startDeadline', params: { name: 'start-by', rule: 'psr.renewal-start', from: event.facts.startBy, ...why } });
});
const noteChange = inRegister.assign(({ context, event }) => {
  assertEvent(event, 'change.note');
  const { whyOverFourYears, ...change } = event.input;
  const changes = [...context.changes, { ...change, number: context.changes.length + 1, ...sumsWith(sumsOf(context.changes), change.valueChangePence), ...done(event) }];
  const { terms } = context;
  return { changes, terms: terms && { ...terms, ends: change.newEnd ?? terms.ends, whyOverFourYears: whyOverFourYears ?? terms.whyOverFourYears } };
});
const changeSources = { sources: [modified, record] };
const endTheClocks = [{ type: 'endDeadline', params: { name: 'end' } }, { type: 'endDeadline', params: { name: 'start-by' } }] as const;

/** What a case that is begun from here is opened with. Its dates and its value are its own, and asked for there. */
const openingOf = (title: string, terms: FrameworkTerms | null): OpenInput => ({
  title, services: terms?.services ?? '', cpv: terms?.cpv ?? '', otherCpv: terms?.otherCpv ?? [], mixedWith: null, lifetimePence: null, amountsPayable: null, vat: terms?.vat ?? null, valueBasis: null, serviceStart: null, serviceEnd: null,
  extensions: null, existingContract: null, representationsTo: null, representationsEmail: null, intentionOn: null, routeCase: null, providers: [],
});
type At = { readonly context: FrameworkContext; readonly event: FrameworkEvent };
const tellBegun = {
  type: 'tellFact',
  params: ({ context, event }: At) => ({
    fact: 'psr.call-off.begun',
    body: {
      begunAs: `${event.facts.caseId} contract ${context.begun.length}`,
      opening: { ...openingOf(event.type === 'call-off.begin' ? event.input.title : '', context.terms), frameworkCase: event.facts.caseId },
    },
  }),
} as const;
const tellReopened = {
  type: 'tellFact',
  params: ({ context, event }: At) => {
    const { terms, parties } = context;
    const agreed = terms && {
      starts: terms.starts, ends: terms.ends, users: terms.users, whyOverFourYears: terms.whyOverFourYears, withoutCompetition: terms.withoutCompetition, competition: terms.competition, howCalledOff: terms.howCalledOff,
    };
    return {
      fact: 'psr.framework.reopened',
      body: {
        begunAs: `${event.facts.caseId} round ${context.rounds.length}`,
        opening: {
          ...openingOf(`Further providers: ${terms?.title ?? ''}`.slice(0, 300), terms), lifetimePence: terms?.lifetimePence ?? null, valueBasis: terms?.valueBasis ?? null, toConclude: 'framework',
          joins: { ...agreed, frameworkCase: event.facts.caseId, reference: terms?.number ?? event.facts.reference ?? '', parties: parties.filter(({ left }) => left === null).map(({ name }) => name) },
        },
      },
    };
  },
} as const;

/** What happened while it ran can be entered after its end. */
const always = inRegister.createStateConfig({
  on: {
    'call-off.note': {
      meta: { sources: [onlyUnderIt, record] },
      actions: assign({ callOffs: ({ context, event }) => [...context.callOffs.filter(({ callOffCase }) => callOffCase !== event.input.callOffCase), event.input] }),
    },
    'parties.correct': {
      guard: 'keepsTheParties',
      meta: { sources: [record] },
      actions: assign({ parties: ({ context, event }) => context.parties.map((party) => (party.left === null ? { ...party, ...event.input.providers.find(({ name }) => name === party.name) } : party)) }),
    },
    'provider.join': { meta: { sources: [joining, record] }, actions: noteJoined },
    'provider.leave': {
      guard: and(['isPartyNow', 'givesReasons']),
      meta: { sources: [record] },
      actions: assign({ parties: ({ context, event }) => context.parties.map((party) => (party.left === null && party.name === event.input.provider ? { ...party, left: { on: event.input.on, reasons: event.input.reasons } } : party)) }),
    },
  },
}).on;

/**
 * A framework in the register: its term, the authorities that may use it, the providers party to it and how they joined, the contracts awarded under
 * it. It enters by itself when a competition here concludes it; one of another authority, or from before the Regime, by hand.
 */
export const frameworkMachine = inRegister.createMachine({
  id: 'psr.framework',
  context: nothingYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Not in the register yet', sources: [register] },
      on: {
        'framework.open': [
          { guard: and(['isNotThereYet', 'namesAProvider', 'namesEachPartyOnce', 'endsAfterItStarts', 'namesItsUsers', 'allowsAWay', 'isOverAlready']), target: 'over', meta: { sources: [register, earlierFrameworks] }, actions: enter },
          {
            guard: and(['isNotThereYet', 'namesAProvider', 'namesEachPartyOnce', 'endsAfterItStarts', 'namesItsUsers', 'allowsAWay']),
            target: 'running', meta: { sources: [onlyByCompetition, namedUsers, earlierFrameworks] }, actions: [enter, runTheTerm],
          },
        ],
      },
    },
    running: {
      meta: { title: 'Concluded: contracts may be awarded under it in its term', sources: [whatItIs] },
      on: {
        ...always,
        'call-off.begin': {
          guard: and(['isNotConflicted', 'runsOnThatDay']),
          meta: { sources: [onlyUnderIt, whatItIs] },
          actions: [assign({ begun: ({ context, event }) => [...context.begun, { ...event.input, ...done(event) }] }), tellBegun],
        },
        'places.open': {
          guard: and(['isNotConflicted', 'isOurs', 'runsOnThatDay', 'givesReasons']),
          meta: { sources: [joining] },
          actions: [assign({ rounds: ({ context, event }) => [...context.rounds, { ...event.input, ...done(event) }] }), tellReopened],
        },
        'change.note': [{ guard: 'changesTheEnd', meta: changeSources, actions: [noteChange, runTheTerm] }, { meta: changeSources, actions: noteChange }],
        'provider.enter': { guard: and(['isAnothers', 'namesEachPartyOnce']), meta: { sources: [joining, record] }, actions: noteJoined },
        'framework.end': {
          guard: and(['isNotConflicted', 'givesReasons']),
          target: 'over',
          meta: { sources: [register] },
          actions: [assign({ ended: ({ event }) => ({ ...event.input, ...done(event) }) }), ...endTheClocks],
        },
        'deadline.reached': [
          { guard: { type: 'isForClock', params: { clock: 'start-by' } }, meta: { sources: [pipeline] }, actions: { type: 'notify', params: { notice: 'renewalDue' } } },
          { guard: { type: 'isForClock', params: { clock: 'end' } }, target: 'over', meta: { sources: [whatItIs] }, actions: [assign({ expiredOn: ({ context }) => context.terms?.ends ?? null }), { type: 'notify', params: { notice: 'expired' } }] },
        ],
      },
    },
    over: {
      meta: { title: 'Over: no contract may be awarded under it', sources: [whatItIs] },
      on: {
        ...always,
        // One that was made longer while its end was near, and told after it: it runs on. What happened is recorded, also late.
        'change.note': [
          { guard: 'runsOnAgain', target: 'running', meta: changeSources, actions: [noteChange, runTheTerm, assign({ expiredOn: null })] },
          { meta: changeSources, actions: noteChange },
        ],
      },
    },
  },
});
