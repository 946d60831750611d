import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Actor } from '../../src/engine/actor.js';
import { Assigner } from '../../src/engine/assign.js';
import type { NoticePort } from '../../src/engine/effects.js';
import { Effects } from '../../src/engine/effects.js';
import { EngineModule } from '../../src/engine/engine.module.js';
import { Jobs } from '../../src/engine/jobs.js';
import type { AnyProcedure } from '../../src/engine/procedure.js';
import { Reader } from '../../src/engine/read.js';
import { Sender } from '../../src/engine/send.js';
import { Sweeper } from '../../src/engine/sweep.js';
import { NOTICES, POLICY } from '../../src/engine/tokens.js';
import { TryOut } from '../../src/engine/try-out.js';
import type { TestDatabase } from '../database.js';
import { testDatabase } from '../database.js';
import { toyProcedure } from './toy.procedure.js';

export const AUTHORITY = '11111111-1111-4111-8111-111111111111';
export const OTHER_AUTHORITY = '22222222-2222-4222-8222-222222222222';

@Module({})
class TestRoot {}

/** An engine on a database of its own, with the real logins. */
export interface TestEngine {
  readonly db: TestDatabase;
  readonly source: DataSource;
  readonly sender: Sender;
  readonly reader: Reader;
  readonly assigner: Assigner;
  readonly tryOut: TryOut;
  readonly sweeper: Sweeper;
  readonly effects: Effects;
  readonly jobs: Jobs;
  /** Messages that were posted, in order. */
  readonly posted: Parameters<NoticePort['post']>[0][];
  /** Moves the engine's clock to an instant from now on. */
  setClock(at: string): Promise<void>;
  owner<T>(text: string, values?: unknown[]): Promise<T[]>;
  get<T>(token: abstract new (...args: never[]) => T): T;
  stop(): Promise<void>;
}

export async function startEngine(procedures: readonly AnyProcedure[] = [toyProcedure], on?: TestDatabase): Promise<TestEngine> {
  const db = on ?? (await testDatabase());
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await owner.query('update installation set sample = true');
  for (const [id, slug] of [[AUTHORITY, 'one'], [OTHER_AUTHORITY, 'two']]) {
    await owner.query(`insert into authority (authority_id, name, slug, address, email) values ($1, $2, $3, 'Town Hall', 'office@example.org') on conflict do nothing`, [id, `Council ${slug}`, slug]);
  }
  const posted: Parameters<NoticePort['post']>[0][] = [];
  const module = await NestFactory.createApplicationContext({ module: TestRoot, imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: db.appUrl, poolSize: 10, retryAttempts: 1 }),
      TypeOrmModule.forRoot({ name: 'worker', type: 'postgres', url: db.workerUrl, poolSize: 4, retryAttempts: 1 }),
      EngineModule.register(procedures, {
        imports: [],
        providers: [
          { provide: POLICY, useValue: { resolve: () => Promise.resolve(undefined) } },
          { provide: NOTICES, useValue: { post: (message: Parameters<NoticePort['post']>[0]) => Promise.resolve(void posted.push(message)) } satisfies NoticePort },
        ],
      }),
    ],
  }, { logger: ['error', 'fatal'], abortOnError: false });
  return {
    db,
    source: module.get(DataSource),
    sender: module.get(Sender),
    reader: module.get(Reader),
    assigner: module.get(Assigner),
    tryOut: module.get(TryOut),
    sweeper: module.get(Sweeper),
    effects: module.get(Effects),
    jobs: module.get(Jobs),
    posted,
    setClock: async (at) => void (await owner.query('update installation set clock_offset = $1::timestamptz - clock_timestamp()', [at])),
    owner: async <T>(text: string, values?: unknown[]) => (await owner.query(text, values)).rows as T[],
    get: (token) => module.get(token),
    stop: async () => {
      await owner.end();
      await module.close();
      if (!on) await db.drop();
    },
  };
}

/** Somebody of the authority's own staff. */
export function staff(name: string, roles: readonly string[], over: Partial<Actor> = {}): Actor {
  return { personId: randomUUID(), name, authorityId: AUTHORITY, organisationId: null, roles, deputyFor: [], kind: 'staff', ...over };
}

/** Somebody who acts for a provider. */
export function provider(name: string, organisationId: string, over: Partial<Actor> = {}): Actor {
  return { personId: randomUUID(), name, authorityId: AUTHORITY, organisationId, roles: ['provider', 'applicant'], deputyFor: [], kind: 'provider', ...over };
}
