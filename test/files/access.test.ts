import { randomUUID } from 'node:crypto';
import type { Audience } from '../../src/engine/procedure.js';
import { inScope } from '../../src/engine/scope.js';
import type { Scope } from '../../src/engine/scope.js';
import type { FileKey, StoredFile } from '../../src/files/file-key.js';
import { Files } from '../../src/files/files.js';
import { LIMITS } from '../../src/files/limits.js';
import { disposeFiles, filesOfCase, linkFiles } from '../../src/files/links.js';
import { PostgresStore } from '../../src/files/postgres-store.js';
import { noScanner } from '../../src/files/virus-scan.js';
import { PDF, PNG } from './samples.js';
import { gathered, makeWorld } from './world.js';
import type { World } from './world.js';

let world: World;
let files: Files;
/** Larkspur's case at Kent, with one file handed over and one still in its draft. */
const caseId = randomUUID();
let handedOver: StoredFile;
let drafted: StoredFile;

const link = (
  scope: Scope,
  file: FileKey & { name?: string },
  about: { caseId?: string; organisation?: string | null; audience?: Audience[] } = {},
) =>
  inScope(world.app, scope, (tx) =>
    linkFiles(
      tx,
      {
        caseId: about.caseId ?? caseId,
        organisation: about.organisation === undefined ? scope.organisation : about.organisation,
        person: scope.person,
      },
      [{ ...file, name: file.name ?? 'a file', audience: about.audience ?? ['officers', 'provider'] }],
    ),
  );

beforeAll(async () => {
  world = await makeWorld();
  files = new Files(world.app, new PostgresStore(world.app), noScanner, LIMITS);
  handedOver = await world.kept(world.larkspur, 'insurance.pdf', PDF);
  drafted = await world.kept(world.larkspur, 'draft.png', PNG);
  expect(await link(world.larkspur, handedOver)).toEqual([]);
});
afterAll(() => world.end());

async function bytesFor(scope: Scope, audiences: Audience[], key: FileKey, inCase = caseId): Promise<Buffer | string> {
  const answer = await files.open(scope, audiences, { ...key, caseId: inCase });
  return answer.opened ? gathered(answer.file.bytes) : answer.why;
}

describe('a file handed over is read by whom it is for', () => {
  test('by the authority it was handed to, byte for byte', async () => {
    expect(await bytesFor(world.kent, ['officers'], handedOver)).toEqual(PDF);
  });
  test('by the provider who handed it over', async () => {
    expect(await bytesFor(world.larkspur, ['provider'], handedOver)).toEqual(PDF);
  });
  test('not by somebody of another audience of the same authority', async () => {
    expect(await bytesFor(world.kent, ['panel'], handedOver)).toBe('not-found');
  });
  test('not through another case, although the hash is right', async () => {
    expect(await bytesFor(world.kent, ['officers'], handedOver, randomUUID())).toBe('not-found');
  });
  test('the list of a case is filtered by audience', async () => {
    const list = (audiences: Audience[]) => inScope(world.app, world.kent, (tx) => filesOfCase(tx, caseId, audiences));
    expect((await list(['officers'])).map((file) => [file.name, file.scan, file.size])).toEqual([
      ['insurance.pdf', 'not scanned', PDF.length],
    ]);
    expect(await list(['public', 'panel'])).toEqual([]);
  });
});

