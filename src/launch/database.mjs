import { LaunchProblem } from './problem.mjs';

/** A server that is only starting gets this long; a wrong name or password is told at once. */
const PATIENCE_MS = 10_000;

/**
 * Tries the server that DATABASE_URL names.
 * @throws {LaunchProblem} saying what was tried (never the password) and what to do
 */
export async function assertDatabaseAnswers(url) {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new LaunchProblem('DATABASE_URL must look like postgres://user:password@host:5432/database.');
  }
  const { default: pg } = await import('pg');
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query(`SELECT current_setting('server_version_num')::int AS version`);
      if (rows[0].version < 150_000) throw new LaunchProblem(`${tried(url)} is PostgreSQL ${Math.floor(rows[0].version / 10_000)}; Clerkwell needs 15 or later.`);
      return;
    } catch (error) {
      if (error instanceof LaunchProblem) throw error;
      // 57P03: the server is starting up. Anything else that answers will not change its mind.
      const worthWaiting = error.code === '57P03';
      if (!worthWaiting || Date.now() > until) throw new LaunchProblem(`The database that DATABASE_URL names cannot be used.\nTried: ${tried(url)}\nIt said: ${words(error)}\n${cure(error)}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function tried(url) {
  const { hostname, port, pathname, username } = new URL(url);
  return `host ${hostname || 'localhost'}, port ${port || 5432}, database "${decodeURIComponent(pathname.slice(1)) || username}", user "${decodeURIComponent(username)}"`;
}

const words = (error) => error.message || error.errors?.map((one) => one.message).join('; ') || error.code || String(error);

function cure(error) {
  const code = error.code ?? error.errors?.[0]?.code;
  if (code === 'ECONNREFUSED') return 'No server listens there. Start it, correct DATABASE_URL, or unset it to let Clerkwell run its own PostgreSQL.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The host name is not known. Correct DATABASE_URL.';
  if (code === '28P01' || code === '28000') return 'The user or the password is wrong, or the server does not let that user in from here.';
  if (code === '3D000') return 'Make the database first: CREATE DATABASE, owned by that user.';
  return 'Correct DATABASE_URL, or unset it to let Clerkwell run its own PostgreSQL.';
}
