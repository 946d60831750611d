import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ways in which officers look for evidence and cohorts. A condition on a column of the row reaches no index through row-level security (its operators are
 * not leakproof), so these too go through doors of their own, which ask the same scope, let no provider in, and answer nothing else. A plan is made for what
 * is asked, each time: one for any words and any month would read the whole table.
 */
export class EvidenceIndexes00561700000000056 implements MigrationInterface {
  name = 'EvidenceIndexes00561700000000056';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What is filtered and counted of a piece of evidence, as columns of a narrow table: counting the row's JSON read every wide row, and an index over
      -- parts of JSON answers no count by itself. Only the trigger writes it, in the same commit as the row.
      create table qpl_evidence_line (
        authority_id uuid not null,
        case_id uuid not null,
        stage text not null,
        -- '2027-03', with the last day; null where what is held does not run out.
        month text,
        valid_until text,
        sent_on text,
        blocks boolean not null,
        to_check boolean not null,
        -- The words of the row, and each filter as one more word: the index answers words, stage and month together.
        search tsvector not null,
        primary key (authority_id, case_id)
      );
      create index qpl_evidence_line_month on qpl_evidence_line (authority_id, month, blocks, to_check) where month is not null;
      create index qpl_evidence_line_ends on qpl_evidence_line (authority_id, month, valid_until, case_id) where month is not null;
      create index qpl_evidence_line_stage on qpl_evidence_line (authority_id, stage, valid_until, case_id);
      create index qpl_evidence_line_sent on qpl_evidence_line (authority_id, stage, sent_on, case_id);
      create index qpl_evidence_line_search on qpl_evidence_line using gin (search);
      alter table qpl_evidence_line enable row level security;
      alter table qpl_evidence_line force row level security;
      create policy of_the_authority on qpl_evidence_line to clerkwell_app using (authority_id = (select authority()) and (select organisation()) is null);
      grant select on qpl_evidence_line to clerkwell_app;

      create function evidence_line() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if new.disposed_at is not null then
          delete from qpl_evidence_line where authority_id = new.authority_id and case_id = new.case_id;
          return null;
        end if;
        insert into qpl_evidence_line (authority_id, case_id, stage, month, valid_until, sent_on, blocks, to_check, search)
          values (new.authority_id, new.case_id, new.stage, new.columns->>'month', new.columns->>'validUntil', new.columns->>'sentOn',
            coalesce((new.columns->>'blocks')::boolean, false), coalesce((new.columns->>'toCheck')::boolean, false),
            new.search || array_to_tsvector(array_remove(array['stage:' || new.stage, 'month:' || (new.columns->>'month'),
              case when (new.columns->>'blocks')::boolean then 'only:blocks' end, case when (new.columns->>'toCheck')::boolean then 'only:renewal' end], null)))
          on conflict (authority_id, case_id) do update set stage = excluded.stage, month = excluded.month, valid_until = excluded.valid_until, sent_on = excluded.sent_on,
            blocks = excluded.blocks, to_check = excluded.to_check, search = excluded.search;
        return null;
      end $$;
      create trigger evidence_line after insert or update of stage, columns, search, disposed_at on workflow_instance
        for each row when (new.machine = 'qpl.evidence') execute function evidence_line();

      -- A cohort: everybody of a profession whose registration ends on one day.
      create index workflow_instance_cohort on workflow_instance (authority_id, (columns->>'profession'), (columns->>'validTo'), case_id) where machine = 'qpl.clinician';

      create function find_evidence(words text, wanted_stage text, wanted_month text, wanted_only text, wanted int)
      returns table (case_id uuid, stage text, columns jsonb) language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
      declare
        mine uuid := authority();
        asked tsquery;
        ids uuid[];
      begin
        if organisation() is not null then return; end if;
        if words <> '' then
          asked := websearch_to_tsquery('english', words);
          if wanted_stage <> '' then asked := asked && quote_literal('stage:' || wanted_stage)::tsquery; end if;
          if wanted_month <> '' then asked := asked && quote_literal('month:' || wanted_month)::tsquery; end if;
          if wanted_only <> '' then asked := asked && quote_literal('only:' || wanted_only)::tsquery; end if;
          ids := array(select e.case_id from qpl_evidence_line e where e.authority_id = mine and e.search @@ asked limit wanted);
        elsif wanted_month <> '' then
          ids := array(select e.case_id from qpl_evidence_line e where e.authority_id = mine and e.month = wanted_month and (wanted_stage = '' or e.stage = wanted_stage)
            and (wanted_only = '' or case wanted_only when 'blocks' then e.blocks else e.to_check end) order by e.valid_until, e.case_id limit wanted);
        elsif wanted_stage = 'To be checked' then
          ids := array(select e.case_id from qpl_evidence_line e where e.authority_id = mine and e.stage = wanted_stage order by e.sent_on, e.case_id limit wanted);
        elsif wanted_stage <> '' then
          ids := array(select e.case_id from qpl_evidence_line e where e.authority_id = mine and e.stage = wanted_stage order by e.valid_until, e.case_id limit wanted);
        else
          ids := array(select e.case_id from qpl_evidence_line e where e.authority_id = mine and e.month is not null order by e.month, e.valid_until, e.case_id limit wanted);
        end if;
        return query select i.case_id, i.stage, i.columns from unnest(ids) with ordinality as f (id, place)
          join workflow_instance i on i.authority_id = mine and i.case_id = f.id order by f.place;
      end $$;

      create function evidence_months(from_month text, to_month text)
      returns table (month text, ends int, blocks int, renewal_sent int) language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
      declare
        mine uuid := authority();
      begin
        if organisation() is not null then return; end if;
        return query select e.month, count(*)::int, count(*) filter (where e.blocks)::int, count(*) filter (where e.to_check)::int
          from qpl_evidence_line e where e.authority_id = mine and e.month between from_month and to_month group by 1 order by 1;
      end $$;

      create function find_cohort(wanted_profession text, wanted_day text, wanted int)
      returns table (case_id uuid, stage text, columns jsonb) language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare
        mine uuid := authority();
      begin
        if organisation() is not null then return; end if;
        return query select i.case_id, i.stage, i.columns from workflow_instance i
          where i.authority_id = mine and i.machine = 'qpl.clinician' and i.disposed_at is null and i.columns->>'profession' = wanted_profession and coalesce(i.columns->>'validTo', '') = wanted_day and i.stage <> 'Left'
          order by i.columns->>'provider', i.columns->>'name', i.case_id limit wanted;
      end $$;

      create function clinician_cohorts() returns table (profession text, valid_to text, clinicians int, lapsed int) language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare
        mine uuid := authority();
      begin
        if organisation() is not null then return; end if;
        return query select i.columns->>'profession', coalesce(i.columns->>'validTo', ''), count(*)::int, count(*) filter (where i.stage = 'Lapsed')::int
          from workflow_instance i where i.authority_id = mine and i.machine = 'qpl.clinician' and i.disposed_at is null and i.stage <> 'Left' group by 1, 2 order by 2, 1;
      end $$;

      revoke all on function evidence_line(), find_evidence(text, text, text, text, int), evidence_months(text, text), find_cohort(text, text, int), clinician_cohorts() from public;
      grant execute on function find_evidence(text, text, text, text, int), evidence_months(text, text), find_cohort(text, text, int), clinician_cohorts() to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
