import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { qpl } from '../../paths.js';
import type { Typed } from './applying.js';
import { DocumentHandling, type Handling } from './handling.js';

const LETTER: Handling = {
  type: 'outcome.send', kind: 'outcome-letter', path: qpl.below.letter, heading: 'Send the outcome letter', done: 'The provider was told. The letter is on its page, and an e-mail says so.', makes: true,
  will: ['put this letter on the provider’s page', 'tell the provider by e-mail that it is there'],
};

/** The letter that tells the provider: made, read, sent. */
@Controller('cases')
export class OutcomeLetterPage {
  constructor(private readonly handling: DocumentHandling) {}

  @Get(':caseId/outcome-letter')
  show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.handling.show(req, res, caseId, LETTER);
  }

  @Post(':caseId/outcome-letter')
  send(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.handling.act(req, res, caseId, LETTER, typed);
  }
}
