import { and, assertEvent, assign, setup, type StateMachine } from 'xstate';
import { design, effects, isForClock, isForClockRefusal, type Refusal, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { ChangeContext, ChangeEvent, ChangeKind } from './change.events.js';

/** A change that a provider tells: once for all its places. What follows for a place or a child is decided there, by an officer; a new legal entity is a new application. */

const toTell = design('Change notifications: the same day, two working days, five working days, monthly, by what has changed');
const newEntity = design('A change of the legal entity is a new application, not an edit');
const exclusions = design('New owners or insolvency: exclusion grounds are asked about again');

/** By which clock each kind is to be told. */
export const TELL_BY: Readonly<Record<ChangeKind, string>> = {
  'safeguarding allegation': 'qpl.tell-safeguarding', 'DBS or registration of a clinician': 'qpl.tell-safeguarding',
  'insurance lapsed': 'qpl.tell-insurance', 'new safeguarding lead': 'qpl.tell-insurance', 'new bank details': 'qpl.tell-insurance',
  'new owners': 'qpl.tell-ownership', 'new legal entity': 'qpl.tell-ownership', 'insolvency': 'qpl.tell-ownership',
  'address': 'qpl.tell-capacity', 'lots': 'qpl.tell-capacity',
};

const nothingYet: ChangeContext = { organisationId: '', providerName: '', kind: null, what: '', knewOn: null, toldOn: null, dueOn: null, late: false, consideredLate: false, outcome: null };

const ofChange = setup({
  types: { context: {} as ChangeContext, events: {} as ChangeEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: {
    isForClock,
    comesFromAProvider: ({ event }) => {
      assertEvent(event, 'change.tell');
      return event.facts.provider !== null;
    },
    isNotAhead: ({ event }) => {
      assertEvent(event, 'change.tell');
      return event.input.knewOn <= event.stamp.occurredOn;
    },
    newEntityIsANewApplication: ({ context, event }) => {
      assertEvent(event, 'change.consider');
      return context.kind !== 'new legal entity' || event.input.outcome === 'new application asked for';
    },
    exclusionsAreRunAgain: ({ context, event }) => {
      assertEvent(event, 'change.consider');
      return (context.kind !== 'new owners' && context.kind !== 'insolvency') || event.input.outcome === 'exclusions run again' || event.input.outcome === 'new application asked for';
    },
  },
  actions: { ...effects },
});

export const changeMachine = ofChange.createMachine({
  id: 'qpl.change',
  context: nothingYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Nothing told yet', sources: [toTell] },
      on: {
        'change.tell': {
          target: 'told',
          guard: and(['comesFromAProvider', 'isNotAhead']),
          meta: { sources: [toTell] },
          actions: [
            assign(({ event: { input, facts, stamp } }) => ({
              organisationId: facts.provider!.organisationId, providerName: facts.provider!.name, kind: input.kind, what: input.what, knewOn: input.knewOn, toldOn: stamp.occurredOn, dueOn: facts.dueOn,
              late: facts.dueOn !== null && stamp.occurredOn > facts.dueOn,
            })),
            { type: 'startDeadline', params: ({ event }) => ({ name: 'consider', rule: 'qpl.change-considered', from: event.stamp.occurredOn }) },
            { type: 'notify', params: { notice: 'told' } },
          ],
        },
      },
    },
    told: {
      meta: { title: 'Told, to be considered', sources: [toTell] },
      on: {
        'change.consider': {
          target: 'considered',
          guard: and(['newEntityIsANewApplication', 'exclusionsAreRunAgain']),
          meta: { sources: [newEntity, exclusions] },
          actions: [assign({ outcome: ({ event }) => ({ ...event.input, on: event.stamp.occurredOn }) }), { type: 'endDeadline', params: { name: 'consider' } }],
        },
        'deadline.reached': { guard: { type: 'isForClock', params: { clock: 'consider' } }, meta: { sources: [toTell] }, actions: assign({ consideredLate: true }) },
      },
    },
    considered: { meta: { title: 'Considered', sources: [toTell] }, type: 'final' },
  },
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- only the names of the guards are wanted
type ChangeGuard = typeof changeMachine extends StateMachine<any, any, any, any, any, infer Guard extends { type: string }, any, any, any, any, any, any, any, any, any>
  ? Guard['type'] : never;

/** Why each guard says no, and what would change that. */
export const refusals = {
  isForClock: isForClockRefusal,
  comesFromAProvider: { kind: 'input', because: 'It is not known which provider tells it.', unblock: 'Sign in for the provider.', source: toTell },
  isNotAhead: { kind: 'input', because: 'You cannot have known it on a day to come.', unblock: 'Give the day on which you came to know of it.', source: toTell },
  newEntityIsANewApplication: {
    kind: 'input', because: 'Another legal entity cannot take over a place on a list by an edit.', unblock: 'Choose “new application asked for”, and ask the new entity to apply.', source: newEntity,
  },
  exclusionsAreRunAgain: { kind: 'input', because: 'With new owners or an insolvency the exclusion grounds are asked about again.', unblock: 'Choose “exclusions run again” once that is done.', source: exclusions },
} satisfies Record<ChangeGuard, Refusal>;
