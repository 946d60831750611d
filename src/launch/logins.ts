import { createHmac } from 'node:crypto';
import pg from 'pg';

/** The role that pages and the API act as: owns nothing, cannot pass row-level security. Migrations grant to it by this name. */
export const APP_ROLE = 'clerkwell_app';
/** The role that deadlines and jobs run as; it owns the schema `graphile_worker`. */
export const WORKER_ROLE = 'clerkwell_worker';

/** A login that works: its user name and the address to connect with. */
export interface Login {
  user: string;
  url: string;
}

/**
 * Sees to it that a role exists and can sign in. With a given address that login is used and made a member of the role; without one the role
 * itself signs in, with a password worked out from the owner's (HMAC), so that several servers agree and nothing is stored.
 * @throws {Error} in plain words, when the login has powers that would pass row-level security, or no password can be worked out
 */
export async function ensureLogin(owner: pg.Client, ownerUrl: string, role: string, givenUrl?: string): Promise<Login> {
  const name = owner.escapeIdentifier(role);
  await retried(async () => {
    const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount === 0) await owner.query(`CREATE ROLE ${name} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`);
  });
  await joinRole(owner, role);
  const login = givenUrl ? await adopt(owner, role, givenUrl) : await ownLogin(owner, ownerUrl, role);
  await assertPowerless(owner, login.user);
  await assertAnswers(login);
  return login;
}

/**
 * An owner who is no superuser can give functions and schemas to a role only as its member. (The other way round, a login that is a member of the
 * owner, is refused below.)
 */
async function joinRole(owner: pg.Client, role: string): Promise<void> {
  const { rows } = await owner.query<{ member: boolean }>(`SELECT pg_has_role(current_user, $1, 'usage') AS member`, [role]);
  if (!rows[0]?.member) await retried(() => owner.query(`GRANT ${owner.escapeIdentifier(role)} TO CURRENT_USER`));
}

async function adopt(owner: pg.Client, role: string, givenUrl: string): Promise<Login> {
  const user = decodeURIComponent(new URL(givenUrl).username);
  if (user !== role) {
    const { rows } = await owner.query<{ member: boolean }>(`SELECT pg_has_role($1, $2, 'member') AS member`, [user, role]);
    if (!rows[0]?.member) await retried(() => owner.query(`GRANT ${owner.escapeIdentifier(role)} TO ${owner.escapeIdentifier(user)}`));
  }
  return { user, url: givenUrl };
}

async function ownLogin(owner: pg.Client, ownerUrl: string, role: string): Promise<Login> {
  const url = new URL(ownerUrl);
  const secret = decodeURIComponent(url.password) || process.env['PGPASSWORD'];
  if (!secret) {
    throw new Error(`DATABASE_URL has no password to work the login of ${role} out from. Give APP_DATABASE_URL and WORKER_DATABASE_URL as well.`);
  }
  const password = createHmac('sha256', secret).update(role).digest('base64url');
  url.username = role;
  url.password = password;
  const login = { user: role, url: url.href };
  if (await answers(login.url)) return login;
  // base64url has no quote or backslash, so the literal needs no escaping; ALTER ROLE takes no parameters.
  await retried(() => owner.query(`ALTER ROLE ${owner.escapeIdentifier(role)} LOGIN PASSWORD '${password}'`));
  return login;
}

async function assertPowerless(owner: pg.Client, user: string): Promise<void> {
  const { rows } = await owner.query<{ powerful: boolean; owner: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR rolcreaterole AS powerful, pg_has_role(rolname, current_user, 'member') AS owner FROM pg_roles WHERE rolname = $1`, [user]);
  const found = rows[0];
  if (!found) throw new Error(`The database has no login "${user}".`);
  if (found.powerful || found.owner) {
    throw new Error(`The database login "${user}" could pass row-level security (it is a superuser, may bypass it, may make roles, or is a member of the owner). Give it a login without those powers.`);
  }
}

async function assertAnswers(login: Login): Promise<void> {
  const client = new pg.Client({ connectionString: login.url });
  try {
    await client.connect();
  } catch (error) {
    throw new Error(`The database login "${login.user}" does not work: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  return client.connect().then(() => true, () => false).finally(() => client.end().catch(() => undefined));
}

/** Roles belong to the whole server while the migration lock belongs to one database: two databases migrated at once can still meet here. */
async function retried(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      const meeting = error instanceof pg.DatabaseError && (['23505', '42710'].includes(error.code ?? '') || /concurrently updated/.test(error.message));
      if (!meeting || tries === 5) throw error;
    }
  }
}
