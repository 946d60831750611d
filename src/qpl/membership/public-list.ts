import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Day } from '../../../workflows/shared/vocabulary.js';
import { inScope, systemScope } from '../../engine/scope.js';

/** What somebody looks for. Empty means all. */
export interface ListFilter {
  readonly therapy?: string;
  readonly district?: string;
  /** Years; a lot fits when its band takes the age in. */
  readonly age?: number;
  readonly delivery?: string;
}

/** A provider's place on a lot, as anybody may read it. */
export interface PublicPlace {
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
}

/** A provider with the places that fit. No address, no evidence, no person. */
export interface PublicProvider {
  readonly name: string;
  readonly kind: string;
  readonly about: string;
  readonly places: readonly PublicPlace[];
}

/** The public list, from the rows of the places on it. It reads only columns that were made for the public. */
@Injectable()
export class PublicList {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Providers by name, each with the places that fit. */
  async providers(authorityId: string, schemeId: string, filter: ListFilter): Promise<PublicProvider[]> {
    const rows = await inScope(this.source, systemScope(authorityId), (tx) =>
      tx.query<{ organisation_id: string; stage: string; columns: Columns }[]>(
        `select organisation_id, stage, columns from workflow_instance
         where authority_id = authority() and machine = 'qpl.membership' and stage in ('Live', 'Legacy') and disposed_at is null and columns->>'schemeId' = $1
           and ($2 = '' or columns->>'therapy' = $2) and ($3 = '' or columns->>'delivery' = $3)
           and ($4 = '' or $4 = any (string_to_array(columns->>'districts', '; ')))
         order by columns->>'provider', columns->>'therapy', columns->>'delivery', columns->>'ageBand', case_id`,
        [schemeId, filter.therapy ?? '', filter.delivery ?? '', filter.district ?? '']));
    const providers = new Map<string, { name: string; kind: string; about: string; places: PublicPlace[] }>();
    for (const { organisation_id: id, stage, columns } of rows) {
      if (filter.age !== undefined && !takesIn(columns.ageBand, filter.age)) continue;
      const provider = providers.get(id) ?? { name: columns.provider, kind: columns.kind, about: columns.about ?? '', places: [] };
      const { therapy, delivery, ageBand, sessionsPerWeek, waitWeeksMin, waitWeeksMax, toldOn } = columns;
      provider.places.push({ therapy, delivery, ageBand, districts: columns.districts.split('; '), sessionsPerWeek, waitWeeksMin, waitWeeksMax, toldOn, broughtOver: stage === 'Legacy' });
      providers.set(id, provider);
    }
    return [...providers.values()];
  }
}

interface Columns {
  readonly provider: string;
  readonly kind: string;
  readonly about: string | null;
  readonly therapy: string;
  readonly delivery: string;
  readonly ageBand: string;
  readonly districts: string;
  readonly sessionsPerWeek: number | null;
  readonly waitWeeksMin: number | null;
  readonly waitWeeksMax: number | null;
  readonly toldOn: string | null;
}

/** Whether "5 to 25" takes in an age. A band in other words takes in everybody. */
export function takesIn(ageBand: string, age: number): boolean {
  const [, from, to] = /^(\d+) to (\d+)$/.exec(ageBand) ?? [];
  return from === undefined || to === undefined || (Number(from) <= age && age <= Number(to));
}
