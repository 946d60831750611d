import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody typed on a step page and has not sent. A draft is a row, not an event (design 4). One for each person, case and step. */
export class DeskDrafts00401700000000040 implements MigrationInterface {
  name = 'DeskDrafts00401700000000040';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table step_draft (
        authority_id uuid not null references authority,
        person_id uuid not null,
        -- The case, or for a step that opens one the procedure's name.
        about text not null,
        type text not null,
        organisation_id uuid,
        answers jsonb not null check (jsonb_typeof(answers) = 'object' and octet_length(answers::text) < 4000000),
        kept_at timestamptz not null default engine_now(),
        primary key (authority_id, person_id, about, type)
      );
      alter table step_draft enable row level security;
      alter table step_draft force row level security;
      create policy own_authority on step_draft
        using (authority_id = (select authority()) and ((select organisation()) is null or organisation_id = (select organisation())))
        with check (authority_id = (select authority()) and ((select organisation()) is null or organisation_id = (select organisation())));
      grant select, insert, update, delete on step_draft to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
