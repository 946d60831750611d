import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { Documents } from '../../../src/documents/store.js';
import { Reader } from '../../../src/engine/read.js';
import { Registry } from '../../../src/engine/registry.js';
import { inScope, systemScope } from '../../../src/engine/scope.js';
import { Sender } from '../../../src/engine/send.js';
import { Policies } from '../../../src/policy/policies.js';
import { qplProcedures } from '../../../src/qpl/procedures.js';
import { ProviderImports } from '../../../src/qpl/import/provider-imports.js';
import type { ImportLine } from '../../../src/qpl/import/import-tables.js';
import { schemeBySlug, type Scheme } from '../../../src/qpl/scheme/scheme.js';
import { SIMPLE } from '../../../src/sample/lists.js';
import { ListMaker, type ListTyped } from '../../../src/sample/make-list.js';
import { SCHEME } from '../../../src/sample/scheme.js';
import { asOwner, testDatabase, type TestDatabase } from '../../database.js';
import { actor, authority } from '../../directory/people.js';

/** A published list in an authority of its own, and the importer on the application's login. */
export interface ListWorld {
  readonly db: TestDatabase;
  readonly source: DataSource;
  readonly imports: ProviderImports;
  readonly authorityId: string;
  readonly scheme: Scheme;
  readonly officer: ReturnType<typeof actor>;
  rows<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** The engine's doors on the application's login. */
async function doorsOf(db: TestDatabase) {
  const source = await new DataSource({ type: 'postgres', url: db.appUrl, poolSize: 4 }).initialize();
  const registry = new Registry(qplProcedures);
  const policy = new Policies(source);
  const [sender, reader] = [new Sender(source, registry, policy), new Reader(source, registry, policy)];
  return { source, sender, reader, documents: new Documents(source, registry, reader) };
}

/** A list made in an authority by events (the sample's simple one unless said otherwise): drafted and approved by people who need no desk here. */
export async function writeScheme(db: TestDatabase, authorityId: string, list: ListTyped = SIMPLE): Promise<void> {
  const { source, ...doors } = await doorsOf(db);
  const maker = new ListMaker(doors, actor(randomUUID(), authorityId, ['procurement officer'], { name: 'Tom Ashdown' }), actor(randomUUID(), authorityId, ['decision maker'], { name: 'Rachel Okafor' }));
  await maker.drafted(list);
  await maker.approved(list);
  await maker.published(list);
  await source.destroy();
}

export async function listWorld(): Promise<ListWorld> {
  const db = await testDatabase();
  const authorityId = await authority(db);
  await writeScheme(db, authorityId);
  const { source, sender, reader } = await doorsOf(db);
  const imports = new ProviderImports(source, sender, reader);
  const scheme = (await inScope(source, systemScope(authorityId), (tx) => schemeBySlug(tx, SCHEME.slug)))!;
  return {
    db, source, imports, authorityId, scheme, officer: actor(randomUUID(), authorityId, ['procurement officer'], { name: 'Priya Nair' }),
    rows: (sql, values = []) => asOwner(db.ownerUrl, async (owner) => (await owner.query(sql, values)).rows as never),
    stop: async () => {
      await source.destroy();
      await db.drop();
    },
  };
}

/** Plans a file, and throws its refusal. */
export async function planned(world: ListWorld, name: string, bytes: Buffer | string, sheet: string | null = null): Promise<{ importId: string; lines: ImportLine[] }> {
  const plan = await world.imports.plan(world.authorityId, world.scheme, { name, bytes: Buffer.from(bytes), sheet }, 'Priya Nair');
  if (!plan.ok) throw new Error(`${plan.because} ${plan.cure}`);
  return { importId: plan.importId, lines: await world.imports.lines(world.authorityId, plan.importId, { limit: 100_000 }) };
}

/** Plans a file, confirms it, and works until it is finished. */
export async function imported(world: ListWorld, name: string, bytes: Buffer | string) {
  const { importId, lines } = await planned(world, name, bytes);
  await world.imports.confirm(world.officer, importId, false);
  while ((await world.imports.step(world.authorityId, importId)) > 0);
  const found = (await world.imports.find(world.authorityId, importId))!;
  return { importId, lines, ...found };
}

/** The smallest list: a header with the four columns that are needed, and some more. */
export const csv = (rows: string[], header = 'Provider,Type,Lots,Districts,Company number,Postcode'): string => [header, ...rows].join('\r\n');
