import { existsSync } from 'node:fs';
import path from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { BackupProblem } from '../launch/backup-manifest.js';
import type { Manifest } from '../launch/backup-manifest.js';
import type { AuthorityVerdict } from '../engine/verify.js';
import type { CliOut, Finding } from './out.js';
import { findings, words as verdictWords } from './verify.commands.js';

/** `backup` and `restore`. Without `DATABASE_URL` both mean the database in the data folder. */
export function registerBackupCommands(program: Command, out: CliOut): void {
  program
    .command('backup')
    .description(
      'writes everything that the service needs to stand up again into a folder, while the service goes on; no keys and no sessions',
    )
    .requiredOption('--to <folder>', 'a folder that does not exist yet, or is empty')
    .action((options: { to: string }) =>
      explained(out, async () => {
        const { backUp } = await import('../launch/backup.js');
        const manifest = await withBar((progress) =>
          backUp({ ownerUrl: ownerUrl(undefined), folder: options.to, dataFolder: dataFolder(), progress }),
        );
        const notes =
          manifest.filesElsewhere === 0
            ? []
            : [
                {
                  code: 'files-elsewhere',
                  severity: 'note' as const,
                  where: 'files',
                  source: null,
                  expected: 'Back up that store as well.',
                  message: `The bytes of ${manifest.filesElsewhere} files are kept in another store and are not in this backup.`,
                },
              ];
        out.answer(
          { folder: options.to, ...summary(manifest) },
          () => `Backed up to ${options.to}: ${words(manifest)}`,
          notes,
        );
      }),
    );
  program
    .command('restore')
    .description('brings a backup back into an empty database, and verifies it')
    .requiredOption('--from <folder>', 'what `backup` wrote')
    .option(
      '--database <url>',
      'an empty database, as postgres://user:password@host:5432/database; DATABASE_URL when left out',
    )
    .action((options: { from: string; database?: string }) =>
      explained(out, async () => {
        const { restore } = await import('../launch/restore.js');
        const target = ownerUrl(options.database);
        const { manifest, ran } = await withBar((progress) =>
          restore({
            ownerUrl: target,
            folder: options.from,
            dataFolder: dataFolder(),
            progress,
            // Logins that an administrator made belong to the database that DATABASE_URL names.
            ...(options.database === undefined
              ? { appUrl: process.env['APP_DATABASE_URL'], workerUrl: process.env['WORKER_DATABASE_URL'] }
              : {}),
          }),
        );
        const { effects, messages } = manifest.pending;
        const later =
          effects + messages === 0
            ? ''
            : `\n${effects} effects and ${messages} messages were waiting when the backup was made; they go out when the service starts.`;
        const verdicts = await verified(
          target,
          options.database === undefined ? process.env['APP_DATABASE_URL'] : undefined,
        );
        const found = [...verdicts.flatMap(findings), ...(keyIsThere() || manifest.roots.length === 0 ? [] : [NO_KEY])];
        out.answer(
          { ...summary(manifest), migrationsRun: ran, verdicts },
          () => `Restored ${words(manifest)}${later}\n\n${verdicts.map(verdictWords).join('\n\n')}`,
          found,
        );
      }),
    );
}

/** Keys are not in a backup. Without the one that signed them, the roots that came back say nothing. */
const NO_KEY: Finding = {
  code: 'no-root-key',
  severity: 'warning',
  where: 'root.key',
  source: null,
  message: 'The signed roots of the log were restored and could not be checked: the key that signed them is not here.',
  expected: 'Put root.key into the data folder, or set ROOT_KEY, and run clerkwell verify.',
};
const keyIsThere = (): boolean =>
  Boolean(process.env['ROOT_KEY']?.trim()) || existsSync(path.join(dataFolder(), 'root.key'));

/** Every case played from its log, in the database that was just written. */
async function verified(target: string, appUrl: string | undefined): Promise<AuthorityVerdict[]> {
  const [{ withAppDatabase }, { Verifier }, { Registry }, { procedures }, { readKeys }] = await Promise.all([
    import('../launch/app-database.js'),
    import('../engine/verify.js'),
    import('../engine/registry.js'),
    import('../procedures.js'),
    import('../launch/keys.js'),
  ]);
  const settings = keyIsThere()
    ? { key: readKeys(target, dataFolder(), process.env).rootKey, folder: path.join(dataFolder(), 'roots') }
    : { key: '', folder: path.join(dataFolder(), 'no roots') };
  return withAppDatabase(target, appUrl, (source) => new Verifier(source, new Registry(procedures)).verify(settings));
}

function summary(manifest: Manifest): object {
  return {
    madeAt: manifest.madeAt,
    tables: manifest.tables.length,
    rows: rowsOf(manifest),
    roots: manifest.roots.length,
    pending: manifest.pending,
    lastMigration: manifest.migrations.at(-1),
  };
}
const rowsOf = ({ tables }: Manifest): number => tables.reduce((sum, { rows }) => sum + rows, 0);
const words = (manifest: Manifest): string =>
  `${rowsOf(manifest)} rows in ${manifest.tables.length} tables and ${manifest.roots.length} signed roots, as at ${manifest.madeAt}.`;

function ownerUrl(given: string | undefined): string {
  const url = given ?? process.env['DATABASE_URL'];
  if (!url)
    throw new BackupProblem(
      'no-database',
      'DATABASE_URL',
      'DATABASE_URL is not set.',
      'Name the PostgreSQL server, or use npm run -s clerkwell, which knows the one in the data folder.',
    );
  return url;
}
const dataFolder = (): string => process.env['DATA_FOLDER']?.trim() || '.data';

/** The bar goes to standard error: the answer alone is on standard output. */
async function withBar<T>(
  work: (progress: (done: number, all: number, table: string) => void) => Promise<T>,
): Promise<T> {
  const bar = new SingleBar({
    format: '{bar} {value} of {total} tables {table}',
    hideCursor: true,
    noTTYOutput: false,
    clearOnComplete: true,
    stream: process.stderr,
  });
  try {
    return await work((done, all, table) => {
      if (done === 1) bar.start(all, 0, { table });
      bar.update(done, { table });
    });
  } finally {
    bar.stop();
  }
}

async function explained(out: CliOut, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    if (fault instanceof BackupProblem)
      return out.badInput({ code: fault.code, where: fault.where, message: fault.message, expected: fault.cure });
    const code = (fault as NodeJS.ErrnoException).code;
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000') {
      return out.badInput({
        code: 'database',
        where: 'database',
        message: `The database cannot be used: ${(fault as Error).message || code}.`,
        expected: 'Check the address, the login and that the database exists.',
      });
    }
    throw fault;
  }
}
