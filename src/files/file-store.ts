import type { Scope, Sql } from '../engine/scope.js';
import type { FileKey } from './file-key.js';

/** Bytes in order, of any piece size: a Node stream is one, and so is an array with one buffer. */
export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Where the bytes of files are kept. Rows say what there is and who may see it; the store only keeps and gives back.
 * `put` runs inside the transaction that writes the row, so a store that keeps its bytes in the database writes both or neither.
 * Putting the same key again is harmless: the key is the hash of the bytes.
 */
export interface FileStore {
  /** @param size bytes in all @throws whatever stopped the store from taking them */
  put(tx: Sql, key: FileKey, bytes: Bytes, size: number): Promise<void>;
  /** Gives the bytes back in order. Holds no connection between pieces, so a slow reader holds nobody up. @throws when they are not there */
  get(scope: Scope, key: FileKey): AsyncIterable<Uint8Array>;
  /** Removes the bytes after their row is gone. Removing what is not there is no error. */
  remove(key: FileKey): Promise<void>;
}

/** Injection token of the store that is set up. */
export const FILE_STORE = Symbol('where files are kept');
