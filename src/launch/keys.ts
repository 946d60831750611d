import { createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** The two keys of a start. */
export interface Keys {
  sessionSecret: string;
  rootKey: string;
}

/**
 * The key of session cookies is given (SESSION_SECRET) or worked out from the owner's password, so that several servers agree. The key that signs
 * the log's daily root is given (ROOT_KEY) or kept in a file of the data folder: it must not be in the database that it vouches for.
 */
export function readKeys(ownerUrl: string, dataFolder: string, environment: Readonly<Record<string, string | undefined>>): Keys {
  const password = decodeURIComponent(new URL(ownerUrl).password) || environment['PGPASSWORD'] || '';
  const sessionSecret = environment['SESSION_SECRET']?.trim() || (password ? createHmac('sha256', password).update('session').digest('base64url') : keptIn(path.join(dataFolder, 'session.key')));
  return { sessionSecret, rootKey: environment['ROOT_KEY']?.trim() || keptIn(path.join(dataFolder, 'root.key')) };
}

/** Made once. `wx` lets only one of two starts write it; the other reads what was written. */
function keptIn(file: string): string {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  try {
    fs.writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
  }
  return fs.readFileSync(file, 'utf8').trim();
}
