import pg from 'pg';
import { migrate } from '../../src/launch/migrate.js';
import { asOwner, emptyDatabase, testDatabase } from '../database.js';

describe('the database roles', () => {
  it('the app and the worker sign in as themselves, without the owner\'s powers', async () => {
    const database = await testDatabase();
    for (const [url, role] of [[database.appUrl, 'clerkwell_app'], [database.workerUrl, 'clerkwell_worker']] as const) {
      const found = await asOwner(url, (client) => client.query(
        `SELECT session_user AS who, rolsuper, rolbypassrls, pg_has_role(session_user, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'member') AS member
           FROM pg_roles WHERE rolname = session_user`));
      expect(found.rows[0]).toEqual({ who: role, rolsuper: false, rolbypassrls: false, member: false });
    }
    await database.drop();
  });

  it('the worker owns the queue and can no longer create schemas', async () => {
    const database = await testDatabase();
    const owner = await asOwner(database.ownerUrl, (client) => client.query(`SELECT nspowner::regrole::text AS owner FROM pg_namespace WHERE nspname = 'graphile_worker'`));
    expect(owner.rows[0]).toEqual({ owner: 'clerkwell_worker' });
    await expect(asOwner(database.workerUrl, (client) => client.query('CREATE SCHEMA elsewhere'))).rejects.toThrow(/permission denied/);
    await database.drop();
  });

  it('two servers that migrate one empty database at once both find it whole', async () => {
    const database = await emptyDatabase();
    const both = await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl)]);
    expect(both[0].appUrl).toBe(both[1].appUrl);
    const again = await migrate(database.ownerUrl);
    expect(again.ran).toEqual([]);
    await database.drop();
  });

  it('a login that could pass row-level security is refused', async () => {
    const database = await emptyDatabase();
    await asOwner(database.ownerUrl, (client) => client.query(`CREATE ROLE too_powerful LOGIN BYPASSRLS PASSWORD 'powerful'`));
    const url = new URL(database.ownerUrl);
    url.username = 'too_powerful';
    url.password = 'powerful';
    await expect(migrate(database.ownerUrl, { appUrl: url.href })).rejects.toThrow(/could pass row-level security/);
    await database.drop();
    await asOwner(database.ownerUrl.replace(database.name, 'postgres'), (client) => client.query('REVOKE clerkwell_app FROM too_powerful; DROP ROLE too_powerful'));
  });

  it('a login made by the administrator is used as given, as a member of the role', async () => {
    const database = await emptyDatabase();
    await asOwner(database.ownerUrl, (client) => client.query(`CREATE ROLE county_app LOGIN PASSWORD 'county'`));
    const url = new URL(database.ownerUrl);
    url.username = 'county_app';
    url.password = 'county';
    const migrated = await migrate(database.ownerUrl, { appUrl: url.href });
    expect(migrated.appUrl).toBe(url.href);
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    const member = await client.query(`SELECT pg_has_role('county_app', 'clerkwell_app', 'usage') AS member`);
    await client.end();
    expect(member.rows[0]).toEqual({ member: true });
    await database.drop();
    await asOwner(database.ownerUrl.replace(database.name, 'postgres'), (owner) => owner.query('DROP ROLE county_app'));
  });
});
