import { and, assertEvent, assign } from 'xstate';
import type { Day } from '../shared/vocabulary.js';
import { inAList } from './scheme.guards.js';
import type { SchemeContext } from './scheme.events.js';
import { keepNoticeClock, noticeRanOut, recordNotice } from './scheme.notices.js';
import { startTheEnd } from './scheme.publishing.js';
import { afterTheClose, window } from './scheme.rounds.js';
import { noticesFor, withNoticesDue } from './scheme.rules.js';
import { coverage, endOfList, extensionRight, frozenBytes, goingLive, lateRule, noticeDuty, openRules, publishedTerms, questionsToAll } from './scheme.sources.js';

/** A list that is public: its standing and its rounds side by side, and what can be done with it meanwhile. */

/** A change that the public can see: it is written down, and where the legal basis wants a notice of it, that falls due. */
const changed = (context: SchemeContext, on: Day, what: string, why: string | null) => ({
  changes: [...context.changes, { on, what, why }],
  notices: context.live ? withNoticesDue(context.notices, noticesFor(context, 'when it changes'), on, what) : context.notices,
});
const lotNamed = ({ terms }: SchemeContext, lotId: string) => terms.lots.find((lot) => lot.lotId === lotId)?.title ?? '';

/** What people outside write to a list, and the officers' answers. It goes on for as long as somebody may write. */
export const writtenToIt = inAList.createStateConfig({
  on: {
    'question.ask': {
      guard: 'isTimeForQuestions',
      meta: { sources: [questionsToAll] },
      actions: [
        assign(({ context, event: { input, stamp } }) => {
          const until = context.rounds.find(({ number }) => number === input.round)?.questionsUntil ?? null;
          return {
            asked: [...context.asked, {
              number: context.asked.length + 1, round: input.round, question: input.question, asker: input.asker, organisationId: input.organisationId, at: stamp.occurredAt,
              late: until !== null && stamp.occurredAt >= until, answered: false,
            }],
          };
        }),
        { type: 'notify', params: { notice: 'questionAsked' } },
      ],
    },
    'question.answer': {
      guard: and(['hasAnUnansweredQuestion', 'isAnUnansweredQuestion', 'namesNobody']),
      meta: { sources: [questionsToAll] },
      actions: assign(({ context, event: { input, stamp } }) => ({
        asked: context.asked.map((question) => (question.number === input.number ? { ...question, answered: true } : question)),
        answered: [...context.answered, {
          number: input.number, round: context.asked.find(({ number }) => number === input.number)?.round ?? 1, question: input.question, answer: input.answer, answeredOn: stamp.occurredOn,
        }],
      })),
    },
    'late.record': {
      guard: 'cameAfterTheClose',
      meta: { sources: [lateRule] },
      actions: assign(({ context, event: { input: { round, provider, how }, facts, stamp } }) => ({
        late: [...context.late, { number: context.late.length + 1, round, provider, organisationId: facts.organisationId, receivedAt: facts.instant!, how, recordedBy: stamp.by, decision: null }],
      })),
    },
    // What came late by the service is ruled on in the application; the list's own log has it too, so that one page shows them all.
    'late.note': {
      meta: { sources: [lateRule] },
      actions: assign(({ context, event: { input: { round, provider, organisationId, receivedAt, accepted, reason, by, at } } }) => ({
        late: [...context.late, { number: context.late.length + 1, round, provider, organisationId, receivedAt, how: 'Sent by this service after the close.', recordedBy: by, decision: { accepted, reason, by, at } }],
      })),
    },
    'late.decide': {
      guard: and(['hasALateApplication', 'isALateApplicationToDecide', 'isNotWhoRecordedIt', 'followsTheLateRule', 'saysUntilWhen']),
      meta: { sources: [lateRule] },
      actions: assign(({ context, event: { input: { number, accept, reason }, facts, stamp } }) => {
        const accepted = accept === 'yes';
        const until = facts.instant;
        const late = context.late.find((each) => each.number === number);
        return {
          late: context.late.map((each) => (each.number === number ? { ...each, decision: { accepted, reason, by: stamp.by, at: stamp.recordedAt } } : each)),
          allowedLate: accepted && late?.organisationId && until ? [...context.allowedLate, { organisationId: late.organisationId, round: late.round, until }] : context.allowedLate,
        };
      }),
    },
    'members.change': {
      meta: { sources: [noticeDuty] },
      actions: [assign(({ context, event: { input } }) => changed(context, input.on, input.what, null)), ...keepNoticeClock],
    },
    'notice.record': recordNotice,
    ...afterTheClose,
  },
});

