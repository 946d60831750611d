import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ZipArchive } from 'archiver';
import type { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { Documents } from '../../documents/store.js';
import type { Format } from '../../documents/store.js';
import { CaseEvidence } from '../evidence/case-evidence.js';
import { timelineModel } from '../case/timeline-model.js';
import { CaseOpener } from '../opened-case.js';

const FORMATS: readonly Format[] = ['html', 'pdf', 'docx'];

/** The case to take away: what it says, its timeline, its documents and its evidence, as its reader may see them. Notes stay: some are privileged. */
@Controller('cases')
export class PackFeed {
  constructor(
    private readonly cases: CaseOpener,
    private readonly documents: Documents,
    private readonly evidence: CaseEvidence,
  ) {}

  @Get(':caseId/pack.zip')
  async pack(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { person, view } = await this.cases.openForStaff(req, caseId);
    const evidence = await this.evidence.of(person, view.caseId);
    const zip = new ZipArchive({ zlib: { level: 6 } });
    zip.on('error', (fault: Error) => res.destroy(fault));
    res.attachment(`${view.reference.replace(/[^A-Za-z0-9]+/g, '-')}.zip`).type('application/zip').set('Cache-Control', 'private, no-store');
    zip.pipe(res);
    const entries = timelineModel(view).reverse();
    zip.append(`${view.row.title}\n${view.reference}\n${view.row.sentence}\n\n${entries.map((each) => `${each.seq}. ${each.when}: ${each.sentence}${each.late ? ` ${each.late}.` : ''}`).join('\n')}\n`, { name: 'timeline.txt' });
    zip.append(JSON.stringify(view, null, 2), { name: 'case.json' });
    for (const [number, document] of view.documents.entries()) {
      for (const format of FORMATS) {
        const read = await this.documents.read(person, document.documentId, format);
        // Two documents may have one title; the number keeps them apart and in order.
        if (read) zip.append(read.bytes, { name: `documents/${number + 1}-${read.fileName}` });
      }
    }
    for (const [number, file] of evidence.entries()) {
      const opening = await this.evidence.open(person, view.caseId, file.sha256);
      if (opening?.opened) zip.append(Readable.from(opening.file.bytes), { name: `evidence/${number + 1}-${file.name.replace(/[/\\]/g, '-')}` });
    }
    await zip.finalize();
  }
}
