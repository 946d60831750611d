import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The scope of every statement. `authority()` raises when no scope is set, so a query that forgot its scope fails instead of
 * showing everything; `organisation()` is null for an authority's own staff.
 */
export class Tenancy0001700000000001 implements MigrationInterface {
  name = 'Tenancy0001700000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function authority() returns uuid language plpgsql stable parallel safe as $$
      begin
        if coalesce(current_setting('clerkwell.authority', true), '') = '' then
          raise exception 'no authority is in scope' using errcode = 'insufficient_privilege';
        end if;
        return current_setting('clerkwell.authority', true)::uuid;
      end $$;

      create function organisation() returns uuid language sql stable parallel safe as $$
        select nullif(current_setting('clerkwell.organisation', true), '')::uuid
      $$;

      -- Facts about the database itself: whether it holds sample data, and by how much the engine's clock was moved (sample only).
      create table installation (
        only_row boolean primary key default true check (only_row),
        sample boolean not null default false,
        clock_offset interval not null default '0',
        created_at timestamptz not null default now(),
        check (sample or clock_offset = '0')
      );
      insert into installation default values;

      -- The engine's clock: the database's, plus a sample database's offset, so that a demonstration can live through months.
      create function engine_now() returns timestamptz language sql stable security definer set search_path = public as $$
        select date_trunc('milliseconds', clock_timestamp() + clock_offset) from installation
      $$;

      create table authority (
        authority_id uuid primary key,
        name text not null,
        slug text not null unique,
        address text not null,
        email text not null,
        telephone text,
        created_at timestamptz not null default now()
      );

      grant usage on schema public to clerkwell_app, clerkwell_worker;
      grant select on installation, authority to clerkwell_app, clerkwell_worker;
      grant execute on function authority(), organisation(), engine_now() to clerkwell_app, clerkwell_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
