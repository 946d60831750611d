import { isForClock } from '../shared/vocabulary.js';
import { isSaid } from './award.guards.js';
import type { ContractContext, ContractEvent } from './contract.events.js';
import { KEY_CRITERIA } from './notice-facts.js';

interface Asked {
  readonly context: ContractContext;
  readonly event: ContractEvent;
}

/** From this day on a Minister comes before an end on grounds of national security (SI 2026/360 reg 4). */
const MINISTER_FROM = '2026-03-24';

/** The rules of the register. Why each says no stands in `contract.refusals.ts`. */
export const contractGuards = {
  // What only chooses where the case goes.
  isOver: ({ event }: Asked) => event.type === 'contract.open' && event.input.serviceEnd < event.stamp.occurredOn,
  isSigned: ({ event }: Asked) => event.type === 'contract.open' && event.input.signedOn !== null,
  wasSigned: ({ context }: Asked) => context.terms?.signedOn != null || context.signature !== null,
  makesItLonger: ({ context, event }: Asked) => (event.type === 'change.enter' || event.type === 'change.note') && event.input.newEnd !== null && event.input.newEnd > (context.ends ?? '') && event.input.newEnd >= event.stamp.occurredOn,
  changesTheEnd: ({ event }: Asked) => (event.type === 'change.enter' || event.type === 'change.note') && event.input.newEnd !== null,

  // The case as it stands.
  nothingIsDecidedAfterwards: ({ context }: Asked) => context.renewal === null || context.renewal.end !== context.ends,

  // What was found out, and what was entered.
  isNotThereYet: ({ event }: Asked) => event.type !== 'contract.open' || event.facts.sameAs === null,
  namesAProvider: ({ event }: Asked) => event.type !== 'contract.open' || event.input.providers.length > 0,
  endsAfterItStarts: ({ event }: Asked) => event.type !== 'contract.open' || event.input.serviceEnd >= event.input.serviceStart,
  extendsBeyondItsEnd: ({ event }: Asked) => event.type !== 'contract.open' || event.input.extendableTo === null || event.input.extendableTo > event.input.serviceEnd,
  signedByNow: ({ event }: Asked) => (event.type !== 'contract.open' && event.type !== 'signature.record') || event.input.signedOn === null || event.input.signedOn <= event.stamp.occurredOn,
  newEndIsAfterTheStart: ({ context, event }: Asked) => (event.type !== 'change.enter' && event.type !== 'change.note') || event.input.newEnd === null || event.input.newEnd >= (context.terms?.serviceStart ?? ''),
  sharesMakeTheWhole: ({ event }: Asked) => event.type !== 'shares.set' || event.input.shares.reduce((sum, { pence }) => sum + pence, 0) === event.input.totalPence,
  eachPaysOnce: ({ event }: Asked) => event.type !== 'shares.set' || new Set(event.input.shares.map(({ payer, budget }) => `${payer.trim().toLowerCase()}|${(budget ?? '').trim().toLowerCase()}`)).size === event.input.shares.length,
  coversEveryKeyCriterion: ({ event }: Asked) =>
    event.type !== 'review.record' || KEY_CRITERIA.every((wanted) => event.input.criteria.some(({ criterion, evidence, finding }) => criterion === wanted && isSaid(evidence) && isSaid(finding))),
  periodIsOver: ({ event }: Asked) => event.type !== 'activity.report' || (event.input.from <= event.input.to && event.input.to <= event.stamp.occurredOn),
  ministerKnowsOfTheEnd: ({ context, event }: Asked) => {
    if (event.type !== 'contract.end' || event.stamp.occurredOn < MINISTER_FROM) return true;
    const { nationalSecurity = 'no', ministerAgrees = 'not asked' } = event.input;
    return nationalSecurity === 'no' || (context.ministerNotices.some(({ ground }) => ground === nationalSecurity) && (nationalSecurity === 'mandatory' || ministerAgrees === 'yes'));
  },
  isForClock,
};
