import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The two functions of the path of an event, and the three around it. Each sets the scope inside, for the one statement that calls it. */
export class EngineFunctions0003001700000000003 implements MigrationInterface {
  name = 'EngineFunctions0003001700000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function enter_scope(scope jsonb) returns uuid language plpgsql as $$
      begin
        perform set_config('clerkwell.authority', scope->>'authority', true),
                set_config('clerkwell.organisation', coalesce(scope->>'organisation', ''), true);
        return authority();
      end $$;

      -- All that the engine must know before it can decide, for each case asked for: the case, its running clocks, its holds, an earlier answer, and
      -- the time. Answers in the order asked.
      create function read_cases(scope jsonb, wanted uuid[], askers text[], request_keys text[], lock_them boolean) returns setof jsonb
      language plpgsql as $$
      declare
        mine uuid := enter_scope(scope);
      begin
        if lock_them then
          perform 1 from workflow_instance where authority_id = mine and case_id = any (wanted) order by case_id for update;
        end if;
        return query
          select jsonb_build_object(
            -- Never before the case's last event, should the server's clock have stepped back.
            'now', to_char(greatest(engine_now(), c."changedAt") at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'case', case when c.machine is not null then to_jsonb(c) end,
            'deadlines', coalesce((select jsonb_agg(jsonb_build_object('name', d.name, 'rule', d.rule, 'started', d.started, 'due', d.due,
                  'dueAt', to_char(d.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'counted', d.counted, 'status', d.status,
                  'movedWhy', d.moved_why, 'setSeq', d.set_seq) order by d.due_at, d.name)
                from workflow_deadline d where d.authority_id = mine and d.case_id = w.id), '[]'),
            'holds', coalesce((select jsonb_agg(jsonb_build_object('events', h.events, 'because', h.because, 'unblock', h.unblock, 'source', h.source))
                from workflow_hold h where h.authority_id = mine and h.case_id = w.id), '[]'),
            'people', coalesce((select jsonb_agg(p.person_id) from case_party p
                where p.authority_id = mine and p.case_id = w.id and coalesce(p.until_day, 'infinity') >= (engine_now() at time zone 'Europe/London')::date), '[]'),
            'answered', case when w.key is not null then (
                select jsonb_build_object('bodyHash', encode(r.body_hash, 'hex'), 'answer', r.answer)
                from workflow_request r where r.authority_id = mine and r.actor = w.asker and r.key = w.key) end)
          from unnest(wanted, askers, request_keys) with ordinality as w(id, asker, key, n)
          left join lateral (
            select i.machine, i.version, i.reference, i.seq, i.seen_seq as "seenSeq", i.snapshot, encode(i.head, 'hex') as head,
                   i.changed_at as "changedAt", i.opened_at as "openedAt", i.organisation_id as "organisationId", i.owner_id as "ownerId",
                   i.owners, i.disposed_at as "disposedAt", i.moved
            from workflow_instance i where i.authority_id = mine and i.case_id = w.id) c on true
          order by w.n;
      end $$;

      -- A job for after the commit. The application may not touch the queue itself; this door is owned by the worker.
      create function enqueue_job(task text, payload json, job_key text) returns void
      language plpgsql security definer set search_path = graphile_worker, pg_temp as $$
      begin
        perform graphile_worker.add_job(task, payload, job_key => job_key, max_attempts => 25);
      end $$;
      revoke all on function enqueue_job(text, json, text) from public;

      -- One commit for one case or for many, a statement a table however many there are. Each case is written whole or, on a conflict, not at all; the
      -- answer says which. What most events do not ask for costs a look and no statement. Whatever is wrong with one of them in another way (a hold, a key used at the same moment) raises, and nothing is written.
      create function commit_events(scope jsonb, batch jsonb) returns jsonb language plpgsql as $$
      declare
        mine uuid := enter_scope(scope);
        asked jsonb := batch;
        outdated uuid[] := '{}';
        written uuid[];
        fact record;
        one jsonb;
        it jsonb;
        id uuid;
      begin
        -- A fact that was read from another case must still stand.
        if batch @? '$[*].compared[*]' then
          for fact in
            select c."caseId" as of_case, f."caseId" as id, f.seq
            from jsonb_to_recordset(batch) as c("caseId" uuid, compared jsonb), jsonb_to_recordset(c.compared) as f("caseId" uuid, seq int) order by f."caseId"
          loop
            perform 1 from workflow_instance where authority_id = mine and case_id = fact.id and seq = fact.seq for share;
            if not found then
              outdated := outdated || fact.of_case;
            end if;
          end loop;
        end if;

        -- Two commits that share cases wait for each other, and do not deadlock.
        if jsonb_array_length(batch) > 1 then
          perform 1 from workflow_instance where authority_id = mine
            and case_id in (select (value->>'caseId')::uuid from jsonb_array_elements(batch)) order by case_id for update;
        end if;

        with c as materialized (
          select * from jsonb_to_recordset(batch) as c("caseId" uuid, machine text, version int, reference text, expected int, seq int, "seenSeq" int,
            value jsonb, snapshot jsonb, head text, at timestamptz, "row" jsonb, "searchText" text, "nextDue" timestamptz, "nextDay" date, "ownerId" uuid,
            owners jsonb, retention text)
          where "caseId" <> all (outdated)),
        opened as (
          insert into workflow_instance (authority_id, case_id, machine, version, reference, seq, seen_seq, value, snapshot, head,
              opened_at, changed_at, open, organisation_id, owner_id, owners, title, sentence, party_sentence, stage, columns, search, next_due, next_due_day, retention)
            select mine, c."caseId", c.machine, c.version, c.reference, c.seq, c."seenSeq", c.value, c.snapshot, decode(c.head, 'hex'), c.at, c.at,
              (c.row->>'open')::boolean, (c.row->>'organisationId')::uuid, c."ownerId", c.owners, c.row->>'title', c.row->>'sentence', c.row->>'partySentence',
              c.row->>'stage', c.row->'columns', to_tsvector('english', c."searchText"), c."nextDue", c."nextDay", c.retention
            from c where c.expected = 0 order by c."caseId"
            on conflict (authority_id, case_id) do nothing
            returning case_id),
        moved as (
          update workflow_instance i set version = c.version, seq = c.seq, seen_seq = c."seenSeq", value = c.value, snapshot = c.snapshot,
              head = decode(c.head, 'hex'), changed_at = c.at, open = (c.row->>'open')::boolean, organisation_id = (c.row->>'organisationId')::uuid,
              owner_id = c."ownerId", owners = c.owners, title = c.row->>'title', sentence = c.row->>'sentence', party_sentence = c.row->>'partySentence',
              stage = c.row->>'stage', columns = c.row->'columns', search = to_tsvector('english', c."searchText"), next_due = c."nextDue", next_due_day = c."nextDay"
            from c where i.authority_id = mine and i.case_id = c."caseId" and c.expected > 0 and i.seq = c.expected and i.disposed_at is null
            returning i.case_id)
        select coalesce(array_agg(w.case_id), '{}') into written from (select case_id from opened union all select case_id from moved) w;

        if cardinality(written) < jsonb_array_length(batch) then
          select coalesce(jsonb_agg(value), '[]') into batch from jsonb_array_elements(batch) where (value->>'caseId')::uuid = any (written);
        end if;

        -- A hold that was placed after a case was read: start again, and be refused with its reason.
        if exists (select 1 from jsonb_to_recordset(batch) as c("caseId" uuid, sent jsonb) join workflow_hold h on h.authority_id = mine and h.case_id = c."caseId"
            where h.events && array(select jsonb_array_elements_text(c.sent))) then
          raise exception 'held since it was read' using errcode = '40001';
        end if;

        with e as materialized (
          select c."caseId", c.machine, c.retention, e.*
          from jsonb_to_recordset(batch) as c("caseId" uuid, machine text, retention text, events jsonb),
            jsonb_to_recordset(c.events) as e(seq int, version int, type text, "occurredAt" timestamptz, "recordedAt" timestamptz, actor text, header text,
              digest text, corrects int, salt text, payload text, snapshot text)),
        logged as (
          insert into workflow_event (authority_id, case_id, seq, machine, version, type, occurred_at, recorded_at, actor, header, digest, corrects)
            select mine, e."caseId", e.seq, e.machine, e.version, e.type, e."occurredAt", e."recordedAt", e.actor, e.header, decode(e.digest, 'hex'), e.corrects from e)
        insert into workflow_payload (authority_id, case_id, seq, salt, payload, snapshot, retention)
          select mine, e."caseId", e.seq, decode(e.salt, 'hex'), e.payload, e.snapshot, e.retention from e;

        if batch @? '$[*].deadlines[*]' then
          insert into workflow_deadline (authority_id, case_id, name, rule, started, due, due_at, counted, status, moved_why, set_seq)
            select mine, c."caseId", d.name, d.rule, d.started, d.due, d."dueAt", d.counted, d.status, d."movedWhy", d."setSeq"
            from jsonb_to_recordset(batch) as c("caseId" uuid, deadlines jsonb),
              jsonb_to_recordset(c.deadlines) as d(name text, rule text, started text, due date, "dueAt" timestamptz, counted jsonb, status text, "movedWhy" text, "setSeq" int)
            on conflict (authority_id, case_id, name) do update set rule = excluded.rule, started = excluded.started, due = excluded.due,
              due_at = excluded.due_at, counted = excluded.counted, status = excluded.status, moved_why = excluded.moved_why,
              set_seq = excluded.set_seq, lease_until = null, attempts = 0, problem = null;
        end if;

        -- A step that goes on waiting keeps the instant since when, and its row where nothing about it changed.
        delete from workflow_work w using jsonb_to_recordset(batch) as c("caseId" uuid, work jsonb)
          where w.authority_id = mine and w.case_id = c."caseId" and not exists (
            select 1 from jsonb_to_recordset(c.work) as n(type text, role text, person uuid)
            where n.type = w.type and n.role = w.role and n.person is not distinct from w.person_id);
        insert into workflow_work as stands (authority_id, case_id, type, role, person_id, clock, due_at, since, owner_id)
          select mine, c."caseId", w.type, w.role, w.person, w.clock, w."dueAt", w.since, coalesce(w.person, (c.owners->w.role->>'personId')::uuid)
          from jsonb_to_recordset(batch) as c("caseId" uuid, owners jsonb, work jsonb),
            jsonb_to_recordset(c.work) as w(type text, role text, person uuid, clock text, "dueAt" timestamptz, since timestamptz)
          on conflict (authority_id, case_id, type, role, person_id) do update set clock = excluded.clock, due_at = excluded.due_at, owner_id = excluded.owner_id
            where (stands.clock, stands.due_at, stands.owner_id) is distinct from (excluded.clock, excluded.due_at, excluded.owner_id);

        -- Whom a case itself names. Few procedures name anybody.
        if batch @? '$[*].row.people' then
          for one in select value from jsonb_array_elements(batch) where value->'row' ? 'people' loop
            id := (one->>'caseId')::uuid;
            delete from case_party p where p.authority_id = mine and p.case_id = id and not exists (
              select 1 from jsonb_to_recordset(one->'row'->'people') as n("personId" uuid, role text) where n."personId" = p.person_id and n.role = p.role);
            insert into case_party (authority_id, case_id, person_id, role, lent_by, until_day, rights)
              select mine, id, n."personId", n.role, n."lentBy", n.until, n.rights
              from jsonb_to_recordset(one->'row'->'people') as n("personId" uuid, role text, "lentBy" text, until date, rights text)
              on conflict (authority_id, case_id, person_id, role) do update set lent_by = excluded.lent_by, until_day = excluded.until_day, rights = excluded.rights;
          end loop;
        end if;

        if batch @? '$[*].holds[*]' or batch @? '$[*].publications[*]' then
          for one in select value from jsonb_array_elements(batch) where value->'holds' <> '[]' or value->'publications' <> '[]' loop
            id := (one->>'caseId')::uuid;
            for it in select value from jsonb_array_elements(one->'holds') loop
              if it->>'do' = 'place' then
                insert into workflow_hold (authority_id, case_id, by_case, events, because, unblock, source, placed_at)
                  values (mine, (it->>'caseId')::uuid, id, array(select jsonb_array_elements_text(it->'events')), it->>'because', it->>'unblock',
                    it->'source', (one->>'at')::timestamptz)
                  on conflict do nothing;
                -- Waits for a commit of the held case that is under way; the next one finds the hold.
                perform 1 from workflow_instance where authority_id = mine and case_id = (it->>'caseId')::uuid for update;
              else
                delete from workflow_hold where authority_id = mine and case_id = (it->>'caseId')::uuid and by_case = id;
              end if;
            end loop;
            for it in select value from jsonb_array_elements(one->'publications') loop
              update document set status = it->>'status', published_at = coalesce(published_at, (one->>'at')::timestamptz),
                  signature = coalesce(it->'signature', signature)
                where authority_id = mine and document_id = (it->>'documentId')::uuid and case_id = id;
            end loop;
          end loop;
        end if;

        if batch @? '$[*].number ? (@ != null)' then
          update counter_issue g set case_id = c."caseId" from jsonb_to_recordset(batch) as c("caseId" uuid, series text, year int, number int)
            where c.number is not null and g.authority_id = mine and g.series = c.series and g.year = c.year and g.number = c.number;
        end if;

        if batch @? '$[*].request ? (@ != null)' then
          insert into workflow_request (authority_id, actor, key, case_id, body_hash, answer, at)
            select mine, c.request->>'actor', c.request->>'key', c."caseId", decode(c.request->>'bodyHash', 'hex'), c.request->'answer', c.at
            from jsonb_to_recordset(batch) as c("caseId" uuid, at timestamptz, request jsonb) where c.request <> 'null';
        end if;

        if batch @? '$[*].jobs[*]' then
          perform enqueue_job(j.task, j.payload, j.key)
            from jsonb_to_recordset(batch) as c(jobs jsonb), jsonb_to_recordset(c.jobs) as j(task text, payload json, key text);
        end if;

        return (select jsonb_agg(case when c."caseId" = any (written) then jsonb_build_object('caseId', c."caseId", 'done', true, 'seq', c.seq)
            else jsonb_build_object('caseId', c."caseId", 'done', false) end) from jsonb_to_recordset(asked) as c("caseId" uuid, seq int));
      end $$;

      -- Numbers of a series, given out in a statement of its own: never twice, whatever becomes of the events that asked. Answers the first.
      create function next_numbers(scope jsonb, wanted_series text, wanted_year int, wanted int) returns int language plpgsql as $$
      declare
        mine uuid := enter_scope(scope);
        given int;
      begin
        insert into counter (authority_id, series, year, last) values (mine, wanted_series, wanted_year, wanted)
          on conflict (authority_id, series, year) do update set last = counter.last + wanted
          returning last into given;
        insert into counter_issue (authority_id, series, year, number, issued_at)
          select mine, wanted_series, wanted_year, n, engine_now() from generate_series(given - wanted + 1, given) n;
        return given - wanted + 1;
      end $$;

      -- Full text search through row-level security ignores its index (the operators are not leakproof), so it goes through this door,
      -- which asks the same scope and nothing else.
      create function search_cases(words text, machines text[], after_rank real, after_case uuid, wanted int)
      returns table (case_id uuid, rank real) language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare
        mine uuid := authority();
        theirs uuid := organisation();
        question tsquery := websearch_to_tsquery('english', words);
      begin
        return query
          select s.case_id, s.rank from (
            (select i.case_id, ts_rank(i.search, question) as rank from workflow_instance i
            where theirs is null and i.authority_id = mine and i.search @@ question and i.machine = any (machines) limit 500)
            union all
            -- A provider searches the titles and numbers of its own cases: the text that officers search holds the officers' words.
            (select i.case_id, ts_rank(to_tsvector('english', i.reference || ' ' || i.title), question) from workflow_instance i
            where i.authority_id = mine and i.organisation_id = theirs and i.machine = any (machines)
              and to_tsvector('english', i.reference || ' ' || i.title) @@ question limit 500)) s
          where after_case is null or (s.rank, s.case_id) < (after_rank, after_case)
          order by s.rank desc, s.case_id desc limit wanted;
      end $$;
      revoke all on function search_cases(text, text[], real, uuid, int) from public;

      -- Clocks that are due by the engine's clock, leased to one sweeper at a time. The worker's own door to all authorities.
      create function claim_due(wanted int, lease interval) returns table (authority_id uuid, case_id uuid)
      language sql as $$
        with due as (
          select d.authority_id, d.case_id, d.name from workflow_deadline d
          where d.status = 'running' and d.due_at <= engine_now() and (d.lease_until is null or d.lease_until < clock_timestamp())
          order by d.due_at limit wanted for update skip locked),
        leased as (
          update workflow_deadline d set lease_until = clock_timestamp() + lease
          from due where d.authority_id = due.authority_id and d.case_id = due.case_id and d.name = due.name
          returning d.authority_id, d.case_id)
        select distinct leased.authority_id, leased.case_id from leased
      $$;

      grant execute on function enter_scope(jsonb), read_cases(jsonb, uuid[], text[], text[], boolean), commit_events(jsonb, jsonb),
        next_numbers(jsonb, text, int, int), search_cases(text, text[], real, uuid, int), enqueue_job(text, json, text) to clerkwell_app;
      grant execute on function claim_due(int, interval) to clerkwell_worker;

      grant create on schema public to clerkwell_worker;
      alter function enqueue_job(text, json, text) owner to clerkwell_worker;
      revoke create on schema public from clerkwell_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
