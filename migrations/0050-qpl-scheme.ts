import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lists that an authority keeps: their legal basis, lots, what an applicant must show and how it is checked. */
export class QplScheme0050001700000000050 implements MigrationInterface {
  name = 'QplScheme0050001700000000050';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table qpl_scheme (
        authority_id uuid not null references authority,
        scheme_id uuid not null,
        slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        title text not null check (length(btrim(title)) between 1 and 200),
        purpose text not null,
        regime text not null,
        -- Why this legal basis: a list is not a procedure that the law names, so the choice is explained.
        regime_why text not null check (length(btrim(regime_why)) > 0),
        lots jsonb not null check (jsonb_typeof(lots) = 'array'),
        evidence jsonb not null check (jsonb_typeof(evidence) = 'array'),
        checks jsonb not null check (jsonb_typeof(checks) = 'array'),
        opens date not null,
        closes date check (closes >= opens),
        ends date check (ends >= opens),
        decision_basis text not null check (length(btrim(decision_basis)) > 0),
        published boolean not null default false,
        primary key (authority_id, scheme_id),
        unique (authority_id, slug)
      );
      alter table qpl_scheme enable row level security;
      alter table qpl_scheme force row level security;
      -- What is published may be read by everybody in the authority's scope, providers and the public included; only its own people write.
      create policy read_published on qpl_scheme for select using (authority_id = (select authority()) and (published or (select organisation()) is null));
      create policy written_by_the_authority on qpl_scheme for insert with check (authority_id = (select authority()) and (select organisation()) is null);
      create policy changed_by_the_authority on qpl_scheme for update using (authority_id = (select authority()) and (select organisation()) is null);
      grant select, insert, update on qpl_scheme to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
