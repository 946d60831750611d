import { existsSync, readdirSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';
import { Files } from '../../src/files/files.js';
import { LANDING_FOLDER } from '../../src/files/landing-folder.js';
import { LIMITS } from '../../src/files/limits.js';
import { PostgresStore } from '../../src/files/postgres-store.js';
import { receiveUpload } from '../../src/files/receive-upload.js';
import type { Upload } from '../../src/files/receive-upload.js';
import { sendFile } from '../../src/files/send-file.js';
import { noScanner } from '../../src/files/virus-scan.js';
import { asOwner } from '../database.js';
import { EXE, PDF, PNG } from './samples.js';
import { makeWorld } from './world.js';
import type { World } from './world.js';

let world: World;
let server: Server;
let address: string;
let last: Upload;
let peakMemory = 0;

beforeAll(async () => {
  world = await makeWorld();
  const files = new Files(world.app, new PostgresStore(world.app), noScanner, LIMITS);
  const app = express();
  app.post('/', async (request, response) => {
    const watch = setInterval(() => (peakMemory = Math.max(peakMemory, process.memoryUsage().rss)), 20);
    last = await receiveUpload(request, files, world.larkspur, {
      maxFiles: 3,
      accept: (fields) => {
        if (fields['token'] === 'forged') throw new Error('The form has run out.');
      },
    }).finally(() => clearInterval(watch));
    response.status(last.status).json({ fields: last.fields, files: last.files, errors: last.errors });
  });
  app.get('/:hash', async (request, response) => {
    const answer = await files.openOwn(world.larkspur, request.params.hash);
    if (answer.opened) await sendFile(response, answer.file);
    else response.status(404).end();
  });
  app.use((fault: Error, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    response.status(403).send(fault.message);
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

type Answer = { status: number; fields: Record<string, unknown>; files: Upload['files']; errors: Upload['errors'] };
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
  peakMemory = 0;
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
  expect(status).toBe(413);
  expect(last.fields).toEqual({ before: 'typed', after: 'typed' });
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

test('a file too many is named', async () => {
  const answer = await send(
    ['1', '2', '3', '4'].map((n) => ['evidence', { name: `${n}.png`, bytes: PNG }] as const).map(([f, v]) => [f, v]),
  );
  expect(answer.status).toBe(413);
  expect(answer.files).toHaveLength(3);
  expect(answer.errors).toEqual([
    {
      field: 'evidence',
      message: 'The file “4.png” was not taken: at most 3 files can be sent at once. Send the others in a second step.',
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

test('a request that is not to be taken keeps nothing', async () => {
  const before = await world.look('select 1 from file');
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(Buffer.concat([PDF, Buffer.from('startxref 1 new')]))]), 'new.pdf');
  form.append('token', 'forged');
  const response = await fetch(address, { method: 'POST', body: form });
  expect([response.status, await response.text()]).toEqual([403, 'The form has run out.']);
  expect(await world.look('select 1 from file')).toHaveLength(before.length);
  expect(nothingOnDisk()).toBe(true);
});

test('a sender who hangs up leaves nothing behind', async () => {
  const before = await world.look('select 1 from file');
  await new Promise<void>((resolve) => {
    const request = httpRequest(address, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=z', 'content-length': '100000' },
    });
    request.on('error', () => resolve());
    request.write(`--z\r\ncontent-disposition: form-data; name="a"; filename="a.pdf"\r\n\r\n${PDF.toString()}`);
    setTimeout(() => request.destroy(), 200);
  });
  for (let i = 0; i < 50 && !nothingOnDisk(); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(nothingOnDisk()).toBe(true);
  expect(await world.look('select 1 from file')).toHaveLength(before.length);
});

test('a damaged form is 400', async () => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=q' },
    body: '--q\r\ncontent-disposition: form-data; name="a"\r\n\r\nunfinished',
  });
  expect(response.status).toBe(400);
  expect(((await response.json()) as Answer).errors[0]?.message).toMatch(/arrived damaged/);
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
