import { isForClock } from '../shared/vocabulary.js';
import type { FrameworkContext, FrameworkEvent } from './framework.events.js';
import { runs } from './under-framework.guards.js';

interface Asked {
  readonly context: FrameworkContext;
  readonly event: FrameworkEvent;
}
const partiesNow = ({ parties }: FrameworkContext): readonly string[] => parties.filter(({ left }) => left === null).map(({ name }) => name);
const same = (names: readonly string[]): boolean => new Set(names.map((name) => name.trim().toLowerCase())).size < names.length;

/** The rules of the register of frameworks. Why each says no stands in `framework.refusals.ts`. */
export const frameworkGuards = {
  // What only chooses where the case goes.
  isOverAlready: ({ event }: Asked) => event.type === 'framework.open' && event.input.ends < event.stamp.occurredOn,

  changesTheEnd: ({ event }: Asked) => event.type === 'change.note' && event.input.newEnd !== null,
  runsOnAgain: ({ context, event }: Asked) => event.type === 'change.note' && context.ended === null && event.input.newEnd !== null && event.input.newEnd >= event.stamp.occurredOn,

  // The case as it stands.
  isOurs: ({ context }: Asked) => context.terms?.concludedBy === null,
  isAnothers: ({ context }: Asked) => context.terms?.concludedBy != null,

  // Who acts, and on which day.
  isNotConflicted: ({ event }: Asked) => !event.facts.hasConflict,
  runsOnThatDay: ({ context, event }: Asked) => context.terms !== null && runs({ ...context.terms, endedOn: context.ended?.on ?? null }, event.stamp.occurredOn),

  // What was found out, and what was entered.
  isForClock,
  isNotThereYet: ({ event }: Asked) => event.type !== 'framework.open' || event.facts.sameAs === null,
  namesAProvider: ({ event }: Asked) => event.type !== 'framework.open' || event.input.providers.length > 0,
  namesEachPartyOnce: ({ context, event }: Asked) =>
    (event.type === 'framework.open' && !same(event.input.providers.map(({ name }) => name))) || (event.type === 'provider.enter' && !same([...partiesNow(context), ...event.input.providers.map(({ name }) => name)])),
  endsAfterItStarts: ({ event }: Asked) => event.type !== 'framework.open' || event.input.starts <= event.input.ends,
  namesItsUsers: ({ event }: Asked) => event.type !== 'framework.open' || event.input.users.some((user) => user.trim() !== ''),
  allowsAWay: ({ event }: Asked) => event.type !== 'framework.open' || event.input.withoutCompetition || event.input.competition,
  isPartyNow: ({ context, event }: Asked) => event.type !== 'provider.leave' || partiesNow(context).includes(event.input.provider),
  keepsTheParties: ({ context, event }: Asked) => event.type !== 'parties.correct' || (event.input.providers.length === partiesNow(context).length && partiesNow(context).every((name) => event.input.providers.some((one) => one.name === name))),
  givesReasons: ({ event }: Asked) => ((event.input as { reasons?: string }).reasons ?? '').trim() !== '',
};
