import type { Scope } from '../engine/scope.js';

/** Whose file, and which bytes. A file belongs to who uploaded it: an authority, or a provider organisation (for whichever authority). */
export interface FileKey {
  readonly ownerKind: 'authority' | 'organisation';
  /** The authority's or organisation's id. */
  readonly owner: string;
  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** How far the virus scanner vouches for a file; shown wherever the file is. */
export type ScanState = 'not scanned' | 'clean' | 'infected' | 'unsure';

/** A file as it was handed in. The answer of an upload, and what an event's input carries. */
export interface StoredFile extends FileKey {
  /** The cleaned name under which it was handed in now. */
  readonly name: string;
  /** What the bytes are, by their own signature. */
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly scan: ScanState;
  /** Sentences for the person: accepted, but something about it may trouble the reader. */
  readonly warnings: readonly string[];
}

/** The key that a file of these bytes has when somebody in this scope uploads it. */
export function ownKey(scope: Scope, sha256: string): FileKey {
  return scope.organisation === null
    ? { ownerKind: 'authority', owner: scope.authority, sha256 }
    : { ownerKind: 'organisation', owner: scope.organisation, sha256 };
}

/** A file on this machine's disk that is about to be kept. */
export interface LocalFile {
  readonly path: string;
  readonly sha256: string;
  readonly size: number;
  /** Cleaned. */
  readonly name: string;
  /** What the sender said it was. */
  readonly declaredType: string;
}
