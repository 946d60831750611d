import { randomUUID } from 'node:crypto';
import type { TestEngine } from './engine.js';
import { staff, startEngine } from './engine.js';

let engine: TestEngine;
const priya = staff('Priya Nair', ['procurement officer']);
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

test('an event is never recorded before the one that it follows, when the server’s clock steps back', async () => {
  const caseId = randomUUID();
  await engine.setClock('2026-11-10T12:00:00.000Z');
  await engine.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Mill' } });
  await engine.setClock('2026-11-10T11:00:00.000Z');
  expect(await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'an hour early' } })).toMatchObject({ kind: 'done' });
  const rows = await engine.owner<{ at: Date }>('select recorded_at as at from workflow_event where case_id = $1 order by seq', [caseId]);
  expect(rows[1]!.at.getTime()).toBeGreaterThanOrEqual(rows[0]!.at.getTime());
});
