import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { KnownActor } from '../../../directory/directory.js';
import { Acting, Roles } from '../../../directory/sign-in/access.js';
import { Schemes } from '../../scheme/schemes.js';
import { qpl } from '../../paths.js';
import { imports } from '../import.paths.js';
import { IMPORT_ROLES } from './import-model.js';

/** The authority's lists, with what is done to a list as a whole. */
@Controller('lists')
@Roles(...IMPORT_ROLES)
export class ListsPage {
  constructor(private readonly schemes: Schemes) {}

  @Get()
  async show(@Acting() actor: KnownActor, @Res() res: Response): Promise<void> {
    const lists = (await this.schemes.of(actor.authorityId)).map(({ slug, title, purpose, lots }) => ({ title, purpose, lots: lots.length, publicHref: qpl.publicList(slug), importHref: imports.start(slug) }));
    res.render('qpl/import/pages/lists.njk', { lists });
  }
}
