import { Controller, Get, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { isId } from '../../../desk/asking.js';
import { Documents, type Format } from '../../../documents/store.js';
import type { Actor } from '../../../engine/actor.js';
import { Problem } from '../../../web/problem.js';
import { Shell } from '../../../web/shell.js';

/** A published document of a list, at an address that stays; one that was superseded stays readable. For anybody. */
@Controller('public/documents')
export class PublicDocumentsPage {
  constructor(
    private readonly documents: Documents,
    private readonly shell: Shell,
  ) {}

  @Get(':documentId.:format')
  async read(@Res() res: Response, @Param('documentId') documentId: string, @Param('format') format: string): Promise<void> {
    const { authorities } = await this.shell.installation();
    for (const { authorityId } of isId(documentId) && isFormat(format) ? authorities : []) {
      const found = await this.documents.read(anybody(authorityId), documentId, format as Format);
      if (!found) continue;
      res.set('Content-Type', found.mediaType).set('Content-Disposition', `${format === 'html' ? 'inline' : 'attachment'}; filename="${found.fileName}"`);
      // A published page brings its own small style sheet, and nothing that runs.
      if (format === 'html') res.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'");
      res.send(found.bytes);
      return;
    }
    throw new Problem(404, { title: 'Document not found', because: 'No document is published at this address.', unblock: 'Look at the lists that are published.' });
  }
}

const isFormat = (format: string): format is Format => format === 'html' || format === 'pdf' || format === 'docx';
/** Anybody, in the scope of one authority. */
const anybody = (authorityId: string): Actor => ({ personId: null, name: 'The public', authorityId, organisationId: null, roles: ['public'], deputyFor: [], kind: 'public' });
