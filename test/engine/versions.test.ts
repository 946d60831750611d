import { randomUUID } from 'node:crypto';
import { createMachine } from 'xstate';
import type { AnyProcedure, EarlierVersion } from '../../src/engine/procedure.js';
import { rehearse } from '../../src/engine/rehearse.js';
import { Registry } from '../../src/engine/registry.js';
import { Verifier } from '../../src/engine/verify.js';
import { Corrections } from '../../src/engine/correct.js';
import { UnmappedCases, Versions } from '../../src/engine/versions.js';
import type { TestDatabase } from '../database.js';
import { testDatabase } from '../database.js';
import type { TestEngine } from './engine.js';
import { AUTHORITY, staff, startEngine } from './engine.js';
import { toyMachine } from './toy.machine.js';
import { house, toyProcedure } from './toy.procedure.js';

const priya = staff('Priya Nair', ['procurement officer']);
const morgan = staff('Morgan Ellis', ['commissioning manager']);
const noPolicy = { resolve: () => Promise.resolve(undefined) };
const nowhere = { key: 'k', folder: '/nonexistent' };

/** Version 2 calls what was 'asked' 'waiting', and a key that is out can be reported lost. */
function versionTwo(mapping: EarlierVersion['mapping']): AnyProcedure {
  const config = JSON.parse(JSON.stringify(toyMachine.config)) as { states: Record<string, { on?: Record<string, unknown> }> };
  const { asked, out, ...rest } = (toyMachine.config as unknown as { states: Record<string, { on: Record<string, unknown> }> }).states;
  const ask = rest['notYet']!.on['key.ask'] as object;
  const states = { ...rest, notYet: { ...rest['notYet'], on: { 'key.ask': { ...ask, target: 'waiting' } } }, waiting: { ...asked, meta: { title: 'waiting for a colleague', sources: [] } }, out: { ...out, on: { ...out!.on, 'remark.add': {} } } };
  const machine = createMachine({ ...(toyMachine.config as object), states } as never, toyMachine.implementations as never);
  expect(Object.keys(config.states)).toContain('asked');
  return { ...toyProcedure, machine, version: 2, earlier: [{ version: 1, machine: toyMachine, mapping }] } as unknown as AnyProcedure;
}
const WHOLE: EarlierVersion['mapping'] = { asked: { do: 'move', to: 'waiting' }, out: { do: 'stay' } };

let db: TestDatabase;
let before: TestEngine;
let waiting: string;
let out: string;
let closed: string;

beforeEach(async () => {
  house.keys = 1;
  db = await testDatabase();
  before = await startEngine([toyProcedure], db);
  await before.setClock('2026-06-01T09:00:00Z');
  const open = async (steps: number): Promise<string> => {
    const caseId = randomUUID();
    await before.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' } });
    if (steps > 0) await before.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'x' }, seen: 1 });
    if (steps > 1) await before.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} });
    return caseId;
  };
  [waiting, out, closed] = [await open(0), await open(1), await open(2)];
});
afterEach(async () => {
  await before.stop();
  await db.drop();
});

/** The same database, a start later, with another version of the procedure. */
async function started<T>(procedure: AnyProcedure, work: (engine: TestEngine) => Promise<T>): Promise<T> {
  const engine = await startEngine([procedure], db);
  try {
    return await work(engine);
  } finally {
    await engine.stop();
  }
}

test('a start with an open case in a state that the mapping does not name is refused with the list', async () => {
  await started(versionTwo({ out: { do: 'stay' } }), async (engine) => {
    await expect(engine.get(Versions).assertMapped()).rejects.toThrow(UnmappedCases);
    await expect(engine.get(Versions).assertMapped()).rejects.toThrow(/case KEY 26\/\d{5}: toy\.key 1 has no mapping for the state "asked"/);
  });
});

test('a start without the version that a closed case is on, with an older program, or to a state that is not there is refused', async () => {
  await started({ ...versionTwo(WHOLE), earlier: [] }, async (engine) => {
    await expect(engine.get(Versions).assertMapped()).rejects.toThrow(/toy\.key has no version 1 any more/);
  });
  await started(versionTwo({ ...WHOLE, asked: { do: 'move', to: 'nowhere' } }), async (engine) => {
    await expect(engine.get(Versions).assertMapped()).rejects.toThrow(/maps "asked" to "nowhere", which version 2 does not have/);
  });
  await started(versionTwo(WHOLE), async (engine) => {
    await engine.get(Versions).assertMapped();
    await engine.get(Versions).moveAll();
  });
  await expect(before.get(Versions).assertMapped()).rejects.toThrow(/an older program was started/);
});

