import { AsyncLocalStorage } from 'node:async_hooks';
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

/**
 * Opens a transaction, sets the scope in it (transaction-local: it cannot outlive it), and runs the work. A connection does one thing at a time, so the
 * statements of the work take turns; none of them runs after the end, when the connection is somebody else's.
 *
 * A work that opens another scope meanwhile (a guard's fact that reads a setting) holds its connection until the other one is done. Were all connections held
 * by such works, each would wait for the others for ever; so a few are kept for scopes within scopes.
 */
export async function inScope<T>(source: DataSource, scope: Scope, work: (tx: Sql) => Promise<T>): Promise<T> {
  if (within.getStore() === source) return transaction(source, scope, work);
  const places = placesOf(source);
  await places.take();
  try {
    return await within.run(source, () => transaction(source, scope, work));
  } finally {
    places.giveBack();
  }
}

/** Connections that only a scope within a scope gets: such a one asks a single thing, so a few serve many. A pool too small to keep any has none. */
const KEPT_FOR_WITHIN = 2;
/** The driver's own, where a pool says nothing. */
const USUAL_POOL = 10;
/** The source in a scope of which the code that asks is running. */
const within = new AsyncLocalStorage<DataSource>();
const known = new WeakMap<DataSource, Places>();

/** How many scopes may be open side by side; who comes later waits, first come first served. */
interface Places {
  take(): Promise<void>;
  giveBack(): void;
}

function placesOf(source: DataSource): Places {
  const there = known.get(source);
  if (there) return there;
  const size = (source.options as { poolSize?: number }).poolSize ?? USUAL_POOL;
  let free = Math.max(1, size - KEPT_FOR_WITHIN);
  const waiting: (() => void)[] = [];
  const places: Places = {
    take: () => {
      if (free === 0) return new Promise((resolve) => waiting.push(resolve));
      free -= 1;
      return Promise.resolve();
    },
    giveBack: () => {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
  known.set(source, places);
  return places;
}

async function transaction<T>(source: DataSource, scope: Scope, work: (tx: Sql) => Promise<T>): Promise<T> {
  const runner = source.createQueryRunner();
  const turns = takingTurns({ query: (text, values) => runner.query(text, values) });
  try {
    await runner.connect();
    await runner.query('begin');
    await runner.query(
      `select set_config('clerkwell.authority', $1, true), set_config('clerkwell.organisation', $2, true)`,
      [scope.authority, scope.organisation ?? ''],
    );
    const answer = await work(turns.sql);
    await turns.end();
    await runner.query('commit');
    return answer;
  } catch (fault) {
    await turns.end();
    await runner.query('rollback').catch(() => undefined);
    throw fault;
  } finally {
    await runner.release();
  }
}

/** SQL whose every statement waits for the one before it, however that ended. `end` waits for the last, and lets no further one through. */
function takingTurns(sql: Sql): { sql: Sql; end: () => Promise<unknown> } {
  let last: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const query = <T>(text: string, values?: unknown[]): Promise<T> => {
    const mine = last.then(() => {
      if (isOver) throw new Error('The transaction of this statement is over.');
      return sql.query<T>(text, values);
    });
    last = mine.catch(() => undefined);
    return mine;
  };
  const end = (): Promise<unknown> => {
    isOver = true;
    return last;
  };
  return { sql: { query }, end };
}
