import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { KnownActor } from '../../../directory/directory.js';
import { Acting, Roles } from '../../../directory/sign-in/access.js';
import { LIMITS, sizeInWords } from '../../../files/limits.js';
import { Schemes } from '../../scheme/schemes.js';
import type { Scheme } from '../../scheme/scheme.js';
import { COLUMNS, titleOf, type ColumnKey } from '../columns.js';
import { imports } from '../import.paths.js';
import { ProviderImports } from '../provider-imports.js';
import { tooLargeToImport } from '../sheet.js';
import { IMPORT_ROLES, importShown } from './import-model.js';

/** Choose a spreadsheet; what was imported before. */
@Controller('lists/:slug/import')
@Roles(...IMPORT_ROLES)
export class StartImportPage {
  constructor(
    private readonly schemes: Schemes,
    private readonly given: ProviderImports,
  ) {}

  @Get()
  async show(@Acting() actor: KnownActor, @Param('slug') slug: string, @Res() res: Response): Promise<void> {
    await this.page(res, actor, await this.schemes.named(actor, slug), {});
  }

  @Post()
  async upload(@Acting() actor: KnownActor, @Param('slug') slug: string, @Body('sheet') sheet: unknown, @Req() req: Request, @Res() res: Response): Promise<void> {
    const scheme = await this.schemes.named(actor, slug);
    const named = typeof sheet === 'string' ? sheet.slice(0, 100) : '';
    const file = req.handedIn?.find(({ field }) => field === 'file');
    if (!file) return this.page(res.status(422), actor, scheme, { error: 'Choose a file with the list of providers', sheet: named });
    const planned = file.tooLarge ? tooLargeToImport(file.name, file.size) : await this.given.plan(actor.authorityId, scheme, { name: file.name, bytes: file.bytes, sheet: named }, actor.name);
    if (planned.ok) return res.redirect(303, 'importId' in planned ? imports.one(slug, planned.importId) : imports.start(slug));
    await this.page(res.status(file.tooLarge ? 413 : 422), actor, scheme, { error: `${planned.because} ${planned.cure}`, sheet: named });
  }

  private async page(res: Response, actor: KnownActor, scheme: Scheme, more: { error?: string; sheet?: string }): Promise<void> {
    const before = await this.given.before(actor.authorityId, scheme.schemeId);
    res.render('qpl/import/pages/start.njk', {
      list: { title: scheme.title, href: imports.start(scheme.slug), lots: scheme.lots.map(({ code, title }) => ({ code, title })), evidence: scheme.evidence.map(({ requirement, title }) => ({ requirement, title })) },
      lists: imports.lists(), most: sizeInWords(LIMITS.maxBytes), sheet: more.sheet ?? '', error: more.error, errors: more.error ? [{ text: more.error, href: '#file' }] : [],
      columns: (Object.keys(COLUMNS) as ColumnKey[]).filter((key) => key !== 'sameAs').map((key) => ({ title: titleOf(key), needed: 'needed' in COLUMNS[key], also: COLUMNS[key].titles.slice(1, 4).join(', ') })),
      before: before.map((one) => importShown(scheme.slug, one, false)),
    });
  }
}
