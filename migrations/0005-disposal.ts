import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lawful disposal. The application may not update or delete what was recorded; it may ask this one function to erase what was entered in closed
 * cases that nothing holds, under a certificate. The digests stay, so the chain can still be checked.
 */
export class Disposal0005001700000000005 implements MigrationInterface {
  name = 'Disposal0005001700000000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table disposal (
        authority_id uuid not null references authority,
        disposal_id uuid not null default gen_random_uuid(),
        certificate text not null,
        retention text not null,
        cases uuid[] not null check (cardinality(cases) > 0),
        disposed_by jsonb not null,
        disposed_at timestamptz not null,
        primary key (authority_id, disposal_id)
      );
      create index disposal_certificate on disposal (authority_id, certificate);
      alter table disposal enable row level security;
      alter table disposal force row level security;
      create policy disposal_scope on disposal for select to clerkwell_app using (authority_id = (select authority()) and (select organisation()) is null);
      grant select on disposal to clerkwell_app;

      -- FORCE holds the owner too. Where the owner is no superuser, functions that run as the owner need policies of their own, as narrow as the
      -- application's: the authority in scope. Run again after every migration, it sees to tables that came since.
      create function owner_policies() returns void language plpgsql as $$
      declare
        t record;
      begin
        for t in
          select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relforcerowsecurity
            and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'authority_id' and not a.attisdropped)
            and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = c.relname || '_owner')
        loop
          execute format('create policy %I on %I to %I using (authority_id = (select authority())) with check (authority_id = (select authority()))',
            t.relname || '_owner', t.relname, current_user);
        end loop;
      end $$;
      revoke all on function owner_policies() from public;
      select owner_policies();

      -- Jobs of a case that have not run. Owned by the worker, whose schema it is.
      create function forget_jobs(forgotten uuid[]) returns void
      language sql security definer set search_path = graphile_worker, pg_temp as $$
        delete from graphile_worker._private_jobs where payload->>'caseId' = any (forgotten::text[])
      $$;
      revoke all on function forget_jobs(uuid[]) from public;

      create function dispose_cases(wanted uuid[], class text, certified text, who jsonb) returns jsonb
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        mine uuid := authority();
        at timestamptz := engine_now();
        refused jsonb;
        t record;
      begin
        if organisation() is not null then
          raise exception 'only the authority disposes of its cases' using errcode = 'insufficient_privilege';
        end if;
        if coalesce(trim(certified), '') = '' then
          raise exception 'a disposal has a certificate' using errcode = 'check_violation';
        end if;
        perform 1 from workflow_instance i where i.authority_id = mine and i.case_id = any (wanted) for update;
        select jsonb_agg(jsonb_build_object('caseId', w.id, 'why', w.why)) into refused from (
          select id, case
            when i.case_id is null then 'not-found'
            when i.disposed_at is not null then 'disposed'
            when i.open then 'open'
            when i.retention <> class then 'retention'
            when exists (select 1 from workflow_hold h where h.authority_id = mine and (h.case_id = id or h.by_case = id)) then 'held'
          end as why
          from unnest(wanted) id left join workflow_instance i on i.authority_id = mine and i.case_id = id) w
        where w.why is not null;
        if refused is not null then
          return refused;
        end if;

        update workflow_payload set salt = null, payload = null, snapshot = null, disposed_at = at, certificate = certified
          where authority_id = mine and case_id = any (wanted);
        update workflow_instance set value = 'null', snapshot = '{}', title = 'Disposed of', sentence = 'What was recorded here was lawfully disposed of.',
            party_sentence = null, stage = '', columns = '{}', search = '', organisation_id = null, owner_id = null, owners = '{}', next_due = null,
            disposed_at = at, certificate = certified
          where authority_id = mine and case_id = any (wanted);
        update document set title = 'Disposed of', data = '', html = '', pdf = null, docx = null, organisation_id = null, made_by_organisation = null, frozen_by = null,
            status = case status when 'published' then 'taken down' else status end
          where authority_id = mine and case_id = any (wanted);
        perform forget_jobs(wanted);

        -- Every table of every room that speaks of a case, so that a new one cannot be forgotten. What is kept: the log's digests, numbers given
        -- out, who read what, and the disposals themselves.
        for t in
          select c.oid::regclass as name, a.attname as of_case from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname in ('case_id', 'about_case') and not a.attisdropped
          where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in ('workflow_instance', 'workflow_event', 'workflow_payload',
            'document', 'counter_issue', 'read_log', 'disposal')
            and exists (select 1 from pg_attribute b where b.attrelid = c.oid and b.attname = 'authority_id' and not b.attisdropped)
        loop
          execute format('delete from %s where authority_id = $1 and %I = any ($2)', t.name, t.of_case) using mine, wanted;
        end loop;
        if to_regclass('step_draft') is not null then
          execute 'delete from step_draft where authority_id = $1 and about = any ($2::text[])' using mine, wanted;
        end if;

        insert into disposal (authority_id, certificate, retention, cases, disposed_by, disposed_at) values (mine, certified, class, wanted, who, at);
        return '[]';
      end $$;
      revoke all on function dispose_cases(uuid[], text, text, jsonb) from public;
      grant execute on function dispose_cases(uuid[], text, text, jsonb) to clerkwell_app;
    `);
    await db.query(`
      do $$ begin
        execute format('grant execute on function forget_jobs(uuid[]) to %I', current_user);
      end $$;
      grant create on schema public to clerkwell_worker;
      alter function forget_jobs(uuid[]) owner to clerkwell_worker;
      revoke create on schema public from clerkwell_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
