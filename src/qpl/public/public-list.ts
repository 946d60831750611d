import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Day, Instant } from '../../../workflows/shared/vocabulary.js';
import { systemActor } from '../../engine/actor.js';
import type { CaseRow } from '../../engine/procedure.js';
import { Reader } from '../../engine/read.js';
import { inScope, systemScope } from '../../engine/scope.js';
import { STAGES } from '../membership/membership.row.js';

/** What somebody looks for. Empty means all. */
export interface ListFilter {
  readonly therapy?: string;
  readonly district?: string;
  /** Years; a lot fits when its band takes the age in. */
  readonly age?: number;
  readonly delivery?: string;
  /** Only places that told of free sessions. */
  readonly free?: boolean;
}

/** A provider's place on a lot, as anybody may read it. */
export interface PublicPlace {
  readonly lot: string;
  readonly therapy: string;
  readonly delivery: string;
  readonly ageBand: string;
  readonly districts: readonly string[];
  readonly sessionsPerWeek: number | null;
  readonly waitWeeksMin: number | null;
  readonly waitWeeksMax: number | null;
  readonly toldOn: Day | null;
  /** True while evidence from an older list is being renewed. */
  readonly broughtOver: boolean;
  /** True while it takes no new children; why is not for the public. */
  readonly noNewChildren: boolean;
}

/** A provider with the places that fit. No address, no evidence, no person. */
export interface PublicProvider {
  readonly name: string;
  readonly kind: string;
  readonly about: string;
  readonly places: readonly PublicPlace[];
}

/** A place with the case that it is, for comparing two days. */
export interface ListedPlace extends PublicPlace {
  readonly caseId: string;
  readonly organisationId: string;
  readonly provider: Pick<PublicProvider, 'name' | 'kind' | 'about'>;
}

/** The list as it last stood in memory, and by what its rows are known to be the same still. */
interface Remembered {
  readonly stand: string;
  readonly places: readonly ListedPlace[];
}

/**
 * The public list, now or as it stood on an earlier day, from the rows of the places on it. It reads only columns that were made for the public. The
 * list as it is now is kept in memory for as long as no place on it has a new entry in its log: a council's website asks for it all day long.
 */
@Injectable()
export class PublicList {
  private readonly memory = new Map<string, Remembered>();

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly reader: Reader,
  ) {}

  /** Providers by name, each with the places that fit. @param at an instant of the past; now where it is left out */
  async providers(authorityId: string, schemeId: string, filter: ListFilter, at?: Instant): Promise<PublicProvider[]> {
    const places = at === undefined ? await this.placesNow(authorityId, schemeId) : await this.placesAt(authorityId, schemeId, at);
    const providers = new Map<string, PublicProvider & { places: PublicPlace[] }>();
    for (const { caseId: _, organisationId, provider, ...place } of places) {
      if (!fits(place, filter)) continue;
      const known = providers.get(organisationId) ?? { ...provider, places: [] };
      known.places.push(place);
      providers.set(organisationId, known);
    }
    return [...providers.values()];
  }

  /** Every place on the list as it stood when the log was at an instant. */
  async placesAt(authorityId: string, schemeId: string, at: Instant): Promise<readonly ListedPlace[]> {
    const rows = await this.reader.rowsAsAt(systemActor(authorityId), { procedure: 'qpl.membership', at, columns: { schemeId } });
    return inOrder(rows.filter(({ row }) => isListed(row.stage)).map(({ caseId, row }) => listed(caseId, row.organisationId ?? '', row.stage, row.columns as unknown as Columns)));
  }

  private async placesNow(authorityId: string, schemeId: string): Promise<readonly ListedPlace[]> {
    const key = `${authorityId}/${schemeId}`;
    return inScope(this.source, systemScope(authorityId), async (tx) => {
      const ofTheList = `from workflow_instance where authority_id = authority() and machine = 'qpl.membership' and disposed_at is null and columns->>'schemeId' = $1`;
      // Every entry makes a case's number of entries larger, so their sum says whether anything at all has happened.
      const [counted] = await tx.query<{ stand: string }[]>(`select count(*) || '/' || coalesce(sum(seq), 0) as stand ${ofTheList}`, [schemeId]);
      const remembered = this.memory.get(key);
      if (remembered && remembered.stand === counted!.stand) return remembered.places;
      const rows = await tx.query<{ case_id: string; organisation_id: string; stage: string; columns: Columns }[]>(`select case_id, organisation_id, stage, columns ${ofTheList}`, [schemeId]);
      const places = inOrder(rows.filter(({ stage }) => isListed(stage)).map((row) => listed(row.case_id, row.organisation_id, row.stage, row.columns)));
      this.memory.set(key, { stand: counted!.stand, places });
      return places;
    });
  }
}

interface Columns extends Readonly<CaseRow['columns']> {
  readonly provider: string;
  readonly kind: string;
  readonly about: string | null;
  readonly lot: string | null;
  readonly therapy: string;
  readonly delivery: string;
  readonly ageBand: string;
  readonly districts: string;
  readonly sessionsPerWeek: number | null;
  readonly waitWeeksMin: number | null;
  readonly waitWeeksMax: number | null;
  readonly toldOn: string | null;
}

/** The stages in which a place is on the public list. Somebody who is suspended is not shown to families, and nobody is told that it is so. */
const LISTED: readonly string[] = [STAGES.live, STAGES.conditional, STAGES.fromBefore, STAGES.restricted];
const isListed = (stage: string): boolean => LISTED.includes(stage);

function listed(caseId: string, organisationId: string, stage: string, columns: Columns): ListedPlace {
  const { therapy, delivery, ageBand, sessionsPerWeek, waitWeeksMin, waitWeeksMax, toldOn } = columns;
  return {
    caseId, organisationId,
    provider: { name: columns.provider, kind: columns.kind, about: columns.about ?? '' },
    lot: `${columns.lot ?? ''} ${therapy}, ${delivery}, ages ${ageBand}`.trim(),
    therapy, delivery, ageBand, districts: columns.districts.split('; '), sessionsPerWeek, waitWeeksMin, waitWeeksMax, toldOn,
    broughtOver: stage === STAGES.fromBefore, noNewChildren: stage === STAGES.restricted,
  };
}

const inOrder = (places: ListedPlace[]): ListedPlace[] => {
  const key = ({ provider, therapy, delivery, ageBand, caseId }: ListedPlace) => [provider.name, therapy, delivery, ageBand, caseId].join('\n');
  const keyed = places.map((place) => ({ place, at: key(place) }));
  const { compare } = new Intl.Collator('en-GB');
  return keyed.sort((a, b) => compare(a.at, b.at)).map(({ place }) => place);
};

function fits(place: PublicPlace, { therapy, district, age, delivery, free }: ListFilter): boolean {
  return (
    (therapy === undefined || place.therapy === therapy) &&
    (delivery === undefined || place.delivery === delivery) &&
    (district === undefined || place.districts.includes(district)) &&
    (age === undefined || takesIn(place.ageBand, age)) &&
    (free !== true || (place.sessionsPerWeek ?? 0) > 0)
  );
}

/** Whether "5 to 25" takes in an age. A band in other words takes in everybody. */
export function takesIn(ageBand: string, age: number): boolean {
  const [, from, to] = /^(\d+) to (\d+)$/.exec(ageBand) ?? [];
  return from === undefined || to === undefined || (Number(from) <= age && age <= Number(to));
}
