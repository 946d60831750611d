import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseOpener } from '../opened-case.js';
import { caseTop } from './case-model.js';
import { recordModel } from './record-model.js';

/** What must be kept of this case, and what of it is there. */
@Controller('cases')
export class RecordPage {
  constructor(private readonly cases: CaseOpener) {}

  @Get(':caseId/record')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view, procedure } = await this.cases.openForStaff(req, caseId);
    res.render('desk/case/record.njk', { top: caseTop(view, 'record', person), ...recordModel(view, procedure) });
  }
}
