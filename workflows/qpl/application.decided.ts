import { and, assign } from 'xstate';
import { signerOf } from './application.case.js';
import type { Handled } from './application.context.js';
import type { ApplicationEvent } from './application.events.js';
import { inThisCase } from './application.setup.js';
import { confidentialLetter, officerRecord, separation } from './application.sources.js';

/** The provider is told, and the record of the decision is signed and published. The provider becomes public when it is told, not before. */

type Handles = 'outcome.send' | 'record.sign' | 'record.publish' | 'review.send' | 'agreement.issue';
/** A document that was handled, by whom and when. */
export const handled = ({ event }: { event: Extract<ApplicationEvent, { type: Handles }> }): Handled => ({
  documentId: event.input.documentId, sha256: event.input.sha256, by: event.stamp.by, at: event.stamp.recordedAt,
});
export const publishTheLetter = {
  type: 'publishDocument',
  params: ({ event }: { event: { input: { documentId: string } } }) => ({ documentId: event.input.documentId, status: 'published' as const }),
} as const;

export const letter = inThisCase.createStateConfig({
  meta: { title: 'Outcome letter', sources: [confidentialLetter] },
  initial: 'toSend',
  states: {
    toSend: {
      meta: { title: 'Provider to be told', sources: [confidentialLetter] },
      on: {
        'outcome.send': {
          target: 'sent',
          guard: 'isTheFrozenDocument',
          meta: { sources: [confidentialLetter] },
          actions: [assign({ letterSent: handled }), publishTheLetter, { type: 'notify', params: { notice: 'outcomeSent' } }],
        },
      },
    },
    sent: { meta: { title: 'Provider told', sources: [confidentialLetter] }, type: 'final' },
  },
});

export const record = inThisCase.createStateConfig({
  meta: { title: 'Record of the decision', sources: [officerRecord] },
  initial: 'toSign',
  states: {
    toSign: {
      meta: { title: 'Record to be signed', sources: [officerRecord] },
      on: {
        'record.sign': {
          target: 'toPublish',
          guard: and(['isTheDecisionMaker', 'isTheFrozenDocument', 'coversItsOwn']),
          meta: { sources: [officerRecord] },
          actions: [
            assign(({ event }) => ({ recordSigned: handled({ event }), recordCovers: event.input.covers })),
            { type: 'tellFact', params: ({ context, event }) => ({ fact: 'qpl.round-record.signed', body: { covers: event.input.covers, documentId: event.input.documentId, sha256: event.input.sha256, lead: context.provider?.name ?? '' } }) },
          ],
        },
        // Signed in another application of the round, for this one too.
        'record.refer': {
          target: 'inRoundRecord',
          meta: { sources: [officerRecord] },
          actions: assign(({ event: { input } }) => ({ roundRecord: { documentId: input.documentId, sha256: input.sha256, leadReference: input.leadReference } })),
        },
      },
    },
    toPublish: {
      meta: { title: 'Record to be published', sources: [officerRecord] },
      on: {
        'record.publish': {
          target: 'published',
          guard: and(['isNotTheSigner', 'isTheFrozenDocument', 'isWhatWasSigned']),
          meta: { sources: [officerRecord, separation] },
          actions: [
            assign(({ event: { input, stamp } }) => ({ recordPublished: { documentId: input.documentId, sha256: input.sha256, at: stamp.recordedAt } })),
            {
              type: 'publishDocument',
              params: ({ context, event }) => ({
                documentId: event.input.documentId,
                status: 'published' as const,
                signature: {
                  name: signerOf(context.recordSigned!.by), role: context.recordSigned!.by.role, at: context.recordSigned!.at, sha256: context.recordSigned!.sha256,
                },
              }),
            },
            { type: 'tellFact', params: ({ context, event }) => ({ fact: 'qpl.round-record.published', body: { covers: context.recordCovers, documentId: event.input.documentId, sha256: event.input.sha256 } }) },
          ],
        },
      },
    },
    inRoundRecord: {
      meta: { title: 'Record of the round to be published', sources: [officerRecord] },
      on: {
        'record.note': {
          target: 'published',
          meta: { sources: [officerRecord] },
          actions: assign(({ event: { input, stamp } }) => ({ recordPublished: { documentId: input.documentId, sha256: input.sha256, at: stamp.recordedAt } })),
        },
      },
    },
    published: { meta: { title: 'Record published', sources: [officerRecord] }, type: 'final' },
  },
});
