import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { Problem } from './problem.js';

export const TOKEN_FIELD = '_csrf';

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (request) => (request.body as Record<string, string> | undefined)?.[TOKEN_FIELD],
});

/** The token of this session; made, and the session with it, when first asked for. */
export const formToken = (request: Request): string => generateToken(request);

/**
 * A form counts only when this service made it for this session. The API takes no forms and no cookies from other sites (JSON needs a
 * preflight that is never answered), so it is asked for its origin only.
 */
export const ownFormsOnly: RequestHandler = (request, _response, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next();
  if (fromAnotherSite(request)) return next(new Problem(403, { title: 'This came from another site', because: 'Another website tried to do something here in your name. Nothing was done.', unblock: 'If you meant to do it, start from My work.' }));
  if (request.path.startsWith('/api/')) return next();
  if (isRequestValid(request)) return next();
  next(new Problem(403, {
    title: 'Your page was open for too long',
    because: 'The page was opened before you last signed in, or your session has ended, so nothing was saved.',
    unblock: 'What you entered is kept below. If you were signed out, sign in again in another tab first, then send it again from here.',
  }));
};

/** Browsers say where a request comes from; programs do not, and are not the danger here. */
export function fromAnotherSite(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}
