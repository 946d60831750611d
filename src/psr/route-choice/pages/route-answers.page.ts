import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { decideRoute } from '../../../../workflows/psr/route-choice.rules.js';
import { HandMadeSteps, type ShownAgain } from '../../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../../web/typed.js';
import { answersInWords } from '../../../desk/step/questions.js';
import { flash } from '../../../web/flash.js';
import { psr } from '../../psr.paths.js';
import { inputOf } from '../questions/answering.js';
import { askedQuestions, questionFor, soFar } from '../questions/wizard.js';
import { AnsweringCase, type Answering } from './answering-case.js';

/** Check answers: every question with its answer, what is still missing and where it is answered. Sending keeps them in the case. */
@Controller('cases')
export class RouteAnswersPage {
  constructor(
    private readonly answering: AnsweringCase,
    private readonly steps: HandMadeSteps,
  ) {}

  @Get(':caseId/route-answers')
  async check(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    render(res, await this.answering.open(req, caseId), null);
  }

  @Post(':caseId/route-answers')
  async save(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const answering = await this.answering.open(req, caseId);
    const again = await this.steps.send(answering.hand, 'facts.answer', { facts: answering.facts }, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (again) return render(res.status(again.status), answering, again);
    await this.answering.forget(answering);
    flash(req, { kind: 'success', text: 'Your answers are in the case.' });
    res.redirect(303, psr.underCase(caseId, psr.below.routeResult));
  }
}

function render(res: Response, { hand, facts }: Answering, again: ShownAgain | null): void {
  const { caseId, reference, row, seq } = hand.opened.view;
  const answer = decideRoute(facts);
  const toQuestion = (key: string, box: string) => `${psr.routeQuestion(caseId, key)}?check=yes#${box}`;
  res.render('psr/route-choice/pages/route-answers.njk', {
    view: { reference, title: row.title, href: psr.case(caseId) }, action: psr.underCase(caseId, psr.below.routeAnswers), back: psr.underCase(caseId, psr.below.routeQuestions),
    key: randomUUID(), seen: again?.movedTo ?? seq, moved: again?.movedTo != null, refusals: again?.refusals ?? [],
    errors: again && again.errors.length > 0 ? again.errors.map(({ message }) => ({ text: message, href: '#answers' })) : undefined,
    questions: askedQuestions(facts).map((question) => {
      const fields = question.fields(facts);
      const answers = answersInWords(fields, inputOf(question, facts), {});
      return { ...question, answers: answers.map((each) => ({ ...each, change: toQuestion(question.key, each.box) })) };
    }),
    soFar: soFar(facts, answer), outcome: answer.outcome,
    missing: answer.missing.map((each) => {
      const question = questionFor(each.fact, facts);
      return { ...each, href: question ? `${psr.routeQuestion(caseId, question.key)}?check=yes` : null };
    }),
  });
}
