import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { openPromise } from 'yauzl';
import { BundleKey } from '../../src/bundle/bundle-key.js';
import { Moves } from '../../src/bundle/moves.js';
import { receiveBundle, type ReceiveAnswer } from '../../src/bundle/receiving.js';
import { writeBundle } from '../../src/bundle/write-bundle.js';
import { runCli } from '../../src/cli.js';
import { addDays, asDay } from '../../src/calendar/day.js';
import { Directory, type KnownActor } from '../../src/directory/directory.js';
import { Documents } from '../../src/documents/store.js';
import type { CaseView } from '../../src/engine/case-view.js';
import { Corrections } from '../../src/engine/correct.js';
import { Reader } from '../../src/engine/read.js';
import { Registry } from '../../src/engine/registry.js';
import { inScope, systemScope } from '../../src/engine/scope.js';
import { Sender } from '../../src/engine/send.js';
import { Verifier } from '../../src/engine/verify.js';
import { FILE_STORE, type FileStore } from '../../src/files/file-store.js';
import { Files } from '../../src/files/files.js';
import { LIMITS } from '../../src/files/limits.js';
import { linkFiles } from '../../src/files/links.js';
import { PostgresStore } from '../../src/files/postgres-store.js';
import { noScanner } from '../../src/files/virus-scan.js';
import { Policies } from '../../src/policy/policies.js';
import { procedures } from '../../src/procedures.js';
import { AUTHORITY } from '../../src/sample/authority.js';
import { asOwner, testDatabase, type TestDatabase } from '../database.js';
import { authority, person, role } from '../directory/people.js';
import { EAST_COMMUNITY, EAST_HOSPITALS, itIs, openAward, prepare, submitNotice, taken, verified, WEST_COMMUNITY } from '../psr/award-world.js';
import { terms } from '../psr/contract-makers.js';
import { day, done, Officer, serviceOn, STAFF, stop } from '../psr/officers.js';
import { words } from '../words.js';
import { Visitor, type TestService } from '../web/service.js';

/**
 * A case goes to another authority as one signed file, with its clocks running: here to an authority of the same installation through the pages and by the command line,
 * and to another installation, which is another database with another key.
 */
let service: TestService;
let [priya, rachel, helen, nia]: Officer[] = [];
let folder = '';
/** The other installation. */
let elsewhere: { db: TestDatabase; source: DataSource; registry: Registry; policy: Policies; files: Files; key: BundleKey; authorityId: string; strangerId: string; receiver: KnownActor; stranger: KnownActor };
/** Another authority of the first installation. */
let neighbour = '';
const cases: Record<'away' | 'next' | 'third', string> = { away: '', next: '', third: '' };
const TERM = { start: '2026-06-01', end: '2027-10-31' };
const PAPER = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const paperHash = createHash('sha256').update(PAPER).digest('hex');
const bundleFile = () => path.join(folder, 'away.zip');

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'clerkwell-bundle-'));
  service = await serviceOn('2026-03-24');
  neighbour = await authority(service.database, 'Neighbour City Council');
  const niaId = await person(service.database, 'Nia Neighbour', { email: 'nia@neighbour.example', sample: true });
  await role(service.database, neighbour, niaId, 'procurement officer');
  [priya, rachel, helen, nia] = await Promise.all([STAFF.officer, STAFF.decider, STAFF.manager, { ...STAFF.officer, personId: niaId }].map((who) => Officer.signIn(service, who)));

  const db = await testDatabase();
  await asOwner(db.ownerUrl, (owner) => owner.query(`update installation set sample = true, clock_offset = (('2026-03-25'::date + '09:00'::time) at time zone 'Europe/London') - clock_timestamp()`));
  const source = await new DataSource({ type: 'postgres', url: db.appUrl, poolSize: 4 }).initialize();
  const [authorityId, strangerId] = [await authority(db, 'Sample Trust Board'), await authority(db, 'Stranger Council')];
  const who = await person(db, 'Tara Trust');
  for (const each of [authorityId, strangerId]) await role(db, each, who, 'procurement officer');
  const actor = async (of: string) => (await new Directory(source).actorFor(who, { authorityId: of, organisationId: null }))!;
  elsewhere = {
    db, source, registry: new Registry(procedures), policy: new Policies(source), files: new Files(source, new PostgresStore(source), noScanner, LIMITS), key: new BundleKey('the key of another installation'),
    authorityId, strangerId, receiver: await actor(authorityId), stranger: await actor(strangerId),
  };

  cases.away = await openAward(priya!, EAST_HOSPITALS, TERM);
  cases.next = await openAward(priya!, EAST_COMMUNITY, TERM);
  cases.third = await openAward(priya!, WEST_COMMUNITY, TERM);
  await prepare(priya!, rachel!, cases.away, EAST_HOSPITALS);
  await submitNotice(priya!, cases.away, 'intention-notice');
  await taken(priya!, cases.away, 'intention.publish', { noticeNumber: '015001-2026', link: 'https://www.find-tender.service.gov.uk/Notice/015001-2026', ...day('statedLastDay', '2026-04-08') });
  await link(cases.away, ['officers']);
}, 240_000);
afterAll(async () => {
  await elsewhere.source.destroy();
  await elsewhere.db.drop();
  await rm(folder, { recursive: true, force: true });
  await stop(service);
});

