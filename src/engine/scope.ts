import type { DataSource } from 'typeorm';

/** Something that runs SQL: a TypeORM DataSource, a query runner, or a transaction inside a scope. Rows come back as objects. */
export interface Sql {
  query<T = unknown>(text: string, values?: unknown[]): Promise<T>;
}

/**
 * Whose rows may be seen and written. Row-level security reads it inside the database, so a forgotten `where` cannot leak.
 * `organisation` is set for somebody who acts for a provider: they then see their own organisation's cases only.
 */
export interface Scope {
  /** The authority (tenant) acted in. */
  readonly authority: string;
  /** The provider organisation acted for; null for the authority's own staff and for the system. */
  readonly organisation: string | null;
  /** The person acting, or null for the system and the public. Used for the log of reads, not for row-level security. */
  readonly person: string | null;
}

/** The scope of the authority itself, acting through its clocks and effects. */
export function systemScope(authority: string): Scope {
  return { authority, organisation: null, person: null };
}

/** Opens a transaction, sets the scope in it (transaction-local: it cannot outlive it), and runs the work. */
export async function inScope<T>(source: DataSource, scope: Scope, work: (tx: Sql) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    await runner.connect();
    await runner.query('begin');
    await runner.query(
      `select set_config('clerkwell.authority', $1, true), set_config('clerkwell.organisation', $2, true)`,
      [scope.authority, scope.organisation ?? ''],
    );
    const answer = await work({ query: (text, values) => runner.query(text, values) });
    await runner.query('commit');
    return answer;
  } catch (fault) {
    await runner.query('rollback').catch(() => undefined);
    throw fault;
  } finally {
    await runner.release();
  }
}
