import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Providers brought over from a spreadsheet: what was read, what came of each row, and what a place on a list was told by, so that the same file again
 * changes nothing and a changed one is seen. An import outlives the browser and the server: its rows say what is still to do.
 */
export class QplImport0055001700000000055 implements MigrationInterface {
  name = 'QplImport0055001700000000055';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table qpl_import (
        authority_id uuid not null references authority,
        import_id uuid not null,
        scheme_id uuid not null,
        file_name text not null,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        -- 'CSV, Windows-1252, separated by semicolons'
        read_as text not null,
        notes jsonb not null default '[]',
        -- planned: the dry run is there to be read. running: somebody said yes. finished, left: nothing more happens.
        state text not null default 'planned' check (state in ('planned', 'running', 'finished', 'left')),
        -- Who confirmed it, as they stood then; the events carry this person.
        actor jsonb,
        made_by text not null,
        made_at timestamptz not null default engine_now(),
        confirmed_at timestamptz,
        finished_at timestamptz,
        primary key (authority_id, import_id),
        check ((state in ('running', 'finished')) = (actor is not null))
      );
      create table qpl_import_line (
        authority_id uuid not null,
        import_id uuid not null,
        -- As the spreadsheet program numbers it.
        row int not null check (row > 0),
        name text not null,
        -- new: to be brought over. same: here already. different: here, and the file says otherwise. duplicate: a person must say. bad: cannot be read.
        verdict text not null check (verdict in ('new', 'same', 'different', 'duplicate', 'bad')),
        -- [{ column, value, wrong, cure }]
        problems jsonb not null default '[]',
        notes jsonb not null default '[]',
        -- The organisation that it is, or will be.
        organisation_id uuid,
        -- { told, organisation: what to make or null, places: [input of membership.import] }
        plan jsonb,
        -- For a duplicate: { organisationId, name, where }
        like_whom jsonb,
        -- Null until it was done: 'brought over', 'refused' with why in problems.
        outcome text check (outcome in ('brought over', 'refused')),
        primary key (authority_id, import_id, row),
        foreign key (authority_id, import_id) references qpl_import on delete cascade
      );
      create index qpl_import_line_waiting on qpl_import_line (authority_id, import_id, row) where verdict = 'new' and outcome is null;

      create table qpl_import_place (
        authority_id uuid not null references authority,
        case_id uuid not null,
        import_id uuid not null,
        row int not null,
        -- The cells of the row, as they were read.
        told jsonb not null,
        primary key (authority_id, case_id)
      );

      -- A person's answer to "is this the same provider?", so that it is asked once.
      create table qpl_import_answer (
        authority_id uuid not null references authority,
        spelling text not null,
        postcode text not null,
        organisation_id uuid not null,
        answered_by text not null,
        answered_at timestamptz not null default engine_now(),
        primary key (authority_id, spelling, postcode)
      );
    `);
    for (const table of ['qpl_import', 'qpl_import_line', 'qpl_import_place', 'qpl_import_answer']) {
      await db.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        -- Providers see nothing of it: what was known of them and of others before they were here.
        create policy of_the_authority on ${table} to clerkwell_app
          using (authority_id = (select authority()) and (select organisation()) is null)
          with check (authority_id = (select authority()) and (select organisation()) is null);
        grant select, insert, update on ${table} to clerkwell_app;
      `);
    }
    // A dry run on the command line leaves nothing behind.
    await db.query('grant delete on qpl_import, qpl_import_line to clerkwell_app');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
