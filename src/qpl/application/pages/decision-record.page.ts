import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseOpener } from '../../../desk/opened-case.js';
import { qpl } from '../../paths.js';
import type { Typed } from '../../../web/typed.js';
import { DocumentHandling, type Handling } from './handling.js';

const SIGN: Handling = {
  type: 'record.sign', kind: 'officer-decision-record', path: qpl.below.record, heading: 'Sign the record of your decision', done: 'The record is signed. Democratic services can publish it.', makes: true,
  will: ['put your name, the time and the hash of this document beside it', 'let democratic services publish it'],
};
const PUBLISH: Handling = {
  ...SIGN, type: 'record.publish', heading: 'Publish the record of the decision', done: 'The record is published. Anybody can read it.', makes: false,
  will: ['let anybody read this record as a web page, PDF and Word file'],
};

/** The record of the decision: made and signed by who decided, published by democratic services. One address; the case says which it is. */
@Controller('cases')
export class DecisionRecordPage {
  constructor(
    private readonly handling: DocumentHandling,
    private readonly cases: CaseOpener,
  ) {}

  @Get(':caseId/decision-record')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    return this.handling.show(req, res, caseId, await this.which(req, caseId));
  }

  @Post(':caseId/decision-record')
  async act(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body() typed: Typed): Promise<void> {
    return this.handling.act(req, res, caseId, await this.which(req, caseId), typed);
  }

  private async which(req: Request, caseId: string): Promise<Handling> {
    const { view } = await this.cases.open(req, caseId);
    return view.steps.find(({ type }) => type === 'record.sign')?.state === 'not-now' ? PUBLISH : SIGN;
  }
}
