import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sha256 } from '../../src/engine/canonical.js';
import { Corrections } from '../../src/engine/correct.js';
import { Disposals } from '../../src/engine/dispose.js';
import { Reopener } from '../../src/engine/reopen.js';
import { Roots } from '../../src/engine/roots.js';
import type { CaseVerdict } from '../../src/engine/verify.js';
import { Verifier } from '../../src/engine/verify.js';
import type { TestEngine } from './engine.js';
import { AUTHORITY, provider, staff, startEngine } from './engine.js';
import { house } from './toy.procedure.js';

let engine: TestEngine;
let folder: string;
const priya = staff('Priya Nair', ['procurement officer']);
const olu = staff('Olu Ade', ['procurement officer']);
const morgan = staff('Morgan Ellis', ['commissioning manager']);
const monika = staff('Monika Reyes', ['monitoring officer']);
const key = 'kept outside the database';
const RETENTION = 'one year after the key is back';

beforeAll(async () => {
  engine = await startEngine();
  house.keys = 1;
});
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roots-'));
  await engine.owner('delete from audit_root');
  await engine.setClock('2026-06-01T09:00:00Z');
});
afterAll(() => engine.stop());

/** A case with an event of every kind: remarks, an assignment, a rung clock, a late entry, a correction, a reopening. */
async function livedCase(): Promise<string> {
  await engine.setClock('2026-06-01T09:00:00Z');
  const caseId = await asked();
  const corrections = engine.get(Corrections);
  await engine.assigner.assign(morgan, caseId, { role: 'commissioning manager', person: { personId: morgan.personId ?? '', name: morgan.name } });
  await engine.sender.send({ actor: priya, caseId, type: 'reminder.wind', input: { from: '2026-05-18' } });
  await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'blew' } });
  await engine.setClock('2026-06-10T09:00:00Z');
  await engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'late paper' }, seen: 5, occurredAt: '2026-06-08T12:00:00.000Z' });
  await corrections.correct(priya, caseId, { corrects: 5, input: { text: 'blue' }, reason: 'a slip' });
  await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} });
  await engine.get(Reopener).reopen(monika, caseId, { state: 'out', reason: 'wrong key' });
  await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} });
  return caseId;
}
async function asked(): Promise<string> {
  const caseId = randomUUID();
  expect(await engine.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' } })).toMatchObject({ kind: 'done' });
  return caseId;
}
async function closed(): Promise<string> {
  const caseId = await asked();
  await engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'secret reason' }, seen: 1 });
  await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {}, key: randomUUID() });
  return caseId;
}
const verify = async (caseId: string): Promise<CaseVerdict> => {
  const [verdict] = await engine.get(Verifier).verify({ key, folder }, AUTHORITY);
  const found = verdict?.cases.find((one) => one.caseId === caseId);
  if (!found) throw new Error('The case is not in the verdict.');
  return found;
};
const faults = async (caseId: string) => (await verify(caseId)).faults.map(({ what }) => what).join('\n');

test('a case that lived through everything is intact, and stays so while it lives on', async () => {
  const caseId = await livedCase();
  expect(await verify(caseId)).toMatchObject({ verdict: 'intact', faults: [] });
  expect((await engine.owner<{ type: string }>('select distinct type from workflow_event where case_id = $1', [caseId])).map(({ type }) => type).sort()).toEqual(
    ['case.assign', 'case.correct', 'case.reopen', 'deadline.reached', 'key.ask', 'key.give-back', 'reminder.wind', 'remark.add'].sort());
});

