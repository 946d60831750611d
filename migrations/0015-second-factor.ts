import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The second factor of a person (a time-based code, RFC 6238), asked for where child data is shown. It belongs to the person, not to an authority;
 * the application reaches it through these functions only, one person at a time. The secret is sealed by a key outside the database.
 */
export class SecondFactor00151700000000015 implements MigrationInterface {
  name = 'SecondFactor00151700000000015';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table second_factor (
        person_id uuid primary key references person,
        sealed bytea not null,
        -- Null until a first code showed that the secret arrived.
        confirmed_at timestamptz,
        -- The time step of the last code that was taken: a code that somebody overheard is good for nobody.
        last_step bigint not null default 0,
        made_at timestamptz not null default clock_timestamp()
      );
      create table second_factor_code (
        person_id uuid not null references person,
        code_hash bytea not null,
        used_at timestamptz,
        primary key (person_id, code_hash)
      );
      create table second_factor_try (
        person_id uuid not null references person,
        tried_at timestamptz not null default clock_timestamp()
      );
      create index second_factor_try_person on second_factor_try (person_id, tried_at);

      create function second_factor_of(who uuid) returns jsonb language sql stable security definer set search_path = public as $$
        select jsonb_build_object('sealed', encode(sealed, 'base64'), 'confirmed', confirmed_at is not null,
          'codesLeft', (select count(*) from second_factor_code c where c.person_id = who and c.used_at is null))
        from second_factor where person_id = who
      $$;

      -- Begins, or begins again while nothing was confirmed. A confirmed one stays: whoever is signed in by a mailbox alone cannot replace it.
      create function second_factor_begin(who uuid, secret bytea) returns void language sql volatile security definer set search_path = public as $$
        insert into second_factor (person_id, sealed) values (who, secret)
        on conflict (person_id) do update set sealed = excluded.sealed, made_at = clock_timestamp() where second_factor.confirmed_at is null
      $$;

      -- Counts a try: five in a quarter of an hour, of a million codes of which three are good at a time.
      create function second_factor_try(who uuid) returns boolean language plpgsql volatile security definer set search_path = public as $$
      begin
        perform 1 from second_factor where person_id = who for update;
        delete from second_factor_try where person_id = who and tried_at < clock_timestamp() - interval '15 minutes';
        if (select count(*) from second_factor_try where person_id = who) >= 5 then return false; end if;
        insert into second_factor_try (person_id) values (who);
        return true;
      end $$;

      -- Takes a code of a time step, once. The first one confirms the factor and comes with its recovery codes.
      create function second_factor_pass(who uuid, step bigint, codes bytea[]) returns boolean language plpgsql volatile security definer set search_path = public as $$
      declare first boolean;
      begin
        select confirmed_at is null into first from second_factor where person_id = who for update;
        update second_factor set last_step = step, confirmed_at = coalesce(confirmed_at, clock_timestamp()) where person_id = who and last_step < step;
        if not found then return false; end if;
        if first then
          delete from second_factor_code where person_id = who;
          insert into second_factor_code (person_id, code_hash) select who, unnest(codes);
        end if;
        delete from second_factor_try where person_id = who;
        return true;
      end $$;

      create function second_factor_recover(who uuid, hash bytea) returns boolean language plpgsql volatile security definer set search_path = public as $$
      begin
        update second_factor_code set used_at = clock_timestamp() where person_id = who and code_hash = hash and used_at is null;
        if not found then return false; end if;
        delete from second_factor_try where person_id = who;
        return true;
      end $$;

      -- For somebody whose telephone is gone: they begin again.
      create function second_factor_forget(who uuid) returns boolean language plpgsql volatile security definer set search_path = public as $$
      begin
        delete from second_factor_code where person_id = who;
        delete from second_factor where person_id = who;
        return found;
      end $$;

      revoke execute on function second_factor_of(uuid), second_factor_begin(uuid, bytea), second_factor_try(uuid), second_factor_pass(uuid, bigint, bytea[]),
        second_factor_recover(uuid, bytea), second_factor_forget(uuid) from public;
      grant execute on function second_factor_of(uuid), second_factor_begin(uuid, bytea), second_factor_try(uuid), second_factor_pass(uuid, bigint, bytea[]),
        second_factor_recover(uuid, bytea), second_factor_forget(uuid) to clerkwell_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
