import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a provider has filled in and not sent. It belongs to the organisation, so that several people can work on it and see who did what.
 * A draft is a row, not an event; sending it makes the event and the frozen copy.
 */
export class ApplicationDraft0051001700000000051 implements MigrationInterface {
  name = 'ApplicationDraft0051001700000000051';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table application_draft (
        authority_id uuid not null references authority,
        organisation_id uuid not null,
        scheme_id uuid not null,
        -- The case that sending it will open: a second press of the button meets the same case.
        case_id uuid not null,
        -- { question: answer }
        answers jsonb not null default '{}' check (jsonb_typeof(answers) = 'object' and octet_length(answers::text) < 1000000),
        lots jsonb not null default '[]' check (jsonb_typeof(lots) = 'array' and octet_length(lots::text) < 200000),
        evidence jsonb not null default '[]' check (jsonb_typeof(evidence) = 'array' and octet_length(evidence::text) < 200000),
        -- What was copied from an earlier application and not looked at since: { key: { from, on } }.
        to_confirm jsonb not null default '{}' check (jsonb_typeof(to_confirm) = 'object'),
        -- What was done, newest last: { what, by, at }.
        done jsonb not null default '[]',
        changed_at timestamptz not null default engine_now(),
        primary key (authority_id, organisation_id, scheme_id)
      );
      alter table application_draft enable row level security;
      alter table application_draft force row level security;
      -- The council does not read what has not been sent.
      create policy own_organisation on application_draft
        using (authority_id = (select authority()) and organisation_id = (select organisation()))
        with check (authority_id = (select authority()) and organisation_id = (select organisation()));
      grant select, insert, update, delete on application_draft to clerkwell_app;

      -- A provider lets what it gave to an authority be copied into its own applications elsewhere. Who said so and when, and until when.
      create table reuse_consent (
        authority_id uuid not null references authority,
        organisation_id uuid not null references organisation,
        given_by uuid not null references person,
        given_by_name text not null,
        given_at timestamptz not null default engine_now(),
        withdrawn_at timestamptz,
        primary key (authority_id, organisation_id, given_at)
      );
      alter table reuse_consent enable row level security;
      alter table reuse_consent force row level security;
      create policy own_organisation on reuse_consent
        using (authority_id = (select authority()) and organisation_id = (select organisation()))
        with check (authority_id = (select authority()) and organisation_id = (select organisation()));
      grant select, insert, update on reuse_consent to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
