import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseOpener } from '../../../desk/opened-case.js';
import { dueInWords } from '../../../desk/words.js';
import { qpl } from '../../paths.js';

/** The application is in: reference, the copy, what happens next by when. */
@Controller('cases')
export class SentPage {
  constructor(private readonly cases: CaseOpener) {}

  @Get(':caseId/sent')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { view } = await this.cases.open(req, caseId);
    const decision = view.clocks.find(({ name, status }) => name === 'decision' && status === 'running');
    const close = view.clocks.find(({ name, status }) => name === 'close' && status === 'running');
    const copy = view.documents.find(({ kind }) => kind === 'application-copy');
    res.render('qpl/application/pages/sent.njk', {
      reference: view.reference, scheme: view.context['schemeTitle'], decideBy: decision ? dueInWords(decision) : null, isLaw: decision?.rule.startsWith('qpl.dps') ?? false,
      closes: close ? dueInWords(close) : null, isLate: view.context['late'] != null, change: close ? qpl.taskList(String(view.context['schemeSlug'])) : null,
      copy: copy ? `/documents/${copy.documentId}.html` : null, paths: { case: qpl.case(caseId), home: qpl.home() },
    });
  }
}