describe('verify finds', () => {
  const changed: [string, string, RegExp][] = [
    ['a byte of a header', `update workflow_event set header = replace(header, 'remark.add', 'remark.axd') where case_id = $1 and type = 'remark.add'`, /header does not match its digest/],
    ['a column beside the header', `update workflow_event set actor = 'somebody else' where case_id = $1 and seq = 2`, /column for "actor"/],
    ['when something was recorded', `update workflow_event set recorded_at = recorded_at - interval '1 day' where case_id = $1 and seq = 2`, /column for "recorded"/],
    ['a byte of what was entered', `update workflow_payload set payload = replace(payload, 'one', 'two') where case_id = $1`, /What was entered does not match/],
    ['a byte of a state', `update workflow_payload set snapshot = replace(snapshot, 'one', 'two') where case_id = $1 and seq = 3`, /state after it does not match/],
    ['a payload erased without a disposal', `update workflow_payload set payload = null where case_id = $1 and seq = 2`, /nothing says that it was disposed of/],
    ['a removed tail', `delete from workflow_event where case_id = $1 and seq = 3`, /last seq|head of the chain/],
    ['a removed middle', `delete from workflow_event where case_id = $1 and seq = 2`, /Entry 2 is missing[\s\S]*does not follow/],
    ['a reordered pair', `with pair as (select 2 as a, 3 as b), moved as (update workflow_event set seq = seq + 100 where case_id = $1 and seq in (2, 3) returning 1)
       update workflow_payload set seq = seq + 100 where case_id = $1 and seq in (2, 3)`, /missing/],
    ['the state that lists read', `update workflow_instance set value = '"out"' where case_id = $1`, /The state that lists read/],
    ['the state that the next event is decided on', `update workflow_instance set snapshot = jsonb_set(snapshot, '{context,building}', '"Annexe"') where case_id = $1`, /The state is not what/],
    ['a word in the row that lists show', `update workflow_instance set title = 'Key to the Annexe' where case_id = $1`, /The row that lists show/],
    ['a column that lists filter by', `update workflow_instance set columns = jsonb_set(columns, '{overdue}', 'true') where case_id = $1`, /The row that lists show/],
    ['a row made visible to another provider', `update workflow_instance set organisation_id = gen_random_uuid() where case_id = $1`, /The row that lists show/],
    ['a moved deadline', `update workflow_deadline set due_at = due_at + interval '1 day' where case_id = $1`, /The clocks/],
    ['a deadline that was stopped', `update workflow_deadline set status = 'ended' where case_id = $1`, /The clocks/],
    ['work taken off a desk', `delete from workflow_work where case_id = $1`, /The work that waits/],
    ['a search text that finds something else', `update workflow_instance set search = to_tsvector('english', 'harmless') where case_id = $1`, /search text/],
  ];
  test.each(changed)('%s', async (_what, statement, said) => {
    const caseId = await asked();
    await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'one' } });
    await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'more than one' } });
    expect((await verify(caseId)).verdict).toBe('intact');
    await engine.owner(statement, [caseId]);
    expect(await verify(caseId)).toMatchObject({ verdict: 'broken' });
    expect(await faults(caseId)).toMatch(said);
  });

  test('a pair that changed places with their seqs exchanged', async () => {
    const caseId = await asked();
    for (const text of ['one', 'two']) await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text } });
    for (const table of ['workflow_event', 'workflow_payload']) {
      await engine.owner(`update ${table} set seq = seq + 100 where case_id = $1 and seq in (2, 3)`, [caseId]);
      await engine.owner(`update ${table} set seq = case seq when 102 then 3 else 2 end where case_id = $1 and seq > 100`, [caseId]);
    }
    expect(await faults(caseId)).toMatch(/does not follow[\s\S]*column for "seq"/);
  });

  test('an entry that was forged whole, digests and all, because the machine gives another state', async () => {
    const caseId = await asked();
    const [row] = await engine.owner<{ snapshot: string; header: string }>('select p.snapshot, e.header from workflow_payload p join workflow_event e using (case_id, seq) where case_id = $1', [caseId]);
    const snapshot = (row?.snapshot ?? '').replace('Vault', 'Annexe');
    const header = (row?.header ?? '').replace(/"snapshot":"[0-9a-f]+"/, `"snapshot":"${sha256(snapshot)}"`);
    await engine.owner('update workflow_payload set snapshot = $2 where case_id = $1', [caseId, snapshot]);
    await engine.owner(`update workflow_event set header = $2, digest = decode($3, 'hex') where case_id = $1`, [caseId, header, sha256(header)]);
    await engine.owner(`update workflow_instance set head = decode($2, 'hex'), snapshot = $3 where case_id = $1`, [caseId, sha256(header), snapshot]);
    expect(await faults(caseId)).toMatch(/The machine gives another state/);
  });
});

