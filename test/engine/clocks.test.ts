import { randomUUID } from 'node:crypto';
import type { TestEngine } from './engine.js';
import { AUTHORITY, staff, startEngine } from './engine.js';
import { house } from './toy.procedure.js';

let engine: TestEngine;
const priya = staff('Priya Nair', ['procurement officer']);
const morgan = staff('Morgan Ellis', ['commissioning manager']);
/** The answer to a request of Monday 1 June 2026 is due by the end of Monday 8 June, London time. */
const DUE = '2026-06-08T23:00:00.000Z';

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  house.keys = 1;
  await engine.setClock('2026-06-01T09:00:00Z');
});

async function ask(): Promise<string> {
  const caseId = randomUUID();
  expect(await engine.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' } })).toMatchObject({ kind: 'done' });
  return caseId;
}
const handOut = (caseId: string, seen: number) => engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'x' }, seen });
const log = (caseId: string) => engine.owner<{ type: string; occurred_at: Date; recorded_at: Date }>('select type, occurred_at, recorded_at from workflow_event where case_id = $1 order by seq', [caseId]);
const rings = async (caseId: string) => (await log(caseId)).filter(({ type }) => type === 'deadline.reached').length;

describe('a clock that fell due while all was down', () => {
  test('is applied before the event that came just after it, at its own instant, and stays applied though that event is refused', async () => {
    const caseId = await ask();
    await engine.setClock('2026-06-08T23:00:01Z');
    expect(await handOut(caseId, 1)).toMatchObject({ kind: 'stale', seen: 1, seq: 2 });
    expect(await handOut(caseId, 2)).toMatchObject({ kind: 'refused', refusals: [{ guard: 'isNotOverdue' }] });
    const [, ring] = await log(caseId);
    expect(ring?.occurred_at.toISOString()).toBe(DUE);
    expect((ring?.recorded_at.getTime() ?? 0) - new Date(DUE).getTime()).toBeLessThan(60_000);
    expect(await log(caseId)).toHaveLength(2);
  });

  test('is applied before an event that is taken, in the same commit', async () => {
    const caseId = await ask();
    await engine.setClock('2026-06-20T09:00:00Z');
    expect(await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'x' } })).toMatchObject({ kind: 'done', seq: 3 });
    expect((await log(caseId)).map(({ type }) => type)).toEqual(['key.ask', 'deadline.reached', 'remark.add']);
  });

  test('with others rings in the order of their instants', async () => {
    const caseId = await ask();
    await engine.sender.send({ actor: priya, caseId, type: 'reminder.wind', input: { from: '2026-06-03' } });
    await engine.setClock('2026-07-01T09:00:00Z');
    await engine.sweeper.ring(AUTHORITY, caseId);
    expect((await engine.reader.caseView(priya, caseId))?.context).toMatchObject({ rings: [DUE, '2026-06-10T23:00:00.000Z'] });
  });

  test('is shown as rung by a page that is opened before the sweeper came', async () => {
    const caseId = await ask();
    await engine.setClock('2026-06-09T09:00:00Z');
    expect((await engine.reader.caseView(priya, caseId))?.clocks).toMatchObject([{ status: 'rang', overdue: true }]);
    expect(await rings(caseId)).toBe(0);
  });
});

test('an event one millisecond before the instant of the deadline is before it, and at the instant after it', async () => {
  for (const [occurredAt, kind] of [['2026-06-08T22:59:59.999Z', 'done'], [DUE, 'refused']] as const) {
    await engine.setClock('2026-06-01T09:00:00Z');
    const caseId = await ask();
    await engine.setClock('2026-06-08T23:00:30Z');
    await engine.sweeper.ring(AUTHORITY, caseId);
    expect(await engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'x' }, seen: 2, occurredAt })).toMatchObject({ kind });
  }
});

test('a clock that the machine cannot take is named, rings for a person, and stops every event until it is mended', async () => {
  const alarms: string[] = [];
  engine.sweeper.onAlarm(({ clock }) => Promise.resolve(void alarms.push(clock)));
  const caseId = await ask();
  await engine.sender.send({ actor: priya, caseId, type: 'reminder.wind', input: { from: '2026-06-01' } });
  await handOut(caseId, 2);
  await engine.setClock('2026-06-09T09:00:00Z');
  const before = await log(caseId);
  expect(await engine.sweeper.ring(AUTHORITY, caseId)).toBe(false);
  expect(await engine.sweeper.ring(AUTHORITY, caseId)).toBe(false);
  expect(alarms).toEqual(['reminder', 'reminder']);
  const [row] = await engine.owner<{ attempts: number; problem: string }>(`select attempts, problem from workflow_deadline where case_id = $1 and name = 'reminder'`, [caseId]);
  expect(row).toMatchObject({ attempts: 2, problem: expect.stringContaining('The clock reminder rang and could not be applied') });
  expect(await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'clock-failed', because: expect.stringContaining('reminder') }] });
  expect(await log(caseId)).toEqual(before);
});

test('three hundred clocks of one midnight are each applied once by two sweepers at once', async () => {
  await engine.owner('delete from workflow_deadline');
  const cases = Array.from({ length: 300 }, () => randomUUID());
  const answers = await engine.sender.sendMany(cases.map((caseId) => ({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' } })));
  expect(answers.every(({ kind }) => kind === 'done')).toBe(true);
  await engine.setClock('2026-06-08T23:00:05Z');
  const other = await startEngine(undefined, engine.db);
  const [one, two] = await Promise.all([engine.sweeper.sweep(), other.sweeper.sweep()]);
  await other.stop();
  expect(one + two).toBe(300);
  const counts = await engine.owner<{ n: number }>(`select count(*)::int as n from workflow_event where type = 'deadline.reached' and case_id = any ($1) group by case_id`, [cases]);
  expect(counts.map(({ n }) => n)).toEqual(Array.from({ length: 300 }, () => 1));
  expect(await engine.owner(`select 1 from workflow_deadline where status = 'running' and due_at <= engine_now()`)).toEqual([]);
}, 120_000);

test('a sweeper that died holds nobody up for longer than its lease', async () => {
  await engine.owner('delete from workflow_deadline');
  const caseId = await ask();
  await engine.setClock('2026-06-09T09:00:00Z');
  await engine.owner(`update workflow_deadline set lease_until = clock_timestamp() + interval '1 minute' where case_id = $1`, [caseId]);
  expect(await engine.sweeper.sweep()).toBe(0);
  await engine.owner(`update workflow_deadline set lease_until = clock_timestamp() - interval '1 second' where case_id = $1`, [caseId]);
  expect(await engine.sweeper.sweep()).toBe(1);
});
