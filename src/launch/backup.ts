import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Manifest, TableFile } from './backup-manifest.js';
import { BackupProblem, FORMAT, sha256OfFile, writeManifest } from './backup-manifest.js';
import type { Table } from './backup-tables.js';
import { migrationsOf, sequencesOf, tablesOf } from './backup-tables.js';

/** Where the exported roots lie, below the data folder and below a backup: a folder for each authority. */
const ROOTS = 'roots';

/** What to back up. */
export interface BackupAsked {
  readonly ownerUrl: string;
  /** Made when missing; must be empty. */
  readonly folder: string;
  readonly dataFolder: string;
  /** Told after each table. */
  readonly progress?: (done: number, all: number, table: string) => void;
}

/**
 * Writes everything that a service needs to stand up again, as it was at one instant, while it goes on serving: one read-only snapshot, table by
 * table. Keys and sessions are not in it. It needs no program of PostgreSQL's, so that it works where only Node is.
 * @throws {BackupProblem} where a person has to do something
 */
export async function backUp({ ownerUrl, folder, dataFolder, progress }: BackupAsked): Promise<Manifest> {
  await assertEmptyFolder(folder);
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'clerkwell backup' });
  await client.connect();
  try {
    await assertSeesEverything(client);
    await client.query('begin isolation level repeatable read read only');
    // A policy that hides a row would make a backup that looks whole: better an error.
    await client.query('set local row_security = off');
    const migrations = await migrationsOf(client);
    if (migrations.length === 0)
      throw new BackupProblem(
        'no-schema',
        'database',
        'The database holds no Clerkwell.',
        'Check which database DATABASE_URL names.',
      );
    await mkdir(path.join(folder, 'tables'), { recursive: true, mode: 0o700 });
    const tables = await tablesOf(client);
    const written: TableFile[] = [];
    for (const table of tables) {
      written.push(await writeTable(client, folder, table));
      progress?.(written.length, tables.length, table.name);
    }
    const facts = await factsOf(client);
    const sequences = await sequencesOf(client);
    await client.query('commit');
    const manifest: Manifest = {
      format: FORMAT,
      ...facts,
      migrations,
      tables: written,
      sequences,
      roots: await copyRoots(dataFolder, folder),
    };
    await writeManifest(folder, manifest);
    return manifest;
  } finally {
    await client.end();
  }
}

async function writeTable(client: pg.Client, folder: string, { name, columns }: Table): Promise<TableFile> {
  const file = `tables/${name.replaceAll('"', '')}.copy.gz`;
  const rows = client.query(
    copyTo(`copy ${name} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')}) to stdout`),
  );
  await pipeline(
    rows,
    createGzip({ level: 4 }),
    createWriteStream(path.join(folder, file), { mode: 0o600, flush: true }),
  );
  return { table: name, columns, rows: rows.rowCount, file, sha256: await sha256OfFile(path.join(folder, file)) };
}

async function factsOf(
  client: pg.Client,
): Promise<Pick<Manifest, 'madeAt' | 'postgres' | 'filesElsewhere' | 'pending'>> {
  const { rows } = await client.query<{
    at: Date;
    postgres: string;
    elsewhere: number;
    effects: number;
    messages: number;
  }>(
    `select now() as at, current_setting('server_version') as postgres,
       (select count(*)::int from file f where not exists (select 1 from file_chunk c where (c.owner_kind, c.owner_id, c.sha256) = (f.owner_kind, f.owner_id, f.sha256)) and f.size > 0) as elsewhere,
       (select count(*)::int from graphile_worker._private_jobs) as effects,
       (select count(*)::int from mail where state in ('queued', 'sending')) as messages`,
  );
  const [facts] = rows;
  if (!facts) throw new Error('PostgreSQL gave no answer.');
  return {
    madeAt: facts.at.toISOString(),
    postgres: facts.postgres,
    filesElsewhere: facts.elsewhere,
    pending: { effects: facts.effects, messages: facts.messages },
  };
}

async function copyRoots(dataFolder: string, folder: string): Promise<Manifest['roots']> {
  const from = path.join(dataFolder, ROOTS);
  const names = (await readdir(from, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(from, path.join(entry.parentPath, entry.name)))
    .sort();
  const roots: { file: string; sha256: string }[] = [];
  for (const name of names) {
    const file = [ROOTS, ...name.split(path.sep)].join('/');
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true, mode: 0o700 });
    await copyFile(path.join(from, name), path.join(folder, file));
    roots.push({ file, sha256: await sha256OfFile(path.join(folder, file)) });
  }
  return roots;
}

async function assertEmptyFolder(folder: string): Promise<void> {
  const there = await stat(folder).catch(() => null);
  if (!there) return;
  if (there.isDirectory() && (await readdir(folder)).length === 0) return;
  throw new BackupProblem(
    'not-empty',
    folder,
    `${folder} is not an empty folder.`,
    'Name one that does not exist yet: a backup never overwrites another one.',
  );
}

async function assertSeesEverything(client: pg.Client): Promise<void> {
  const {
    rows: [login],
  } = await client.query<{ name: string; sees: boolean }>(
    'select rolname as name, rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user',
  );
  if (login?.sees) return;
  throw new BackupProblem(
    'hidden-rows',
    'DATABASE_URL',
    `The login "${login?.name ?? ''}" may not read past row-level security, so a backup of its would miss rows.`,
    'Let it, for the backup: ALTER ROLE … BYPASSRLS by an administrator; or use the backups of the server itself.',
  );
}
