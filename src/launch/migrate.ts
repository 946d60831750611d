import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runMigrations as runQueueMigrations } from 'graphile-worker';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { APP_ROLE, WORKER_ROLE, ensureLogin, type Login } from './logins.js';

/** Any number will do, as long as every server that migrates the same database uses it. */
const MIGRATION_LOCK = 4_720_911;
const MIGRATIONS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../migrations');

/** Where the application and the worker connect, after `migrate`. */
export interface MigratedDatabase {
  appUrl: string;
  workerUrl: string;
  /** Names of the migrations that this call ran; empty when the database was up to date. */
  ran: string[];
}

/**
 * Brings a database up to date as its owner: the two logins (roles `clerkwell_app` and `clerkwell_worker`), the job queue's schema (which
 * the worker owns), then every class in `migrations/` in the order of its name. Several servers may call it at once: one works, the
 * others wait and find it done.
 * @param ownerUrl the owner's login, `postgres://…`
 * @param given `APP_DATABASE_URL` and `WORKER_DATABASE_URL` where an administrator made those logins
 * @param only the migrations to stop at, by name: a restore makes the schema as it was
 */
export async function migrate(ownerUrl: string, given: { appUrl?: string | undefined; workerUrl?: string | undefined } = {}, only?: readonly string[]): Promise<MigratedDatabase> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const app = await ensureLogin(owner, ownerUrl, APP_ROLE, given.appUrl);
    const worker = await ensureLogin(owner, ownerUrl, WORKER_ROLE, given.workerUrl);
    await installQueue(owner, worker);
    const ran = await runMigrations(ownerUrl, only);
    // FORCE row-level security holds an owner that is no superuser; a migration may have brought tables that its functions must reach.
    await owner.query(`DO $$ BEGIN IF to_regprocedure('owner_policies()') IS NOT NULL THEN PERFORM owner_policies(); END IF; END $$`);
    return { appUrl: app.url, workerUrl: worker.url, ran };
  } finally {
    await owner.end();
  }
}

/**
 * The queue's schema is made as its owner, the role of the worker, who may create in the database for just that long. Where an administrator's login
 * is a member of the role, it makes the schema in the role's name.
 */
async function installQueue(owner: pg.Client, worker: Login): Promise<void> {
  const database = owner.escapeIdentifier(owner.database ?? '');
  const asRole = new URL(worker.url);
  asRole.searchParams.set('options', `-c role=${WORKER_ROLE}`);
  await owner.query(`GRANT CREATE ON DATABASE ${database} TO ${WORKER_ROLE}`);
  try {
    await runQueueMigrations({ connectionString: asRole.href });
  } finally {
    await owner.query(`REVOKE CREATE ON DATABASE ${database} FROM ${WORKER_ROLE}`);
  }
}

/** The migrations that this version knows, in order. */
export async function migrationNames(): Promise<string[]> {
  return (await migrationClasses()).map(({ name }) => name);
}

async function runMigrations(ownerUrl: string, only: readonly string[] | undefined): Promise<string[]> {
  const migrations = (await migrationClasses()).filter(({ name }) => only?.includes(name) ?? true);
  const source = new DataSource({ type: 'postgres', url: ownerUrl, migrations, migrationsTableName: 'migration', migrationsTransactionMode: 'each' });
  await source.initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

/** Every class exported by a file in `migrations/`, by file name: TypeScript under the tests' transform, JavaScript once built. */
async function migrationClasses(): Promise<(new () => never)[]> {
  const names = fs.existsSync(MIGRATIONS) ? fs.readdirSync(MIGRATIONS).filter((name) => /^[^.]+\.(ts|js)$/.test(name)).sort() : [];
  const modules = await Promise.all(names.map((name) => import(pathToFileURL(path.join(MIGRATIONS, name)).href) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module).filter((value): value is new () => never => typeof value === 'function' && 'up' in (value.prototype as object)));
}
