import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { chartOf, pictureUri } from '../../../documents/chart.js';
import { inScope, systemScope } from '../../../engine/scope.js';
import { coverageOf, type Cell, type Place } from '../coverage.js';
import { schemePaths } from '../scheme.paths.js';
import { ListOpener } from './list-in-hand.js';

const WORDS: Readonly<Record<Cell['cover'], string>> = { outside: 'Not offered', gap: 'Nobody', full: 'Full', thin: 'One provider', covered: 'Covered' };

/** Where does nobody on this list work, and where is there room? Lots by districts, with what is free. */
@Controller('cases')
export class CoveragePage {
  constructor(
    private readonly lists: ListOpener,
    @InjectDataSource() private readonly source: DataSource,
  ) {}

  @Get(':caseId/coverage')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { opened: { view, person }, context } = await this.lists.open(req, caseId);
    const rows = await inScope(this.source, systemScope(person.authorityId), (tx) => tx.query<Row[]>(
      `select columns->>'lotId' as "lotId", columns->>'districts' as districts, (columns->>'sessionsPerWeek')::int as "sessionsPerWeek", (columns->>'waitWeeksMin')::int as "waitWeeksMin", columns->>'toldOn' as "toldOn"
       from workflow_instance where authority_id = authority() and machine = 'qpl.membership' and columns->>'schemeId' = $1 and open and disposed_at is null`, [caseId]));
    const coverage = coverageOf(context.terms, rows.map((row): Place => ({ ...row, districts: (row.districts ?? '').split('; ') })));
    const everywhere = coverage.districts.map((_, n) => coverage.lots.filter(({ cells }) => (cells[n]?.providers ?? 0) > 0).length);
    const offered = coverage.districts.map((_, n) => coverage.lots.filter(({ cells }) => cells[n]?.cover !== 'outside').length);
    const chart = coverage.districts.length === 0 || coverage.lots.length === 0 ? null : await chartOf({
      kind: 'bar', title: 'Lots with somebody who works there, by district', across: 'District', unit: 'count', categories: coverage.districts,
      description: `Of ${coverage.lots.length} lots, how many have at least one provider in each district, beside how many are offered there.`,
      series: [{ name: 'Offered', values: offered }, { name: 'Covered', values: everywhere }],
    });
    res.render('qpl/scheme/pages/coverage.njk', {
      view: { title: view.row.title, reference: view.reference }, paths: { back: schemePaths.overview(caseId) }, words: WORDS, coverage,
      providers: rows.length, picture: chart && { src: pictureUri(chart.svg) },
    });
  }
}

interface Row {
  readonly lotId: string;
  readonly districts: string | null;
  readonly sessionsPerWeek: number | null;
  readonly waitWeeksMin: number | null;
  readonly toldOn: string | null;
}