const get = <T>(of: new (...given: never[]) => T): T => service.app.get(of, { strict: false });
const staff = async (who: { personId: string }): Promise<KnownActor> => (await get(Directory).actorFor(who.personId, { authorityId: AUTHORITY.authorityId, organisationId: null }))!;
/** A paper that the authority put into a case. */
async function link(caseId: string, audience: ('officers' | 'child-data')[]): Promise<void> {
  const scope = { ...systemScope(AUTHORITY.authorityId), person: STAFF.officer.personId };
  const kept = await get(Files).keepBytes(scope, 'contract review.pdf', PAPER, 'application/pdf');
  if (!kept.kept) throw new Error(kept.because);
  await inScope(service.app.get<DataSource>(getDataSourceToken()), scope, (tx) => linkFiles(tx, { caseId, organisation: null, person: STAFF.officer.personId }, [{ ...kept.file, audience }]));
}
const receive = (file: string, actor = elsewhere.receiver, key: string | null = new BundleKey('root of a test').public): Promise<ReceiveAnswer> => receiveBundle(elsewhere, actor, file, key);
const there = async <T>(text: string, values: unknown[] = []): Promise<T[]> => inScope(elsewhere.source, systemScope(elsewhere.authorityId), (tx) => tx.query<T[]>(text, values));
/** Everything that a received case would have left there. */
const traces = async () => (await Promise.all(['workflow_instance', 'workflow_event', 'workflow_payload', 'workflow_deadline', 'workflow_work', 'document', 'file_link', 'counter_issue'].map(async (table) => (await there<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n)));
const wholeThere = async () => (await new Verifier(elsewhere.source, elsewhere.registry).verify({ key: 'x', folder: '/nonexistent' }, elsewhere.authorityId)).flatMap((one) => one.cases).map(({ verdict, faults }) => ({ verdict, faults }));

describe('a case leaves', () => {
  test('one person proposes it, another agrees; whoever proposed does not', async () => {
    const at = `/cases/${cases.away}/move`;
    expect(await priya!.read(at)).toContain('Clocks that go along:');
    expect((await priya!.fill(at, { to: '', name: 'Sample Trust Board', number: 'no number', why: '' })).status).toBe(422);
    done(await priya!.fill(at, { to: '', name: 'Sample Trust Board', number: elsewhere.authorityId, why: 'The trust board takes over the therapies.' }));
    expect(await priya!.read(at)).toContain('Somebody else agrees to it');
    const [move] = await get(Moves).of(await staff(STAFF.officer), cases.away);
    const own = { ...(await staff(STAFF.officer)), roles: ['procurement officer', 'commissioning manager'] };
    expect(await get(Moves).agree(own, cases.away, move!.moveId)).toMatchObject({ kind: 'refused', refusals: [{ guard: 'second-person' }] });
    expect(await get(Moves).agree(await staff(STAFF.decider), cases.away, move!.moveId)).toMatchObject({ kind: 'not-allowed' });
    expect((await priya!.get(`/cases/${cases.away}/bundle.zip`)).status).toBe(404);
    done(await helen!.fill(at, {}));
    expect(await helen!.read(at)).toContain('The case went to Sample Trust Board');
  }, 60_000);

  test('here it is closed to every change, and says where it went and why; its clocks are stopped, nobody’s work waits, and its log is whole', async () => {
    expect(await priya!.read(`/cases/${cases.away}`)).toContain('Moved to Sample Trust Board: The trust board takes over the therapies.');
    expect(await priya!.read(`/cases/${cases.away}/timeline`)).toContain('Helen Marsh moved the case to Sample Trust Board');
    const officer = await staff(STAFF.officer);
    expect(await get(Sender).send({ actor: officer, caseId: cases.away, type: 'key-decision.state', input: { needed: false, reference: null, implementableFrom: null } })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'moved', because: expect.stringContaining('Sample Trust Board') as string }] });
    expect(await get(Corrections).correct(officer, cases.away, { corrects: 2, reason: 'x' })).toMatchObject({ kind: 'not-found' });
    const view = (await get(Reader).caseView(officer, cases.away))!;
    expect([view.row.open, view.clocks.map(({ status }) => status), view.steps.filter(({ state }) => state === 'open')]).toEqual([false, ['ended'], []]);
    expect((await get(Reader).work(officer, { whose: 'team', limit: 200 })).map(({ caseId }) => caseId)).not.toContain(cases.away);
    expect((await verified(service)).broken).toEqual([]);
  });
});

