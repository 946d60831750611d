import { randomUUID } from 'node:crypto';
import type { TestEngine } from './engine.js';
import { staff, startEngine } from './engine.js';

let engine: TestEngine;
const priya = staff('Priya Nair', ['procurement officer']);
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const asking = (building: string, caseId: string = randomUUID()) => ({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building }, key: `import:${caseId}` });

test('many cases opened at once each have their own number, log, clock and place on the desk', async () => {
  const answers = await engine.sender.sendMany(Array.from({ length: 120 }, (_, n) => asking(`Building ${n}`)));
  const references = answers.map((answer) => answer.kind === 'done' && answer.reference);
  expect(new Set(references).size).toBe(120);
  const [counts] = await engine.owner<Record<string, number>>(
    `select (select count(*) from workflow_event)::int as events, (select count(*) from workflow_payload)::int as payloads,
       (select count(*) from workflow_deadline where status = 'running')::int as clocks, (select count(distinct case_id) from workflow_work)::int as desks`,
  );
  expect(counts).toEqual({ events: 120, payloads: 120, clocks: 120, desks: 120 });
});

test('a bad one among many is answered as bad and the others are kept; sent again, nothing changes', async () => {
  const good = asking('Library');
  const other = asking('Archive');
  const batch = [good, { ...asking('x'), input: { building: '' } }, other];
  expect((await engine.sender.sendMany(batch)).map(({ kind }) => kind)).toEqual(['done', 'invalid', 'done']);
  const again = await engine.sender.sendMany(batch);
  expect(again.map((answer) => (answer.kind === 'done' ? answer.replayed : answer.kind))).toEqual([true, 'invalid', true]);
  expect((await engine.reader.caseView(priya, good.caseId))?.seq).toBe(1);
});

test('a batch takes as many numbers as it opens cases, one after the other, and leaves no gap', async () => {
  const [before] = await engine.owner<{ last: number }>('select max(number) as last from counter_issue');
  await engine.sender.sendMany([asking('Depot')]);
  const [after] = await engine.owner<{ last: number; gaps: number }>('select max(number) as last, count(*) filter (where case_id is null)::int as gaps from counter_issue');
  expect(after?.last).toBe((before?.last ?? 0) + 1);
  expect(after?.gaps).toBe(0);
});

test('two events of one case in a batch are taken one after the other', async () => {
  const ask = asking('Mill');
  const remark = { actor: priya, caseId: ask.caseId, type: 'remark.add', input: { text: 'next' } };
  expect((await engine.sender.sendMany([ask, remark])).map(({ kind }) => kind)).toEqual(['done', 'done']);
});
