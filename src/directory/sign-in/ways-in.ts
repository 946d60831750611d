import type { Request } from 'express';
import { isLoopback, type Settings } from '../../settings.js';

type SignInSettings = Pick<Settings, 'openId' | 'host' | 'production' | 'trustedProxies'>;

/**
 * Whether a start has a way for staff to sign in that is safe where it listens. A start without one is refused.
 * @param installation whether the database is marked sample
 */
export function signInConfigured(settings: SignInSettings, installation: { sample: boolean }): { ok: true } | { ok: false; because: string; unblock: string } {
  if (settings.openId) return { ok: true };
  const unblock = 'Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET to your identity provider’s.';
  if (settings.production) return { ok: false, because: 'This is a production start (NODE_ENV=production) without a sign-in.', unblock };
  if (!installation.sample) return { ok: false, because: 'The database is not marked as sample data and no sign-in for staff is configured: anybody could sign in as anybody.', unblock };
  if (!isLoopback(settings.host)) return { ok: false, because: `HOST is ${settings.host}, which other machines can reach, and there is no sign-in. Anybody could sign in as any sample person.`, unblock: `Leave HOST out to try Clerkwell on this machine alone. Or: ${unblock}` };
  if (settings.trustedProxies > 0) return { ok: false, because: 'TRUSTED_PROXIES says that a proxy passes requests on to this listener, and there is no sign-in. Anybody could sign in as any sample person.', unblock: `Set TRUSTED_PROXIES to 0. Or: ${unblock}` };
  return { ok: true };
}

/**
 * Whether this request may sign in as a sample person, and whether such a session still counts. Asked on every request, because a database may
 * be served otherwise tomorrow. A request that came through a proxy, or by another name than this machine's own (a page elsewhere may point
 * its own name here), is not from this machine.
 */
export function sampleSignInAllowed(settings: SignInSettings, installation: { sample: boolean }, request: Request): boolean {
  if (settings.openId || !signInConfigured(settings, installation).ok) return false;
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded'] ?? request.headers['x-forwarded-host'];
  return forwarded === undefined && isLoopback((request.headers.host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'));
}
