import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { AwardContext } from '../../../../workflows/psr/award.events.js';
import { isId, personAsking } from '../../../desk/asking.js';
import { OWN_STYLE_ONLY } from '../../../desk/papers/document.feed.js';
import { momentInWords } from '../../../desk/words.js';
import { Invitations, type Invitation } from '../../../directory/invitations/invitations.js';
import { Documents, type Format } from '../../../documents/store.js';
import { systemActor } from '../../../engine/actor.js';
import { Reader } from '../../../engine/read.js';
import { Problem } from '../../../web/problem.js';
import { psr } from '../../psr.paths.js';
import { CaseLetters, mailboxesOf, type CaseLetter } from './case-letters.js';

/** The letters for whoever opened the link in their mailbox: those that name a provider which the case knows by this mailbox, and nothing else of the case. */
@Controller('letters')
export class AddressedPage {
  constructor(
    private readonly letters: CaseLetters,
    private readonly invitations: Invitations,
    private readonly documents: Documents,
    private readonly reader: Reader,
  ) {}

  @Get(':caseId')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    const { title, letters } = await this.open(req, caseId);
    res.render('psr/award/letters/addressed.njk', { title, letters: letters.map(({ documentId, title: of, frozenAt }) => ({ title: of, made: momentInWords(frozenAt), href: psr.letter(caseId, documentId) })) });
  }

  @Get(':caseId/:file')
  async read(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Param('file') file: string): Promise<void> {
    const { invitation, letters } = await this.open(req, caseId);
    const [, documentId, format = 'html'] = /^([0-9a-f-]{36})(?:\.(html|pdf|docx))?$/i.exec(file) ?? [];
    const document = letters.some((each) => each.documentId === documentId) ? await this.documents.read(systemActor(invitation.authorityId), documentId!, format.toLowerCase() as Format) : null;
    if (!document) throw nothing();
    res.set({ 'Cache-Control': 'private, no-store', 'Content-Type': document.mediaType, 'X-Content-Type-Options': 'nosniff' });
    if (document.mediaType.startsWith('text/html')) res.set('Content-Security-Policy', OWN_STYLE_ONLY);
    else res.attachment(document.fileName).set('Content-Type', document.mediaType);
    res.send(document.bytes);
  }

  private async open(req: Request, caseId: string): Promise<{ invitation: Invitation; title: string; letters: readonly CaseLetter[] }> {
    const person = personAsking(req);
    const invitation = person.kind === 'invited' && req.session.invitationId ? await this.invitations.running(req.session.invitationId) : null;
    if (!isId(caseId) || invitation?.caseId !== caseId) throw nothing();
    const actor = systemActor(invitation.authorityId);
    const context = (await this.reader.caseView(actor, caseId))?.context as unknown as AwardContext | undefined;
    if (!context?.details) throw nothing();
    const all = await this.letters.of(actor, caseId);
    return { invitation, title: context.details.title, letters: all.filter(({ addressees }) => addressees.some((name) => mailboxesOf(context, name).includes(invitation.email))) };
  }
}

const nothing = () => new Problem(404, { title: 'Page not found', because: 'There is nothing at this address, or it is not open to you.', unblock: 'Open the page again from the link in your mailbox.' });
