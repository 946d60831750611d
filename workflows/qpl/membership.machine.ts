import { and } from 'xstate';
import type { MembershipContext } from './membership.events.js';
import { listed } from './membership.listed.js';
import { nobodyYet, ofPlace } from './membership.setup.js';
import { admitted, broughtOver, clinicians, continuity, exclusionReport, exit, frozenBytes, mindedTo, readmission, renewal, runsOut } from './membership.sources.js';

/**
 * One provider on one lot of a list, for as long as it is there and again when it comes back. Read `membership.listed.ts` for the place while it stands;
 * here is how it begins, how it ends, and how it begins again. What becomes of the children whom a provider sees is decided child by child, in any of it.
 */

const come = {
  'membership.begin': {
    target: '#listed', meta: { sources: [admitted] }, actions: ['noteListing', 'startClocksOfTheListing', 'startClocksOfTheEvidence'],
  },
  'readmission.ask': {
    target: 'readmitting',
    guard: 'mayComeBackByWhatChanged',
    meta: { sources: [readmission] },
    actions: ofPlace.assign(({ event }) => (event.type === 'readmission.ask'
      ? { readmission: { route: 'changed items only' as const, askedOn: event.stamp.occurredOn, changes: event.input.changes, outcome: null, reasons: '', decidedOn: null, letterSent: null } } : {})),
  },
} as const;
const noteDecided = ofPlace.assign(({ context, event }) => (event.type === 'readmission.decide' && context.readmission
  ? { readmission: { ...context.readmission, outcome: event.input.outcome, reasons: event.input.reasons, decidedOn: event.stamp.occurredOn } } : {}));

export const membershipMachine = ofPlace.createMachine({
  id: 'qpl.membership',
  context: nobodyYet,
  initial: 'notYet',
  on: {
    'continuity.decide': { guard: and(['aChildAwaitsADecision', 'namesAChildWithoutDecision']), meta: { sources: [continuity] }, actions: ['noteDecision', 'startClockOfTheChildren'] },
    // A decision that is still owed stays on the desk, overdue; nothing happens to a child by itself.
    'deadline.reached': { guard: { type: 'isForClock', params: { clock: 'continuity' } }, meta: { sources: [continuity] } },
    'readmission.tell': {
      guard: and(['letterOfReadmissionIsToBeSent', 'isTheFrozenDocument']),
      meta: { sources: [readmission, frozenBytes] },
      actions: [
        ofPlace.assign(({ context, event }) => (event.type === 'readmission.tell' && context.readmission ? { readmission: { ...context.readmission, letterSent: { ...event.input } } } : {})),
        { type: 'publishDocument', params: ({ event }) => ({ documentId: 'documentId' in event.input ? event.input.documentId : '', status: 'published' as const }) },
        { type: 'notify', params: { notice: 'readmissionDecided' } },
      ],
    },
    // Word of evidence and clinicians goes to every place of a provider; one that has ended takes nothing from it.
    'evidence.note': { meta: { sources: [runsOut, renewal] } },
    'clinicians.note': { meta: { sources: [clinicians] } },
  },
  states: {
    notYet: {
      meta: { title: 'Not on the list', sources: [admitted] },
      on: {
        'membership.import': { target: 'listed.standing.fromBefore', meta: { sources: [broughtOver] }, actions: ['noteImport', 'startClocksOfTheListing'] },
        'membership.begin': come['membership.begin'],
      },
    },

    listed: { ...listed, id: 'listed' },

    ended: {
      meta: { title: 'No longer on the list', sources: [exit, mindedTo] },
      initial: 'left',
      states: {
        removed: {
          id: 'removed',
          meta: { title: 'Removed from the list', sources: [mindedTo] },
          on: {
            ...come,
            'removal.tell': {
              guard: and(['letterOfRemovalIsToBeSent', 'isTheFrozenDocument']),
              meta: { sources: [mindedTo, frozenBytes] },
              actions: [
                ofPlace.assign(({ context, event }) => (event.type === 'removal.tell' && context.removal ? { removal: { ...context.removal, letterSent: { ...event.input, by: event.stamp.by, at: event.stamp.recordedAt } } } : {})),
                { type: 'publishDocument', params: ({ event }) => ({ documentId: 'documentId' in event.input ? event.input.documentId : '', status: 'published' as const }) },
                { type: 'endDeadline', params: { name: 'removal-letter' } },
                { type: 'notify', params: { notice: 'removed' } },
              ],
            },
            'exclusion.report': {
              guard: and(['reportIsOwed', 'reportIsNotDatedAhead']),
              meta: { sources: [exclusionReport] },
              actions: [
                ofPlace.assign(({ context, event }) => (event.type === 'exclusion.report' && context.removal
                  ? { removal: { ...context.removal, reported: { ...event.input, late: context.removal.reportOverdue } } } : {})),
                { type: 'endDeadline', params: { name: 'exclusion-report' } },
              ],
            },
            'deadline.reached': [
              { guard: { type: 'isForClock', params: { clock: 'removal-letter' } }, meta: { sources: [mindedTo] }, actions: ofPlace.assign(({ context }) => (context.removal ? { removal: { ...context.removal, letterOverdue: true } } : {})) },
              { guard: { type: 'isForClock', params: { clock: 'exclusion-report' } }, meta: { sources: [exclusionReport] }, actions: ofPlace.assign(({ context }) => (context.removal ? { removal: { ...context.removal, reportOverdue: true } } : {})) },
            ],
          },
        },
        left: { id: 'left', meta: { title: 'Left the list', sources: [exit] }, on: come },
        readmitting: {
          meta: { title: 'Asks to come back by what has changed', sources: [readmission] },
          on: {
            'membership.begin': come['membership.begin'],
            'readmission.decide': { target: 'decided', guard: and(['mayComeBackByWhatChanged', 'whatItHeldIsInDate']), meta: { sources: [readmission] }, actions: noteDecided },
          },
        },
        decided: {
          meta: { title: 'The decision on coming back is made', sources: [readmission] },
          always: [
            { target: '#listed', guard: 'isReadmitted', meta: { sources: [readmission] }, actions: ['noteBack', 'startClocksOfTheListing', 'startClocksOfTheEvidence', 'tellReadmitted'] },
            { target: 'removed', guard: 'wasRemoved', meta: { sources: [readmission] } },
            { target: 'left', meta: { sources: [readmission] } },
          ],
        },
      },
    },
  },
});

/** The state of the place in one word, from the machine's value: for rows, pages and other machines of the room. */
export type Standing = 'notYet' | 'fromBefore' | 'live' | 'conditional' | 'restricted' | 'suspended' | 'removed' | 'left' | 'readmitting';
export function standingOf(value: unknown): Standing {
  if (typeof value === 'string') return 'notYet';
  const { listed: on, ended } = value as { listed?: { standing: Standing }; ended?: Standing };
  return on?.standing ?? ended ?? 'notYet';
}
export type { MembershipContext };
