import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { dueInWords } from '../../../desk/words.js';
import { qpl } from '../../paths.js';
import type { Typed } from '../../../web/typed.js';
import { StepsWithBackground, type StepOnItsPage } from './background.js';
import { DocumentHandling, type Handling } from './handling.js';

const ISSUE: Handling = {
  type: 'agreement.issue', kind: 'agreement-schedule', path: qpl.below.agreement, heading: 'Issue the agreement', done: 'The agreement is with the provider, to be read and signed.', makes: true,
  will: ['put the agreement on the provider’s page', 'tell the provider by e-mail', 'start the 20 working days for signing'],
};
const SIGN: StepOnItsPage = {
  type: 'agreement.sign', path: qpl.below.sign, done: 'You have signed. Finance will call you on a number that we already hold, to confirm your bank details.',
  background: ({ opened: { view } }) => {
    const { agreementIssued } = view.context as { agreementIssued?: { documentId: string } | null };
    const clock = view.clocks.find(({ name, status }) => name === 'agreement' && status === 'running');
    return [{ title: 'The agreement', lines: [...(agreementIssued ? [{ key: 'The schedule', text: 'Read the agreement schedule', href: `/documents/${agreementIssued.documentId}.html` }] : []), ...(clock ? [{ key: 'Sign by', text: dueInWords(clock) }] : [])] }];
  },
};

/** The agreement for a place: issued by an officer as frozen, signed by the provider. */
@Controller('cases')
export class AgreementPage {
  constructor(
    private readonly steps: StepsWithBackground,
    private readonly handling: DocumentHandling,
  ) {}

  @Get(':caseId/agreement')
  show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.handling.show(req, res, caseId, ISSUE);
  }

  @Post(':caseId/agreement')
  issue(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.handling.act(req, res, caseId, ISSUE, typed);
  }

  @Get(':caseId/agreement/sign')
  showSigning(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.steps.show(req, res, caseId, SIGN);
  }

  @Post(':caseId/agreement/sign')
  sign(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.steps.take(req, res, caseId, SIGN, typed);
  }
}
