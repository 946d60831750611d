import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import { flash } from '../../../web/flash.js';
import { qpl } from '../../paths.js';
import { findingShown, lotsShown } from '../findings-shown.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { lotErrors, lotFields, lotsFrom } from './lot-outcomes.js';

/** Lot by lot: admit or not, and why. */
@Controller('cases')
export class RecommendationPage {
  constructor(private readonly steps: HandMadeSteps) {}

  @Get(':caseId/recommendation')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, 'application.recommend');
    show(res, hand, {}, null);
  }

  @Post(':caseId/recommendation')
  async recommend(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.steps.open<ApplicationContext>(req, caseId, 'application.recommend');
    const again = await this.steps.send(hand, 'application.recommend', { lots: lotsFrom(hand.context, typed) }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return show(res.status(again.status), hand, typed, again);
    flash(req, { kind: 'success', text: 'Your recommendation is with the decision maker.' });
    res.redirect(303, qpl.case(caseId));
  }
}

function show(res: Response, { context, opened: { view } }: StepInHand<ApplicationContext>, typed: Typed, again: ShownAgain | null): void {
  const errors = lotErrors(context, again?.errors ?? []);
  res.render('qpl/application/pages/recommendation.njk', {
    view: { reference: view.reference, title: view.row.title, href: qpl.case(view.caseId) }, action: qpl.underCase(view.caseId, qpl.below.recommendation),
    key: randomUUID(), seen: again?.movedTo ?? view.seq, moved: again?.movedTo != null,
    errors: errors.length > 0 ? errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined,
    refusals: again?.refusals ?? [],
    checks: context.checks.map((check) => findingShown(context, check)),
    returned: context.returned.map(({ reason, by }) => `${by.name} sent it back: ${reason}`),
    lots: lotsShown(context).map((lot) => ({ ...lot, fields: lotFields(lot.lotId, typed, errors) })),
    waive: qpl.step(view.caseId, 'check.waive'),
  });
}
