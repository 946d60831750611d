import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { AwardRoute } from '../../../workflows/psr/award.events.js';
import type { Standstill } from '../../../workflows/psr/standstill.events.js';
import { scopeOf } from '../../engine/access.js';
import type { Actor } from '../../engine/actor.js';
import { inScope } from '../../engine/scope.js';
import { annualSummary, type AwardLine, type ContractLine, type Figure, periodOf, type Represented } from './annual-summary.js';

const AWARDS = ['psr.direct-award-a', 'psr.direct-award-b', 'psr.direct-award-c', 'psr.most-suitable-provider', 'psr.competitive'];
type Row<Columns> = { case_id: string; reference: string; title: string; columns: Columns };

/** Counts a year from rows; a snapshot is opened only where a representation came. */
@Injectable()
export class AwardLines {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async summary(actor: Actor, year: number): Promise<readonly Figure[]> {
    return inScope(this.source, scopeOf(actor), async (tx) => {
      const awards = await tx.query<Row<{ route: AwardRoute | null; providers?: string | null; awardedOn: string | null; serviceStart?: string | null; serviceEnd?: string | null; framework: boolean; standstillsEnded?: string | null; writtenRepresentations?: number }>[]>(
        `select case_id, reference, title, columns from workflow_instance where authority_id = (select authority()) and machine = any ($1) and disposed_at is null and (columns->>'awardedOn' is not null or columns->>'standstillsEnded' is not null)`, [AWARDS]);
      const contracts = await tx.query<(Row<{ starts: string | null; ends: string | null }> & { providers: { name: string }[] | null })[]>(
        `select case_id, reference, title, columns, snapshot->'context'->'terms'->'providers' as providers from workflow_instance where authority_id = (select authority()) and machine = 'psr.contract' and disposed_at is null`);
      const lines: AwardLine[] = awards.map(({ case_id, reference, title, columns }) => ({
        caseId: case_id, reference, title, route: columns.route, providers: columns.providers?.split('\n') ?? [], awardedOn: columns.awardedOn, serviceStart: columns.serviceStart ?? null, serviceEnd: columns.serviceEnd ?? null,
        framework: columns.framework, standstillsEnded: columns.standstillsEnded?.split(' ') ?? [], writtenRepresentations: columns.writtenRepresentations ?? 0,
      }));
      const { from, to } = periodOf(year);
      const ids = lines.filter(({ standstillsEnded, writtenRepresentations }) => writtenRepresentations > 0 && standstillsEnded.some((day) => day >= from && day <= to)).map(({ caseId }) => caseId);
      const opened = ids.length === 0 ? [] : await tx.query<{ case_id: string; standstill: Standstill | null; earlier: { kept: { standstill?: Standstill | null } }[] }[]>(
        `select case_id, snapshot->'context'->'standstill' as standstill, snapshot->'context'->'earlierRounds' as earlier from workflow_instance where authority_id = (select authority()) and case_id = any ($1::uuid[])`, [ids]);
      const represented: Represented[] = opened.map(({ case_id, standstill, earlier }) => ({ caseId: case_id, standstills: [...earlier.map(({ kept }) => kept.standstill ?? null), standstill].filter((one) => one !== null) }));
      const registered: ContractLine[] = contracts.map(({ case_id, reference, title, columns, providers }) => ({ caseId: case_id, reference, title, providers: (providers ?? []).map(({ name }) => name), start: columns.starts, end: columns.ends }));
      return annualSummary({ from, to }, lines, registered, represented);
    });
  }
}