describe('the other installation', () => {
  beforeAll(async () => {
    const { status, bytes } = await priya!.visitor.bytes(`/cases/${cases.away}/bundle.zip`);
    expect(status).toBe(200);
    await writeFile(bundleFile(), bytes);
  });

  test('refuses a bundle that was signed with another key than it was told, that is for another, or that is none, and nothing of it is there', async () => {
    expect(await receive(bundleFile(), elsewhere.receiver, null)).toMatchObject({ kind: 'problem', problem: { code: 'wrong key' } });
    expect(await receive(bundleFile(), elsewhere.receiver, new BundleKey('somebody else').public)).toMatchObject({ kind: 'problem', problem: { code: 'wrong key' } });
    expect(await receive(bundleFile(), elsewhere.stranger)).toMatchObject({ kind: 'problem', problem: { code: 'wrong target', because: expect.stringContaining('Sample Trust Board') as string } });
    const none = path.join(folder, 'none.zip');
    await writeFile(none, 'hello');
    expect(await receive(none)).toMatchObject({ kind: 'problem', problem: { code: 'not a bundle' } });
    await writeFile(none, (await readFile(bundleFile())).subarray(0, 5_000));
    expect(await receive(none)).toMatchObject({ kind: 'problem', problem: { code: 'not a bundle' } });
    expect(await receive(bundleFile(), { ...elsewhere.receiver, roles: ['auditor'] })).toMatchObject({ kind: 'not-allowed' });
    expect((await traces()).every((n) => n === 0)).toBe(true);
  }, 60_000);

  test('a changed byte, wherever it stands, is found, and nothing is received', async () => {
    const whole = await readFile(bundleFile());
    // In the middle of every part: the log, each document and its other forms, the file, the list and its seal.
    const archive = await openPromise(bundleFile(), { lazyEntries: true, autoClose: false });
    const parts: { name: string; at: number }[] = [];
    for await (const entry of archive.eachEntry()) {
      const head = entry.relativeOffsetOfLocalHeader;
      parts.push({ name: entry.fileName, at: head + 30 + whole.readUInt16LE(head + 26) + whole.readUInt16LE(head + 28) + Math.floor(entry.compressedSize / 2) });
    }
    archive.close();
    expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['log.jsonl', `files/${paperHash}`, 'bundle.json', 'bundle.sig']));
    for (const { name, at } of parts) {
      const changed = Buffer.from(whole);
      changed[at] = changed[at]! ^ 0xff;
      const file = path.join(folder, 'changed.zip');
      await writeFile(file, changed);
      const answer = await receive(file);
      expect([name, answer.kind, answer.kind === 'problem' && ['changed', 'not a bundle', 'wrong key'].includes(answer.problem.code)]).toEqual([name, 'problem', true]);
    }
    expect((await traces()).every((n) => n === 0)).toBe(true);
  }, 60_000);

  test('receives it whole: its log with its chain, its documents byte for byte, its file, and its clock with its own date', async () => {
    const answer = await receive(bundleFile());
    expect(answer).toMatchObject({ kind: 'done', caseId: cases.away, reference: 'PSR/C 26/00001', manifest: { from: { name: AUTHORITY.name }, clocks: [{ rule: 'psr.standstill', due: '2026-04-08' }] } });
    expect(await wholeThere()).toEqual([{ verdict: 'intact', faults: [] }]);
    const reader = new Reader(elsewhere.source, elsewhere.registry, elsewhere.policy);
    const view = (await reader.caseView(elsewhere.receiver, cases.away))!;
    expect([view.row.open, view.row.stage, view.owner, view.clocks.map(({ rule, due, status }) => [rule, due, status])]).toEqual([true, 'Standstill', null, [['psr.standstill', '2026-04-08', 'running']]]);
    expect(view.timeline.at(-1)!.sentence).toContain(`Tara Trust received the case from ${AUTHORITY.name}`);
    expect(view.timeline.some(({ sentence }) => sentence.startsWith('Priya Nair opened the award'))).toBe(true);
    const here = await inScope(service.app.get<DataSource>(getDataSourceToken()), systemScope(AUTHORITY.authorityId), (tx) => tx.query<object[]>('select kind, sha256, pdf_sha256, docx_sha256, html, status from document where case_id = $1 order by 1', [cases.away]));
    expect(await there('select kind, sha256, pdf_sha256, docx_sha256, html, status from document order by 1')).toEqual(here);
    const opened = await elsewhere.files.open(systemScope(elsewhere.authorityId), ['officers'], { caseId: cases.away, ownerKind: 'authority', owner: elsewhere.authorityId, sha256: paperHash });
    const pieces: Uint8Array[] = [];
    if (opened.opened) for await (const piece of opened.file.bytes) pieces.push(piece);
    expect([opened.opened, Buffer.concat(pieces)]).toEqual([true, PAPER]);
  }, 60_000);

  test('received twice it changes nothing', async () => {
    const before = await traces();
    expect(await receive(bundleFile())).toMatchObject({ kind: 'problem', problem: { code: 'imported already' } });
    expect(await traces()).toEqual(before);
  }, 60_000);

  test('it goes on there: the clock rings at its own instant, and the next step is taken by the new authority; the log stays whole', async () => {
    await asOwner(elsewhere.db.ownerUrl, (owner) => owner.query(`update installation set clock_offset = (('2026-04-09'::date + '09:00'::time) at time zone 'Europe/London') - clock_timestamp()`));
    const sender = new Sender(elsewhere.source, elsewhere.registry, elsewhere.policy);
    expect(await sender.send({ actor: elsewhere.receiver, caseId: cases.away, type: 'key-decision.state', input: { needed: false, reference: null, implementableFrom: null } })).toMatchObject({ kind: 'done' });
    const view = (await new Reader(elsewhere.source, elsewhere.registry, elsewhere.policy).caseView(elsewhere.receiver, cases.away))!;
    const rang = view.timeline.find(({ type }) => type === 'deadline.reached')!;
    expect([rang.occurredAt, view.row.stage]).toEqual(['2026-04-08T23:00:00.000Z', 'To be awarded']);
    expect(await wholeThere()).toEqual([{ verdict: 'intact', faults: [] }]);
  });
});

