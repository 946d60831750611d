import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Reader } from '../../engine/read.js';
import { Problem } from '../../web/problem.js';
import { staffAsking } from '../asking.js';
import { desk } from '../desk-addresses.js';
import { openingOf } from './opening-of.js';

/** As many as one looks through before searching. */
const SHOWN = 25;

/** Which earlier case is the new one like? Lists only what the person may read. */
@Controller('start')
export class CopyPage {
  constructor(private readonly reader: Reader) {}

  @Get(':procedure/copy')
  async choose(@Req() req: Request, @Res() res: Response, @Param('procedure') name: string, @Query('text') asked?: unknown): Promise<void> {
    const person = staffAsking(req);
    const procedure = this.reader.procedures(person).find((each) => each.name === name);
    const opening = procedure && openingOf(person, procedure);
    if (!procedure || !opening?.mine) throw new Problem(404, { title: 'Page not found', because: 'Nothing is started at this address, or not by you.', unblock: 'Look at the list of cases.' });
    const text = typeof asked === 'string' ? asked.trim().slice(0, 200) : '';
    const found = text === ''
      ? (await this.reader.list(person, { procedure: name, sort: 'opened', limit: SHOWN })).items
      : (await this.reader.search(person, text, { limit: SHOWN * 4 })).items.filter((item) => item.procedure === name).slice(0, SHOWN);
    res.render('desk/step/copy.njk', {
      heading: opening.event.label, action: desk.copy(name), back: desk.start(name), text,
      lines: found.map((item) => ({ href: desk.startFrom(name, item.caseId), title: item.row.title, reference: item.reference, sentence: item.row.sentence })),
    });
  }
}
