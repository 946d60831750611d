import { and, assign } from 'xstate';
import { lotsToTell, outcomeOf } from './application.case.js';
import type { ApplicationContext } from './application.context.js';
import { handled, publishTheLetter } from './application.decided.js';
import type { Admitted } from './lot.js';
import { inThisCase } from './application.setup.js';
import { agreement as agreed, confidentialLetter, review as reviewing, separation } from './application.sources.js';

/** What a provider may do about a refusal, and what it takes from an admission to a place on the list. Domain reference 1.7, rows 13 and 15 to 17. */

/** Whoever was turned away may ask for another look; somebody who had no part in it takes it. */
export const review = inThisCase.createStateConfig({
  meta: { title: 'Review of a refusal', sources: [reviewing] },
  initial: 'untold',
  states: {
    untold: {
      meta: { title: 'Nothing to review before the letter', sources: [reviewing] },
      always: [
        {
          guard: 'isToldAndTurnedAway',
          target: 'open',
          meta: { sources: [reviewing] },
          actions: { type: 'startDeadline', params: ({ event }) => ({ name: 'reviewWindow', rule: 'qpl.review-request', from: event.stamp.occurredOn }) },
        },
        { guard: 'isTold', target: 'none', meta: { sources: [reviewing] } },
      ],
    },
    none: { meta: { title: 'Nobody was turned away', sources: [reviewing] }, type: 'final' },
    open: {
      meta: { title: 'A review may be asked for', sources: [reviewing] },
      exit: { type: 'endDeadline', params: { name: 'reviewWindow' } },
      on: {
        'review.ask': {
          target: 'asked',
          guard: and(['isWithinTheWindow', 'isAboutALotTurnedAway']),
          meta: { sources: [reviewing] },
          actions: [
            assign(({ event: { input, stamp } }) => ({ reviewAsked: { lots: input.lots, why: input.why, at: stamp.occurredAt, by: stamp.by } })),
            { type: 'notify', params: { notice: 'reviewAsked' } },
          ],
        },
        'deadline.reached': {
          guard: { type: 'isForClock', params: { clock: 'reviewWindow' } },
          target: 'over',
          meta: { sources: [reviewing] },
          actions: assign({ reviewWindowOver: ({ event }) => event.stamp.occurredAt }),
        },
      },
    },
    over: {
      meta: { title: 'The time to ask for a review is over', sources: [reviewing] },
      on: {
        // Here so that the page can say why not.
        'review.ask': { target: 'asked', guard: and(['isWithinTheWindow', 'isAboutALotTurnedAway']), meta: { sources: [reviewing] } },
      },
    },
    asked: {
      meta: { title: 'A review is asked for', sources: [reviewing] },
      entry: { type: 'startDeadline', params: ({ event }) => ({ name: 'review', rule: 'qpl.review', from: event.stamp.occurredOn }) },
      exit: { type: 'endDeadline', params: { name: 'review' } },
      on: {
        'review.decide': {
          target: 'toTell',
          guard: and(['hadNoPart', 'hasNoConflict', 'reviewsWhatWasAsked', 'letsInNobodyWhoMustBeOut']),
          meta: { sources: [reviewing, separation] },
          actions: [
            assign(({ event: { input, stamp } }) => ({ reviewed: { lots: input.lots, by: stamp.by, at: stamp.recordedAt, on: stamp.occurredOn } })),
            { type: 'notify', params: { notice: 'reviewDecided' } },
          ],
        },
        'deadline.reached': {
          guard: { type: 'isForClock', params: { clock: 'review' } },
          meta: { sources: [reviewing] },
          actions: [assign({ reviewOverdue: ({ event }) => event.stamp.occurredAt }), { type: 'notify', params: { notice: 'reviewIsLate' } }],
        },
      },
    },
    toTell: {
      meta: { title: 'Reviewed, provider to be told', sources: [reviewing] },
      on: {
        'review.send': {
          target: 'told',
          guard: 'isTheFrozenDocument',
          meta: { sources: [reviewing, confidentialLetter] },
          actions: [assign({ reviewLetter: handled }), publishTheLetter, { type: 'notify', params: { notice: 'reviewSent' } }],
        },
      },
    },
    told: { meta: { title: 'Reviewed, provider told', sources: [reviewing] }, type: 'final' },
  },
});

