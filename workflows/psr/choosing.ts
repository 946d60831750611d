import { assertEvent } from 'xstate';
import { awarding, done } from './awarding.js';
import type { AwardEvent, AwardProvider, FrozenDocument } from './award.events.js';
import { principles } from './award.sources.js';

/** What choosing among the most suitable and choosing by offers have in common. */

/** A document that went out. */
export const submitted = (event: { readonly input: FrozenDocument } & Pick<AwardEvent, 'stamp'>) => ({ documentId: event.input.documentId, sha256: event.input.sha256, ...done(event) });

/** The document of the step is published in the case. */
export const publish = { type: 'publishDocument', params: ({ event }: { event: AwardEvent }) => ({ documentId: (event.input as FrozenDocument).documentId, status: 'published' as const }) } as const;

const noteClarification = awarding.assign(({ context, event }) => {
  assertEvent(event, 'clarification.share');
  return { clarifications: [...context.clarifications, { ...event.input, ...done(event) }] };
});
/** One answer to everybody, or it is not given. */
export const shareClarification = { guard: 'answersEverybodyAlike', meta: { sources: [principles] }, actions: noteClarification } as const;

/** The chosen become the intended providers. */
export const chosen = awarding.assign(({ context, event }) => {
  assertEvent(event, 'provider.choose');
  const known: readonly AwardProvider[] = [...context.pool, ...context.offers.map(({ provider }) => provider), ...(event.facts.framework?.parties ?? [])];
  return {
    choice: { ...event.input, ...done(event) },
    providers: event.input.providers.flatMap((name) => {
      const found = known.find((one) => one.name === name);
      return found ? [{ name: found.name, organisationId: found.organisationId, address: found.address, addressIs: found.addressIs, email: found.email }] : [];
    }),
  };
});
