import pg from 'pg';

/** Held from looking at a database until it is whole, so that of several servers that start at once one does the work and the others wait. */
const START_LOCK = 4_720_912;

/** Stands as the database's comment while the sample is loaded into it: a load that was cut off is known by it. */
const LOADING = 'Clerkwell: the sample authority is being loaded';

/** Runs the work alone among all starts on this database. */
export async function aloneOn<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  // A server that stops meanwhile is told by the statement that fails.
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [START_LOCK]);
    return await work(owner);
  } finally {
    await owner.end().catch(() => undefined);
  }
}

/** Marks the database while the sample goes in. A fault leaves the mark. */
export async function whileLoading(owner: pg.Client, load: () => Promise<unknown>): Promise<void> {
  await comment(owner, LOADING);
  await load();
  await comment(owner, null);
}

/**
 * Empties a database in which loading the sample was cut off. Only the mark allows that: it is set by a start that found the database empty, and
 * goes when the sample is whole.
 * @returns whether there was anything to clear
 */
export async function clearCutOffLoad(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query<{ said: string | null }>(`SELECT shobj_description(oid, 'pg_database') AS said FROM pg_database WHERE datname = current_database()`);
  if (rows[0]?.said !== LOADING) return false;
  const { rows: schemas } = await owner.query<{ name: string }>(`SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`);
  for (const { name } of schemas) await owner.query(`DROP SCHEMA ${owner.escapeIdentifier(name)} CASCADE`);
  await owner.query('CREATE SCHEMA public');
  await comment(owner, null);
  return true;
}

async function comment(owner: pg.Client, words: string | null): Promise<void> {
  await owner.query(`COMMENT ON DATABASE ${owner.escapeIdentifier(owner.database ?? '')} IS ${words === null ? 'NULL' : owner.escapeLiteral(words)}`);
}
