import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Corrections that wait for a second person: those that move a clock or change what was published. Only the authority's own people see them. */
export class Corrections0004001700000000004 implements MigrationInterface {
  name = 'Corrections0004001700000000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table correction_proposal (
        authority_id uuid not null references authority,
        proposal_id uuid not null default gen_random_uuid(),
        case_id uuid not null,
        -- What is asked for, as it will be entered.
        asked jsonb not null,
        reason text not null,
        proposed_by jsonb not null,
        proposed_at timestamptz not null,
        state text not null default 'open' check (state in ('open', 'confirmed', 'rejected')),
        decided_by jsonb,
        decided_at timestamptz,
        decided_why text,
        primary key (authority_id, proposal_id)
      );
      create index correction_proposal_case on correction_proposal (authority_id, case_id, proposed_at);
      alter table correction_proposal enable row level security;
      alter table correction_proposal force row level security;
      create policy correction_proposal_scope on correction_proposal to clerkwell_app
        using (authority_id = (select authority()) and (select organisation()) is null)
        with check (authority_id = (select authority()) and (select organisation()) is null);
      grant select, insert on correction_proposal to clerkwell_app;
      grant update (state, decided_by, decided_at, decided_why) on correction_proposal to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
