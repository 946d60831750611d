import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { qpl } from '../../paths.js';
import type { Typed } from '../../../web/typed.js';
import { DocumentHandling, type Handling } from './handling.js';

const TELLS = ['put this letter on the provider’s page'];
const LETTERS: Readonly<Record<string, Handling>> = {
  [qpl.below.letter]: {
    type: 'outcome.send', kind: 'outcome-letter', path: qpl.below.letter, heading: 'Send the outcome letter', done: 'The provider was told. The letter is on its page, and an e-mail says so.', makes: true,
    will: [...TELLS, 'tell the provider by e-mail that it is there', 'put a provider that was admitted on the list, where nothing has to be signed first'],
  },
  [qpl.below.acknowledgement]: { type: 'acknowledgement.send', kind: 'acknowledgement', path: qpl.below.acknowledgement, heading: 'Send the acknowledgement', done: 'The acknowledgement is on the provider’s page.', makes: true, will: TELLS },
  [qpl.below.clarification]: { type: 'clarification.send', kind: 'clarification', path: qpl.below.clarification, heading: 'Send the letter with the question', done: 'The letter is on the provider’s page.', makes: true, will: TELLS },
};

/** Letters that tell the provider: made, read, sent. */
@Controller('cases')
export class LettersPage {
  constructor(private readonly handling: DocumentHandling) {}

  @Get([':caseId/outcome-letter', ':caseId/acknowledgement', ':caseId/clarification-letter'])
  show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.handling.show(req, res, caseId, letterOf(req));
  }

  @Post([':caseId/outcome-letter', ':caseId/acknowledgement', ':caseId/clarification-letter'])
  send(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.handling.act(req, res, caseId, letterOf(req), typed);
  }
}

const letterOf = (req: Request): Handling => LETTERS[req.path.split('/').at(-1)!]!;
