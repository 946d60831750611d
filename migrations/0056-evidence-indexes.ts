import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ways in which officers look for evidence and cohorts. A condition on a column of the row reaches no index through row-level security (its operators are
 * not leakproof), so these too go through doors of their own, which ask the same scope, let no provider in, and answer nothing else.
 */
export class EvidenceIndexes00561700000000056 implements MigrationInterface {
  name = 'EvidenceIndexes00561700000000056';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What ends in a month, what ends first of a stage, what waits longest to be checked.
      create index workflow_instance_evidence_month on workflow_instance (authority_id, (columns->>'month'), (columns->>'validUntil'), case_id) where machine = 'qpl.evidence';
      create index workflow_instance_evidence_stage on workflow_instance (authority_id, stage, (columns->>'validUntil'), case_id) where machine = 'qpl.evidence';
      create index workflow_instance_evidence_sent on workflow_instance (authority_id, stage, (columns->>'sentOn'), case_id) where machine = 'qpl.evidence';
      -- A cohort: everybody of a profession whose registration ends on one day.
      create index workflow_instance_cohort on workflow_instance (authority_id, (columns->>'profession'), (columns->>'validTo'), case_id) where machine = 'qpl.clinician';

      create function find_evidence(words text, wanted_stage text, wanted_month text, wanted_only text, wanted int)
      returns table (case_id uuid, stage text, columns jsonb) language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare
        mine uuid := authority();
      begin
        if organisation() is not null then return; end if;
        if words <> '' then
          return query select i.case_id, i.stage, i.columns from workflow_instance i
            where i.authority_id = mine and i.machine = 'qpl.evidence' and i.disposed_at is null and i.search @@ websearch_to_tsquery('english', words)
              and (wanted_stage = '' or i.stage = wanted_stage) and (wanted_month = '' or i.columns->>'month' = wanted_month)
              and (wanted_only = '' or (i.columns->>(case wanted_only when 'blocks' then 'blocks' else 'toCheck' end))::boolean)
            limit wanted;
        elsif wanted_month <> '' then
          return query select i.case_id, i.stage, i.columns from workflow_instance i
            where i.authority_id = mine and i.machine = 'qpl.evidence' and i.disposed_at is null and i.columns->>'month' = wanted_month and (wanted_stage = '' or i.stage = wanted_stage)
              and (wanted_only = '' or (i.columns->>(case wanted_only when 'blocks' then 'blocks' else 'toCheck' end))::boolean)
            order by i.columns->>'validUntil', i.case_id limit wanted;
        elsif wanted_stage = 'To be checked' then
          return query select i.case_id, i.stage, i.columns from workflow_instance i
            where i.authority_id = mine and i.machine = 'qpl.evidence' and i.disposed_at is null and i.stage = wanted_stage order by i.columns->>'sentOn', i.case_id limit wanted;
        elsif wanted_stage <> '' then
          return query select i.case_id, i.stage, i.columns from workflow_instance i
            where i.authority_id = mine and i.machine = 'qpl.evidence' and i.disposed_at is null and i.stage = wanted_stage order by i.columns->>'validUntil', i.case_id limit wanted;
        else
          return query select i.case_id, i.stage, i.columns from workflow_instance i
            where i.authority_id = mine and i.machine = 'qpl.evidence' and i.disposed_at is null and i.columns->>'month' > '' order by i.columns->>'month', i.columns->>'validUntil', i.case_id limit wanted;
        end if;
      end $$;

      create function evidence_months(from_month text, to_month text)
      returns table (month text, ends int, blocks int, renewal_sent int) language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare
        mine uuid := authority();
      begin
        if organisation() is not null then return; end if;
        return query select i.columns->>'month', count(*)::int, count(*) filter (where (i.columns->>'blocks')::boolean)::int, count(*) filter (where (i.columns->>'toCheck')::boolean)::int
          from workflow_instance i
          where i.authority_id = mine and i.machine = 'qpl.evidence' and i.disposed_at is null and i.columns->>'month' between from_month and to_month
          group by 1 order by 1;
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

      revoke all on function find_evidence(text, text, text, text, int), evidence_months(text, text), find_cohort(text, text, int), clinician_cohorts() from public;
      grant execute on function find_evidence(text, text, text, text, int), evidence_months(text, text), find_cohort(text, text, int), clinician_cohorts() to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