describe('a contract of the register', () => {
  const contract = randomUUID();
  const running = (view: CaseView) => view.clocks.filter(({ status }) => status === 'running').map(({ name, due }) => [name, due]).sort();
  const elsewhereIs = (on: string) => asOwner(elsewhere.db.ownerUrl, (owner) => owner.query(`update installation set clock_offset = (($1::date + '09:00'::time) at time zone 'Europe/London') - clock_timestamp()`, [on]));

  test('goes to another installation with who pays, its ledger and its document, and says before it goes what stays here', async () => {
    const officer = await staff(STAFF.officer);
    const send = async (type: string, input: object, seen = 0) => expect(await get(Sender).send({ actor: officer, caseId: contract, procedure: 'psr.contract', type, input, seen })).toMatchObject({ kind: 'done' });
    await send('contract.open', terms);
    await send('shares.set', { totalPence: 75_290_500, period: 'a year', shares: [{ payer: 'Kent County Council', budget: null, pence: 75_290_500 }] }, 1);
    await send('change.enter', { what: 'Half a post more', ground: 'M1', attributable: true, valueChangePence: 1_000_000, effectiveOn: '2026-04-01', newEnd: '2027-10-31' }, 2);
    expect(await get(Documents).freeze(officer, contract, 'contract-record')).not.toBeNull();
    const before = (await get(Reader).caseView(officer, contract))!;
    expect(running(before)).toEqual([['end', '2027-10-31'], ['review', '2027-04-01'], ['start-by', expect.any(String)]]);
    expect(await priya!.read(`/cases/${contract}/move`)).toContain('every other case that belongs to it, such as a contract’s award, its modifications and the choice of what follows it');
    done(await priya!.fill(`/cases/${contract}/move`, { to: '', name: 'Sample Trust Board', number: elsewhere.authorityId, why: 'The trust board commissions these therapies now.' }));
    done(await helen!.fill(`/cases/${contract}/move`, {}));
    const file = path.join(folder, 'contract.zip');
    await writeFile(file, (await helen!.visitor.bytes(`/cases/${contract}/bundle.zip`)).bytes);

    expect(await receive(file)).toMatchObject({ kind: 'done', caseId: contract, reference: 'CON 26/00001', manifest: { case: { machine: 'psr.contract' } } });
    const reader = new Reader(elsewhere.source, elsewhere.registry, elsewhere.policy);
    const view = (await reader.caseView(elsewhere.receiver, contract))!;
    expect([running(view), view.row.stage, view.row.columns['ends'], view.row.columns['valueNowPence']]).toEqual([running(before), 'Running', '2027-10-31', 76_290_500]);
    expect(view.context).toEqual(before.context);
    expect(view.documents.map(({ kind, sha256 }) => [kind, sha256])).toEqual(before.documents.map(({ kind, sha256 }) => [kind, sha256]));
    expect((await wholeThere()).every(({ verdict }) => verdict === 'intact')).toBe(true);
  }, 60_000);

  test('here it has ended its clocks and takes no change; a modification begun about it is refused', async () => {
    const officer = await staff(STAFF.officer);
    expect(running((await get(Reader).caseView(officer, contract))!)).toEqual([]);
    expect(await get(Sender).send({ actor: officer, caseId: contract, type: 'change.enter', input: { what: 'More', ground: 'M1', attributable: true, valueChangePence: 1, effectiveOn: '2026-04-01', newEnd: null } })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'moved' }] });
    expect((await get(Sender).send({ actor: officer, caseId: randomUUID(), procedure: 'psr.modification', type: 'modification.open', input: { contractCase: contract } })).kind).toBe('refused');
  });

  test('there the latest safe start of what comes after rings on its own day, and the later clocks run on', async () => {
    const reader = new Reader(elsewhere.source, elsewhere.registry, elsewhere.policy);
    const { due } = (await reader.caseView(elsewhere.receiver, contract))!.clocks.find(({ name }) => name === 'start-by')!;
    await elsewhereIs(addDays(asDay(due), 1));
    const sender = new Sender(elsewhere.source, elsewhere.registry, elsewhere.policy);
    expect(await sender.send({ actor: elsewhere.receiver, caseId: contract, type: 'posts.set', input: { asOn: '2026-04-01', posts: [{ therapy: 'Speech and language', area: 'Dover', fteHundredths: 425, fundedPercent: 60 }] } })).toMatchObject({ kind: 'done' });
    const view = (await reader.caseView(elsewhere.receiver, contract))!;
    expect(view.context).toMatchObject({ renewal: { decision: 'begun by the clock', end: '2027-10-31', on: due }, posts: [{ asOn: '2026-04-01' }] });
    expect(running(view)).toEqual([['end', '2027-10-31'], ['review', '2027-04-01']]);
    expect((await wholeThere()).every(({ verdict }) => verdict === 'intact')).toBe(true);
  });
});

