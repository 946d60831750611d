import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asOwner } from '../database.js';
import { Visitor, type TestService } from '../web/service.js';
import { until } from '../until.js';
import { EAST_COMMUNITY, EAST_HOSPITALS, openAward, prepare, submitNotice, taken } from './award-world.js';
import { done, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';

/** The record and the pack through the doors of the product, on the real database, with real documents and a real archive. */
let service: TestService;
let officer: Officer;
let caseId: string;
const MINUTE = 60_000;

beforeAll(async () => {
  service = await serviceOn('2026-03-02');
  officer = await Officer.signIn(service, STAFF.officer);
  caseId = await openAward(officer, EAST_HOSPITALS, { start: '2026-06-01', end: '2027-10-31' });
}, MINUTE);
afterAll(() => stop(service));

test('P13, reg 24: the record is a page of the case; what is missing opens the step that gives it', async () => {
  const page = await officer.get(`/cases/${caseId}/regulation-24`);
  expect(words(page.text)).toContain('0 of 5 paragraphs that apply are complete');
  expect(page.text).toContain(`href="/cases/${caseId}/steps/decision-makers.name"`);
  expect(page.text).toContain('<progress');
  expect(words((await officer.get(`/cases/${caseId}`)).text)).toContain('Regulation 24');
}, MINUTE);

test('reg 24: when the work is done nothing is missing, and the record is kept as a document in three formats', async () => {
  await prepare(officer, await Officer.signIn(service, STAFF.manager), caseId, EAST_HOSPITALS);
  await submitNotice(officer, caseId, 'intention-notice');
  expect(await officer.read(`/cases/${caseId}/regulation-24`)).toContain('5 of 5 paragraphs that apply are complete');
  done(await officer.fill(`/cases/${caseId}/regulation-24`, {}));
  const { text } = await officer.get(`/cases/${caseId}/regulation-24`);
  expect(words(text)).toContain('PDF');
  const document = /\/documents\/([0-9a-f-]{36})"/.exec(text.slice(text.indexOf('Kept before')))![1]!;
  expect(words((await officer.get(`/documents/${document}.html`)).text)).toContain('Rachel Okafor, Director of commissioning');
}, 2 * MINUTE);

test('reg 12(4), (5): the pack opens, its verifier says so, an altered file is found, and each making is logged with a name', async () => {
  const at = `/cases/${caseId}/disclosure`;
  const page = await officer.get(at);
  const held = [...page.text.matchAll(/id="exception-(\d+)"/g)].length - 1;
  const body = new URLSearchParams({ _csrf: Visitor.tokenOn(page.text), [`exception-${held}`]: 'commercial interests', [`why-${held}`]: 'A price of a competitor stands in it.' });
  const answer = await officer.visitor.send(at, { method: 'POST', body });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const again = await zipOf(service, officer, at, body);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-pack-'));
  fs.writeFileSync(path.join(folder, 'pack.zip'), again);
  execFileSync('unzip', ['-q', 'pack.zip', '-d', 'out'], { cwd: folder });
  const out = path.join(folder, 'out');
  expect(execFileSync('node', ['verify.mjs'], { cwd: out, encoding: 'utf8' })).toMatch(/^\d+ files, all as they were given\.$/m);
  execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: out });
  const index = words(fs.readFileSync(path.join(out, 'index.html'), 'utf8'));
  expect(index).toContain('A price of a competitor stands in it.');
  const [first] = fs.readdirSync(out).filter((name) => name.startsWith('001-'));
  fs.appendFileSync(path.join(out, first!), ' ');
  expect(() => execFileSync('node', ['verify.mjs'], { cwd: out, stdio: 'pipe' })).toThrow();
  const logged = await asOwner(service.database.ownerUrl, async (owner) => (await owner.query<{ person_id: string; subject: string }>(`select person_id, subject from read_log where what = 'disclosure pack' and case_id = $1`, [caseId])).rows);
  expect(logged.map(({ person_id }) => person_id)).toEqual([STAFF.officer.personId, STAFF.officer.personId]);
  expect(logged.some(({ subject }) => index.includes(subject))).toBe(true);
  fs.rmSync(folder, { recursive: true });
}, 2 * MINUTE);

