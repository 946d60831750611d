import type { Command } from 'commander';
import { bringUp } from '../launch/bring-up.js';
import { migrate } from '../launch/migrate.js';
import { StartRefused } from '../launch/readiness.js';
import { SettingsProblem, readListenSettings } from '../settings.js';
import type { CliOut } from './out.js';

/** `serve` and `migrate`, for those who run the service themselves; `npm start` does both and all that comes before. */
export function registerServeCommands(program: Command, out: CliOut): void {
  program.command('serve').description('brings the database up to date and serves until it is told to stop').action(() => explained(out, serve));
  program.command('migrate').description('brings the database up to date, and makes the logins of the application and the worker').action(() =>
    explained(out, async () => {
      const { ran } = await migrate(ownerUrl(), { appUrl: process.env['APP_DATABASE_URL'], workerUrl: process.env['WORKER_DATABASE_URL'] });
      out.answer({ ran }, () => (ran.length === 0 ? 'The database was up to date.' : `Ran ${ran.length}:\n${ran.map((name) => `  ${name}`).join('\n')}`));
    }),
  );
}

/** Answers only when the service has stopped. */
async function serve(): Promise<void> {
  const asked = new Promise((resolve) => { for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve); });
  const running = await bringUp({ ownerUrl: ownerUrl(), listen: readListenSettings(process.env), environment: process.env, say: (line) => void process.stderr.write(`${line}\n`) });
  await asked;
  await running.stop();
}

function ownerUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new StartRefused('DATABASE_URL is not set. It names the PostgreSQL server, as postgres://user:password@host:5432/database; npm start runs one of its own.');
  return url;
}

async function explained(out: CliOut, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (fault) {
    const refused = fault instanceof StartRefused || fault instanceof SettingsProblem;
    const unreachable = (fault as NodeJS.ErrnoException).code === 'ECONNREFUSED';
    if (!refused && !unreachable) throw fault;
    out.badInput({ code: refused ? 'settings' : 'database', where: 'environment', message: refused ? (fault as Error).message : 'The database that DATABASE_URL names does not answer.', expected: 'The README lists every setting.' });
  }
}
