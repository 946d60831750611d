import { randomUUID } from 'node:crypto';
import { systemActor } from '../../src/engine/actor.js';
import type { TestEngine } from './engine.js';
import { AUTHORITY, OTHER_AUTHORITY, staff, startEngine } from './engine.js';

/** What a list said on an earlier day, and what was recorded since. */

let engine: TestEngine;
const priya = staff('Priya Nair', ['procurement officer']);
const system = systemActor(AUTHORITY);
const everything = { procedure: 'toy.key', columns: {} };
const early = randomUUID();
const late = randomUUID();

beforeAll(async () => {
  engine = await startEngine();
  await engine.setClock('2026-03-02T09:00:00.000Z');
  await engine.sender.send({ actor: priya, caseId: early, procedure: 'toy.key', type: 'key.ask', input: { building: 'Town Hall' } });
  await engine.setClock('2026-03-10T09:00:00.000Z');
  await engine.sender.send({ actor: priya, caseId: early, type: 'remark.add', input: { text: 'for the officers alone' } });
  await engine.sender.send({ actor: priya, caseId: late, procedure: 'toy.key', type: 'key.ask', input: { building: 'Library' } });
});
afterAll(() => engine.stop());

const stood = async (at: string) => (await engine.reader.rowsAsAt(system, { ...everything, at })).map(({ caseId, row }) => [caseId, row.sentence]);

test('a row as at an instant is made of the snapshot that stood then, and a case that came later is not in it', async () => {
  expect(await stood('2026-03-01T00:00:00.000Z')).toEqual([]);
  const before = await stood('2026-03-05T00:00:00.000Z');
  expect(before.map(([caseId]) => caseId)).toEqual([early]);
  const now = await stood('2026-03-11T00:00:00.000Z');
  expect(now.map(([caseId]) => caseId).sort()).toEqual([early, late].sort());
  expect(now.find(([caseId]) => caseId === early)![1]).not.toEqual(before[0]![1]);
});

test('what was recorded between two instants is heard as far as the hearer may', async () => {
  const asked = { procedure: 'toy.key', caseIds: [early, late], after: '2026-03-05T00:00:00.000Z', until: '2026-03-11T00:00:00.000Z' };
  const officers = await engine.reader.entriesBetween(priya, asked);
  expect(officers.get(early)!.map(({ type }) => type)).toEqual(['deadline.reached', 'remark.add']);
  const publicly = await engine.reader.entriesBetween({ ...priya, personId: null, kind: 'public', roles: ['public'] }, asked);
  expect([...publicly.values()].flat()).toEqual([]);
  const nobody = await engine.reader.entriesBetween(staff('Nobody In Particular', ['councillor']), asked);
  expect(nobody.size).toBe(0);
});

test('another authority, a provider, and staff who may not read the procedure get no rows', async () => {
  const at = '2026-03-11T00:00:00.000Z';
  expect(await engine.reader.rowsAsAt(systemActor(OTHER_AUTHORITY), { ...everything, at })).toEqual([]);
  expect(await engine.reader.rowsAsAt({ ...priya, kind: 'provider', organisationId: randomUUID() }, { ...everything, at })).toEqual([]);
  expect(await engine.reader.rowsAsAt(staff('Nobody In Particular', ['councillor']), { ...everything, at })).toEqual([]);
});
