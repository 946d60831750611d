import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { openPromise, type Entry as Packed, type ZipFile } from 'yauzl';
import { canonical } from '../engine/canonical.js';
import type { LogLine } from '../engine/story.js';
import { isSignedBy } from './bundle-key.js';
import { LOG, MANIFEST, SIGNATURE, type Manifest } from './manifest.js';

/** What is wrong with a bundle, and what would help. */
export interface BundleProblem {
  readonly code: 'not a bundle' | 'wrong key' | 'wrong target' | 'changed' | 'not playable' | 'imported already' | 'provider not known' | 'file refused';
  readonly because: string;
  readonly unblock: string;
}
/** A bundle whose every byte is what its sender signed, unpacked into a folder. */
export interface ReadBundle {
  readonly manifest: Manifest;
  /** SHA-256 of the signed list. */
  readonly listHash: string;
  readonly key: string;
  readonly log: readonly LogLine[];
  /** Where an entry of the list was unpacked to. */
  readonly at: (entry: string) => string;
}

/** The list and the log are read into memory; a case with a hundred thousand entries stays far below. */
const MOST_LIST = 200 * 1024 * 1024;
/** All of a bundle together: a disk is not filled by a file that unpacks without end. */
const MOST = 20 * 1024 * 1024 * 1024;

const problem = (code: BundleProblem['code'], because: string, unblock: string): { problem: BundleProblem } => ({ problem: { code, because, unblock } });
const CHANGED = 'Ask the sender to make the bundle again, and to hand it over in another way.';
const NO_BUNDLE = 'Choose the file that the other authority made with “Move the case to another authority”.';

/**
 * Unpacks a bundle into an empty folder and checks it: that it was signed with the key that the sender told, that it holds what its list says and nothing else.
 * Nothing of it is believed before its signature is.
 * @param keys the public keys that are trusted: the sender's as it told it by another way, and this installation's own
 */
export async function readBundle(file: string, keys: readonly string[], folder: string): Promise<{ bundle: ReadBundle } | { problem: BundleProblem }> {
  let archive: ZipFile;
  try {
    archive = await openPromise(file, { lazyEntries: true, autoClose: false });
  } catch {
    return problem('not a bundle', 'This file is no bundle, or it was cut off.', NO_BUNDLE);
  }
  try {
    return await unpack(archive, keys, folder);
  } catch {
    return problem('changed', 'The bundle is damaged: a part of it cannot be unpacked.', CHANGED);
  } finally {
    archive.close();
  }
}

async function unpack(archive: ZipFile, keys: readonly string[], folder: string): Promise<{ bundle: ReadBundle } | { problem: BundleProblem }> {
  const packed = new Map<string, Packed>();
  for await (const entry of archive.eachEntry()) {
    if (packed.has(entry.fileName)) return problem('changed', `The bundle has two parts called ${entry.fileName}.`, CHANGED);
    packed.set(entry.fileName, entry);
  }
  const [list, sealed] = [packed.get(MANIFEST), packed.get(SIGNATURE)];
  if (!list || !sealed) return problem('not a bundle', 'This file has no signed list, so it is no bundle.', NO_BUNDLE);
  const listed = await bytesOf(archive, list, MOST_LIST);
  const { key, signature } = JSON.parse((await bytesOf(archive, sealed, 10_000)).toString('utf8')) as { key: string; signature: string };
  if (typeof key !== 'string' || !keys.includes(key)) return problem('wrong key', 'The bundle is not signed with the key that you were told, nor by this installation.', 'Ask the sender for its key by another way than the file, and compare.');
  if (typeof signature !== 'string' || !isSignedBy(key, listed, signature)) return problem('changed', 'The signature does not fit the list of the bundle: the list was changed after it was signed.', CHANGED);

  const manifest = JSON.parse(listed.toString('utf8')) as Manifest;
  if (manifest.format !== 'clerkwell-bundle/1') return problem('not playable', `This version does not know bundles of the kind ${String(manifest.format)}.`, 'Bring this installation up to date first.');
  if (canonical(manifest) !== listed.toString('utf8')) return problem('changed', 'The list of the bundle is not written as a list is.', CHANGED);
  const named = new Set([MANIFEST, SIGNATURE, ...manifest.entries.map((each) => each.path)]);
  const extra = [...packed.keys()].find((name) => !named.has(name));
  if (extra !== undefined) return problem('changed', `The bundle has a part that its list does not name: ${extra}.`, CHANGED);
  if (manifest.entries.reduce((sum, { size }) => sum + size, 0) > MOST) return problem('not playable', 'The bundle unpacks to more than 20 GB.', 'Ask the sender what is in it.');

  await mkdir(folder, { recursive: true, mode: 0o700 });
  // By number: a name in an archive is never a path on this machine.
  const at = (entry: string): string => path.join(folder, String(manifest.entries.findIndex((each) => each.path === entry)));
  for (const entry of manifest.entries) {
    const found = packed.get(entry.path);
    if (!found) return problem('changed', `The bundle lacks a part that its list names: ${entry.path}.`, CHANGED);
    const { sha256, size } = await unpackTo(archive, found, at(entry.path), entry.size);
    if (sha256 !== entry.sha256 || size !== entry.size) return problem('changed', `A part of the bundle was changed: ${entry.path}.`, CHANGED);
  }
  if (!manifest.entries.some((each) => each.path === LOG)) return problem('changed', 'The bundle has no log.', CHANGED);
  const log = (await readFile(at(LOG), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line) as LogLine);
  return { bundle: { manifest, listHash: createHash('sha256').update(listed).digest('hex'), key, log, at } };
}

async function bytesOf(archive: ZipFile, entry: Packed, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of await archive.openReadStreamPromise(entry)) {
    size += (piece as Buffer).length;
    if (size > most) throw new Error(`${entry.fileName} is larger than it can be.`);
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

/** Sizes written in an archive are not believed: it ends where the list says that it ends. */
async function unpackTo(archive: ZipFile, entry: Packed, to: string, most: number): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform(piece: Buffer, _encoding, next) {
      size += piece.length;
      hash.update(piece);
      next(size > most ? new Error(`${entry.fileName} is larger than its list says.`) : null, piece);
    },
  });
  await pipeline(await archive.openReadStreamPromise(entry), counted, createWriteStream(to, { mode: 0o600 }));
  return { sha256: hash.digest('hex'), size };
}
