import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { KnownActor } from '../../src/directory/directory.js';
import { asOwner, type TestDatabase } from '../database.js';

/** One maker per noun, sensible by default, overridable in a line. They write as the owner, as an installation does. */
export async function appSource(db: TestDatabase): Promise<DataSource> {
  return new DataSource({ type: 'postgres', url: db.appUrl }).initialize();
}

export async function authority(db: TestDatabase, name = 'Sample County Council'): Promise<string> {
  const id = newId();
  await asOwner(db.ownerUrl, (owner) => owner.query(`insert into authority (authority_id, name, slug, address, email) values ($1, $2, $3, '1 Sample Street', 'lists@sample.example')`, [id, name, id]));
  return id;
}

export async function person(db: TestDatabase, name: string, over: { email?: string; sample?: boolean } = {}): Promise<string> {
  const id = newId();
  await asOwner(db.ownerUrl, (owner) => owner.query('insert into person (person_id, name, email, sample) values ($1, $2, $3, $4)', [id, name, over.email ?? `${id}@sample.example`, over.sample ?? false]));
  return id;
}

export async function role(db: TestDatabase, authorityId: string, personId: string, name: string, over: { from?: string; until?: string | null } = {}): Promise<string> {
  const id = newId();
  await asOwner(db.ownerUrl, (owner) => scoped(owner, authorityId, 'insert into authority_role (authority_id, role_id, person_id, role, from_day, until_day) values ($1, $2, $3, $4, $5, $6)',
    [authorityId, id, personId, name, over.from ?? '2020-01-01', over.until ?? null]));
  return id;
}

export async function organisation(db: TestDatabase, name: string): Promise<string> {
  const id = newId();
  await asOwner(db.ownerUrl, (owner) => owner.query(`insert into organisation (organisation_id, legal_name, kind) values ($1, $2, 'company')`, [id, name]));
  return id;
}

export async function member(db: TestDatabase, organisationId: string, personId: string, over: { role?: string; confirmed?: boolean; until?: string | null } = {}): Promise<void> {
  await asOwner(db.ownerUrl, (owner) => owner.query(
    `insert into organisation_member (organisation_id, member_id, person_id, role, confirmed_at, from_day, until_day) values ($1, $2, $3, $4, $5, '2020-01-01', $6)`,
    [organisationId, newId(), personId, over.role ?? 'applicant', over.confirmed === false ? null : '2020-01-01', over.until ?? null]));
}

export function actor(personId: string, authorityId: string, roles: readonly string[], over: Partial<KnownActor> = {}): KnownActor {
  return { personId, name: 'Somebody', authorityId, organisationId: null, organisationName: null, roles, deputyFor: [], kind: 'staff', ...over };
}

/** An owner that is no superuser is held by FORCE ROW LEVEL SECURITY, so it sets the scope too. */
async function scoped(owner: { query(text: string, values?: unknown[]): Promise<unknown> }, authorityId: string, text: string, values: unknown[]): Promise<void> {
  await owner.query('begin');
  await owner.query(`select set_config('clerkwell.authority', $1, true)`, [authorityId]);
  await owner.query(text, values);
  await owner.query('commit');
}
