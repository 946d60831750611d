import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People outside who act for no provider (referees, those who make representations, outside decision makers): one invitation opens one case to one
 * mailbox, for one purpose, until a day. In the scope of a statement the invitation stands where an organisation would, so the database itself
 * shows its holder that case and no other.
 */
export class Invitations00161700000000016 implements MigrationInterface {
  name = 'Invitations00161700000000016';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table invitation (
        authority_id uuid not null references authority,
        invitation_id uuid not null default gen_random_uuid() unique,
        case_id uuid not null,
        person_id uuid not null references person,
        name text not null,
        email text not null,
        role text not null,
        -- The one address that it opens.
        opens text not null check (opens ~ '^/[^/\\\\]'),
        -- What is asked, as the mail and the page say it: "give a reference for Bright Steps Therapy".
        asks text not null,
        until_day date not null,
        invited_by uuid,
        invited_at timestamptz not null default engine_now(),
        ended_at timestamptz,
        primary key (authority_id, invitation_id)
      );
      create unique index invitation_running on invitation (authority_id, case_id, email, role, opens) where ended_at is null;

      create table invitation_link (
        token_hash bytea primary key check (length(token_hash) = 32),
        invitation_id uuid not null references invitation (invitation_id) on delete cascade,
        -- Security times are the real clock's, as with the links of sign_in_link.
        created_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index invitation_link_of on invitation_link (invitation_id, created_at);

      alter table invitation enable row level security;
      alter table invitation force row level security;
      create policy invitation_scope on invitation to clerkwell_app
        using (authority_id = (select authority()) and (select organisation()) is null) with check (authority_id = (select authority()) and (select organisation()) is null);
      grant select, insert, update on invitation to clerkwell_app;

      -- Those whom this authority invited: a message to them finds their mailbox.
      create policy invited on person for select using ((select authority()) is not null and exists (select 1 from invitation i where i.person_id = person.person_id));

      -- The invitation in the place of an organisation, while it runs.
      create function invited_case() returns uuid language sql stable security definer set search_path = public as $$
        select case_id from invitation where invitation_id = organisation() and authority_id = authority()
          and ended_at is null and until_day >= (engine_now() at time zone 'Europe/London')::date
      $$;
      create policy workflow_instance_invited on workflow_instance to clerkwell_app
        using (authority_id = (select authority()) and case_id = (select invited_case()))
        with check (authority_id = (select authority()) and case_id = (select invited_case()));

      -- Found by its id alone, for a session; null once it is over.
      create function invitation_now(wanted uuid) returns jsonb language sql stable security definer set search_path = public as $$
        select jsonb_build_object('invitationId', invitation_id, 'authorityId', authority_id, 'caseId', case_id, 'personId', person_id, 'name', name, 'email', email,
          'role', role, 'opens', opens, 'asks', asks, 'untilDay', until_day)
        from invitation where invitation_id = wanted and ended_at is null and until_day >= (engine_now() at time zone 'Europe/London')::date
      $$;

      -- A link for an invitation that runs. Null when five were made within the hour: nobody's mailbox is flooded.
      create function invitation_link_make(wanted uuid, hash bytea, minutes int) returns boolean language plpgsql volatile security definer set search_path = public as $$
      begin
        perform 1 from invitation where invitation_id = wanted for update;
        if invitation_now(wanted) is null
          or (select count(*) from invitation_link where invitation_id = wanted and created_at > clock_timestamp() - interval '1 hour') >= 5 then return false; end if;
        insert into invitation_link (token_hash, invitation_id, expires_at) values (hash, wanted, clock_timestamp() + make_interval(mins => minutes));
        return true;
      end $$;

      -- Whose link it is, used or not, and whether it would still work: whoever holds an old one may ask for another to the same mailbox.
      create function invitation_of_link(hash bytea) returns jsonb language sql stable security definer set search_path = public as $$
        select invitation_now(invitation_id) || jsonb_build_object('good', used_at is null and expires_at > clock_timestamp())
        from invitation_link where token_hash = hash
      $$;

      create function invitation_link_use(hash bytea) returns jsonb language plpgsql volatile security definer set search_path = public as $$
      declare whose uuid;
      begin
        update invitation_link l set used_at = clock_timestamp() where token_hash = hash and used_at is null and expires_at > clock_timestamp()
          and invitation_now(l.invitation_id) is not null returning invitation_id into whose;
        if whose is null then return null; end if;
        update person set email_confirmed_at = coalesce(email_confirmed_at, engine_now()) where person_id = (select person_id from invitation where invitation_id = whose);
        return invitation_now(whose);
      end $$;

      revoke execute on function invited_case(), invitation_now(uuid), invitation_link_make(uuid, bytea, int), invitation_of_link(bytea), invitation_link_use(bytea) from public;
      grant execute on function invited_case(), invitation_now(uuid), invitation_link_make(uuid, bytea, int), invitation_of_link(bytea), invitation_link_use(bytea) to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
