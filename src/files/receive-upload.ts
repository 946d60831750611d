import { rm } from 'node:fs/promises';
import multer from 'multer';
import type { Request, Response } from 'express';
import type { FieldError } from '../engine/answers.js';
import type { Scope } from '../engine/scope.js';
import { tooLarge } from './examine.js';
import type { StoredFile } from './file-key.js';
import type { Files } from './files.js';
import { Landing } from './landing.js';
import type { LandedFile } from './landing.js';

/** What a form with files brought. Whatever became of the files, everything typed is in `fields`, so the form can be shown again as it was. */
export interface Upload {
  /** Fields by name as the browser sent them: text, lists of text for repeated names, objects for bracketed names. */
  readonly fields: Record<string, unknown>;
  /** The files that were kept, with the name of the field that each came in. */
  readonly files: readonly (StoredFile & { readonly field: string })[];
  readonly errors: readonly FieldError[];
  /** 200 all well; 413 too large or too many; 422 not of a kind that is taken; 503 the store takes nothing just now; 400 unreadable. */
  readonly status: 200 | 400 | 413 | 422 | 503;
  /** For the log, where something of ours failed. */
  readonly fault?: unknown;
}

/** Characters of one text field. The longest answers are some pages; a megabyte is a whole book. */
const FIELD_BYTES = 1024 * 1024;

/**
 * Reads a multipart request to its end. Each file goes to disk piece by piece while it is hashed and counted (past the limit nothing more is written), then
 * examined, scanned and kept. Call it in the handler of the POST, before anything else reads the body; CSRF tokens in the body are in `fields`, so check
 * them after (`accept` runs between the reading and the keeping for exactly that).
 * @param accept throws when the request is not to be taken at all (a bad CSRF token): nothing is then kept
 * @throws {Error} when the sender hung up; there is nobody to answer
 */
export async function receiveUpload(
  request: Request,
  files: Files,
  scope: Scope,
  options: {
    readonly maxBytes?: number;
    readonly maxFiles?: number;
    readonly accept?: (fields: Record<string, unknown>) => void | Promise<void>;
  } = {},
): Promise<Upload> {
  const limits = {
    ...files.limits,
    ...(options.maxBytes && { maxBytes: options.maxBytes }),
    ...(options.maxFiles && { maxFiles: options.maxFiles }),
  };
  const landing = new Landing(limits);
  try {
    const unreadable = await read(request, landing, limits.maxRequest);
    const fields = (request.body ?? {}) as Record<string, unknown>;
    if (unreadable) return { fields, files: [], errors: [unreadable.error], status: unreadable.status };
    await options.accept?.(fields);
    return await keepAll(landing, files, scope, fields, limits);
  } finally {
    await rm(landing.folder, { recursive: true, force: true });
  }
}

async function keepAll(
  landing: Landing,
  files: Files,
  scope: Scope,
  fields: Record<string, unknown>,
  limits: { maxFiles: number; maxBytes: number } & Files['limits'],
): Promise<Upload> {
  const kept: (StoredFile & { field: string })[] = [];
  const errors: FieldError[] = [];
  let status: Upload['status'] = 200;
  let fault: unknown;
  const wrong = (file: LandedFile, message: string, code: Upload['status']) => {
    errors.push({ field: file.field, message });
    status = worse(status, code);
  };
  for (const file of landing.files) {
    if (file.fate === 'one too many')
      wrong(
        file,
        `The file “${file.name}” was not taken: at most ${limits.maxFiles} files can be sent at once. Send the others in a second step.`,
        413,
      );
    else if (file.fate === 'too large') wrong(file, `The file “${file.name}” ${tooLarge(limits)}`, 413);
    else {
      const answer = await files.keep(scope, file);
      if (answer.kept) kept.push({ ...answer.file, field: file.field });
      else {
        wrong(file, answer.because, answer.why === 'store' ? 503 : 422);
        fault ??= answer.fault;
      }
    }
  }
  return { fields, files: kept, errors, status, ...(fault !== undefined && { fault }) };
}

/** A store that takes nothing outweighs a file that is too large, which outweighs one of the wrong kind. */
function worse(a: Upload['status'], b: Upload['status']): Upload['status'] {
  return [503, 400, 413, 422, 200].find((code) => code === a || code === b) as Upload['status'];
}

interface Unreadable {
  readonly error: FieldError;
  readonly status: 400 | 413;
}

async function read(request: Request, landing: Landing, maxRequest: number): Promise<Unreadable | null> {
  const tooMuch: Unreadable = {
    error: {
      field: '',
      message: 'The files are far too large to be sent together. Send fewer at a time, or make them smaller.',
    },
    status: 413,
  };
  // Said before the first byte is read where the browser announced the size, as all do.
  if (Number(request.headers['content-length'] ?? 0) > maxRequest) return tooMuch;
  const receive = multer({
    storage: landing,
    defParamCharset: 'utf8',
    limits: { fieldSize: FIELD_BYTES, fields: 1_000, parts: 1_200, fieldNameSize: 200, headerPairs: 50 },
  }).any();
  let over = false;
  let heard = 0;
  request.on('data', (piece: Buffer) => {
    heard += piece.length;
    if (heard <= maxRequest || over) return;
    over = true;
    request.destroy();
  });
  try {
    await new Promise<void>((resolve, reject) => {
      receive(request, {} as Response, (fault: unknown) => (fault ? reject(fault as Error) : resolve()));
    });
    return null;
  } catch (fault) {
    if (over) return tooMuch;
    if (request.destroyed && !request.complete) throw fault;
    return { error: unreadable(fault), status: 400 };
  }
}

function unreadable(fault: unknown): FieldError {
  const code = fault instanceof multer.MulterError ? fault.code : '';
  const field = fault instanceof multer.MulterError ? (fault.field ?? '') : '';
  if (code === 'LIMIT_FIELD_VALUE')
    return { field, message: 'This answer is longer than a million characters. Shorten it, or attach it as a file.' };
  return { field, message: 'The form arrived damaged and could not be read. Go back and send it again.' };
}
