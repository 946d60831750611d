import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Mail that goes out, and messages that came in and were filed. A row `sending` is committed before the provider is asked; what is still `sending` when its lease
 * has run out may or may not have gone, so it becomes `unsure` and a person looks.
 */
export class Mail0031001700000000031 implements MigrationInterface {
  name = 'Mail0031001700000000031';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table mail (
        authority_id uuid not null references authority,
        id uuid not null default gen_random_uuid(),
        -- The effect that asked for it: asked twice, sent once.
        key text not null,
        recipient text not null,
        subject text not null,
        body text not null,
        case_id uuid,
        -- The provider organisation it is for, who may then read it.
        organisation_id uuid,
        audience text[] not null check (cardinality(audience) > 0),
        -- Who is asked when it does not arrive.
        role text not null,
        owner uuid,
        state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'delivered', 'bounced', 'unsure', 'withdrawn')),
        attempts integer not null default 0,
        provider_reference text,
        detail text,
        queued_at timestamptz not null default engine_now(),
        sent_at timestamptz,
        settled_at timestamptz,
        -- Of the wall clock, not the engine's movable one: they bound how long a process may take.
        lease_until timestamptz,
        not_before timestamptz not null default clock_timestamp(),
        history jsonb not null default '[]',
        primary key (authority_id, id),
        unique (authority_id, key)
      );
      create index mail_case on mail (authority_id, case_id);
      create index mail_in_flight on mail (not_before) where state in ('queued', 'sending');

      create table filed_message (
        authority_id uuid not null references authority,
        id uuid not null default gen_random_uuid(),
        case_id uuid not null,
        organisation_id uuid,
        audience text[] not null check (cardinality(audience) > 0),
        sender text not null,
        recipients jsonb not null,
        subject text not null,
        body text not null,
        -- The message's own date, as its sender's computer wrote it; null where it has none.
        sent_at timestamptz,
        filed_at timestamptz not null default engine_now(),
        filed_by uuid,
        -- The message as it came.
        owner_kind text not null,
        owner_id uuid not null,
        sha256 text not null,
        -- [{name, size, sha256}] or, where one was not taken, [{name, size, because}].
        attachments jsonb not null,
        primary key (authority_id, id),
        unique (authority_id, case_id, sha256)
      );

      alter table mail enable row level security;
      alter table mail force row level security;
      alter table filed_message enable row level security;
      alter table filed_message force row level security;

      create policy mail_of_authority on mail to clerkwell_app
        using (authority_id = (select authority()) and ((select organisation()) is null
          or (organisation_id = (select organisation()) and audience && array['public', 'party', 'provider'])))
        with check (authority_id = (select authority()) and ((select organisation()) is null or organisation_id = (select organisation())));
      create policy filed_message_of_authority on filed_message to clerkwell_app
        using (authority_id = (select authority()) and ((select organisation()) is null
          or (organisation_id = (select organisation()) and audience && array['public', 'party', 'provider'])))
        with check (authority_id = (select authority()) and ((select organisation()) is null or organisation_id = (select organisation())));

      -- The worker finds what is in flight in all authorities, by its keys; it reads no word of it.
      create policy mail_in_flight on mail for select to clerkwell_worker using (state in ('queued', 'sending'));
      grant select (authority_id, id, state, lease_until, not_before) on mail to clerkwell_worker;

      grant select, insert, update on mail to clerkwell_app;
      grant select, insert, delete on filed_message to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
