import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Mailer } from '../../src/notifications/mailer.js';
import { outboxFolder } from '../../src/notifications/outbox-folder.js';
import { smtpPort } from '../../src/notifications/smtp-port.js';
import { sweepMail } from '../../src/notifications/sweep-mail.js';
import { makeMailWorld, postbox } from './mail-world.js';
import type { MailWorld } from './mail-world.js';
import { until } from '../until.js';

const HERE = path.dirname(fileURLToPath(import.meta.url));
let world: MailWorld;
beforeAll(async () => {
  world = await makeMailWorld();
});
afterAll(() => world.end());
afterEach(() => world.look('delete from task'));

/** A real process that sends; killed with SIGKILL at a moment of the test's choosing. */
function sender(id: string, where: string, hang = false): ChildProcess {
  const args = [
    path.join(HERE, 'sending-process.mjs'),
    path.join(HERE, '../../dist/src/notifications'),
    world.database.appUrl,
    world.kent.authority,
    id,
    where,
    ...(hang ? ['hang'] : []),
  ];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}
async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

test('killed after the server took the message and before "sent" was written: unsure, a task, and not sent twice', async () => {
  let took = () => undefined as void;
  const taken = new Promise<void>((resolve) => (took = resolve));
  // The server has the whole message and has not answered yet.
  const box = await postbox({}, async () => {
    took();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  });
  const mailer = new Mailer(world.app, smtpPort(box.url));
  const id = await world.queue(mailer);
  const child = sender(id, box.url);
  await taken;
  await kill(child);

  expect(await world.state(id)).toBe('sending');
  // While the lease runs, a second server leaves it alone: the first might only be slow.
  expect(await sweepMail(world.worker, mailer)).toBe(0);
  expect(await mailer.run(world.kent.authority, id)).toBeNull();
  await world.runOut(id);
  expect(await sweepMail(world.worker, mailer)).toBe(1);
  expect(await world.state(id)).toBe('unsure');
  expect(await world.tasks()).toEqual([
    expect.stringMatching(
      /^It is not certain that the message “Your application” to provider@example.org was sent \(the server stopped while sending\)/,
    ),
  ]);
  expect(await sweepMail(world.worker, mailer)).toBe(0);
  expect(await mailer.run(world.kent.authority, id)).toBeNull();
  expect(box.received).toHaveLength(1);
  await box.close();
});

test('killed before the server had the message: unsure all the same, since nobody can tell', async () => {
  let reached = () => undefined as void;
  const arrived = new Promise<void>((resolve) => (reached = resolve));
  const box = await postbox({
    onMailFrom: (_address, _session, done) => {
      reached();
      setTimeout(() => done(), 3_000).unref();
    },
  });
  const mailer = new Mailer(world.app, smtpPort(box.url));
  const id = await world.queue(mailer);
  const child = sender(id, box.url);
  await arrived;
  await kill(child);
  await world.runOut(id);
  await sweepMail(world.worker, mailer);
  expect([await world.state(id), box.received.length]).toEqual(['unsure', 0]);
  await box.close();
});

test('killed after the folder had the file: it is looked up, found, and not written twice', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'outbox-'));
  const mailer = new Mailer(world.app, outboxFolder(folder));
  const id = await world.queue(mailer);
  const child = sender(id, folder, true);
  await once(child.stdout!, 'data');
  await kill(child);
  expect(await world.state(id)).toBe('sending');
  await world.runOut(id);
  expect(await sweepMail(world.worker, mailer)).toBe(1);
  expect([await world.state(id), (await readdir(folder)).length, await world.tasks()]).toEqual(['sent', 1, []]);
  await rm(folder, { recursive: true });
});

test('killed while still queued: the next sweep of any server sends it', async () => {
  const box = await postbox();
  const mailer = new Mailer(world.app, smtpPort(box.url));
  const id = await world.queue(mailer);
  expect(await sweepMail(world.worker, mailer)).toBe(1);
  expect([await world.state(id), box.received.length]).toEqual(['sent', 1]);
  await box.close();
});

test('a process that was only slow, past its lease, still has its answer recorded, and the doubt goes', async () => {
  let answer = (_: { providerReference: string }) => undefined as void;
  const slow = new Mailer(world.app, { deliver: () => new Promise((resolve) => (answer = resolve)) });
  const id = await world.queue(slow);
  const running = slow.run(world.kent.authority, id);
  await until(async () => (await world.state(id)) === 'sending');
  await world.runOut(id);
  await sweepMail(world.worker, new Mailer(world.app, smtpPort('smtp://127.0.0.1:1')));
  expect([await world.state(id), (await world.tasks()).length]).toEqual(['unsure', 1]);
  answer({ providerReference: 'late' });
  expect(await running).toBe('sent');
  expect([await world.state(id), await world.tasks()]).toEqual(['sent', []]);
});
