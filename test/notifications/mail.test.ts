import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { inScope } from '../../src/engine/scope.js';
import { decideMail } from '../../src/notifications/decide-mail.js';
import { Mailer } from '../../src/notifications/mailer.js';
import { mailInDoubt, mailOfCase } from '../../src/notifications/mail-of-case.js';
import { referenceOf, rowOf, senderOf } from '../../src/notifications/mail-port.js';
import type { MailPort } from '../../src/notifications/mail-port.js';
import { outboxFolder } from '../../src/notifications/outbox-folder.js';
import { recordReceipt } from '../../src/notifications/receipts.js';
import { smtpPort } from '../../src/notifications/smtp-port.js';
import { sweepMail } from '../../src/notifications/sweep-mail.js';
import { makeMailWorld, postbox } from './mail-world.js';
import type { MailWorld } from './mail-world.js';

let world: MailWorld;
let folder: string;
beforeAll(async () => {
  world = await makeMailWorld();
  folder = await mkdtemp(path.join(os.tmpdir(), 'outbox-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await world.end();
});
afterEach(() => world.look('delete from task'));

const refusing = (code: number, words: string) => () =>
  postbox({ onRcptTo: (_address, _session, done) => done(Object.assign(new Error(words), { responseCode: code })) });

describe('by SMTP', () => {
  test('a message arrives once, as written, from the authority', async () => {
    const box = await postbox();
    const mailer = new Mailer(world.app, smtpPort(box.url), 'no-reply@council.example');
    const id = await world.queue(mailer);
    expect(await mailer.run(world.kent.authority, id)).toBe('sent');
    expect(await mailer.run(world.kent.authority, id)).toBeNull();
    expect(box.received).toHaveLength(1);
    const mail = await PostalMime.parse(box.received[0]!.text);
    expect(mail).toMatchObject({
      from: { name: 'Sample Council', address: 'no-reply@council.example' },
      subject: 'Your application',
      replyTo: [{ address: 'desk@council.example' }],
    });
    expect(mail.text?.trim()).toBe('Dear provider,\n.a line that begins with a dot\nZoë £5');
    expect(rowOf(mail.messageId!)).toEqual({ authority: world.kent.authority, id });
    await box.close();
  });

  test('asked twice under one key, it is one message; run by ten at once, it goes once', async () => {
    const box = await postbox();
    const mailer = new Mailer(world.app, smtpPort(box.url));
    const key = randomUUID();
    const [first, second] = [await world.queue(mailer, { key }), await world.queue(mailer, { key, text: 'again' })];
    expect(second).toBe(first);
    const answers = await Promise.all(Array.from({ length: 10 }, () => mailer.run(world.kent.authority, first)));
    expect(answers.filter((answer) => answer === 'sent')).toHaveLength(1);
    expect(box.received).toHaveLength(1);
    await box.close();
  });

  test.each([
    ['a comma', 'a@example.org, b@evil.example'],
    ['a line end', 'a@example.org\r\nBcc: b@evil.example'],
    ['angle brackets', '<a@example.org> b@evil.example'],
    ['nothing of an address', 'the provider'],
  ])('an address with %s is no address: nothing is sent, and somebody is asked', async (_what, to) => {
    const box = await postbox();
    const mailer = new Mailer(world.app, smtpPort(box.url));
    expect(await mailer.run(world.kent.authority, await world.queue(mailer, { to }))).toBe('bounced');
    expect(box.received).toEqual([]);
    expect(await world.tasks()).toEqual([
      expect.stringContaining('did not arrive: this is not an e-mail address. Check the address'),
    ]);
    await box.close();
  });

  test('a subject with a line end cannot add a header', async () => {
    const box = await postbox();
    const mailer = new Mailer(world.app, smtpPort(box.url));
    await mailer.run(world.kent.authority, await world.queue(mailer, { subject: 'Hello\r\nBcc: b@evil.example' }));
    expect(box.received[0]!.to).toEqual(['provider@example.org']);
    expect((await PostalMime.parse(box.received[0]!.text)).bcc).toBeUndefined();
    await box.close();
  });

  test('an address that the server does not know is a bounce and a task, at once', async () => {
    const box = await refusing(550, 'No such mailbox')();
    const mailer = new Mailer(world.app, smtpPort(box.url));
    const id = await world.queue(mailer);
    expect(await mailer.run(world.kent.authority, id)).toBe('bounced');
    expect(await world.tasks()).toEqual([
      'The message “Your application” to provider@example.org did not arrive: 550 No such mailbox. Check the address and send it again, or send it another way.',
    ]);
    await box.close();
  });

  test('a server that is busy, down, or wants another password makes the message wait, not bounce; after five tries somebody is told', async () => {
    const busy = await refusing(451, 'Try later')();
    const mailer = new Mailer(world.app, smtpPort(busy.url));
    const id = await world.queue(mailer);
    expect(await mailer.run(world.kent.authority, id)).toBe('queued');
    expect(await mailer.run(world.kent.authority, id)).toBeNull();
    await busy.close();

    const down = new Mailer(world.app, smtpPort('smtp://127.0.0.1:1'));
    const locked = await postbox({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(Object.assign(new Error('bad password'), { responseCode: 535 })),
    });
    const wrong = new Mailer(world.app, smtpPort(locked.url.replace('//', '//user:wrong@')));
    for (const other of [down, wrong, down, wrong]) {
      expect(await world.tasks()).toEqual([]);
      await world.look('update mail set not_before = clock_timestamp() where id = $1', [id]);
      expect(await other.run(world.kent.authority, id)).toBe('queued');
    }
    expect(await world.tasks()).toEqual([
      expect.stringMatching(/^The message “Your application” to provider@example.org could not be sent 5 times/),
    ]);
    await locked.close();
    await world.look(`update mail set state = 'withdrawn' where id = $1`, [id]);
  });

  test('a line that breaks after the message was given is unsure: shown to a person, not sent again', async () => {
    const box = await postbox({}, (cut) => cut());
    const mailer = new Mailer(world.app, smtpPort(box.url));
    const id = await world.queue(mailer);
    expect(await mailer.run(world.kent.authority, id)).toBe('unsure');
    expect(await mailer.run(world.kent.authority, id)).toBeNull();
    expect(await sweepMail(world.worker, mailer)).toBe(0);
    expect(box.received).toHaveLength(1);
    expect(await world.tasks()).toEqual([
      expect.stringMatching(/^It is not certain that the message “Your application” to provider@example.org was sent/),
    ]);
    expect((await inScope(world.app, world.kent, (tx) => mailInDoubt(tx))).map((mail) => mail.id)).toContain(id);
    await box.close();
  });

  test('a server that refuses the whole message after reading it is a bounce, not a doubt', async () => {
    const box = await postbox({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(Object.assign(new Error('Looks like spam'), { responseCode: 554 })));
      },
    });
    const mailer = new Mailer(world.app, smtpPort(box.url));
    expect(await mailer.run(world.kent.authority, await world.queue(mailer))).toBe('bounced');
    await box.close();
  });
});