describe('within one installation', () => {
  test('what is about a child goes out only by somebody who may see that, and it is logged', async () => {
    await link(cases.next, ['officers', 'child-data']);
    const proposed = await get(Moves).propose(await staff(STAFF.officer), cases.next, { to: { authorityId: neighbour, name: 'Neighbour City Council' }, why: 'The service is theirs now.' });
    if (proposed.kind !== 'done') throw new Error(JSON.stringify(proposed));
    expect(await get(Moves).agree(await staff(STAFF.manager), cases.next, proposed.moveId)).toMatchObject({ kind: 'refused', refusals: [{ guard: 'child-data' }] });
    expect(await get(Moves).agree({ ...(await staff(STAFF.manager)), childData: 'shown' }, cases.next, proposed.moveId)).toMatchObject({ kind: 'done' });
    expect((await priya!.get(`/cases/${cases.next}/bundle.zip`)).status).toBe(409);
    const source = service.app.get<DataSource>(getDataSourceToken());
    const making = { source, registry: new Registry(procedures), store: service.app.get<FileStore>(FILE_STORE, { strict: false }), key: get(BundleKey) };
    expect(await writeBundle(making, { ...systemScope(AUTHORITY.authorityId), person: STAFF.manager.personId }, cases.next, createWriteStream(path.join(folder, 'next.zip')))).toBe(true);
    const reads = await inScope(source, systemScope(AUTHORITY.authorityId), (tx) => tx.query<object[]>(`select person_id as who, subject from read_log where case_id = $1 and what = 'bundle'`, [cases.next]));
    expect(reads).toEqual([{ who: STAFF.manager.personId, subject: proposed.moveId }]);
  });

  test('it is received through the page by a person of the other authority with the role, under a number of its own', async () => {
    done(await priya!.fill(`/cases/${cases.third}/move`, { to: neighbour, name: '', number: '', why: 'The service is theirs now.' }));
    done(await helen!.fill(`/cases/${cases.third}/move`, {}));
    const { bytes } = await helen!.visitor.bytes(`/cases/${cases.third}/bundle.zip`);
    const upload = async (who: Officer) => {
      const page = await who.get('/bundles');
      const form = new FormData();
      form.set('_csrf', Visitor.tokenOn(page.text));
      form.set('sender', '');
      form.set('file', new Blob([bytes], { type: 'application/zip' }), 'third.zip');
      return who.visitor.send('/bundles', { method: 'POST', body: form });
    };
    expect(words((await upload(priya!)).text)).toContain('The bundle is for Neighbour City Council, which is not this authority');
    expect((await rachel!.get('/bundles')).status).toBe(403);
    expect(done(await upload(nia!))).toBe(`/cases/${cases.third}`);
    const page = await nia!.read(`/cases/${cases.third}`);
    expect(page).toContain(WEST_COMMUNITY.title);
    expect(page).toContain('PSR/C 26/00001');
    expect(await nia!.read(`/cases/${cases.third}/timeline`)).toContain(`received the case from ${AUTHORITY.name}`);
    expect(words((await upload(nia!)).text)).toContain('This case is in this authority already');
    await taken(nia!, cases.third, 'conflicts.none');
    expect((await verified(service)).broken).toEqual([]);
  }, 60_000);
});

