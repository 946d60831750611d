import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Documents } from '../../documents/store.js';
import { Problem } from '../../web/problem.js';
import { Shell } from '../../web/shell.js';
import { qpl } from '../paths.js';
import { publicOf } from './public-actor.js';

const RECORD = 'officer-decision-record';
/** The newest; older ones are found by their address, which never changes. */
const SHOWN = 200;

/** The records of decisions that officers made, as they were published. For anybody. */
@Controller('public/decisions')
export class PublicDecisionsPage {
  constructor(
    private readonly documents: Documents,
    private readonly shell: Shell,
  ) {}

  @Get()
  async all(@Res() res: Response): Promise<void> {
    const { authorities } = await this.shell.installation();
    const records = (await Promise.all(authorities.map(async (authority) =>
      (await this.documents.published(publicOf(authority.authorityId), RECORD, SHOWN)).map((record) => ({ ...record, authority: authority.name, at: qpl.publicDecision(record.documentId) }))))).flat();
    res.render('qpl/public/public-decisions.njk', { records });
  }

  @Get(':documentId.pdf')
  pdf(@Res() res: Response, @Param('documentId') documentId: string): Promise<void> {
    return this.send(res, documentId, 'pdf');
  }

  @Get(':documentId.docx')
  word(@Res() res: Response, @Param('documentId') documentId: string): Promise<void> {
    return this.send(res, documentId, 'docx');
  }

  /** The web page is the publication, at an address that stays. */
  @Get(':documentId')
  html(@Res() res: Response, @Param('documentId') documentId: string): Promise<void> {
    return this.send(res, documentId, 'html');
  }

  private async send(res: Response, documentId: string, format: 'html' | 'pdf' | 'docx'): Promise<void> {
    const { authorities } = await this.shell.installation();
    for (const { authorityId } of authorities) {
      const found = await this.documents.read(publicOf(authorityId), documentId, format);
      if (!found) continue;
      res.set('Content-Type', found.mediaType).set('Content-Disposition', `${format === 'html' ? 'inline' : 'attachment'}; filename="${found.fileName}"`);
      // A published page brings its own small style sheet, and nothing that runs.
      if (format === 'html') res.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'");
      res.send(found.bytes);
      return;
    }
    throw new Problem(404, { title: 'Record not found', because: 'No record is published at this address.', unblock: 'Look at the records that are published.' });
  }
}
