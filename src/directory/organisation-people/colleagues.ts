import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { inScope, type Scope, type Sql } from '../../engine/scope.js';
import type { Done } from '../appointments.js';
import type { KnownActor } from '../directory.js';
import type { FieldErrors } from '../organisations.js';
import { MEMBER_ROLES } from '../roles.js';
import { OneTimeLinks } from '../sign-in/one-time-links.js';

/** A role that somebody has in the organisation, or will have when they have opened the link in their mailbox. */
export interface Colleague {
  readonly memberId: string;
  readonly personId: string;
  /** Null until the address is confirmed: whose an address is, nobody learns by inviting it. */
  readonly name: string | null;
  readonly email: string;
  readonly role: string;
  readonly confirmed: boolean;
}
export interface ToAdd {
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

const NOBODY_LEFT = 'Nobody would be left who can look after the organisation’s people. Give somebody else the role of account holder first, and wait until they have opened their link.';

/**
 * The people of one organisation outside the authority. Callers let in its account holders only; row-level security keeps them to their own organisation.
 * Nothing is deleted: what was held stays readable.
 */
@Injectable()
export class Colleagues {
  private readonly log = new Logger('colleagues');
  constructor(private readonly source: DataSource, private readonly links: OneTimeLinks) {}

  /** Who has a role now or was invited to one, by name. */
  async all(actor: KnownActor): Promise<Colleague[]> {
    return inScope(this.source, scopeOf(actor), (tx) => tx.query<Colleague[]>(
      `select m.member_id as "memberId", m.person_id as "personId", case when m.confirmed_at is not null then p.name end as name, p.email, m.role, m.confirmed_at is not null as confirmed
         from organisation_member m join person p using (person_id)
        where m.organisation_id = (select organisation()) and in_force(m.from_day, m.until_day, m.ended_at, engine_now())
        order by m.confirmed_at is null, p.name, p.email, m.role`));
  }

  /** Invites somebody to a role. They may act once they have opened the link that is sent to their address; who acts here already has shown that it is theirs. */
  async add(actor: KnownActor, asked: ToAdd): Promise<Done<{ invited: boolean }>> {
    const errors = faults(asked);
    if (errors.length > 0) return { ok: false, errors };
    const added = await inScope(this.source, scopeOf(actor), async (tx): Promise<Done<{ invited: boolean }>> => {
      const [person] = await tx.query<{ id: string; confirmed: boolean }[]>(
        `select id, exists (select 1 from organisation_member m where m.organisation_id = (select organisation()) and m.person_id = id and m.confirmed_at is not null
                  and in_force(m.from_day, m.until_day, m.ended_at, engine_now())) as confirmed from person_with_email($1, $2, $3) id`, [newId(), asked.name, asked.email]);
      const [held] = await tx.query<unknown[]>(
        `select 1 from organisation_member where organisation_id = (select organisation()) and person_id = $1 and role = $2 and in_force(from_day, until_day, ended_at, engine_now())`, [person!.id, asked.role]);
      if (held) return { ok: false, errors: [{ field: 'role', message: 'This person has the role already, or was invited to it. Choose another role.' }] };
      await tx.query(
        `insert into organisation_member (organisation_id, member_id, person_id, role, from_day, confirmed_at)
         values ((select organisation()), $1, $2, $3, london_day(engine_now()), case when $4 then engine_now() end)`, [newId(), person!.id, asked.role, person!.confirmed]);
      return { ok: true, value: { invited: !person!.confirmed } };
    });
    if (added.ok && added.value.invited) this.sendLink(asked.email, actor);
    return added;
  }

  /** Sends the link again to somebody who was invited. False where there is nobody of that id who waits. */
  async remind(actor: KnownActor, memberId: string): Promise<boolean> {
    const waiting = (await this.all(actor)).find((each) => each.memberId === memberId && !each.confirmed);
    if (waiting) this.sendLink(waiting.email, actor);
    return waiting !== undefined;
  }

  /** Ends a role at once; who has no other is signed out of the organisation with it. @returns who lost it, why not, or null where there is no such role here */
  async end(actor: KnownActor, memberId: string): Promise<Colleague | { readonly because: string } | null> {
    return inScope(this.source, scopeOf(actor), async (tx) => {
      const found = (await this.all(actor)).find((each) => each.memberId === memberId);
      if (!found) return null;
      if (found.role === 'account holder' && found.confirmed && !(await anotherHolder(tx, memberId))) return { because: NOBODY_LEFT };
      await tx.query('update organisation_member set ended_at = engine_now() where organisation_id = (select organisation()) and member_id = $1 and ended_at is null', [memberId]);
      return found;
    });
  }

  /** After the answer: neither an address that does not exist nor a slow mail server is told to the page. */
  private sendLink(email: string, actor: KnownActor): void {
    void this.links.send(email, actor.authorityId).catch((fault: unknown) => this.log.error(fault instanceof Error ? fault.message : String(fault)));
  }
}

/** Locks the account holders, so that two who end each other's role take turns. */
async function anotherHolder(tx: Sql, memberId: string): Promise<boolean> {
  const holders = await tx.query<{ member_id: string }[]>(
    `select member_id from organisation_member where organisation_id = (select organisation()) and role = 'account holder' and confirmed_at is not null
       and in_force(from_day, until_day, ended_at, engine_now()) order by member_id for update`);
  return holders.some((each) => each.member_id !== memberId);
}

function faults({ name, email, role }: ToAdd): FieldErrors {
  return [
    ...(name === '' || name.length > 200 ? [{ field: 'name', message: 'Enter their name, in 200 characters or fewer.' }] : []),
    ...(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length <= 254 ? [] : [{ field: 'email', message: 'Enter their e-mail address, like name@example.com.' }]),
    ...((MEMBER_ROLES as readonly string[]).includes(role) ? [] : [{ field: 'role', message: 'Choose what they do for the organisation.' }]),
  ];
}

/** Without an organisation the policies would let in every organisation: that is the authority's own scope, not this page's. */
function scopeOf({ authorityId, organisationId, personId }: KnownActor): Scope {
  if (organisationId === null) throw new Error('The people of an organisation were asked for by somebody who acts for none.');
  return { authority: authorityId, organisation: organisationId, person: personId };
}
