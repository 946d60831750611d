import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { evaluatorHere, everySheetIsIn } from '../../../workflows/evaluation/people.js';
import { flash } from '../../web/flash.js';
import { evaluation } from '../evaluation.paths.js';
import { openEvaluation, stepOf, notYours, topOf, type EvaluationInHand } from './taking.js';
import { HandMadeSteps, shownAgain, type ShownAgain } from '../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../web/typed.js';

const KINDS = [
  { value: 'none', text: 'No, I have no conflict of interest' },
  { value: 'personal', text: 'Yes, a personal one', hint: 'Family, friends, somebody you live with or care for' },
  { value: 'pecuniary', text: 'Yes, money is involved', hint: 'Work, shares, fees, gifts; yours or your family’s' },
  { value: 'prior involvement', text: 'Yes, I have had to do with it before', hint: 'You worked there, helped with what was sent, or decided about them' },
];

/** Have you a conflict of interest, and what do you know? Asked before anything that the candidate sent is shown. */
@Controller('cases')
export class DeclarationPage {
  constructor(private readonly steps: HandMadeSteps) {}

  @Get(':caseId/declaration')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.mine(req, caseId);
    const last = hand.me?.declarations.at(-1);
    this.show(res, hand, last ? { conflict: 'none', experience: last.experience ?? '' } : {}, null);
  }

  @Post(':caseId/declaration')
  async declare(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.mine(req, caseId);
    const kind = textOf(typed, 'conflict');
    const key = textOf(typed, 'key');
    const missing = [
      ...(KINDS.some(({ value }) => value === kind) ? [] : [{ field: 'conflict', message: 'Say whether you have a conflict of interest' }]),
      ...(kind !== '' && kind !== 'none' && textOf(typed, 'detail') === '' ? [{ field: 'detail', message: 'Say in a sentence what the interest is' }] : []),
      ...(kind === 'none' && textOf(typed, 'experience') === '' ? [{ field: 'experience', message: 'Say what you know or have done that lets you judge these answers' }] : []),
    ];
    if (missing.length > 0) return this.show(res.status(422), hand, typed, shownAgain(422, { errors: missing }));
    // It cannot be taken back, so it is looked at once more.
    if (kind !== 'none' && textOf(typed, 'checked') !== 'yes') return this.show(res, hand, typed, null, true);
    const shown = kind === 'none'
      ? await this.steps.send(hand, 'fitness.declare', { experience: textOf(typed, 'experience') }, { key })
      : await this.steps.send(hand, 'conflict.declare', { kind, detail: textOf(typed, 'detail') }, { key });
    if (shown) return this.show(res.status(shown.status), hand, typed, shown);
    // Said on the spot: the case is closed to them from now on, and somebody whom another authority lent has no other page here.
    if (kind !== 'none') return res.render('evaluation/pages/declared.njk', { view: topOf(hand), candidate: hand.context.candidate?.name ?? '' });
    const scores = evaluatorHere(hand.context, hand.opened.person.personId) !== null;
    const moderates = !scores && everySheetIsIn(hand.context);
    flash(req, { kind: 'success', text: `Your declaration is kept with the record. ${scores || moderates ? 'You can see the answers now.' : 'You are told when every evaluator has finished.'}` });
    res.redirect(303, scores || moderates ? evaluation.underCase(caseId, scores ? evaluation.below.scores : evaluation.below.moderation) : evaluation.case(caseId));
  }

  private async mine(req: Request, caseId: string): Promise<EvaluationInHand> {
    const hand = await openEvaluation(this.steps, req, caseId);
    if (!hand.me) throw notYours(stepOf(hand, 'fitness.declare'));
    return hand;
  }

  private show(res: Response, hand: EvaluationInHand, typed: Typed, shown: ShownAgain | null, checking = false): void {
    const { context, me, opened: { view } } = hand;
    const wrong = (name: string) => shown?.errors.filter(({ field }) => field === name).map(({ message }) => message).join('. ') || undefined;
    const box = (name: string, more: object) => ({ name, value: textOf(typed, name), error: wrong(name), ...more });
    res.render('evaluation/pages/declaration.njk', {
      view: topOf(hand), action: evaluation.underCase(view.caseId, evaluation.below.declaration), key: textOf(typed, 'key') || randomUUID(), checking,
      candidate: context.candidate?.name ?? '', subject: context.subjectTitle, parts: context.parts.map(({ title, questions }) => ({ title, count: questions.length })),
      earlier: me?.declarations.length ?? 0, typed: { conflict: textOf(typed, 'conflict'), detail: textOf(typed, 'detail') }, kind: KINDS.find(({ value }) => value === textOf(typed, 'conflict'))?.text,
      errors: shown && shown.errors.length > 0 ? shown.errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined, refusals: shown?.refusals ?? [],
      conflict: box('conflict', { label: `Have you a conflict of interest about ${context.candidate?.name ?? 'them'}?`, type: 'radios', options: KINDS }),
      detail: box('detail', { label: 'If yes, what is it?', hint: 'One sentence is enough. It is kept with the record of the evaluation.', type: 'textarea', rows: 3 }),
      experience: box('experience', { label: 'If not, what do you know or have done that lets you judge these answers?', hint: 'Your profession, years, what you commissioned or ran. It is asked for when scores are challenged.', type: 'textarea', rows: 5 }),
    });
  }
}
