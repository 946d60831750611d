/** What the measurements stand on: a PostgreSQL of their own with fsync on, the engine as the service runs it, and a few small tools. */
import 'reflect-metadata';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Actor } from '../src/engine/actor.js';
import { EngineModule } from '../src/engine/engine.module.js';
import type { AnyProcedure } from '../src/engine/procedure.js';
import { Reader } from '../src/engine/read.js';
import { Sender } from '../src/engine/send.js';
import { Sweeper } from '../src/engine/sweep.js';
import { NOTICES, POLICY } from '../src/engine/tokens.js';
import { migrate } from '../src/launch/migrate.js';

export const AUTHORITY = '11111111-1111-4111-8111-111111111111';
export const officer: Actor = {
  personId: '22222222-2222-4222-8222-222222222222',
  name: 'Priya Nair',
  authorityId: AUTHORITY,
  organisationId: null,
  roles: ['procurement officer'],
  deputyFor: [],
  kind: 'staff',
};

@Module({})
class BenchRoot {}

export interface Bed {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly source: DataSource;
  readonly sender: Sender;
  readonly reader: Reader;
  readonly sweeper: Sweeper;
  readonly owner: pg.Client;
  end(): Promise<void>;
}

/** @param procedures what the engine runs. @param connections of the application's pool; the service has 20 */
export async function makeBed(procedures: readonly AnyProcedure[], connections = 20): Promise<Bed> {
  const { startPostgres } = (await import(new URL('../src/launch/postgres.mjs', import.meta.url).href)) as {
    startPostgres: (folder: string) => Promise<{ url: string; stop(): Promise<void> }>;
  };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-bench-'));
  const server = process.env['DATABASE_URL']
    ? { url: process.env['DATABASE_URL'], stop: () => Promise.resolve() }
    : await startPostgres(folder);
  // The server is a process of its own: it does not end by itself with a run that is stopped or fails.
  const clear = async (): Promise<void> => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void clear().finally(() => process.exit(1)));
  process.once('uncaughtException', (fault) => {
    console.error(fault);
    void clear().finally(() => process.exit(1));
  });
  const { appUrl, workerUrl } = await migrate(server.url);
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  await owner.query('update installation set sample = true');
  await owner.query(
    `insert into authority (authority_id, name, slug, address, email) values ($1, 'Sample Council', 'sample', 'Town Hall', 'office@council.example') on conflict do nothing`,
    [AUTHORITY],
  );
  const application = await NestFactory.createApplicationContext(
    {
      module: BenchRoot,
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url: appUrl, poolSize: connections, retryAttempts: 1 }),
        TypeOrmModule.forRoot({ name: 'worker', type: 'postgres', url: workerUrl, poolSize: 4, retryAttempts: 1 }),
        EngineModule.register(procedures, {
          imports: [],
          providers: [
            { provide: POLICY, useValue: { resolve: () => Promise.resolve(undefined) } },
            { provide: NOTICES, useValue: { post: () => Promise.resolve() } },
          ],
        }),
      ],
    },
    { logger: ['error', 'fatal'], abortOnError: false },
  );
  return {
    ownerUrl: server.url,
    appUrl,
    source: application.get(DataSource),
    sender: application.get(Sender),
    reader: application.get(Reader),
    sweeper: application.get(Sweeper),
    owner,
    async end() {
      await owner.end();
      await application.close();
      await clear();
    },
  };
}

/** Runs clients side by side for some seconds. Answers rounds per second, all clients together. */
export async function rate(
  clients: number,
  seconds: number,
  round: (client: number, n: number) => Promise<unknown>,
): Promise<number> {
  const from = performance.now();
  const until = from + seconds * 1_000;
  let rounds = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = 0; performance.now() < until; n += 1) {
        await round(client, n);
        rounds += 1;
      }
    }),
  );
  return rounds / ((performance.now() - from) / 1_000);
}

/** Milliseconds of each run, after a few that are not counted. */
export async function times(
  runs: number,
  work: (n: number) => Promise<unknown> | unknown,
  warm = Math.ceil(runs / 10),
): Promise<number[]> {
  const measured: number[] = [];
  for (let n = -warm; n < runs; n += 1) {
    const from = performance.now();
    await work(n);
    if (n >= 0) measured.push(performance.now() - from);
  }
  return measured;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export interface Line {
  readonly what: string;
  readonly figure: string;
  readonly bar: string;
  readonly met: boolean | null;
}

/** Prints the result for a program and for a person, and keeps it for the README. */
export function report(name: string, figures: object, lines: readonly Line[]): void {
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model ?? 'processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  const result = { name, machine, load: os.loadavg()[0], at: new Date().toISOString(), figures, lines };
  fs.mkdirSync(new URL('results/', import.meta.url), { recursive: true });
  fs.writeFileSync(new URL(`results/${name}.json`, import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result));
  console.log(`\n| what | figure | bar | |\n| --- | --- | --- | --- |`);
  for (const { what, figure, bar, met } of lines)
    console.log(`| ${what} | ${figure} | ${bar} | ${met === null ? '' : met ? 'met' : 'not met'} |`);
}