test('by the command line: a move needs two people who have the role, and the same bundle is received once', async () => {
  const before = { ...process.env };
  Object.assign(process.env, { DATABASE_URL: service.database.ownerUrl, APP_DATABASE_URL: service.database.appUrl, ROOT_KEY: 'root of a test' });
  try {
    const run = async (...argv: string[]) => {
      let out = '';
      const code = await runCli(['bundle', ...argv], { out: (text) => void (out += text), err: (text) => void (out += text) });
      return { code, out };
    };
    await itIs(service, '2026-03-26');
    const caseId = await openAward(priya!, EAST_COMMUNITY, TERM);
    const file = path.join(folder, 'by-command.zip');
    const of = ['export', caseId, file];
    const to = ['--to', neighbour, '--why', 'The service is theirs now.', '--by', STAFF.officer.email];
    expect(await run(...of)).toMatchObject({ code: 2, out: expect.stringContaining('The case was not moved') as string });
    expect(await run(...of, ...to)).toMatchObject({ code: 2, out: expect.stringContaining('agreed to by another') as string });
    expect(await run(...of, ...to, '--agreed-by', STAFF.officer.email)).toMatchObject({ code: 1, out: expect.stringContaining('It is for the commissioning manager') as string });
    expect(await run(...of, ...to, '--agreed-by', STAFF.manager.email)).toMatchObject({ code: 0, out: expect.stringContaining(new BundleKey('root of a test').public) as string });
    expect((await run(...of)).out).toContain('There is a file');
    const receiving = ['import', file, '--authority', neighbour, '--by', 'nia@neighbour.example'];
    expect(await run('import', file, '--authority', AUTHORITY.slug, '--by', STAFF.officer.email)).toMatchObject({ code: 1, out: expect.stringContaining('for Neighbour City Council') as string });
    expect(await run(...receiving)).toMatchObject({ code: 0, out: expect.stringContaining('it goes on as PSR/C 26/00002') as string });
    expect(await run(...receiving)).toMatchObject({ code: 1, out: expect.stringContaining('in this authority already') as string });
    expect((await run('key')).out).toContain(`Neighbour City Council: ${neighbour}`);
    expect((await verified(service)).broken).toEqual([]);
  } finally {
    for (const name of ['DATABASE_URL', 'APP_DATABASE_URL', 'ROOT_KEY']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}, 60_000);
