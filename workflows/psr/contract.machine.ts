import { and, assertEvent, assign, setup } from 'xstate';
import { effects, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import { done } from './awarding.js';
import type { ContractContext, ContractEvent, RenewalInput } from './contract.events.js';
import { contractGuards } from './contract.guards.js';
import { sumsOf, sumsWith } from './contract.ledger.js';
import { awardedContracts, endForSecurity, endOfTerm, keyCriteria, lifetime, measures, pipeline, poolShares, register, relevantContracts, reviews, unsigned } from './contract.sources.js';

const nothingYet: ContractContext = {
  terms: null, ends: null, awardCase: null, importedFrom: null, opened: null, signature: null, changes: [], shares: null, reviews: [], reviewOverdueSince: null, posts: [], caseloads: [], activity: [], renewal: null, ministerNotices: [], ended: null,
};

const inRegister = setup({
  types: { context: {} as ContractContext, events: {} as ContractEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: contractGuards,
  actions: effects,
});
const { enqueueActions } = inRegister;

const enter = inRegister.assign(({ event }) => {
  assertEvent(event, 'contract.open');
  const { awardCase, importedFrom, ...terms } = event.input;
  return { terms, ends: terms.serviceEnd, awardCase, importedFrom, opened: done(event) };
});

/** The clocks of a term: its end, and the latest safe start of what comes after. A change of the term moves them. */
const runTheTerm = enqueueActions(({ context, event, enqueue }) => {
  if (context.ends === null) return;
  const why = event.type === 'contract.open' ? {} : { why: 'The term was changed' };
  enqueue({ type: 'startDeadline', params: { name: 'end', rule: 'psr.contract-ends', from: context.ends, ...why } });
  if (event.facts.startBy !== null) enqueue({ type: 'startDeadline', params: { name: 'start-by', rule: 'psr.renewal-start', from: event.facts.startBy, ...why } });
});
const awaitReview = { type: 'startDeadline', params: ({ event }: { event: ContractEvent }) => ({ name: 'review', rule: 'psr.contract-review', from: event.stamp.occurredOn }) } as const;
/** The first review is counted from the beginning of the services; one that lies years back is due at once. */
const awaitFirstReview = { type: 'startDeadline', params: ({ context }: { context: ContractContext }) => ({ name: 'review', rule: 'psr.contract-review', from: context.terms?.serviceStart ?? '' }) } as const;

const noteChange = inRegister.assign(({ context, event }) => {
  assertEvent(event, ['change.enter', 'change.note']);
  const modificationCase = event.type === 'change.note' ? event.input.modificationCase : null;
  const { newEnd, valueChangePence } = event.input;
  const change = { ...event.input, modificationCase, number: context.changes.length + 1, ...sumsWith(sumsOf(context.changes), valueChangePence), ...done(event) };
  return { changes: [...context.changes, change], ...(newEnd === null ? {} : { ends: newEnd }) };
});

const noteRenewal = (decision: RenewalInput['decision'] | 'begun by the clock') => inRegister.assign(({ context, event }) => ({
  renewal: { decision, reasons: event.type === 'renewal.decide' ? event.input.reasons : null, end: context.ends ?? '', ...done(event) },
}));
const tellRenewal = {
  type: 'tellFact',
  params: ({ context, event }: { context: ContractContext; event: ContractEvent }) => ({
    fact: 'psr.contract.renewal-due', body: { caseId: event.facts.caseId, title: context.terms?.title, providers: context.terms?.providers.map(({ name }) => name), number: context.terms?.number, end: context.ends },
  }),
} as const;

const newTerm = ['isNotThereYet', 'namesAProvider', 'endsAfterItStarts', 'extendsBeyondItsEnd', 'signedByNow'] as const;
const changeSources = { sources: [lifetime, relevantContracts] };
const noteEnd = inRegister.assign({ ended: ({ event }) => (event.type === 'contract.end' ? { reasons: event.input.reasons, early: true, ...done(event) } : null) });

const change = inRegister.createStateConfig({
  on: {
    'change.enter': [
      { guard: and(['newEndIsAfterTheStart', 'changesTheEnd']), meta: changeSources, actions: [noteChange, runTheTerm] },
      { guard: 'newEndIsAfterTheStart', meta: changeSources, actions: noteChange },
    ],
    'change.note': [
      { guard: and(['newEndIsAfterTheStart', 'changesTheEnd']), meta: changeSources, actions: [noteChange, runTheTerm] },
      { guard: 'newEndIsAfterTheStart', meta: changeSources, actions: noteChange },
    ],
  },
}).on;
/** A term that was made longer after its end was noted: the contract goes on. What happened is recorded, also late. */
const longer = (['wasSigned', null] as const).map((signed) => ({
  guard: signed ? and(['newEndIsAfterTheStart', 'makesItLonger', signed]) : and(['newEndIsAfterTheStart', 'makesItLonger']),
  target: signed ? '#signed' : '#unsigned', meta: changeSources, actions: [noteChange, runTheTerm, awaitReview],
}));

/**
 * A contract in the register: what was signed, or is delivered without a signature, what changed since, who pays, what it delivers, when it ends, and
 * by when what comes after has to be begun.
 */
export const contractMachine = inRegister.createMachine({
  id: 'psr.contract',
  context: nothingYet,
  initial: 'notYet',
  on: {
    'shares.set': { guard: and(['sharesMakeTheWhole', 'eachPaysOnce']), meta: { sources: [poolShares] }, actions: assign({ shares: ({ event }) => ({ ...event.input, ...done(event) }) }) },
    'posts.set': { meta: { sources: [register] }, actions: assign({ posts: ({ context, event }) => [...context.posts, { ...event.input, ...done(event) }] }) },
    'caseload.count': { meta: { sources: [measures] }, actions: assign({ caseloads: ({ context, event }) => [...context.caseloads, { ...event.input, ...done(event) }] }) },
    'activity.report': { guard: 'periodIsOver', meta: { sources: [measures] }, actions: assign({ activity: ({ context, event }) => [...context.activity, { ...event.input, ...done(event) }] }) },
    'review.record': {
      guard: 'coversEveryKeyCriterion',
      meta: { sources: [reviews, keyCriteria] },
      actions: [assign(({ context, event }) => ({ reviews: [...context.reviews, { ...event.input, ...done(event) }], reviewOverdueSince: null })), awaitReview],
    },
  },
  states: {
    notYet: {
      meta: { title: 'Not in the register yet', sources: [register] },
      on: {
        'contract.open': [
          { guard: and([...newTerm, 'isOver']), target: 'pastEnd', meta: { sources: [register, awardedContracts] }, actions: enter },
          { guard: and([...newTerm, 'isSigned']), target: 'running.signed', meta: { sources: [register, awardedContracts] }, actions: [enter, runTheTerm, awaitFirstReview] },
          { guard: and([...newTerm]), target: 'running.unsigned', meta: { sources: [register, unsigned] }, actions: [enter, runTheTerm, awaitFirstReview] },
        ],
      },
    },

    running: {
      meta: { title: 'Running', sources: [register] },
      initial: 'unsigned',
      on: {
        ...change,
        'renewal.decide': { guard: 'nothingIsDecidedAfterwards', meta: { sources: [pipeline] }, actions: enqueueActions(({ event, enqueue }) => {
          assertEvent(event, 'renewal.decide');
          enqueue(noteRenewal(event.input.decision));
          enqueue({ type: 'endDeadline', params: { name: 'start-by' } });
          if (event.input.decision === 'begin now') enqueue(tellRenewal);
        }) },
        'minister.notify': {
          meta: { sources: [endForSecurity] },
          actions: [assign({ ministerNotices: ({ context, event }) => [...context.ministerNotices, { ...event.input, ...done(event) }] }), { type: 'makeDocument', params: { kind: 'minister-notice' } }],
        },
        'contract.end': { guard: 'ministerKnowsOfTheEnd', target: 'ended', meta: { sources: [register, endForSecurity] }, actions: [noteEnd, { type: 'endDeadline', params: { name: 'end' } }, { type: 'endDeadline', params: { name: 'start-by' } }, { type: 'endDeadline', params: { name: 'review' } }] },
        'deadline.reached': [
          // What comes after was decided by a person before the clock rang, and holds for this last day.
          { guard: and([{ type: 'isForClock', params: { clock: 'start-by' } }, 'nothingIsDecidedAfterwards']), meta: { sources: [pipeline] }, actions: [noteRenewal('begun by the clock'), tellRenewal, { type: 'notify', params: { notice: 'renewalDue' } }] },
          { guard: { type: 'isForClock', params: { clock: 'review' } }, meta: { sources: [reviews] }, actions: [assign({ reviewOverdueSince: ({ event }) => event.stamp.occurredOn }), { type: 'notify', params: { notice: 'reviewDue' } }] },
          { guard: { type: 'isForClock', params: { clock: 'end' } }, target: 'pastEnd', meta: { sources: [endOfTerm] }, actions: { type: 'endDeadline', params: { name: 'review' } } },
        ],
      },
      states: {
        unsigned: {
          id: 'unsigned',
          meta: { title: 'Delivered without a signed agreement', sources: [unsigned] },
          on: {
            'signature.record': { guard: 'signedByNow', target: 'signed', meta: { sources: [unsigned] }, actions: assign({ signature: ({ event }) => ({ ...event.input, ...done(event) }) }) },
          },
        },
        signed: { id: 'signed', meta: { title: 'Signed and running', sources: [awardedContracts] } },
      },
    },

    pastEnd: {
      meta: { title: 'Past its last day', sources: [endOfTerm] },
      on: {
        'change.enter': [...longer, { guard: 'newEndIsAfterTheStart', meta: changeSources, actions: noteChange }],
        'change.note': [...longer, { guard: 'newEndIsAfterTheStart', meta: changeSources, actions: noteChange }],
        'signature.record': { guard: 'signedByNow', meta: { sources: [unsigned] }, actions: assign({ signature: ({ event }) => ({ ...event.input, ...done(event) }) }) },
        'contract.close': { target: 'ended', meta: { sources: [endOfTerm] }, actions: assign({ ended: ({ event }) => ({ reasons: '', early: false, ...done(event) }) }) },
      },
    },
    // What was counted and reported late can still be entered.
    ended: { meta: { title: 'Ended', sources: [endOfTerm] } },
  },
});