describe('nobody else gets in, also round the application', () => {
  const everything = (scope: Scope) =>
    inScope(world.app, scope, async (tx) => ({
      files: await tx.query<unknown[]>('select sha256 from file'),
      chunks: await tx.query<unknown[]>('select n from file_chunk'),
      links: await tx.query<unknown[]>('select name from file_link'),
    }));
  const nothing = { files: [], chunks: [], links: [] };

  test('another authority sees no file, no chunk, no link', async () => {
    expect(await everything(world.surrey)).toEqual(nothing);
    expect(await bytesFor(world.surrey, ['officers'], handedOver)).toBe('not-found');
  });
  test('another provider of the same authority sees none either', async () => {
    expect(await everything(world.millbrook)).toEqual(nothing);
    expect(await bytesFor(world.millbrook, ['provider', 'officers'], handedOver)).toBe('not-found');
  });
  test('the authority does not see what the provider has not handed over', async () => {
    const seen = await everything(world.kent);
    expect(seen.files).toEqual([{ sha256: handedOver.sha256 }]);
    expect(await bytesFor(world.kent, ['officers'], drafted)).toBe('not-found');
  });
  test('without a scope every table refuses', async () => {
    for (const table of ['file', 'file_chunk', 'file_link', 'read_log']) {
      await expect(world.app.query(`select * from ${table}`)).rejects.toThrow('no authority is in scope');
    }
  });
  test('a hash that somebody learnt links nothing: not for the authority, another authority, or another provider', async () => {
    const key = { ownerKind: drafted.ownerKind, owner: drafted.owner, sha256: drafted.sha256 };
    for (const scope of [world.kent, world.surrey, world.millbrook])
      expect(await link(scope, drafted, { organisation: world.larkspur.organisation })).toEqual([key]);
    expect(await link(world.surrey, handedOver)).toHaveLength(1);
  });
  test('a forged link written past the application is refused by the database', async () => {
    const forge = (scope: Scope, authority: string, owner: FileKey, organisation: string | null) =>
      inScope(world.app, scope, (tx) =>
        tx.query(
          `insert into file_link (authority_id, case_id, owner_kind, owner_id, sha256, name, organisation_id, audience) values ($1, $2, $3, $4, $5, 'x', $6, '{officers}')`,
          [authority, randomUUID(), owner.ownerKind, owner.owner, owner.sha256, organisation],
        ),
      );
    const violation = 'new row violates row-level security policy for table "file_link"';
    await expect(forge(world.surrey, world.surrey.authority, handedOver, null)).rejects.toThrow(violation);
    await expect(forge(world.kent, world.kent.authority, drafted, null)).rejects.toThrow(violation);
    await expect(forge(world.surrey, world.kent.authority, handedOver, null)).rejects.toThrow(violation);
    await expect(
      forge(world.millbrook, world.kent.authority, handedOver, world.millbrook.organisation),
    ).rejects.toThrow(violation);
    // Its own file, but into a case that is another provider's.
    await expect(forge(world.larkspur, world.kent.authority, drafted, world.millbrook.organisation)).rejects.toThrow(
      violation,
    );
  });
  test('nobody writes a file in another name, or changes what was uploaded', async () => {
    const insert = (scope: Scope, kind: string, owner: string) =>
      inScope(world.app, scope, (tx) =>
        tx.query(
          `insert into file (owner_kind, owner_id, sha256, name, media_type, declared_type, size, scan_state) values ($1, $2, $3, 'x', 'x', 'x', 1, 'clean')`,
          [kind, owner, 'a'.repeat(64)],
        ),
      );
    const violation = 'new row violates row-level security policy for table "file"';
    await expect(insert(world.millbrook, 'organisation', world.larkspur.organisation!)).rejects.toThrow(violation);
    await expect(insert(world.larkspur, 'authority', world.kent.authority)).rejects.toThrow(violation);
    await expect(insert(world.kent, 'authority', world.surrey.authority)).rejects.toThrow(violation);
    await expect(
      inScope(world.app, world.larkspur, (tx) => tx.query(`update file set name = 'other.pdf'`)),
    ).rejects.toThrow('permission denied');
    await expect(
      inScope(world.app, world.larkspur, (tx) => tx.query(`update file_chunk set bytes = ''`)),
    ).rejects.toThrow('permission denied');
  });
  test('the provider reaches its file on another authority’s site only as its own', async () => {
    expect(await bytesFor(world.larkspurInSurrey, ['provider'], handedOver)).toBe('not-found');
    const own = await files.openOwn(world.larkspurInSurrey, drafted.sha256);
    expect(own.opened && own.file.name).toBe('draft.png');
    expect((await files.openOwn(world.millbrook, drafted.sha256)).opened).toBe(false);
  });
  test('a provider sees what the authority puts into its case for it, and not what is for officers', async () => {
    const letter = await world.kept(
      world.kent,
      'letter.pdf',
      Buffer.concat([PDF, Buffer.from('for the provider\nstartxref\n9\n%%EOF')]),
    );
    const note = await world.kept(
      world.kent,
      'note.pdf',
      Buffer.concat([PDF, Buffer.from('for officers\nstartxref\n9\n%%EOF')]),
    );
    await link(world.kent, letter, { organisation: world.larkspur.organisation, audience: ['provider'] });
    await link(world.kent, note, { organisation: world.larkspur.organisation, audience: ['officers'] });
    expect(await bytesFor(world.larkspur, ['provider', 'officers'], letter)).toBeInstanceOf(Buffer);
    expect(await bytesFor(world.larkspur, ['provider', 'officers'], note)).toBe('not-found');
    expect(await bytesFor(world.millbrook, ['provider'], letter)).toBe('not-found');
  });
});

