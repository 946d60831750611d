import { existsSync, readdirSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import { Files } from '../../src/files/files.js';
import { keepHandedIn } from '../../src/files/keep-handed-in.js';
import type { KeptUpload } from '../../src/files/keep-handed-in.js';
import { LANDING_FOLDER } from '../../src/files/landing-folder.js';
import { LIMITS } from '../../src/files/limits.js';
import { PostgresStore } from '../../src/files/postgres-store.js';
import { sendFile } from '../../src/files/send-file.js';
import { noScanner } from '../../src/files/virus-scan.js';
import { handIn } from '../../src/web/hand-in.js';
import { Problem } from '../../src/web/problem.js';
import { asOwner } from '../database.js';
import { EXE, PDF, PNG } from './samples.js';
import { makeWorld } from './world.js';
import type { World } from './world.js';

let world: World;
let server: Server;
let address: string;
let last: KeptUpload;
let lastFields: Record<string, unknown>;

beforeAll(async () => {
  world = await makeWorld();
  const files = new Files(world.app, new PostgresStore(world.app), noScanner, LIMITS);
  const app = express();
  // As the shell reads every form.
  app.use(handIn({ textBytes: 1024 * 1024, fields: 1_000 }));
  app.post('/', async (request, response) => {
    lastFields = request.body as Record<string, unknown>;
    last = await keepHandedIn(files, world.larkspur, request.handedIn);
    response.status(last.status).json({ fields: lastFields, files: last.files, errors: last.errors });
  });
  app.get('/:hash', async (request, response) => {
    const answer = await files.openOwn(world.larkspur, request.params.hash);
    if (answer.opened) await sendFile(response, answer.file);
    else response.status(404).end();
  });
  app.use((fault: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    response.status(fault instanceof Problem ? fault.getStatus() : 500).end();
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await world.end();
});

type Answer = {
  status: number;
  fields: Record<string, unknown>;
  files: KeptUpload['files'];
  errors: KeptUpload['errors'];
};
async function send(parts: readonly [string, string | { name: string; bytes: Buffer }][]): Promise<Answer> {
  const form = new FormData();
  for (const [field, value] of parts) {
    if (typeof value === 'string') form.append(field, value);
    else form.append(field, new Blob([new Uint8Array(value.bytes)], { type: 'application/pdf' }), value.name);
  }
  const response = await fetch(address, { method: 'POST', body: form });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}
const nothingOnDisk = () =>
  !existsSync(LANDING_FOLDER) || !readdirSync(LANDING_FOLDER).some((name) => name.startsWith(`${process.pid}-`));

test('a form with two files gives both back with their fields, and everything typed as typed', async () => {
  const typed = 'مرحبا שלום 👩🏽‍⚕️ <b>{{x}}</b> #set "x"; drop table file; --';
  const answer = await send([
    ['before', typed],
    ['insurance', { name: 'C:\\docs\\insurance.pdf', bytes: PDF }],
    ['lots', 'a'],
    ['lots', 'b'],
    ['photo', { name: 'תמונה.png', bytes: PNG }],
    ['after', typed],
  ]);
  expect(answer.status).toBe(200);
  expect(answer.fields).toEqual({ before: typed, lots: ['a', 'b'], after: typed });
  expect(
    answer.files.map(({ field, name, mediaType, size, scan }) => ({ field, name, mediaType, size, scan })),
  ).toEqual([
    { field: 'insurance', name: 'insurance.pdf', mediaType: 'application/pdf', size: PDF.length, scan: 'not scanned' },
    { field: 'photo', name: 'תמונה.png', mediaType: 'image/png', size: PNG.length, scan: 'not scanned' },
  ]);
  expect(nothingOnDisk()).toBe(true);
});

test('one file refused costs neither the other file nor a word of what was typed, before or after it', async () => {
  const answer = await send([
    ['before', 'x'],
    ['insurance', { name: 'insurance.pdf', bytes: EXE }],
    ['photo', { name: 'a.png', bytes: PNG }],
    ['after', 'y'],
  ]);
  expect(answer.status).toBe(422);
  expect(answer.fields).toEqual({ before: 'x', after: 'y' });
  expect(answer.files.map((file) => file.field)).toEqual(['photo']);
  expect(answer.errors).toEqual([
    { field: 'insurance', message: expect.stringMatching(/^The file “insurance.pdf” is of a kind that is not taken/) },
  ]);
});

test('200 MB are refused with 413 while they come in, not held in memory, and the form comes back whole', async () => {
  const boundary = 'xxboundary';
  const piece = Buffer.alloc(1024 * 1024, 65);
  const field = (name: string) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\ntyped\r\n`;
  async function* body() {
    yield Buffer.from(
      `${field('before')}--${boundary}\r\ncontent-disposition: form-data; name="big"; filename="big.pdf"\r\ncontent-type: application/pdf\r\n\r\n`,
    );
    for (let i = 0; i < 200; i += 1) yield piece;
    yield Buffer.from(`\r\n${field('after')}--${boundary}--\r\n`);
  }
  const idle = process.memoryUsage().rss;
  let peakMemory = 0;
  const watch = setInterval(() => (peakMemory = Math.max(peakMemory, process.memoryUsage().rss)), 20);
  const status = await new Promise<number>((resolve, reject) => {
    const request = httpRequest(
      address,
      { method: 'POST', headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    request.on('error', reject);
    Readable.from(body()).pipe(request);
  });
  clearInterval(watch);
  expect(status).toBe(413);
  expect(lastFields).toEqual({ before: 'typed', after: 'typed' });
  expect(last.errors).toEqual([
    {
      field: 'big',
      message:
        'The file “big.pdf” is larger than 20 MB. Make it smaller (for example by scanning at a lower resolution), or send it in parts.',
    },
  ]);
  expect(peakMemory - idle).toBeLessThan(120 * 1024 * 1024);
  expect(nothingOnDisk()).toBe(true);
});

test('an announced size beyond all measure is refused before it is read', async () => {
  const status = await new Promise<number>((resolve, reject) => {
    const request = httpRequest(
      address,
      {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(5 * 1024 ** 3) },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      },
    );
    request.on('error', (fault) => (request.destroyed ? undefined : reject(fault)));
    request.write('--x\r\n');
  });
  expect(status).toBe(413);
});

test('a file too many is named, and the others are kept', async () => {
  const answer = await send(
    Array.from(
      { length: 11 },
      (_, i) => ['evidence', { name: `${i + 1}.png`, bytes: Buffer.concat([PNG, Buffer.from([i])]) }] as const,
    ),
  );
  expect(answer.status).toBe(413);
  expect(answer.files).toHaveLength(10);
  expect(answer.errors).toEqual([
    {
      field: 'evidence',
      message:
        'The file “11.png” was not taken: at most 10 files and 60 MB can be sent at once. Send the others in a second step.',
    },
  ]);
});

test('an empty file is named; a file field left empty is none', async () => {
  const answer = await send([['a', { name: 'empty.pdf', bytes: Buffer.alloc(0) }]]);
  expect([answer.status, answer.errors[0]?.message]).toEqual([
    422,
    'The file “empty.pdf” is empty. Check that it opens on your computer and choose it again.',
  ]);
  const boundary = 'y';
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `--y\r\ncontent-disposition: form-data; name="a"; filename=""\r\ncontent-type: application/octet-stream\r\n\r\n\r\n--y--\r\n`,
  });
  expect(await response.json()).toEqual({ fields: {}, files: [], errors: [] });
});

test('a store that refuses to write answers 503 and says that nothing was lost; no half-written row stays, and trying again works', async () => {
  const fresh = Buffer.concat([PDF, Buffer.alloc(700 * 1024, 32), Buffer.from('startxref 9')]);
  // The disk runs full at the third chunk: the database itself refuses.
  await asOwner(world.database.ownerUrl, (owner) =>
    owner.query(`create function full_disk() returns trigger language plpgsql as $$ begin if new.n >= 2 then raise exception 'could not extend file: No space left on device' using errcode = '53100'; end if; return new; end $$;
                 create trigger full_disk before insert on file_chunk for each row execute function full_disk()`),
  );
  const answer = await send([
    ['why', 'typed'],
    ['evidence', { name: 'evidence.pdf', bytes: fresh }],
  ]);
  expect(answer).toMatchObject({ status: 503, fields: { why: 'typed' }, files: [] });
  expect(answer.errors).toEqual([
    {
      field: 'evidence',
      message:
        'The file “evidence.pdf” could not be saved just now. Nothing you typed was lost: choose the file and try again in a minute.',
    },
  ]);
  expect(String(last.fault)).toMatch(/No space left on device/);
  expect(await world.look('select 1 from file where size = $1', [fresh.length])).toEqual([]);
  expect(await world.look('select 1 from file_chunk where length(bytes) > 200000')).toEqual([]);
  await asOwner(world.database.ownerUrl, (owner) => owner.query('drop trigger full_disk on file_chunk'));
  expect((await send([['evidence', { name: 'evidence.pdf', bytes: fresh }]])).status).toBe(200);
});

test('a download is an attachment, byte for byte, of no guessed type, in a sandbox', async () => {
  const bytes = Buffer.concat([
    Buffer.from('text, to begin with\n'),
    Buffer.from('<script>alert(1)</script> '.repeat(60_000)),
  ]);
  const { files } = await send([['a', { name: 'Ünïcode “quotes”.txt', bytes }]]);
  const response = await fetch(address + files[0]!.sha256);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename=".*"; filename\*=UTF-8''%C3%9Cn%C3%AFcode%20%E2%80%9Cquotes%E2%80%9D\.txt$/,
  );
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(response.headers.get('cache-control')).toBe('private, no-store');
});
