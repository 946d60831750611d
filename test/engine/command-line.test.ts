import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCli } from '../../src/cli.js';
import { applicationProcedure } from '../../src/qpl/application/application.procedure.js';
import * as qpl from '../qpl/makers.js';
import type { TestEngine } from './engine.js';
import { provider, startEngine } from './engine.js';

let engine: TestEngine;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-cli-'));
const environment = { ...process.env };
const organisationId = randomUUID();
const caseId = randomUUID();

/** The sample application, with ids such as a database gives. */
function application(): { input: unknown; facts: unknown } {
  const { input, facts } = qpl.submit({}, { copy: { documentId: randomUUID(), sha256: 'a'.repeat(64) } });
  const ids: Record<string, string> = { 'scheme-1': randomUUID(), 'lot-slt': randomUUID(), 'lot-ot': randomUUID(), 'org-1': organisationId };
  const known = (text: string): string => Object.entries(ids).reduce((said, [id, uuid]) => said.replaceAll(`"${id}"`, `"${uuid}"`), text);
  return JSON.parse(known(JSON.stringify({ input, facts }))) as { input: unknown; facts: unknown };
}
const sent = application();

beforeAll(async () => {
  engine = await startEngine([{ ...applicationProcedure, facts: () => Promise.resolve(sent.facts as never) }]);
  Object.assign(process.env, { DATABASE_URL: engine.db.ownerUrl, APP_DATABASE_URL: engine.db.appUrl, DATA_FOLDER: folder, ROOT_KEY: 'a key' });
  await engine.setClock('2026-11-02T10:00:00Z');
  const answer = await engine.sender.send({ actor: provider('Ana', organisationId), caseId, procedure: 'qpl.application', type: 'application.submit', input: sent.input });
  expect(answer).toMatchObject({ kind: 'done' });
});
afterAll(async () => {
  process.env = environment;
  await engine.stop();
  fs.rmSync(folder, { recursive: true });
});

