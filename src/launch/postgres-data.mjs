/** The data folder: made whole or not at all, and what is found of an earlier one. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { identity } from './postgres-place.mjs';
import { isAlive } from './postgres-process.mjs';
import { LaunchProblem } from './problem.mjs';

/** The user that owns the database, and the database's name. */
export const OWNER = 'clerkwell';
export const FILE_MODE = 0o600;

/** @returns {{ password?: string, port?: number, startedBy?: number } | undefined} nothing where the file is missing or unreadable */
export function readSettings(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

export function writeSettings(file, settings) {
  fs.writeFileSync(`${file}.new`, JSON.stringify(settings), { mode: FILE_MODE });
  fs.renameSync(`${file}.new`, file);
}

/** What a killed first start leaves: half-made folders go; a data folder without its heart is put aside, never deleted. */
export function clearLeftovers(home, data, note) {
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

/** @throws {LaunchProblem} where another major version of PostgreSQL made the data */
export function checkVersion(data, place) {
  const had = fs.readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  const version = spawnSync(path.join(place.binaries, 'bin', 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' }).stdout ?? '';
  const has = /\b(\d+)[.\d]*/.exec(version)?.[1];
  if (has && had !== has) throw new LaunchProblem(`The data in ${data} were made by PostgreSQL ${had}; this version brings PostgreSQL ${has}. Restore a backup into an empty folder, or name a PostgreSQL ${had} server in DATABASE_URL.`);
}

/** `initdb` into a folder beside the final one, then a rename: a data folder is whole or not there. */
export function initialise(place, data, password, account) {
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

/** In single-user mode, where no password is asked. */
export function resetPassword(place, data, password, account) {
  const done = spawnSync(path.join(place.binaries, 'bin', 'postgres'), ['--single', '-D', data, 'postgres'],
    { cwd: '/', encoding: 'utf8', input: `ALTER ROLE ${OWNER} PASSWORD '${password}'\n`, ...identity(account) });
  if (done.status !== 0) throw new LaunchProblem(`The password of the PostgreSQL in ${data} is lost and could not be set anew.\n${(done.stderr ?? '').trim()}`);
}
