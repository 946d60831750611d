import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { isEmail } from 'class-validator';
import type { Request, Response } from 'express';
import { isId, staffAsking } from '../../desk/asking.js';
import type { Person } from '../../desk/asking.js';
import { momentInWords } from '../../desk/words.js';
import { flash } from '../../web/flash.js';
import { Problem } from '../../web/problem.js';
import type { MailDecision } from '../decide-mail.js';
import { MailDesk } from './mail-desk.js';
import type { MailToSettle } from './mail-desk.js';

const GROUPS = [
  { state: 'unsure', title: 'Perhaps not sent', about: 'The connection broke while these were being sent. Ask the recipient, or look in the mail server’s log; they are not sent again by themselves.', may: ['was sent', 'send again', 'withdraw'] },
  { state: 'bounced', title: 'Came back', about: 'These did not arrive. Check the address, or tell them another way.', may: ['send again', 'withdraw'] },
  { state: 'queued', title: 'Waiting', about: 'The mail server did not take these yet. They are tried again by themselves.', may: ['withdraw'] },
] as const;

/** What was typed into the form of one message, and what is wrong with it. */
interface Again { readonly id: string; readonly field: 'to' | 'because'; readonly typed: string; readonly error: string }

/** Mail that did not simply arrive, for those who are asked about it. */
@Controller('mail')
export class MailPage {
  constructor(private readonly mail: MailDesk) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.page(res, staffAsking(req), null);
  }

  @Post(':id/was-sent')
  async wasSent(@Req() req: Request, @Res() res: Response, @Param('id') id: string): Promise<void> {
    await this.decide(req, res, id, { decide: 'was sent' }, 'It is marked as sent.');
  }

  @Post(':id/send-again')
  async again(@Req() req: Request, @Res() res: Response, @Param('id') id: string, @Body('to') given: unknown): Promise<void> {
    const to = typeof given === 'string' ? given.trim() : '';
    if (!isEmail(to)) return this.page(res.status(422), staffAsking(req), { id, field: 'to', typed: to, error: 'Enter the e-mail address to send it to, like name@example.org' });
    await this.decide(req, res, id, { decide: 'send again', to }, `It is sent again, to ${to}.`);
  }

  @Post(':id/withdraw')
  async withdraw(@Req() req: Request, @Res() res: Response, @Param('id') id: string, @Body('because') given: unknown): Promise<void> {
    const because = typeof given === 'string' ? given.trim().slice(0, 500) : '';
    if (because === '') return this.page(res.status(422), staffAsking(req), { id, field: 'because', typed: '', error: 'Say why it is withdrawn, such as how they were told instead' });
    await this.decide(req, res, id, { decide: 'withdraw', because }, 'It is withdrawn and will not be sent.');
  }

  private async decide(req: Request, res: Response, id: string, decision: MailDecision, said: string): Promise<void> {
    const person = staffAsking(req);
    if (!isId(id) || !(await this.mail.decide(person, id, decision))) {
      throw new Problem(409, { title: 'This message cannot be decided now', because: 'It is not asked of you, somebody else was first, or it arrived after all.', unblock: 'Look at the list of mail again.' });
    }
    flash(req, { kind: 'success', text: said });
    res.redirect(303, '/mail');
  }

  private async page(res: Response, person: Person, again: Again | null): Promise<void> {
    const all = await this.mail.toSettle(person);
    const groups = GROUPS.map((group) => ({ ...group, mails: all.filter(({ state }) => state === group.state).map((mail) => shown(mail, again)) })).filter(({ mails }) => mails.length > 0);
    res.render('notifications/pages/mail.njk', { groups, errors: again && all.some(({ id }) => id === again.id) ? [{ text: again.error, href: `#${again.field}-${again.id}` }] : [] });
  }
}

function shown(mail: MailToSettle, again: Again | null) {
  const mine = again?.id === mail.id ? again : null;
  return {
    ...mail, caseHref: mail.caseId === null ? null : `/cases/${mail.caseId}/messages`, when: momentInWords(mail.queuedAt.toISOString()),
    toTyped: mine?.field === 'to' ? mine.typed : mail.to, toError: mine?.field === 'to' ? mine.error : null, becauseError: mine?.field === 'because' ? mine.error : null,
  };
}
