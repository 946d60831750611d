import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Files } from '../../src/files/files.js';
import { storeOf } from '../../src/files/files.module.js';
import { LIMITS } from '../../src/files/limits.js';
import { PostgresStore } from '../../src/files/postgres-store.js';
import { S3Store } from '../../src/files/s3-store.js';
import { sweepOrphans } from '../../src/files/sweep.js';
import { noScanner } from '../../src/files/virus-scan.js';
import { PDF, PNG } from './samples.js';
import { gathered, makeWorld } from './world.js';
import type { World } from './world.js';

/** A server that speaks S3 on loopback. It knows its one access key, but does not recompute the signature: that is left to the signing package's own tests. */
interface S3Server {
  run(): Promise<{ port: number }>;
  close(): Promise<void>;
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server;

let world: World;
let server: S3Server;
let folder: string;
let bucketUrl: string;
const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

beforeAll(async () => {
  world = await makeWorld();
  folder = await mkdtemp(path.join(os.tmpdir(), 's3-'));
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'clerkwell' }],
  });
  bucketUrl = `http://127.0.0.1:${(await server.run()).port}/clerkwell`;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
  await world.end();
});

test('a file goes to the bucket and comes back byte for byte; no chunk of it is in the database', async () => {
  const store = new S3Store({ bucketUrl, ...keys });
  const bytes = Buffer.concat([PNG, Buffer.alloc(3_000_000, 9)]);
  const kept = await world.keep(world.larkspur, 'large.png', bytes, { store });
  if (!kept.kept) throw kept.fault;
  const opened = await new Files(world.app, store, noScanner, LIMITS).openOwn(world.larkspur, kept.file.sha256);
  expect(opened.opened && (await gathered(opened.file.bytes)).equals(bytes)).toBe(true);
  expect(await world.look('select 1 from file_chunk')).toEqual([]);
});

test('the sweep removes the object with its row', async () => {
  const store = new S3Store({ bucketUrl, ...keys });
  const kept = await world.keep(world.kent, 'orphan.pdf', PDF, { store });
  if (!kept.kept) throw kept.fault;
  await world.look(`update file set uploaded_at = clock_timestamp() - interval '30 hours' where sha256 = $1`, [
    kept.file.sha256,
  ]);
  expect(await sweepOrphans(world.worker, store)).toBe(1);
  await expect(gathered(store.get(world.kent, kept.file))).rejects.toThrow('The file store answered 404');
  await store.remove(kept.file);
});

test.each([
  [
    'with a key it does not know',
    () => ({ bucketUrl, accessKeyId: 'UNKNOWN', secretAccessKey: 'wrong' }),
    /answered 403/,
  ],
  ['without such a bucket', () => ({ bucketUrl: bucketUrl.replace('clerkwell', 'other'), ...keys }), /answered 404/],
  ['that is down', () => ({ bucketUrl: 'http://127.0.0.1:1/clerkwell', ...keys }), /fetch failed/],
])('a store %s refuses the upload, says that nothing was lost, and leaves no row', async (what, settings, cause) => {
  const answer = await world.keep(
    world.kent,
    'again.pdf',
    Buffer.concat([PDF, Buffer.from(`${what}\nstartxref\n9\n%%EOF`)]),
    { store: new S3Store(settings()) },
  );
  expect(answer).toMatchObject({
    kept: false,
    why: 'store',
    because:
      'The file “again.pdf” could not be saved just now. Nothing you typed was lost: choose the file and try again in a minute.',
  });
  expect(answer.kept ? '' : String(answer.fault)).toMatch(cause);
  expect(await world.look(`select 1 from file where name = 'again.pdf'`)).toEqual([]);
});

test('settings choose the store: a bucket by its endpoint, or the database', async () => {
  const bucket = { kind: 's3' as const, bucket: 'clerkwell', region: 'eu-west-2', ...keys };
  const store = storeOf(world.app, { files: { ...bucket, endpoint: `${new URL(bucketUrl).origin}/` } });
  const kept = await world.keep(world.millbrook, 'chosen.pdf', PDF, { store });
  if (!kept.kept) throw kept.fault;
  expect((await gathered(new S3Store({ bucketUrl, ...keys }).get(world.millbrook, kept.file))).equals(PDF)).toBe(true);
  expect(storeOf(world.app, { files: { kind: 'postgres' } })).toBeInstanceOf(PostgresStore);
});
