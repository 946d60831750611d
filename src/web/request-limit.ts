import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import { Problem } from './problem.js';

/**
 * At most so many requests a minute from one address; `Retry-After` is set by the library. Counted in memory: with several servers each counts its
 * own, which is enough against a runaway script (attacks are for the proxy in front).
 */
export function requestLimit(perMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    // A monitor must not be told that the service is ill because somebody else is busy.
    skip: (request) => request.path === '/health' || request.path === '/metrics',
    handler: (_request, response, next) => {
      const wait = response.getHeader('Retry-After');
      next(new Problem(429, { title: 'Too many requests', because: 'More requests came from your address than this service takes in a minute.', unblock: `Wait ${String(wait ?? 60)} seconds, then try again.` }));
    },
  });
}

/** For what sends a message or tries a secret: at most so many a quarter of an hour from one address. `what` is said to whoever goes over it: "More links were asked for". */
export function quarterHourLimit(limit: number, what: string): RequestHandler {
  return rateLimit({
    windowMs: 15 * 60_000, limit, standardHeaders: 'draft-7', legacyHeaders: false,
    handler: (_request, _response, next) => next(new Problem(429, { title: 'Too many tries', because: `${what} from your address than this service takes in a quarter of an hour.`, unblock: 'Wait 15 minutes, then try again.' })),
  });
}
