import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { SETTINGS, type Settings } from '../../settings.js';
import { flash } from '../../web/flash.js';
import { Shell } from '../../web/shell.js';
import { Directory, type KnownActor } from '../directory.js';
import { actorOf, Invitations, isOpened } from '../invitations/invitations.js';
import { withChildData } from '../second-factor/child-data.js';
import { endSession } from './session.js';
import { sampleSignInAllowed } from './ways-in.js';

/**
 * Says on every request who acts: `request.actor`. It asks the directory each time, so that a role that ended a minute ago opens nothing now,
 * whatever the session remembers.
 */
@Injectable()
export class ActingMiddleware implements NestMiddleware {
  constructor(
    private readonly directory: Directory,
    private readonly shell: Shell,
    private readonly invitations: Invitations,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async use(request: Request, _response: Response, next: NextFunction): Promise<void> {
    try {
      request.actor = null;
      const { personId, authorityId, invitationId } = request.session ?? {};
      if (invitationId) {
        const invitation = await this.invitations.running(invitationId);
        // Elsewhere they are the public: what an invitation opens is one page.
        if (invitation && isOpened(invitation, request.originalUrl.replace(/[?#].*$/s, ''))) request.actor = actorOf(invitation);
      } else if (personId) {
        const actor = await this.actor(request, personId);
        if (actor) request.actor = withChildData(actor, request.session);
        // Signed in, with the place still to choose: not an actor yet.
        else if (authorityId) await this.signOut(request);
      }
      if (request.actor) request.authorityName = (await this.shell.installation()).authorities.find((each) => each.authorityId === request.actor?.authorityId)?.name;
      next();
    } catch (fault) {
      next(fault);
    }
  }

  private async actor(request: Request, personId: string): Promise<KnownActor | null> {
    const { authorityId, organisationId, method } = request.session;
    if (!authorityId) return null;
    if (method === 'sample' && !sampleSignInAllowed(this.settings, await this.shell.installation(), request)) return null;
    // A link in a mailbox is enough for a provider's own cases, not for the authority's.
    if (method === 'one-time link' && !organisationId) return null;
    if (method === 'invitation') return null;
    return this.directory.actorFor(personId, { authorityId, organisationId: organisationId ?? null });
  }

  private async signOut(request: Request): Promise<void> {
    await endSession(request);
    flash(request, { kind: 'important', title: 'You have been signed out', text: 'You no longer have a role here. Ask an administrator or commissioning manager of the authority if you think you should.' });
  }
}
