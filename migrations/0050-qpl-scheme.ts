import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a list publishes about itself, for everybody. A list is a case of the authority's own, which row-level security shows to no provider and to nobody outside;
 * this door gives what was made to be read, of lists that are published, in the authority in scope, and nothing else of the case.
 */
export class QplScheme0050001700000000050 implements MigrationInterface {
  name = 'QplScheme0050001700000000050';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function published_lists(wanted uuid default null, wanted_slug text default null) returns table (case_id uuid, seq int, list jsonb)
      language sql stable security definer set search_path = public, pg_temp as $$
        select i.case_id, i.seq, jsonb_build_object(
            'slug', c->'slug', 'terms', c->'terms', 'rounds', c->'rounds', 'answered', c->'answered', 'allowedLate', c->'allowedLate', 'changes', c->'changes', 'invitation', c->'invitation',
            'priceSchedule', c->'priceSchedule', 'publishedOn', c->'publishedOn', 'closed', c->'closed', 'standing', coalesce(i.value->'running'->>'standing', 'closed'))
        from workflow_instance i, lateral (select i.snapshot->'context' as c) as context
        where i.authority_id = authority() and i.machine = 'qpl.scheme' and i.columns->>'published' = 'true' and i.disposed_at is null
          and (wanted is null or i.case_id = wanted) and (wanted_slug is null or i.columns->>'slug' = wanted_slug)
        order by i.title, i.case_id
      $$;
      revoke all on function published_lists(uuid, text) from public;
      grant execute on function published_lists(uuid, text) to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
