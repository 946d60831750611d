import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People, organisations, roles, deputies and declared conflicts.
 *
 * `organisation`, `person` and `organisation_member` belong to no authority (a provider registers once and deals with several), so their
 * access rules are written out: nothing without a scope; an authority sees its own people, and the providers and theirs; a provider sees
 * itself. They are not under FORCE, so that the sign-in functions, owned by the owner, can look before there is a scope.
 */
export class Directory00101700000000010 implements MigrationInterface {
  name = 'Directory00101700000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table person (
        person_id uuid primary key,
        name text not null check (length(btrim(name)) between 1 and 200),
        email text not null check (email = lower(email) and email like '%_@_%' and length(email) <= 254),
        phone text,
        sample boolean not null default false,
        email_confirmed_at timestamptz,
        -- The identity provider's own name for the person, kept at the first sign-in: an e-mail address can be given to somebody else later.
        oidc_issuer text,
        oidc_subject text,
        created_at timestamptz not null default engine_now(),
        unique (email),
        unique (oidc_issuer, oidc_subject)
      );

      create table organisation (
        organisation_id uuid primary key,
        legal_name text not null check (length(btrim(legal_name)) between 1 and 300),
        trading_name text,
        kind text not null check (kind in ('sole trader', 'company', 'llp', 'charity', 'cio', 'nhs body', 'school')),
        -- { company: { value, verified_via, verified_at }, … }; the form is checked by src/directory/identifiers.ts.
        identifiers jsonb not null default '{}' check (jsonb_typeof(identifiers) = 'object'),
        address text,
        postcode text,
        -- A sole trader's address is often a home: it is never shown to the public or to other providers.
        address_private boolean not null default false,
        created_at timestamptz not null default engine_now(),
        check (kind <> 'sole trader' or address_private)
      );
      create unique index organisation_company on organisation ((identifiers -> 'company' ->> 'value'));
      create index organisation_name on organisation (lower(legal_name));

      create table organisation_member (
        organisation_id uuid not null references organisation,
        member_id uuid not null,
        person_id uuid not null references person,
        role text not null check (role in ('account holder', 'applicant', 'safeguarding lead', 'clinician', 'finance contact')),
        -- Null until the person has opened a one-time link: an unconfirmed member may not act.
        confirmed_at timestamptz,
        from_day date not null,
        until_day date check (until_day >= from_day),
        ended_at timestamptz,
        primary key (organisation_id, member_id)
      );
      create index organisation_member_person on organisation_member (person_id);

      create table authority_role (
        authority_id uuid not null references authority,
        role_id uuid not null,
        person_id uuid not null references person,
        role text not null check (length(role) between 3 and 60),
        from_day date not null,
        -- The last day on which the role is held; null for no end.
        until_day date check (until_day >= from_day),
        -- Nobody appoints themselves; null is the installation itself.
        appointed_by uuid references person check (appointed_by <> person_id),
        appointed_at timestamptz not null default engine_now(),
        -- Set when the role is taken away at once, before its last day.
        ended_at timestamptz,
        ended_by uuid references person,
        ended_why text,
        check ((ended_at is null) = (ended_why is null)),
        primary key (authority_id, role_id)
      );
      create index authority_role_person on authority_role (authority_id, person_id);
      create index authority_role_role on authority_role (authority_id, role);

      create table deputy (
        authority_id uuid not null references authority,
        deputy_id uuid not null,
        person_id uuid not null references person,
        deputy_person_id uuid not null references person check (deputy_person_id <> person_id),
        role text not null,
        from_day date not null,
        until_day date not null check (until_day >= from_day),
        reason text not null check (length(btrim(reason)) > 0),
        appointed_by uuid not null references person,
        appointed_at timestamptz not null default engine_now(),
        ended_at timestamptz,
        primary key (authority_id, deputy_id)
      );
      create index deputy_acting on deputy (authority_id, deputy_person_id);

      create table conflict_of_interest (
        authority_id uuid not null references authority,
        conflict_id uuid not null,
        person_id uuid not null references person,
        about_kind text not null check (about_kind in ('organisation', 'case', 'person', 'other')),
        about_id uuid,
        about_name text not null check (length(btrim(about_name)) between 1 and 300),
        kind text not null check (kind in ('personal', 'pecuniary', 'prior involvement')),
        detail text not null check (length(btrim(detail)) > 0),
        declared_at timestamptz not null default engine_now(),
        declared_by uuid not null references person,
        managed_how text,
        managed_by uuid references person check (managed_by <> person_id),
        managed_at timestamptz,
        until_day date,
        check ((managed_how is null) = (managed_by is null)),
        primary key (authority_id, conflict_id)
      );
      create index conflict_person on conflict_of_interest (authority_id, person_id);
    `);
    for (const table of ['authority_role', 'deputy', 'conflict_of_interest']) {
      await db.query(`
        alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy tenant on ${table}
          using (authority_id = (select authority()) and (select organisation()) is null)
          with check (authority_id = (select authority()) and (select organisation()) is null);
        grant select, insert, update on ${table} to clerkwell_app;
        grant select on ${table} to clerkwell_worker;
      `);
    }
    await db.query(`
      alter table organisation enable row level security;
      create policy seen on organisation for select
        using ((select authority()) is not null and ((select organisation()) is null or organisation_id = (select organisation())));
      create policy added on organisation for insert with check ((select authority()) is not null and (select organisation()) is null);
      create policy changed on organisation for update
        using ((select authority()) is not null and ((select organisation()) is null or organisation_id = (select organisation())));

      alter table organisation_member enable row level security;
      create policy seen on organisation_member
        using ((select authority()) is not null and ((select organisation()) is null or organisation_id = (select organisation())));

      alter table person enable row level security;
      create policy seen on person for select using ((select authority()) is not null and (
        exists (select 1 from organisation_member m where m.person_id = person.person_id)
        or exists (select 1 from authority_role r where r.person_id = person.person_id)
        or exists (select 1 from deputy d where d.deputy_person_id = person.person_id)
        or exists (select 1 from case_party c where c.person_id = person.person_id)));
      create policy added on person for insert with check ((select authority()) is not null);
      create policy changed on person for update using ((select authority()) is not null and (
        exists (select 1 from organisation_member m where m.person_id = person.person_id)
        or exists (select 1 from authority_role r where r.person_id = person.person_id)
        or exists (select 1 from deputy d where d.deputy_person_id = person.person_id)));

      grant select, insert, update on organisation, organisation_member, person to clerkwell_app;
      grant select on organisation, organisation_member, person to clerkwell_worker;

      -- A sample person can be signed in as by anybody, so one exists only in a database that holds sample data.
      create function sample_only_in_sample() returns trigger language plpgsql as $$
      begin
        if new.sample and not (select sample from installation) then
          raise exception 'a sample person belongs in a sample database only' using errcode = 'check_violation';
        end if;
        return new;
      end $$;
      create trigger sample_only_in_sample before insert or update on person for each row execute function sample_only_in_sample();

      -- Finds the person with an address, or adds one. It answers with the id alone: the name is seen only once there is a role or membership.
      create function person_with_email(id uuid, called text, address text) returns uuid
        language plpgsql security definer set search_path = public as $$
      declare found uuid;
      begin
        perform authority();
        insert into person (person_id, name, email) values (id, called, lower(btrim(address))) on conflict (email) do nothing;
        select person_id into found from person where email = lower(btrim(address));
        return found;
      end $$;

      -- Who somebody is, by the id: for naming a person of another authority in a case, before they have any role here.
      create function person_called(wanted uuid) returns jsonb language sql stable security definer set search_path = public as $$
        select jsonb_build_object('personId', person_id, 'name', name, 'email', email) from person where person_id = wanted and authority() is not null
      $$;
      revoke execute on function person_called(uuid) from public;
      grant execute on function person_called(uuid) to clerkwell_app;

      -- The London day of an instant; roles run by days.
      create function london_day(at timestamptz) returns date language sql stable parallel safe as $$
        select (at at time zone 'Europe/London')::date
      $$;

      -- Whether something that runs from a day to a day, and may have been ended early, is in force at an instant.
      create function in_force(from_day date, until_day date, ended_at timestamptz, at timestamptz) returns boolean language sql stable parallel safe as $$
        select london_day(at) between from_day and coalesce(until_day, 'infinity') and (ended_at is null or ended_at > at)
      $$;

      -- The person as they may act at one place and instant; null when they may not act there. One call, and no scope is left behind:
      -- it puts the caller's back, and a fault takes the whole statement with it. (A SET clause would need a superuser to create.)
      create function actor_at(who uuid, tenant uuid, acting_for uuid, at timestamptz) returns jsonb
        language plpgsql volatile set search_path = public as $$
      declare
        scope_before text := coalesce(current_setting('clerkwell.authority', true), '');
        party_before text := coalesce(current_setting('clerkwell.organisation', true), '');
        answer jsonb;
      begin
        perform set_config('clerkwell.authority', tenant::text, true), set_config('clerkwell.organisation', '', true);
        if acting_for = who then
          -- A partner's person in joint cases of this authority stands here for themselves: the role is that of the rights that the cases give.
          answer := (
            select jsonb_build_object('name', p.name, 'organisationName', string_agg(distinct c.lent_by, ', '), 'deputyFor', '[]'::jsonb,
                     'roles', jsonb_agg(distinct case c.rights when 'decide' then 'partner decision maker' when 'contribute' then 'partner contributor' else 'partner reader' end))
              from case_party c join person p using (person_id)
             where c.authority_id = tenant and c.person_id = who and c.rights is not null and coalesce(c.until_day, 'infinity') >= london_day(at)
             group by p.person_id);
        elsif acting_for is not null then
          answer := (
            select jsonb_build_object('name', p.name, 'organisationName', coalesce(o.trading_name, o.legal_name), 'deputyFor', '[]'::jsonb,
                     'roles', jsonb_build_array(case o.kind when 'school' then 'school' else 'provider' end) || jsonb_agg(distinct m.role))
              from organisation_member m join organisation o using (organisation_id) join person p using (person_id)
             where m.organisation_id = acting_for and m.person_id = who and m.confirmed_at <= at and in_force(m.from_day, m.until_day, m.ended_at, at)
               and exists (select 1 from authority where authority_id = tenant)
             group by p.person_id, o.organisation_id);
        else
          answer := (
          select jsonb_build_object('name', p.name, 'organisationName', null, 'roles', own.roles, 'deputyFor', cover.places)
            from person p,
              lateral (select coalesce(jsonb_agg(distinct held.role), '[]') as roles from (
                          select r.role from authority_role r where r.person_id = p.person_id and in_force(r.from_day, r.until_day, r.ended_at, at)
                          union all
                          -- Somebody whom another authority lends acts here in the role of the case that names them, and sees that case.
                          select c.role from case_party c where c.person_id = p.person_id and c.lent_by is not null and c.rights is null and coalesce(c.until_day, 'infinity') >= london_day(at)) held) own,
              lateral (select coalesce(jsonb_agg(distinct jsonb_build_object('personId', d.person_id, 'name', covered.name, 'role', d.role, 'until', d.until_day)), '[]') as places
                         from deputy d join person covered on covered.person_id = d.person_id
                        where d.deputy_person_id = p.person_id and in_force(d.from_day, d.until_day, d.ended_at, at)
                          -- A deputy has what the covered person has: when that role ends, so does the cover.
                          and exists (select 1 from authority_role r where r.person_id = d.person_id and r.role = d.role and in_force(r.from_day, r.until_day, r.ended_at, at))) cover
           where p.person_id = who and (own.roles <> '[]' or cover.places <> '[]'));
        end if;
        perform set_config('clerkwell.authority', scope_before, true), set_config('clerkwell.organisation', party_before, true);
        return answer;
      end $$;

      -- Everywhere that a person may act at an instant. It asks each authority in turn, inside that authority's own scope.
      create function places_of(who uuid, at timestamptz) returns table (authority_id uuid, authority_name text, organisation_id uuid, actor jsonb)
        language plpgsql volatile set search_path = public as $$
      declare
        scope_before text := coalesce(current_setting('clerkwell.authority', true), '');
        party_before text := coalesce(current_setting('clerkwell.organisation', true), '');
        tenant record;
        member record;
      begin
        perform set_config('clerkwell.organisation', '', true);
        for tenant in select a.authority_id as id, a.name from authority a order by a.name loop
          perform set_config('clerkwell.authority', tenant.id::text, true);
          return query select tenant.id, tenant.name, null::uuid, found.actor from (select actor_at(who, tenant.id, null, at) as actor) found where found.actor is not null;
          return query select tenant.id, tenant.name, who, found.actor from (select actor_at(who, tenant.id, who, at) as actor) found where found.actor is not null;
          for member in select distinct m.organisation_id as id from organisation_member m where m.person_id = who loop
            return query select tenant.id, tenant.name, member.id, found.actor from (select actor_at(who, tenant.id, member.id, at) as actor) found where found.actor is not null;
          end loop;
        end loop;
        perform set_config('clerkwell.authority', scope_before, true), set_config('clerkwell.organisation', party_before, true);
      end $$;

      revoke execute on function person_with_email(uuid, text, text), actor_at(uuid, uuid, uuid, timestamptz), places_of(uuid, timestamptz) from public;
      grant execute on function person_with_email(uuid, text, text), actor_at(uuid, uuid, uuid, timestamptz), places_of(uuid, timestamptz) to clerkwell_app;
      grant execute on function london_day(timestamptz), in_force(date, date, timestamptz, timestamptz) to clerkwell_app, clerkwell_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
