import type { RequestHandler } from 'express';
import { Problem } from './problem.js';

/** An address that cannot be decoded, or that holds a NUL (PostgreSQL text cannot), is unreadable: 400, before anything looks at it. */
export const readableAddress: RequestHandler = (request, _response, next) => {
  try {
    if (decodeURIComponent(request.url.replaceAll('+', ' ')).includes('\0')) throw new URIError();
    next();
  } catch {
    next(new Problem(400, { title: 'This address cannot be read', because: 'It holds characters that an address cannot have.', unblock: 'Check the address, or start from My work.' }));
  }
};
