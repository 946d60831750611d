import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { sendFile } from '../../files/send-file.js';
import { Problem } from '../../web/problem.js';
import { caseTop } from '../case/case-model.js';
import { sizeInWords } from '../case/documents-model.js';
import { desk } from '../desk-addresses.js';
import { CaseOpener } from '../opened-case.js';
import { momentInWords } from '../words.js';
import { CaseEvidence } from './case-evidence.js';

const SCANNED = { clean: 'No virus found', 'not scanned': 'Not scanned for viruses', unsure: 'The virus scan could not finish', infected: 'Kept back: a virus was found' } as const;

/** What was handed in, by whom and when, and whether it was scanned. */
@Controller('cases')
export class EvidencePage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly evidence: CaseEvidence,
  ) {}

  @Get(':caseId/evidence')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view } = await this.cases.open(req, caseId);
    const files = await this.evidence.of(person, view.caseId);
    res.render('desk/evidence/evidence.njk', {
      top: caseTop(view, 'evidence', person),
      files: files.map((file) => ({
        name: file.name, href: `${desk.tab(view.caseId, 'evidence')}/${file.sha256}`, size: sizeInWords(file.size), type: file.mediaType,
        scan: SCANNED[file.scan], clean: file.scan === 'clean', readable: file.scan !== 'infected', warnings: file.warnings, when: momentInWords(file.linkedAt.toISOString()),
      })),
    });
  }

  @Get(':caseId/evidence/:sha256')
  async download(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('sha256') sha256: string): Promise<void> {
    const { person, view } = await this.cases.open(req, caseId);
    const opening = /^[0-9a-f]{64}$/.test(sha256) ? await this.evidence.open(person, view.caseId, sha256) : null;
    if (!opening?.opened) throw new Problem(404, { title: 'File not found', because: opening?.because ?? 'There is no such file in this case, or it is not for you.', unblock: 'Look at the case’s evidence.' });
    await sendFile(res, opening.file);
  }
}
