/**
 * The same machine on three durable runtimes, by turns: Clerkwell's engine and DBOS on one PostgreSQL (fsync on), Restate on its own server's log.
 * CLIENTS (48) people at once, each advancing a case of their own, one event after the other. TURN_SECONDS (5), TURNS (3), ONLY (dbos or restate).
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DBOS } from '@dbos-inc/dbos-sdk';
import * as restate from '@restatedev/restate-sdk';
import { xstate } from '@restatedev/xstate';
import pg from 'pg';
import { createActor, transition } from 'xstate';
import { makeBed, officer, rate, report } from './bed.js';
import type { CounterContext } from './counter.machine.js';
import { counterMachine } from './counter.machine.js';
import { counterProcedure } from './counter.procedure.js';

const CLIENTS = Number(process.env['CLIENTS'] ?? 48);
const SECONDS = Number(process.env['TURN_SECONDS'] ?? 5);
const TURNS = Number(process.env['TURNS'] ?? 3);
const PORTS = { ingress: 18_080, admin: 19_070, node: 15_122, service: 19_080 };
const EVENT = {
  type: 'count.add',
  input: { text: 'one more of what is counted here' },
  facts: { limit: 1_000_000_000 },
} as const;
type Advance = (client: number) => Promise<unknown>;

const bed = await makeBed([counterProcedure]);

/** The engine: everything that a case of Clerkwell has (chain of digests, snapshot of each event, list row, search text, work, key of the request). */
async function clerkwell(): Promise<{
  advance: Advance;
  countOf: (client: number) => Promise<number>;
  end(): Promise<void>;
}> {
  const idOf = (client: number): string => `00000000-0000-4000-8000-${String(client).padStart(12, '0')}`;
  for (let client = 0; client < CLIENTS; client += 1)
    await bed.sender.send({
      actor: officer,
      caseId: idOf(client),
      procedure: 'bench.counter',
      type: 'count.open',
      input: { text: 'a counter' },
    });
  let keys = 0;
  return {
    advance: async (client) => {
      const answer = await bed.sender.send({
        actor: officer,
        caseId: idOf(client),
        type: EVENT.type,
        input: EVENT.input,
        key: `event ${(keys += 1)}`,
      });
      if (answer.kind !== 'done') throw new Error(JSON.stringify(answer));
    },
    countOf: async (client) =>
      Number(
        (
          await bed.owner.query(`select columns->>'count' as n from workflow_instance where case_id = $1`, [
            idOf(client),
          ])
        ).rows[0].n,
      ),
    end: () => Promise.resolve(),
  };
}

/** DBOS: an event is a workflow with one step, which reads the snapshot, asks the machine and writes the snapshot, in one transaction of the application's. */
async function dbos(): Promise<{
  advance: Advance;
  countOf: (client: number) => Promise<number>;
  end(): Promise<void>;
}> {
  const system = new URL(bed.ownerUrl);
  system.pathname = '/dbos_system';
  await bed.owner.query('create database dbos_system');
  await bed.owner.query('create table dbos_counter (id int primary key, snapshot jsonb not null)');
  const opened = transition(counterMachine, createActor(counterMachine).getSnapshot(), {
    ...EVENT,
    type: 'count.open',
  })[0];
  for (let client = 0; client < CLIENTS; client += 1)
    await bed.owner.query('insert into dbos_counter values ($1, $2)', [
      client,
      JSON.stringify(counterMachine.getPersistedSnapshot(opened)),
    ]);
  const pool = new pg.Pool({ connectionString: bed.ownerUrl, max: 20 });
  const step = async (id: number): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const {
        rows: [row],
      } = await client.query('select snapshot from dbos_counter where id = $1 for update', [id]);
      const [next] = transition(
        counterMachine,
        createActor(counterMachine, { snapshot: row.snapshot }).getSnapshot(),
        EVENT,
      );
      await client.query('update dbos_counter set snapshot = $2 where id = $1', [
        id,
        JSON.stringify(counterMachine.getPersistedSnapshot(next)),
      ]);
      await client.query('commit');
    } finally {
      client.release();
    }
  };
  DBOS.setConfig({
    name: 'bench',
    systemDatabaseUrl: system.href,
    logLevel: 'error',
    runAdminServer: false,
  } as Parameters<typeof DBOS.setConfig>[0]);
  const advance = DBOS.registerWorkflow((id: number) => DBOS.runStep(() => step(id), { name: 'advance' }), {
    name: 'advance',
  });
  await DBOS.launch();
  return {
    advance,
    countOf: async (client) =>
      (await pool.query('select snapshot from dbos_counter where id = $1', [client])).rows[0].snapshot.context.count,
    end: async () => {
      await DBOS.shutdown();
      await pool.end();
    },
  };
}

