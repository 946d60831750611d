import { Controller, Get, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { staffAsking } from '../../../desk/asking.js';
import { besideStage } from '../../../desk/words.js';
import { Reader } from '../../../engine/read.js';
import { Problem } from '../../../web/problem.js';
import { schemePaths } from '../scheme.paths.js';

/** As many lists as an authority keeps and more: beyond it, search. */
const SHOWN = 200;

/** Which lists do we keep, how does each stand, and how is another made? */
@Controller('our-lists')
export class OurListsPage {
  constructor(private readonly reader: Reader) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    const person = staffAsking(req);
    const procedure = this.reader.procedures(person).find(({ name }) => name === 'qpl.scheme');
    if (!procedure) throw new Problem(403, { title: 'The lists are not for your role', because: 'Officers who make, approve or use lists read this page.', unblock: 'The lists that are published can be read by anybody.' });
    const { items } = await this.reader.list(person, { procedure: 'qpl.scheme', limit: SHOWN });
    const mayMake = (procedure.events['list.begin']?.roles ?? []).some((role) => person.roles.includes(role));
    res.render('qpl/scheme/pages/our-lists.njk', {
      lists: items.map(({ caseId, reference, row }) => ({ title: row.title, reference, stage: row.stage, sentence: besideStage(row.stage, row.sentence), lots: row.columns['lots'], regime: row.columns['regime'], href: schemePaths.overview(caseId) })),
      make: mayMake ? schemePaths.start() : null,
    });
  }
}
