import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Documents } from '../../documents/store.js';
import type { Format } from '../../documents/store.js';
import { Problem } from '../../web/problem.js';
import { personAsking } from '../asking.js';

/** The document is a whole page with a style of its own; nothing in it runs, and nothing in it is fetched from elsewhere. */
export const OWN_STYLE_ONLY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** A document of a case as it was frozen, byte for byte, for whoever it is for: as a page, as PDF or as a Word file. */
@Controller('documents')
export class DocumentFeed {
  constructor(private readonly documents: Documents) {}

  @Get(':file')
  async show(@Req() req: Request, @Res() res: Response, @Param('file') file: string): Promise<void> {
    const person = personAsking(req);
    const [, documentId, format = 'html'] = /^([0-9a-f-]{36})(?:\.(html|pdf|docx))?$/i.exec(file) ?? [];
    const document = documentId ? await this.documents.read(person, documentId, format.toLowerCase() as Format) : null;
    if (!document) throw new Problem(404, { title: 'Document not found', because: 'There is no such document, not in this format, or it is not for you.', unblock: 'Look at the documents of the case.' });
    res.set({ 'Cache-Control': 'private, no-store', 'Content-Type': document.mediaType, 'X-Content-Type-Options': 'nosniff' });
    if (document.mediaType.startsWith('text/html')) res.set('Content-Security-Policy', OWN_STYLE_ONLY);
    else res.attachment(document.fileName).set('Content-Type', document.mediaType);
    res.send(document.bytes);
  }
}
