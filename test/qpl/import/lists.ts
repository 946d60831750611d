import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { Reader } from '../../../src/engine/read.js';
import { Registry } from '../../../src/engine/registry.js';
import { inScope, systemScope } from '../../../src/engine/scope.js';
import { Sender } from '../../../src/engine/send.js';
import { Policies } from '../../../src/policy/policies.js';
import { qplProcedures } from '../../../src/qpl/procedures.js';
import { ProviderImports } from '../../../src/qpl/import/provider-imports.js';
import type { ImportLine } from '../../../src/qpl/import/import-tables.js';
import { schemeBySlug, type Scheme } from '../../../src/qpl/scheme/scheme.js';
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

export async function writeScheme(db: TestDatabase, authorityId: string): Promise<void> {
  await asOwner(db.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [authorityId]);
    await owner.query(
      `insert into qpl_scheme (authority_id, scheme_id, slug, title, purpose, regime, regime_why, lots, evidence, checks, opens, closes, ends, decision_basis, published)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, true)`,
      [authorityId, SCHEME.schemeId, SCHEME.slug, SCHEME.title, SCHEME.purpose, SCHEME.regime, SCHEME.regimeWhy, JSON.stringify(SCHEME.lots), JSON.stringify(SCHEME.evidence), JSON.stringify(SCHEME.checks), SCHEME.opens, SCHEME.closes, SCHEME.ends, SCHEME.decisionBasis]);
  });
}

export async function listWorld(): Promise<ListWorld> {
  const db = await testDatabase();
  const authorityId = await authority(db);
  await writeScheme(db, authorityId);
  const source = await new DataSource({ type: 'postgres', url: db.appUrl, poolSize: 4 }).initialize();
  const registry = new Registry(qplProcedures);
  const policy = new Policies(source);
  const imports = new ProviderImports(source, new Sender(source, registry, policy), new Reader(source, registry, policy));
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
