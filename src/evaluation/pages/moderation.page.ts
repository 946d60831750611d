import { Body, Controller, Get, Logger, Param, Post, Req, Res } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { moderatorOf, notAgreed } from '../../../workflows/evaluation/people.js';
import { Drafts } from '../../desk/step/drafts.js';
import { momentInWords } from '../../desk/words.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import { evaluation } from '../evaluation.paths.js';
import { KeptRecords } from '../keeping-the-record.js';
import { outlookOf, partModel } from './moderation-model.js';
import { chosen, originals, placedQuestions, questionModel, scoreModel, standingOf, type PlacedQuestion } from './scoring-model.js';
import { openEvaluation, openStepOf, stepOf, notYours, topOf, type EvaluationInHand } from './taking.js';
import { HandMadeSteps, shownAgain, type ShownAgain } from '../../desk/step/hand-made.js';
import { textOf, type Typed } from '../../web/typed.js';

const draftOf = ({ part, question }: PlacedQuestion): string => `score.agree ${part.key} ${question.key}`.slice(0, 200);
const BOXES = ['score', 'reason', 'why'] as const;
const kept = (typed: Typed): Record<string, string> => Object.fromEntries(BOXES.flatMap((box) => (typeof typed[box] === 'string' ? [[box, (typed[box] as string).slice(0, 20_000)]] : [])));

/** What everybody gave side by side, one agreed score for each question, and the totals as they stand. For the moderator to write; for who may see the scores to read. */
@Controller('cases')
export class ModerationPage {
  private readonly log = new Logger(ModerationPage.name);

  constructor(
    private readonly steps: HandMadeSteps,
    private readonly drafts: Drafts,
    private readonly records: KeptRecords,
  ) {}

  @Get(':caseId/moderation')
  async overview(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.readable(req, res, caseId);
    if (!hand) return;
    const { context } = hand;
    const questions = placedQuestions(context);
    const [left] = notAgreed(context);
    const next = left && questions.find(({ question, part }) => question === left.question && part === left.part);
    res.render('evaluation/pages/moderation.njk', {
      view: topOf(hand), mayAgree: hand.mayAgree, done: questions.length - notAgreed(context).length, of: questions.length, isAgreed: context.result !== null, because: context.because,
      next: next ? evaluation.moderate(caseId, next.number) : null, finish: evaluation.underCase(caseId, evaluation.below.close), record: evaluation.underCase(caseId, evaluation.below.record),
      parts: context.parts.map((part) => ({ ...partModel(context, part), questions: questions.filter((each) => each.part === part).map((each) => this.line(caseId, context, each)) })),
      evaluators: [...new Map(questions.flatMap((each) => originals(context, each)).map(({ number, name, setAside }) => [number, { number, name, setAside }])).values()],
    });
  }

  @Get(':caseId/moderation/finish')
  async check(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const hand = await this.readable(req, res, caseId);
    if (!hand) return;
    openStepOf(hand, 'evaluation.agree');
    this.checkClose(res, hand, null);
  }

  @Post(':caseId/moderation/finish')
  async close(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.readable(req, res, caseId);
    if (!hand) return;
    openStepOf(hand, 'evaluation.agree');
    const shown = await this.steps.send(hand, 'evaluation.agree', {}, { seen: textOf(typed, 'seen'), key: textOf(typed, 'key') });
    if (shown) return this.checkClose(res.status(shown.status), hand, shown);
    // The record is made and kept at once; should that fail, the step waits on its own page.
    const kept = await this.records.keep(hand, caseId).catch((fault: unknown) => {
      this.log.error({ msg: 'The evaluation record could not be kept', caseId, fault: String(fault) });
      return false;
    });
    flash(req, { kind: 'success', text: `The scores are agreed, and the case that asked is told.${kept ? ' The evaluation record is kept.' : ''}` });
    res.redirect(303, evaluation.underCase(caseId, evaluation.below.record));
  }

