import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { chartOf, pictureUri } from '../../../documents/chart.js';
import { coverageOf, type Cell } from '../coverage.js';
import { ListFigures } from '../list-figures.js';
import { schemePaths } from '../scheme.paths.js';
import { ListOpener } from './list-in-hand.js';

const WORDS: Readonly<Record<Cell['cover'], string>> = { outside: 'Not offered', gap: 'Nobody', full: 'Full', thin: 'One provider', covered: 'Covered' };

/** Where does nobody on this list work, and where is there room? Lots by districts, with what is free. */
@Controller('cases')
export class CoveragePage {
  constructor(
    private readonly lists: ListOpener,
    private readonly figures: ListFigures,
  ) {}

  @Get(':caseId/coverage')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { opened: { view, person }, context } = await this.lists.open(req, caseId);
    const places = await this.figures.places(person.authorityId, caseId);
    const coverage = coverageOf(context.terms, places);
    const everywhere = coverage.districts.map((_, n) => coverage.lots.filter(({ cells }) => (cells[n]?.providers ?? 0) > 0).length);
    const offered = coverage.districts.map((_, n) => coverage.lots.filter(({ cells }) => cells[n]?.cover !== 'outside').length);
    const chart = coverage.districts.length === 0 || coverage.lots.length === 0 ? null : await chartOf({
      kind: 'bar', title: 'Lots with somebody who works there, by district', across: 'District', unit: 'count', categories: coverage.districts,
      description: `Of ${coverage.lots.length} lots, how many have at least one provider in each district, beside how many are offered there.`,
      series: [{ name: 'Offered', values: offered }, { name: 'Covered', values: everywhere }],
    });
    res.render('qpl/scheme/pages/coverage.njk', {
      view: { title: view.row.title, reference: view.reference }, paths: { back: schemePaths.overview(caseId) }, words: WORDS, coverage,
      providers: places.length, picture: chart && { src: pictureUri(chart.svg) },
    });
  }
}
