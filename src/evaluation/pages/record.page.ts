import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { momentInWords } from '../../desk/words.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { evaluation } from '../evaluation.paths.js';
import { KeptRecords } from '../keeping-the-record.js';
import { partModel } from './moderation-model.js';
import { HandMadeSteps } from '../../desk/step/hand-made.js';
import { openEvaluation, openStepOf, stepOf, topOf } from './taking.js';
import type { Typed } from '../../web/typed.js';

/** What came of it, and the record of the evaluation in its three formats. */
@Controller('cases')
export class EvaluationRecordPage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly records: KeptRecords,
  ) {}

  @Get(':caseId/evaluation-record')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.agreed(req, caseId);
    const { context, opened: { view } } = hand;
    res.render('evaluation/pages/record.njk', {
      view: topOf(hand), action: evaluation.underCase(caseId, evaluation.below.record), moderation: evaluation.underCase(caseId, evaluation.below.moderation), parts: context.parts.map((part) => partModel(context, part)), agreedAt: momentInWords(context.result!.agreedAt),
      mayKeep: context.record === null && (stepOf(hand, 'record.keep')?.mine ?? false),
      documents: view.documents.filter(({ documentId }) => documentId === context.record?.documentId).map((document) => ({ ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` })),
    });
  }

  @Post(':caseId/evaluation-record')
  async make(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() _typed: Typed): Promise<void> {
    const hand = await this.agreed(req, caseId);
    openStepOf(hand, 'record.keep');
    if (!(await this.records.keep(hand, caseId))) throw new Problem(409, { title: 'The record was not kept', because: 'The case has moved since you opened the page.', unblock: 'Look at the case, then keep the record.' });
    flash(req, { kind: 'success', text: 'The evaluation record is kept.' });
    res.redirect(303, evaluation.underCase(caseId, evaluation.below.record));
  }

  /** @throws Problem 409 before the scores are agreed, and for whoever may not see them */
  private async agreed(req: Request, caseId: string) {
    const hand = await openEvaluation(this.steps, req, caseId);
    if (!hand.context.result) throw new Problem(409, { title: 'There is no record yet', because: 'The scores are not agreed, or they are not for you.', unblock: 'The record can be made when the moderator has finished.' });
    return hand;
  }
}
