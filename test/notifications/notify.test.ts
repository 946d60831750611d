import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Mailer } from '../../src/notifications/mailer.js';
import { referenceOf } from '../../src/notifications/mail-port.js';
import { notifyPort } from '../../src/notifications/notify-port.js';
import { sweepMail } from '../../src/notifications/sweep-mail.js';
import { makeMailWorld } from './mail-world.js';
import type { MailWorld } from './mail-world.js';

/** A stand-in for the Notify API on loopback, for its real client: what it was sent, and a next answer to give. */
let server: Server;
let url: string;
let world: MailWorld;
const kept: {
  id: string;
  reference: string;
  email_address: string;
  personalisation: { subject: string; body: string };
}[] = [];
let next: { status: number; body: object } | 'keep and cut the line' | null = null;
const API_KEY = `sample-${'1'.repeat(8)}-1111-1111-1111-${'1'.repeat(12)}-${'2'.repeat(8)}-2222-2222-2222-${'2'.repeat(12)}`;

beforeAll(async () => {
  world = await makeMailWorld();
  server = createServer(async (request, response) => {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const asked = new URL(request.url!, 'http://notify');
    if (request.method === 'GET')
      return say(200, { notifications: kept.filter((one) => one.reference === asked.searchParams.get('reference')) });
    let text = '';
    for await (const piece of request) text += String(piece);
    const now = next;
    next = null;
    if (now !== null && typeof now === 'object') return say(now.status, now.body);
    const one = { id: `notify-${kept.length}`, ...(JSON.parse(text) as Omit<(typeof kept)[0], 'id'>) };
    kept.push(one);
    if (now === 'keep and cut the line') return request.socket.destroy();
    say(201, { id: one.id, reference: one.reference });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await world.end();
});
beforeEach(() => {
  kept.length = 0;
});
const mailer = () => new Mailer(world.app, notifyPort({ apiKey: API_KEY, templateId: 'template', url }));

test('Notify gets the words as the fields of its template, with our reference', async () => {
  const id = await world.queue(mailer(), { subject: 'Hello', text: 'Words' });
  expect(await mailer().run(world.kent.authority, id)).toBe('sent');
  expect(kept).toEqual([
    {
      id: 'notify-0',
      template_id: 'template',
      email_address: 'provider@example.org',
      reference: referenceOf(world.kent.authority, id),
      personalisation: { subject: 'Hello', body: 'Words' },
    },
  ]);
});
test('a line cut after Notify took it: it is looked up by our reference, found, and not sent twice', async () => {
  const id = await world.queue(mailer());
  next = 'keep and cut the line';
  expect(await mailer().run(world.kent.authority, id)).toBe('sent');
  expect([
    kept.length,
    (await world.look<{ provider_reference: string }>('select provider_reference from mail where id = $1', [id]))[0]
      ?.provider_reference,
  ]).toEqual([1, 'notify-0']);
});
test('a server that died while sending asks Notify, which has nothing: then it is sent', async () => {
  const id = await world.queue(mailer());
  await world.look(
    `update mail set state = 'sending', attempts = 1, lease_until = clock_timestamp() - interval '1 second' where id = $1`,
    [id],
  );
  await sweepMail(world.worker, mailer());
  expect([await world.state(id), kept.length]).toEqual(['queued', 0]);
  await world.look('update mail set not_before = clock_timestamp() where id = $1', [id]);
  await sweepMail(world.worker, mailer());
  expect([await world.state(id), kept.length]).toEqual(['sent', 1]);
});
test('a message that Notify will never take is a bounce; a limit or a fault of its own makes it wait', async () => {
  const bad = await world.queue(mailer());
  next = {
    status: 400,
    body: { errors: [{ error: 'ValidationError', message: 'email_address Not a valid email address' }] },
  };
  expect(await mailer().run(world.kent.authority, bad)).toBe('bounced');
  for (const status of [403, 429, 503]) {
    const id = await world.queue(mailer());
    next = { status, body: { errors: [{ error: 'x', message: 'later' }] } };
    expect(await mailer().run(world.kent.authority, id)).toBe('queued');
  }
});
