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

      -- All that the engine must know before it can decide: the case, its running clocks, its holds, an earlier answer, and the time.
      create function read_case(scope jsonb, wanted uuid, asker text, request_key text, lock_it boolean) returns jsonb
      language plpgsql as $$
      declare
        mine uuid := enter_scope(scope);
        found_case jsonb;
      begin
        if lock_it then
          perform 1 from workflow_instance where authority_id = mine and case_id = wanted for update;
        end if;
        select to_jsonb(c) into found_case from (
          select i.machine, i.version, i.reference, i.seq, i.seen_seq as "seenSeq", i.snapshot, encode(i.head, 'hex') as head,
                 i.changed_at as "changedAt", i.opened_at as "openedAt", i.organisation_id as "organisationId", i.owner_id as "ownerId",
                 i.owners, i.disposed_at as "disposedAt"
          from workflow_instance i where i.authority_id = mine and i.case_id = wanted) c;
        return jsonb_build_object(
          -- Never before the case's last event, should the server's clock have stepped back.
          'now', to_char(greatest(engine_now(), (found_case->>'changedAt')::timestamptz) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'case', found_case,
          'deadlines', coalesce((select jsonb_agg(jsonb_build_object('name', d.name, 'rule', d.rule, 'started', d.started, 'due', d.due,
                'dueAt', to_char(d.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'counted', d.counted, 'status', d.status,
                'movedWhy', d.moved_why, 'setSeq', d.set_seq) order by d.due_at, d.name)
              from workflow_deadline d where d.authority_id = mine and d.case_id = wanted), '[]'),
          'holds', coalesce((select jsonb_agg(jsonb_build_object('events', h.events, 'because', h.because, 'unblock', h.unblock, 'source', h.source))
              from workflow_hold h where h.authority_id = mine and h.case_id = wanted), '[]'),
          'answered', case when request_key is null then null else (
              select jsonb_build_object('bodyHash', encode(r.body_hash, 'hex'), 'answer', r.answer)
              from workflow_request r where r.authority_id = mine and r.actor = asker and r.key = request_key) end);
      end $$;

      -- A job for after the commit. The application may not touch the queue itself; this door is owned by the worker.
      create function enqueue_job(task text, payload json, job_key text) returns void
      language plpgsql security definer set search_path = graphile_worker, pg_temp as $$
      begin
        perform graphile_worker.add_job(task, payload, job_key => job_key, max_attempts => 25);
      end $$;
      revoke all on function enqueue_job(text, json, text) from public;

      -- One commit for one case or for many. Each case is written whole or, on a conflict, not at all; the answer says which.
      create function commit_events(scope jsonb, batch jsonb) returns jsonb language plpgsql as $$
      declare
        mine uuid := enter_scope(scope);
        one jsonb;
        fact jsonb;
        it jsonb;
        id uuid;
        stands int;
        answers jsonb := '[]';
        moved boolean;
      begin
        <<cases>>
        for one in select value from jsonb_array_elements(batch) loop
          id := (one->>'caseId')::uuid;

          for fact in select value from jsonb_array_elements(one->'compared') loop
            perform 1 from workflow_instance
              where authority_id = mine and case_id = (fact->>'caseId')::uuid and seq = (fact->>'seq')::int for share;
            if not found then
              answers := answers || jsonb_build_object('caseId', id, 'done', false);
              continue cases;
            end if;
          end loop;

          it := one->'row';
          if (one->>'expected')::int = 0 then
            insert into workflow_instance (authority_id, case_id, machine, version, reference, seq, seen_seq, value, snapshot, head,
                opened_at, changed_at, open, organisation_id, owner_id, owners, title, sentence, party_sentence, stage, columns, search, next_due, next_due_day, retention)
              values (mine, id, one->>'machine', (one->>'version')::int, one->>'reference', (one->>'seq')::int, (one->>'seenSeq')::int,
                one->'value', one->'snapshot', decode(one->>'head', 'hex'), (one->>'at')::timestamptz, (one->>'at')::timestamptz,
                (it->>'open')::boolean, (it->>'organisationId')::uuid, (one->>'ownerId')::uuid, one->'owners', it->>'title', it->>'sentence', it->>'partySentence', it->>'stage',
                it->'columns', to_tsvector('english', one->>'searchText'), (one->>'nextDue')::timestamptz, (one->>'nextDay')::date, one->>'retention')
              on conflict (authority_id, case_id) do nothing;
          else
            update workflow_instance set version = (one->>'version')::int, seq = (one->>'seq')::int, seen_seq = (one->>'seenSeq')::int,
                value = one->'value', snapshot = one->'snapshot', head = decode(one->>'head', 'hex'), changed_at = (one->>'at')::timestamptz,
                open = (it->>'open')::boolean, organisation_id = (it->>'organisationId')::uuid, owner_id = (one->>'ownerId')::uuid,
                owners = one->'owners', title = it->>'title', sentence = it->>'sentence', party_sentence = it->>'partySentence', stage = it->>'stage', columns = it->'columns',
                search = to_tsvector('english', one->>'searchText'), next_due = (one->>'nextDue')::timestamptz, next_due_day = (one->>'nextDay')::date
              where authority_id = mine and case_id = id and seq = (one->>'expected')::int and disposed_at is null;
          end if;
          moved := found;
          if not moved then
            answers := answers || jsonb_build_object('caseId', id, 'done', false);
            continue cases;
          end if;

          -- A hold that was placed after this case was read: start again, and be refused with its reason.
          if exists (select 1 from workflow_hold h where h.authority_id = mine and h.case_id = id
              and h.events && array(select jsonb_array_elements_text(one->'sent'))) then
            raise exception 'held since it was read' using errcode = '40001';
          end if;

          insert into workflow_event (authority_id, case_id, seq, machine, version, type, occurred_at, recorded_at, actor, header, digest, corrects)
            select mine, id, e.seq, one->>'machine', e.version, e.type, e."occurredAt", e."recordedAt", e.actor, e.header, decode(e.digest, 'hex'), e.corrects
            from jsonb_to_recordset(one->'events') as e(seq int, version int, type text, "occurredAt" timestamptz, "recordedAt" timestamptz,
              actor text, header text, digest text, corrects int);
          insert into workflow_payload (authority_id, case_id, seq, salt, payload, snapshot, retention)
            select mine, id, e.seq, decode(e.salt, 'hex'), e.payload, e.snapshot, one->>'retention'
            from jsonb_to_recordset(one->'events') as e(seq int, salt text, payload text, snapshot text);

          if jsonb_array_length(one->'deadlines') > 0 then
            insert into workflow_deadline (authority_id, case_id, name, rule, started, due, due_at, counted, status, moved_why, set_seq)
              select mine, id, d.name, d.rule, d.started, d.due, d."dueAt", d.counted, d.status, d."movedWhy", d."setSeq"
              from jsonb_to_recordset(one->'deadlines') as d(name text, rule text, started text, due date, "dueAt" timestamptz,
                counted jsonb, status text, "movedWhy" text, "setSeq" int)
              on conflict (authority_id, case_id, name) do update set rule = excluded.rule, started = excluded.started, due = excluded.due,
                due_at = excluded.due_at, counted = excluded.counted, status = excluded.status, moved_why = excluded.moved_why,
                set_seq = excluded.set_seq, lease_until = null, attempts = 0, problem = null;
          end if;

          -- A step that goes on waiting keeps the instant since when.
          delete from workflow_work w where w.authority_id = mine and w.case_id = id and not exists (
            select 1 from jsonb_to_recordset(one->'work') as n(type text, role text) where n.type = w.type and n.role = w.role);
          insert into workflow_work (authority_id, case_id, type, role, clock, due_at, since, owner_id)
            select mine, id, w.type, w.role, w.clock, w."dueAt", w.since, (one->'owners'->w.role->>'personId')::uuid
            from jsonb_to_recordset(one->'work') as w(type text, role text, clock text, "dueAt" timestamptz, since timestamptz)
            on conflict (authority_id, case_id, type, role) do update set clock = excluded.clock, due_at = excluded.due_at, owner_id = excluded.owner_id;

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

          if one->>'number' is not null then
            update counter_issue set case_id = id
              where authority_id = mine and series = one->>'series' and year = (one->>'year')::int and number = (one->>'number')::int;
          end if;

          if one->'request' <> 'null'::jsonb then
            insert into workflow_request (authority_id, actor, key, case_id, body_hash, answer, at)
              values (mine, one->'request'->>'actor', one->'request'->>'key', id, decode(one->'request'->>'bodyHash', 'hex'),
                one->'request'->'answer', (one->>'at')::timestamptz);
          end if;

          for it in select value from jsonb_array_elements(one->'jobs') loop
            perform enqueue_job(it->>'task', (it->'payload')::json, it->>'key');
          end loop;

          answers := answers || jsonb_build_object('caseId', id, 'done', true, 'seq', (one->>'seq')::int);
        end loop;
        return answers;
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

      grant execute on function enter_scope(jsonb), read_case(jsonb, uuid, text, text, boolean), commit_events(jsonb, jsonb),
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
