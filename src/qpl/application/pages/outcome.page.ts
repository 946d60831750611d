import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseOpener } from '../../../desk/opened-case.js';
import { Problem } from '../../../web/problem.js';
import { qpl } from '../../paths.js';
import { Outcomes } from '../outcome.js';

/** Lot by lot: the result, each check with finding and reason, how to challenge, when to apply again. */
@Controller('cases')
export class OutcomePage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly outcomes: Outcomes,
  ) {}

  @Get(':caseId/outcome')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view } = await this.cases.open(req, caseId);
    const outcome = await this.outcomes.told(person, caseId);
    if (!outcome) throw new Problem(404, { title: 'There is no outcome yet', because: 'The outcome is shown once the letter has been sent.', unblock: 'Look at your application to see how it stands.' });
    res.render('qpl/application/pages/outcome.njk', { outcome, reference: view.reference, scheme: view.context['schemeTitle'], letter: `/documents/${outcome.letterId}`, review: view.steps.some(({ type, state, mine }) => type === 'review.ask' && mine && state === 'open') ? qpl.step(caseId, 'review.ask') : null, paths: { case: qpl.case(caseId), home: qpl.home() } });
  }
}
