/**
 * A server of the engine without pages, as a process that a test may kill. It is told what to do by lines of JSON on standard input and answers by
 * lines on standard output. Its effects, clocks, queue and mail are the real ones; mail goes to a folder.
 */
import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule, getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Directory } from '../../src/directory/directory.js';
import { EngineModule } from '../../src/engine/engine.module.js';
import { Jobs } from '../../src/engine/jobs.js';
import type { Command } from '../../src/engine/send.js';
import { Sender } from '../../src/engine/send.js';
import { Sweeper } from '../../src/engine/sweep.js';
import { NOTICES, POLICY } from '../../src/engine/tokens.js';
import { Mailer } from '../../src/notifications/mailer.js';
import { NoticesByMail } from '../../src/notifications/notices-by-mail.js';
import { outboxFolder } from '../../src/notifications/outbox-folder.js';
import { sweepMail } from '../../src/notifications/sweep-mail.js';
import { toyProcedure } from '../engine/toy.procedure.js';
import { ledgerProcedure } from './ledger.procedure.js';

/** What a test may ask of a server. */
export type Ask =
  | { do: 'send'; command: Command }
  | { do: 'sweep' }
  | { do: 'sweep mail' }
  | { do: 'start jobs' }
  | { do: 'stop jobs' };

/** How a server is started. */
export interface ServerSetting {
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly mailFolder: string;
}

@Module({})
class FaultRoot {}

const setting = JSON.parse(process.argv[2] ?? '{}') as ServerSetting;
/** One person holds every role: who is told is the directory's own test, here it is told once. */
const directory = {
  peopleWithRole: () =>
    Promise.resolve([{ personId: '00000000-0000-4000-8000-000000000001', email: 'manager@council.example' }]),
} as unknown as Directory;

const application = await NestFactory.createApplicationContext(
  {
    module: FaultRoot,
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: setting.appUrl, poolSize: 10, retryAttempts: 1 }),
      TypeOrmModule.forRoot({
        name: 'worker',
        type: 'postgres',
        url: setting.workerUrl,
        poolSize: 4,
        retryAttempts: 1,
      }),
      EngineModule.register([toyProcedure, ledgerProcedure], {
        imports: [],
        providers: [
          { provide: POLICY, useValue: { resolve: () => Promise.resolve(undefined) } },
          {
            provide: Mailer,
            inject: [getDataSourceToken()],
            useFactory: (source: DataSource) => new Mailer(source, outboxFolder(setting.mailFolder)),
          },
          {
            provide: NOTICES,
            inject: [getDataSourceToken(), Mailer],
            useFactory: (source: DataSource, mailer: Mailer) => new NoticesByMail(source, directory, mailer),
          },
        ],
      }),
    ],
  },
  { logger: ['fatal'], abortOnError: false },
);
const [sender, sweeper, jobs] = [application.get(Sender), application.get(Sweeper), application.get(Jobs)];
const mailer = application.get<Mailer>(Mailer, { strict: false });
jobs.on('mail', async (payload) => {
  const { authority, id } = payload as { authority: string; id: string };
  await mailer.run(authority, id);
});

async function perform(ask: Ask): Promise<unknown> {
  switch (ask.do) {
    case 'send':
      return sender.send(ask.command);
    case 'sweep':
      return sweeper.sweep();
    case 'sweep mail':
      return sweepMail(application.get<DataSource>(getDataSourceToken('worker')), mailer);
    case 'start jobs':
      return jobs.start(setting.workerUrl);
    case 'stop jobs':
      return jobs.stop();
  }
}

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, ...ask } = JSON.parse(line) as Ask & { id: number };
  perform(ask).then(
    (answer) => say({ id, answer: answer ?? null }),
    (fault: unknown) => say({ id, fault: fault instanceof Error ? fault.message : String(fault) }),
  );
});
// A server whose test has ended, however it ended, ends too.
process.stdin.on('close', () => process.exit());
say({ ready: true });
