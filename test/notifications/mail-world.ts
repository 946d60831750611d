import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { inScope, systemScope } from '../../src/engine/scope.js';
import type { Scope } from '../../src/engine/scope.js';
import type { Mailer, NewMail } from '../../src/notifications/mailer.js';
import { openTasks } from '../../src/notifications/tasks.js';
import { asOwner, testDatabase } from '../database.js';
import type { TestDatabase } from '../database.js';

/** Two authorities on a real database. */
export interface MailWorld {
  readonly database: TestDatabase;
  readonly app: DataSource;
  readonly worker: DataSource;
  readonly kent: Scope;
  readonly surrey: Scope;
  look<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Queues a message, a plain one unless told otherwise. */
  queue(mailer: Mailer, mail?: Partial<NewMail>): Promise<string>;
  state(id: string): Promise<string>;
  tasks(): Promise<string[]>;
  /** The lease of a message that a dead process was sending runs out. */
  runOut(id: string): Promise<unknown>;
  end(): Promise<void>;
}

export async function makeMailWorld(): Promise<MailWorld> {
  const database = await testDatabase();
  const connect = (url: string) => new DataSource({ type: 'postgres', url }).initialize();
  const [app, worker] = await Promise.all([connect(database.appUrl), connect(database.workerUrl)]);
  const [kent, surrey] = [systemScope(randomUUID()), systemScope(randomUUID())];
  const look = <Row>(text: string, values: unknown[] = []) =>
    asOwner(database.ownerUrl, async (owner) => (await owner.query(text, values)).rows as Row[]);
  for (const { authority } of [kent, surrey]) {
    await look(
      `insert into authority (authority_id, name, slug, address, email) values ($1, 'Sample Council', $1::uuid::text, 'Sample Street 1', 'desk@council.example')`,
      [authority],
    );
  }
  return {
    database,
    app,
    worker,
    kent,
    surrey,
    look,
    queue: (mailer, mail = {}) =>
      inScope(app, kent, async (tx) => {
        const plain: NewMail = {
          key: randomUUID(),
          to: 'provider@example.org',
          subject: 'Your application',
          text: 'Dear provider,\n.a line that begins with a dot\nZoë £5',
          about: null,
          audience: ['officers'],
          answerTo: { role: 'procurement officer', owner: null },
        };
        return (await mailer.send(tx, { ...plain, ...mail })).id;
      }),
    state: async (id) => (await look<{ state: string }>('select state from mail where id = $1', [id]))[0]!.state,
    tasks: () => inScope(app, kent, async (tx) => (await openTasks(tx)).map((task) => task.sentence)),
    runOut: (id) =>
      look(
        `update mail set lease_until = clock_timestamp() - interval '1 second' where id = $1 and state = 'sending'`,
        [id],
      ),
    async end() {
      await Promise.all([app.destroy(), worker.destroy()]);
      await database.drop();
    },
  };
}

export interface Postbox {
  readonly url: string;
  readonly received: { to: string[]; text: string }[];
  close(): Promise<void>;
}

/** A real SMTP server on loopback. @param after what it does once it has the whole message, before it answers */
export function postbox(
  options: SMTPServerOptions = {},
  after?: (socketEnd: () => void) => void | Promise<void>,
): Promise<Postbox> {
  const received: Postbox['received'] = [];
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', async () => {
        received.push({
          to: session.envelope.rcptTo.map((one) => one.address),
          text: Buffer.concat(pieces).toString(),
        });
        let cut = false;
        await after?.(() => {
          cut = true;
          for (const connection of (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> })
            .connections)
            connection._socket.destroy();
        });
        if (!cut) done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  return new Promise((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
        received,
        close: () => new Promise((closed) => server.close(() => closed())),
      }),
    );
  });
}
