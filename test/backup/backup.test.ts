import { randomBytes, randomUUID } from 'node:crypto';
import { appendFile, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Registry } from '../../src/engine/registry.js';
import { systemScope } from '../../src/engine/scope.js';
import { Verifier } from '../../src/engine/verify.js';
import { Files } from '../../src/files/files.js';
import { LIMITS } from '../../src/files/limits.js';
import { PostgresStore } from '../../src/files/postgres-store.js';
import { noScanner } from '../../src/files/virus-scan.js';
import type { Manifest } from '../../src/launch/backup-manifest.js';
import { backUp } from '../../src/launch/backup.js';
import { runCli } from '../../src/cli.js';
import { restore } from '../../src/launch/restore.js';
import { asOwner, emptyDatabase, testDatabase } from '../database.js';
import type { TestEngine } from '../engine/engine.js';
import { AUTHORITY, OTHER_AUTHORITY, staff, startEngine } from '../engine/engine.js';
import { toyProcedure } from '../engine/toy.procedure.js';
import { ledgerProcedure, lineOf } from '../faults/ledger.procedure.js';
import { whatIsNotWhole } from '../faults/whole.js';
import { sha256 } from '../files/samples.js';
import { until } from '../until.js';

const priya = staff('Priya Nair', ['procurement officer']);
const morgan = staff('Morgan Ellis', ['commissioning manager']);
/** What COPY's text form has to escape, and what it must not lose. */
const AWKWARD = 'Tab\there, back\\slash, \\N, "quotes"\nsecond line · Zoë 🏛 ‏עברית‏';

let live: TestEngine;
let folder: string;
let backup: string;
let manifest: Manifest;
const targets: { drop(): Promise<void> }[] = [];
const [decided, awkward] = [randomUUID(), randomUUID()];
const evidence = randomBytes(700_000);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'clerkwell-backup-'));
  backup = path.join(folder, 'first');
  await mkdir(path.join(folder, 'data', 'roots', 'one'), { recursive: true });
  await writeFile(path.join(folder, 'data', 'roots', 'one', '2026-04-01.json'), '{"root":"sample"}\n');
  await writeFile(path.join(folder, 'data', 'root.key'), 'never in a backup');
  live = await startEngine([toyProcedure, ledgerProcedure]);
  await open(decided);
  await open(awkward, AWKWARD);
  await live.sender.send({
    actor: morgan,
    caseId: decided,
    type: 'key.hand-out',
    input: { reason: 'needed' },
    seen: 1,
    key: 'hand-out',
  });
  await live.sender.send({ actor: priya, caseId: awkward, type: 'remark.add', input: { text: AWKWARD } });
  await live.assigner.assign(priya, awkward, { person: { personId: priya.personId ?? '', name: priya.name } });
  const file = path.join(folder, 'evidence.pdf');
  await writeFile(file, Buffer.concat([Buffer.from('%PDF-1.7\n'), evidence]));
  const bytes = await readFile(file);
  await new Files(live.source, new PostgresStore(live.source), noScanner, LIMITS).keep(systemScope(AUTHORITY), {
    path: file,
    sha256: sha256(bytes),
    size: bytes.length,
    name: 'evidence.pdf',
    declaredType: 'application/pdf',
  });

  // The service goes on while it is backed up.
  let going = true;
  const others = (async () => {
    while (going) await open(randomUUID(), 'meanwhile', OTHER_AUTHORITY);
  })();
  manifest = await backUp({ ownerUrl: live.db.ownerUrl, folder: backup, dataFolder: path.join(folder, 'data') });
  going = false;
  await others;
});
afterAll(async () => {
  await live.stop();
  await Promise.all(targets.map((target) => target.drop()));
  await rm(folder, { recursive: true });
});

async function open(caseId: string, building = 'Sessions House', authorityId = AUTHORITY): Promise<void> {
  expect(
    await live.sender.send({
      actor: { ...priya, authorityId },
      caseId,
      procedure: 'toy.key',
      type: 'key.ask',
      input: { building },
    }),
  ).toMatchObject({ kind: 'done' });
}
async function target(): Promise<{ name: string; ownerUrl: string; drop(): Promise<void> }> {
  const database = await emptyDatabase();
  targets.push(database);
  return database;
}
const look = <T>(url: string, text: string): Promise<T[]> =>
  asOwner(url, async (owner) => (await owner.query(text)).rows as T[]);
const rowsOf = (table: string): number | undefined => manifest.tables.find((one) => one.table === table)?.rows;

