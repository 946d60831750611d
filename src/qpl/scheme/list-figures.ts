import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { inScope, systemScope } from '../../engine/scope.js';
import type { Place } from './coverage.js';

/** Applications of a round, as the list's own page counts them. */
export interface RoundFigures {
  readonly round: string | null;
  readonly sent: number;
  readonly undecided: number;
}

/** What the rows of other cases say about a list: applications by round, and the places on it. */
@Injectable()
export class ListFigures {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  applications(authorityId: string, schemeId: string): Promise<RoundFigures[]> {
    return inScope(this.source, systemScope(authorityId), (tx) => tx.query<RoundFigures[]>(
      `select columns->>'round' as round, count(*)::int as sent, count(*) filter (where open and columns->>'decidedOn' is null)::int as undecided from workflow_instance
       where authority_id = authority() and machine = 'qpl.application' and columns->>'schemeId' = $1 and columns->>'submittedOn' is not null and disposed_at is null group by 1`, [schemeId]));
  }

  async places(authorityId: string, schemeId: string): Promise<Place[]> {
    const rows = await inScope(this.source, systemScope(authorityId), (tx) => tx.query<(Omit<Place, 'districts'> & { districts: string | null })[]>(
      `select columns->>'lotId' as "lotId", columns->>'districts' as districts, (columns->>'sessionsPerWeek')::int as "sessionsPerWeek", (columns->>'waitWeeksMin')::int as "waitWeeksMin", columns->>'toldOn' as "toldOn"
       from workflow_instance where authority_id = authority() and machine = 'qpl.membership' and columns->>'schemeId' = $1 and open and disposed_at is null`, [schemeId]));
    return rows.map((row) => ({ ...row, districts: (row.districts ?? '').split('; ') }));
  }
}