/** Restate: its own package for XState makes the machine a virtual object; an event is a call of it through the server's door. */
async function startRestate(): Promise<{
  advance: Advance;
  countOf: (client: number) => Promise<number>;
  end(): Promise<void>;
}> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'restate-'));
  const binary = fileURLToPath(
    new URL('node_modules/@restatedev/restate-server-linux-x64/bin/restate-server', import.meta.url),
  );
  const log = fs.openSync(path.join(folder, 'log'), 'w');
  const at = (port: number): string => `127.0.0.1:${port}`;
  const server = spawn(binary, ['--base-dir', folder], {
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      RESTATE_BIND_ADDRESS: at(PORTS.node),
      RESTATE_ADVERTISED_ADDRESS: `http://${at(PORTS.node)}`,
      RESTATE_INGRESS__BIND_ADDRESS: at(PORTS.ingress),
      RESTATE_ADMIN__BIND_ADDRESS: at(PORTS.admin),
      RESTATE_LOG_FILTER: 'warn',
      DO_NOT_TRACK: '1',
    },
  });
  await restate
    .endpoint()
    .setLogger(() => undefined)
    .bind(xstate('counter', counterMachine))
    .listen(PORTS.service);
  const ask = async (url: string, body?: object): Promise<{ context: CounterContext }> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : undefined,
    });
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    return (await answer.json().catch(() => null)) as { context: CounterContext };
  };
  for (let tries = 1; ; tries += 1) {
    const registered = await ask(`http://${at(PORTS.admin)}/deployments`, { uri: `http://${at(PORTS.service)}` }).then(
      () => true,
      (fault: Error) => fault,
    );
    if (registered === true) break;
    if (tries === 60)
      throw new Error(
        `Restate did not start: ${String(registered)}\n${fs.readFileSync(path.join(folder, 'log'), 'utf8').slice(-2_000)}`,
      );
    await sleep(500);
  }
  const object = (client: number, handler: string): string =>
    `http://${at(PORTS.ingress)}/counter/c${client}/${handler}`;
  for (let client = 0; client < CLIENTS; client += 1) {
    await ask(object(client, 'create'), {});
    await ask(object(client, 'send'), { event: { ...EVENT, type: 'count.open' } });
  }
  return {
    advance: (client) => ask(object(client, 'send'), { event: EVENT }),
    countOf: async (client) => (await ask(object(client, 'snapshot'))).context.count,
    end: async () => {
      server.kill('SIGTERM');
      await sleep(1_000);
      server.kill('SIGKILL');
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const starts = { clerkwell, dbos, restate: startRestate };
const runtimes = Object.entries(starts).filter(
  ([name]) => name === 'clerkwell' || !process.env['ONLY'] || process.env['ONLY'] === name,
);
const running = new Map<string, Awaited<ReturnType<typeof clerkwell>>>();
for (const [name, start] of runtimes) running.set(name, await start());
const turns: Record<string, number[]> = {};
const done: Record<string, number> = {};
for (let turn = 0; turn < TURNS; turn += 1) {
  for (const [name, { advance }] of running) {
    await rate(CLIENTS, 1, (client) => count(name, advance(client)));
    (turns[name] ??= []).push(await rate(CLIENTS, SECONDS, (client) => count(name, advance(client))));
  }
}
// A runtime that lost or doubled an event would be fast for the wrong reason.
for (const [name, { countOf }] of running) {
  const counted = (await Promise.all(Array.from({ length: CLIENTS }, (_, client) => countOf(client)))).reduce(
    (sum, n) => sum + n,
    0,
  );
  if (counted !== done[name]) throw new Error(`${name} was told ${done[name]} events and counted ${counted}.`);
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const own = mean(turns['clerkwell']!);
report(
  'runtimes',
  { clients: CLIENTS, seconds: SECONDS, turns },
  Object.entries(turns).map(([name, values]) => {
    const ratio = own / mean(values);
    return name === 'clerkwell'
      ? { what: "Clerkwell's engine", figure: `${own.toFixed(0)} events/s`, bar: '', met: null }
      : {
          what: `the same machine on ${name === 'dbos' ? 'DBOS' : 'Restate'}`,
          figure: `${mean(values).toFixed(0)} events/s; Clerkwell does ${ratio.toFixed(1)} times as many`,
          bar: '≥ 5 times',
          met: ratio >= 5,
        };
  }),
);
for (const { end } of running.values()) await end();
await bed.end();
process.exit();

async function count(name: string, event: Promise<unknown>): Promise<void> {
  await event;
  done[name] = (done[name] ?? 0) + 1;
}
