import type pg from 'pg';
import { APPLICANTS, AUTHORITY, idOf, STAFF, type SamplePersonRow } from './authority.js';

/** Writes what the engine does not keep: the authority, its people, the providers and theirs. As the owner, before there is a scope. */
export async function writeDirectory(owner: pg.Client): Promise<void> {
  await owner.query('update installation set sample = true');
  const { authorityId, name, slug, address, email, telephone } = AUTHORITY;
  await owner.query('insert into authority (authority_id, name, slug, address, email, telephone) values ($1, $2, $3, $4, $5, $6)', [authorityId, name, slug, address, email, telephone]);
  await owner.query(`select set_config('clerkwell.authority', $1, false)`, [authorityId]);
  for (const person of Object.values(STAFF)) {
    await writePerson(owner, person);
    for (const role of person.roles) {
      await owner.query(`insert into authority_role (authority_id, role_id, person_id, role, from_day) values ($1, $2, $3, $4, '2022-01-01')`, [authorityId, idOf(`${person.name} as ${role}`), person.personId, role]);
    }
  }
  for (const { organisationId, name: legalName, kind, company, people } of Object.values(APPLICANTS)) {
    await writeOrganisation(owner, { organisationId, name: legalName, kind, company });
    for (const person of people) await writeMember(owner, organisationId, person);
  }
}

/** Somebody who acts for a provider of the older lists, once it has come over. */
export async function writeOlderMember(owner: pg.Client, organisationId: string): Promise<void> {
  await writeMember(owner, organisationId, { personId: idOf('Bea Holloway'), name: 'Bea Holloway', email: 'bea.holloway@sample.example', roles: ['applicant', 'account holder'] });
}

async function writePerson(owner: pg.Client, { personId, name, email }: SamplePersonRow): Promise<void> {
  await owner.query('insert into person (person_id, name, email, sample, email_confirmed_at) values ($1, $2, $3, true, now())', [personId, name, email]);
}

async function writeOrganisation(owner: pg.Client, { organisationId, name, kind, company }: { organisationId: string; name: string; kind: string; company: string | null }): Promise<void> {
  const identifiers = company === null ? {} : { company: { value: company, verified_via: null, verified_at: null } };
  await owner.query('insert into organisation (organisation_id, legal_name, kind, identifiers, address_private) values ($1, $2, $3, $4, $5)',
    [organisationId, name, kind, JSON.stringify(identifiers), kind === 'sole trader']);
}

async function writeMember(owner: pg.Client, organisationId: string, person: SamplePersonRow): Promise<void> {
  await writePerson(owner, person);
  for (const role of person.roles) {
    await owner.query(`insert into organisation_member (organisation_id, member_id, person_id, role, confirmed_at, from_day) values ($1, $2, $3, $4, '2022-01-01', '2022-01-01')`,
      [organisationId, idOf(`${person.name} as ${role} of ${organisationId}`), person.personId, role]);
  }
}
