import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Things that went wrong outside a procedure and need a person: a bounced or doubtful message, a document that could not be made, a clock that failed. */
export class Tasks0032001700000000032 implements MigrationInterface {
  name = 'Tasks0032001700000000032';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table task (
        authority_id uuid not null references authority,
        id uuid not null default gen_random_uuid(),
        -- What happened, so that the second time it is noticed rings no second task.
        key text not null,
        kind text not null,
        about_case uuid,
        sentence text not null,
        -- Who is asked: a role, and a person where it is somebody's own.
        role text not null,
        owner uuid,
        due date,
        raised_at timestamptz not null default engine_now(),
        done_at timestamptz,
        -- Null with done_at set: it settled itself, for example because the message arrived after all.
        done_by uuid,
        outcome text,
        primary key (authority_id, id),
        unique (authority_id, key),
        check (done_at is not null or done_by is null)
      );
      create index task_open on task (authority_id, role, due) where done_at is null;
      alter table task enable row level security;
      alter table task force row level security;
      -- Tasks are the authority's own; a provider sees none.
      create policy task_of_authority on task to clerkwell_app
        using (authority_id = (select authority()) and (select organisation()) is null)
        with check (authority_id = (select authority()) and (select organisation()) is null);
      grant select, insert, update on task to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
