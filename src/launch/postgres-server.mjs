/** The running server: found, started, asked. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FILE_MODE, OWNER, readSettings } from './postgres-data.mjs';
import { identity } from './postgres-place.mjs';
import { isAlive, isPostgres, stopServer } from './postgres-process.mjs';
import { LaunchProblem } from './problem.mjs';

/** A first start may have to recover after a power cut; longer than this and something else is wrong. */
const START_MS = 30_000;

/** The server that already uses the data folder, if one does and it answers; one that does not answer is stopped. */
export async function findRunning(data, settingsFile) {
  const pidFile = path.join(data, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return undefined;
  const lines = fs.readFileSync(pidFile, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  const settings = readSettings(settingsFile);
  // After a restart of the machine another program may have the number: it counts only if it is a PostgreSQL and it answers.
  if (isAlive(pid) && isPostgres(pid)) {
    for (let tries = 0; tries < 50; tries += 1) {
      if (settings?.password && (await answers({ ...settings, port }))) return { pid, settings: { ...settings, port } };
      if (!isAlive(pid)) break;
      await sleep(100);
    }
    if (isAlive(pid)) await stopServer(pid);
  }
  fs.rmSync(pidFile, { force: true });
  return undefined;
}

/** The port of last time if it is free (links in other tools keep working), else any. */
export async function freePort(wanted) {
  const tryPort = (port) => new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1' }, () => {
      const { port: got } = probe.address();
      probe.close(() => resolve(got));
    });
  });
  return (wanted && (await tryPort(wanted))) || tryPort(0);
}

/**
 * Starts the server and waits until it takes connections.
 * @throws {LaunchProblem} with the end of its log
 */
export async function run(place, data, port, account, { durable = true, onSpawn }) {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'log_min_messages=warning',
    'timezone=UTC', ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'])];
  const log = fs.openSync(path.join(place.folder, 'postgres.log'), 'a', FILE_MODE);
  // Its own process group: Ctrl-C in the terminal reaches the application, which stops the server last.
  const child = spawn(path.join(place.binaries, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { cwd: '/', detached: true, stdio: ['ignore', log, log], ...identity(account) });
  fs.closeSync(log);
  let ended;
  child.on('error', (error) => { ended = error.message; });
  child.on('exit', (code, signal) => { ended = `it ended with ${signal ?? `code ${code}`}`; });
  child.unref();
  onSpawn?.(() => stopServer(child.pid, child));
  const until = Date.now() + START_MS;
  while (Date.now() < until && ended === undefined) {
    if (isReady(data)) return child;
    await sleep(25);
  }
  if (ended === undefined) await stopServer(child.pid, child);
  throw new LaunchProblem(`PostgreSQL did not start in ${data}: ${ended ?? `no answer within ${START_MS / 1000} seconds`}.\n${tail(path.join(place.folder, 'postgres.log'))}`);
}

export async function makeDatabase(settings) {
  await withClient({ ...settings, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [OWNER]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${OWNER}`);
  });
}

/** The owner's login on the database. */
export const ownerUrl = ({ password, port }) => `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${OWNER}`;

/** The eighth line of postmaster.pid is the server's own word that it takes connections. */
function isReady(data) {
  try {
    return fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

const answers = (settings) => withClient({ ...settings, database: 'postgres' }, () => true).catch(() => false);

async function withClient({ password, port, database }, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ host: '127.0.0.1', port, user: OWNER, password, database, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function tail(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n');
  } catch {
    return '';
  }
}
