import { DataSource } from 'typeorm';
import { inScope, systemScope, type Sql } from '../../src/engine/scope.js';
import { testDatabase, type TestDatabase } from '../database.js';

/** A scope on a pool of one connection: what one work leaves behind, the next one would meet. */
const scope = systemScope('11111111-1111-4111-8111-111111111111');
/** How many statements the connection had in hand at once, at most. The driver takes no more than one from its next version on. */
let atOnce = 0;
let db: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  db = await testDatabase();
  source = await new DataSource({ type: 'postgres', url: db.appUrl, poolSize: 1 }).initialize();
  const runner = source.createQueryRunner();
  const client = (await runner.connect()) as { query: (...given: unknown[]) => Promise<unknown> };
  const query = client.query.bind(client);
  let inHand = 0;
  client.query = async (...given) => {
    atOnce = Math.max(atOnce, (inHand += 1));
    return query(...given).finally(() => (inHand -= 1));
  };
  await runner.release();
});
afterAll(async () => {
  await source.destroy();
  await db.drop();
});
afterEach(() => expect(atOnce).toBe(1));

const authorityIn = async (tx: Sql): Promise<unknown> => (await tx.query<{ is: string | null }[]>(`select nullif(current_setting('clerkwell.authority', true), '') as is`))[0]?.is;

test('statements that are asked for at once run one after the other', async () => {
  const answers = await inScope(source, scope, (tx) => Promise.all([1, 2, 3].map(async (n) => (await tx.query<{ n: number }[]>('select $1::int as n', [n]))[0]!.n)));
  expect(answers).toEqual([1, 2, 3]);
});

test('a statement that fails takes the whole work back, the ones beside it too, and none of them runs on the connection once it is given back', async () => {
  const strays: Promise<unknown>[] = [];
  await expect(inScope(source, scope, (tx) => {
    const failing = tx.query('select 1 / 0');
    strays.push(...[1, 2].map(() => tx.query('select pg_sleep(0)')));
    return failing;
  })).rejects.toThrow('division by zero');
  const ends = await Promise.allSettled(strays);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await inScope(source, scope, authorityIn)).toBe(scope.authority);
  expect(await source.query(`select nullif(current_setting('clerkwell.authority', true), '') as is`)).toEqual([{ is: null }]);
});

test('a scope that was kept for later says that it is over, and does not run in somebody else’s', async () => {
  let kept: Sql | null = null;
  await inScope(source, scope, (tx) => Promise.resolve(void (kept = tx)));
  await expect(kept!.query('select 1')).rejects.toThrow('The transaction of this statement is over.');
});
