import type { Readable } from 'node:stream';
import { openPromise } from 'yauzl';
import type { FileLimits } from './limits.js';

/** What is wrong with a packed document: a clause that follows "The file “x” ". Null when nothing is. */
export type PackedProblem = string | null;

/**
 * Unpacks a zip archive to nowhere and counts. Sizes written in the archive are not believed: a bomb lies about them. Archives inside it are not opened,
 * nothing is written, and entries that overlap (many names for the same packed bytes) count each time.
 */
export async function checkPacked(path: string, limits: FileLimits): Promise<PackedProblem> {
  let archive;
  try {
    archive = await openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: false,
      strictFileNames: false,
    });
  } catch {
    return 'is damaged and cannot be opened. Open it in the program that made it, save it again, and choose the new file.';
  }
  try {
    const TOO_MUCH =
      'unpacks to far more than a document needs, so it was not opened. Save the document again, or send it as a PDF.';
    if (archive.entryCount > limits.maxEntries) return TOO_MUCH;
    let entries = 0;
    let unpacked = 0;
    for await (const entry of archive.eachEntry()) {
      entries += 1;
      if (entries > limits.maxEntries) return TOO_MUCH;
      if (entry.isEncrypted()) return 'is locked with a password. Take the password off and choose it again.';
      if (/(^|\/)vbaProject\.bin$/i.test(entry.fileName) || /^Basic\/.+\/script-lb\.xml$/.test(entry.fileName)) {
        return 'has macros in it. Save it without macros, or as a PDF, and choose it again.';
      }
      if (entry.fileName.endsWith('/')) continue;
      let size = 0;
      const stream: Readable = await archive.openReadStreamPromise(entry);
      try {
        for await (const piece of stream) {
          size += (piece as Buffer).length;
          unpacked += (piece as Buffer).length;
          if (unpacked > limits.maxUnpacked) return TOO_MUCH;
          if (size > 1024 * 1024 && size > entry.compressedSize * limits.maxRatio) return TOO_MUCH;
        }
      } finally {
        stream.destroy();
      }
    }
    return null;
  } catch {
    return 'is damaged and cannot be opened. Open it in the program that made it, save it again, and choose the new file.';
  } finally {
    archive.close();
  }
}
