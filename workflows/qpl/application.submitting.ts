import { and, assign } from 'xstate';
import type { Stamp } from '../shared/vocabulary.js';
import type { ApplicationContext, Handled } from './application.context.js';
import { inThisCase } from './application.setup.js';
import { admission, confidentialLetter, drafts, publishedTerms, reapplying, resubmission, rounds, withdrawal } from './application.sources.js';

/**
 * From the first answer to what an officer may open: begun, sent, sent again before the close, or sent after it. What came is kept at the
 * instant of the server's clock at which it came. Domain reference 1.7, rows 1 to 4 and 18.
 */

/** What every application must have when it is sent, in time or late. */
const COMPLETE = ['schemeIsOpen', 'mayApplyAgain', 'everyLotIsOpen', 'nothingIsMissing', 'copyIsFrozen'] as const;

const keepWhatWasSent = inThisCase.createAction(assign(({ context, event }) => {
  if (event.type !== 'application.submit') return {};
  const { input, facts, stamp } = event;
  return {
    caseId: facts.caseId,
    schemeId: input.schemeId,
    schemeTitle: facts.scheme?.title ?? '',
    schemeSlug: facts.scheme?.slug ?? '',
    regime: facts.scheme?.regime ?? null,
    decisionBasis: facts.scheme?.decisionBasis ?? '',
    schemeEnds: facts.scheme?.ends ?? null,
    rules: facts.scheme?.rules ?? null,
    round: facts.scheme?.round ?? null,
    provider: facts.provider,
    contact: facts.contact,
    lots: facts.lots.map((lot) => ({ ...lot, ...input.lots.find((asked) => asked.lotId === lot.lotId)! })),
    answers: facts.answers,
    evidence: input.evidence,
    clinicians: facts.clinicians,
    quality: facts.quality,
    concerns: facts.concerns.map((concern, n) => ({ ...concern, number: n + 1, at: stamp.occurredAt, by: stamp.by, advice: null, decided: null })),
    checks: facts.checks,
    declaredBy: stamp.by,
    submittedAt: stamp.occurredAt,
    submittedOn: stamp.occurredOn,
    copy: input.copy,
    replaced: context.copy === null ? context.replaced : [...context.replaced, { submittedAt: context.submittedAt!, copy: context.copy, by: context.declaredBy!, replacedAt: stamp.occurredAt }],
    late: facts.cameAfter === null ? null : { closedAt: facts.cameAfter, ruling: null },
    reminders: [],
    reminderRuns: false,
  };
}));
// The applicant's own copy; the authority's letters become visible when they are sent.
const giveBackTheCopy = { type: 'publishDocument', params: ({ event }: { event: { input: { copy: { documentId: string } } } }) => ({ documentId: event.input.copy.documentId, status: 'published' as const }) } as const;
const acknowledge = { type: 'notify', params: { notice: 'acknowledgement' } } as const;

const submit = {
  target: 'sorting',
  guard: and([...COMPLETE]),
  meta: { sources: [admission, rounds, reapplying] },
  actions: [keepWhatWasSent, giveBackTheCopy, acknowledge],
} as const;
export const noteWithdrawal = inThisCase.createAction(assign(({ event }) =>
  event.type === 'application.withdraw' ? { withdrawn: { reason: event.input.reason, at: event.stamp.occurredAt, how: 'by the provider' as const } } : {}));
const withdraw = { target: '#withdrawn', meta: { sources: [withdrawal] }, actions: noteWithdrawal } as const;
const startClose = {
  type: 'startDeadline',
  params: ({ context }: { context: ApplicationContext }) => ({ name: 'close', rule: 'qpl.round-closes', from: context.round!.closesAt!, why: 'The round was extended for everybody.' }),
} as const;
const endClose = { type: 'endDeadline', params: { name: 'close' } } as const;
/** The new close counts for everybody, whatever they have sent. */
const moveClose = inThisCase.createAction(assign(({ context, event }) =>
  event.type === 'round.extend' ? { round: { ...context.round!, closesAt: event.input.closesAt, closesOn: event.facts.closesOn }, reminders: event.facts.reminders, reminderRuns: false } : {}));

/** Sends the letter that what was sent has arrived; open wherever it may still be missing. */
export const sendAcknowledgement = {
  guard: and(['isNotYetAcknowledged', 'isTheFrozenDocument']),
  meta: { sources: [confidentialLetter] },
  actions: [
    inThisCase.createAction(assign(({ event }) => (event.type === 'acknowledgement.send' ? { acknowledged: { documentId: event.input.documentId, sha256: event.input.sha256, by: event.stamp.by, at: event.stamp.recordedAt } satisfies Handled } : {}))),
    { type: 'publishDocument', params: ({ event }: { event: { input: { documentId: string } } }) => ({ documentId: event.input.documentId, status: 'published' as const }) },
  ],
} as const;

export const notYet = inThisCase.createStateConfig({
  meta: { title: 'Nothing sent yet', sources: [admission] },
  on: {
    'application.begin': {
      target: 'drafting',
      guard: and(['schemeIsOpen', 'roundCloses']),
      meta: { sources: [drafts] },
      actions: assign(({ event: { input, facts, stamp } }) => ({
        caseId: facts.caseId, schemeId: input.schemeId, schemeTitle: facts.scheme?.title ?? '', schemeSlug: facts.scheme?.slug ?? '', schemeEnds: facts.scheme?.ends ?? null,
        regime: facts.scheme?.regime ?? null, round: facts.scheme?.round ?? null, provider: facts.provider, begunAt: stamp.occurredAt, reminders: facts.reminders,
      })),
    },
    'application.submit': submit,
  },
});