describe('child data', () => {
  test('each read is logged before a byte leaves, with who and what; without the right there is no read and no line', async () => {
    const report = await world.kept(
      world.kent,
      'report.pdf',
      Buffer.concat([PDF, Buffer.from('child\nstartxref\n9\n%%EOF')]),
    );
    await link(world.kent, report, { audience: ['officers', 'child-data'] });
    const lines = () =>
      world.look<{ person_id: string; subject: string; case_id: string }>(
        'select person_id, subject, case_id from read_log',
      );
    expect(await bytesFor(world.kent, ['officers'], report)).toBe('not-found');
    expect(await lines()).toEqual([]);
    const answer = await files.open(world.kent, ['officers', 'child-data'], { ...report, caseId });
    expect(await lines()).toEqual([{ person_id: world.kent.person, subject: report.sha256, case_id: caseId }]);
    expect(answer.opened).toBe(true);
  });
  test('the log of reads is added to and never changed, and a provider does not read it', async () => {
    await expect(inScope(world.app, world.kent, (tx) => tx.query(`delete from read_log`))).rejects.toThrow(
      'permission denied',
    );
    await expect(
      inScope(world.app, world.kent, (tx) => tx.query(`update read_log set person_id = null`)),
    ).rejects.toThrow('permission denied');
    expect(await inScope(world.app, world.larkspur, (tx) => tx.query('select 1 from read_log'))).toEqual([]);
  });
});

test('disposal takes the authority’s way to a provider’s file and the authority’s own bytes; the provider keeps its own', async () => {
  const other = randomUUID();
  const theirs = await world.kept(
    world.larkspur,
    'cv.pdf',
    Buffer.concat([PDF, Buffer.from('cv\nstartxref\n9\n%%EOF')]),
  );
  const ours = await world.kept(
    world.kent,
    'minutes.pdf',
    Buffer.concat([PDF, Buffer.from('minutes\nstartxref\n9\n%%EOF')]),
  );
  await link(world.larkspur, theirs, { caseId: other });
  await link(world.kent, ours, { caseId: other });
  const gone = await inScope(world.app, world.kent, (tx) => disposeFiles(tx, other));
  expect(gone).toEqual([{ ownerKind: 'authority', owner: world.kent.authority, sha256: ours.sha256 }]);
  expect(await world.look('select 1 from file_chunk where sha256 = $1', [ours.sha256])).toEqual([]);
  expect(await bytesFor(world.kent, ['officers'], theirs, other)).toBe('not-found');
  expect(await world.look('select 1 from file_chunk where sha256 = $1', [theirs.sha256])).toHaveLength(1);
});