const close = {
  target: '#closed',
  meta: { sources: [endOfList] },
  actions: [
    inAList.assign(({ context, event }) => {
      assertEvent(event, 'scheme.close');
      const { input, stamp: { occurredOn: on } } = event;
      return {
        closed: { on, ...input },
        notices: withNoticesDue(context.notices, noticesFor(context, 'when it ends'), on, 'The list has ended.'),
        changes: [...context.changes, { on, what: 'The list was closed.', why: input.why }],
      };
    }),
    ...keepNoticeClock,
    inAList.enqueueActions(({ enqueue }) => {
      for (const name of ['end', 'end-12', 'end-9', 'end-6', 'end-3', 'round-opens', 'round-closes', 'questions-end']) enqueue({ type: 'endDeadline', params: { name } });
    }),
    {
      type: 'tellFact' as const,
      params: ({ context, event }: { context: SchemeContext; event: { stamp: { occurredOn: Day } } }) => ({ fact: 'qpl.scheme.closed', body: { schemeId: context.schemeId, on: event.stamp.occurredOn, runOff: context.closed?.runOff ?? '' } }),
    },
  ],
} as const;
const extend = {
  target: 'extended',
  guard: and(['hasARightToExtend', 'staysWithinTheRight']),
  meta: { sources: [extensionRight] },
} as const;
const comesToItsEnd = {
  target: 'pastEnd',
  guard: { type: 'isForClock', params: { clock: 'end' } },
  meta: { sources: [endOfList] },
  actions: [inAList.assign({ pastEnd: true }), { type: 'notify', params: { notice: 'listEnded' } }],
} as const;
const extended = [
  inAList.assign(({ context, event }) => {
    assertEvent(event, 'scheme.extend');
    const { input, facts, stamp } = event;
    const extension = { from: context.terms.ends ?? input.ends, to: input.ends, reference: input.reference, reason: input.reason, on: stamp.occurredOn, late: facts.extensionInTimeUntil !== null && stamp.occurredOn > facts.extensionInTimeUntil };
    return { terms: { ...context.terms, ends: input.ends }, extensions: [...context.extensions, extension], invitationIsOld: true, ...changed(context, stamp.occurredOn, 'The list was made longer.', input.reason) };
  }),
  startTheEnd,
  ...keepNoticeClock,
];

