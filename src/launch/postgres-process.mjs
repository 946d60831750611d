/** The server as a process, known by its number. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Fast shutdown is done in well under a second; after this the server is told to drop everything (it recovers at the next start). */
const STOP_MS = 3_000;

/** Whether a process of that number lives; one of another user's does too (EPERM). */
export function isAlive(pid) {
  try {
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** After a restart of the machine another program may have the number. */
export function isPostgres(pid) {
  if (process.platform === 'win32') return true;
  const command = fs.existsSync(`/proc/${pid}/cmdline`) ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8') : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return /postgres/.test(command ?? '');
}

/** SIGINT is PostgreSQL's fast shutdown; SIGQUIT its immediate one. */
export async function stopServer(pid, child) {
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
