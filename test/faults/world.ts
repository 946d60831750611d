import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Command } from '../../src/engine/send.js';
import { asOwner } from '../database.js';
import { AUTHORITY, staff } from '../engine/engine.js';
import type { RunningServer } from './start-server.js';
import { startServer } from './start-server.js';
import { layWire } from './wire.js';
import type { Wire } from './wire.js';

export const priya = staff('Priya Nair', ['procurement officer']);
export const morgan = staff('Morgan Ellis', ['commissioning manager']);

/** A database with servers that come and go. */
export interface FaultWorld {
  /** Between the servers started with `on the wire` and PostgreSQL. */
  readonly wire: Wire;
  server(how: 'direct' | 'on the wire'): Promise<RunningServer>;
  look<T>(text: string, values?: unknown[]): Promise<T[]>;
  /** Moves the engine's clock to an instant. */
  setClock(at: string): Promise<void>;
  events(caseId: string): Promise<string[]>;
  /** How many effects of a case are still to be performed. */
  jobsOf(caseId: string): Promise<number>;
  /** How many messages about a case left. */
  mailAbout(caseId: string): Promise<number>;
  /** Waits until a look gives what is wanted, and gives what was seen last when it never does. */
  until<T>(look: () => Promise<T>, good: (seen: T) => boolean, patience?: number): Promise<T>;
  end(): Promise<void>;
}

export async function makeWorld(database: {
  ownerUrl: string;
  appUrl: string;
  workerUrl: string;
  drop(): Promise<unknown>;
}): Promise<FaultWorld> {
  const mailFolder = await mkdtemp(path.join(os.tmpdir(), 'fault-mail-'));
  const wire = await layWire(database.appUrl);
  const servers: RunningServer[] = [];
  const look = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
    asOwner(database.ownerUrl, async (owner) => (await owner.query(text, values)).rows as T[]);
  await look('update installation set sample = true');
  await look(
    `insert into authority (authority_id, name, slug, address, email) values ($1, 'Sample Council', 'sample', 'Town Hall', 'office@council.example')`,
    [AUTHORITY],
  );
  return {
    wire,
    look,
    async server(how) {
      const { appUrl, workerUrl } = database;
      const urls =
        how === 'direct' ? { appUrl, workerUrl } : { appUrl: wire.through(appUrl), workerUrl: wire.through(workerUrl) };
      const server = await startServer({ ...urls, mailFolder });
      servers.push(server);
      return server;
    },
    setClock: async (at) =>
      void (await look('update installation set clock_offset = $1::timestamptz - clock_timestamp()', [at])),
    events: async (caseId) =>
      (await look<{ type: string }>('select type from workflow_event where case_id = $1 order by seq', [caseId])).map(
        ({ type }) => type,
      ),
    jobsOf: async (caseId) =>
      (
        await look<{ left: number }>(
          `select count(*)::int as left from graphile_worker._private_jobs where payload->>'caseId' = $1`,
          [caseId],
        )
      )[0]!.left,
    async mailAbout(caseId) {
      const letters = await Promise.all(
        (await readdir(mailFolder))
          .filter((name) => name.endsWith('.eml'))
          .map((name) => readFile(path.join(mailFolder, name), 'utf8')),
      );
      return letters.filter((letter) => letter.includes(caseId)).length;
    },
    async until(see, good, patience = 15_000) {
      for (const end = Date.now() + patience; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
        const seen = await see();
        if (good(seen) || Date.now() > end) return seen;
      }
    },
    async end() {
      await Promise.all(servers.map((server) => server.kill()));
      await wire.close();
      await database.drop();
      await rm(mailFolder, { recursive: true });
    },
  };
}

/** A command that can be sent again: the key makes the second time harmless. The building is named after the case, so that its letters can be told. */
export const asks = (caseId: string = randomUUID()): Command => ({
  actor: priya,
  caseId,
  procedure: 'toy.key',
  type: 'key.ask',
  input: { building: caseId },
  key: randomUUID(),
});
export const remarks = (caseId: string, text: string): Command => ({
  actor: priya,
  caseId,
  type: 'remark.add',
  input: { text },
  key: randomUUID(),
});
export const handsOut = (caseId: string, seen: number): Command => ({
  actor: morgan,
  caseId,
  type: 'key.hand-out',
  input: { reason: 'needed' },
  seen,
  key: randomUUID(),
});
