import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Notes, saved views and calendar feeds: the desk's daily life. None of it moves a case.
 * Notes are the authority's own: a provider never reaches them, whatever a page forgets. One marked as legally privileged is named as
 * such wherever it is shown, and is left out of packs and exports.
 */
export class DeskNotesAndLists00411700000000041 implements MigrationInterface {
  name = 'DeskNotesAndLists00411700000000041';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table case_note (
        authority_id uuid not null references authority,
        case_id uuid not null,
        note_id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        -- The name as it was when the note was written.
        person_name text not null,
        text text not null check (length(text) between 1 and 20000),
        privileged boolean not null default false,
        written_at timestamptz not null default engine_now(),
        withdrawn_at timestamptz,
        withdrawn_why text check ((withdrawn_at is null) = (withdrawn_why is null)),
        primary key (authority_id, case_id, note_id)
      );
      alter table case_note enable row level security;
      alter table case_note force row level security;
      create policy own_staff on case_note
        using (authority_id = (select authority()) and (select organisation()) is null)
        with check (authority_id = (select authority()) and (select organisation()) is null);
      -- What was written stays; only the withdrawal is added.
      grant select, insert, update (withdrawn_at, withdrawn_why) on case_note to clerkwell_app;

      create table saved_view (
        authority_id uuid not null references authority,
        view_id uuid not null default gen_random_uuid(),
        person_id uuid not null,
        name text not null check (length(name) between 1 and 80),
        -- The address of the list behind '?', as filters write it.
        query text not null check (length(query) <= 2000),
        shared boolean not null default false,
        saved_at timestamptz not null default engine_now(),
        primary key (authority_id, view_id),
        unique (authority_id, person_id, name)
      );
      alter table saved_view enable row level security;
      alter table saved_view force row level security;
      create policy own_staff on saved_view
        using (authority_id = (select authority()) and (select organisation()) is null)
        with check (authority_id = (select authority()) and (select organisation()) is null);
      grant select, insert, update, delete on saved_view to clerkwell_app;

      -- Secret addresses: only their SHA-256 is kept, so that nobody who reads the table can use one. The authority stands in the address.
      create table access_token (
        authority_id uuid not null references authority,
        token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
        kind text not null check (kind in ('calendar', 'api')),
        person_id uuid not null,
        organisation_id uuid,
        name text not null check (length(name) between 1 and 80),
        made_at timestamptz not null default engine_now(),
        used_at timestamptz,
        revoked_at timestamptz,
        primary key (authority_id, token_hash)
      );
      alter table access_token enable row level security;
      alter table access_token force row level security;
      create policy own_authority on access_token
        using (authority_id = (select authority()) and ((select organisation()) is null or organisation_id = (select organisation())))
        with check (authority_id = (select authority()) and ((select organisation()) is null or organisation_id = (select organisation())));
      create index access_token_person on access_token (authority_id, person_id);
      grant select, insert, update (used_at, revoked_at) on access_token to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