describe('into a folder, the default', () => {
  test('each message is a whole .eml file, once', async () => {
    const port = outboxFolder(folder);
    const mailer = new Mailer(world.app, port);
    const id = await world.queue(mailer, { subject: 'Ünïcode 👩🏽‍⚕️ שלום' });
    expect(await mailer.run(world.kent.authority, id)).toBe('sent');
    const names = await readdir(folder);
    expect(names).toEqual([`${referenceOf(world.kent.authority, id)}.eml`]);
    expect((await PostalMime.parse(await readFile(path.join(folder, names[0]!)))).subject).toBe('Ünïcode 👩🏽‍⚕️ שלום');
    expect(await port.lookUp!(referenceOf(world.kent.authority, id))).toMatchObject({ received: true });
    expect(await port.lookUp!(referenceOf(world.kent.authority, randomUUID()))).toEqual({
      received: false,
      providerReference: null,
    });
  });
  test('a folder that cannot be written makes the message doubtful only until it is looked up: it was not written, so it waits', async () => {
    const mailer = new Mailer(world.app, outboxFolder('/dev/null/outbox'));
    const id = await world.queue(mailer);
    expect(await mailer.run(world.kent.authority, id)).toBe('queued');
    await world.look(`update mail set state = 'withdrawn' where id = $1`, [id]);
  });
});

describe('what comes back', () => {
  const silent: MailPort = { deliver: async () => ({ providerReference: 'x' }) };
  async function sentMail(about: string | null = null): Promise<string> {
    const mailer = new Mailer(world.app, silent);
    const id = await world.queue(mailer, { about, answerTo: { role: 'panel administrator', owner: null } });
    await mailer.run(world.kent.authority, id);
    return id;
  }
  const receipt = (id: string, kind: 'delivered' | 'bounced', detail = 'mailbox full') =>
    recordReceipt(world.app, referenceOf(world.kent.authority, id), kind, detail);

  test('a delivery is noted', async () => {
    const id = await sentMail();
    expect(await receipt(id, 'delivered', '')).toBe('delivered');
    expect(await world.state(id)).toBe('delivered');
  });
  test('a bounce is one task, with the case and whom it is for, however often it is told, also after a delivery and before a late one', async () => {
    const about = randomUUID();
    const id = await sentMail(about);
    expect([
      await receipt(id, 'delivered'),
      await receipt(id, 'bounced'),
      await receipt(id, 'bounced'),
      await receipt(id, 'delivered'),
    ]).toEqual(['delivered', 'bounced', 'bounced', 'bounced']);
    const rows = await world.look<{ kind: string; about_case: string; role: string }>(
      'select kind, about_case, role from task',
    );
    expect(rows).toEqual([{ kind: 'mail.bounced', about_case: about, role: 'panel administrator' }]);
  });
  test('a Message-ID names the row as well; what names no row changes nothing', async () => {
    const id = await sentMail();
    expect(
      await recordReceipt(world.app, `<${referenceOf(world.kent.authority, id)}@council.example>`, 'delivered', ''),
    ).toBe('delivered');
    for (const reference of ['', 'nonsense', referenceOf(world.surrey.authority, id), `${id}`, "' or 1=1 --"])
      expect(await recordReceipt(world.app, reference, 'bounced', '')).toBeNull();
    expect(await world.state(id)).toBe('delivered');
  });
});

