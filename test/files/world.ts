import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import type { Scope } from '../../src/engine/scope.js';
import { Files } from '../../src/files/files.js';
import type { Kept } from '../../src/files/files.js';
import type { StoredFile } from '../../src/files/file-key.js';
import type { FileStore } from '../../src/files/file-store.js';
import { LIMITS } from '../../src/files/limits.js';
import { PostgresStore } from '../../src/files/postgres-store.js';
import { noScanner } from '../../src/files/virus-scan.js';
import type { VirusScanner } from '../../src/files/virus-scan.js';
import { asOwner, testDatabase } from '../database.js';
import type { TestDatabase } from '../database.js';
import { sha256 } from './samples.js';

/** Two authorities and two providers on a real database, and somebody of each. */
export interface World {
  readonly database: TestDatabase;
  /** The application's connection, held by row-level security. */
  readonly app: DataSource;
  readonly worker: DataSource;
  readonly kent: Scope;
  readonly surrey: Scope;
  /** A provider acting on Kent's site, another one, and the first on Surrey's. */
  readonly larkspur: Scope;
  readonly millbrook: Scope;
  readonly larkspurInSurrey: Scope;
  /** As the owner, past row-level security: for looking. */
  look<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  keep(scope: Scope, name: string, bytes: Buffer, with_?: { store?: FileStore; scanner?: VirusScanner }): Promise<Kept>;
  kept(scope: Scope, name: string, bytes: Buffer): Promise<StoredFile>;
  end(): Promise<void>;
}

export async function makeWorld(): Promise<World> {
  const database = await testDatabase();
  const connect = (url: string) => new DataSource({ type: 'postgres', url }).initialize();
  const [app, worker] = await Promise.all([connect(database.appUrl), connect(database.workerUrl)]);
  const authorities = [randomUUID(), randomUUID()] as const;
  await asOwner(database.ownerUrl, async (owner) => {
    for (const [i, id] of authorities.entries()) {
      await owner.query(
        `insert into authority (authority_id, name, slug, address, email) values ($1, $2, $2, 'Sample Street 1', 'desk@example.org')`,
        [id, `sample-${i}`],
      );
    }
  });
  const scope = (authority: string, organisation: string | null): Scope => ({
    authority,
    organisation,
    person: randomUUID(),
  });
  const [larkspur, millbrook] = [randomUUID(), randomUUID()];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'clerkwell-files-'));
  const keep: World['keep'] = async (as, name, bytes, { store = new PostgresStore(app), scanner = noScanner } = {}) => {
    const file = path.join(folder, randomUUID());
    await writeFile(file, bytes);
    return new Files(app, store, scanner, LIMITS).keep(as, {
      path: file,
      sha256: sha256(bytes),
      size: bytes.length,
      name,
      declaredType: 'application/octet-stream',
    });
  };
  return {
    database,
    app,
    worker,
    keep,
    kent: scope(authorities[0], null),
    surrey: scope(authorities[1], null),
    larkspur: scope(authorities[0], larkspur),
    millbrook: scope(authorities[0], millbrook),
    larkspurInSurrey: scope(authorities[1], larkspur),
    look: <Row>(text: string, values: unknown[] = []) =>
      asOwner(database.ownerUrl, async (owner) => (await owner.query(text, values)).rows as Row[]),
    async kept(as, name, bytes) {
      const answer = await keep(as, name, bytes);
      if (!answer.kept) throw new Error(answer.because);
      return answer.file;
    },
    async end() {
      await Promise.all([app.destroy(), worker.destroy(), rm(folder, { recursive: true, force: true })]);
      await database.drop();
    },
  };
}

/** All bytes of a stream. */
export async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}
