import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { asInstant, dayOf } from '../../calendar/day.js';
import { scopeOf } from '../../engine/access.js';
import type { Actor } from '../../engine/actor.js';
import { Reader } from '../../engine/read.js';
import { inScope } from '../../engine/scope.js';
import { Policies } from '../../policy/policies.js';
import type { Figure } from './annual-summary.js';
import { periodOf, summaryYears, type Period, type SummaryYears } from './summary-years.js';
import { countYear } from './year-lines.js';

/** The case of a year, as its row says it. */
export interface YearCase {
  readonly caseId: string;
  readonly reference: string;
  readonly stage: string;
  readonly year: string;
  readonly summaryOn: string | null;
  readonly summaryLink: string | null;
  readonly reportOn: string | null;
  readonly reportLink: string | null;
}

/** The figures of a year as the cases stand now, for somebody who may read them. */
@Injectable()
export class YearFigures {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly policies: Policies,
    private readonly reader: Reader,
  ) {}

  async years({ authorityId }: Actor): Promise<SummaryYears> {
    const on = dayOf(asInstant(await this.reader.now()));
    return summaryYears((name) => this.policies.resolve(authorityId, name, on));
  }

  async periodOf(actor: Actor, year: number): Promise<Period | null> {
    return periodOf(year, await this.years(actor));
  }

  async of(actor: Actor, period: Period): Promise<{ readonly figures: readonly Figure[]; readonly monitoring: readonly Figure[] }> {
    return inScope(this.source, scopeOf(actor), (tx) => countYear(tx, period));
  }

  async cases(actor: Actor): Promise<readonly YearCase[]> {
    return inScope(this.source, scopeOf(actor), (tx) => tx.query<YearCase[]>(
      `select case_id as "caseId", reference, stage, columns->>'year' as year, columns->>'summaryOn' as "summaryOn", columns->>'summaryLink' as "summaryLink", columns->>'reportOn' as "reportOn", columns->>'reportLink' as "reportLink"
         from workflow_instance where authority_id = (select authority()) and machine = 'psr.annual-summary' and disposed_at is null`));
  }
}
