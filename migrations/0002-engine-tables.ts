import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the engine keeps. The log is append-only: the application role may insert into it and never update or delete.
 * A payload is a row of its own, so that lawful disposal can erase it and leave the chain of digests whole.
 */
export class EngineTables0002001700000000002 implements MigrationInterface {
  name = 'EngineTables0002001700000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table workflow_instance (
        authority_id uuid not null,
        case_id uuid not null,
        machine text not null,
        version int not null,
        reference text not null,
        seq int not null,
        -- The last event that changes what a person saw; assignments and notes do not move it.
        seen_seq int not null,
        value jsonb not null,
        snapshot jsonb not null,
        head bytea not null,
        opened_at timestamptz not null,
        changed_at timestamptz not null,
        open boolean not null,
        organisation_id uuid,
        owner_id uuid,
        -- Who does the work of each role: {role: {personId, name}}. The lead role's is the owner.
        owners jsonb not null default '{}',
        title text not null,
        sentence text not null,
        party_sentence text,
        stage text not null,
        columns jsonb not null,
        search tsvector not null,
        next_due timestamptz,
        -- The day that people are shown: the last day to act, or the first lawful one.
        next_due_day date,
        retention text not null,
        disposed_at timestamptz,
        certificate text,
        -- Set where the case went to another authority: to whom, when, why and by whom. It takes nothing more here.
        moved jsonb,
        primary key (authority_id, case_id),
        unique (authority_id, machine, reference)
      );
      create index workflow_instance_list on workflow_instance (authority_id, machine, open, changed_at desc, case_id);
      create index workflow_instance_changed on workflow_instance (authority_id, changed_at desc, case_id);
      create index workflow_instance_owner on workflow_instance (authority_id, owner_id, open) where owner_id is not null;
      create index workflow_instance_party on workflow_instance (organisation_id) where organisation_id is not null;
      create index workflow_instance_search on workflow_instance using gin (search);
      create index workflow_instance_stage on workflow_instance (authority_id, machine, stage);

      create table workflow_event (
        authority_id uuid not null,
        case_id uuid not null,
        seq int not null,
        machine text not null,
        version int not null,
        type text not null,
        occurred_at timestamptz not null,
        recorded_at timestamptz not null,
        actor text not null,
        -- The canonical bytes that the digest covers, kept as they were hashed.
        header text not null,
        digest bytea not null,
        corrects int,
        primary key (authority_id, case_id, seq)
      );
      create index workflow_event_type on workflow_event (authority_id, type, recorded_at);

      create table workflow_payload (
        authority_id uuid not null,
        case_id uuid not null,
        seq int not null,
        salt bytea,
        payload text,
        snapshot text,
        retention text not null,
        disposed_at timestamptz,
        certificate text,
        primary key (authority_id, case_id, seq)
      );

      create table workflow_deadline (
        authority_id uuid not null,
        case_id uuid not null,
        name text not null,
        rule text not null,
        started text not null,
        due date not null,
        due_at timestamptz not null,
        -- The computed answer: trace, source, calendar version, the other reading where counting is open.
        counted jsonb not null,
        status text not null check (status in ('running', 'rang', 'ended')),
        moved_why text,
        set_seq int not null,
        lease_until timestamptz,
        attempts int not null default 0,
        problem text,
        primary key (authority_id, case_id, name)
      );
      create index workflow_deadline_due on workflow_deadline (due_at) where status = 'running';
      create index workflow_deadline_authority on workflow_deadline (authority_id, due_at) where status = 'running';

      create table workflow_work (
        authority_id uuid not null,
        case_id uuid not null,
        type text not null,
        role text not null,
        clock text,
        due_at timestamptz,
        since timestamptz not null,
        owner_id uuid,
        -- Set where the case itself names whose work it is: there may be several of one role.
        person_id uuid,
        -- Where it stands among the rest: by its clock; without one, as if due a week after it began to wait, so that it does not sink below everything dated.
        place_at timestamptz not null generated always as (coalesce(due_at, (since at time zone 'UTC' + interval '168 hours') at time zone 'UTC')) stored,
        unique nulls not distinct (authority_id, case_id, type, role, person_id)
      );
      create index workflow_work_role on workflow_work (authority_id, role, place_at, since);
      create index workflow_work_owner on workflow_work (authority_id, owner_id, place_at, since);

      -- Whom a case itself names, in which role and until when; lent_by is set for somebody of another authority, who acts in this one in this case alone.
      -- With rights they are a partner's person in a joint case: the database shows them that case and no other.
      create table case_party (
        authority_id uuid not null,
        case_id uuid not null,
        person_id uuid not null,
        role text not null,
        lent_by text,
        until_day date,
        rights text check (rights in ('read', 'contribute', 'decide')),
        primary key (authority_id, case_id, person_id, role)
      );
      create index case_party_person on case_party (authority_id, person_id);

      create table workflow_hold (
        authority_id uuid not null,
        case_id uuid not null,
        by_case uuid not null,
        events text[] not null,
        because text not null,
        unblock text not null,
        source jsonb not null,
        placed_at timestamptz not null,
        primary key (authority_id, case_id, by_case, events)
      );

      create table workflow_request (
        authority_id uuid not null,
        actor text not null,
        key text not null,
        case_id uuid not null,
        body_hash bytea not null,
        answer jsonb not null,
        at timestamptz not null,
        primary key (authority_id, actor, key)
      );

      create table counter (
        authority_id uuid not null,
        series text not null,
        year int not null,
        last int not null,
        primary key (authority_id, series, year)
      );
      -- Every number given out. One that no case took stays here as a gap: numbers are never used again.
      create table counter_issue (
        authority_id uuid not null,
        series text not null,
        year int not null,
        number int not null,
        issued_at timestamptz not null,
        case_id uuid,
        primary key (authority_id, series, year, number)
      );

      create table document (
        authority_id uuid not null,
        document_id uuid not null,
        case_id uuid not null,
        organisation_id uuid,
        -- The provider organisation that froze it (its application as sent); null for the authority's own documents.
        made_by_organisation uuid,
        kind text not null,
        title text not null,
        template text not null,
        template_hash text not null,
        audience text[] not null,
        data text not null,
        html bytea not null,
        sha256 text not null,
        pdf bytea, pdf_sha256 text,
        docx bytea, docx_sha256 text,
        status text not null default 'frozen' check (status in ('frozen', 'published', 'superseded', 'taken down')),
        frozen_at timestamptz not null,
        frozen_by uuid,
        published_at timestamptz,
        -- Who signed the bytes, as it is shown beside them.
        signature jsonb,
        primary key (authority_id, document_id)
      );
      create index document_case on document (authority_id, case_id, frozen_at);
      create index document_public on document (authority_id, kind, published_at desc) where status = 'published';

      create table audit_root (
        authority_id uuid not null,
        day date not null,
        heads int not null,
        root text not null,
        previous text not null,
        signature text not null,
        made_at timestamptz not null,
        primary key (authority_id, day)
      );
    `);

    for (const table of ['workflow_work', 'case_party', 'workflow_deadline', 'workflow_event', 'workflow_payload', 'workflow_hold', 'workflow_request']) {
      await db.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy ${table}_scope on ${table} to clerkwell_app
          using (authority_id = (select authority())
            and ((select organisation()) is null or exists (
              select 1 from workflow_instance i where i.authority_id = ${table}.authority_id and i.case_id = ${table}.case_id)))
          with check (authority_id = (select authority())
            and ((select organisation()) is null or exists (
              select 1 from workflow_instance i where i.authority_id = ${table}.authority_id and i.case_id = ${table}.case_id)));
      `);
    }
    await db.query(`
      alter table workflow_instance enable row level security;
      alter table workflow_instance force row level security;
      create policy workflow_instance_scope on workflow_instance to clerkwell_app
        using (authority_id = (select authority()) and ((select organisation()) is null or organisation_id = (select organisation())))
        with check (authority_id = (select authority()) and ((select organisation()) is null or organisation_id = (select organisation())));

      alter table document enable row level security;
      alter table document force row level security;
      create policy document_scope on document to clerkwell_app
        using (authority_id = (select authority())
          and ((select organisation()) is null
            or (organisation_id = (select organisation()) and (status <> 'frozen' or made_by_organisation = (select organisation())))
            or (status = 'published' and 'public' = any (audience))))
        with check (authority_id = (select authority()) and ((select organisation()) is null or organisation_id = (select organisation())));

      alter table counter enable row level security;
      alter table counter force row level security;
      create policy counter_scope on counter to clerkwell_app using (authority_id = (select authority())) with check (authority_id = (select authority()));
      alter table counter_issue enable row level security;
      alter table counter_issue force row level security;
      -- Which case took a number is for whoever sees the case: a number of another's would tell that there is one.
      create policy counter_issue_scope on counter_issue to clerkwell_app
        using (authority_id = (select authority()) and ((select organisation()) is null or case_id is null or exists (
          select 1 from workflow_instance i where i.authority_id = counter_issue.authority_id and i.case_id = counter_issue.case_id)))
        with check (authority_id = (select authority()));
      alter table audit_root enable row level security;
      alter table audit_root force row level security;
      create policy audit_root_scope on audit_root to clerkwell_app using (authority_id = (select authority())) with check (authority_id = (select authority()));

      -- The worker sees clocks of every authority, and nothing else of a case.
      create policy workflow_deadline_worker on workflow_deadline to clerkwell_worker using (true) with check (true);
      grant select, update on workflow_deadline to clerkwell_worker;
      grant select on case_party to clerkwell_worker;

      grant select, insert, update on workflow_instance, workflow_deadline, document, counter, counter_issue to clerkwell_app;
      grant select, insert, update, delete on workflow_work, case_party, workflow_hold to clerkwell_app;
      grant select, insert on workflow_event, workflow_payload, workflow_request, audit_root to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
