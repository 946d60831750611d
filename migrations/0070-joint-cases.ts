import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What hangs on a case: who may not write into the case may not write into these. */
const OF_A_CASE = ['workflow_work', 'case_party', 'workflow_deadline', 'workflow_event', 'workflow_payload', 'workflow_hold', 'workflow_request'];

/**
 * Joint cases. A partner authority's person stands in the lead's scope for themselves: their own id is where an organisation's would be, so that every
 * policy which lets the authority's own people in keeps them out, and only what is said here opens. What is said here opens the cases that name them, until
 * the day that the case gives; with the right to read alone, nothing is written.
 */
export class JointCases00701700000000070 implements MigrationInterface {
  name = 'JointCases00701700000000070';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The cases that name whoever stands in scope as a partner's person, by what they may do there. Nobody else has any.
      create function joint_cases(wanted text[]) returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(array_agg(distinct c.case_id), '{}') from case_party c
        where c.authority_id = authority() and c.person_id = organisation() and c.rights = any (wanted)
          and coalesce(c.until_day, 'infinity') >= (engine_now() at time zone 'Europe/London')::date
      $$;
      revoke execute on function joint_cases(text[]) from public;
      grant execute on function joint_cases(text[]) to clerkwell_app;

      create policy workflow_instance_joint on workflow_instance for select to clerkwell_app
        using (authority_id = (select authority()) and case_id = any ((select joint_cases('{read,contribute,decide}'))::uuid[]));
      create policy workflow_instance_joint_act on workflow_instance for update to clerkwell_app
        using (authority_id = (select authority()) and case_id = any ((select joint_cases('{contribute,decide}'))::uuid[]))
        with check (authority_id = (select authority()) and case_id = any ((select joint_cases('{contribute,decide}'))::uuid[]));

      -- The joint cases of somebody in every authority, each read in that authority's own scope as the partner's person whom it names: row-level security finds them.
      create function joint_cases_of(who uuid) returns table (authority_id uuid, lead text, case_id uuid, reference text, machine text, title text, sentence text, open boolean,
          partner text, until_day date, rights text, waiting text[], next_due_day date)
        language plpgsql volatile set search_path = public as $$
      declare
        scope_before text := coalesce(current_setting('clerkwell.authority', true), '');
        party_before text := coalesce(current_setting('clerkwell.organisation', true), '');
        tenant record;
      begin
        perform set_config('clerkwell.organisation', who::text, true);
        for tenant in select a.authority_id as id, a.name from authority a order by a.name loop
          perform set_config('clerkwell.authority', tenant.id::text, true);
          return query
            select tenant.id, tenant.name, i.case_id, i.reference, i.machine, i.title, i.sentence, i.open, p.lent_by, p.until_day, p.rights,
              coalesce((select array_agg(w.type order by w.type) from workflow_work w where w.authority_id = tenant.id and w.case_id = i.case_id and w.person_id = who), '{}'), i.next_due_day
            from workflow_instance i join case_party p on p.authority_id = i.authority_id and p.case_id = i.case_id and p.person_id = who and p.rights is not null
            where i.authority_id = tenant.id and i.disposed_at is null and coalesce(p.until_day, 'infinity') >= london_day(engine_now())
            order by i.open desc, i.changed_at desc;
        end loop;
        perform set_config('clerkwell.authority', scope_before, true), set_config('clerkwell.organisation', party_before, true);
      end $$;
      revoke execute on function joint_cases_of(uuid) from public;
      grant execute on function joint_cases_of(uuid) to clerkwell_app;

      -- What is about a child is for those who work for children in the authority whose case it is.
      create policy document_joint on document for select to clerkwell_app
        using (authority_id = (select authority()) and not 'child-data' = any (audience) and case_id = any ((select joint_cases('{read,contribute,decide}'))::uuid[]));
      create policy file_link_joint on file_link for select to clerkwell_app
        using (authority_id = (select authority()) and not 'child-data' = any (audience) and case_id = any ((select joint_cases('{read,contribute,decide}'))::uuid[]));
      -- A file is handed over to a case that one may write into.
      create policy file_link_joint_made on file_link as restrictive for insert to clerkwell_app
        with check (owner_kind <> 'organisation' or organisation_id is null or case_id <> all ((select joint_cases('{read}'))::uuid[]));
    `);
    for (const table of OF_A_CASE) {
      for (const command of ['insert', 'update', 'delete'] as const) {
        const condition = `case_id <> all ((select joint_cases('{read}'))::uuid[])`;
        await db.query(`create policy ${table}_joint_${command} on ${table} as restrictive for ${command} to clerkwell_app ${command === 'insert' ? 'with check' : 'using'} (${condition})`);
      }
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
