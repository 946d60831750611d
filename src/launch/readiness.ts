import pg from 'pg';
import { signInConfigured } from '../directory/sign-in/ways-in.js';
import type { ListenSettings } from '../settings.js';

/** A start that must not happen, in a sentence with what to do. Ends with exit code 2. */
export class StartRefused extends Error {}

/** What a database holds: nothing yet, invented people, or an authority's own cases. */
export type DatabaseContent = 'empty' | 'sample' | 'own';

/**
 * Asked before there is a database, and again when it is known what it holds. One that is empty is filled with the sample where there is no sign-in.
 * @throws {StartRefused} where staff would have no way to sign in that is safe
 */
export function assertSignInConfigured(listen: ListenSettings, content: DatabaseContent = 'empty'): void {
  const answer = signInConfigured(listen, { sample: content !== 'own' });
  if (!answer.ok) throw new StartRefused(`${answer.because} ${answer.unblock}`);
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
