import { and, assertEvent, assign, enqueueActions, setup } from 'xstate';
import { effects, isForClock, type Day, type Stamp, type StateMeta, type TransitionMeta } from '../shared/vocabulary.js';
import { followCqc } from './cqc-tree.js';
import { evidenceKind } from './evidence-kinds.js';
import type { EvidenceContext, EvidenceEvent, EvidenceItem } from './evidence.events.js';
import { checked, cqcScope, dbsRecord, kept, renewal, runsOut, warnings } from './evidence.sources.js';

/**
 * One piece of evidence of one provider, through the years: asked for, sent, checked, running out, renewed. What is checked and what is valid go side by
 * side, so that a renewal is looked at while the old one still counts. Nothing that was sent is ever taken away; it is superseded.
 */

const nothingYet: EvidenceContext = {
  organisationId: '', providerName: '', requirement: '', title: '', lotId: null, blocks: false, safeguarding: false,
  items: [], held: null, question: null, verifications: [], dbs: null, cqc: [], expiredOn: null, recheckSince: null, alongside: [],
};

/** Days before the end on which a provider is warned. */
export const WARNED_BEFORE = [90, 60, 30, 14, 7] as const;

/** The item that an officer has to look at, or null. */
export const toBeChecked = (context: Pick<EvidenceContext, 'items'>): EvidenceItem | null =>
  context.items.findLast(({ status }) => status === 'to check' || status === 'queried') ?? null;
/** The item that counts now, or null. */
export const heldItem = (context: Pick<EvidenceContext, 'items' | 'held'>): EvidenceItem | null => context.items.find(({ number }) => number === context.held) ?? null;

const isSaid = (text: string | undefined) => (text ?? '').trim() !== '';
const changed = (items: readonly EvidenceItem[], which: number | undefined, change: Partial<EvidenceItem>): readonly EvidenceItem[] =>
  items.map((item) => (item.number === which ? { ...item, ...change } : item));
const newItem = (context: EvidenceContext, stamp: Stamp, sentBy: EvidenceItem['sentBy'], more: Partial<EvidenceItem>): EvidenceItem => ({
  number: context.items.length + 1, sha256: null, fileName: null, keptIn: null, startsOn: null, validUntil: null, note: '', status: 'to check', reason: null,
  sentBy, sentAt: stamp.occurredAt, sentOn: stamp.occurredOn, ...more,
});
/** The evidence once this item counts: what was held before is superseded, and kept. */
const verifiedNow = (context: EvidenceContext, items: readonly EvidenceItem[], item: EvidenceItem, how: { method: string; verifiedOn: Day; validUntil: Day | null }, stamp: Stamp): Partial<EvidenceContext> => ({
  items: changed(changed(items, context.held ?? undefined, { status: 'superseded' }), item.number, { status: 'verified', validUntil: how.validUntil }),
  held: item.number, question: null, expiredOn: null, recheckSince: null,
  verifications: [...context.verifications, { item: item.number, ...how, verifiedAt: stamp.recordedAt, by: stamp.by }],
});
const factOf = ({ organisationId, requirement, title, lotId, blocks, safeguarding }: EvidenceContext) => ({ organisationId, requirement, title, lotId, blocks, safeguarding });

