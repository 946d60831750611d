import { DataSource } from 'typeorm';
import { inScope, systemScope } from '../../src/engine/scope.js';
import { testDatabase, type TestDatabase } from '../database.js';

/** Many works at once, each of which opens a second scope while it holds its first: with every connection held, each would wait for the others for ever. */
const scope = systemScope('11111111-1111-4111-8111-111111111111');
let db: TestDatabase;
let source: DataSource;
beforeAll(async () => {
  db = await testDatabase();
  source = await new DataSource({ type: 'postgres', url: db.appUrl, poolSize: 5 }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await db.drop();
});

const ask = (n: number) => inScope(source, scope, async (tx) => (await tx.query<{ n: number }[]>('select $1::int as n', [n]))[0]!.n);

test('a hundred works with five connections, each reading something else in the middle, all come to their end', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => inScope(source, scope, async (tx) => {
    await tx.query('select 1');
    const read = await ask(n);
    await tx.query('select 1');
    return read;
  })));
  expect(answers).toEqual(Array.from({ length: 100 }, (_, n) => n));
}, 20_000);

test('what is shared by many works is read once, by the first of them, and keeps nobody waiting', async () => {
  let shared: Promise<number> | null = null;
  const answers = await Promise.all(Array.from({ length: 50 }, () => inScope(source, scope, async (tx) => {
    await tx.query('select 1');
    return (shared ??= ask(7));
  })));
  expect(new Set(answers)).toEqual(new Set([7]));
}, 20_000);

test('a work that fails gives its place back', async () => {
  const failing = Array.from({ length: 30 }, () => inScope(source, scope, () => Promise.reject(new Error('no'))));
  expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true);
  expect(await ask(1)).toBe(1);
}, 20_000);
