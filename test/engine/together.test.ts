import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { Together } from '../../src/engine/together.js';
import type { TestEngine } from './engine.js';
import { staff, startEngine } from './engine.js';

/** Commands that come at the same moment share a commit, and nothing else. */

interface Asked {
  readonly caseId: string;
}
/** Notes each batch, and takes so long over it that whatever comes meanwhile waits. */
const noting = (batches: string[][]) =>
  new Together<Asked, string>(async (batch) => {
    batches.push(batch.map(({ caseId }) => caseId));
    await sleep(20);
    return batch.map(({ caseId }) => `did ${caseId}`);
  });

test('a command that comes alone goes at once, and those that come meanwhile go together', async () => {
  const batches: string[][] = [];
  const together = noting(batches);
  const given = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((caseId) => together.add('scope', { caseId })));
  expect(given).toEqual(['did a', 'did b', 'did c', 'did d', 'did e']);
  expect(batches).toEqual([['a'], ['b'], ['c', 'd', 'e']]);
});

test('two commands of one case never share a commit, and are done in the order in which they came', async () => {
  const batches: string[][] = [];
  const together = noting(batches);
  await Promise.all(['a', 'a', 'b', 'a'].map((caseId) => together.add('scope', { caseId })));
  expect(batches.map((batch) => batch.filter((id) => id === 'a').length)).not.toContain(2);
  expect(batches.flat().filter((id) => id === 'a')).toHaveLength(3);
});

test('what is done in one scope does not wait for another', async () => {
  const batches: string[][] = [];
  const together = noting(batches);
  await Promise.all([1, 2, 3].map((scope) => together.add(String(scope), { caseId: `of ${scope}` })));
  expect(batches).toEqual([['of 1'], ['of 2'], ['of 3']]);
});

test('a fault is told to whoever was in the commit, and the next one goes on', async () => {
  const together = new Together<Asked, string>((batch) => (batch[0]!.caseId === 'bad' ? Promise.reject(new Error('the disk is full')) : Promise.resolve(['done'])));
  await expect(together.add('scope', { caseId: 'bad' })).rejects.toThrow('the disk is full');
  await expect(together.add('scope', { caseId: 'good' })).resolves.toBe('done');
});

describe('through the engine', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());
  const priya = staff('Priya Nair', ['procurement officer']);
  const ask = (caseId: string, building = 'Town Hall') => engine.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building } });

  test('forty cases that open at once each get their own number and their own log', async () => {
    const ids = Array.from({ length: 40 }, () => randomUUID());
    const answers = await Promise.all(ids.map((caseId) => ask(caseId)));
    expect(new Set(answers.map((answer) => (answer.kind === 'done' ? answer.reference : answer.kind))).size).toBe(40);
    const [logged] = await engine.owner<{ cases: number }>('select count(distinct case_id)::int as cases from workflow_event where case_id = any ($1)', [ids]);
    expect(logged).toEqual({ cases: 40 });
  });

  test('one that is refused and one that is not valid cost the others nothing', async () => {
    const ids = Array.from({ length: 12 }, () => randomUUID());
    const answers = await Promise.all(ids.map((caseId, n) => (n === 5 ? ask(caseId, '') : n === 7 ? engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} }) : ask(caseId))));
    expect(answers.map(({ kind }) => kind)).toEqual(ids.map((_, n) => (n === 5 ? 'invalid' : n === 7 ? 'not-found' : 'done')));
  });

  test('many remarks on one case at once are all kept, each under its own number', async () => {
    const caseId = randomUUID();
    await ask(caseId);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: `remark ${n}` } })));
    expect(answers.every(({ kind }) => kind === 'done')).toBe(true);
    const rows = await engine.owner<{ seq: number }>('select seq from workflow_event where case_id = $1 order by seq', [caseId]);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 31 }, (_, n) => n + 1));
  });

  test('two that use one key at the same moment are done once, and the others in their commit are not held up', async () => {
    const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
    for (const id of [one, two, three]) await ask(id);
    const remark = (caseId: string, key?: string) => engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'seen' }, ...(key ? { key } : {}) });
    const answers = await Promise.all([remark(three), remark(three), remark(one, 'same key'), remark(two, 'same key'), remark(three)]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'done', 'done', 'done', 'key-reused']);
  });
});