/** What the list is told of a provider that may now be put on it. */
function admitted(context: ApplicationContext): { readonly fact: string; readonly body: Admitted & Readonly<Record<string, unknown>> } {
  const lots = context.lots.filter(({ lotId }) => lotsToTell(context).includes(lotId) && outcomeOf(context, lotId) === 'admit');
  const lotIds = lots.map(({ lotId }) => lotId);
  return {
    fact: 'qpl.application.admitted',
    body: {
      schemeId: context.schemeId,
      schemeTitle: context.schemeTitle,
      provider: context.provider!,
      lots,
      evidence: context.evidence.map((item) => ({ ...item, blocks: context.checks.some(({ check, blocks }) => check === item.requirement && blocks) })),
      clinicians: context.clinicians,
      conditions: context.waivers.filter(({ about }) => about === 'provider' || lotIds.includes(about)).map(({ about, condition }) => ({ about, condition })),
      decidedOn: context.reviewed?.on ?? context.decision!.on,
    },
  };
}
const tellTheList = [
  { type: 'tellFact', params: ({ context }: { context: ApplicationContext }) => admitted(context) },
  inThisCase.createAction(assign(({ context }) => ({ toldOf: [...context.toldOf, ...lotsToTell(context)] }))),
] as const;

/** An admission becomes a place: at once, or when terms are signed, the bank is verified and finance has given a number. */
export const agreement = inThisCase.createStateConfig({
  meta: { title: 'From admission to a place', sources: [agreed] },
  initial: 'nothingToSign',
  states: {
    nothingToSign: {
      meta: { title: 'Nothing to be signed', sources: [agreed] },
      always: [
        { guard: 'admitsWithoutAgreement', meta: { sources: [agreed] }, actions: tellTheList },
        { guard: 'needsAgreement', target: 'toIssue', meta: { sources: [agreed] } },
      ],
    },
    toIssue: {
      meta: { title: 'Agreement to be issued', sources: [agreed] },
      on: {
        'agreement.issue': {
          target: 'issued',
          guard: 'isTheFrozenDocument',
          meta: { sources: [agreed] },
          actions: [assign(({ event }) => ({ agreementIssued: handled({ event }), agreementSigned: null, lapseWarned: null })), publishTheLetter, { type: 'notify', params: { notice: 'agreementIssued' } }],
        },
      },
    },
    issued: {
      meta: { title: 'Agreement issued, to be signed', sources: [agreed] },
      entry: { type: 'startDeadline', params: ({ event }) => ({ name: 'agreement', rule: 'qpl.agreement-signature', from: event.stamp.occurredOn }) },
      exit: { type: 'endDeadline', params: { name: 'agreement' } },
      always: { guard: 'isReadyToBeAdmitted', target: 'nothingToSign', meta: { sources: [agreed] }, actions: tellTheList },
      on: {
        'agreement.sign': {
          guard: 'isNotYetSigned',
          meta: { sources: [agreed] },
          actions: [assign(({ event: { input, stamp } }) => ({ agreementSigned: { ...input, by: stamp.by, at: stamp.recordedAt } })), { type: 'notify', params: { notice: 'agreementSigned' } }],
        },
        'bank.verify': {
          guard: and(['bankIsNotVerified', 'calledByNow']),
          meta: { sources: [agreed] },
          actions: assign(({ event: { input, stamp } }) => ({ bankVerified: { ...input, by: stamp.by } })),
        },
        'supplier.set': {
          guard: 'hasNoSupplierNumber',
          meta: { sources: [agreed] },
          actions: assign(({ event }) => ({ supplierNumber: event.input.number })),
        },
        'agreement.lapse': {
          target: 'nothingToSign',
          guard: 'lapseWasWarned',
          meta: { sources: [agreed] },
          actions: [
            assign(({ context, event: { input, stamp } }) => ({ agreementLapsed: { reason: input.reason, lots: [...(context.agreementLapsed?.lots ?? []), ...lotsToTell(context)], at: stamp.occurredAt } })),
            { type: 'notify', params: { notice: 'agreementLapsed' } },
          ],
        },
        'deadline.reached': {
          guard: { type: 'isForClock', params: { clock: 'agreement' } },
          meta: { sources: [agreed] },
          actions: [assign({ lapseWarned: ({ event }) => event.stamp.occurredAt }), { type: 'notify', params: { notice: 'agreementLapsing' } }],
        },
      },
    },
  },
});
