import type { Client } from 'pg';
import { v7 as newId } from 'uuid';
import type { FieldErrors } from './organisations.js';

/** An authority as it is made: its name and address stand on every letter. */
export interface AuthorityTold {
  readonly name: string;
  /** In addresses of pages and in commands: lower case letters, digits and hyphens. */
  readonly slug: string;
  readonly address: string;
  readonly email: string;
  readonly telephone: string | null;
  /** Nobody appoints themselves, so the first administrator is given the role by the installation. */
  readonly administrator: { readonly name: string; readonly email: string };
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Makes an authority with its first administrator, who gives everybody else their roles.
 * @param owner the owner's connection, in no transaction
 * @returns the authority's id, or what is wrong by field
 */
export async function addAuthority(owner: Client, told: AuthorityTold): Promise<{ ok: true; authorityId: string } | { ok: false; errors: FieldErrors }> {
  const errors = faults(told);
  if (errors.length > 0) return { ok: false, errors };
  const authorityId = newId();
  await owner.query('begin');
  try {
    // Two who add the same authority take turns; the second is told.
    await owner.query('lock table authority in share row exclusive mode');
    const { rows: [taken] } = await owner.query<{ name: string; slug: string }>('select name, slug from authority where slug = $1 or lower(name) = lower($2) limit 1', [told.slug, told.name]);
    if (taken) {
      await owner.query('rollback');
      return { ok: false, errors: [taken.slug === told.slug ? { field: 'slug', message: `The short name "${told.slug}" belongs to ${taken.name}.` } : { field: 'name', message: `${taken.name} is here already, as "${taken.slug}".` }] };
    }
    await owner.query('insert into authority (authority_id, name, slug, address, email, telephone) values ($1, $2, $3, $4, $5, $6)', [authorityId, told.name, told.slug, told.address, told.email, told.telephone]);
    await owner.query(`select set_config('clerkwell.authority', $1, true)`, [authorityId]);
    const { rows: [person] } = await owner.query<{ id: string }>('select person_with_email($1, $2, $3) as id', [newId(), told.administrator.name, told.administrator.email]);
    await owner.query(`insert into authority_role (authority_id, role_id, person_id, role, from_day) values ($1, $2, $3, 'administrator', london_day(engine_now()))`, [authorityId, newId(), person!.id]);
    await owner.query('commit');
    return { ok: true, authorityId };
  } catch (fault) {
    await owner.query('rollback').catch(() => undefined);
    throw fault;
  }
}

function faults({ name, slug, address, email, administrator }: AuthorityTold): FieldErrors {
  return [
    ...(name === '' || name.length > 200 ? [{ field: 'name', message: 'Give the authority’s name, in 200 characters or fewer.' }] : []),
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= 60 ? [] : [{ field: 'slug', message: `A short name has lower case letters, digits and hyphens, like kent; "${slug}" has not.` }]),
    ...(address === '' ? [{ field: 'address', message: 'Give the address that stands on letters.' }] : []),
    ...(EMAIL.test(email) ? [] : [{ field: 'email', message: `"${email}" is no e-mail address. Give the one that answers questions about letters.` }]),
    ...(administrator.name === '' || !EMAIL.test(administrator.email) ? [{ field: 'administrator', message: 'Give the first administrator as "Name <name@council.gov.uk>".' }] : []),
  ];
}
