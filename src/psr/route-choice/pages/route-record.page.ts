import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { RouteChoiceContext } from '../../../../workflows/psr/route-choice.events.js';
import { isId } from '../../../desk/asking.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { momentInWords } from '../../../desk/words.js';
import { Documents } from '../../../documents/store.js';
import { flash } from '../../../web/flash.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';

const KIND = 'route-choice-record';
const STEP = 'record.sign';

/** Make the record, read it, sign exactly that. */
@Controller('cases')
export class RouteRecordPage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly documents: Documents,
  ) {}

  @Get(':caseId/route-record')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    render(res, await this.open(req, caseId), null);
  }

  @Post(':caseId/route-record')
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.open(req, caseId);
    if (textOf(typed, 'make') === 'yes') {
      if (!(await this.documents.freeze(hand.opened.person, caseId, KIND))) throw new Problem(404, { title: 'Record not made', because: 'This case has no such document.' });
      return res.redirect(303, psr.underCase(caseId, psr.below.routeRecord));
    }
    const documentId = textOf(typed, 'documentId');
    const again = await this.steps.send(hand, STEP, { documentId: isId(documentId) ? documentId : '', sha256: textOf(typed, 'sha256') }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return render(res.status(again.status), hand, again);
    flash(req, { kind: 'success', text: 'The record is signed.', links: [{ href: psr.underCase(caseId, psr.below.routeResult), text: 'Read the answer' }] });
    res.redirect(303, psr.case(caseId));
  }

  private open(req: Request, caseId: string): Promise<StepInHand<RouteChoiceContext>> {
    return this.steps.openIn<RouteChoiceContext>(req, caseId, 'psr.route-choice', STEP);
  }
}

function render(res: Response, { opened: { view }, step, context }: StepInHand<RouteChoiceContext>, again: ShownAgain | null): void {
  const document = view.documents.find(({ kind, status }) => kind === KIND && status === 'frozen');
  // A record that was made before the choice was taken back says something else than the case.
  const isOfThisChoice = document !== undefined && document.frozenAt >= context.decision!.at;
  res.render('psr/route-choice/pages/route-record.njk', {
    view: { reference: view.reference, title: view.row.title, href: psr.case(view.caseId) }, action: psr.underCase(view.caseId, psr.below.routeRecord), label: step.label, purpose: step.purpose,
    key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null, refusals: again?.refusals ?? [],
    errors: again && again.errors.length > 0 ? again.errors.map(({ message }) => ({ text: message, href: '#document' })) : undefined,
    document: isOfThisChoice ? { ...document, frozen: momentInWords(document.frozenAt), at: `/documents/${document.documentId}` } : null,
    opens: context.decision!.choice !== 'outside the Regime' && context.decision!.choice !== 'waiver only', waiver: (context.answer?.waivers.length ?? 0) > 0,
  });
}
