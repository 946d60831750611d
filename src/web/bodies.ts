import express from 'express';
import type { Request, RequestHandler } from 'express';
import { Problem } from './problem.js';
import { handIn } from './hand-in.js';

/** A long report typed into a form is about 200 kB. */
const TEXT_BYTES = 2 * 1024 * 1024;
/** An application of ten lots has about 600 fields. */
const FIELDS = 5_000;

const forApi = (request: Request) => request.path.startsWith('/api/');
const hasBody = (request: Request) => request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/**
 * Reads what was sent: forms on pages, JSON (or the bytes of one file) below /api. What is too large is 413, an unknown kind 415, what cannot be parsed 400.
 * JSON on pages and forms on the API are not read at all: that is what keeps another site's form away from the API.
 */
export function bodies(): RequestHandler[] {
  const json = express.json({ limit: TEXT_BYTES, type: ['application/json', 'application/*+json'], strict: true });
  const bytes = express.raw({ limit: TEXT_BYTES * 10, type: 'application/octet-stream' });
  const form = express.urlencoded({ limit: TEXT_BYTES, extended: true, parameterLimit: FIELDS });
  const files = handIn({ textBytes: TEXT_BYTES, fields: FIELDS });
  const read: RequestHandler = (request, response, next) => {
    if (!hasBody(request)) {
      request.body ??= {};
      return next();
    }
    if (forApi(request)) {
      if (request.is(['application/json', 'application/*+json'])) return json(request, response, next);
      if (request.is('application/octet-stream')) return bytes(request, response, next);
      return next(new Problem(415, { title: 'Unsupported content type', because: 'This address reads application/json.', unblock: 'Send the header Content-Type: application/json.' }));
    }
    if (request.is('application/x-www-form-urlencoded')) return form(request, response, next);
    if (request.is('multipart/form-data')) return files(request, response, next);
    return next(new Problem(415, { title: 'This kind of content is not taken here', because: 'Pages read forms only.', unblock: 'Use the form on the page; programs use /api.' }));
  };
  return [read, withoutNul];
}

/**
 * PostgreSQL text cannot hold a NUL, and nobody types one: it comes from a paste out of a broken document. On a form it is dropped, so that
 * nothing else that was typed is lost; a program is told.
 */
const withoutNul: RequestHandler = (request, _response, next) => {
  if (Buffer.isBuffer(request.body)) return next();
  const where: string[] = [];
  const cleaned = strip(request.body, '', where, 0);
  if (where.length > 0 && forApi(request)) {
    return next(new Problem(400, { title: 'The request holds a NUL character', because: `The value of ${where.join(', ')} holds the character U+0000, which text cannot have.`, unblock: 'Remove it and send again.' }));
  }
  request.body = cleaned;
  next();
};

function strip(value: unknown, path: string, where: string[], depth: number): unknown {
  if (depth > 32) throw new Problem(400, { title: 'We could not read what was sent', because: 'The values are nested more than 32 deep.' });
  if (typeof value === 'string') {
    if (!value.includes('\0')) return value;
    where.push(path || 'the body');
    return value.replaceAll('\0', '');
  }
  if (Array.isArray(value)) return value.map((one, index) => strip(one, `${path}[${index}]`, where, depth + 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.replaceAll('\0', ''), strip(one, path ? `${path}.${key}` : key, where, depth + 1)]));
}
