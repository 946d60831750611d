import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { rolesOf } from '../../desk/asking.js';
import { caseTop } from '../../desk/case/case-model.js';
import { sizeInWords } from '../../desk/case/documents-model.js';
import { desk } from '../../desk/desk-addresses.js';
import { CaseOpener } from '../../desk/opened-case.js';
import type { OpenedCase } from '../../desk/opened-case.js';
import { momentInWords } from '../../desk/words.js';
import { rolesInWords } from '../../directory/roles.js';
import { LIMITS } from '../../files/limits.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import type { FiledMessage } from '../file-message.js';
import type { SentMail } from '../mail-of-case.js';
import { MailDesk } from './mail-desk.js';

const STATES = { queued: 'Waiting to be sent', sending: 'Being sent', sent: 'Sent', delivered: 'Delivered', bounced: 'Came back', unsure: 'Perhaps not sent', withdrawn: 'Withdrawn' } as const;

/** The messages of a case: what was sent about it and what became of it, and e-mails that were dropped on it. */
@Controller('cases')
export class CaseMessagesPage {
  constructor(
    private readonly cases: CaseOpener,
    private readonly mail: MailDesk,
  ) {}

  @Get(':caseId/messages')
  async show(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string): Promise<void> {
    await this.page(res, await this.cases.open(req, caseId), {});
  }

  @Post(':caseId/messages')
  async file(@Req() req: Request, @Res() res: Response, @Param('caseId') caseId: string, @Body('audience') given: unknown): Promise<void> {
    const opened = await this.cases.open(req, caseId);
    const { person, view } = opened;
    const roles = workers(opened);
    if (!mayFile(opened)) throw new Problem(403, { title: 'You cannot file messages on this case', because: `It is for those who work on it: ${rolesInWords(roles)}.`, unblock: 'Send the message to one of them.', who: roles });
    const dropped = req.handedIn?.find(({ field }) => field === 'message');
    if (!dropped) return this.page(res.status(422), opened, { error: 'Choose the message, saved as .eml or .msg', audience: given });
    if (dropped.tooLarge) return this.page(res.status(413), opened, { error: `The message is larger than ${sizeInWords(LIMITS.maxBytes)}. Take attachments out of it and add them one by one`, audience: given });
    if (given !== 'officers' && given !== 'provider') return this.page(res.status(422), opened, { audienceError: 'Say who may read it' });
    const filing = await this.mail.file(person, view, given === 'provider' ? ['provider', 'officers'] : ['officers'], { name: dropped.name, bytes: dropped.bytes });
    if (!filing.filed) return this.page(res.status(filing.status), opened, { error: filing.because, audience: given });
    const left = filing.attachments.filter((one) => 'because' in one).length;
    flash(req, { kind: left > 0 ? 'important' : 'success', text: `The message is filed under its own date${left > 0 ? `, but ${left === 1 ? 'one attachment was' : `${left} attachments were`} not taken: see why below` : ''}.` });
    res.redirect(303, desk.tab(view.caseId, 'messages'));
  }

  private async page(res: Response, opened: OpenedCase, more: { error?: string; audience?: unknown; audienceError?: string }): Promise<void> {
    const { person, view } = opened;
    const { sent, filed } = await this.mail.ofCase(person, view.caseId);
    const messages = [...sent.map(sentShown), ...filed.map((one) => filedShown(view.caseId, one))].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
    res.render('notifications/pages/case-messages.njk', {
      top: caseTop(view, 'messages', person), messages, mayFile: mayFile(opened), action: desk.tab(view.caseId, 'messages'), hasProvider: view.row.organisationId !== null,
      error: more.error, audience: more.audience, audienceError: more.audienceError,
      errors: [...(more.error ? [{ text: more.error, href: '#message' }] : []), ...(more.audienceError ? [{ text: more.audienceError, href: '#audience' }] : [])],
    });
  }
}

/** Who does anything in this kind of case. An auditor, who reads everything, adds nothing. */
const workers = ({ procedure }: OpenedCase): string[] => [...new Set(Object.values(procedure.events).flatMap(({ roles }) => roles))].filter((role) => role !== 'system' && role !== 'public');

function mayFile(opened: OpenedCase): boolean {
  return opened.person.kind === 'staff' && rolesOf(opened.person).some((role) => workers(opened).includes(role));
}

function sentShown(mail: SentMail) {
  const at = (mail.sentAt ?? mail.queuedAt).toISOString();
  return {
    at, isSent: true, subject: mail.subject, people: `To ${mail.to}`, when: momentInWords(at), undated: false, text: mail.text, state: STATES[mail.state],
    colour: { delivered: 'green', sent: 'blue', queued: 'grey', sending: 'grey', withdrawn: 'grey', bounced: 'red', unsure: 'orange' }[mail.state], detail: mail.state === 'bounced' || mail.state === 'unsure' ? mail.detail : null, files: [], original: null,
  };
}

function filedShown(caseId: string, message: FiledMessage) {
  const at = (message.sentAt ?? message.filedAt).toISOString();
  const evidence = (sha256: string) => `${desk.tab(caseId, 'evidence')}/${sha256}`;
  return {
    at, isSent: false, subject: message.subject || '(no subject)', people: `From ${message.from}; to ${message.to.join(', ') || 'nobody named'}${message.cc.length > 0 ? `; copies to ${message.cc.join(', ')}` : ''}`,
    when: momentInWords(at), undated: message.sentAt === null, filed: momentInWords(message.filedAt.toISOString()), text: message.text, state: 'Filed', colour: 'grey', detail: null, original: evidence(message.sha256),
    files: message.attachments.map((one) => ({ name: one.name, size: sizeInWords(one.size), href: 'sha256' in one ? evidence(one.sha256) : null, because: 'because' in one ? one.because : null })),
  };
}
