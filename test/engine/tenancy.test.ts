import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Corrections } from '../../src/engine/correct.js';
import type { TestEngine } from './engine.js';
import { AUTHORITY, OTHER_AUTHORITY, provider, staff, startEngine } from './engine.js';

/** What somebody could do who has the application's own login, past every line of its code. */

let engine: TestEngine;
let app: pg.Client;
let worker: pg.Client;
const priya = staff('Priya Nair', ['procurement officer']);
const ours = randomUUID();
const theirs = randomUUID();
const organisationId = randomUUID();

beforeAll(async () => {
  engine = await startEngine();
  app = new pg.Client({ connectionString: engine.db.appUrl });
  worker = new pg.Client({ connectionString: engine.db.workerUrl });
  await Promise.all([app.connect(), worker.connect()]);
  await engine.sender.send({ actor: priya, caseId: ours, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' } });
  await engine.sender.send({ actor: { ...priya, authorityId: OTHER_AUTHORITY }, caseId: theirs, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' }, key: 'k' });
});
afterAll(async () => {
  await Promise.all([app.end(), worker.end()]);
  await engine.stop();
});

/** One statement inside a scope that is rolled back. */
async function inScope<T>(scope: { authority: string; organisation?: string }, text: string, values: unknown[] = []): Promise<T[]> {
  await app.query('begin');
  try {
    await app.query(`select set_config('clerkwell.authority', $1, true), set_config('clerkwell.organisation', $2, true)`, [scope.authority, scope.organisation ?? '']);
    return (await app.query(text, values)).rows as T[];
  } finally {
    await app.query('rollback');
  }
}

interface Table {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly policies: number;
}
const tables = (): Promise<Table[]> =>
  engine.owner<Table>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'authority_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'authority' order by 1`);

test('the application signs in as a role that owns nothing, is no superuser and cannot pass row-level security', async () => {
  const { rows } = await app.query<{ who: string; powerful: boolean; member: boolean; owns: number }>(
    `select session_user as who, r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb as powerful,
       exists (select 1 from pg_class c where c.relnamespace = 'public'::regnamespace and pg_has_role(session_user, c.relowner, 'member')) as member,
       (select count(*)::int from pg_class c where c.relowner = r.oid) as owns
     from pg_roles r where r.rolname = session_user`);
  expect(rows).toEqual([{ who: 'clerkwell_app', powerful: false, member: false, owns: 0 }]);
});

test('every table of an authority has row-level security that holds its owner too', async () => {
  const all = await tables();
  expect(all.length).toBeGreaterThan(15);
  // A one-time link is used before there is a scope; its own functions are the only way to it.
  const open = all.filter(({ name, enabled, forced, policies }) => !(enabled && forced && policies > 0) && name !== 'sign_in_link');
  expect(open.map(({ name }) => name)).toEqual([]);
});

test('every table of an authority has it first in its key', async () => {
  const keys = await engine.owner<{ name: string; first: string }>(
    `select c.relname as name, a.attname as first from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where i.indisprimary and c.relnamespace = 'public'::regnamespace`);
  const named = new Set((await tables()).map(({ name }) => name));
  expect(keys.filter(({ name, first }) => named.has(name) && first !== 'authority_id' && name !== 'sign_in_link')).toEqual([]);
});

test('no row of another authority is readable in any table, and with the scope of nobody nothing is', async () => {
  let seen = 0;
  for (const { name } of await tables()) {
    const granted = (await engine.owner<{ ok: boolean }>(`select has_table_privilege('clerkwell_app', $1, 'select') as ok`, [name]))[0]?.ok;
    if (!granted) continue;
    const rows = await inScope<{ authority_id: string }>({ authority: AUTHORITY }, `select authority_id from ${name}`);
    seen += rows.length;
    expect([name, rows.filter(({ authority_id }) => authority_id !== AUTHORITY)]).toEqual([name, []]);
    // In the scope of an authority without rows, nothing shows.
    expect([name, await inScope({ authority: randomUUID() }, `select 1 from ${name}`)]).toEqual([name, []]);
  }
  expect(seen).toBeGreaterThan(3);
  expect(await engine.owner('select 1 from workflow_event where authority_id = $1', [OTHER_AUTHORITY])).toHaveLength(1);
});

test('a statement without a scope raises', async () => {
  for (const name of ['workflow_instance', 'workflow_event', 'workflow_payload', 'workflow_deadline', 'workflow_work', 'workflow_hold', 'workflow_request', 'document', 'counter', 'audit_root', 'correction_proposal', 'disposal']) {
    await expect(app.query(`select count(*) from ${name}`)).rejects.toThrow(/no authority is in scope/);
  }
});

test('the scope of one statement is gone with it', async () => {
  await app.query('select read_cases($1, $2, $3, $4, false)', [JSON.stringify({ authority: AUTHORITY }), [ours], ['x'], [null]]);
  await expect(app.query('select 1 from workflow_instance')).rejects.toThrow(/no authority is in scope/);
});

describe('another authority', () => {
  test('cannot read, change or correct a case by its id, nor write into it', async () => {
    const intruder = { ...priya, authorityId: OTHER_AUTHORITY };
    expect(await engine.reader.caseView(intruder, ours)).toBeNull();
    expect(await engine.sender.send({ actor: intruder, caseId: ours, type: 'remark.add', input: { text: 'x' } })).toEqual({ kind: 'not-found' });
    expect(await inScope({ authority: OTHER_AUTHORITY }, 'update workflow_instance set title = $2 where case_id = $1 returning 1', [ours, 'x'])).toEqual([]);
    await expect(inScope({ authority: OTHER_AUTHORITY }, `insert into workflow_event (authority_id, case_id, seq, machine, version, type, occurred_at, recorded_at, actor, header, digest)
      values ($1, $2, 2, 'm', 1, 't', now(), now(), 'a', '{}', '')`, [AUTHORITY, ours])).rejects.toThrow(/row-level security/);
    await expect(inScope({ authority: OTHER_AUTHORITY }, `insert into workflow_hold (authority_id, case_id, by_case, events, because, unblock, source, placed_at) values ($1, $2, $2, '{x}', 'b', 'u', '{}', now())`, [AUTHORITY, ours])).rejects.toThrow(/row-level security/);
  });

  test('cannot replay an answer that was kept under somebody’s key', async () => {
    const answer = await engine.sender.send({ actor: priya, caseId: theirs, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' }, key: 'k' });
    expect(answer).toMatchObject({ kind: 'done', replayed: false });
  });
});

describe('another provider', () => {
  test('reads nothing of a case that is not theirs, in any table of the engine', async () => {
    const caseId = randomUUID();
    await engine.sender.send({ actor: provider('Tess', organisationId), caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Annexe', organisationId } });
    expect(await engine.get(Corrections).correct(priya, caseId, { corrects: 1, input: { building: 'Hall', organisationId }, reason: 'x' })).toMatchObject({ kind: 'proposed' });
    for (const name of ['workflow_instance', 'workflow_event', 'workflow_payload', 'workflow_deadline', 'workflow_work', 'workflow_request', 'correction_proposal', 'disposal']) {
      // What is the officers' own is not theirs to read even where it is about their case.
      const officersOnly = name === 'correction_proposal' || name === 'disposal';
      const mine = await inScope({ authority: AUTHORITY, organisation: organisationId }, `select 1 from ${name}${officersOnly ? '' : ' where case_id <> $1'}`, officersOnly ? [] : [caseId]);
      expect([name, mine]).toEqual([name, []]);
      const others = await inScope({ authority: AUTHORITY, organisation: randomUUID() }, `select 1 from ${name}`);
      expect([name, others]).toEqual([name, []]);
    }
    expect(await inScope({ authority: AUTHORITY, organisation: organisationId }, 'select 1 from workflow_event')).toHaveLength(1);
    await expect(inScope({ authority: AUTHORITY, organisation: organisationId }, `select dispose_cases($1, 'x', 'y', '{}')`, [[caseId]])).rejects.toThrow(/only the authority/);
  });
});

describe('the log', () => {
  test.each(['workflow_event', 'workflow_payload', 'audit_root', 'disposal'])('%s cannot be changed, emptied or cut by the application', async (table) => {
    await expect(inScope({ authority: AUTHORITY }, `update ${table} set authority_id = authority_id`)).rejects.toThrow(/permission denied/);
    await expect(inScope({ authority: AUTHORITY }, `delete from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(inScope({ authority: AUTHORITY }, `truncate ${table}`)).rejects.toThrow(/permission denied/);
  });

  test('a case cannot be deleted by the application', async () => {
    await expect(inScope({ authority: AUTHORITY }, 'delete from workflow_instance')).rejects.toThrow(/permission denied/);
  });
});

test('the worker sees clocks of every authority and nothing else of a case', async () => {
  const { rows } = await worker.query<{ authority_id: string }>('select distinct authority_id from workflow_deadline');
  expect(rows.map(({ authority_id }) => authority_id).sort()).toEqual([AUTHORITY, OTHER_AUTHORITY].sort());
  for (const name of ['workflow_instance', 'workflow_event', 'workflow_payload', 'workflow_work', 'workflow_request', 'document', 'correction_proposal', 'disposal']) {
    await expect(worker.query(`select 1 from ${name}`)).rejects.toThrow(/permission denied/);
  }
});

test('the application cannot reach the queue but through its one door', async () => {
  await expect(app.query('select 1 from graphile_worker._private_jobs')).rejects.toThrow(/permission denied/);
  await expect(app.query('select forget_jobs($1)', [[ours]])).rejects.toThrow(/permission denied/);
  await expect(app.query('select owner_policies()')).rejects.toThrow(/permission denied/);
});
