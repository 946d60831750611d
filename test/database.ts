import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of a test's own, made from the migrated template. */
export interface TestDatabase {
  name: string;
  /** The owner's login: superuser on the built-in server, so row-level security does not hold it. For set-up and for looking. */
  ownerUrl: string;
  /** The login of pages and the API. */
  appUrl: string;
  /** The login of deadlines and jobs. */
  workerUrl: string;
  /** Ends every connection and removes the database. */
  drop(): Promise<void>;
}

interface TestServer {
  ownerUrl: string;
  appUrl: string;
  workerUrl: string;
  template: string;
}

/** Makes a fresh database (about 50 ms) on the server that `global-setup.mjs` started. Call `drop()` in `afterAll`. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = testServer();
  const name = `clerkwell_test_${randomBytes(6).toString('hex')}`;
  await asOwner(server.ownerUrl, (owner) => copyTemplate(owner, name, server.template));
  return {
    name,
    ownerUrl: onDatabase(server.ownerUrl, name),
    appUrl: onDatabase(server.appUrl, name),
    workerUrl: onDatabase(server.workerUrl, name),
    drop: () => asOwner(server.ownerUrl, (owner) => owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)).then(() => undefined),
  };
}

/** An empty database without a migration, for tests of migrating itself. */
export async function emptyDatabase(): Promise<Pick<TestDatabase, 'name' | 'ownerUrl' | 'drop'>> {
  const { ownerUrl } = testServer();
  const name = `clerkwell_empty_${randomBytes(6).toString('hex')}`;
  await asOwner(ownerUrl, (owner) => owner.query(`CREATE DATABASE ${name}`));
  return { name, ownerUrl: onDatabase(ownerUrl, name), drop: () => asOwner(ownerUrl, (owner) => owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)).then(() => undefined) };
}

/** Runs one piece of work on a connection that is closed whatever happens. */
export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function testServer(): TestServer {
  const described = process.env['CLERKWELL_TEST_SERVER'];
  if (!described) throw new Error('No test server: run the tests through Jest with test/jest.config.mjs.');
  return JSON.parse(described) as TestServer;
}

/** PostgreSQL copies a template only while nobody else does; two workers that meet take turns. */
async function copyTemplate(owner: pg.Client, name: string, template: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await owner.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      return;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== '55006' || tries === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function onDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