describe('a person decides', () => {
  const person = randomUUID();
  const decide = (id: string, decision: Parameters<typeof decideMail>[3]) =>
    inScope(world.app, world.kent, (tx) => decideMail(tx, id, person, decision));
  async function unsure(): Promise<{ id: string; mailer: Mailer }> {
    const mailer = new Mailer(world.app, { deliver: () => Promise.reject(new Error('line cut')) });
    const id = await world.queue(mailer);
    expect(await mailer.run(world.kent.authority, id)).toBe('unsure');
    return { id, mailer };
  }
  test('that it was sent: the task goes, and nothing is sent', async () => {
    const { id } = await unsure();
    expect(await decide(id, { decide: 'was sent' })).toBe(true);
    expect([await world.state(id), await world.tasks()]).toEqual(['sent', []]);
    expect(await decide(id, { decide: 'send again' })).toBe(false);
  });
  test('to send it again, to another address; both tries stand in its history with who decided', async () => {
    const { id } = await unsure();
    expect(await decide(id, { decide: 'send again', to: 'right@example.org' })).toBe(true);
    const box = await postbox();
    expect(await new Mailer(world.app, smtpPort(box.url)).run(world.kent.authority, id)).toBe('sent');
    expect(box.received.map((mail) => mail.to)).toEqual([['right@example.org']]);
    const [row] = await world.look<{ history: { what: string; by?: string }[] }>(
      'select history from mail where id = $1',
      [id],
    );
    expect(row!.history.map(({ what, by }) => [what, by])).toEqual([
      ['sending', undefined],
      ['unsure', undefined],
      ['send again', person],
      ['sending', undefined],
      ['sent', undefined],
    ]);
    await box.close();
  });
  test('to withdraw it: it is not sent any more', async () => {
    const { id, mailer } = await unsure();
    await decide(id, { decide: 'withdraw', because: 'Told by telephone.' });
    expect([await world.state(id), await mailer.run(world.kent.authority, id)]).toEqual(['withdrawn', null]);
  });
});

describe('nobody else reads it', () => {
  test('another authority, another provider, an officers’ message for its provider, no scope; the worker reads no word', async () => {
    const mailer = new Mailer(world.app, { deliver: async () => ({ providerReference: '' }) });
    const [larkspur, millbrook, about] = [randomUUID(), randomUUID(), randomUUID()];
    const theirs = await world.queue(mailer, { about, organisation: larkspur, audience: ['provider'] });
    await world.queue(mailer, { about, organisation: larkspur, audience: ['officers'], subject: 'Between us' });
    const read = (scope: typeof world.kent) =>
      inScope(world.app, scope, async (tx) =>
        (await tx.query<{ id: string }[]>('select id from mail where case_id = $1', [about])).map((row) => row.id),
      );
    expect(await read(world.kent)).toHaveLength(2);
    expect(await read({ ...world.kent, organisation: larkspur })).toEqual([theirs]);
    expect(await read({ ...world.kent, organisation: millbrook })).toEqual([]);
    expect(await read(world.surrey)).toEqual([]);
    await expect(world.app.query('select 1 from mail')).rejects.toThrow('no authority is in scope');
    await expect(world.worker.query('select subject from mail')).rejects.toThrow('permission denied');
    await expect(
      inScope(world.app, { ...world.kent, organisation: millbrook }, (tx) =>
        mailer.send(tx, {
          key: 'forged',
          to: 'a@example.org',
          subject: 's',
          text: 't',
          about,
          audience: ['provider'],
          organisation: larkspur,
          answerTo: { role: 'x', owner: null },
        }),
      ),
    ).rejects.toThrow('row-level security');
    const seen = await inScope(world.app, world.kent, (tx) => mailOfCase(tx, about, ['provider']));
    expect(seen.map((mail) => mail.id)).toEqual([theirs]);
  });
});

test.each([
  ['Clerkwell <no-reply@council.example>', { name: 'Clerkwell', address: 'no-reply@council.example' }],
  ['no-reply@council.example', { name: 'Clerkwell', address: 'no-reply@council.example' }],
  ['<no-reply@council.example>', { name: 'Clerkwell', address: 'no-reply@council.example' }],
])('the sender %j is read', (setting, sender) => {
  expect(senderOf(setting)).toEqual(sender);
});
