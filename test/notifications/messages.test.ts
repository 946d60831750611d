import { randomUUID } from 'node:crypto';
import { inScope } from '../../src/engine/scope.js';
import { Files } from '../../src/files/files.js';
import { LIMITS } from '../../src/files/limits.js';
import { PostgresStore } from '../../src/files/postgres-store.js';
import { noScanner } from '../../src/files/virus-scan.js';
import { fileMessage, messagesOfCase } from '../../src/notifications/file-message.js';
import { parseMessage } from '../../src/notifications/parse-message.js';
import { EXE, PDF, PNG, sha256 } from '../files/samples.js';
import { gathered, makeWorld } from '../files/world.js';
import type { World } from '../files/world.js';
import { outlookMessage } from './outlook-sample.js';

const part = (name: string, bytes: Buffer) =>
  `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`;
const email = (more: string[] = [], body = 'Our insurance is attached.') =>
  Buffer.from(
    [
      'From: Ann Sample <ann@larkspur.example>',
      'To: SEN desk <sen@council.example>, team: ben@council.example;',
      'Cc: carl@larkspur.example',
      'Subject: =?utf-8?B?SW5zdXJhbmNlIPCfkY0=?=',
      'Date: Fri, 29 May 2026 22:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`,
    ].join('\r\n') +
      more.join('') +
      '--b--\r\n',
  );

describe('a message is read', () => {
  test('an .eml, with its own date, people and attachments', async () => {
    const message = await parseMessage(email([part('insurance.pdf', PDF)]));
    expect(message).toMatchObject({
      from: 'Ann Sample <ann@larkspur.example>',
      to: ['SEN desk <sen@council.example>', 'ben@council.example'],
      cc: ['carl@larkspur.example'],
      subject: 'Insurance 👍',
      date: '2026-05-29T21:00:00.000Z',
      text: 'Our insurance is attached.',
    });
    expect(message.attachments.map((one) => [one.name, one.bytes.equals(PDF)])).toEqual([['insurance.pdf', true]]);
  });
  test('an .eml of HTML only gives its words, without scripts', async () => {
    const html = Buffer.from(
      'From: a@example.org\r\nTo: b@example.org\r\nContent-Type: text/html\r\n\r\n<style>p{}</style><p>One</p><script>alert(1)</script><div>Two <b>words</b></div>',
    );
    expect((await parseMessage(html)).text.replace(/\n+/g, '\n')).toBe('One\nTwo words');
  });
  test('a message without a date, or with nonsense for one, has none: it is never given the time of filing', async () => {
    expect((await parseMessage(Buffer.from('From: a@example.org\r\nTo: b@example.org\r\n\r\nx'))).date).toBeNull();
    expect((await parseMessage(Buffer.from('From: a@example.org\r\nDate: the day before\r\n\r\nx'))).date).toBeNull();
  });
  test('an Outlook .msg', async () => {
    const sent = new Date('2026-05-29T21:00:00.000Z');
    const message = await parseMessage(outlookMessage({ sent, attachment: { name: 'photo.png', bytes: PNG } }));
    expect(message).toMatchObject({
      from: 'Ann Sample <ann@larkspur.example>',
      to: ['SEN desk <sen@council.example>'],
      cc: ['Ben <ben@larkspur.example>'],
      subject: 'Insurance — שאלה',
      date: sent.toISOString(),
      text: 'Please find our insurance.\nAnn',
    });
    expect(message.attachments.map((one) => [one.name, one.bytes.equals(PNG)])).toEqual([['photo.png', true]]);
  });
  test('an Outlook .msg cut short, with its sectors pointing at themselves, or of noise is refused, and nothing hangs', async () => {
    const whole = outlookMessage({ sent: new Date(0), attachment: { name: 'a', bytes: PNG } });
    const circular = Buffer.from(whole);
    // Every sector of the first allocation table names itself as its next.
    const table = 512 + circular.readUInt32LE(76) * 512;
    for (let i = 0; i < 128; i += 1) circular.writeUInt32LE(i, table + i * 4);
    const noise = Buffer.concat([whole.subarray(0, 512), Buffer.alloc(5_000, 0x5a)]);
    for (const bad of [whole.subarray(0, 700), circular, noise]) {
      const answer = await parseMessage(bad).then(
        (message) => message.subject,
        (fault: Error) => fault.message,
      );
      expect(['The message is damaged and cannot be read.', 'Unsupported file type!', '']).toContain(answer);
    }
  });
});

