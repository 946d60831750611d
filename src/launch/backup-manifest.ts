import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Changed when a backup of before could not be read any more. */
export const FORMAT = 1;
const FILE = 'manifest.json';

/** One table of a backup: PostgreSQL's own COPY text, compressed. */
export interface TableFile {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Below the backup's folder. */
  readonly file: string;
  /** Of the file as it lies there, lower-case hexadecimal. */
  readonly sha256: string;
}

/** What a backup is. Written last: a folder without it is not a backup. */
export interface Manifest {
  readonly format: number;
  /** The database's clock, ISO 8601. */
  readonly madeAt: string;
  readonly postgres: string;
  /** The schema, as the migrations that made it, in order. */
  readonly migrations: readonly string[];
  readonly tables: readonly TableFile[];
  readonly sequences: readonly { readonly sequence: string; readonly last: string; readonly called: boolean }[];
  /** The exported roots of the log, which vouch for it from outside the database. */
  readonly roots: readonly { readonly file: string; readonly sha256: string }[];
  /** Files whose bytes are not in the database: their store has a backup of its own. */
  readonly filesElsewhere: number;
  /** Effects that were still to be performed, and messages that were still to leave. */
  readonly pending: { readonly effects: number; readonly messages: number };
}

/** Something that a person has to mend before a backup or a restore can be made. */
export class BackupProblem extends Error {
  constructor(
    readonly code: string,
    readonly where: string,
    message: string,
    readonly cure: string,
  ) {
    super(message);
  }
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(path.join(folder, FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
}

/** @throws {BackupProblem} when the folder holds no backup that this version can read */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, FILE), 'utf8').catch(() => null);
  if (text === null)
    throw new BackupProblem(
      'no-backup',
      folder,
      `There is no backup in ${folder}: it has no ${FILE}, which is written last.`,
      'Name the folder that `clerkwell backup --to` filled, or take one that was finished.',
    );
  let manifest: Partial<Manifest>;
  try {
    manifest = JSON.parse(text) as Partial<Manifest>;
  } catch (fault) {
    throw new BackupProblem(
      'damaged',
      FILE,
      `${FILE} is damaged: ${(fault as Error).message}.`,
      'Take another copy of the backup.',
    );
  }
  if (manifest.format !== FORMAT || !manifest.tables || !manifest.migrations) {
    throw new BackupProblem(
      'other-format',
      FILE,
      `The backup has format ${String(manifest.format)}; this version reads format ${FORMAT}.`,
      'Restore with the version of Clerkwell that made the backup.',
    );
  }
  return manifest as Manifest;
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Reads every byte of a backup before anything is written. @throws {BackupProblem} naming every file that is missing or not as it was written */
export async function assertUndamaged(folder: string, manifest: Manifest): Promise<void> {
  const damaged: string[] = [];
  for (const { file, sha256 } of [...manifest.tables, ...manifest.roots]) {
    const found = await sha256OfFile(path.join(folder, file)).catch(() => null);
    if (found === null) damaged.push(`${file} is missing`);
    else if (found !== sha256) damaged.push(`${file} is not as it was written`);
  }
  if (damaged.length > 0)
    throw new BackupProblem(
      'damaged',
      folder,
      `The backup is damaged: ${damaged.join('; ')}.`,
      'Take another copy of the backup. Nothing was restored.',
    );
}
