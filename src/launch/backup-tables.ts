import type { ClientBase } from 'pg';

/**
 * What a backup leaves out: sessions and one-time links are keys to the service, and one that was used after the backup would work again; the
 * schema's own books are written by `migrate`.
 */
const LEFT_OUT = ['web.web_session', 'public.sign_in_link', 'public.migration', 'graphile_worker.migrations'];

/** A table as the catalogue describes it. Names are quoted where SQL wants it. */
export interface Table {
  readonly name: string;
  /** Without those that PostgreSQL works out itself. */
  readonly columns: readonly string[];
  readonly forced: boolean;
  readonly refersTo: readonly string[];
}

/** Every table that has to be kept, those that others refer to first. */
export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relforcerowsecurity as forced,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select distinct format('%I.%I', fn.nspname, f.relname) from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as "refersTo"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and format('%s.%s', n.nspname, c.relname) <> all ($1)
     order by 1`,
    [LEFT_OUT],
  );
  const ordered: Table[] = [];
  for (let waiting = rows; waiting.length > 0;) {
    const done = new Set(ordered.map(({ name }) => name));
    const ready = waiting.filter(({ refersTo }) => refersTo.every((other) => done.has(other)));
    if (ready.length === 0)
      throw new Error(`These tables refer to each other in a circle: ${waiting.map(({ name }) => name).join(', ')}.`);
    ordered.push(...ready);
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
}

/** Sequences with where they stand. Read after the tables, so that no number of theirs is given out twice. */
export async function sequencesOf(client: ClientBase): Promise<{ sequence: string; last: string; called: boolean }[]> {
  const { rows } = await client.query<{ sequence: string; last: string; called: boolean }>(
    `select format('%I.%I', schemaname, sequencename) as sequence, coalesce(last_value, start_value)::text as last, last_value is not null as called
     from pg_sequences where schemaname not like 'pg\\_%' and format('%s.%s', schemaname, sequencename) not like all ($1) order by 1`,
    [LEFT_OUT.map((table) => `${table}\\_%`)],
  );
  return rows;
}

/** The migrations that made a schema, in order; none in a database that was never migrated. */
export async function migrationsOf(client: ClientBase): Promise<string[]> {
  const {
    rows: [there],
  } = await client.query<{ table: string | null }>(`select to_regclass('public.migration') as table`);
  if (!there?.table) return [];
  return (await client.query<{ name: string }>('select name from public.migration order by id')).rows.map(
    ({ name }) => name,
  );
}
