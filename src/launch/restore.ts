import { createReadStream } from 'node:fs';
import { constants, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Manifest, TableFile } from './backup-manifest.js';
import { BackupProblem, assertUndamaged, readManifest } from './backup-manifest.js';
import { migrate, migrationNames } from './migrate.js';
import { tablesOf } from './backup-tables.js';

/** What to restore, and where to. */
export interface RestoreAsked {
  /** The owner's login on an empty database. */
  readonly ownerUrl: string;
  readonly folder: string;
  readonly dataFolder: string;
  readonly appUrl?: string | undefined;
  readonly workerUrl?: string | undefined;
  readonly progress?: (done: number, all: number, table: string) => void;
}

/**
 * Brings a backup back into an empty database. The schema is made as it was then, the rows are written in one transaction, and later migrations
 * run on them as they would have run in service. Nothing is written before the whole backup was read and found undamaged.
 * @throws {BackupProblem} where a person has to do something
 */
export async function restore(asked: RestoreAsked): Promise<{ manifest: Manifest; ran: string[] }> {
  const { ownerUrl, folder, dataFolder } = asked;
  const manifest = await readManifest(folder);
  await assertNotNewer(manifest);
  await assertUndamaged(folder, manifest);
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'clerkwell restore' });
  await client.connect();
  try {
    await assertEmptyDatabase(client);
    await migrate(ownerUrl, { appUrl: asked.appUrl, workerUrl: asked.workerUrl }, manifest.migrations);
    await client.query('begin');
    await writeRows(client, folder, manifest, asked.progress);
    for (const { sequence, last, called } of manifest.sequences)
      await client.query('select setval($1, $2, $3)', [sequence, last, called]);
    await client.query('commit');
    const { ran } = await migrate(ownerUrl, { appUrl: asked.appUrl, workerUrl: asked.workerUrl });
    await client.query('analyze');
    await restoreRoots(folder, dataFolder, manifest);
    return { manifest, ran };
  } finally {
    await client.end();
  }
}

/** As the owner, who may set row-level security and triggers aside for rows that passed both when they were first written. */
async function writeRows(
  client: pg.Client,
  folder: string,
  manifest: Manifest,
  progress: RestoreAsked['progress'],
): Promise<void> {
  const tables = await tablesOf(client);
  const files = new Map(manifest.tables.map((file) => [file.table, file]));
  const strange = [...files.keys()].filter((name) => !tables.some((table) => table.name === name));
  if (strange.length > 0)
    throw new BackupProblem(
      'other-schema',
      strange.join(', '),
      `The backup has tables that its migrations do not make: ${strange.join(', ')}.`,
      'Restore with the version of Clerkwell that made the backup.',
    );
  for (const { name, forced } of tables) {
    if (forced) await client.query(`alter table ${name} no force row level security`);
    await client.query(`alter table ${name} disable trigger user`);
  }
  // What is there now was written by migrations, and is in the backup as it became. Cascade: one-time links, which are empty, refer to people.
  await client.query(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`);
  let done = 0;
  for (const { name } of tables) {
    const file = files.get(name);
    if (file) await readTable(client, folder, file);
    done += 1;
    progress?.(done, tables.length, name);
  }
  // Constraints that wait for the end of the transaction would forbid altering the tables again.
  await client.query('set constraints all immediate');
  for (const { name, forced } of tables) {
    await client.query(`alter table ${name} enable trigger user`);
    if (forced) await client.query(`alter table ${name} force row level security`);
  }
}

async function readTable(client: pg.Client, folder: string, { table, columns, rows, file }: TableFile): Promise<void> {
  const into = client.query(
    copyFrom(`copy ${table} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')}) from stdin`),
  );
  await pipeline(createReadStream(path.join(folder, file)), createGunzip(), into);
  if (into.rowCount !== rows)
    throw new BackupProblem(
      'count',
      file,
      `${file} gave ${into.rowCount} rows and was written with ${rows}.`,
      'Take another copy of the backup. Nothing was restored: drop the database and make it anew.',
    );
}

/** Roots that are there already stay as they are: they are the witness. */
async function restoreRoots(folder: string, dataFolder: string, { roots }: Manifest): Promise<void> {
  for (const { file } of roots) {
    await mkdir(path.dirname(path.join(dataFolder, file)), { recursive: true });
    await copyFile(path.join(folder, file), path.join(dataFolder, file), constants.COPYFILE_EXCL).catch(
      (fault: NodeJS.ErrnoException) => {
        if (fault.code !== 'EEXIST') throw fault;
      },
    );
  }
}

async function assertNotNewer({ migrations }: Manifest): Promise<void> {
  const known = await migrationNames();
  const newer = migrations.filter((name) => !known.includes(name));
  if (newer.length === 0) return;
  throw new BackupProblem(
    'newer',
    'manifest.json',
    `The backup was made by a newer version of Clerkwell: this one does not know ${newer.join(', ')}.`,
    'Restore with that version or a later one.',
  );
}

async function assertEmptyDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%s.%s', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' limit 4`,
  );
  if (rows.length === 0) return;
  throw new BackupProblem(
    'not-empty',
    'database',
    `The database is not empty: it has ${rows.map(({ name }) => name).join(', ')}${rows.length === 4 ? ' and perhaps more' : ''}.`,
    'Make an empty one (CREATE DATABASE) and name it with --database. A restore never writes over anything.',
  );
}
