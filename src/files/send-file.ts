import { pipeline } from 'node:stream/promises';
import { create as contentDisposition } from 'content-disposition';
import type { Response } from 'express';
import type { OpenedFile } from './files.js';
import { endingOf } from './file-name.js';
import { kindOf } from './kinds.js';

/**
 * Sends a file as a download. What people upload is never shown inside our pages' origin: it is always an attachment, its type is not guessed, and should a
 * browser open it all the same it runs in a sandbox without scripts. The answer is not cached where others could find it.
 */
export async function sendFile(response: Response, file: OpenedFile): Promise<void> {
  response.status(200).set({
    'Content-Type': file.mediaType,
    'Content-Length': String(file.size),
    'Content-Disposition': contentDisposition(nameWithEnding(file)),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  await pipeline(file.bytes, response);
}

/** A name without an ending gets that of what the file is, so that the computer knows what to open it with. */
function nameWithEnding(file: OpenedFile): string {
  const kind = kindOf(file.mediaType);
  return endingOf(file.name) === '' && kind ? `${file.name}.${kind.endings[0]}` : file.name;
}
