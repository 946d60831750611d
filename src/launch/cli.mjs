/**
 * `npm run -s clerkwell -- …`: installs and builds when something changed, sees to a database for the commands that need one, and hands over to the
 * command line itself. `node dist/src/cli.js …` does the same for the commands that need no database, without looking whether anything changed.
 */
import path from 'node:path';
import { ROOT, build } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { onStop, stopNow } from './stopping.mjs';

const WITH_DATABASE = new Set(['migrate', 'seed', 'import', 'export', 'verify', 'rehearse', 'backup', 'restore', 'root', 'clock']);
// Answers go to standard output alone, so that `--json` can be read by a program.
const say = (line) => console.error(line);

const asked = process.argv.slice(2).find((word) => !word.startsWith('-'));
const asksHelp = process.argv.includes('--help') || process.argv.includes('-h');

try {
  if (asked === 'serve' && !asksHelp) await import('./start.mjs');
  else await run(asked);
} catch (error) {
  console.error(error?.constructor?.name === 'LaunchProblem' ? error.message : error);
  process.exitCode = 2;
}

async function run(command) {
  await installIfNeeded(say);
  await build();
  let stopping;
  if (WITH_DATABASE.has(command) && !asksHelp && !process.env.DATABASE_URL) {
    stopping = onStop();
    const { startPostgres } = await import('./postgres.mjs');
    const server = await startPostgres(path.resolve(ROOT, process.env.DATA_FOLDER ?? '.data'), { say, onSpawn: (stop) => stopping.add('PostgreSQL', stop) });
    stopping.add('PostgreSQL', server.stop);
    process.env.DATABASE_URL = server.url;
  }
  process.argv[1] = path.join(ROOT, 'dist/src/cli.js');
  const finished = new Promise((resolve) => process.once('beforeExit', resolve));
  await import('../../dist/src/cli.js');
  if (stopping) {
    await finished;
    await stopNow(process.exitCode ?? 0);
  }
}
