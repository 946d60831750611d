import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An authority's own values for thresholds, clocks and local rules: proposed by one person, approved by another, then never changed. */
export class Policy00201700000000020 implements MigrationInterface {
  name = 'Policy00201700000000020';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table policy (
        authority_id uuid not null references authority,
        policy_id uuid not null,
        name text not null check (length(name) between 3 and 100),
        value jsonb not null,
        unit text,
        source text not null check (length(btrim(source)) > 0),
        confidence text not null check (confidence in ('confirmed', 'unconfirmed')),
        effective_from date not null,
        -- The last day; null for no end. After it the row before, or the default, holds again.
        effective_to date check (effective_to >= effective_from),
        reason text not null check (length(btrim(reason)) > 0),
        proposed_by uuid not null references person,
        proposed_at timestamptz not null default engine_now(),
        approved_by uuid references person,
        approved_at timestamptz,
        rejected_by uuid references person,
        rejected_at timestamptz,
        rejected_why text,
        primary key (authority_id, policy_id),
        -- A second person approves; the proposer may withdraw.
        constraint policy_second_person check (approved_by <> proposed_by),
        check ((approved_by is null) = (approved_at is null)),
        check ((rejected_by is null) = (rejected_at is null)),
        check (approved_by is null or rejected_by is null)
      );
      create index policy_name on policy (authority_id, name, effective_from);
      -- One open proposal for a setting: two would be approved without knowing of each other.
      create unique index policy_one_open on policy (authority_id, name) where approved_at is null and rejected_at is null;

      alter table policy enable row level security;
      alter table policy force row level security;
      create policy tenant on policy using (authority_id = (select authority())) with check (authority_id = (select authority()) and (select organisation()) is null);
      grant select, insert, update on policy to clerkwell_app;
      grant select on policy to clerkwell_worker;

      -- What was decided stays as it was decided: guards of past events rest on it.
      create function policy_once() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          if new.approved_at is not null or new.rejected_at is not null then
            raise exception 'a setting is proposed first and approved afterwards' using errcode = 'check_violation';
          end if;
        elsif old.approved_at is not null or old.rejected_at is not null then
          raise exception 'a setting that was decided is not changed; propose another' using errcode = 'check_violation';
        elsif (new.name, new.value, new.unit, new.source, new.confidence, new.effective_from, new.effective_to, new.reason, new.proposed_by, new.proposed_at)
              is distinct from (old.name, old.value, old.unit, old.source, old.confidence, old.effective_from, old.effective_to, old.reason, old.proposed_by, old.proposed_at) then
          raise exception 'a proposal is approved as it was proposed' using errcode = 'check_violation';
        end if;
        return new;
      end $$;
      create trigger policy_once before insert or update on policy for each row execute function policy_once();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
