import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseOpener } from '../opened-case.js';
import { CaseParties } from './parties.js';
import { readAsAt } from './as-at.js';
import { caseTop, clocksModel, nextStepsModel } from './case-model.js';
import { caseMenu } from './case-menu.js';
import { doneBanner } from './done-banner.js';

/** Where is it, what is next, what stops it, and when? */
@Controller('cases')
export class CasePage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly parties: CaseParties,
  ) {}

  @Get(':caseId')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Query('asAt') asked?: string, @Query('done') done?: string): Promise<void> {
    const { asAt, error } = readAsAt(asked);
    const { person, view, procedure } = await this.cases.open(req, caseId, asAt);
    res.status(error ? 400 : 200).render('desk/case/case.njk', {
      top: caseTop(view, '', person),
      parties: await this.parties.of(person, view),
      next: nextStepsModel(view),
      clocks: clocksModel(view),
      doneSaid: view.asAt ? null : doneBanner(view, done),
      asked: asked ?? '',
      error,
      errors: error ? [{ text: error, href: '#asAt' }] : [],
      hrefOf: (step: { href: string }) => step.href,
      menu: caseMenu(view, person, procedure),
    });
  }
}