describe('a message dropped on a case', () => {
  let world: World;
  let files: Files;
  beforeAll(async () => {
    world = await makeWorld();
    files = new Files(world.app, new PostgresStore(world.app), noScanner, LIMITS);
  });
  afterAll(() => world.end());
  const drop = (name: string, bytes: Buffer, caseId = randomUUID()) =>
    fileMessage(world.app, files, world.kent, { caseId, organisation: null, audience: ['officers'], name, bytes }).then(
      (filing) => ({ filing, caseId }),
    );
  const listed = (caseId: string, scope = world.kent) =>
    inScope(world.app, scope, (tx) => messagesOfCase(tx, caseId, ['officers']));

  test('is filed under its own date with its attachments; one that is refused is listed with the reason', async () => {
    const bytes = email([part('insurance.pdf', PDF), part('accounts.pdf', EXE)]);
    const { filing, caseId } = await drop('question.eml', bytes);
    expect(filing.filed).toBe(true);
    const [message, ...more] = await listed(caseId);
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      from: 'Ann Sample <ann@larkspur.example>',
      subject: 'Insurance 👍',
      sentAt: new Date('2026-05-29T21:00:00Z'),
      filedBy: world.kent.person,
      sha256: sha256(bytes),
    });
    expect(message!.attachments).toEqual([
      { name: 'insurance.pdf', size: PDF.length, sha256: sha256(PDF) },
      { name: 'accounts.pdf', size: EXE.length, because: expect.stringMatching(/is of a kind that is not taken/) },
    ]);
    for (const [hash, content] of [
      [sha256(PDF), PDF],
      [sha256(bytes), bytes],
    ] as const) {
      const opened = await files.open(world.kent, ['officers'], {
        ownerKind: 'authority',
        owner: world.kent.authority,
        sha256: hash,
        caseId,
      });
      expect(opened.opened && (await gathered(opened.file.bytes)).equals(content)).toBe(true);
    }
  });
  test('twice is filed once', async () => {
    const first = await drop('a.eml', email());
    const second = await drop('a.eml', email(), first.caseId);
    expect(second.filing).toMatchObject({ filed: true, id: first.filing.filed && first.filing.id });
    expect(await listed(first.caseId)).toHaveLength(1);
  });
  test('from Outlook is filed the same way', async () => {
    const { caseId } = await drop(
      'question.msg',
      outlookMessage({ sent: new Date('2026-06-01T08:30:00Z'), attachment: { name: 'photo.png', bytes: PNG } }),
    );
    expect(await listed(caseId)).toMatchObject([
      { subject: 'Insurance — שאלה', sentAt: new Date('2026-06-01T08:30:00Z'), attachments: [{ name: 'photo.png' }] },
    ]);
  });
  test('that is no message is refused with the cure, and leaves nothing on the case', async () => {
    const picture = await drop('question.png', PNG);
    expect(picture.filing).toMatchObject({
      filed: false,
      status: 422,
      because: expect.stringMatching(/cannot be read as a message/),
    });
    const program = await drop('question.eml', EXE);
    expect(program.filing).toMatchObject({
      filed: false,
      status: 422,
      because: expect.stringMatching(/is of a kind that is not taken/),
    });
    expect([await listed(picture.caseId), await listed(program.caseId)]).toEqual([[], []]);
  });
  test('is seen by no other authority and no provider', async () => {
    const { caseId } = await drop('b.eml', email());
    for (const scope of [world.surrey, world.larkspur]) expect(await listed(caseId, scope)).toEqual([]);
  });
});
