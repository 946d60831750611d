import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Reader } from '../../engine/read.js';
import { personAsking } from '../asking.js';
import { caseLine } from '../cases/case-lines.js';
import { isCursor } from '../cases/list-filters.js';
import { desk } from '../desk-addresses.js';

const PAGE = 30;

/** Find a case by words, among those that one may see. */
@Controller('search')
export class SearchPage {
  constructor(private readonly reader: Reader) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response, @Query('text') asked?: unknown, @Query('after') after?: unknown): Promise<void> {
    const person = personAsking(req);
    const text = typeof asked === 'string' ? asked.trim().slice(0, 200) : '';
    const page = text === '' ? null : await this.reader.search(person, text, { limit: PAGE, ...(typeof after === 'string' && isCursor(after) ? { after } : {}) });
    res.render('desk/search/search.njk', {
      text,
      lines: page?.items.map((item) => caseLine(item, [])) ?? null,
      total: page?.total ?? null,
      next: page?.next ? `${desk.search()}?${new URLSearchParams({ text, after: page.next }).toString()}` : null,
    });
  }
}