describe('the signed root of the day', () => {
  /** What an attacker with the owner's login can do: the log's end and everything beside it, consistently. */
  const cutTail = async (caseId: string, to: number): Promise<void> => {
    for (const table of ['workflow_event', 'workflow_payload']) await engine.owner(`delete from ${table} where case_id = $1 and seq > $2`, [caseId, to]);
    await engine.owner(
      `update workflow_instance i set seq = $2, seen_seq = $2, head = e.digest, snapshot = p.snapshot::jsonb, search = to_tsvector('english', i.reference || ' Key to Vault Vault ')
       from workflow_event e join workflow_payload p using (authority_id, case_id, seq) where i.case_id = $1 and e.case_id = i.case_id and e.seq = $2`, [caseId, to]);
  };

  test('names a case whose tail was cut off, and says until when it can vouch', async () => {
    const caseId = await asked();
    await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'awkward' } });
    const root = await engine.get(Roots).sign(AUTHORITY, { key, folder });
    await cutTail(caseId, 1);
    expect(await verify(caseId)).toMatchObject({ verdict: 'broken', faults: [{ what: 'On 2026-06-01 its log had 2 entries, and now entry 2 is not there: its end was cut off.' }] });
    const [verdict] = await engine.get(Verifier).verify({ key, folder }, AUTHORITY);
    expect(verdict?.roots).toMatchObject({ exported: 1, vouchedUntil: root?.madeAt, faults: [] });
  });

  test('names a case whose tail was cut off and written anew', async () => {
    const caseId = await asked();
    await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'awkward' } });
    await engine.get(Roots).sign(AUTHORITY, { key, folder });
    await cutTail(caseId, 1);
    await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'harmless' } });
    expect(await faults(caseId)).toMatch(/Entry 2 is not the one that was signed on 2026-06-01/);
  });

  test('cannot vouch for what came after it: a tail cut off since then is not seen', async () => {
    const caseId = await asked();
    await engine.get(Roots).sign(AUTHORITY, { key, folder });
    await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'awkward' } });
    await cutTail(caseId, 1);
    expect(await verify(caseId)).toMatchObject({ verdict: 'intact' });
  });

  test('names a case of which nothing is left', async () => {
    const caseId = await asked();
    await engine.get(Roots).sign(AUTHORITY, { key, folder });
    for (const table of ['workflow_event', 'workflow_payload', 'workflow_deadline', 'workflow_work', 'workflow_instance']) await engine.owner(`delete from ${table} where case_id = $1`, [caseId]);
    expect(await verify(caseId)).toMatchObject({ verdict: 'broken' });
  });

  test('is not believed when its file was changed, signed with another key, or taken out of the row of roots', async () => {
    await engine.get(Roots).sign(AUTHORITY, { key, folder });
    for (const day of ['2026-06-02', '2026-06-03']) {
      await engine.setClock(`${day}T02:00:00Z`);
      await engine.get(Roots).sign(AUTHORITY, { key, folder });
    }
    const said = async (with_ = key) => (await engine.get(Verifier).verify({ key: with_, folder }, AUTHORITY))[0]?.roots.faults.join('\n');
    expect(await said()).toBe('');
    expect(await said('another key')).toMatch(/not signed with this key/);
    const file = path.join(folder, AUTHORITY, '2026-06-02.json');
    const whole = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, whole.replace(/"heads":\[/, '"heads":[["00000000-0000-4000-8000-000000000000",1,"00"],'));
    expect(await said()).toMatch(/The root of 2026-06-02 is not signed/);
    fs.rmSync(file);
    expect(await said()).toMatch(/The root of 2026-06-03 does not follow the one of 2026-06-01/);
  });

  test('is made once a day, also by two servers at once', async () => {
    const roots = await Promise.all([1, 2, 3].map(() => engine.get(Roots).sign(AUTHORITY, { key, folder })));
    expect(new Set(roots.map((root) => root?.signature)).size).toBe(1);
    expect(await engine.owner('select 1 from audit_root where authority_id = $1', [AUTHORITY])).toHaveLength(1);
  });

  test('is not made when its file cannot be written', async () => {
    const file = path.join(folder, 'not-a-folder');
    fs.writeFileSync(file, '');
    await expect(engine.get(Roots).sign(AUTHORITY, { key, folder: file })).rejects.toThrow(/ENOTDIR|EEXIST/);
    expect(await engine.owner('select 1 from audit_root')).toHaveLength(0);
  });
});