  @Get(':caseId/moderation/:number')
  async ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('number') number: string): Promise<void> {
    const hand = await this.readable(req, res, caseId);
    if (!hand) return;
    const placed = this.question(hand, number);
    const draft = hand.mayAgree ? await this.drafts.find(hand.opened.person, caseId, draftOf(placed)) : null;
    const stands = standingOf(hand.context.agreed, placed);
    this.show(res, hand, placed, draft?.typed ?? (stands ? { score: String(stands.score), reason: stands.reason } : {}), null, draft ? momentInWords(draft.keptAt) : null);
  }

  @Post(':caseId/moderation/:number')
  async agree(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('number') number: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.readable(req, res, caseId);
    if (!hand) return;
    if (!hand.mayAgree) throw notYours(stepOf(hand, 'score.agree'));
    const placed = this.question(hand, number);
    await this.drafts.keep(hand.opened.person, caseId, draftOf(placed), kept(typed));
    const changes = standingOf(hand.context.agreed, placed) !== null;
    const score = chosen(textOf(typed, 'score'));
    const missing = [
      ...(Number.isNaN(score) ? [{ field: 'score', message: 'Choose the agreed score' }] : []),
      ...(textOf(typed, 'reason') === '' ? [{ field: 'reason', message: 'Give the reason for the agreed score' }] : []),
      ...(changes && textOf(typed, 'why') === '' ? [{ field: 'why', message: 'Say why the agreed score changes' }] : []),
    ];
    const input = { part: placed.part.key, question: placed.question.key, score, reason: textOf(typed, 'reason'), why: changes ? textOf(typed, 'why') : null };
    const shown = missing.length > 0 ? shownAgain(422, { errors: missing }) : await this.steps.send(hand, 'score.agree', input, { key: textOf(typed, 'key') });
    if (shown) return this.show(res.status(shown.status), hand, placed, typed, shown, null);
    await this.drafts.forget(hand.opened.person, caseId, draftOf(placed));
    const left = notAgreed(hand.context).filter(({ question }) => question !== placed.question);
    const next = placedQuestions(hand.context).find((each) => each.number > placed.number && left.some(({ question }) => question === each.question));
    flash(req, { kind: 'success', text: `The score of question ${placed.number} is agreed. ${left.length === 0 ? 'Every question has an agreed score.' : `${left.length} still to do.`}` });
    res.redirect(303, textOf(typed, 'then') !== 'overview' && next ? evaluation.moderate(caseId, next.number) : evaluation.underCase(caseId, evaluation.below.moderation));
  }

  @Post(':caseId/moderation/:number/draft')
  async keepDraft(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('number') number: string, @Body() typed: Typed): Promise<void> {
    const hand = await this.readable(req, res, caseId);
    if (!hand) return;
    if (!hand.mayAgree) throw notYours(stepOf(hand, 'score.agree'));
    await this.drafts.keep(hand.opened.person, caseId, draftOf(this.question(hand, number)), kept(typed));
    res.status(204).end();
  }

  /** Null, and sent on, where the person has still to declare. @throws Problem where the scores are not for them, now or at all */
  private async readable(req: Request, res: Response, caseId: string) {
    const hand = await openEvaluation(this.steps, req, caseId);
    const { context, me, opened } = hand;
    if (me?.status === 'to declare') {
      res.redirect(303, evaluation.underCase(caseId, evaluation.below.declaration));
      return null;
    }
    const areOpen = context.evaluators.some(({ status }) => status === 'finished') && opened.view.row.stage !== 'Being scored' && opened.view.row.stage !== 'Evaluators to be named' && opened.view.row.stage !== 'Stopped';
    if (!areOpen) {
      throw new Problem(409, { title: 'The scores are not open yet', because: 'Not every evaluator has finished scoring, so nobody sees another’s scores.', unblock: 'Moderation begins when the last of them has finished.' });
    }
    const isModerator = moderatorOf(context)?.personId === opened.person.personId;
    return { ...hand, mayAgree: isModerator && context.result === null };
  }

  private question({ context }: EvaluationInHand, number: string): PlacedQuestion {
    const placed = /^\d{1,4}$/.test(number) ? placedQuestions(context)[Number(number) - 1] : undefined;
    if (!placed) throw new Problem(404, { title: 'Question not found', because: 'This evaluation has no such question.', unblock: 'Choose one from the overview.' });
    return placed;
  }

  private line(caseId: string, context: EvaluationInHand['context'], each: PlacedQuestion) {
    const agreed = scoreModel(context.agreed, each).last;
    const { passMark, weight, asked } = each.question;
    return {
      number: each.number, asked, weight, passMark, href: evaluation.moderate(caseId, each.number), agreed, misses: agreed !== null && passMark !== null && agreed.value < passMark,
      given: originals(context, each).map(({ number, last, setAside }) => ({ number, score: last?.value ?? null, setAside })),
    };
  }

  private show(res: Response, hand: EvaluationInHand & { mayAgree: boolean }, placed: PlacedQuestion, typed: Typed, shown: ShownAgain | null, draftKept: string | null): void {
    const { opened: { view }, context } = hand;
    const count = placedQuestions(context).length;
    const agreed = scoreModel(context.agreed, placed);
    const outlook = outlookOf(context, placed);
    const wrong = (name: string) => shown?.errors.filter(({ field }) => field === name).map(({ message }) => message).join('. ') || undefined;
    const value = (name: string) => { const box = typed[name]; return typeof box === 'string' ? box : ''; };
    res.render('evaluation/pages/moderate.njk', {
      view: topOf(hand), question: questionModel(view.caseId, placed), of: count, mayAgree: hand.mayAgree, agreed, originals: originals(context, placed), part: partModel(context, placed.part),
      action: evaluation.moderate(view.caseId, placed.number), overview: evaluation.underCase(view.caseId, evaluation.below.moderation), key: randomUUID(), draftKept,
      previous: placed.number > 1 ? evaluation.moderate(view.caseId, placed.number - 1) : null, next: placed.number < count ? evaluation.moderate(view.caseId, placed.number + 1) : null,
      errors: shown && shown.errors.length > 0 ? shown.errors.map(({ field, message }) => ({ text: message, href: `#${field}` })) : undefined, refusals: shown?.refusals ?? [],
      boxes: [
        {
          name: 'score', label: 'Agreed score', type: 'radios', value: value('score'), error: wrong('score'),
          options: placed.question.scale.map(({ score, meaning }, n) => ({ value: String(score), text: `${score}: ${meaning}`, hint: `The part would stand at ${outlook[n]!.total}${outlook[n]!.isPass ? '' : '; below the pass mark'}` })),
        },
        { name: 'reason', label: 'Reason for the agreed score', hint: 'Where the evaluators differed, what decided it? The provider may be told it.', type: 'textarea', rows: 7, value: value('reason'), error: wrong('reason') },
        ...(agreed.last ? [{ name: 'why', label: 'Why does the agreed score change?', hint: `${agreed.last.score} was agreed before. Both are kept.`, type: 'textarea', rows: 2, value: value('why'), error: wrong('why') }] : []),
      ],
    });
  }

  private checkClose(res: Response, hand: EvaluationInHand, shown: ShownAgain | null): void {
    const { opened: { view }, context } = hand;
    res.render('evaluation/pages/close.njk', {
      view: topOf(hand), action: evaluation.underCase(view.caseId, evaluation.below.close), overview: evaluation.underCase(view.caseId, evaluation.below.moderation), key: randomUUID(), seen: shown?.movedTo ?? view.seq, moved: shown?.movedTo != null, refusals: shown?.refusals ?? [],
      parts: context.parts.map((part) => partModel(context, part)), of: context.reference,
      questions: placedQuestions(context).map((each) => ({ number: each.number, asked: each.question.asked, href: evaluation.moderate(view.caseId, each.number), agreed: scoreModel(context.agreed, each).last })),
    });
  }
}
