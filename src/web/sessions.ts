import pgSession from 'connect-pg-simple';
import type { RequestHandler } from 'express';
import session from 'express-session';
import pg from 'pg';
import type { Settings } from '../settings.js';

/** Long enough for a panel's day; a working session is renewed by use. */
const IDLE_MS = 9 * 60 * 60 * 1000;

/** Sessions in PostgreSQL (table web.web_session, which belongs to no authority), and a redirect that waits until the session is saved. */
export function sessions(settings: Settings): { handlers: RequestHandler[]; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: settings.appUrl, max: 5, idleTimeoutMillis: 30_000 });
  // A server that restarts drops idle connections; the pool makes new ones.
  pool.on('error', () => undefined);
  const Store = pgSession(session);
  const store = new Store({ pool, schemaName: 'web', tableName: 'web_session', pruneSessionInterval: 15 * 60, errorLog: () => undefined });
  const secure = settings.publicUrl.startsWith('https:');
  const handler = session({
    store,
    name: secure ? '__Host-clerkwell' : 'clerkwell',
    secret: settings.sessionSecret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: settings.trustedProxies > 0,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: IDLE_MS },
  });
  return { handlers: [handler, redirectAfterSaving], close: async () => { store.close(); await pool.end(); } };
}

/** A browser follows a redirect as soon as it has the header; without this the next page could read the session before it was written. */
const redirectAfterSaving: RequestHandler = (request, response, next) => {
  const redirect = response.redirect.bind(response) as (status: number, url: string) => void;
  response.redirect = (first: number | string, second?: number | string) => {
    const [status, url] = typeof first === 'number' ? [first, String(second)] : [typeof second === 'number' ? second : 302, first];
    if (!request.session) return redirect(status, url);
    request.session.save((fault: unknown) => (fault ? next(fault) : redirect(status, url)));
  };
  next();
};