export const drafting = inThisCase.createStateConfig({
  meta: { title: 'Begun, not sent', sources: [drafts] },
  entry: startClose,
  exit: [endClose, { type: 'endDeadline', params: { name: 'reminder' } }],
  always: {
    guard: 'aReminderIsToCome',
    meta: { sources: [drafts] },
    actions: [
      { type: 'startDeadline', params: ({ context }) => ({ name: 'reminder', rule: context.reminders[0]!, before: context.round!.closesOn! }) },
      assign({ reminderRuns: true, reminders: ({ context }) => context.reminders.slice(1) }),
    ],
  },
  on: {
    'application.submit': submit,
    'round.extend': { target: 'drafting', reenter: true, meta: { sources: [rounds] }, actions: moveClose },
    'application.withdraw': withdraw,
    'deadline.reached': [
      {
        guard: { type: 'isForClock', params: { clock: 'reminder' } },
        meta: { sources: [drafts] },
        actions: [assign({ reminderRuns: false }), { type: 'notify', params: { notice: 'closingSoon' } }],
      },
      { guard: and([{ type: 'isForClock', params: { clock: 'close' } }, 'roundHasClosed']), target: 'lapsed', meta: { sources: [rounds] } },
      { guard: { type: 'isForClock', params: { clock: 'close' } }, target: 'drafting', reenter: true, meta: { sources: [rounds] } },
    ],
  },
});

/** What was begun and not sent may still come late, and is then ruled on. */
export const lapsed = inThisCase.createStateConfig({
  meta: { title: 'Begun, not sent before the close', sources: [rounds] },
  on: {
    'application.submit': submit,
    'round.extend': { target: 'drafting', meta: { sources: [rounds] }, actions: moveClose },
    'application.withdraw': withdraw,
  },
});

/** A moment, not a place: what came is sorted by its instant against the close. */
export const sorting = inThisCase.createStateConfig({
  meta: { title: 'Just sent', sources: [rounds] },
  always: [
    { target: 'late', guard: 'cameLate', meta: { sources: [rounds] } },
    { target: 'submitted', guard: 'waitsForTheClose', meta: { sources: [rounds] } },
    // A list that is open for its whole life: at once.
    { target: 'considering', meta: { sources: [admission] } },
  ],
});

export const submitted = inThisCase.createStateConfig({
  meta: { title: 'Sent, waiting for the round to close', sources: [rounds, resubmission] },
  entry: startClose,
  exit: endClose,
  on: {
    'application.submit': {
      target: 'submitted',
      reenter: true,
      guard: and([...COMPLETE, 'replacesInTime']),
      meta: { sources: [resubmission] },
      actions: [keepWhatWasSent, assign({ acknowledged: null }), giveBackTheCopy, acknowledge],
    },
    'round.extend': { target: 'submitted', reenter: true, meta: { sources: [rounds] }, actions: [moveClose, { type: 'notify', params: { notice: 'roundExtended' } }] },
    'acknowledgement.send': sendAcknowledgement,
    'application.withdraw': withdraw,
    'deadline.reached': [
      { guard: and([{ type: 'isForClock', params: { clock: 'close' } }, 'roundHasClosed']), target: 'considering', meta: { sources: [rounds] } },
      { guard: { type: 'isForClock', params: { clock: 'close' } }, target: 'submitted', reenter: true, meta: { sources: [rounds] } },
    ],
  },
});

const noteRuling = inThisCase.createAction(assign(({ context, event }) =>
  event.type === 'late.rule' ? { late: { ...context.late!, ruling: { ...event.input, by: event.stamp.by, at: event.stamp.recordedAt } } } : {}));

/** The list keeps who was late in its own log, with what became of it. */
const tellTheList = {
  type: 'tellFact',
  params: ({ context, event }: { context: ApplicationContext; event: { input: { accepted: boolean; reason: string }; stamp: Stamp } }) => ({
    fact: 'qpl.application.late',
    body: {
      schemeId: context.schemeId, round: context.round?.number ?? null, provider: context.provider?.name ?? '', organisationId: context.provider?.organisationId ?? null, receivedAt: context.submittedAt,
      accepted: event.input.accepted, reason: event.input.reason, by: event.stamp.by, at: event.stamp.recordedAt,
    },
  }),
} as const;

export const late = inThisCase.createStateConfig({
  meta: { title: 'Came after the close, to be ruled on', sources: [publishedTerms, rounds] },
  on: {
    'late.rule': [
      { guard: 'takesTheLateOne', target: 'considering', meta: { sources: [publishedTerms] }, actions: [noteRuling, tellTheList] },
      { target: 'tooLate', meta: { sources: [publishedTerms] }, actions: [noteRuling, tellTheList, { type: 'notify', params: { notice: 'tooLate' } }] },
    ],
    'acknowledgement.send': sendAcknowledgement,
    'application.withdraw': withdraw,
  },
});
