import { and, assertEvent, assign, enqueueActions, setup } from 'xstate';
import { design, effects, fromKnowledge, isForClock, verified, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import type { ClinicianContext, ClinicianEvent } from './clinician.events.js';
import { numberFits } from './professions.js';

/**
 * One clinician of one provider. Nobody is booked who is not cleared for that therapy on that day; a registration that ran out lapses at 00:01 of the next
 * day, with whoever else of the profession ran out with it, until the register has been looked up again.
 */

export const register = verified('HCPC: check the register; the result shows status, period and conditions');
export const lapses = verified('HCPC: renewal deadlines of each profession, every two years');
export const certificate = verified('DBS code of practice: number, date, result and who saw it are kept, not a copy');
export const named = design('A provider names who treats; an officer clears them one by one');
export const officerDecides = design('Clearing, suspending and lifting are an officer’s, with a reason');
export const registersOfTitles = fromKnowledge('Titles that no law protects: registers that a list accepts in their place');

const nobodyYet: ClinicianContext = {
  organisationId: '', providerName: '', name: '', formerNames: '', profession: '', register: '', number: '', therapies: [],
  check: null, checks: [], dbs: null, clearedOn: null, conditions: '', lapsedOn: null, suspended: null, leftOn: null, recheckSince: null,
};

const isOnRegister = (result: string | undefined) => result === 'registered' || result === 'registered with conditions';
const letsWork = ({ dbs }: Pick<ClinicianContext, 'dbs'>) => dbs !== null && dbs.result !== 'not clear' && dbs.childrensBarredList === 'checked, not on it' && dbs.updateService !== 'changed';
const factOf = ({ organisationId, name, profession, therapies }: ClinicianContext) => ({ organisationId, name, profession, therapies });

const ofClinician = setup({
  types: { context: {} as ClinicianContext, events: {} as ClinicianEvent, meta: {} as StateMeta, transitionMeta: {} as TransitionMeta },
  guards: {
    isForClock,
    registerWasLookedUp: ({ context }) => isOnRegister(context.check?.result),
    dbsLetsThemWork: ({ context }) => letsWork(context),
    numberFitsTheProfession: ({ event }) => {
      assertEvent(event, ['clinician.propose', 'clinician.admit']);
      return numberFits(event.input.profession, event.input.register, event.input.number);
    },
    providerIsKnown: ({ event }) => {
      assertEvent(event, 'clinician.propose');
      return event.facts.provider !== null;
    },
    isNotDatedAhead: ({ event }) => {
      assertEvent(event, ['clinician.check', 'clinician.record-dbs']);
      return (event.type === 'clinician.check' ? event.input.checkedOn : event.input.seenOn) <= event.stamp.occurredOn;
    },
    resultFitsItsDay: ({ event }) => {
      assertEvent(event, 'clinician.check');
      return !isOnRegister(event.input.result) || event.input.validTo === null || event.input.validTo >= event.input.checkedOn;
    },
    conditionsAreWorded: ({ event }) => {
      assertEvent(event, 'clinician.check');
      return event.input.result !== 'registered with conditions' || event.input.conditions.trim() !== '';
    },
    isRegistered: ({ event }) => event.type === 'clinician.check' && isOnRegister(event.input.result) && (event.input.validTo === null || event.input.validTo >= event.stamp.occurredOn),
    hasConditions: ({ context, event }) =>
      (event.type === 'clinician.check' ? event.input.conditions : event.type === 'clinician.clear' ? event.input.conditions || (context.check?.conditions ?? '') : context.conditions).trim() !== '',
  },
  actions: {
    ...effects,
    noteCheck: assign(({ context, event }) => {
      assertEvent(event, 'clinician.check');
      const check = { ...event.input };
      return { check, checks: [...context.checks, { ...check, by: event.stamp.by }], recheckSince: null, conditions: check.conditions, ...(isOnRegister(check.result) ? { lapsedOn: null } : {}) };
    }),
    noteDbs: assign(({ event }) => {
      assertEvent(event, 'clinician.record-dbs');
      return { dbs: event.input };
    }),
    noteLapse: assign({ lapsedOn: ({ event }) => event.stamp.occurredOn }),
    noteRecheckDue: assign({ recheckSince: ({ event }) => event.stamp.occurredOn }),
    noteSuspension: assign(({ event }) => {
      assertEvent(event, 'clinician.suspend');
      return { suspended: { reason: event.input.reason, on: event.stamp.occurredOn, by: event.stamp.by } };
    }),
    noteLeaving: assign(({ event }) => {
      assertEvent(event, 'clinician.leave');
      return { leftOn: event.input.on };
    }),
    // Registered: the end of the registration and the next monthly look. Otherwise neither means anything.
    startClocksOfTheRegistration: enqueueActions(({ context, event, enqueue: queue }) => {
      assertEvent(event, 'clinician.check');
      const ask = queue as unknown as (asked: { type: string; params: unknown }) => void;
      const { check } = context;
      const isOn = isOnRegister(check?.result);
      if (isOn && check?.validTo) ask({ type: 'startDeadline', params: { name: 'registration', rule: 'qpl.registration-lapse', from: check.validTo } });
      else ask({ type: 'endDeadline', params: { name: 'registration' } });
      ask({ type: 'startDeadline', params: { name: 'recheck', rule: 'qpl.recheck-registration', from: event.input.checkedOn } });
    }),
  },
});

const tell = (fact: string) => ({ type: 'tellFact', params: ({ context }: { context: ClinicianContext }) => ({ fact, body: factOf(context) }) } as const);
const mayBeChecked = and(['isNotDatedAhead', 'resultFitsItsDay', 'conditionsAreWorded']);
const checkActions = ['noteCheck', 'startClocksOfTheRegistration'] as const;
const recordDbs = { guard: 'isNotDatedAhead', meta: { sources: [certificate] }, actions: 'noteDbs' } as const;
const leave = {
  target: 'left', meta: { sources: [named] },
  actions: [
    'noteLeaving',
    { type: 'endDeadline', params: { name: 'registration' } }, { type: 'endDeadline', params: { name: 'recheck' } }, tell('qpl.clinician.lapsed'),
  ],
} as const;
const suspend = {
  target: 'suspended', meta: { sources: [officerDecides] },
  actions: [
    'noteSuspension',
    tell('qpl.clinician.lapsed'),
  ],
} as const;
const lookAgain = { guard: { type: 'isForClock', params: { clock: 'recheck' } }, meta: { sources: [register] }, actions: 'noteRecheckDue' } as const;
// Looked up while cleared: on the register, with conditions or without; or not any more.
const checkedAgain = [
  { target: 'clearedWithConditions', guard: and([mayBeChecked, 'isRegistered', 'hasConditions']), meta: { sources: [register] }, actions: checkActions },
  { target: 'cleared', guard: and([mayBeChecked, 'isRegistered']), meta: { sources: [register] }, actions: checkActions },
  {
    target: 'lapsed', guard: mayBeChecked, meta: { sources: [register] },
    actions: [...checkActions, 'noteLapse', tell('qpl.clinician.lapsed')],
  },
] as const;
const cleared = {
  'clinician.check': checkedAgain,
  'clinician.record-dbs': recordDbs,
  'clinician.suspend': suspend,
  'clinician.leave': leave,
  'deadline.reached': [
    {
      target: 'lapsed', guard: { type: 'isForClock' as const, params: { clock: 'registration' } }, meta: { sources: [lapses] },
      actions: ['noteLapse', tell('qpl.clinician.lapsed'), { type: 'notify' as const, params: { notice: 'lapsed' } }],
    },
    lookAgain,
  ],
} as const;

export const clinicianMachine = ofClinician.createMachine({
  id: 'qpl.clinician',
  context: nobodyYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Not named yet', sources: [named] },
      on: {
        'clinician.admit': {
          target: 'proposed',
          meta: { sources: [named] },
          actions: assign(({ event: { input } }) => ({ ...input })),
        },
        'clinician.propose': {
          target: 'proposed',
          guard: and(['providerIsKnown', 'numberFitsTheProfession']),
          meta: { sources: [named, registersOfTitles] },
          actions: assign(({ event: { input, facts } }) => ({ ...input, organisationId: facts.provider!.organisationId, providerName: facts.provider!.name })),
        },
      },
    },

    proposed: {
      meta: { title: 'Named, to be cleared', sources: [named] },
      on: {
        // A second application names them again: nothing changes.
        'clinician.admit': { meta: { sources: [named] } },
        'clinician.check': { guard: mayBeChecked, meta: { sources: [register] }, actions: checkActions },
        'clinician.record-dbs': recordDbs,
        'clinician.clear': [
          {
            target: 'clearedWithConditions', guard: and(['registerWasLookedUp', 'dbsLetsThemWork', 'hasConditions']), meta: { sources: [officerDecides] },
            actions: [assign(({ context, event }) => ({ clearedOn: event.stamp.occurredOn, conditions: event.input.conditions || (context.check?.conditions ?? '') })), tell('qpl.clinician.cleared')],
          },
          {
            target: 'cleared', guard: and(['registerWasLookedUp', 'dbsLetsThemWork']), meta: { sources: [officerDecides] },
            actions: [assign({ clearedOn: ({ event }) => event.stamp.occurredOn }), tell('qpl.clinician.cleared')],
          },
        ],
        'clinician.suspend': suspend,
        'clinician.leave': leave,
        'deadline.reached': [
          // Named and looked up, but not cleared before the registration ran out: looked up again before clearing.
          { guard: { type: 'isForClock', params: { clock: 'registration' } }, meta: { sources: [lapses] }, actions: assign({ check: null, recheckSince: ({ event }) => event.stamp.occurredOn }) },
          lookAgain,
        ],
      },
    },

    cleared: { meta: { title: 'Cleared', sources: [register] }, on: { ...cleared, 'clinician.admit': { meta: { sources: [named] } } } },
    clearedWithConditions: { meta: { title: 'Cleared with conditions', sources: [register] }, on: { ...cleared, 'clinician.admit': { meta: { sources: [named] } } } },

    lapsed: {
      meta: { title: 'Registration lapsed', sources: [lapses] },
      on: {
        'clinician.admit': { meta: { sources: [named] } },
        'clinician.check': [
          { target: 'clearedWithConditions', guard: and([mayBeChecked, 'isRegistered', 'hasConditions']), meta: { sources: [register] }, actions: [...checkActions, tell('qpl.clinician.cleared')] },
          { target: 'cleared', guard: and([mayBeChecked, 'isRegistered']), meta: { sources: [register] }, actions: [...checkActions, tell('qpl.clinician.cleared')] },
          { guard: mayBeChecked, meta: { sources: [register] }, actions: checkActions },
        ],
        'clinician.record-dbs': recordDbs,
        'clinician.suspend': suspend,
        'clinician.leave': leave,
        'deadline.reached': lookAgain,
      },
    },

    suspended: {
      meta: { title: 'Suspended', sources: [officerDecides] },
      on: {
        'clinician.admit': { meta: { sources: [named] } },
        // Looked up or not, nobody is cleared by a look-up while an officer has suspended them.
        'clinician.check': { guard: mayBeChecked, meta: { sources: [register] }, actions: checkActions },
        'clinician.record-dbs': recordDbs,
        'clinician.lift': { target: 'proposed', meta: { sources: [officerDecides] }, actions: assign({ suspended: null, clearedOn: null }) },
        'clinician.leave': leave,
        'deadline.reached': [
          { guard: { type: 'isForClock', params: { clock: 'registration' } }, meta: { sources: [lapses] }, actions: assign({ lapsedOn: ({ event }) => event.stamp.occurredOn }) },
          lookAgain,
        ],
      },
    },

    left: {
      meta: { title: 'Left the provider', sources: [named] },
      on: {
        'clinician.admit': { target: 'proposed', meta: { sources: [named] }, actions: assign({ leftOn: null, clearedOn: null }) },
        'clinician.return': { target: 'proposed', meta: { sources: [named] }, actions: assign({ leftOn: null, clearedOn: null, check: null }) },
      },
    },
  },
});
