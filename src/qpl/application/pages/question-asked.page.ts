import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { qpl } from '../../paths.js';
import { SentLetters } from '../sent-letters.js';
import type { Typed } from '../../../web/typed.js';
import { StepsWithBackground, type StepOnItsPage } from './background.js';

/** Asking the provider: the question goes out by e-mail, and the letter with it is frozen and sent at once. */
@Controller('cases')
export class QuestionAskedPage {
  constructor(
    private readonly steps: StepsWithBackground,
    private readonly letters: SentLetters,
  ) {}

  @Get(':caseId/question')
  show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.steps.show(req, res, caseId, this.asking);
  }

  @Post(':caseId/question')
  ask(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.steps.take(req, res, caseId, this.asking, typed);
  }

  private readonly asking: StepOnItsPage = {
    type: 'clarification.ask', path: qpl.below.question, done: 'The question is with the provider, with a letter that says by when to answer.',
    background: ({ context: { questions } }) => (questions.length === 0 ? [] : [{ title: 'What was asked before', lines: questions.map(({ number, question, answer, status }) => ({ key: `Question ${number}: ${status}`, text: answer ? `${question}\n\n${answer}` : question })) }]),
    after: async ({ opened: { person, view } }) => void (await this.letters.send(person, view.caseId, 'clarification', 'clarification.send')),
  };
}