export const running = inAList.createStateConfig({
  id: 'running',
  meta: { title: 'Published', sources: [publishedTerms] },
  type: 'parallel',
  on: {
    ...writtenToIt.on,
    'deadline.reached': [
      noticeRanOut,
      ...(['end-12', 'end-9', 'end-6', 'end-3'] as const).map((clock) => ({
        guard: { type: 'isForClock' as const, params: { clock } }, meta: { sources: [extensionRight] }, actions: { type: 'notify' as const, params: { notice: 'endIsComing' } },
      })),
    ],
    'lot.close': {
      guard: and(['regimeLetsALotClose', 'isAnOpenLot']),
      meta: { sources: [coverage] },
      actions: [
        assign(({ context, event: { input, stamp } }) => ({
          terms: { ...context.terms, lots: context.terms.lots.map((lot) => (lot.lotId === input.lotId ? { ...lot, isOpen: false, closedWhy: input.why } : lot)) }, invitationIsOld: true,
          ...changed(context, stamp.occurredOn, `Closed for now: ${lotNamed(context, input.lotId)}.`, input.why),
        })),
        ...keepNoticeClock,
        { type: 'tellFact', params: ({ context, event }) => ({ fact: 'qpl.lot.closed', body: { schemeId: context.schemeId, lotId: event.input.lotId, why: event.input.why } }) },
      ],
    },
    'lot.open': {
      guard: 'isAClosedLot',
      meta: { sources: [coverage] },
      actions: [
        assign(({ context, event: { input, stamp } }) => ({
          terms: { ...context.terms, lots: context.terms.lots.map((lot) => (lot.lotId === input.lotId ? { ...lot, isOpen: true, closedWhy: null } : lot)) }, invitationIsOld: true,
          ...changed(context, stamp.occurredOn, `Open again: ${lotNamed(context, input.lotId)}.`, input.why),
        })),
        ...keepNoticeClock,
      ],
    },
    'lot.remove': {
      guard: and(['isOneOfSeveralLots', 'lotHasNobodyInIt', 'regimeLetsConditionsChange']),
      meta: { sources: [openRules, coverage] },
      actions: [
        assign(({ context, event: { input, stamp } }) => ({
          terms: {
            ...context.terms, lots: context.terms.lots.filter(({ lotId }) => lotId !== input.lotId), questions: context.terms.questions.filter(({ lotId }) => lotId !== input.lotId),
            price: { ...context.terms.price, lines: context.terms.price.lines.filter(({ lotId }) => lotId !== input.lotId) },
          },
          invitationIsOld: true, ...changed(context, stamp.occurredOn, `Taken off the list: ${lotNamed(context, input.lotId)}.`, input.why),
        })),
        ...keepNoticeClock,
      ],
    },
    'conditions.change': {
      guard: and(['regimeLetsConditionsChange', 'checksAreWhole']),
      meta: { sources: [publishedTerms, openRules] },
      actions: [
        assign(({ context, event: { input: { why }, facts, stamp } }) => ({
          terms: { ...context.terms, ...facts.requirements }, invitationIsOld: true, ...changed(context, stamp.occurredOn, 'What is asked of providers has changed, for applications from now on.', why),
        })),
        ...keepNoticeClock,
      ],
    },
    'invitation.publish': {
      guard: and(['invitationIsOld', 'areTheFrozenDocuments']),
      meta: { sources: [frozenBytes] },
      actions: [
        inAList.enqueueActions(({ context, event, enqueue }) => {
          assertEvent(event, 'invitation.publish');
          if (context.invitation) enqueue({ type: 'publishDocument', params: { documentId: context.invitation.documentId, status: 'superseded' } });
          enqueue({ type: 'publishDocument', params: { documentId: event.input.invitation.documentId, status: 'published' } });
        }),
        assign({ invitation: ({ event }) => ({ ...event.input.invitation, on: event.stamp.occurredOn }), invitationIsOld: false }),
      ],
    },
  },
  states: {
    standing: {
      meta: { title: 'Standing', sources: [publishedTerms] },
      initial: 'published',
      states: {
        published: {
          meta: { title: 'Published, not yet in use', sources: [publishedTerms] },
          on: {
            'scheme.start': {
              target: 'live',
              guard: 'everyLotHasAMemberOrItSaysWhy',
              meta: { sources: [goingLive, noticeDuty] },
              actions: [
                assign(({ context, event: { input, stamp } }) => ({
                  live: { on: stamp.occurredOn, withoutMembersWhy: input.withoutMembersWhy },
                  notices: withNoticesDue(context.notices, noticesFor(context, 'on going live'), stamp.occurredOn, 'The list is in use.'),
                })),
                ...keepNoticeClock,
              ],
            },
            'scheme.close': close,
            'deadline.reached': comesToItsEnd,
          },
        },
        live: {
          meta: { title: 'In use', sources: [goingLive] },
          on: { 'scheme.extend': { ...extend, actions: extended }, 'scheme.close': close, 'deadline.reached': comesToItsEnd },
        },
        extended: {
          meta: { title: 'In use, made longer', sources: [extensionRight] },
          on: { 'scheme.extend': { ...extend, actions: extended }, 'scheme.close': close, 'deadline.reached': comesToItsEnd },
        },
        pastEnd: {
          meta: { title: 'Past its last day, to be closed', sources: [endOfList] },
          on: { 'scheme.close': close },
        },
      },
    },
    window,
  },
});

export const closed = inAList.createStateConfig({
  id: 'closed',
  meta: { title: 'Closed', sources: [endOfList] },
  // Members leave, notices are recorded and rounds are brought to their end after the list has closed, too: none of that is ever refused.
  on: { ...writtenToIt.on, 'deadline.reached': noticeRanOut },
});