test('a case stays on its version until it is moved, and then goes on where the mapping says', async () => {
  await started(versionTwo(WHOLE), async (engine) => {
    expect((await engine.reader.caseView(priya, waiting))?.version).toBe(1);
    expect(await engine.get(Versions).moveAll()).toEqual({ moved: 2, wanted: [] });
    expect(await engine.get(Versions).moveAll()).toEqual({ moved: 0, wanted: [] });
    const view = await engine.reader.caseView(priya, waiting);
    expect(view).toMatchObject({ version: 2, states: [{ path: 'waiting', title: 'waiting for a colleague' }], clocks: [{ name: 'answer', status: 'running' }] });
    expect(view?.timeline.at(-1)?.sentence).toBe('Clerkwell moved the case to version 2 of the procedure');
    expect(await engine.reader.caseView(priya, closed)).toMatchObject({ version: 1 });
    expect(await engine.sender.send({ actor: morgan, caseId: waiting, type: 'key.hand-out', input: { reason: 'x' }, seen: 1 })).toMatchObject({ kind: 'stale' });
    expect(await engine.sender.send({ actor: morgan, caseId: waiting, type: 'key.hand-out', input: { reason: 'x' }, seen: 2 })).toMatchObject({ kind: 'done' });
    const [verdict] = await engine.get(Verifier).verify(nowhere, AUTHORITY);
    expect(verdict?.cases.map((one) => [one.verdict, one.faults])).toEqual([['intact', []], ['intact', []], ['intact', []]]);
  });
});

test('what happened before the move is corrected in the old version, and the case is still in the new one', async () => {
  await started(versionTwo(WHOLE), async (engine) => {
    await engine.get(Versions).moveAll();
    await before.setClock('2026-06-02T09:00:00Z');
    expect(await engine.get(Corrections).insert(priya, waiting, { type: 'remark.add', input: { text: 'it was said then' }, occurredAt: '2026-06-01T09:00:00.000Z', reason: 'x' })).toMatchObject({ kind: 'refused' });
    const [moved] = await before.owner<{ at: Date }>(`select recorded_at as at from workflow_event where case_id = $1 and type = 'key.ask'`, [waiting]);
    const occurredAt = new Date((moved?.at ?? new Date()).getTime() + 1).toISOString();
    expect(await engine.get(Corrections).insert(priya, waiting, { type: 'remark.add', input: { text: 'it was said then' }, occurredAt, reason: 'x' })).toMatchObject({ kind: 'done' });
    expect(await engine.reader.caseView(priya, waiting)).toMatchObject({ version: 2, states: [{ path: 'waiting' }], context: { remarks: ['it was said then'] } });
    const [verdict] = await engine.get(Verifier).verify(nowhere, AUTHORITY);
    expect(verdict?.cases.filter((one) => one.verdict === 'broken')).toEqual([]);
  });
});

test('a case that somebody must decide on stays where it is, and says who by when', async () => {
  await started(versionTwo({ ...WHOLE, asked: { do: 'decide', owner: 'procurement officer', by: '2026-07-01' } }), async (engine) => {
    expect(await engine.get(Versions).moveAll()).toMatchObject({ moved: 1, wanted: [{ caseId: waiting, owner: 'procurement officer', by: '2026-07-01' }] });
    expect(await engine.reader.caseView(priya, waiting)).toMatchObject({ version: 1 });
    expect(await engine.sender.send({ actor: morgan, caseId: waiting, type: 'key.hand-out', input: { reason: 'x' }, seen: 1 })).toMatchObject({ kind: 'done' });
  });
});

test('a rehearsal lists the cases whose state, next steps or dates would change, and writes nothing', async () => {
  const registry = new Registry([versionTwo(WHOLE)]);
  await before.owner(`update workflow_deadline set due = '2026-06-09' where case_id = $1`, [waiting]);
  const written = () => before.owner('select * from workflow_instance order by case_id');
  const stood = await written();
  const { looked, cases } = await rehearse(before.source, registry, noPolicy);
  expect(looked).toBe(2);
  expect(cases.map(({ caseId, outcome, changes }) => [caseId, outcome, changes])).toEqual(expect.arrayContaining([
    [waiting, 'move', ['It is at "waiting for an answer" and would be at "waiting for a colleague".', 'The clock "answer" is due on 2026-06-09; counted now it would be 2026-06-08.']],
    [out, 'stay', ['"Add a remark" would become possible.']],
  ]));
  expect((await rehearse(before.source, new Registry([versionTwo({})]), noPolicy)).cases.map(({ outcome }) => outcome)).toEqual(['unmapped', 'unmapped']);
  expect((await rehearse(before.source, new Registry([versionTwo({ ...WHOLE, asked: { do: 'stay' } })]), noPolicy)).cases).toContainEqual(expect.objectContaining({ caseId: waiting, outcome: 'impossible' }));
  expect(await written()).toEqual(stood);
});
