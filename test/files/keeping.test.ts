import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { inScope } from '../../src/engine/scope.js';
import { clamAv } from '../../src/files/clamav.js';
import { Files } from '../../src/files/files.js';
import { LIMITS } from '../../src/files/limits.js';
import { keepForDraft, linkFiles } from '../../src/files/links.js';
import { PostgresStore } from '../../src/files/postgres-store.js';
import { sweepOrphans } from '../../src/files/sweep.js';
import { EICAR, PDF, PNG } from './samples.js';
import { gathered, makeWorld } from './world.js';
import type { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.end());

const pdf = (words: string) => Buffer.concat([PDF, Buffer.from(`${words}\nstartxref\n9\n%%EOF`)]);
const age = (hash: string, hours: number) =>
  world.look(`update file set uploaded_at = clock_timestamp() - $2 * interval '1 hour' where sha256 = $1 returning 1`, [
    hash,
    hours,
  ]);
const isThere = async (hash: string) => (await world.look('select 1 from file where sha256 = $1', [hash])).length === 1;

describe('files that nothing refers to', () => {
  test('are swept after a day, with their bytes; linked ones, young ones and those of a draft stay', async () => {
    const store = new PostgresStore(world.app);
    const [old, young, linked, draft] = await Promise.all(
      ['old', 'young', 'linked', 'draft'].map((words) => world.kept(world.larkspur, `${words}.pdf`, pdf(words))),
    );
    const own = await world.kept(world.kent, 'own.pdf', pdf('own'));
    await inScope(world.app, world.larkspur, (tx) =>
      linkFiles(tx, { caseId: randomUUID(), organisation: world.larkspur.organisation, person: null }, [
        { ...linked!, audience: ['officers'] },
      ]),
    );
    await inScope(world.app, world.larkspur, (tx) => keepForDraft(tx, [draft!], '2099-01-01T00:00:00Z'));
    for (const file of [old!, linked!, draft!, own]) await age(file.sha256, 25);
    await age(young!.sha256, 23);
    expect(await sweepOrphans(world.worker, store)).toBe(2);
    expect(await Promise.all([old!, own, young!, linked!, draft!].map((file) => isThere(file.sha256)))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(await world.look('select 1 from file_chunk where sha256 = $1', [old!.sha256])).toEqual([]);
    expect(await sweepOrphans(world.worker, store)).toBe(0);
  });
  test('the same bytes uploaded again wait their day anew', async () => {
    const file = await world.kept(world.kent, 'again.pdf', pdf('again'));
    await age(file.sha256, 30);
    await world.kept(world.kent, 'again.pdf', pdf('again'));
    await sweepOrphans(world.worker, new PostgresStore(world.app));
    expect(await isThere(file.sha256)).toBe(true);
  });
  test('a commit that links a file while the sweeper runs is not left with a link to nothing', async () => {
    const file = await world.kept(world.kent, 'race.pdf', pdf('race'));
    await age(file.sha256, 30);
    let swept: Promise<number> = Promise.resolve(-1);
    const missing = await inScope(world.app, world.kent, async (tx) => {
      const answer = await linkFiles(tx, { caseId: randomUUID(), organisation: null, person: null }, [
        { ...file, audience: ['officers'] },
      ]);
      swept = sweepOrphans(world.worker, new PostgresStore(world.app));
      await new Promise((resolve) => setTimeout(resolve, 100));
      return answer;
    });
    expect([missing, await swept, await isThere(file.sha256)]).toEqual([[], 0, true]);
  });
  test('an event that comes too late for a swept file is told which', async () => {
    const file = await world.kept(world.kent, 'late.pdf', pdf('late'));
    await age(file.sha256, 30);
    await sweepOrphans(world.worker, new PostgresStore(world.app));
    const missing = await inScope(world.app, world.kent, (tx) =>
      linkFiles(tx, { caseId: randomUUID(), organisation: null, person: null }, [{ ...file, audience: ['officers'] }]),
    );
    expect(missing).toEqual([{ ownerKind: 'authority', owner: world.kent.authority, sha256: file.sha256 }]);
  });
  test('the worker, who works across authorities, sees nothing that was handed over', async () => {
    const rows = await world.worker.query<{ linked_at: unknown }[]>('select linked_at from file');
    expect(rows.every((row) => row.linked_at === null)).toBe(true);
    await expect(world.worker.query('select 1 from file_chunk')).rejects.toThrow('permission denied');
  });
});

test('a file of many chunks comes back byte for byte', async () => {
  const bytes = Buffer.concat([
    PNG,
    Buffer.from(Array.from({ length: 3_333_333 }, (_, i) => (i * 31 + (i >> 8)) & 0xff)),
  ]);
  const file = await world.kept(world.kent, 'large.png', bytes);
  const [{ count } = { count: '' }] = await world.look<{ count: string }>(
    'select count(*) from file_chunk where sha256 = $1',
    [file.sha256],
  );
  expect(count).toBe('13');
  expect((await gathered(new PostgresStore(world.app).get(world.kent, file))).equals(bytes)).toBe(true);
});

describe('the virus scanner', () => {
  /** Speaks clamd's INSTREAM as its manual (clamd(8)) has it, and finds EICAR. */
  function clamd(
    options: { limit?: number; silent?: boolean } = {},
  ): Promise<{ port: number; heard: () => Buffer; close: () => void }> {
    let stream = Buffer.alloc(0);
    const server = net.createServer((socket) => {
      let all = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (piece) => {
        if (options.silent) return socket.destroy();
        all = Buffer.concat([all, piece]);
        if (!all.subarray(0, 10).equals(Buffer.from('zINSTREAM\0')))
          return all.length >= 10 && socket.end('UNKNOWN COMMAND\0');
        let at = 10;
        const pieces: Buffer[] = [];
        while (all.length >= at + 4) {
          const length = all.readUInt32BE(at);
          if (length === 0) {
            stream = Buffer.concat(pieces);
            return socket.end(stream.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
          }
          if (all.length < at + 4 + length) return;
          pieces.push(all.subarray(at + 4, at + 4 + length));
          at += 4 + length;
          if (options.limit && at > options.limit) return socket.end('INSTREAM size limit exceeded. ERROR\0');
        }
      });
    });
    return new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () =>
        resolve({ port: (server.address() as AddressInfo).port, heard: () => stream, close: () => server.close() }),
      ),
    );
  }
  const text = (words: string | Buffer) => Buffer.concat([Buffer.from('notes '), Buffer.from(words)]);

  test('a clean file says so, and the scanner was given every byte', async () => {
    const daemon = await clamd();
    const bytes = text('clean '.repeat(100_000));
    const answer = await world.keep(world.kent, 'clean.txt', bytes, {
      scanner: clamAv({ host: '127.0.0.1', port: daemon.port }),
    });
    expect(answer.kept && answer.file.scan).toBe('clean');
    expect(daemon.heard().equals(bytes)).toBe(true);
    daemon.close();
  });
  test('a file with a virus is refused and not kept', async () => {
    const daemon = await clamd();
    const answer = await world.keep(world.kent, 'bad.txt', text(EICAR), {
      scanner: clamAv({ host: '127.0.0.1', port: daemon.port }),
    });
    expect(answer).toEqual({
      kept: false,
      why: 'refused',
      because:
        'The file “bad.txt” was refused: the virus scanner found Eicar-Test-Signature. Have your computer checked before you send another.',
    });
    expect(await world.look(`select 1 from file where name = 'bad.txt'`)).toEqual([]);
    daemon.close();
  });
  test.each([
    ['is down', undefined],
    ['hangs up', { silent: true }],
    ['has a smaller limit', { limit: 1000 }],
  ])('a scanner that %s leaves the file kept and visibly unsure', async (what, options) => {
    const daemon = options ? await clamd(options) : { port: 1, close: () => undefined };
    const answer = await world.keep(world.kent, 'unsure.txt', text(`${what} `.repeat(50_000)), {
      scanner: clamAv({ host: '127.0.0.1', port: daemon.port }),
    });
    expect(answer.kept && answer.file.scan).toBe('unsure');
    daemon.close();
  });
  test('a file kept unscanned is scanned later, and kept back if a virus is found then', async () => {
    const file = await world.kept(world.kent, 'later.txt', text(Buffer.concat([EICAR, Buffer.from(' later')])));
    const daemon = await clamd();
    const files = new Files(
      world.app,
      new PostgresStore(world.app),
      clamAv({ host: '127.0.0.1', port: daemon.port }),
      LIMITS,
    );
    expect(await files.rescan(world.kent, file)).toEqual({ state: 'infected', detail: 'Eicar-Test-Signature' });
    expect(await files.openOwn(world.kent, file.sha256)).toEqual({
      opened: false,
      why: 'infected',
      because: 'The file “later.txt” is kept back: the virus scanner found Eicar-Test-Signature.',
    });
    daemon.close();
  });
});
