import { open, stat } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { endingOf } from './file-name.js';
import { TAKEN, kindNamed, kindOf } from './kinds.js';
import type { Kind } from './kinds.js';
import { sizeInWords } from './limits.js';
import type { FileLimits } from './limits.js';
import { checkPacked } from './unpack.js';

/** What the bytes of a file are; or why the file is not taken, as a sentence for the person who chose it. */
export type Examined =
  | { readonly taken: true; readonly mediaType: string; readonly warnings: readonly string[] }
  | { readonly taken: false; readonly because: string };

/**
 * Looks at the bytes, never at the name alone: an allow list of kinds, each known by its own signature; packed documents counted while unpacking;
 * a name that promises another kind is refused, because whoever opens it later is the one deceived.
 * @param path the file on disk @param name its cleaned name, for the sentence
 */
export async function examine(path: string, name: string, limits: FileLimits): Promise<Examined> {
  const refused = (clause: string): Examined => ({ taken: false, because: `The file “${name}” ${clause}` });
  const { size } = await stat(path);
  if (size === 0) return refused('is empty. Check that it opens on your computer and choose it again.');
  if (size > limits.maxBytes) return refused(tooLarge(limits));

  const start = await bytesAt(path, 0, 8192);
  // Counted before anything else opens it.
  if (start.subarray(0, 4).equals(ZIP)) {
    const problem = await checkPacked(path, limits);
    if (problem !== null) return refused(problem);
  }
  const promised = kindNamed(endingOf(name));
  const found = await sniff(path, start, size, promised);
  if (found === 'locked') return refused('is locked with a password. Take the password off and choose it again.');
  if (found === 'unknown') {
    return promised
      ? refused(
          `is not ${promised.words}, although its name says so. Open it in the program that made it, save it as ${promised.words}, and choose the new file.`,
        )
      : refused(`is of a kind that is not taken. Choose a ${TAKEN}.`);
  }
  const kind = kindOf(found);
  if (!kind) return refused(`is of a kind that is not taken (${found}). Choose a ${TAKEN}.`);
  const ending = endingOf(name);
  const fits = ending === '' || kind === promised || (kind.family !== undefined && kind.family === promised?.family);
  if (!fits)
    return refused(
      `is ${kind.words}, but its name ends in “.${ending}”. Give it its own ending (.${kind.endings[0]}) and choose it again.`,
    );
  return {
    taken: true,
    mediaType: kind.mediaType,
    warnings: kind.mediaType === 'application/pdf' ? await pdfWarnings(path, name, size) : [],
  };
}

/** The clause for a file over the limit. */
export function tooLarge(limits: FileLimits): string {
  return `is larger than ${sizeInWords(limits.maxBytes)}. Make it smaller (for example by scanning at a lower resolution), or send it in parts.`;
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Compound File Binary: old Office, Outlook messages, and new Office under a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

async function sniff(path: string, start: Buffer, size: number, promised: Kind | undefined): Promise<string> {
  if (start.subarray(0, 8).equals(COMPOUND)) return compound(path, size);
  // Acrobat takes a PDF whose signature stands anywhere in the first kilobyte; scanners write such files.
  if (start.subarray(0, 1024).includes('%PDF-')) return 'application/pdf';
  const type = await fileTypeFromFile(path).catch(() => undefined);
  if (type) return type.mime === 'image/heif' ? 'image/heic' : type.mime;
  return promised?.family === 'text' && (await isText(path)) ? textKind(start, promised) : 'unknown';
}

/** Streams inside a compound file are named in UTF-16; an Outlook message and a locked document each have one of their own. */
async function compound(path: string, size: number): Promise<string> {
  const all = await bytesAt(path, 0, size);
  if (all.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return 'locked';
  if (all.includes(Buffer.from('__properties_version1.0', 'utf16le'))) return 'application/vnd.ms-outlook';
  return 'an old Office format';
}

/** Text has no NUL and no control characters but tab, line ends and form feed. UTF-8 and Windows-1252 both pass. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    for await (const piece of file.createReadStream({ autoClose: false })) {
      for (const byte of piece as Buffer) {
        if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) return false;
      }
    }
    return true;
  } finally {
    await file.close();
  }
}

function textKind(start: Buffer, promised: Kind): string {
  const looksLikeMail = /^(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}/.test(
    start.toString('latin1').replace(/^From .*\r?\n/, ''),
  );
  if (promised.mediaType === 'message/rfc822') return looksLikeMail ? promised.mediaType : 'unknown';
  return promised.mediaType;
}

/** A PDF may be kept and still trouble its reader: that is said now, while the sender is there to mend it. */
async function pdfWarnings(path: string, name: string, size: number): Promise<string[]> {
  const all = await bytesAt(path, 0, size);
  const end = all.subarray(Math.max(0, size - 4096)).toString('latin1');
  if (!/startxref\s+\d+/.test(end))
    return [
      `“${name}” seems to be damaged or cut short, and may not open. Check it on your computer, and send it again if need be.`,
    ];
  // The trailer's dictionary is never compressed, so the reference to the encryption stands in the clear.
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(all.toString('latin1')))
    return [`“${name}” is protected with a password or restrictions, and may not open for its readers.`];
  return [];
}

async function bytesAt(path: string, from: number, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