describe('a backup of a service that goes on', () => {
  test('holds cases, log, files, roots and pending effects, and neither keys, sessions nor one-time links', async () => {
    expect(rowsOf('public.workflow_event')).toBe(rowsOf('public.workflow_payload'));
    expect(rowsOf('public.file_chunk')).toBeGreaterThan(0);
    expect(manifest.pending.effects).toBeGreaterThanOrEqual(3);
    expect(manifest.roots.map(({ file }) => file)).toEqual(['roots/one/2026-04-01.json']);
    expect(
      manifest.tables.map(({ table }) => table).filter((table) => /session|sign_in_link|migration/.test(table)),
    ).toEqual([]);
    expect(JSON.stringify(await readdir(backup, { recursive: true }))).not.toMatch(/key"/);
  });

  test('is restored into an empty database: every case whole, every byte the same, numbers and queue go on from there', async () => {
    const database = await target();
    const restored = path.join(folder, 'restored-data');
    expect((await restore({ ownerUrl: database.ownerUrl, folder: backup, dataFolder: restored })).ran).toEqual([]);
    expect(await whatIsNotWhole(database.ownerUrl)).toEqual([]);
    for (const { table, rows } of manifest.tables)
      expect([table, await look(database.ownerUrl, `select count(*)::int as rows from ${table}`)]).toEqual([
        table,
        [{ rows }],
      ]);
    expect(await readFile(path.join(restored, 'roots', 'one', '2026-04-01.json'), 'utf8')).toBe('{"root":"sample"}\n');
    const bytes = await look<{ bytes: Buffer }>(database.ownerUrl, 'select bytes from file_chunk order by n');
    expect(
      Buffer.concat(bytes.map((chunk) => chunk.bytes))
        .subarray(9)
        .equals(evidence),
    ).toBe(true);
    // Row-level security and triggers were set aside for the writing only.
    expect(
      await look(
        database.ownerUrl,
        `select count(*)::int as n from pg_class where relrowsecurity and relname like 'workflow%'`,
      ),
    ).toEqual(
      await look(
        live.db.ownerUrl,
        `select count(*)::int as n from pg_class where relforcerowsecurity and relname like 'workflow%'`,
      ),
    );
    expect(
      await look(database.ownerUrl, `select tgname from pg_trigger where tgenabled <> 'O' and not tgisinternal`),
    ).toEqual([]);

    const [appUrl, workerUrl] = [live.db.appUrl, live.db.workerUrl].map((url) =>
      url.replace(live.db.name, database.name),
    ) as [string, string];
    const again = await startEngine([toyProcedure, ledgerProcedure], { ...database, appUrl, workerUrl });
    try {
      const [before, after] = await Promise.all([live, again].map((engine) => engine.reader.caseView(priya, awkward)));
      expect(after).toEqual(before);
      expect(after?.timeline.map(({ sentence }) => sentence).join(' ')).toContain(AWKWARD);
      // The same command under its old key is still known.
      expect(
        await again.sender.send({
          actor: morgan,
          caseId: decided,
          type: 'key.hand-out',
          input: { reason: 'needed' },
          seen: 1,
          key: 'hand-out',
        }),
      ).toMatchObject({ kind: 'done', replayed: true });

      const verdicts = await new Verifier(again.source, new Registry([toyProcedure, ledgerProcedure])).verify({
        key: 'of the test',
        folder: path.join(folder, 'no roots'),
      });
      expect(verdicts.flatMap(({ cases }) => cases).filter(({ verdict }) => verdict !== 'intact')).toEqual([]);
      expect(verdicts.flatMap(({ cases }) => cases).length).toBe(rowsOf('public.workflow_instance'));

      const pending = manifest.pending.effects;
      await again.jobs.start(workerUrl);
      const left = () =>
        look<{ left: number }>(database.ownerUrl, 'select count(*)::int as left from graphile_worker._private_jobs');
      await until(async () => (await left())[0]?.left === 0);
      await again.jobs.stop();
      expect(await left()).toEqual([{ left: 0 }]);
      // One of them is the told fact; the others are messages, each posted once.
      expect(again.posted).toHaveLength(pending - 1);
      expect(new Set(again.posted.map(({ key }) => key)).size).toBe(pending - 1);
      expect((await again.reader.caseView(priya, lineOf(decided)))?.seq).toBe(1);

      const next = await again.sender.send({
        actor: priya,
        caseId: randomUUID(),
        procedure: 'toy.key',
        type: 'key.ask',
        input: { building: 'Annexe' },
      });
      expect(next).toMatchObject({ kind: 'done', reference: expect.stringMatching(/00003$/) });
      expect(await whatIsNotWhole(database.ownerUrl)).toEqual([]);
    } finally {
      await again.stop();
    }
  });
});

describe('a restore refuses, before it writes anything,', () => {
  const refused = async (from: string, database: { ownerUrl: string }) =>
    restore({ ownerUrl: database.ownerUrl, folder: from, dataFolder: path.join(folder, 'nowhere') }).then(
      () => 'restored',
      (fault: Error) => fault.message,
    );
  const empty = (url: string) =>
    look(
      url,
      `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'graphile_worker')`,
    );
  const copyOf = async (name: string): Promise<string> => {
    const copy = path.join(folder, name);
    await cp(backup, copy, { recursive: true });
    return copy;
  };

  test('a database that holds something', async () => {
    expect(await refused(backup, { ownerUrl: live.db.ownerUrl })).toMatch(/^The database is not empty: it has /);
  });

  test('a damaged file and a missing one, and names each', async () => {
    const [copy, database] = [await copyOf('damaged'), await target()];
    const file = path.join(copy, 'tables', 'public.workflow_event.copy.gz');
    const bytes = await readFile(file);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    await writeFile(file, bytes);
    await rm(path.join(copy, 'tables', 'public.counter.copy.gz'));
    await appendFile(path.join(copy, 'roots', 'one', '2026-04-01.json'), ' ');
    expect(await refused(copy, database)).toBe(
      'The backup is damaged: tables/public.counter.copy.gz is missing; tables/public.workflow_event.copy.gz is not as it was written; roots/one/2026-04-01.json is not as it was written.',
    );
    expect(await empty(database.ownerUrl)).toEqual([]);
  });

  test('a backup of a newer version, naming what it does not know', async () => {
    const [copy, database] = [await copyOf('newer'), await target()];
    await writeFile(
      path.join(copy, 'manifest.json'),
      JSON.stringify({ ...manifest, migrations: [...manifest.migrations, 'Later9999'] }),
    );
    expect(await refused(copy, database)).toBe(
      'The backup was made by a newer version of Clerkwell: this one does not know Later9999.',
    );
    expect(await empty(database.ownerUrl)).toEqual([]);
  });

  test('a backup that was never finished', async () => {
    const copy = await copyOf('unfinished');
    await rm(path.join(copy, 'manifest.json'));
    expect(await refused(copy, await target())).toMatch(
      /^There is no backup in .*: it has no manifest.json, which is written last\.$/,
    );
  });
});

test('on the command line: backup and restore answer for scripts, and a folder that is not empty is not written to', async () => {
  const run = async (
    ...argv: string[]
  ): Promise<{
    code: number;
    answer: { ok: boolean; result: Record<string, unknown> | null; findings: { message: string }[] };
  }> => {
    let said = '';
    const code = await runCli([...argv, '--json'], { out: (text) => (said += text), err: () => undefined });
    return { code, answer: JSON.parse(said) as never };
  };
  const before = { ...process.env };
  const sample = await testDatabase();
  targets.push(sample);
  await look(
    sample.ownerUrl,
    `insert into authority (authority_id, name, slug, address, email) values ('${AUTHORITY}', 'Sample Council', 'sample', 'Town Hall', 'office@council.example')`,
  );
  Object.assign(process.env, { DATABASE_URL: sample.ownerUrl, DATA_FOLDER: path.join(folder, 'data') });
  try {
    const second = path.join(folder, 'second');
    expect(await run('backup', '--to', second)).toMatchObject({
      code: 0,
      answer: { ok: true, result: { folder: second } },
    });
    expect(await run('backup', '--to', second)).toMatchObject({
      code: 2,
      answer: { findings: [{ message: `${second} is not an empty folder.` }] },
    });
    const database = await target();
    process.env['DATA_FOLDER'] = path.join(folder, 'another machine');
    // The roots came back and the key that signed them is elsewhere: said, since nobody can vouch for them yet.
    expect(await run('restore', '--from', second, '--database', database.ownerUrl)).toMatchObject({
      code: 1,
      answer: {
        result: { migrationsRun: [], verdicts: [{ name: 'Sample Council', cases: [] }] },
        findings: [{ code: 'no-root' }, { code: 'no-root-key' }],
      },
    });
    expect(await look(database.ownerUrl, 'select name from authority')).toEqual([{ name: 'Sample Council' }]);
    expect(await run('restore', '--from', second, '--database', database.ownerUrl)).toMatchObject({
      code: 2,
      answer: { findings: [{ message: expect.stringMatching(/not empty/) }] },
    });
  } finally {
    for (const name of ['DATABASE_URL', 'DATA_FOLDER']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
});
