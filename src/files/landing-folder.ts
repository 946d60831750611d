import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/**
 * Where uploads land until they are examined; a folder each, closed to other users of the machine (and one for each of them who runs a server). A killed process leaves
 * its folder: the sweeper takes it after a day.
 */
export const LANDING_FOLDER = path.join(os.tmpdir(), `clerkwell-uploads-${process.getuid?.() ?? 'server'}`);

/** Writes bytes to a file of their own there. Call `remove` when done. */
export async function landBytes(bytes: Uint8Array): Promise<{ path: string; remove: () => Promise<void> }> {
  const folder = path.join(LANDING_FOLDER, `${process.pid}-${randomBytes(12).toString('hex')}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, '1');
  await writeFile(file, bytes, { mode: 0o600 });
  return { path: file, remove: () => rm(folder, { recursive: true, force: true }) };
}
