import { DataSource } from 'typeorm';
import pg from 'pg';
import { APP_ROLE, ensureLogin } from './logins.js';

/**
 * The database as the application sees it, without the application: for commands that read or bring in cases and serve nothing.
 * @param ownerUrl the owner's login; the application's own is worked out from it where it is not given
 * @param work gets the connections and the application's login
 */
export async function withAppDatabase<T>(ownerUrl: string, givenUrl: string | undefined, work: (source: DataSource, url: string) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { url } = await ensureLogin(owner, ownerUrl, APP_ROLE, givenUrl).finally(() => owner.end());
  const source = await new DataSource({ type: 'postgres', url, poolSize: 4, applicationName: 'clerkwell command' }).initialize();
  try {
    return await work(source, url);
  } finally {
    await source.destroy();
  }
}
