import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseOpener } from '../opened-case.js';
import { readAsAt } from './as-at.js';
import { caseTop } from './case-model.js';
import { documentModel } from './documents-model.js';

/** The papers of a case: status, formats with size, and which kinds there may be that nobody has made. */
@Controller('cases')
export class DocumentsPage {
  constructor(private readonly cases: CaseOpener) {}

  @Get(':caseId/documents')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Query('asAt') asked?: string): Promise<void> {
    const { view, procedure, person } = await this.cases.open(req, caseId, readAsAt(asked).asAt);
    const made = new Set(view.documents.map((each) => each.kind));
    const mayCome = (procedure.documents ?? []).filter((each) => !made.has(each.kind) && (person.kind === 'staff' || each.audience.some((who) => who === 'provider' || who === 'public')));
    res.render('desk/case/documents.njk', {
      top: caseTop(view, 'documents', person),
      documents: view.documents.map(documentModel),
      mayCome: mayCome.map((each) => each.title),
    });
  }
}
