import pg from 'pg';
import { isLoopback } from '../settings.js';
import type { ListenSettings } from '../settings.js';

/** A start that must not happen, in a sentence with what to do. Ends with exit code 2. */
export class StartRefused extends Error {}

/** What a database holds: nothing yet, invented people, or an authority's own cases. */
export type DatabaseContent = 'empty' | 'sample' | 'own';

const CURE = 'Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET so that staff can sign in.';

/**
 * Without OpenID Connect anybody who reaches the service may act as any sample person. That is for a demonstration on one machine only.
 * @throws {StartRefused}
 */
export function assertSignInConfigured(listen: ListenSettings, content?: DatabaseContent): void {
  if (listen.openId) return;
  if (listen.production) throw new StartRefused(`This is a production start (NODE_ENV=production) without a sign-in. ${CURE}`);
  if (!isLoopback(listen.host)) throw new StartRefused(`HOST is ${listen.host}, which other machines can reach, and there is no sign-in. ${CURE} Or leave HOST out to try Clerkwell on this machine alone.`);
  if (content === 'own') throw new StartRefused(`The database holds an authority's own cases (it is not marked as sample data), and there is no sign-in. ${CURE}`);
}

/** @throws {StartRefused} when the database belongs to some other program */
export async function contentOf(ownerUrl: string): Promise<DatabaseContent> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ ours: boolean; others: number }>(
      `SELECT to_regclass('public.installation') IS NOT NULL AND to_regclass('public.authority') IS NOT NULL AS ours,
              (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration') AS others`);
    if (!tables[0]?.ours) {
      if (tables[0]?.others) throw new StartRefused(`The database "${client.database}" already holds ${tables[0].others} tables that are not Clerkwell's. Make an empty database for it, and name that in DATABASE_URL.`);
      return 'empty';
    }
    const { rows } = await client.query<{ sample: boolean; authorities: boolean }>('SELECT sample, EXISTS (SELECT FROM authority) AS authorities FROM installation');
    if (rows[0]?.sample) return 'sample';
    return rows[0]?.authorities ? 'own' : 'empty';
  } finally {
    await client.end();
  }
}
