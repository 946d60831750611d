import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { create as contentDisposition } from 'content-disposition';
import type { KnownActor } from '../../../directory/directory.js';
import { Acting, Roles } from '../../../directory/sign-in/access.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { Schemes } from '../../scheme/schemes.js';
import type { Scheme } from '../../scheme/scheme.js';
import { csvReport, xlsxReport } from '../import-report.js';
import { imports } from '../import.paths.js';
import { ProviderImports } from '../provider-imports.js';
import { IMPORT_ROLES, importShown, lineShown, SHOWN, TROUBLES } from './import-model.js';

const notFound = () => new Problem(404, { title: 'Import not found', because: 'There is no import at this address, or it is another authority’s.', unblock: 'Start from the list.' });
/** A forged id never reaches the database. */
const Id = new ParseUUIDPipe({ exceptionFactory: notFound });

/** One import: the dry run, the question, how far it is, and what came of it. It is the same page throughout, and can be closed at any time. */
@Controller('lists/:slug/import/:importId')
@Roles(...IMPORT_ROLES)
export class ImportPage {
  constructor(
    private readonly schemes: Schemes,
    private readonly given: ProviderImports,
  ) {}

  @Get()
  async show(@Acting() actor: KnownActor, @Param('slug') slug: string, @Param('importId', Id) importId: string, @Query('follow') follow: unknown, @Res() res: Response): Promise<void> {
    const { scheme, found } = await this.open(actor, slug, importId);
    const troubles = await Promise.all(TROUBLES.map(async (one) => ({ ...one, lines: (await this.given.lines(actor.authorityId, importId, { limit: SHOWN, verdicts: [one.verdict] })).map(lineShown) })));
    res.render('qpl/import/pages/import.njk', { list: { title: scheme.title, href: imports.start(slug) }, it: importShown(slug, found, follow === '1'), shown: SHOWN, troubles: troubles.filter(({ lines }) => lines.length > 0) });
  }

  @Post('answers')
  async answer(@Acting() actor: KnownActor, @Param('slug') slug: string, @Param('importId', Id) importId: string, @Body() body: Record<string, unknown>, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.open(actor, slug, importId);
    const answers = Object.entries(body).flatMap(([field, said]) => (/^row-\d{1,6}$/.test(field) && (said === 'same' || said === 'new') ? [[Number(field.slice(4)), said] as const] : []));
    await this.given.answer(actor, importId, new Map(answers));
    flash(req, answers.length > 0 ? { kind: 'success', text: `${answers.length === 1 ? 'Your answer is' : `Your ${answers.length} answers are`} kept.` } : { kind: 'important', text: 'No row was answered.' });
    res.redirect(303, imports.one(slug, importId));
  }

  @Post('confirm')
  async confirm(@Acting() actor: KnownActor, @Param('slug') slug: string, @Param('importId', Id) importId: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.open(actor, slug, importId);
    const begun = await this.given.confirm(actor, importId, true);
    flash(req, begun ? { kind: 'success', text: 'The import has begun. You may close this page: it goes on by itself.' } : { kind: 'important', text: 'It was begun or left aside before; nothing was done twice.' });
    res.redirect(303, imports.one(slug, importId));
  }

  @Post('leave')
  async leave(@Acting() actor: KnownActor, @Param('slug') slug: string, @Param('importId', Id) importId: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.open(actor, slug, importId);
    if (await this.given.leave(actor.authorityId, importId)) flash(req, { kind: 'success', text: 'The file was left aside. Nothing was changed.' });
    res.redirect(303, imports.start(slug));
  }

  @Get('report.csv')
  async csv(@Acting() actor: KnownActor, @Param('slug') slug: string, @Param('importId', Id) importId: string, @Res() res: Response): Promise<void> {
    const { found } = await this.open(actor, slug, importId);
    res.set('Content-Disposition', contentDisposition(reportName(found.import.fileName, 'csv'))).type('text/csv; charset=utf-8');
    for await (const piece of csvReport(this.given.everyLine(actor.authorityId, importId))) if (!res.write(piece)) await new Promise((resolve) => res.once('drain', resolve));
    res.end();
  }

  @Get('report.xlsx')
  async xlsx(@Acting() actor: KnownActor, @Param('slug') slug: string, @Param('importId', Id) importId: string, @Res() res: Response): Promise<void> {
    const { found } = await this.open(actor, slug, importId);
    const bytes = await xlsxReport(this.given.everyLine(actor.authorityId, importId));
    res.set('Content-Disposition', contentDisposition(reportName(found.import.fileName, 'xlsx'))).type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(bytes);
  }

  private async open(actor: KnownActor, slug: string, importId: string): Promise<{ scheme: Scheme; found: NonNullable<Awaited<ReturnType<ProviderImports['find']>>> }> {
    const scheme = await this.schemes.named(actor, slug);
    const found = await this.given.find(actor.authorityId, importId);
    if (found?.import.schemeId !== scheme.schemeId) throw notFound();
    return { scheme, found };
  }
}

const reportName = (file: string, ending: string): string => `import-report-${file.replace(/\.[^.]*$/, '')}.${ending}`;
