import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../../src/engine/answers.js';
import type { Command } from '../../src/engine/send.js';
import { migrate } from '../../src/launch/migrate.js';
import type { RunningServer } from './start-server.js';
import { whatIsNotWhole } from './whole.js';
import type { FaultWorld } from './world.js';
import { asks, makeWorld, remarks } from './world.js';

/** PostgreSQL of the test's own, with fsync as in service: it is about to be stopped as by a power cut. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'clerkwell-fault-'));
let startPostgres: (folder: string) => Promise<{ url: string; stop(): Promise<void> }>;
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let world: FaultWorld;
let server: RunningServer;

beforeAll(async () => {
  ({ startPostgres } = (await import(new URL('../../src/launch/postgres.mjs', import.meta.url).href)) as {
    startPostgres: typeof startPostgres;
  });
  postgres = await startPostgres(folder);
  const { appUrl, workerUrl } = await migrate(postgres.url);
  world = await makeWorld({ ownerUrl: postgres.url, appUrl, workerUrl, drop: () => Promise.resolve() });
  server = await world.server('direct');
  await server.startJobs();
});
afterAll(async () => {
  await world.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** PostgreSQL's immediate shutdown: it drops everything and recovers from its log at the next start. */
async function crashPostgres(data: string): Promise<void> {
  const pid = Number.parseInt(readFileSync(path.join(data, 'postmaster.pid'), 'utf8'));
  process.kill(pid, 'SIGQUIT');
  while (spawnSync('kill', ['-0', String(pid)]).status === 0) await sleep(20);
}

test('PostgreSQL is stopped at once and started again while eight clients send: what was answered is there once, what was not can be sent again, and the server lives on', async () => {
  const [{ data_directory: data }] = (await world.look('show data_directory')) as [{ data_directory: string }];
  let faults = 0;
  let going = true;
  /** A client that keeps its key until it has an answer, as a browser's form and an integration do. */
  const surely = async (command: Command): Promise<Answer> => {
    for (;;) {
      try {
        return await server.send(command);
      } catch (fault) {
        if (server.exitCode() !== null) throw fault;
        faults += 1;
        await sleep(100);
      }
    }
  };
  const clients = Array.from({ length: 8 }, async () => {
    const opened: string[] = [];
    while (going) {
      const opening = asks();
      expect(await surely(opening)).toMatchObject({ kind: 'done', seq: 1 });
      expect(await surely(remarks(opening.caseId, 'one'))).toMatchObject({ kind: 'done', seq: 2 });
      expect(await surely(remarks(opening.caseId, 'two'))).toMatchObject({ kind: 'done', seq: 3 });
      opened.push(opening.caseId);
    }
    return opened;
  });
  for (let crashes = 0; crashes < 2; crashes += 1) {
    await sleep(700);
    await crashPostgres(data);
    await sleep(300);
    postgres = await startPostgres(folder);
  }
  await sleep(700);
  going = false;
  const opened = (await Promise.all(clients)).flat();

  expect(faults).toBeGreaterThan(0);
  expect(opened.length).toBeGreaterThan(8);
  const logged = await world.look<{ case_id: string; types: string[] }>(
    'select case_id, array_agg(type order by seq) as types from workflow_event group by 1',
  );
  expect(new Map(logged.map(({ case_id, types }) => [case_id, types]))).toEqual(
    new Map(opened.map((caseId) => [caseId, ['key.ask', 'remark.add', 'remark.add']])),
  );
  expect(await whatIsNotWhole(postgres.url)).toEqual([]);

  // The queue and its workers came back as well. A message whose sending the crash interrupted is looked up, not sent again.
  const left = () => world.look<{ left: number }>('select count(*)::int as left from graphile_worker._private_jobs');
  expect(await world.until(left, ([jobs]) => jobs?.left === 0, 40_000)).toEqual([{ left: 0 }]);
  await world.look(`update mail set lease_until = clock_timestamp() where state = 'sending'`);
  await server.sweepMail();
  // One that the provider had not got yet waits a minute for its next try.
  await world.look(`update mail set not_before = clock_timestamp() where state = 'queued'`);
  await server.sweepMail();
  expect(await world.look('select state, count(*)::int as messages from mail group by 1')).toEqual([
    { state: 'sent', messages: opened.length },
  ]);
  expect(await Promise.all(opened.map((caseId) => world.mailAbout(caseId)))).toEqual(opened.map(() => 1));
  expect(server.exitCode()).toBeNull();
});
