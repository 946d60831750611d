import net from 'node:net';
import { asOwner, emptyDatabase, testDatabase } from '../database.js';
import { folder, freePort, start } from './starting.js';

/** Each start gets a data folder of its own, so that none touches what a person has in `.data`. */
let data: ReturnType<typeof folder>;
beforeAll(() => { data = folder(); });
afterAll(() => data.remove());

async function refused(environment: Record<string, string>) {
  const starting = start({ DATA_FOLDER: data.path, PORT: String(await freePort()), ...environment });
  const { code } = await starting.exit;
  return { code, output: starting.output(), trace: /\n\s+at .*[/\\]/.test(starting.output()) };
}

describe('a start that cannot be', () => {
  it('a taken port is named, and another is proposed', async () => {
    const other = net.createServer();
    const port = await new Promise<number>((resolve) => other.listen(0, '127.0.0.1', () => resolve((other.address() as net.AddressInfo).port)));
    const { code, output, trace } = await refused({ PORT: String(port) });
    other.close();
    expect(output).toContain(`Port ${port} on 127.0.0.1 is taken by another program`);
    expect(output).toContain(`PORT=${port + 1}`);
    expect({ code, trace }).toEqual({ code: 2, trace: false });
  });

  it('a database that does not answer: what was tried, without the password', async () => {
    const port = await freePort();
    const { code, output, trace } = await refused({ DATABASE_URL: `postgres://clerk:very-secret@127.0.0.1:${port}/council` });
    expect(output).toContain(`host 127.0.0.1, port ${port}, database "council", user "clerk"`);
    expect(output).toContain('No server listens there');
    expect(output).not.toContain('very-secret');
    expect({ code, trace }).toEqual({ code: 2, trace: false });
  });

  it('a wrong password for the database is told as that', async () => {
    const database = await emptyDatabase();
    const url = new URL(database.ownerUrl);
    url.password = 'wrong';
    const { code, output, trace } = await refused({ DATABASE_URL: url.href });
    await database.drop();
    expect(output).toContain('The user or the password is wrong');
    expect({ code, trace }).toEqual({ code: 2, trace: false });
  });

  it('an address that is no address is told before anything is tried', async () => {
    const { code, output } = await refused({ DATABASE_URL: 'council-database' });
    expect(output).toContain('DATABASE_URL must look like postgres://');
    expect(code).toBe(2);
  });

  it('a setting that cannot be used is named, with what it may be', async () => {
    const { code, output, trace } = await refused({ PORT: 'three thousand' });
    expect(output).toContain('PORT must be a whole number from 1 to 65535; it is "three thousand".');
    expect({ code, trace }).toEqual({ code: 2, trace: false });
  });

  it('a production start without a sign-in is refused', async () => {
    const { code, output, trace } = await refused({ NODE_ENV: 'production' });
    expect(output).toContain('This is a production start (NODE_ENV=production) without a sign-in.');
    expect(output).toContain('OIDC_ISSUER');
    expect({ code, trace }).toEqual({ code: 2, trace: false });
  });

  it('a listener that other machines can reach is refused without a sign-in', async () => {
    const { code, output } = await refused({ HOST: '0.0.0.0' });
    expect(output).toContain('HOST is 0.0.0.0, which other machines can reach, and there is no sign-in.');
    expect(code).toBe(2);
  });

  it('a listener behind a proxy is refused without a sign-in: what comes through it comes from other machines', async () => {
    const { code, output } = await refused({ TRUSTED_PROXIES: '1' });
    expect(output).toContain('TRUSTED_PROXIES says that a proxy passes requests on to this listener, and there is no sign-in.');
    expect(code).toBe(2);
  });

  it('a database with an authority of its own is refused without a sign-in', async () => {
    const database = await testDatabase();
    await asOwner(database.ownerUrl, (owner) => owner.query(`INSERT INTO authority (authority_id, name, slug, address, email) VALUES (gen_random_uuid(), 'A county', 'county', 'County Hall', 'clerk@county.example')`));
    const { code, output } = await refused({ DATABASE_URL: database.ownerUrl });
    await database.drop();
    expect(output).toContain('not marked as sample data');
    expect(code).toBe(2);
  });

  it('a database of another program is left alone', async () => {
    const database = await emptyDatabase();
    await asOwner(database.ownerUrl, (owner) => owner.query('CREATE TABLE payroll (id int)'));
    const { code, output } = await refused({ DATABASE_URL: database.ownerUrl });
    const tables = await asOwner(database.ownerUrl, (owner) => owner.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`));
    await database.drop();
    expect(output).toContain("already holds 1 tables that are not Clerkwell's");
    expect(tables.rows).toEqual([{ tablename: 'payroll' }]);
    expect(code).toBe(2);
  });
});
