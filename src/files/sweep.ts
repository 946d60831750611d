import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import type { FileKey } from './file-key.js';
import type { FileStore } from './file-store.js';
import { LANDING_FOLDER } from './landing-folder.js';

/** Hours that an uploaded file waits for its event. Shorter and a form left open over lunch loses its files; longer and we keep what nobody gave us. */
const WAIT_HOURS = 24;
/** Files removed in one statement: a store elsewhere is told of each. */
const AT_ONCE = 500;

/**
 * Removes files that no event came to refer to and no draft keeps, and what killed processes left on this machine's disk. Safe to run on several
 * servers at once, and beside uploads and commits: a commit that links a file, an upload of the same bytes and this sweep take turns on its row.
 * @param worker the worker's connection: it works across authorities and sees only files that nothing refers to
 * @returns how many files went
 */
export async function sweepOrphans(worker: DataSource, store: FileStore, hours = WAIT_HOURS): Promise<number> {
  let swept = 0;
  for (let gone = AT_ONCE; gone === AT_ONCE; swept += gone) {
    gone = await worker.transaction(async (tx) => {
      const [keys] = await tx.query<[FileKey[], number]>(ORPHANS, [hours, AT_ONCE]);
      // The bytes go while the rows are locked: afterwards they might be those of a new upload.
      for (const key of keys) await store.remove(key);
      return keys.length;
    });
  }
  await sweepLanding(hours);
  return swept;
}

const ORPHANS = `
  delete from file f using (
    select owner_kind, owner_id, sha256 from file
    where linked_at is null and uploaded_at < clock_timestamp() - $1 * interval '1 hour' and coalesce(kept_until < clock_timestamp(), true)
    limit $2 for update skip locked) o
  where f.owner_kind = o.owner_kind and f.owner_id = o.owner_id and f.sha256 = o.sha256
  returning f.owner_kind "ownerKind", f.owner_id owner, f.sha256`;

async function sweepLanding(hours: number): Promise<void> {
  for (const name of await readdir(LANDING_FOLDER).catch(() => [])) {
    const folder = path.join(LANDING_FOLDER, name);
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }));
    if (mtimeMs < Date.now() - hours * 3_600_000) await rm(folder, { recursive: true, force: true });
  }
}
