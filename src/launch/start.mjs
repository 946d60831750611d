/**
 * `npm start`: from a fresh clone with nothing but Node and git to a service that answers. Each step is one line below; what a person
 * can put right is said in a sentence and ends with exit code 2, anything else is a fault and keeps its trace.
 *
 *   node src/launch/start.mjs            once
 *   node src/launch/start.mjs --watch    builds and starts again when a source changes
 */
import path from 'node:path';
import { ROOT, build } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { assertPortFree } from './port.mjs';
import { isStopping, onStop, stopNow } from './stopping.mjs';

const say = (line) => console.log(line);

async function start() {
  assertNode();
  process.chdir(ROOT);
  const stopping = onStop();
  await installIfNeeded(say);
  const { changed } = await build();
  if (changed > 0) say(`Built ${changed} file${changed === 1 ? '' : 's'}.`);

  const { readListenSettings } = await import('../../dist/src/settings.js');
  const listen = readListenSettings(process.env);
  await assertPortFree(listen.host, listen.port);
  const { assertSignInConfigured } = await import('../../dist/src/launch/readiness.js');
  assertSignInConfigured(listen);

  const ownerUrl = await databaseServer(listen, stopping);
  if (process.argv.includes('--watch')) {
    const { watch } = await import('./watch.mjs');
    return watch(ownerUrl, stopping);
  }
  const { bringUp } = await import('../../dist/src/launch/bring-up.js');
  const running = await bringUp({ ownerUrl, listen, environment: process.env, say });
  stopping.add('the service', running.stop);
}

/** The server that DATABASE_URL names, or one of our own. */
async function databaseServer(listen, stopping) {
  if (process.env.DATABASE_URL) {
    const { assertDatabaseAnswers } = await import('./database.mjs');
    await assertDatabaseAnswers(process.env.DATABASE_URL);
    return process.env.DATABASE_URL;
  }
  const { startPostgres } = await import('./postgres.mjs');
  // Known to the stopping as soon as it is spawned: Ctrl-C while it starts must not leave it behind.
  const onSpawn = (stop) => stopping.add('PostgreSQL', stop);
  const server = await startPostgres(path.resolve(listen.dataFolder), { say, onSpawn });
  stopping.add('PostgreSQL', server.stop);
  return server.url;
}

function assertNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Clerkwell needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(2);
}

/** Sentences for what a person can put right; the trace for what only we can. */
async function explain(error) {
  if (isStopping()) return;
  const known = ['LaunchProblem', 'SettingsProblem', 'StartRefused'].includes(error?.constructor?.name);
  console.error(known ? error.message : error);
  await stopNow(known ? 2 : 1);
}

start().catch(explain);
