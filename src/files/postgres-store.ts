import type { DataSource } from 'typeorm';
import { inScope } from '../engine/scope.js';
import type { Scope, Sql } from '../engine/scope.js';
import type { FileKey } from './file-key.js';
import type { Bytes, FileStore } from './file-store.js';

/** 256 kB. Much smaller and a 20 MB file is hundreds of rows; much larger and each piece is copied through the driver's memory as hex, twice. */
const CHUNK = 256 * 1024;
/** Chunks read in one statement: 1 MB in memory for each reader. */
const READ_AT_ONCE = 4;

/** Keeps files in the table file_chunk: nothing to install, and a backup of the database is a backup of the files. */
export class PostgresStore implements FileStore {
  constructor(private readonly source: DataSource) {}

  async put(tx: Sql, key: FileKey, bytes: Bytes): Promise<void> {
    let n = 0;
    for await (const chunk of inChunks(bytes)) {
      await tx.query(
        `insert into file_chunk (owner_kind, owner_id, sha256, n, bytes) values ($1, $2, $3, $4, $5)
         on conflict do nothing`,
        [key.ownerKind, key.owner, key.sha256, n, chunk],
      );
      n += 1;
    }
  }

  async *get(scope: Scope, key: FileKey): AsyncIterable<Uint8Array> {
    for (let from = 0; ; from += READ_AT_ONCE) {
      const chunks = await inScope(this.source, scope, (tx) =>
        tx.query<{ bytes: Buffer }[]>(
          `select bytes from file_chunk where owner_kind = $1 and owner_id = $2 and sha256 = $3 and n >= $4 and n < $5 order by n`,
          [key.ownerKind, key.owner, key.sha256, from, from + READ_AT_ONCE],
        ),
      );
      if (from === 0 && chunks.length === 0) throw new Error(`The bytes of file ${key.sha256} are not in the store.`);
      for (const chunk of chunks) yield chunk.bytes;
      if (chunks.length < READ_AT_ONCE) return;
    }
  }

  /** The chunks went with their row (on delete cascade). */
  async remove(): Promise<void> {}
}

/** Cuts a stream of any piece size into chunks; the last is what is left. */
async function* inChunks(bytes: Bytes): AsyncIterable<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    held.push(piece);
    size += piece.length;
    while (size >= CHUNK) {
      const all = Buffer.concat(held, size);
      yield all.subarray(0, CHUNK);
      held = [all.subarray(CHUNK)];
      size -= CHUNK;
    }
  }
  if (size > 0) yield Buffer.concat(held, size);
}