describe('a lawful disposal', () => {
  test('erases what was entered everywhere, leaves the chain, and verify passes over it', async () => {
    const caseId = await closed();
    await engine.get(Roots).sign(AUTHORITY, { key, folder });
    const before = await engine.owner('select header, digest from workflow_event where case_id = $1 order by seq', [caseId]);
    expect(await engine.get(Disposals).dispose(monika, { caseIds: [caseId], retention: RETENTION, certificate: 'D/2026/7' })).toEqual({ kind: 'done', cases: [caseId] });
    expect(await verify(caseId)).toMatchObject({ verdict: 'disposed', faults: [], disposedOn: '2026-06-01', certificate: 'D/2026/7' });
    expect(await engine.owner('select header, digest from workflow_event where case_id = $1 order by seq', [caseId])).toEqual(before);
    const tables = await engine.owner<{ name: string }>(
      `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname in ('case_id', 'about_case')`);
    for (const { name } of tables) {
      const rows = await engine.owner<{ text: string }>(`select t::text as text from ${name} t where t::text like $1`, [`%${caseId}%`]);
      expect(rows.map(({ text }) => text).join('\n')).not.toMatch(/secret reason|Vault|Morgan Ellis/);
    }
    expect(await engine.owner(`select 1 from graphile_worker._private_jobs where payload::text like $1`, [`%${caseId}%`])).toEqual([]);
    expect(await engine.reader.caseView(priya, caseId)).toBeNull();
    expect((await engine.reader.list(priya, { limit: 100 })).items.map((item) => item.caseId)).not.toContain(caseId);
    expect((await engine.reader.search(priya, 'Vault', { limit: 100 })).items.map((item) => item.caseId)).not.toContain(caseId);
    expect(await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} })).toEqual({ kind: 'not-found' });
  });

  test('is not of a case that is open, held, of another class, or of another authority; and then of none on the certificate', async () => {
    const good = await closed();
    const open = await asked();
    const held = await closed();
    await engine.owner(`insert into workflow_hold (authority_id, case_id, by_case, events, because, unblock, source, placed_at) values ($1, $2, $3, '{x}', 'b', 'u', '{}', now())`, [AUTHORITY, held, randomUUID()]);
    const disposals = engine.get(Disposals);
    for (const [caseIds, retention, why] of [[[good, open], RETENTION, 'open'], [[good, held], RETENTION, 'held'], [[good], 'another class', 'retention'], [[randomUUID()], RETENTION, 'not-found']] as const) {
      expect(await disposals.dispose(monika, { caseIds, retention, certificate: 'D/1' })).toMatchObject({ kind: 'refused', refusals: [{ guard: why }] });
    }
    expect(await disposals.dispose({ ...monika, authorityId: '22222222-2222-4222-8222-222222222222' }, { caseIds: [good], retention: RETENTION, certificate: 'D/1' })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'not-found' }] });
    expect(await disposals.dispose(priya, { caseIds: [good], retention: RETENTION, certificate: 'D/1' })).toMatchObject({ kind: 'not-allowed' });
    expect(await disposals.dispose(provider('Tess', randomUUID(), { roles: ['monitoring officer'] }), { caseIds: [good], retention: RETENTION, certificate: 'D/1' })).toMatchObject({ kind: 'not-allowed' });
    expect(await verify(good)).toMatchObject({ verdict: 'intact' });
    await engine.owner('delete from workflow_hold where case_id = $1', [held]);
  });

  test('that only says so, without a certificate of the books, is broken', async () => {
    const caseId = await closed();
    await engine.owner(`update workflow_payload set payload = null, salt = null, snapshot = null, disposed_at = now(), certificate = 'forged' where case_id = $1`, [caseId]);
    await engine.owner(`update workflow_instance set disposed_at = now(), certificate = 'forged' where case_id = $1`, [caseId]);
    expect(await faults(caseId)).toMatch(/No disposal with the certificate forged names this case/);
  });

  test('leaves a correction that waited for a second person nowhere', async () => {
    const caseId = await closed();
    await engine.get(Corrections).strike(olu, caseId, { corrects: 3, reason: 'secret reason', goOnFrom: 'out' });
    await engine.get(Disposals).dispose(monika, { caseIds: [caseId], retention: RETENTION, certificate: 'D/2026/8' });
    expect(await engine.owner('select 1 from correction_proposal where case_id = $1', [caseId])).toEqual([]);
  });
});
