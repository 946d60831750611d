import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { typedFor } from '../../../desk/step/answers.js';
import type { Typed } from '../../../web/typed.js';
import { questionsOf, summaryOf } from '../../../desk/step/questions.js';
import { BUTTON } from '../../../desk/step/rows.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';
import { answer, typedOf } from '../questions/answering.js';
import type { RouteQuestion } from '../questions/question.js';
import { askedQuestions, before, nextAfter, questionNamed, soFar } from '../questions/wizard.js';
import { AnsweringCase, type Answering } from './answering-case.js';

/** One question of the route, with why it matters and what can be said so far. Each answer is kept as it is given; going back loses nothing. */
@Controller('cases')
export class RouteQuestionPage {
  constructor(private readonly answering: AnsweringCase) {}

  /** Goes on where the person left off. */
  @Get(':caseId/route-questions')
  async resume(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { facts, reached } = await this.answering.open(req, caseId);
    if (reached === null) return res.redirect(303, psr.routeQuestion(caseId, askedQuestions(facts)[0]!.key));
    const next = nextAfter(reached, facts);
    res.redirect(303, next ? psr.routeQuestion(caseId, next.key) : psr.underCase(caseId, psr.below.routeAnswers));
  }

  @Get(':caseId/route-questions/:question')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('question') key: string, @Query('check') check?: string): Promise<void> {
    const answering = await this.answering.open(req, caseId);
    const question = questionOf(key);
    render(res, answering, question, typedOf(question, answering.facts), [], check === 'yes');
  }

  @Post(':caseId/route-questions/:question')
  async take(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('question') key: string, @Body() body: Typed): Promise<void> {
    const answering = await this.answering.open(req, caseId);
    const question = questionOf(key);
    const typed = typedFor(question.fields(answering.facts), body);
    const toCheck = body['check'] === 'yes';
    // A button that adds or takes away a row asks for the same page again.
    if (typeof body[BUTTON] === 'string') return render(res, answering, question, typed, [], toCheck);
    const answered = await answer(question, answering.facts, typed);
    if (!answered.ok) return render(res.status(422), answering, question, typed, answered.errors, toCheck);
    await this.answering.keep(answering, answered.facts, key);
    const next = toCheck ? null : nextAfter(key, answered.facts);
    res.redirect(303, next ? psr.routeQuestion(caseId, next.key) : psr.underCase(caseId, psr.below.routeAnswers));
  }
}

function questionOf(key: string): RouteQuestion {
  const question = questionNamed(key);
  if (!question) throw new Problem(404, { title: 'Question not found', because: 'A choice of route has no such question.', unblock: 'Go back to the case and answer the questions from there.' });
  return question;
}

function render(res: Response, { hand, facts }: Answering, question: RouteQuestion, typed: Typed, errors: Parameters<typeof summaryOf>[1], toCheck: boolean): void {
  const { caseId, reference, row } = hand.opened.view;
  const fields = question.fields(facts);
  const asked = askedQuestions(facts);
  const earlier = before(question.key, facts);
  const back = toCheck ? { href: psr.underCase(caseId, psr.below.routeAnswers), text: 'Back to your answers' } : earlier ? { href: psr.routeQuestion(caseId, earlier.key), text: 'Back' } : { href: psr.case(caseId), text: 'Back to the case' };
  res.render('psr/route-choice/pages/route-question.njk', {
    view: { reference, title: row.title, href: psr.case(caseId) }, question, back, action: psr.routeQuestion(caseId, question.key), toCheck,
    number: asked.findIndex(({ key }) => key === question.key) + 1, of: asked.length,
    fields: questionsOf(fields, {}, typed, errors), errors: summaryOf(fields, errors), soFar: soFar(facts),
  });
}
