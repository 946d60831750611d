import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { asDay, endOfDay } from '../../calendar/day.js';
import { formatLongDay } from '../../calendar/day-words.js';
import type { Day } from '../../calendar/day.js';
import { inScope, systemScope } from '../../engine/scope.js';
import { SETTINGS, type Settings } from '../../settings.js';
import type { KnownActor } from '../directory.js';
import { SIGN_IN_MAIL, type SignInMail } from '../sign-in/sign-in-mail.js';

/** Whom to invite, and to what. */
export interface ToInvite {
  readonly authority: string;
  readonly email: string;
  readonly name: string;
  /** The role in which they act; the events that they may send name it. */
  readonly role: string;
  readonly caseId: string;
  /** The last day on which the invitation opens anything, 'YYYY-MM-DD'. */
  readonly until: string;
  /** The one address that it opens, with what lies below it: a step of the case, or a page of the room. */
  readonly opens: string;
  /** What is asked, after "You are asked to": "give a reference for Bright Steps Therapy". */
  readonly asks: string;
  /** Null where the product invites by itself. */
  readonly invitedBy: string | null;
}

/** An invitation that runs. */
export interface Invitation {
  readonly invitationId: string;
  readonly authorityId: string;
  readonly caseId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly opens: string;
  readonly asks: string;
  readonly untilDay: Day;
}

/** 256 bits, as for sign-in links. */
const SECRET_BYTES = 32;
/** A link that somebody asks for again lives as long as a sign-in link; the first one waits in the mailbox until the invitation's last day. */
const AGAIN_MINUTES = 15;

/**
 * People outside who act for no provider. An invitation is an e-mail to one address; its link works once and confirms the address; what it opens is one
 * page of one case, until a day. Row-level security holds its holder to that case, and everywhere else they are the public.
 */
@Injectable()
export class Invitations {
  constructor(
    private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(SIGN_IN_MAIL) private readonly mail: SignInMail,
  ) {}

  /**
   * Invites, or where the same person is already invited to the same gives that invitation back, with its day moved where it differs: called twice, as
   * an effect may be, it sends one mail.
   * @returns the invitation; `actorOf` says who its holder is in the case
   */
  async invite(asked: ToInvite): Promise<Invitation> {
    const { invitationId, isNew } = await inScope(this.source, systemScope(asked.authority), async (tx) => {
      const [person] = await tx.query<{ id: string }[]>('select person_with_email($1, $2, $3) as id', [newId(), asked.name.trim(), asked.email.trim()]);
      const [row] = await tx.query<{ invitationId: string; isNew: boolean }[]>(
        `insert into invitation (authority_id, case_id, person_id, name, email, role, opens, asks, until_day, invited_by)
         values (authority(), $1, $2, $3, lower(btrim($4)), $5, $6, $7, $8, $9)
         on conflict (authority_id, case_id, email, role, opens) where ended_at is null do update set until_day = excluded.until_day
         returning invitation_id as "invitationId", xmax = 0 as "isNew"`,
        [asked.caseId, person!.id, asked.name.trim(), asked.email, asked.role, asked.opens, asked.asks, asked.until, asked.invitedBy]);
      return row!;
    });
    const invitation = await this.running(invitationId);
    if (!invitation) throw new Error('An invitation must run until today or later.');
    if (isNew) await this.send(invitation, Math.max(AGAIN_MINUTES, Math.ceil((Date.parse(endOfDay(asDay(asked.until))) - Date.now()) / 60_000)));
    return invitation;
  }

  /** Ends an invitation at once: whoever has it open is the public at their next click. */
  async end(authority: string, invitationId: string): Promise<void> {
    await inScope(this.source, systemScope(authority), (tx) => tx.query('update invitation set ended_at = engine_now() where invitation_id = $1 and ended_at is null', [invitationId]));
  }

  /** The invitations of a case that run, for those who look after it. */
  async ofCase(authority: string, caseId: string): Promise<Invitation[]> {
    return inScope(this.source, systemScope(authority), async (tx) => {
      const rows = await tx.query<{ found: Invitation | null }[]>('select invitation_now(invitation_id) as found from invitation where case_id = $1 order by invited_at', [caseId]);
      return rows.flatMap(({ found }) => (found ? [found] : []));
    });
  }

  async running(invitationId: string): Promise<Invitation | null> {
    const [row] = await this.source.query<{ found: Invitation | null }[]>('select invitation_now($1) as found', [invitationId]);
    return row?.found ?? null;
  }

  /** Who holds a link, and whether it would still work. Looking does not use it. */
  async ofLink(secret: string): Promise<(Invitation & { good: boolean }) | null> {
    const [row] = await this.source.query<{ found: (Invitation & { good: boolean }) | null }[]>('select invitation_of_link($1) as found', [hashOf(secret)]);
    return row?.found ?? null;
  }

  async use(secret: string): Promise<Invitation | null> {
    const [row] = await this.source.query<{ found: Invitation | null }[]>('select invitation_link_use($1) as found', [hashOf(secret)]);
    return row?.found ?? null;
  }

  /** Sends another link to the mailbox that was invited, and to no other. */
  async sendAgain(invitation: Invitation): Promise<void> {
    await this.send(invitation, AGAIN_MINUTES);
  }

  private async send(invitation: Invitation, minutes: number): Promise<void> {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const [made] = await this.source.query<{ made: boolean }[]>('select invitation_link_make($1, $2, $3) as made', [invitation.invitationId, hashOf(secret), minutes]);
    if (!made?.made) return;
    await this.mail.send({
      authorityId: invitation.authorityId,
      to: invitation.email,
      subject: `You are asked to ${invitation.asks}`,
      text: [`Hello ${invitation.name},`, `You are asked to ${invitation.asks}, by ${formatLongDay(invitation.untilDay)}. Open this link; it works once:`,
        `${this.settings.publicUrl}/invited/link/${secret}`, 'If you come back later, the same page sends you a new link. It opens this and nothing else. If you think that this is not for you, you need not do anything.'].join('\n\n'),
    });
  }
}

/** The holder of an invitation, as an actor: the invitation stands in the place of an organisation. */
export function actorOf(invitation: Invitation): KnownActor {
  const { personId, name, authorityId, invitationId, role } = invitation;
  return { personId, name, authorityId, organisationId: invitationId, organisationName: null, roles: [role], deputyFor: [], kind: 'invited' };
}

/** Whether an address is what an invitation opens: that page and what lies below it, the invitation's own page, and signing out. Elsewhere its holder is the public. */
export function isOpened(invitation: Invitation, path: string): boolean {
  return path === invitation.opens || path.startsWith(`${invitation.opens}/`) || path === '/invited';
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
