import { assertEvent } from 'xstate';
import { inAList } from './scheme.guards.js';
import { startNextOpening } from './scheme.rounds.js';

/** The alarms before the end, in months: the sixth is the last good moment to decide on an extension. */
const ALARMS = [12, 9, 6, 3] as const;

/** Starts the clocks of the end: its last day, and the alarms before it that are still ahead. Started again, they move. */
export const startTheEnd = inAList.enqueueActions(({ context, event, enqueue }) => {
  const { ends } = context.terms;
  if (ends === null) return;
  enqueue({ type: 'startDeadline', params: { name: 'end', rule: 'qpl.scheme-ends', from: ends } });
  for (const months of ALARMS.filter((each) => event.facts.alarmsAhead.includes(`end-${each}`))) {
    enqueue({ type: 'startDeadline', params: { name: `end-${months}`, rule: `qpl.scheme-end-${months}`, before: ends } });
  }
});

/** The list becomes public as it was approved: its documents are frozen, its clocks start. */
export const publish = [
  inAList.assign(({ context, event }) => {
    assertEvent(event, 'scheme.publish');
    return { publishedOn: event.stamp.occurredOn, invitation: { ...event.input.invitation, on: event.stamp.occurredOn }, priceSchedule: event.input.priceSchedule, firstEnds: context.terms.ends, invitationIsOld: false };
  }),
  inAList.enqueueActions(({ event, enqueue }) => {
    assertEvent(event, 'scheme.publish');
    for (const document of [event.input.invitation, event.input.priceSchedule]) {
      if (document) enqueue({ type: 'publishDocument', params: { documentId: document.documentId, status: 'published' } });
    }
  }),
  startNextOpening,
  startTheEnd,
];
