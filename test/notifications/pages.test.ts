import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { DataSource } from 'typeorm';
import { systemActor } from '../../src/engine/actor.js';
import { inScope, systemScope } from '../../src/engine/scope.js';
import { Sender } from '../../src/engine/send.js';
import { referenceOf } from '../../src/notifications/mail-port.js';
import { Mailer } from '../../src/notifications/mailer.js';
import { Digests } from '../../src/notifications/digests.js';
import { raiseTask } from '../../src/notifications/tasks.js';
import { asOwner } from '../database.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../browser.js';
import { authority, member, organisation, person, role } from '../directory/people.js';
import { markSample, signedInAs } from '../directory/rooms.js';
import { EXE, PDF } from '../files/samples.js';
import { startService, Visitor, type TestService } from '../web/service.js';

let service: TestService;
let browser: Browser;
let council: string;
let other: string;
let caseId: string;
let bright: string;
let app: DataSource;
const people: Record<string, string> = {};
const TOKEN = 'a token that only Notify has';
beforeAll(async () => {
  service = await startService({ notifyCallbackToken: TOKEN }, {
    fill: async (db) => {
      await markSample(db);
      council = await authority(db);
      other = await authority(db, 'Other Borough Council');
      for (const [name, of, as] of [['Priya', council, 'procurement officer'], ['Lin', council, 'auditor'], ['Sam', other, 'procurement officer']] as const) {
        people[name] = await person(db, `${name} Sample`, { sample: true });
        await role(db, of, people[name], as);
      }
      bright = await organisation(db, 'Bright Steps Therapy Ltd');
      people['Pat'] = await person(db, 'Pat Sample', { sample: true });
      await member(db, bright, people['Pat']);
    },
  });
  app = service.app.get(DataSource);
  caseId = randomUUID();
  const lot = { lotId: randomUUID(), code: 'SLT-1', title: 'Speech', therapy: 'Speech', delivery: 'online', ageBand: '0 to 4', districts: ['Ashford'] };
  const opened = await service.app.get(Sender).send({
    actor: systemActor(council), caseId, procedure: 'qpl.membership', type: 'membership.import',
    input: { schemeId: randomUUID(), schemeTitle: 'A list', provider: { organisationId: bright, name: 'Bright Steps', kind: 'company', about: '' }, lot, origin: 'older list', missing: [{ requirement: 'finance', title: 'Accounts' }], capacity: null },
  });
  if (opened.kind !== 'done') throw new Error(JSON.stringify(opened));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

/** A message in a state, without waiting for a mail server to misbehave. */
async function mailIn(state: string, over: { subject?: string; role?: string; about?: string | null; audience?: ('provider' | 'officers')[] } = {}): Promise<string> {
  const { id } = await inScope(app, systemScope(council), (tx) => service.app.get(Mailer).send(tx, {
    key: randomUUID(), to: 'ann@larkspur.example', subject: over.subject ?? `A letter ${state}`, text: 'Dear Ann,\nhere it is.', about: over.about === undefined ? caseId : over.about, audience: over.audience ?? ['officers'], answerTo: { role: over.role ?? 'procurement officer', owner: null },
  }));
  await asOwner(service.database.ownerUrl, (owner) => owner.query(`update mail set state = $2, attempts = 1, detail = 'the connection broke' where id = $1`, [id, state]));
  return id;
}
/** A provider deals with both authorities, and says for which it is here. */
async function asPat(): Promise<Visitor> {
  const visitor = await signedInAs(service.address, people['Pat']!);
  const page = (await visitor.get('/acting-for')).text;
  await visitor.post('/acting-for', { _csrf: Visitor.tokenOn(page), authorityId: council, organisationId: bright });
  return visitor;
}
const stateOf = (id: string) => asOwner(service.database.ownerUrl, async (owner) => (await owner.query<{ state: string; recipient: string }>('select state, recipient from mail where id = $1', [id])).rows[0]!);
const token = async (visitor: Visitor) => Visitor.tokenOn((await visitor.get('/accessibility')).text);

describe('mail that did not simply arrive', () => {
  test('is shown to those who are asked, who say that it was sent, send it again to another address, or withdraw it', async () => {
    const [unsure, bounced, waiting] = [await mailIn('unsure'), await mailIn('bounced'), await mailIn('queued')];
    const priya = await signedInAs(service.address, people['Priya']!);
    const page = (await priya.get('/mail')).text;
    for (const words of ['Perhaps not sent (1)', 'Came back (1)', 'Waiting (1)', 'The connection broke<']) expect(page).toContain(words);
    const _csrf = Visitor.tokenOn(page);
    expect((await priya.post(`/mail/${unsure}/was-sent`, { _csrf })).status).toBe(303);
    const wrong = await priya.post(`/mail/${bounced}/send-again`, { _csrf, to: 'ann at larkspur' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="ann at larkspur"');
    expect(wrong.text).toContain(`href="#to-${bounced}"`);
    expect((await priya.post(`/mail/${bounced}/send-again`, { _csrf, to: 'anna@larkspur.example' })).status).toBe(303);
    expect((await priya.post(`/mail/${waiting}/withdraw`, { _csrf, because: ' ' })).status).toBe(422);
    expect((await priya.post(`/mail/${waiting}/withdraw`, { _csrf, because: 'Told by telephone' })).status).toBe(303);
    expect([(await stateOf(unsure)).state, await stateOf(bounced), (await stateOf(waiting)).state]).toEqual(['sent', { state: 'queued', recipient: 'anna@larkspur.example' }, 'withdrawn']);
    expect((await priya.post(`/mail/${unsure}/withdraw`, { _csrf, because: 'Again' })).status).toBe(409);
    await asOwner(service.database.ownerUrl, (owner) => owner.query(`update mail set state = 'sent' where id = $1`, [bounced]));
  });

  test('is decided by nobody else: another role, another authority, a provider, somebody who is not signed in', async () => {
    const id = await mailIn('unsure', { subject: 'Not for everybody' });
    for (const [name, seen] of [['Lin', 200], ['Sam', 200], ['Pat', 403]] as const) {
      const visitor = name === 'Pat' ? await asPat() : await signedInAs(service.address, people[name]!);
      const page = await visitor.get('/mail');
      expect([name, page.status, page.text.includes('Not for everybody')]).toEqual([name, seen, false]);
      const _csrf = await token(visitor);
      for (const [act, fields] of [['was-sent', {}], ['send-again', { to: 'x@example.org' }], ['withdraw', { because: 'x' }]] as const) {
        expect([name, act, (await visitor.post(`/mail/${id}/${act}`, { _csrf, ...fields } as Record<string, string>)).status]).toEqual([name, act, name === 'Pat' ? 403 : 409]);
      }
    }
    const out = new Visitor(service.address);
    expect((await out.get('/mail')).text).not.toContain('Not for everybody');
    expect((await out.post(`/mail/${id}/was-sent`, { _csrf: Visitor.tokenOn((await out.get('/sign-in')).text) })).status).toBe(401);
    expect((await stateOf(id)).state).toBe('unsure');
  });
});

const EMAIL = (attached: [string, Buffer][]) => Buffer.from([
  'From: Ann Sample <ann@larkspur.example>', 'To: lists@sample.example', 'Subject: Our <b>insurance</b>', 'Date: Fri, 29 May 2026 22:00:00 +0100', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '',
  '--b', 'Content-Type: text/plain; charset=utf-8', '', 'Attached, as asked.',
  ...attached.flatMap(([name, bytes]) => ['--b', 'Content-Type: application/octet-stream', `Content-Disposition: attachment; filename="${name}"`, 'Content-Transfer-Encoding: base64', '', bytes.toString('base64')]), '--b--', ''].join('\r\n'));

async function drop(visitor: Visitor, name: string, bytes: Buffer, audience = 'officers', at = caseId) {
  const form = new FormData();
  form.set('_csrf', await token(visitor));
  form.set('audience', audience);
  form.set('message', new Blob([new Uint8Array(bytes)]), name);
  return visitor.post(`/cases/${at}/messages`, form);
}

describe('the messages of a case', () => {
  test('an .eml dropped on it is filed under its own date with its sender and attachments; what was not taken is named', async () => {
    const priya = await signedInAs(service.address, people['Priya']!);
    expect((await drop(priya, 'insurance.eml', EMAIL([['certificate.pdf', PDF], ['setup.pdf', EXE]]))).status).toBe(303);
    const page = (await priya.get(`/cases/${caseId}/messages`)).text;
    for (const words of ['one attachment was not taken', 'Our &lt;b&gt;insurance&lt;/b&gt;', 'From Ann Sample &lt;ann@larkspur.example&gt;', '29 May 2026 at 10pm', 'certificate.pdf', 'not taken']) expect(page).toContain(words);
    const href = /href="([^"]+)">certificate\.pdf/.exec(page)![1]!;
    expect((await priya.get(href)).status).toBe(200);
    expect((await drop(priya, 'insurance.eml', EMAIL([['certificate.pdf', PDF], ['setup.pdf', EXE]]))).status).toBe(303);
    expect((await priya.get(`/cases/${caseId}/messages`)).text.match(/Our &lt;b&gt;insurance/g)).toHaveLength(page.match(/Our &lt;b&gt;insurance/g)!.length);
  });

  test('what is no message, too much, or nothing is an error beside the field', async () => {
    const priya = await signedInAs(service.address, people['Priya']!);
    const wrong = await drop(priya, 'letter.pdf', PDF);
    expect([wrong.status, wrong.text.includes('href="#message"')]).toEqual([422, true]);
    expect((await drop(priya, 'big.eml', Buffer.alloc(21 * 1024 * 1024, 65))).status).toBe(413);
    const none = await priya.post(`/cases/${caseId}/messages`, { _csrf: await token(priya) });
    expect([none.status, none.text.includes('Choose the message')]).toEqual([422, true]);
    expect((await drop(priya, 'x.eml', EMAIL([]), 'everybody')).text).toContain('Say who may read it');
  });

  test('a provider reads what is for it and files nothing; an auditor reads and files nothing; others find no case', async () => {
    const priya = await signedInAs(service.address, people['Priya']!);
    await drop(priya, 'inside.eml', Buffer.from(EMAIL([]).toString().replace('Our <b>insurance</b>', 'Between ourselves')));
    await drop(priya, 'shared.eml', Buffer.from(EMAIL([]).toString().replace('Our <b>insurance</b>', 'For you too')), 'provider');
    await mailIn('delivered', { subject: 'The outcome', audience: ['officers'] });
    const pat = await asPat();
    const page = await pat.get(`/cases/${caseId}/messages`);
    expect([page.status, page.text.includes('For you too'), page.text.includes('Between ourselves'), page.text.includes('The outcome'), page.text.includes('File an e-mail')]).toEqual([200, true, false, false, false]);
    const lin = await signedInAs(service.address, people['Lin']!);
    expect((await lin.get(`/cases/${caseId}/messages`)).text).toContain('Between ourselves');
    const sam = await signedInAs(service.address, people['Sam']!);
    expect((await sam.get(`/cases/${caseId}/messages`)).status).toBe(404);
    for (const [who, status] of [[pat, 403], [lin, 403], [sam, 404]] as const) expect((await drop(who, 'x.eml', EMAIL([]))).status).toBe(status);
  });
});

describe('what GOV.UK Notify says', () => {
  const tell = (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) =>
    fetch(`${service.address}/api/notify/receipts`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

  test('a delivery is noted and a failure becomes a task, told twice or not', async () => {
    const [good, bad] = [await mailIn('sent'), await mailIn('sent', { subject: 'Came back from Notify' })];
    expect((await tell({ reference: referenceOf(council, good), status: 'delivered' })).status).toBe(204);
    for (let times = 0; times < 2; times += 1) expect((await tell({ reference: referenceOf(council, bad), status: 'permanent-failure' })).status).toBe(204);
    expect([(await stateOf(good)).state, (await stateOf(bad)).state]).toEqual(['delivered', 'bounced']);
    const priya = await signedInAs(service.address, people['Priya']!);
    expect((await priya.get('/work')).text).toContain('“Came back from Notify” to ann@larkspur.example did not arrive');
    for (const body of [{ reference: null, status: 'delivered' }, { reference: 'not ours', status: 'delivered' }, { reference: referenceOf(council, good), status: 'sending' }]) expect((await tell(body)).status).toBe(204);
    expect((await tell({ reference: 'x' })).status).toBe(422);
  });

  test('without the token, or with another, nothing is noted', async () => {
    const id = await mailIn('sent');
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: TOKEN }, { authorization: '' }] as Record<string, string>[]) {
      expect((await tell({ reference: referenceOf(council, id), status: 'permanent-failure' }, headers)).status).toBe(401);
    }
    expect((await stateOf(id)).state).toBe('sent');
  });
});

