import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time links, and what signing in and out asks of the database. Neither belongs to an authority: a session is found by its secret id, a link by the hash of its secret. */
export class SignIn00111700000000011 implements MigrationInterface {
  name = 'SignIn00111700000000011';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Signs a person out of everything they do in one authority. Sessions that act elsewhere stay.
      create function end_sessions(who uuid, tenant uuid) returns int language plpgsql volatile as $$
      declare ended int;
      begin
        delete from web.web_session where sess ->> 'personId' = who::text and coalesce(sess ->> 'authorityId', tenant::text) = tenant::text;
        get diagnostics ended = row_count;
        return ended;
      end $$;

      create table sign_in_link (
        -- Only the SHA-256 is kept: who reads the table cannot sign in with it.
        token_hash bytea primary key check (length(token_hash) = 32),
        person_id uuid not null references person,
        authority_id uuid references authority,
        -- Security times are the real clock's, not the engine's: a demonstration that moves months must not revive a link.
        created_at timestamptz not null default clock_timestamp(),
        expires_at timestamptz not null default clock_timestamp() + interval '15 minutes',
        used_at timestamptz,
        check (expires_at <= created_at + interval '15 minutes 1 second')
      );
      create index sign_in_link_person on sign_in_link (person_id, created_at);

      -- Makes a link for an address. Null for an unknown address, and when five were asked for within the hour, so that nobody's mailbox is flooded.
      create function make_sign_in_link(address text, hash bytea, tenant uuid) returns text
        language plpgsql security definer set search_path = public as $$
      declare found person;
      begin
        select * into found from person where email = lower(btrim(address)) for update;
        if found is null or (select count(*) from sign_in_link where person_id = found.person_id and created_at > clock_timestamp() - interval '1 hour') >= 5 then
          return null;
        end if;
        insert into sign_in_link (token_hash, person_id, authority_id) values (hash, found.person_id, tenant);
        return found.name;
      end $$;

      -- Uses a link: once, and in time. Answers with the person, whose address it confirms, with the memberships that waited for it.
      create function use_sign_in_link(hash bytea) returns uuid
        language plpgsql security definer set search_path = public as $$
      declare who uuid;
      begin
        update sign_in_link set used_at = clock_timestamp() where token_hash = hash and used_at is null and expires_at > clock_timestamp() returning person_id into who;
        if who is null then return null; end if;
        update person set email_confirmed_at = coalesce(email_confirmed_at, engine_now()) where person_id = who;
        update organisation_member set confirmed_at = engine_now() where person_id = who and confirmed_at is null;
        return who;
      end $$;

      -- Whether a link would still work, without using it: mail programs open links before people do.
      create function sign_in_link_is_good(hash bytea) returns boolean language sql stable security definer set search_path = public as $$
        select exists (select 1 from sign_in_link where token_hash = hash and used_at is null and expires_at > clock_timestamp())
      $$;

      -- Staff: the person of a verified address, tied to the provider's own subject at the first sign-in. Null when there is none, or when the
      -- address now arrives with another subject (it may have been given to somebody else).
      create function person_of_oidc(issuer text, subject text, address text) returns uuid
        language plpgsql security definer set search_path = public as $$
      declare who uuid;
      begin
        select person_id into who from person where oidc_issuer = issuer and oidc_subject = subject;
        if who is null then
          update person set oidc_issuer = issuer, oidc_subject = subject, email_confirmed_at = coalesce(email_confirmed_at, engine_now())
           where email = lower(btrim(address)) and oidc_subject is null returning person_id into who;
        end if;
        return who;
      end $$;

      create function sample_people() returns table (person_id uuid, name text) language sql stable security definer set search_path = public as $$
        select person_id, name from person where sample and (select sample from installation) order by name
      $$;

      revoke execute on function end_sessions(uuid, uuid), make_sign_in_link(text, bytea, uuid), use_sign_in_link(bytea), sign_in_link_is_good(bytea),
        person_of_oidc(text, text, text), sample_people() from public;
      grant execute on function end_sessions(uuid, uuid), make_sign_in_link(text, bytea, uuid), use_sign_in_link(bytea), sign_in_link_is_good(bytea),
        person_of_oidc(text, text, text), sample_people() to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
