import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Moves of cases to another authority: proposed by one person, agreed to or declined by another. The move itself is an entry of the case's log. */
export class Moves00711700000000071 implements MigrationInterface {
  name = 'Moves00711700000000071';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table case_move (
        authority_id uuid not null references authority,
        move_id uuid not null,
        case_id uuid not null,
        to_authority uuid not null,
        to_name text not null check (length(btrim(to_name)) between 1 and 300),
        why text not null check (length(btrim(why)) > 0),
        -- As they acted: name, role, in whose place.
        proposed_by jsonb not null,
        proposed_at timestamptz not null default engine_now(),
        decided_by jsonb,
        decided_at timestamptz,
        outcome text check (outcome in ('agreed', 'declined')),
        primary key (authority_id, move_id),
        check (to_authority <> authority_id),
        check ((outcome is null) = (decided_at is null))
      );
      -- One proposal at a time; a case leaves once.
      create unique index case_move_open on case_move (authority_id, case_id) where outcome is distinct from 'declined';
      alter table case_move enable row level security;
      alter table case_move force row level security;
      create policy case_move_scope on case_move to clerkwell_app
        using (authority_id = (select authority()) and (select organisation()) is null) with check (authority_id = (select authority()) and (select organisation()) is null);
      grant select, insert, update on case_move to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
