import { Injectable } from '@nestjs/common';
import type { Instant } from '../../../workflows/shared/vocabulary.js';
import type { Actor } from '../../engine/actor.js';
import { Reader } from '../../engine/read.js';
import { PublicList, type ListedPlace } from './public-list.js';

/** A provider's place that is not as it was. `why` is what the log says of it, as far as whoever asks may hear it. */
export interface PlaceChange {
  readonly name: string;
  readonly lot: string;
  /** "9 sessions a week free, before 4"; empty for who joined or left. */
  readonly what: readonly string[];
  readonly why: readonly string[];
}
/** Two days of one list beside each other. */
export interface ListChanges {
  readonly joined: readonly PlaceChange[];
  readonly left: readonly PlaceChange[];
  readonly changed: readonly PlaceChange[];
  readonly unchanged: number;
}

/** Who joined a list, who left it and what changed between two instants, and why. */
@Injectable()
export class ChangesOfList {
  constructor(
    private readonly list: PublicList,
    private readonly reader: Reader,
  ) {}

  /** @param hearer whoever asks: the reasons are cut to what they may hear */
  async between(hearer: Actor, schemeId: string, from: Instant, to: Instant): Promise<ListChanges> {
    const [before, after] = await Promise.all([from, to].map((at) => this.list.placesAt(hearer.authorityId, schemeId, at)));
    const [was, is] = [before!, after!].map((places) => new Map(places.map((place) => [place.caseId, place])));
    const cases = [...new Set([...was!.keys(), ...is!.keys()])];
    const differing = cases.filter((caseId) => differences(was!.get(caseId), is!.get(caseId)).length > 0);
    const entries = await this.reader.entriesBetween(hearer, { procedure: 'qpl.membership', caseIds: differing, after: from, until: to });
    const change = (place: ListedPlace): PlaceChange => ({
      name: place.provider.name, lot: place.lot,
      what: was!.has(place.caseId) && is!.has(place.caseId) ? differences(was!.get(place.caseId), is!.get(place.caseId)) : [],
      why: (entries.get(place.caseId) ?? []).filter(({ correctedBy }) => correctedBy === null).map(({ sentence }) => sentence),
    });
    return {
      joined: after!.filter(({ caseId }) => !was!.has(caseId)).map(change),
      left: before!.filter(({ caseId }) => !is!.has(caseId)).map(change),
      changed: after!.filter(({ caseId }) => was!.has(caseId) && differing.includes(caseId)).map(change),
      unchanged: cases.length - differing.length,
    };
  }
}

/** What is not the same, in words. A place that is there on one day only differs as a whole. */
function differences(was: ListedPlace | undefined, is: ListedPlace | undefined): string[] {
  if (!was || !is) return was === is ? [] : ['on the list on one day and not on the other'];
  const said: readonly [string, (place: ListedPlace) => string][] = [
    ['name', ({ provider }) => provider.name],
    ['lot', ({ lot }) => lot],
    ['districts', ({ districts }) => districts.join(', ')],
    ['sessions a week free', ({ sessionsPerWeek }) => (sessionsPerWeek === null ? 'not told' : String(sessionsPerWeek))],
    ['wait in weeks', ({ waitWeeksMin, waitWeeksMax }) => (waitWeeksMin === null ? 'not told' : `${waitWeeksMin} to ${waitWeeksMax}`)],
    ['papers', ({ broughtOver }) => (broughtOver ? 'from the earlier list, being renewed' : 'complete')],
    ['new children', ({ noNewChildren }) => (noNewChildren ? 'none just now' : 'taken on')],
  ];
  return said.flatMap(([name, of]) => (of(was) === of(is) ? [] : [`${name}: ${of(is)} (before: ${of(was)})`]));
}
