import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { SchemeContext } from '../../../../workflows/qpl/scheme.events.js';
import { readAnswers, typedFor, typedFrom } from '../../../desk/step/answers.js';
import { HandMadeSteps, type ShownAgain, type StepInHand } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { questionsOf, summaryOf } from '../../../desk/step/questions.js';
import { rowsTyped } from '../../../desk/step/rows.js';
import type { FieldError } from '../../../engine/answers.js';
import type { Field } from '../../../engine/procedure.js';
import { flash } from '../../../web/flash.js';
import { schemeFields } from '../scheme.fields.js';
import { schemePaths } from '../scheme.paths.js';

const FIELDS = schemeFields['questions.set']!;
/** The quality questions of a list, lot by lot, with what the weights come to as they stand. */
@Controller('cases')
export class SchemeQuestionsPage {
  constructor(private readonly steps: HandMadeSteps) {}

  @Get(':caseId/questions')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.steps.open<SchemeContext>(req, caseId, 'questions.set');
    const given = Object.fromEntries(FIELDS.map((field) => [field.name, field.given?.(hand.context as never, {} as never) ?? null]));
    show(res, hand, typedFrom(FIELDS, given), null);
  }

  @Post(':caseId/questions')
  async save(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() posted: Typed): Promise<void> {
    const hand = await this.steps.open<SchemeContext>(req, caseId, 'questions.set');
    const typed = typedFor(FIELDS, posted);
    // A button that adds or takes away a question shows the form again, with all that was typed.
    if (textOf(posted, 'rows-button') !== '' || textOf(posted, 'count') !== '') return show(res, hand, typed, null);
    const { input, errors } = readAnswers(FIELDS, typed);
    const again = errors.length > 0 ? { status: 422, errors, refusals: [], movedTo: null } : await this.steps.send(hand, 'questions.set', input, { seen: '', key: textOf(posted, 'key') });
    if (again) return show(res.status(again.status), hand, typed, again);
    flash(req, { kind: 'success', text: 'The questions are saved.' });
    res.redirect(303, schemePaths.overview(caseId));
  }
}

/** What the weights of each lot come to, as typed so far. */
export function totalsOf(lots: SchemeContext['terms']['lots'], typed: Typed): { readonly lotId: string; readonly code: string; readonly title: string; readonly total: number; readonly asked: number }[] {
  const field = FIELDS[0] as Field;
  const rows = Array.from({ length: rowsTyped(field, typed) }, (_, n) => ({ lotId: textOf(typed, `questions.${n}.lotId`), weight: Number(textOf(typed, `questions.${n}.weight`)) || 0 }));
  return lots.map(({ lotId, code, title }) => {
    const own = rows.filter((row) => row.lotId === lotId);
    return { lotId, code, title, asked: own.length, total: own.reduce((sum, { weight }) => sum + weight, 0) };
  });
}

function show(res: Response, hand: StepInHand<SchemeContext>, typed: Typed, again: ShownAgain | null): void {
  const { opened: { view }, step } = hand;
  const context = hand.context;
  const errors: readonly FieldError[] = again?.errors ?? [];
  res.render('qpl/scheme/pages/questions.njk', {
    view: { title: view.row.title, reference: view.reference }, paths: { back: schemePaths.overview(view.caseId), here: schemePaths.questions(view.caseId) }, heading: step.label, purpose: step.purpose, key: randomUUID(),
    fields: questionsOf(FIELDS, context, typed, errors), errors: errors.length > 0 ? summaryOf(FIELDS, errors) : undefined, refusals: again?.refusals ?? [], totals: totalsOf(context.terms.lots, typed),
  });
}
