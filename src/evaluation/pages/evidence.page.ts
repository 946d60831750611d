import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CaseEvidence } from '../../desk/evidence/case-evidence.js';
import { sendFile } from '../../files/send-file.js';
import { Problem } from '../../web/problem.js';
import { HandMadeSteps } from '../../desk/step/hand-made.js';
import { openEvaluation } from './taking.js';

/**
 * A file that was handed in with an answer. It belongs to the case that asks, which whoever scores may not open; from here they get exactly the files that
 * the answers list, and only while they may see the answers.
 */
@Controller('cases')
export class ListedEvidencePage {
  constructor(
    private readonly steps: HandMadeSteps,
    private readonly evidence: CaseEvidence,
  ) {}

  @Get(':caseId/scores/evidence/:sha256')
  async download(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('sha256') sha256: string): Promise<void> {
    const { context, opened: { person } } = await openEvaluation(this.steps, req, caseId);
    // What this person may not see is not in the context: the list decides.
    const isListed = context.parts.some(({ questions }) => questions.some(({ evidence }) => evidence.some((file) => file.sha256 === sha256)));
    const opening = isListed ? await this.evidence.open(person, context.of, sha256) : null;
    if (!opening?.opened) throw new Problem(404, { title: 'File not found', because: opening?.because ?? 'No answer here lists such a file, or it is not for you.', unblock: 'Open it from the question that it was handed in for.' });
    await sendFile(res, opening.file);
  }
}
