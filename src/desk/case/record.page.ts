import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem } from '../../web/problem.js';
import { CaseOpener } from '../opened-case.js';
import { caseTop } from './case-model.js';
import { recordModel } from './record-model.js';

/** What must be kept of this case, and what of it is there. */
@Controller('cases')
export class RecordPage {
  constructor(private readonly cases: CaseOpener) {}

  @Get(':caseId/record')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view, procedure } = await this.cases.open(req, caseId);
    if (person.kind !== 'staff') throw new Problem(404, { title: 'Page not found', because: 'There is nothing at this address, or you may not see it.', unblock: 'Go back to the case.' });
    res.render('desk/case/record.njk', { top: caseTop(view, 'record', person), ...recordModel(view, procedure) });
  }
}