test('reg 12(5): without a reason nothing is held back, and the page says where one is missing', async () => {
  const at = `/cases/${caseId}/disclosure`;
  const page = await officer.get(at);
  const answer = await officer.visitor.send(at, { method: 'POST', body: new URLSearchParams({ _csrf: Visitor.tokenOn(page.text), 'exception-0': 'public interest', 'why-0': '' }) });
  expect(answer.status).toBe(422);
  expect(words(answer.text)).toContain('the provider reads it');
}, MINUTE);

test('a democratic services officer reads the record and is told who makes the pack', async () => {
  const reader = await Officer.signIn(service, STAFF.democratic);
  expect((await reader.get(`/cases/${caseId}/regulation-24`)).status).toBe(200);
  const answer = await reader.get(`/cases/${caseId}/disclosure`);
  expect(answer.status).toBe(403);
  expect(words(answer.text)).toContain('You cannot make this pack');
}, MINUTE);

test('reg 24, reg 12(4): a letter that a step made is listed in the record with whom it is for, and is in the pack in every format, as it was made', async () => {
  const { provider } = EAST_COMMUNITY;
  const warned = await openAward(officer, EAST_COMMUNITY, { start: '2026-06-01', end: '2027-10-31' });
  expect(await officer.read(`/cases/${warned}/regulation-24`)).toContain('No letter was made.');
  const [name, title] = ['Rushing Water Transport Ltd (sample)', `Your intended sub-contractor: ${EAST_COMMUNITY.title}`];
  await taken(officer, warned, 'sub-contractors.ask', { provider, intends: 'yes', names: name });
  await taken(officer, warned, 'exclusion.check', { about: name, provider, checked: 'The debarment list', result: 'excluded', ground: 'It is on the debarment list.', nationalSecurity: 'no' });
  await taken(officer, warned, 'sub-contractor.warn', { about: name, opportunity: 'Name another one by 25 March 2026.' });
  const at = `/cases/${warned}/regulation-24`;
  const listed = await until(async () => { const { text } = await officer.get(at); return text.includes('Your intended sub-contractor') && text; });
  expect(words(listed)).toContain(`${title} to ${provider}`);
  const letter = /\/documents\/([0-9a-f-]{36})"[^>]*>Your intended sub-contractor/.exec(listed)![1]!;
  done(await officer.fill(at, {}));
  const kept = (await officer.get(at)).text;
  const record = /\/documents\/([0-9a-f-]{36})"/.exec(kept.slice(kept.indexOf('Kept before')))![1]!;
  expect(words((await officer.get(`/documents/${record}.html`)).text)).toContain(`${title} ${provider}`);

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-pack-'));
  const page = await officer.get(`/cases/${warned}/disclosure`);
  fs.writeFileSync(path.join(folder, 'pack.zip'), await zipOf(service, officer, `/cases/${warned}/disclosure`, new URLSearchParams({ _csrf: Visitor.tokenOn(page.text) })));
  execFileSync('unzip', ['-q', 'pack.zip', '-d', 'out'], { cwd: folder });
  expect(execFileSync('node', ['verify.mjs'], { cwd: path.join(folder, 'out'), encoding: 'utf8' })).toMatch(/all as they were given\.$/m);
  const index = words(fs.readFileSync(path.join(folder, 'out', 'index.html'), 'utf8'));
  for (const format of ['html', 'pdf', 'docx']) expect(index).toContain(`${title} (${format})`);
  const documents = path.join(folder, 'out', 'documents');
  const asMade = (await officer.visitor.bytes(`/documents/${letter}.html`)).bytes;
  expect(fs.readdirSync(documents).some((file) => fs.readFileSync(path.join(documents, file)).equals(asMade))).toBe(true);
  fs.rmSync(folder, { recursive: true });
}, 2 * MINUTE);

test('reg 25: the annual summary is counted from the rows, and a year before the Regulations is not there', async () => {
  expect(await officer.read('/psr/annual-summary/2026')).toContain('(a) Contracts awarded by direct award process A, B or C');
  expect(await officer.read('/psr/annual-summary/2026/direct')).toContain('No case.');
  expect((await officer.get('/psr/annual-summary/1999')).status).toBe(404);
}, MINUTE);

async function zipOf({ address }: TestService, { visitor }: Officer, at: string, body: URLSearchParams): Promise<Buffer> {
  const cookie = (visitor as unknown as { cookie: string }).cookie;
  const response = await fetch(`${address}${at}`, { method: 'POST', body, headers: { cookie } });
  return Buffer.from(await response.arrayBuffer());
}