interface Answer {
  ok: boolean;
  result: never;
  findings: { code: string; where: string; message: string; severity: string }[];
}
async function clerkwell(...words: string[]): Promise<{ exit: number } & Answer> {
  let text = '';
  const exit = await runCli([...words, '--json'], { out: (more) => (text += more), err: (more) => (text += more) });
  return { exit, ...(JSON.parse(text) as Answer) };
}
const log = (content: unknown): string => {
  const file = path.join(folder, `${randomUUID()}.json`);
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

describe('clerkwell verify', () => {
  test('says that nobody can vouch before the first root, and after it until when; exit 0', async () => {
    const before = await clerkwell('verify');
    expect(before).toMatchObject({ exit: 0, ok: true, result: [expect.objectContaining({ name: 'Council one' }), expect.anything()] });
    expect(before.findings.map(({ code, severity }) => [code, severity])).toEqual([['no-root', 'note'], ['no-root', 'note']]);
    expect(await clerkwell('root')).toMatchObject({ exit: 0, result: expect.arrayContaining([expect.objectContaining({ day: '2026-11-02', heads: 1 })]) });
    const after = await clerkwell('verify', '--authority', 'one');
    expect(after).toMatchObject({ exit: 0, findings: [], result: [{ roots: { exported: 1, vouchedUntil: expect.stringMatching(/^2026-11-02T10:00/) }, cases: [{ caseId, verdict: 'intact' }] }] });
  });

  test('names the case and the entry that were changed; exit 1', async () => {
    const [row] = await engine.owner<{ title: string }>('select title from workflow_instance');
    await engine.owner(`update workflow_instance set title = 'Somebody else'`);
    expect(await clerkwell('verify')).toMatchObject({ exit: 1, ok: false, findings: expect.arrayContaining([expect.objectContaining({ code: 'broken', where: 'QPL/A 26/00001', message: expect.stringContaining('The row that lists show') })]) });
    await engine.owner('update workflow_instance set title = $1', [row?.title]);
  });

  test('with an authority that is not there, or without a database, is bad input; exit 2', async () => {
    expect(await clerkwell('verify', '--authority', 'three')).toMatchObject({ exit: 2, findings: [{ code: 'authority' }] });
    process.env['DATABASE_URL'] = 'postgres://nobody:x@127.0.0.1:1/nothing';
    expect(await clerkwell('verify')).toMatchObject({ exit: 2, findings: [{ code: 'database' }] });
    delete process.env['DATABASE_URL'];
    expect(await clerkwell('verify')).toMatchObject({ exit: 2, findings: [{ code: 'no-database' }] });
    process.env['DATABASE_URL'] = engine.db.ownerUrl;
  });
});

test('clerkwell rehearse says that nothing would change, and lists a date that the rules would now count otherwise', async () => {
  expect(await clerkwell('rehearse')).toMatchObject({ exit: 0, findings: [], result: { looked: 1, cases: [] } });
  await engine.owner(`update workflow_deadline set due = due - 1`);
  expect(await clerkwell('rehearse')).toMatchObject({ exit: 1, findings: expect.arrayContaining([expect.objectContaining({ code: 'stay', message: expect.stringMatching(/counted now it would be/) })]) });
  await engine.owner(`update workflow_deadline set due = due + 1`);
});

describe('clerkwell replay', () => {
  const submitted = { at: '2026-11-02T10:00', type: 'application.submit', ...sent, by: { name: 'Ana', role: 'applicant' } };

  test('gives the states and the alarms with their dates, without a database', async () => {
    delete process.env['DATABASE_URL'];
    const { exit, result, findings } = await clerkwell('replay', log({ machine: 'qpl.application', events: [submitted], until: '2026-12-31' }));
    process.env['DATABASE_URL'] = engine.db.ownerUrl;
    expect(result).toMatchObject({ machine: 'qpl.application', steps: [{ outcome: 'taken', label: expect.any(String) }, { outcome: 'rang' }], alarms: [{ status: 'rang', due: expect.stringMatching(/^2026-1[12]-\d\d$/) }] });
    expect([exit, findings.map(({ code }) => code)]).toEqual([1, ['rang']]);
  });

  test('before the last day rings nothing; exit 0', async () => {
    expect(await clerkwell('replay', log({ machine: 'qpl.application', events: [submitted] }))).toMatchObject({ exit: 0, findings: [], result: { alarms: [{ status: 'running' }] } });
  });

  test('tells what the machine refuses and which fields are wrong; exit 1', async () => {
    const { exit, findings } = await clerkwell('replay', log({ machine: 'qpl.application', events: [submitted, { at: '2026-11-03', type: 'record.publish', input: { documentId: randomUUID(), sha256: 'a'.repeat(64) } }, { at: '2026-11-03', type: 'clarification.ask', input: {} }] }));
    expect([exit, findings.map(({ code }) => code)]).toEqual([1, expect.arrayContaining(['not-now', 'field'])]);
  });

  test.each([
    ['no file', '/nonexistent.json', 'log'],
    ['not JSON', log('{'), 'log'],
    ['no events', log({ machine: 'qpl.application' }), 'log'],
    ['a date that is none', log({ machine: 'qpl.application', events: [{ at: '2026-02-30', type: 'x' }] }), 'log'],
    ['events that are not in order', log({ machine: 'qpl.application', events: [{ at: '2026-02-03', type: 'x' }, { at: '2026-02-02', type: 'x' }] }), 'log'],
    ['a machine that is none', log({ machine: 'x', events: [] }), 'unknown-machine'],
  ])('with %s is bad input; exit 2', async (_what, file, code) => {
    expect(await clerkwell('replay', file)).toMatchObject({ exit: 2, findings: [{ code }] });
  });

  test('prints its schema', async () => {
    expect(await clerkwell('replay', '--schema')).toMatchObject({ exit: 0, result: { properties: { machine: { enum: expect.arrayContaining(['qpl.application']) } } } });
  });
});
