import { Controller, Get, Logger, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Problem } from '../../web/problem.js';
import { startInvitedSession } from '../sign-in/session.js';
import { Invitations } from './invitations.js';

/** From the link in a mailbox to the one page that it opens. */
@Controller('invited')
export class InvitedPage {
  private readonly log = new Logger('invitations');
  constructor(private readonly invitations: Invitations) {}

  /** What am I asked, and until when? */
  @Get()
  async home(@Req() request: Request, @Res() response: Response): Promise<void> {
    const invitation = request.session.invitationId ? await this.invitations.running(request.session.invitationId) : null;
    if (!invitation) throw new Problem(403, { title: 'Open your link first', because: 'This page is for people who were asked for something by e-mail, and whose link was opened in this browser.', unblock: 'Open the link in the e-mail again. If it has stopped working, it sends you a new one.' });
    response.render('directory/invitations/invited.njk', { invitation, done: request.query['done'] === 'yes' });
  }

  /** Mail programs open links before people do: looking does not use it. */
  @Get('link/:secret')
  async look(@Res() response: Response, @Param('secret') secret: string): Promise<void> {
    const invitation = await this.invitations.ofLink(secret);
    response.status(invitation ? 200 : 403).set('Cache-Control', 'no-store').render('directory/invitations/invitation-link.njk', { invitation, secret });
  }

  @Post('link/:secret')
  async open(@Req() request: Request, @Res() response: Response, @Param('secret') secret: string): Promise<void> {
    const invitation = await this.invitations.use(secret);
    if (!invitation) return this.look(response, secret);
    await startInvitedSession(request, invitation);
    response.redirect(303, invitation.opens);
  }

  /** The link was used or has run out: another goes to the same mailbox. */
  @Post('link/:secret/again')
  async again(@Res() response: Response, @Param('secret') secret: string): Promise<void> {
    const invitation = await this.invitations.ofLink(secret);
    // Not waited for, and the same answer for a link that never was.
    if (invitation) void this.invitations.sendAgain(invitation).catch((fault: unknown) => this.log.error(fault instanceof Error ? fault.message : String(fault)));
    response.render('directory/invitations/invitation-link.njk', { sentAgain: true });
  }
}
