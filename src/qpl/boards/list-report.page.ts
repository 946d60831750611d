import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Request, Response } from 'express';
import { chartOf } from '../../documents/chart.js';
import type { Actor } from '../../engine/actor.js';
import { staffAsking } from '../../desk/asking.js';
import { Reader } from '../../engine/read.js';
import { Problem } from '../../web/problem.js';
import { qpl } from '../paths.js';
import type { Scheme } from '../scheme/scheme.js';
import { Schemes } from '../scheme/schemes.js';
import { everyApplication } from './every-application.js';
import { figuresOf, reportOf, type ListReport } from './list-report.js';

/** What became of the applications to a list, or to one round of it: how many, how long, and why not. */
@Controller('boards/lists')
export class ListReportPage {
  constructor(
    private readonly reader: Reader,
    private readonly schemes: Schemes,
  ) {}

  /** The same figures as a spreadsheet. */
  @Get(':slug.csv')
  async csv(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Query('round') asked?: string): Promise<void> {
    const { scheme, round, report } = await this.read(staffAsking(req), slug, asked);
    res.set('Content-Type', 'text/csv; charset=utf-8').set('Content-Disposition', `attachment; filename="${scheme.slug}${round === null ? '' : `-round-${round}`}-report.csv"`);
    res.send(stringify([['Figure', 'Number'], ...figuresOf(report)], { bom: true, escape_formulas: true }));
  }

  @Get(':slug')
  async show(@Req() req: Request, @Res() res: Response, @Param('slug') slug: string, @Query('round') asked?: string): Promise<void> {
    const { scheme, round, report } = await this.read(staffAsking(req), slug, asked);
    const [reasons, days] = await Promise.all([
      report.reasons.length === 0 ? null : chartOf({
        kind: 'bar', title: 'What kept providers out', description: 'For each reason, the number of applications that it kept from at least one lot.', across: 'Reason',
        categories: report.reasons.map(({ reason }) => reason), series: [{ name: 'Applications', values: report.reasons.map(({ count }) => count) }], unit: 'count',
      }),
      report.days === null ? null : chartOf({
        kind: 'bar', title: 'Time to decide', description: 'Applications by the calendar days from receipt to decision.', across: 'Days',
        categories: report.spans.map(({ span }) => span), series: [{ name: 'Applications', values: report.spans.map(({ count }) => count) }], unit: 'count',
      }),
    ]);
    res.render('qpl/boards/list-report.njk', {
      scheme, round, report, figures: figuresOf(report), charts: [days, reasons].filter((chart) => chart !== null),
      rounds: scheme.rounds.length < 2 ? [] : [{ value: '', text: 'All rounds', selected: round === null }, ...scheme.rounds.map(({ number }) => ({ value: String(number), text: `Round ${number}`, selected: round === number }))],
      paths: { here: qpl.listReport(slug), csv: `${qpl.listReport(slug)}.csv${round === null ? '' : `?round=${round}`}`, board: `${qpl.applicationBoard()}?list=${slug}`, list: qpl.publicList(slug), changes: qpl.publicListChanges(slug) },
    });
  }

  private async read(actor: Actor, slug: string, asked: string | undefined): Promise<{ scheme: Scheme; round: number | null; report: ListReport }> {
    if (!this.reader.procedures(actor).some(({ name }) => name === 'qpl.application'))
      throw new Problem(403, { title: 'The report is for officers', because: 'Your roles do not let you read applications to provider lists.', unblock: 'Ask an administrator for the role that you need.' });
    const scheme = await this.schemes.named(actor, slug);
    const round = scheme.rounds.find(({ number }) => String(number) === asked)?.number ?? null;
    const items = await everyApplication(this.reader, actor, { schemeId: scheme.schemeId, ...(round === null ? {} : { round }) });
    return { scheme, round, report: reportOf(items) };
  }
}