test('the digest goes to each of the authority’s people who has something due, once a day, and on no day without work', async () => {
  const digests = service.app.get(Digests);
  const setClock = (at: string) => asOwner(service.database.ownerUrl, (owner) => owner.query('update installation set clock_offset = $1::timestamptz - clock_timestamp()', [at]));
  const sent = () => asOwner(service.database.ownerUrl, async (owner) => (await owner.query<{ key: string; recipient: string; body: string }>(`select key, recipient, body from mail where key like 'digest:%' order by key`)).rows);
  await inScope(app, systemScope(other), (tx) => raiseTask(tx, { key: 'other', kind: 'mail.bounced', aboutCase: null, role: 'procurement officer', owner: null, due: null, sentence: 'Ring Mr Other.' }));
  await setClock('2027-01-02T06:30:00Z'); // Saturday
  expect(await digests.send()).toBe(0);
  await setClock('2027-01-04T06:30:00Z');
  const queued = await digests.send();
  const first = await sent();
  expect(first).toHaveLength(queued);
  expect(first.map(({ key }) => key)).toEqual(expect.arrayContaining([`digest:${people['Priya']}:2027-01-04`, `digest:${people['Sam']}:2027-01-04`]));
  // An auditor has nothing to do, and a provider gets none.
  expect(first.map(({ key }) => key.split(':')[1])).not.toEqual(expect.arrayContaining([people['Lin']]));
  expect(first.find(({ key }) => key.includes(people['Sam']!))!.body).toContain('Ring Mr Other.');
  expect(first.find(({ key }) => key.includes(people['Priya']!))!.body).not.toContain('Ring Mr Other.');
  expect(await digests.send()).toBe(0);
  await setClock('2027-01-05T06:30:00Z');
  expect(await digests.send()).toBe(queued);
});

for (const [name, viewport] of [['1280', WIDE], ['320', NARROW]] as const) {
  test(`mail and messages have no barrier at ${name} pixels`, async () => {
    await mailIn('unsure');
    await mailIn('bounced', { subject: 'A letter with a long subject, about the evidence that is still missing and by when it should come' });
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    await page.goto(`${service.address}/sign-in`);
    await page.getByRole('button', { name: 'Sign in as Priya Sample' }).press('Enter');
    for (const path of ['/mail', `/cases/${caseId}/messages`]) {
      await page.goto(service.address + path);
      await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/mail-${name}-${path.split('/').at(-1)}.png`, fullPage: true });
    }
    await page.goto(`${service.address}/mail`);
    await page.getByRole('button', { name: /^Withdraw/ }).first().press('Enter');
    await expectAccessible(page);
    await context.close();
  });
}
