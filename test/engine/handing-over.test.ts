import { randomUUID } from 'node:crypto';
import { inScope } from '../../src/engine/scope.js';
import { scopeOf } from '../../src/engine/access.js';
import type { TestEngine } from './engine.js';
import { staff, startEngine } from './engine.js';

let engine: TestEngine;
const priya = staff('Priya Nair', ['procurement officer']);
const tom = staff('Tom Ashdown', ['procurement officer']);
const admin = staff('Sam Doyle', ['administrator']);
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

test('a leaver’s open cases pass on in the one transaction that ends their service, each with its entry in the log', async () => {
  const ids = Array.from({ length: 3 }, () => randomUUID());
  for (const caseId of ids) {
    await engine.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Mill' } });
    await engine.assigner.assign(priya, caseId, { role: 'procurement officer', person: { personId: priya.personId ?? '', name: priya.name } });
  }
  const moved = await inScope(engine.source, scopeOf(admin), async (tx) => {
    expect(await engine.assigner.countOf(tx, priya.personId ?? '')).toBe(3);
    return engine.assigner.handOverAll(tx, admin, { personId: priya.personId ?? '' }, { personId: tom.personId ?? '', name: tom.name }, 'left the council');
  });
  expect(moved).toBe(3);
  for (const caseId of ids) {
    const view = await engine.reader.caseView(tom, caseId);
    expect(view?.owner).toEqual({ personId: tom.personId, name: 'Tom Ashdown' });
    expect(view?.timeline.at(-1)?.sentence).toBe('Sam Doyle handed the work as procurement officer to Tom Ashdown');
  }
});

test('when the leaver’s transaction fails nothing has moved', async () => {
  const caseId = randomUUID();
  await engine.sender.send({ actor: tom, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Barn' } });
  await engine.assigner.assign(tom, caseId, { role: 'procurement officer', person: { personId: tom.personId ?? '', name: tom.name } });
  await expect(
    inScope(engine.source, scopeOf(admin), async (tx) => {
      await engine.assigner.handOverAll(tx, admin, { personId: tom.personId ?? '' }, { personId: priya.personId ?? '', name: priya.name }, 'left');
      throw new Error('the roles could not be ended');
    }),
  ).rejects.toThrow('the roles could not be ended');
  expect((await engine.reader.caseView(tom, caseId))?.owner?.name).toBe('Tom Ashdown');
});