const ofEvidence = setup({
  types: {
    context: {} as EvidenceContext,
    events: {} as EvidenceEvent,
    meta: {} as StateMeta,
    transitionMeta: {} as TransitionMeta,
  },
  guards: {
    isForClock,
    somethingIsToBeChecked: ({ context }) => toBeChecked(context) !== null,
    questionIsOpen: ({ context }) => context.question !== null && context.question.answer === null,
    isAboutTheCommission: ({ context }) => context.requirement === 'cqc' || context.requirement === 'regulators',
    comesFromTheProvider: ({ event }) => {
      assertEvent(event, 'evidence.send');
      return event.facts.provider !== null;
    },
    isNoCopyOfADbsCertificate: ({ context, event }) => {
      assertEvent(event, ['evidence.send', 'evidence.admit']);
      return event.input.sha256 === null || evidenceKind(context.requirement || event.input.requirement).copyKept;
    },
    hasAFileOrIsNotKept: ({ context, event }) => {
      assertEvent(event, 'evidence.send');
      return event.input.sha256 !== null || !evidenceKind(context.requirement || event.input.requirement).copyKept;
    },
    endsAfterItStarts: ({ event }) => {
      assertEvent(event, 'evidence.send');
      return event.input.startsOn === null || event.input.validUntil === null || event.input.startsOn <= event.input.validUntil;
    },
    isStillValid: ({ event }) => {
      assertEvent(event, ['evidence.send', 'evidence.verify', 'evidence.record']);
      return event.input.validUntil === null || event.input.validUntil >= event.stamp.occurredOn;
    },
    isNotDatedAhead: ({ event }) => {
      assertEvent(event, ['evidence.verify', 'evidence.record']);
      return event.input.verifiedOn <= event.stamp.occurredOn;
    },
    certificateIsRecorded: ({ context, event }) => {
      assertEvent(event, ['evidence.verify', 'evidence.record']);
      return evidenceKind(context.requirement).copyKept || (event.input.dbs !== null && event.input.dbs.result !== 'not clear');
    },
    answersLeadToAnEnd: ({ event }) => {
      assertEvent(event, 'cqc.record');
      return followCqc(event.input.answers).end !== null;
    },
    rationaleIsGiven: ({ event }) => {
      assertEvent(event, 'cqc.record');
      return isSaid(event.input.rationale);
    },
    runsOutSoon: ({ event }) => {
      assertEvent(event, ['evidence.verify', 'evidence.record', 'evidence.admit']);
      return event.facts.daysLeft !== null && event.facts.daysLeft <= WARNED_BEFORE[0];
    },
    isTheNewestWarning: ({ event }) => {
      assertEvent(event, 'deadline.reached');
      const days = Number(/^warning-(\d+)$/.exec(event.input.name)?.[1] ?? Number.NaN);
      const { daysLeftNow, speaks } = event.facts;
      return speaks && (daysLeftNow === null || !WARNED_BEFORE.some((later) => later < days && daysLeftNow <= later));
    },
    isAWarning: ({ event }) => event.type === 'deadline.reached' && event.input.name.startsWith('warning-'),
    renewalIsSentInTime: ({ context, event }) => {
      assertEvent(event, 'evidence.send');
      const held = heldItem(context);
      return held !== null && (held.validUntil === null || event.stamp.occurredOn <= held.validUntil);
    },
  },
  actions: {
    ...effects,
    noteItem: assign(({ context, event }) => {
      assertEvent(event, 'evidence.send');
      const { sha256, fileName, startsOn, validUntil, note } = event.input;
      const sentBy = event.stamp.by.organisationId ? 'the provider' as const : 'the council' as const;
      // What was waiting to be checked and is sent anew is superseded: one thing at a time is on the officer's desk.
      const waiting = toBeChecked(context)?.number;
      return {
        items: [...changed(context.items, waiting, { status: 'superseded' }), newItem(context, event.stamp, sentBy, { sha256, fileName, keptIn: null, startsOn, validUntil, note })],
        question: null,
      };
    }),
    noteVerified: assign(({ context, event }) => {
      assertEvent(event, ['evidence.verify', 'evidence.record']);
      const { method, verifiedOn, validUntil, dbs } = event.input;
      const waiting = toBeChecked(context);
      const item = waiting ?? newItem(context, event.stamp, 'the council', {});
      return { ...verifiedNow(context, waiting ? context.items : [...context.items, item], item, { method, verifiedOn, validUntil }, event.stamp), ...(dbs ? { dbs } : {}) };
    }),
    noteAdmitted: assign(({ context, event }) => {
      assertEvent(event, 'evidence.admit');
      const { organisationId, providerName, requirement, title, lotId, blocks, sha256, fileName, validUntil, keptIn, decidedOn } = event.input;
      const item = newItem(context, event.stamp, 'the provider', { sha256, fileName, keptIn, validUntil });
      return {
        organisationId, providerName, requirement, title, lotId, blocks: blocks || context.blocks, safeguarding: evidenceKind(requirement).safeguarding,
        ...verifiedNow(context, [...context.items, item], item, { method: 'checked with the application', verifiedOn: decidedOn, validUntil }, event.stamp),
      };
    }),
    noteRejected: assign(({ context, event }) => {
      assertEvent(event, 'evidence.reject');
      return { items: changed(context.items, toBeChecked(context)?.number, { status: 'rejected', reason: event.input.reason }), question: null };
    }),
    noteExpired: assign({ expiredOn: ({ context }) => heldItem(context)?.validUntil ?? null }),
    // The clocks of what is held now: its end, a warning for each day that is still to come, and for what does not run out a day to look again.
    startClocksOfItsValidity: enqueueActions(({ context, event, enqueue: queue }) => {
      assertEvent(event, ['evidence.verify', 'evidence.record', 'evidence.admit']);
      // XState types what a set-up action may ask for by the actions that are set up with it; these two are the vocabulary's own.
      const ask = queue as unknown as (asked: { type: string; params: unknown }) => void;
      const start = (params: unknown) => ask({ type: 'startDeadline', params });
      const end = (name: string) => ask({ type: 'endDeadline', params: { name } });
      const validUntil = heldItem(context)?.validUntil ?? null;
      const { daysLeft } = event.facts;
      for (const days of WARNED_BEFORE) {
        if (validUntil !== null && daysLeft !== null && days < daysLeft) start({ name: `warning-${days}`, rule: `qpl.evidence-warning-${days}`, before: validUntil });
        else end(`warning-${days}`);
      }
      if (validUntil !== null) start({ name: 'expiry', rule: 'qpl.evidence-restriction', from: validUntil });
      else end('expiry');
      const { recheck } = evidenceKind(context.requirement);
      if (recheck !== null && validUntil === null) start({ name: 'recheck', rule: recheck, from: context.verifications.at(-1)?.verifiedOn ?? event.stamp.occurredOn });
      else end('recheck');
    }),
  },
});

