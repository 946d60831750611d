import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';
import { asInstant, dayOf } from '../../calendar/day.js';
import { Reader } from '../../engine/read.js';
import { Schemes } from '../scheme/schemes.js';
import { Problem } from '../../web/problem.js';
import { dayAsked, lookedFor } from './looked-for.js';
import { PublicList } from './public-list.js';

/** The public list for programs and spreadsheets, with the same filters as the page; `asAt` is a day of the past. */
@Controller('public/lists')
export class PublicListApi {
  constructor(
    private readonly schemes: Schemes,
    private readonly list: PublicList,
    private readonly reader: Reader,
  ) {}

  @Get(':slug.json')
  async json(@Res() res: Response, @Param('slug') slug: string, @Query() query: Record<string, unknown>): Promise<void> {
    const { authority, scheme, asAt, providers } = await this.read(slug, query);
    res.json({ list: scheme.title, authority: authority.name, asAt, providers });
  }

  /** One line for each place. A cell that a spreadsheet would take for a formula is marked as text. */
  @Get(':slug.csv')
  async csv(@Res() res: Response, @Param('slug') slug: string, @Query() query: Record<string, unknown>): Promise<void> {
    const { asAt, providers } = await this.read(slug, query);
    const lines = providers.flatMap(({ name, kind, about, places }) => places.map((place) => [
      name, kind, about, place.therapy, place.delivery, place.ageBand, place.districts.join('; '), place.sessionsPerWeek, place.waitWeeksMin, place.waitWeeksMax, place.toldOn, asAt,
    ]));
    const header = ['provider', 'kind', 'about', 'therapy', 'delivery', 'ages', 'districts', 'sessions a week', 'wait in weeks, shortest', 'wait in weeks, longest', 'told on', 'list as at'];
    res.set('Content-Type', 'text/csv; charset=utf-8').set('Content-Disposition', `attachment; filename="${slug.replace(/[^a-z0-9-]/g, '')}-${asAt}.csv"`);
    res.send(stringify([header, ...lines], { bom: true, escape_formulas: true }));
  }

  private async read(slug: string, query: Record<string, unknown>) {
    const { authority, scheme } = await this.schemes.atPublicAddress(slug);
    const asked = dayAsked(query, 'asAt', dayOf(asInstant(await this.reader.now())));
    if (asked.error) throw new Problem(400, { title: 'Day not read', because: `The day in "asAt" was not read. ${asked.error}`, unblock: 'Write it as asAt=2026-03-31, or leave it out for the list as it is now.' });
    const providers = await this.list.providers(authority.authorityId, scheme.schemeId, lookedFor(query, scheme), asked.at);
    return { authority, scheme, providers, asAt: asked.day };
  }
}
