import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ApplicationContext } from '../../../../workflows/qpl/application.context.js';
import { momentInWords } from '../../../desk/words.js';
import { qpl } from '../../paths.js';
import { findingsOn, totalInWords } from '../papers/findings.js';
import type { StepInHand } from '../../../desk/step/hand-made.js';
import type { Typed } from '../../../web/typed.js';
import { StepsWithBackground, type Background, type StepOnItsPage } from './background.js';
import { DocumentHandling, type Handling } from './handling.js';

const REVIEW: StepOnItsPage = { type: 'review.decide', path: qpl.below.review, done: 'The review is decided. The letter is now to be sent.', background: whatWasRefused };
const LETTER: Handling = {
  type: 'review.send', kind: 'review-letter', path: qpl.below.reviewLetter, heading: 'Send the letter of the review', done: 'The provider was told the outcome of the review.', makes: true,
  will: ['put this letter on the provider’s page', 'tell the provider by e-mail that it is there', 'let a lot that was overturned go on to its place'],
};

/** The request, then lot by lot what was decided, found and scored: all that the reviewer judges. */
function whatWasRefused({ context }: StepInHand<ApplicationContext>): Background[] {
  const { reviewAsked, decision } = context;
  const found = (about: string) => findingsOn(context, about).map(({ check, finding, reason, score }) => ({ key: check, text: `${WORDS[finding]}${score ? `: ${score.given} out of ${score.outOf}` : ''}\n${reason}` }));
  return [
    { title: 'The request', lines: [{ key: 'Asked', text: reviewAsked ? momentInWords(reviewAsked.at) : '' }, { key: 'What is said to be wrong', text: reviewAsked?.why ?? '' }] },
    { title: 'The decision', lines: [{ key: 'Decided by', text: decision?.by.name ?? '' }, { key: 'Reasons', text: decision?.reasons ?? '' }] },
    ...context.lots.filter(({ lotId }) => reviewAsked?.lots.includes(lotId)).map(({ lotId, code, title }) => ({
      title: `${code}: ${title}`,
      lines: [{ key: 'Why it was refused', text: decision?.lots.find((lot) => lot.lotId === lotId)?.reason ?? '' }, ...(totalInWords(context, lotId) ? [{ key: 'Scores', text: totalInWords(context, lotId)! }] : []), ...found(lotId)],
    })),
    { title: 'Checks of the provider', lines: found('provider') },
  ];
}
const WORDS = { met: 'Met', 'not-met': 'Not met', 'met-with-condition': 'Met, with a condition', 'not-needed': 'Not needed' } as const;

/** A refusal looked at again by somebody who had no part in it, and the letter about it. */
@Controller('cases')
export class ReviewPage {
  constructor(
    private readonly steps: StepsWithBackground,
    private readonly handling: DocumentHandling,
  ) {}

  @Get(':caseId/review')
  show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.steps.show(req, res, caseId, REVIEW);
  }

  @Post(':caseId/review')
  decide(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.steps.take(req, res, caseId, REVIEW, typed);
  }

  @Get(':caseId/review-letter')
  showLetter(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.handling.show(req, res, caseId, LETTER);
  }

  @Post(':caseId/review-letter')
  send(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.handling.act(req, res, caseId, LETTER, typed);
  }
}
