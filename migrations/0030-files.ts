import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files as they were handed in. A file belongs to whoever uploaded it, an authority or a provider organisation, under the SHA-256 of its
 * bytes; an authority reaches a provider's file only through a link, and only the provider can make the first one. So knowing a hash opens nothing.
 */
export class Files0030001700000000030 implements MigrationInterface {
  name = 'Files0030001700000000030';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table file (
        owner_kind text not null check (owner_kind in ('authority', 'organisation')),
        owner_id uuid not null,
        sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
        name text not null,
        -- What the bytes are, by their own signature; and what the sender said they were.
        media_type text not null,
        declared_type text not null,
        size bigint not null check (size > 0),
        warnings jsonb not null default '[]',
        scan_state text not null check (scan_state in ('not scanned', 'clean', 'infected', 'unsure')),
        scan_detail text,
        scanned_at timestamptz,
        uploaded_by uuid,
        -- Housekeeping times are the wall's, not the engine's movable clock: moving a demonstration on must not sweep a draft's files.
        uploaded_at timestamptz not null default clock_timestamp(),
        -- A draft that will be sent later keeps its files until then.
        kept_until timestamptz,
        -- Null until an event refers to the file; such files are swept after a day.
        linked_at timestamptz,
        primary key (owner_kind, owner_id, sha256)
      );
      create index file_orphan on file (uploaded_at) where linked_at is null;

      create table file_chunk (
        owner_kind text not null,
        owner_id uuid not null,
        sha256 text not null,
        n integer not null check (n >= 0),
        bytes bytea not null,
        primary key (owner_kind, owner_id, sha256, n),
        foreign key (owner_kind, owner_id, sha256) references file on delete cascade
      );
      -- Uploads are mostly compressed already; trying again costs time for nothing.
      alter table file_chunk alter column bytes set storage external;

      create table file_link (
        authority_id uuid not null references authority,
        case_id uuid not null,
        owner_kind text not null,
        owner_id uuid not null,
        sha256 text not null,
        -- The name it was handed in under: the same bytes may come under two.
        name text not null,
        -- The provider organisation whose case it is, if any.
        organisation_id uuid,
        audience text[] not null check (cardinality(audience) > 0),
        linked_by uuid,
        linked_at timestamptz not null default engine_now(),
        primary key (authority_id, case_id, owner_kind, owner_id, sha256),
        foreign key (owner_kind, owner_id, sha256) references file
      );
      create index file_link_file on file_link (owner_kind, owner_id, sha256);

      create table read_log (
        authority_id uuid not null references authority,
        id uuid not null default gen_random_uuid(),
        read_at timestamptz not null default engine_now(),
        person_id uuid,
        organisation_id uuid,
        case_id uuid,
        -- What was read, in words and by its key: 'file', its hash; 'case', a seq.
        what text not null,
        subject text not null,
        primary key (authority_id, id)
      );
      create index read_log_case on read_log (authority_id, case_id, read_at);

      alter table file enable row level security;
      alter table file force row level security;
      alter table file_chunk enable row level security;
      alter table file_chunk force row level security;
      alter table file_link enable row level security;
      alter table file_link force row level security;
      alter table read_log enable row level security;
      alter table read_log force row level security;

      -- A link is seen by the authority, and by the provider whose case it is unless it is for officers only.
      create policy file_link_seen on file_link for select to clerkwell_app using (
        authority_id = (select authority()) and ((select organisation()) is null
          or (owner_kind = 'organisation' and owner_id = (select organisation()))
          or (organisation_id = (select organisation()) and audience && array['public', 'party', 'provider'])));

      -- Runs as the caller, so it sees only links of the authority in scope. It stands apart from the policy because a policy may not read its own table.
      create function file_was_handed_over(kind text, owner uuid, hash text) returns boolean language sql stable as $$
        select exists (select 1 from file_link l where l.owner_kind = kind and l.owner_id = owner and l.sha256 = hash)
      $$;

      -- An authority links its own files; a provider hands over its own, in its own case; an authority may pass on what it was handed.
      create policy file_link_made on file_link for insert to clerkwell_app with check (
        authority_id = (select authority()) and case
          when (select organisation()) is not null
            then owner_kind = 'organisation' and owner_id = (select organisation()) and organisation_id = (select organisation())
          else (owner_kind = 'authority' and owner_id = (select authority())) or file_was_handed_over(owner_kind, owner_id, sha256)
        end);
      create policy file_link_disposed on file_link for delete to clerkwell_app using (
        authority_id = (select authority()) and (select organisation()) is null);

      -- Handed over for an event that was then refused: whoever handed it over takes it back, at once.
      create policy file_link_taken_back on file_link for delete to clerkwell_app using (
        authority_id = (select authority()) and owner_kind = 'organisation' and owner_id = (select organisation())
          and linked_at > engine_now() - interval '1 minute');

      create policy file_seen on file for select to clerkwell_app using (
        (select authority()) is not null and (
          ((select organisation()) is null and owner_kind = 'authority' and owner_id = (select authority()))
          or (owner_kind = 'organisation' and owner_id = (select organisation()))
          or exists (select 1 from file_link l
            where l.owner_kind = file.owner_kind and l.owner_id = file.owner_id and l.sha256 = file.sha256)));
      create policy file_made on file for insert to clerkwell_app with check (
        (select authority()) is not null and case when (select organisation()) is null
          then owner_kind = 'authority' and owner_id = (select authority())
          else owner_kind = 'organisation' and owner_id = (select organisation()) end);
      -- Who may see a file may note that it was scanned or linked; what it is stays as it was uploaded (see the column grants).
      create policy file_noted on file for update to clerkwell_app using (
        (select authority()) is not null and (
          ((select organisation()) is null and owner_kind = 'authority' and owner_id = (select authority()))
          or (owner_kind = 'organisation' and owner_id = (select organisation()))
          or ((select organisation()) is null and exists (select 1 from file_link l
            where l.owner_kind = file.owner_kind and l.owner_id = file.owner_id and l.sha256 = file.sha256))));
      create policy file_disposed on file for delete to clerkwell_app using (
        (select organisation()) is null and owner_kind = 'authority' and owner_id = (select authority()));

      create policy file_chunk_seen on file_chunk for select to clerkwell_app using (
        exists (select 1 from file f where f.owner_kind = file_chunk.owner_kind and f.owner_id = file_chunk.owner_id and f.sha256 = file_chunk.sha256));
      create policy file_chunk_made on file_chunk for insert to clerkwell_app with check (
        (select authority()) is not null and case when (select organisation()) is null
          then owner_kind = 'authority' and owner_id = (select authority())
          else owner_kind = 'organisation' and owner_id = (select organisation()) end);

      create policy read_log_kept on read_log for insert to clerkwell_app with check (
        authority_id = (select authority()) and organisation_id is not distinct from (select organisation()));
      create policy read_log_seen on read_log for select to clerkwell_app using (
        authority_id = (select authority()) and (select organisation()) is null);

      -- The sweeper works across authorities and sees only what nothing refers to.
      create policy file_orphans on file to clerkwell_worker using (linked_at is null);

      grant select, insert on file, file_chunk, file_link, read_log to clerkwell_app;
      grant delete on file, file_link to clerkwell_app;
      grant update (uploaded_at, kept_until, linked_at, scan_state, scan_detail, scanned_at) on file to clerkwell_app;
      grant select, delete on file to clerkwell_worker;
      -- Locking a row for deletion asks for the right to change something in it.
      grant update (kept_until) on file to clerkwell_worker;
      grant execute on function file_was_handed_over(text, uuid, text) to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
