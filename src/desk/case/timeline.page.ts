import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseOpener } from '../opened-case.js';
import { readAsAt } from './as-at.js';
import { caseTop } from './case-model.js';
import { timelineModel } from './timeline-model.js';

/** What happened, by whom and when: newest first. */
@Controller('cases')
export class TimelinePage {
  constructor(private readonly cases: CaseOpener) {}

  @Get(':caseId/timeline')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Query('asAt') asked?: string): Promise<void> {
    const { asAt, error } = readAsAt(asked);
    const { person, view } = await this.cases.open(req, caseId, asAt);
    res.status(error ? 400 : 200).render('desk/case/timeline.njk', { top: caseTop(view, 'timeline', person), entries: timelineModel(view), asked: asked ?? '', error });
  }
}
