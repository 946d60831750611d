import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { evaluatorHere } from '../../../workflows/evaluation/people.js';
import { Drafts } from '../../desk/step/drafts.js';
import { momentInWords } from '../../desk/words.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { evaluation } from '../evaluation.paths.js';
import { chosen, originals, placedQuestions, questionModel, scaleOptions, scoreModel, standingOf, type PlacedQuestion } from './scoring-model.js';
import { openEvaluation, stepOf, notYours, topOf, type EvaluationInHand } from './taking.js';
import { HandMadeSteps, shownAgain, type ShownAgain } from '../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../web/typed.js';

/** The boxes of a score that a draft keeps. */
const BOXES = ['score', 'reason', 'why'] as const;
const draftOf = ({ part, question }: PlacedQuestion): string => `score.record ${part.key} ${question.key}`.slice(0, 200);

/** One's own scores: how far one is, and each question on a page of its own with the answer and the evidence beside it. */
@Controller('cases')
export class ScoresPage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly drafts: Drafts,
  ) {}

  @Get(':caseId/scores')
  async overview(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.mine(req, res, caseId);
    if (!hand) return;
    const { context, own, isFinished } = hand;
    const questions = placedQuestions(context);
    const left = questions.filter((each) => !standingOf(own, each));
    const others = context.evaluators.filter(({ personId, status }) => personId !== hand.me?.personId && (status === 'cleared' || status === 'finished' || status === 'to declare'));
    res.render('evaluation/pages/scores.njk', {
      view: topOf(hand), subject: context.subjectTitle, candidate: context.candidate?.name, done: questions.length - left.length, of: questions.length, isFinished, declaration: evaluation.underCase(caseId, evaluation.below.declaration),
      next: left[0] ? evaluation.score(caseId, left[0].number) : null, finish: evaluation.underCase(caseId, evaluation.below.finish),
      others: others.map(({ number, status }) => ({ number, finished: status === 'finished' })),
      parts: context.parts.map((part) => ({
        title: part.title, passPercent: part.passPercent,
        questions: questions.filter((each) => each.part === part).map((each) => ({
          number: each.number, asked: each.question.asked, weight: each.question.weight, href: evaluation.score(caseId, each.number), mine: scoreModel(own, each).last,
          others: originals(context, each).filter(({ number }) => number !== hand.me?.number).map(({ number, last }) => ({ number, score: last?.score ?? null })),
        })),
      })),
    });
  }

  @Get(':caseId/scores/finish')
  async check(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.mine(req, res, caseId);
    if (hand) this.checkFinish(res, hand, null);
  }

  @Post(':caseId/scores/finish')
  async finish(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.mine(req, res, caseId);
    if (!hand) return;
    const shown = await this.steps.send(hand, 'sheet.finish', {}, { key: textOf(typed, 'key') });
    if (shown) return this.checkFinish(res.status(shown.status), hand, shown);
    flash(req, { kind: 'success', text: 'Your scores are finished and stand as you gave them. You see the others’ as they finish.' });
    res.redirect(303, evaluation.underCase(caseId, evaluation.below.scores));
  }

  @Get(':caseId/scores/:number')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('number') number: string): Promise<void> {
    const hand = await this.mine(req, res, caseId);
    if (!hand) return;
    const placed = this.question(hand, number);
    const draft = hand.isFinished ? null : await this.drafts.find(hand.opened.person, caseId, draftOf(placed));
    const stands = standingOf(hand.own, placed);
    const typed = draft?.typed ?? (stands ? { score: String(stands.score), reason: stands.reason } : {});
    this.show(res, hand, placed, typed, null, draft ? momentInWords(draft.keptAt) : null);
  }

  @Post(':caseId/scores/:number')
  async record(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('number') number: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.mine(req, res, caseId);
    if (!hand) return;
    const placed = this.question(hand, number);
    await this.drafts.keep(hand.opened.person, caseId, draftOf(placed), kept(typed));
    const score = chosen(textOf(typed, 'score'));
    const changes = standingOf(hand.own, placed) !== null;
    const missing = [
      ...(Number.isNaN(score) ? [{ field: 'score', message: 'Choose a score' }] : []),
      ...(textOf(typed, 'reason') === '' ? [{ field: 'reason', message: 'Give the reason for the score' }] : []),
      ...(changes && textOf(typed, 'why') === '' ? [{ field: 'why', message: 'Say why the score changes' }] : []),
    ];
    const input = { part: placed.part.key, question: placed.question.key, score, reason: textOf(typed, 'reason'), why: changes ? textOf(typed, 'why') : null };
    const shown = missing.length > 0 ? shownAgain(422, { errors: missing }) : await this.steps.send(hand, 'score.record', input, { key: textOf(typed, 'key') });
    if (shown) return this.show(res.status(shown.status), hand, placed, typed, shown, null);
    await this.drafts.forget(hand.opened.person, caseId, draftOf(placed));
    const left = placedQuestions(hand.context).filter((each) => each.number !== placed.number && !standingOf(hand.own, each));
    const next = left.find((each) => each.number > placed.number) ?? left[0];
    flash(req, { kind: 'success', text: `Question ${placed.number} is scored. ${left.length === 0 ? 'Every question has a score: look them over, then finish.' : `${left.length} still to do.`}` });
    res.redirect(303, textOf(typed, 'then') !== 'overview' && next ? evaluation.score(caseId, next.number) : evaluation.underCase(caseId, evaluation.below.scores));
  }

  /** What was typed so far, kept by a script while one writes. It scores nothing. */
  @Post(':caseId/scores/:number/draft')
  async keepDraft(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('number') number: string, @Body() typed: Typed): Promise<void> {
    const hand = await openEvaluation(this.steps, req, caseId);
    if (!evaluatorHere(hand.context, hand.opened.person.personId) || hand.me?.status !== 'cleared') throw notYours(stepOf(hand, 'score.record'));
    await this.drafts.keep(hand.opened.person, caseId, draftOf(this.question(hand, number)), kept(typed));
    res.status(204).end();
  }

  /** One's own sheet. Somebody who has not declared is asked to do that first; for anybody else there is nothing here. */
  private async mine(req: Request, res: Response, caseId: string) {
    const hand = await openEvaluation(this.steps, req, caseId);
    const me = evaluatorHere(hand.context, hand.opened.person.personId);
    if (!me) throw notYours(stepOf(hand, 'score.record'));
    if (me.status === 'to declare') {
      res.redirect(303, evaluation.underCase(caseId, evaluation.below.declaration));
      return null;
    }
    return { ...hand, me, own: hand.context.sheets.find(({ personId }) => personId === me.personId)?.scores ?? [], isFinished: me.status === 'finished' };
  }

  private question({ context }: EvaluationInHand, number: string): PlacedQuestion {
    const placed = /^\d{1,4}$/.test(number) ? placedQuestions(context)[Number(number) - 1] : undefined;
    if (!placed) throw new Problem(404, { title: 'Question not found', because: 'This evaluation has no such question.', unblock: 'Choose one from your scores.' });
    return placed;
  }

  private show(res: Response, hand: NonNullable<Awaited<ReturnType<ScoresPage['mine']>>>, placed: PlacedQuestion, typed: Typed, shown: ShownAgain | null, draftKept: string | null): void {
    const { opened: { view }, context, own, isFinished } = hand;
    const questions = placedQuestions(context);
    const mine = scoreModel(own, placed);
    const href = (number: number) => (questions[number - 1] ? evaluation.score(view.caseId, number) : null);
    const wrong = (name: string) => shown?.errors.filter(({ field }) => field === name).map(({ message }) => message).join('. ') || undefined;
    const value = (name: string) => { const box = typed[name]; return typeof box === 'string' ? box : ''; };
    res.render('evaluation/pages/score.njk', {
      view: topOf(hand), question: questionModel(view.caseId, placed), of: questions.length, done: questions.filter((each) => standingOf(own, each)).length, isFinished, mine,
      others: isFinished ? originals(context, placed).filter(({ number }) => number !== hand.me.number) : [],
      action: evaluation.score(view.caseId, placed.number), overview: evaluation.underCase(view.caseId, evaluation.below.scores), previous: href(placed.number - 1), next: href(placed.number + 1), key: randomUUID(), draftKept,
      errors: shown && shown.errors.length > 0 ? shown.errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined, refusals: shown?.refusals ?? [],
      boxes: [
        { name: 'score', label: 'Your score', type: 'radios', options: scaleOptions(placed), value: value('score'), error: wrong('score') },
        { name: 'reason', label: 'Your reason', hint: 'What in the answer or its evidence earns this score? The provider may be shown it.', type: 'textarea', rows: 8, value: value('reason'), error: wrong('reason') },
        ...(mine.last ? [{ name: 'why', label: 'Why does the score change?', hint: `You gave ${mine.last.score} before. Both are kept.`, type: 'textarea', rows: 2, value: value('why'), error: wrong('why') }] : []),
      ],
    });
  }

  private checkFinish(res: Response, hand: NonNullable<Awaited<ReturnType<ScoresPage['mine']>>>, shown: ShownAgain | null): void {
    const { opened: { view }, context, own } = hand;
    const questions = placedQuestions(context);
    res.render('evaluation/pages/finish.njk', {
      view: topOf(hand), action: evaluation.underCase(view.caseId, evaluation.below.finish), overview: evaluation.underCase(view.caseId, evaluation.below.scores), key: randomUUID(), isFinished: hand.isFinished, refusals: shown?.refusals ?? [],
      left: questions.filter((each) => !standingOf(own, each)).length,
      scores: questions.map((each) => ({ number: each.number, asked: each.question.asked, href: evaluation.score(view.caseId, each.number), ...scoreModel(own, each) })),
    });
  }
}

const kept = (typed: Typed): Record<string, string> => Object.fromEntries(BOXES.flatMap((box) => (typeof typed[box] === 'string' ? [[box, (typed[box] as string).slice(0, 20_000)]] : [])));
