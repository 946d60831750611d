import type { PlaceHold, PublishDocument } from '../../workflows/shared/vocabulary.js';
import { canonical } from './canonical.js';
import type { Clock } from './clocks.js';
import type { Asked } from './machines.js';
import type { ToldAgain } from './retell.js';
import type { LogLine, Step } from './story.js';
import { payloadOf } from './story.js';

/** What stands differently once a story has been told again. */
export interface Differences {
  /** Every clock of the case as it now is. */
  readonly clocks: readonly Clock[];
  readonly changedClocks: readonly Clock[];
  readonly holds: readonly unknown[];
  readonly publications: readonly PublishDocument[];
  /** Notices and facts that only the new story asks for: they have not been performed. */
  readonly effects: readonly Asked[];
  /** Facts that were told and that the new story does not tell. */
  readonly noLongerTrue: readonly Asked[];
}

export function differences(log: readonly LogLine[], before: readonly Step[], told: ToldAgain, present: readonly Clock[], reason: string): Differences {
  const stood = new Map(present.map((clock) => [clock.name, clock]));
  const names = [...new Set([...stood.keys(), ...told.clocks.keys()])];
  const clocks = names.map((name) => clockNow(stood.get(name), told.clocks.get(name), reason));
  const performed = log.flatMap((line) => payloadOf(line).asked).filter(isOutward);
  const wanted = asks(told.story).filter(isOutward);
  return {
    clocks,
    changedClocks: clocks.filter((clock) => stood.get(clock.name) !== clock),
    holds: holdChanges(netHolds(asks(before)), netHolds(asks(told.story))),
    publications: publicationChanges(netPublications(asks(before)), netPublications(asks(told.story))),
    effects: beyond(wanted, performed),
    noLongerTrue: beyond(performed, wanted).filter(({ type }) => type === 'tellFact'),
  };
}

/** The clocks whose day or state a correction changed, for the timeline. */
export function movedClocks(present: readonly Clock[], now: readonly Clock[]): { name: string; rule: string; was: string | null; due: string; status: Clock['status'] }[] {
  return now.flatMap((clock) => {
    const stood = present.find(({ name }) => name === clock.name);
    if (stood && stood.dueAt === clock.dueAt && stood.status === clock.status) return [];
    return [{ name: clock.name, rule: clock.rule, was: stood?.due ?? null, due: clock.due, status: clock.status }];
  });
}

/** A clock that stands as it stood keeps the reason that it was moved for; one that the story does not start any more has ended. */
function clockNow(stood: Clock | undefined, told: Clock | undefined, reason: string): Clock {
  if (told && stood && told.dueAt === stood.dueAt && told.status === stood.status && told.rule === stood.rule) return stood;
  if (told) return stood && stood.due !== told.due ? { ...told, movedWhy: reason } : told;
  if (!stood) throw new Error('A clock stands neither before nor after.');
  return stood.status === 'ended' ? stood : { ...stood, status: 'ended', movedWhy: reason };
}

const asks = (story: readonly Step[]): Asked[] => story.flatMap((step) => (step.kind === 'event' ? step.asked : []));
const isOutward = ({ type }: Asked): boolean => type === 'notify' || type === 'tellFact' || type === 'makeDocument';

/** What is in the first list more often than in the second. */
function beyond(these: readonly Asked[], those: readonly Asked[]): Asked[] {
  const left = new Map<string, number>();
  for (const one of those) left.set(canonical(one), (left.get(canonical(one)) ?? 0) + 1);
  return these.filter((one) => {
    const count = left.get(canonical(one)) ?? 0;
    left.set(canonical(one), count - 1);
    return count <= 0;
  });
}

function netHolds(asked: readonly Asked[]): Map<string, PlaceHold[]> {
  const held = new Map<string, PlaceHold[]>();
  for (const { type, params } of asked) {
    if (type === 'placeHold') held.set((params as PlaceHold).caseId, [...(held.get((params as PlaceHold).caseId) ?? []), params as PlaceHold]);
    if (type === 'releaseHolds') held.delete((params as { caseId: string }).caseId);
  }
  return held;
}

function holdChanges(before: Map<string, PlaceHold[]>, after: Map<string, PlaceHold[]>): unknown[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((caseId) => {
    if (canonical(before.get(caseId) ?? []) === canonical(after.get(caseId) ?? [])) return [];
    return [{ do: 'release', caseId }, ...(after.get(caseId) ?? []).map((hold) => ({ do: 'place', ...hold }))];
  });
}

function netPublications(asked: readonly Asked[]): Map<string, PublishDocument['status']> {
  return new Map(asked.filter(({ type }) => type === 'publishDocument').map(({ params }) => [(params as PublishDocument).documentId, (params as PublishDocument).status]));
}

/** What was published is kept; where its publication is struck it is taken down. */
function publicationChanges(before: Map<string, PublishDocument['status']>, after: Map<string, PublishDocument['status']>): PublishDocument[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((documentId) => {
    const status = after.get(documentId) ?? 'taken down';
    return before.get(documentId) === status ? [] : [{ documentId, status }];
  });
}