const mayBeSent = and(['comesFromTheProvider', 'isNoCopyOfADbsCertificate', 'hasAFileOrIsNotKept', 'endsAfterItStarts', 'isStillValid']);
const mayBeVerified = and(['isNotDatedAhead', 'isStillValid', 'certificateIsRecorded']);
const verifiedActions = [
  'startClocksOfItsValidity',
  {
    type: 'tellFact',
    params: ({ context }: { context: EvidenceContext }) => ({ fact: 'qpl.evidence.verified', body: { ...factOf(context), validUntil: heldItem(context)?.validUntil ?? null, verifiedOn: context.verifications.at(-1)?.verifiedOn ?? '' } }),
  },
] as const;

const tellExpired = {
  type: 'tellFact', params: ({ context }: { context: EvidenceContext }) => ({ fact: 'qpl.evidence.expired', body: { ...factOf(context), validUntil: context.expiredOn } }),
} as const;
const rejectedActions = [
  'noteRejected', { type: 'notify', params: { notice: 'rejected' } },
  { type: 'tellFact', params: ({ context }: { context: EvidenceContext }) => ({ fact: 'qpl.evidence.rejected', body: factOf(context) }) },
] as const;

export const evidenceMachine = ofEvidence.createMachine({
  id: 'qpl.evidence',
  context: nothingYet,
  initial: 'notYet',
  states: {
    notYet: {
      meta: { title: 'Nothing asked for yet', sources: [checked] },
      on: {
        'evidence.request': {
          target: 'kept',
          meta: { sources: [checked] },
          actions: [assign(({ event }) => ({ ...event.input, providerName: event.facts.provider?.name ?? event.input.providerName, title: event.input.title || event.facts.title || event.input.requirement, safeguarding: evidenceKind(event.input.requirement).safeguarding })), { type: 'notify', params: { notice: 'asked' } }],
        },
        'evidence.send': {
          target: ['kept.standing.missing', 'kept.checking.toCheck'],
          guard: mayBeSent,
          meta: { sources: [checked, dbsRecord] },
          actions: [
            assign(({ event: { input, facts } }) => ({
              organisationId: facts.provider!.organisationId, providerName: facts.provider!.name, requirement: input.requirement, title: input.title, lotId: input.lotId, blocks: facts.blocks,
              safeguarding: evidenceKind(input.requirement).safeguarding,
            })),
            'noteItem',
          ],
        },
        'evidence.admit': [
          { target: ['kept.standing.expiring', 'kept.checking.nothing'], guard: and(['isNoCopyOfADbsCertificate', 'runsOutSoon']), meta: { sources: [checked, dbsRecord] }, actions: ['noteAdmitted', ...verifiedActions] },
          { target: ['kept.standing.inDate', 'kept.checking.nothing'], guard: 'isNoCopyOfADbsCertificate', meta: { sources: [checked, dbsRecord] }, actions: ['noteAdmitted', ...verifiedActions] },
        ],
      },
    },

    kept: {
      meta: { title: 'Evidence', sources: [kept] },
      type: 'parallel',
      on: {
        'evidence.verify': [
          { target: ['.standing.expiring', '.checking.nothing'], guard: and(['somethingIsToBeChecked', mayBeVerified, 'runsOutSoon']), meta: { sources: [checked, dbsRecord] }, actions: ['noteVerified', ...verifiedActions] },
          { target: ['.standing.inDate', '.checking.nothing'], guard: and(['somethingIsToBeChecked', mayBeVerified]), meta: { sources: [checked, dbsRecord] }, actions: ['noteVerified', ...verifiedActions] },
        ],
        // Without anything sent: a register was looked up, an original was seen.
        'evidence.record': [
          { target: ['.standing.expiring', '.checking.nothing'], guard: and([mayBeVerified, 'runsOutSoon']), meta: { sources: [checked, dbsRecord] }, actions: ['noteVerified', ...verifiedActions] },
          { target: ['.standing.inDate', '.checking.nothing'], guard: mayBeVerified, meta: { sources: [checked, dbsRecord] }, actions: ['noteVerified', ...verifiedActions] },
        ],
        // Evidence that comes with another application is one more renewal, checked already.
        'evidence.admit': [
          { target: ['.standing.expiring', '.checking.nothing'], guard: and(['isNoCopyOfADbsCertificate', 'runsOutSoon']), meta: { sources: [checked, kept] }, actions: ['noteAdmitted', ...verifiedActions] },
          { target: ['.standing.inDate', '.checking.nothing'], guard: 'isNoCopyOfADbsCertificate', meta: { sources: [checked, kept] }, actions: ['noteAdmitted', ...verifiedActions] },
        ],
        'cqc.record': {
          guard: and(['isAboutTheCommission', 'answersLeadToAnEnd', 'rationaleIsGiven']),
          meta: { sources: [cqcScope] },
          actions: [
            assign(({ context, event: { input, stamp } }) => ({
              cqc: [...context.cqc, { answers: input.answers, end: followCqc(input.answers).end!, rationale: input.rationale, on: stamp.occurredOn, by: stamp.by }], recheckSince: null,
            })),
            { type: 'startDeadline', params: ({ event }) => ({ name: 'recheck', rule: 'qpl.recheck-annual', from: event.stamp.occurredOn }) },
          ],
        },
        'deadline.reached': {
          guard: { type: 'isForClock', params: { clock: 'recheck' } },
          meta: { sources: [checked] },
          actions: assign({ recheckSince: ({ event }) => event.stamp.occurredOn }),
        },
      },
      states: {
        standing: {
          meta: { title: 'What is held', sources: [runsOut] },
          initial: 'missing',
          states: {
            missing: { meta: { title: 'Nothing verified yet', sources: [checked] } },
            inDate: {
              meta: { title: 'Verified and in date', sources: [checked] },
              on: {
                'deadline.reached': [
                  { target: 'expiring', guard: and(['isAWarning', 'isTheNewestWarning']), meta: { sources: [warnings] }, actions: [assign({ alongside: ({ event }) => event.facts.alongside }), { type: 'notify', params: { notice: 'runsOut' } }] },
                  { target: 'expiring', guard: 'isAWarning', meta: { sources: [warnings] } },
                  { target: 'expired', guard: { type: 'isForClock', params: { clock: 'expiry' } }, meta: { sources: [runsOut] }, actions: ['noteExpired', tellExpired] },
                ],
              },
            },
            expiring: {
              meta: { title: 'Running out', sources: [warnings] },
              on: {
                'deadline.reached': [
                  { guard: and(['isAWarning', 'isTheNewestWarning']), meta: { sources: [warnings] }, actions: [assign({ alongside: ({ event }) => event.facts.alongside }), { type: 'notify', params: { notice: 'runsOut' } }] },
                  { guard: 'isAWarning', meta: { sources: [warnings] } },
                  { target: 'expired', guard: { type: 'isForClock', params: { clock: 'expiry' } }, meta: { sources: [runsOut] }, actions: ['noteExpired', tellExpired] },
                ],
              },
            },
            expired: { meta: { title: 'Run out', sources: [runsOut] } },
          },
        },

        checking: {
          meta: { title: 'What is being checked', sources: [checked] },
          initial: 'nothing',
          // On the region itself: a transition of the parent with a target in one region would set the other back to its beginning.
          on: {
            'evidence.send': [
              {
                target: '.toCheck',
                guard: and([mayBeSent, 'renewalIsSentInTime']),
                meta: { sources: [renewal] },
                actions: ['noteItem', { type: 'tellFact', params: ({ context, event }) => ({ fact: 'qpl.evidence.renewal-sent', body: { ...factOf(context), validUntil: event.input.validUntil, sentOn: event.stamp.occurredOn } }) }],
              },
              { target: '.toCheck', guard: mayBeSent, meta: { sources: [checked] }, actions: 'noteItem' },
            ],
          },
          states: {
            nothing: { meta: { title: 'Nothing waits to be checked', sources: [checked] } },
            toCheck: {
              meta: { title: 'Sent, to be checked', sources: [checked] },
              entry: { type: 'startDeadline', params: ({ event }) => ({ name: 'check', rule: 'qpl.evidence-check', from: event.stamp.occurredOn }) },
              exit: { type: 'endDeadline', params: { name: 'check' } },
              on: {
                'evidence.query': {
                  target: 'queried',
                  guard: 'somethingIsToBeChecked',
                  meta: { sources: [checked] },
                  actions: [
                    assign(({ context, event }) => ({
                      items: changed(context.items, toBeChecked(context)?.number, { status: 'queried' }), question: { asked: event.input.question, at: event.stamp.occurredAt, answer: null },
                    })),
                    { type: 'notify', params: { notice: 'queried' } },
                  ],
                },
                'evidence.reject': { target: 'rejected', guard: 'somethingIsToBeChecked', meta: { sources: [checked] }, actions: rejectedActions },
                // Still to be checked when its time is over: it stays on the desk, overdue.
                'deadline.reached': { guard: { type: 'isForClock', params: { clock: 'check' } }, meta: { sources: [checked] } },
              },
            },
            queried: {
              meta: { title: 'A question is with the provider', sources: [checked] },
              on: {
                'evidence.answer': {
                  target: 'toCheck',
                  guard: 'questionIsOpen',
                  meta: { sources: [checked] },
                  actions: assign(({ context, event }) => ({
                    items: changed(context.items, toBeChecked(context)?.number, { status: 'to check' }), question: context.question && { ...context.question, answer: event.input.answer },
                  })),
                },
                'evidence.reject': { target: 'rejected', guard: 'somethingIsToBeChecked', meta: { sources: [checked] }, actions: rejectedActions },
              },
            },
            rejected: { meta: { title: 'Rejected, to be sent again', sources: [checked] } },
          },
        },
      },
    },
  },
});
