import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Reader } from '../../engine/read.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { isId, staffAsking } from '../asking.js';
import { openingOf } from '../step/opening-of.js';
import { BulkSteps } from '../bulk/bulk-steps.js';
import { desk } from '../desk-addresses.js';
import { caseLine, columnsOf } from './case-lines.js';
import { PAGE, addressOf, asListQuery, columnTitle, inWords, readFilters } from './list-filters.js';
import { SavedViews } from './saved-views.js';

/** Every case that I may see: filter, save the view, take some and do one thing with them, take them away as a sheet. */
@Controller('cases')
export class CasesPage {
  constructor(
    private readonly reader: Reader,
    private readonly views: SavedViews,
    private readonly bulk: BulkSteps,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response, @Query() query: Record<string, unknown>): Promise<void> {
    const person = staffAsking(req);
    const filters = readFilters(query);
    const procedures = this.reader.procedures(person);
    const chosen = procedures.find((each) => each.name === filters.procedure);
    const [page, stages, views] = await Promise.all([
      this.reader.list(person, asListQuery(filters, person, { after: query['after'], limit: PAGE })),
      chosen ? this.reader.stages(person, chosen.name) : Promise.resolve([]),
      this.views.of(person),
    ]);
    const columns = chosen ? columnsOf(page.items) : [];
    const startable = procedures.flatMap((each) => {
      const opening = openingOf(person, each);
      return opening?.mine && (opening.event.fields ?? []).length > 0 ? [{ href: desk.start(each.name), text: opening.event.label }] : [];
    });
    res.render('desk/cases/cases.njk', {
      filters, stages,
      procedures: procedures.map((each) => ({ value: each.name, text: each.plural })),
      chosen: chosen && { title: chosen.title, plural: chosen.plural },
      columns: columns.map((name) => ({ name, title: columnTitle(name) })),
      lines: page.items.map((item) => caseLine(item, columns)),
      titles: Object.fromEntries(procedures.map((each) => [each.name, each.title])),
      total: page.total,
      filteredBy: inWords(filters, chosen?.plural ?? null),
      here: addressOf(filters),
      next: page.next && `${desk.cases()}?${addressOf(filters, { after: page.next })}`,
      isFirst: !query['after'],
      allTicked: query['all'] === 'yes',
      views: views.map((view) => ({ ...view, href: `${desk.cases()}?${view.query}` })),
      actions: chosen ? this.bulk.actions(person, chosen) : [],
      startable,
    });
  }

  @Post('views')
  async save(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = staffAsking(req);
    const body = (req.body ?? {}) as Record<string, unknown>;
    const name = String(body['name'] ?? '').trim().slice(0, 80);
    const query = addressOf(readFilters(Object.fromEntries(new URLSearchParams(String(body['query'] ?? '').slice(0, 2000)))));
    if (name === '') flash(req, { kind: 'important', text: 'The view was not saved: give it a name.' });
    else {
      await this.views.save(person, { name, query, shared: body['shared'] === 'yes' });
      flash(req, { kind: 'success', text: `The view “${name}” is saved.` });
    }
    res.redirect(303, `${desk.cases()}?${query}`);
  }

  @Post('views/:viewId/remove')
  async remove(@Req() req: Request, @Res() res: Response, @Param('viewId') viewId: string): Promise<void> {
    const person = staffAsking(req);
    if (!isId(viewId) || !(await this.views.remove(person, viewId))) throw new Problem(404, { title: 'View not found', because: 'There is no such view of yours.', unblock: 'Look at the cases again.' });
    flash(req, { kind: 'success', text: 'The view is removed.' });
    res.redirect(303, desk.cases());
  }
}
