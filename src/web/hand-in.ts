import type { Readable } from 'node:stream';
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { LIMITS } from '../files/limits.js';
import { Problem } from './problem.js';

/** A file as a form handed it in. Not looked at yet: `src/files` sniffs, scans and keeps it. */
export interface HandedIn {
  /** The name of the form's field. */
  readonly field: string;
  /** The name the person's machine gave it. Anything may stand in it. */
  readonly name: string;
  /** What the person's machine said it was. */
  readonly declaredType: string;
  /** Empty when `tooLarge`. */
  readonly bytes: Buffer;
  /** As sent, also when too large. */
  readonly size: number;
  /** Larger than `LIMITS.maxBytes`, or one too many for a request: read and thrown away. Make it an error of its field. */
  readonly tooLarge: boolean;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Files of a multipart form; empty otherwise. Files that a person left empty do not appear. */
    handedIn?: HandedIn[];
  }
}

/** All files of one request together; memory is what holds them until they are kept. */
const TOGETHER = 3 * LIMITS.maxBytes;

/**
 * Reads a multipart form to its end. A file that is too large is thrown away while it comes in and marked, so that the page can say so beside
 * the field with everything else still filled in; only a request beyond `LIMITS.maxRequest` is refused as a whole.
 */
export function handIn(limits: { textBytes: number; fields: number }): RequestHandler {
  return (request, response, next) => {
    if (Number(request.headers['content-length'] ?? 0) > LIMITS.maxRequest) {
      response.set('Connection', 'close');
      return next(tooMuch());
    }
    const files: HandedIn[] = [];
    const parse = multer({ storage: intoMemory(files), defParamCharset: 'utf8', limits: { fieldSize: limits.textBytes, fields: limits.fields, parts: limits.fields + 100 } }).any();
    parse(request, response, (fault: unknown) => {
      if (fault) return next(explained(fault));
      request.handedIn = files.filter((file) => file.name !== '' || file.size > 0);
      request.body = grouped(request.body as Record<string, unknown>);
      next();
    });
  };
}

const tooMuch = () =>
  new Problem(413, { title: 'What you sent is too large', because: `A file may have ${LIMITS.maxBytes / 1024 / 1024} MB.`, unblock: 'Send a smaller file. Photographs and scans can be made smaller by the program that made them.' });

function intoMemory(files: HandedIn[]): multer.StorageEngine {
  let kept = 0;
  let sent = 0;
  return {
    _handleFile(_request: Request, file: Express.Multer.File & { stream: Readable }, done) {
      const chunks: Buffer[] = [];
      let size = 0;
      file.stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        sent += chunk.length;
        // Sent in chunks, a request does not say its length beforehand.
        if (sent > LIMITS.maxRequest) file.stream.destroy(tooMuch());
        if (size <= LIMITS.maxBytes && kept + size <= TOGETHER && files.length < LIMITS.maxFiles) chunks.push(chunk);
        else chunks.length = 0;
      });
      file.stream.on('error', (fault) => done(fault));
      file.stream.on('end', () => {
        const tooLarge = size > LIMITS.maxBytes || kept + size > TOGETHER || files.length >= LIMITS.maxFiles;
        if (!tooLarge) kept += size;
        files.push({ field: file.fieldname, name: file.originalname, declaredType: file.mimetype, size, tooLarge, bytes: tooLarge ? Buffer.alloc(0) : Buffer.concat(chunks) });
        done(null, {});
      });
    },
    _removeFile(_request, _file, done) {
      done(null);
    },
  };
}

/** Multer's own object has no prototype, which the rest of the product need not know about. */
const grouped = (body: Record<string, unknown> | undefined): Record<string, unknown> => ({ ...body });

function explained(fault: unknown): unknown {
  if (!(fault instanceof Error)) return fault;
  if (fault instanceof multer.MulterError && fault.code.startsWith('LIMIT_')) {
    return new Problem(413, { title: 'What you sent is too large', because: `${fault.field ? `The field "${fault.field}"` : 'The form'} holds more than this service takes.`, unblock: 'Shorten it, or send it as a file.' });
  }
  return new Problem(400, { title: 'We could not read what was sent', because: 'The form arrived incomplete; the connection may have broken off.', unblock: 'Send it again.' });
}
