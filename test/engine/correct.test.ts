import { randomUUID } from 'node:crypto';
import { Corrections } from '../../src/engine/correct.js';
import { Reopener } from '../../src/engine/reopen.js';
import type { TestEngine } from './engine.js';
import { provider, staff, startEngine } from './engine.js';
import { house } from './toy.procedure.js';

let engine: TestEngine;
let corrections: Corrections;
const priya = staff('Priya Nair', ['procurement officer']);
const olu = staff('Olu Ade', ['procurement officer']);
const morgan = staff('Morgan Ellis', ['commissioning manager']);

beforeAll(async () => {
  engine = await startEngine();
  corrections = engine.get(Corrections);
});
afterAll(() => engine.stop());
beforeEach(() => {
  house.keys = 1;
});

/** A request made on Monday 1 June 2026 at 10:00: its answer is due five working days later, by the end of Monday 8 June. */
async function askOnMonday(building = 'Sessions House'): Promise<string> {
  await engine.setClock('2026-06-01T09:00:00Z');
  const caseId = randomUUID();
  expect(await engine.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building } })).toMatchObject({ kind: 'done' });
  return caseId;
}
const handOut = (caseId: string, over: object = {}) => engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'needed' }, ...over });
const remark = (caseId: string, text: string, over: object = {}) => engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text }, ...over });
const context = async (caseId: string) => (await engine.reader.caseView(priya, caseId))?.context;
const jobs = async (caseId: string) => (await engine.owner<{ n: number }>(`select count(*)::int as n from graphile_worker._private_jobs where payload::text like $1`, [`%${caseId}%`]))[0]?.n;

describe('what was received in time and recorded late', () => {
  test('at 22:00 on the last day and logged next morning is in time: the clock that had rung has not', async () => {
    const caseId = await askOnMonday();
    await engine.setClock('2026-06-09T08:00:00Z');
    await engine.sweeper.sweep();
    expect(await context(caseId)).toMatchObject({ overdue: true });
    expect(await handOut(caseId, { seen: 2 })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'isNotOverdue' }] });
    expect(await handOut(caseId, { seen: 2, occurredAt: '2026-06-08T21:00:00.000Z' })).toMatchObject({ kind: 'done', seq: 3 });
    const view = await engine.reader.caseView(priya, caseId);
    expect(view?.context).toMatchObject({ overdue: false, decided: 'needed' });
    expect(view?.clocks).toMatchObject([{ name: 'answer', status: 'ended' }]);
    expect(view?.timeline.at(-1)).toMatchObject({ label: 'Recorded late', late: true, occurredAt: '2026-06-08T21:00:00.000Z', sentence: expect.stringMatching(/^Morgan Ellis entered late: handed out the key\./) });
    expect(view?.timeline.map(({ type }) => type)).toEqual(['key.ask', 'deadline.reached', 'case.correct']);
  });

  test('is in time also when nobody has looked at the case since, so that its clock never rang', async () => {
    const caseId = await askOnMonday();
    await engine.setClock('2026-06-09T08:00:00Z');
    expect(await handOut(caseId, { seen: 1, occurredAt: '2026-06-08T21:00:00.000Z' })).toMatchObject({ kind: 'done' });
    expect(await context(caseId)).toMatchObject({ overdue: false });
  });

  test('at the very instant of the deadline, or a second after it, is late', async () => {
    const caseId = await askOnMonday();
    await engine.setClock('2026-06-09T08:00:00Z');
    await engine.sweeper.ring(priya.authorityId, caseId);
    for (const occurredAt of ['2026-06-08T23:00:00.000Z', '2026-06-08T23:00:01.000Z']) {
      expect(await handOut(caseId, { seen: 2, occurredAt })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'isNotOverdue' }] });
    }
  });

  test('stands in the order in which things happened', async () => {
    const caseId = await askOnMonday();
    await engine.setClock('2026-06-02T12:00:00Z');
    await remark(caseId, 'second');
    await remark(caseId, 'first', { occurredAt: '2026-06-02T11:00:00.000Z' });
    expect(await context(caseId)).toMatchObject({ remarks: ['first', 'second'] });
  });

  test('sent twice with one key is entered once', async () => {
    const caseId = await askOnMonday();
    await engine.setClock('2026-06-02T12:00:00Z');
    await remark(caseId, 'second');
    const late = { occurredAt: '2026-06-02T11:00:00.000Z', key: 'late-1' };
    expect(await remark(caseId, 'first', late)).toMatchObject({ kind: 'done', replayed: false });
    expect(await remark(caseId, 'first', late)).toMatchObject({ kind: 'done', replayed: true });
    expect(await remark(caseId, 'first', { ...late, occurredAt: '2026-06-02T10:00:00.000Z' })).toEqual({ kind: 'key-reused' });
    expect(await context(caseId)).toMatchObject({ remarks: ['first', 'second'] });
  });

  test('before the case was open is refused', async () => {
    const caseId = await askOnMonday();
    expect(await remark(caseId, 'x', { occurredAt: '2026-05-31T11:00:00.000Z' })).toMatchObject({ kind: 'refused', refusals: [{ because: 'At that instant the case was not open yet.' }] });
  });

  test('is not for a provider to enter', async () => {
    const organisationId = randomUUID();
    const tess = provider('Tess', organisationId);
    await engine.setClock('2026-06-01T09:00:00Z');
    const caseId = randomUUID();
    await engine.sender.send({ actor: tess, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Annexe', organisationId } });
    await handOut(caseId, { seen: 1 });
    expect(await engine.sender.send({ actor: tess, caseId, type: 'key.give-back', input: {}, occurredAt: '2026-06-01T09:00:00.000Z' })).toMatchObject({ kind: 'invalid' });
  });
});

describe('a correction', () => {
  test('of a remark takes one person; the first version stays in the log and both show', async () => {
    const caseId = await askOnMonday();
    await remark(caseId, 'blew');
    expect(await corrections.correct(priya, caseId, { corrects: 2, input: { text: 'blue' }, reason: 'a slip' })).toMatchObject({ kind: 'done', seq: 3 });
    const view = await engine.reader.caseView(priya, caseId);
    expect(view?.context).toMatchObject({ remarks: ['blue'] });
    expect(view?.timeline.slice(1)).toMatchObject([
      { seq: 2, sentence: 'Priya Nair remarked: blew', correctedBy: 3 },
      { seq: 3, corrects: 2, sentence: 'Priya Nair corrected entry 2, which now reads: remarked: blue. Reason: a slip' },
    ]);
    expect((await engine.reader.caseView(priya, caseId, { seq: 2 }))?.context).toMatchObject({ remarks: ['blew'] });
  });

  test('that moves a clock waits for a second person, who is not the first', async () => {
    const caseId = await askOnMonday();
    await engine.setClock('2026-06-03T09:00:00Z');
    const asked = await corrections.correct(priya, caseId, { corrects: 1, occurredAt: '2026-05-29T15:00:00.000Z', reason: 'it came on Friday' });
    if (asked.kind !== 'proposed') throw new Error(JSON.stringify(asked));
    expect((await engine.reader.caseView(priya, caseId))?.clocks).toMatchObject([{ due: '2026-06-08' }]);
    expect(await corrections.proposals(olu, caseId)).toMatchObject([{ state: 'open', proposedBy: { name: 'Priya Nair' } }]);
    expect(await corrections.confirm(priya, caseId, asked.proposalId)).toMatchObject({ kind: 'refused', refusals: [{ guard: 'second-person' }] });
    expect(await corrections.confirm(olu, caseId, asked.proposalId)).toMatchObject({ kind: 'done', seq: 2 });
    const view = await engine.reader.caseView(priya, caseId);
    expect(view?.clocks).toMatchObject([{ name: 'answer', due: '2026-06-05', status: 'running', movedWhy: 'it came on Friday' }]);
    expect(view?.timeline.at(-1)?.sentence).toMatch(/^Olu Ade corrected entry 1\. .* is due on Friday 5 June 2026, not on Monday 8 June 2026\. Reason: it came on Friday Proposed by Priya Nair\.$/);
    const [row] = await engine.owner<{ next_due: Date }>('select next_due from workflow_instance where case_id = $1', [caseId]);
    expect(row?.next_due.toISOString()).toBe('2026-06-05T23:00:00.000Z');
    expect(await corrections.confirm(olu, caseId, asked.proposalId)).toEqual({ kind: 'not-found' });
  });

  test('that a second person rejects changes nothing', async () => {
    const caseId = await askOnMonday();
    const asked = await corrections.correct(priya, caseId, { corrects: 1, occurredAt: '2026-05-29T15:00:00.000Z', reason: 'x' });
    if (asked.kind !== 'proposed') throw new Error(JSON.stringify(asked));
    expect(await corrections.reject(olu, caseId, asked.proposalId, 'the post book says Monday')).toMatchObject({ kind: 'done', seq: 1 });
    expect((await engine.reader.caseView(priya, caseId))?.seq).toBe(1);
  });

  test('moved back so far that the clock had run out rings it at its own instant', async () => {
    const caseId = await askOnMonday();
    await engine.setClock('2026-06-03T09:00:00Z');
    const asked = await corrections.correct(priya, caseId, { corrects: 1, occurredAt: '2026-05-11T15:00:00.000Z', reason: 'the old letter' });
    if (asked.kind !== 'proposed') throw new Error(JSON.stringify(asked));
    await corrections.confirm(olu, caseId, asked.proposalId);
    expect(await context(caseId)).toMatchObject({ overdue: true, rings: ['2026-05-18T23:00:00.000Z'] });
  });

  test('after which a later entry no longer fits is refused with the list, unless it names the state to go on from', async () => {
    const caseId = await askOnMonday();
    await handOut(caseId, { seen: 1 });
    await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} });
    const struck = { corrects: 2, reason: 'the key was never handed out' };
    expect(await corrections.strike(priya, caseId, struck)).toMatchObject({
      kind: 'refused', refusals: [{ guard: 'no-longer-fits', because: 'Entry 3, "Give the key back" of 2026-06-01, no longer fits: The case is at this point: waiting for an answer.' }],
    });
    expect(await corrections.strike(priya, caseId, { ...struck, goOnFrom: 'nowhere' })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'goOnFrom' }] });
    const asked = await corrections.strike(priya, caseId, { ...struck, goOnFrom: 'asked' });
    if (asked.kind !== 'proposed') throw new Error(JSON.stringify(asked));
    expect(await corrections.confirm(olu, caseId, asked.proposalId)).toMatchObject({ kind: 'done', seq: 4 });
    const view = await engine.reader.caseView(priya, caseId);
    expect(view?.states).toMatchObject([{ path: 'asked' }]);
    expect(view?.context).toMatchObject({ decided: null });
    expect(view?.clocks).toMatchObject([{ name: 'answer', status: 'running' }]);
    expect(view?.timeline.at(-1)?.sentence).toContain('Set aside: entry 3.');
  });

  test('asks nobody again for facts of entries that stand, and repeats no effect', async () => {
    const caseId = await askOnMonday();
    await remark(caseId, 'one');
    await handOut(caseId, { seen: 2 });
    const before = await jobs(caseId);
    expect(before).toBe(2);
    house.keys = 0;
    expect(await corrections.correct(priya, caseId, { corrects: 2, input: { text: 'two' }, reason: 'x' })).toMatchObject({ kind: 'done' });
    expect(await context(caseId)).toMatchObject({ remarks: ['two'], decided: 'needed' });
    expect(await jobs(caseId)).toBe(before);
  });

  test('is itself an entry: struck, it puts back what it changed', async () => {
    const caseId = await askOnMonday();
    await remark(caseId, 'one');
    await corrections.correct(priya, caseId, { corrects: 2, input: { text: 'two' }, reason: 'x' });
    await corrections.correct(priya, caseId, { corrects: 3, input: { text: 'three' }, reason: 'x' });
    expect(await context(caseId)).toMatchObject({ remarks: ['three'] });
    await corrections.strike(priya, caseId, { corrects: 4, reason: 'x' });
    expect(await context(caseId)).toMatchObject({ remarks: ['two'] });
    expect(await corrections.strike(priya, caseId, { corrects: 4, reason: 'x' })).toMatchObject({ kind: 'refused', refusals: [{ because: 'That correction was struck already.' }] });
    await corrections.strike(priya, caseId, { corrects: 2, reason: 'x' });
    expect(await context(caseId)).toMatchObject({ remarks: [] });
    await corrections.strike(priya, caseId, { corrects: 6, reason: 'x' });
    expect(await context(caseId)).toMatchObject({ remarks: ['two'] });
  });

  test('of what opens the case, of a clock, without a reason, or with a wrong field is refused', async () => {
    const caseId = await askOnMonday();
    await engine.setClock('2026-06-09T08:00:00Z');
    await engine.sweeper.ring(priya.authorityId, caseId);
    await expect(corrections.strike(priya, caseId, { corrects: 1, reason: 'x' })).resolves.toMatchObject({ kind: 'refused', refusals: [{ because: 'Without the entry that opened it there is no case.' }] });
    await expect(corrections.strike(priya, caseId, { corrects: 2, reason: 'x' })).resolves.toMatchObject({ kind: 'refused', refusals: [{ because: 'A clock rings by itself.' }] });
    await expect(corrections.strike(priya, caseId, { corrects: 9, reason: 'x' })).resolves.toMatchObject({ kind: 'refused' });
    await expect(corrections.strike(priya, caseId, { corrects: 2, reason: ' ' })).resolves.toMatchObject({ kind: 'invalid', errors: [{ field: 'reason' }] });
    await expect(corrections.correct(priya, caseId, { corrects: 1, input: { building: '' }, reason: 'x' })).resolves.toMatchObject({ kind: 'invalid', errors: [{ field: 'building' }] });
  });

  test('is not for somebody without the role, for a provider, or for another authority', async () => {
    const caseId = await askOnMonday();
    await remark(caseId, 'one');
    expect(await corrections.strike(staff('Casey', ['caseworker']), caseId, { corrects: 2, reason: 'x' })).toMatchObject({ kind: 'not-allowed' });
    expect(await corrections.strike(provider('Tess', randomUUID()), caseId, { corrects: 2, reason: 'x' })).toEqual({ kind: 'not-found' });
    expect(await corrections.strike({ ...priya, authorityId: '22222222-2222-4222-8222-222222222222' }, caseId, { corrects: 2, reason: 'x' })).toEqual({ kind: 'not-found' });
  });

  test('on a page that the case has moved past is refused as stale; of two at once both are told on what is there', async () => {
    const caseId = await askOnMonday();
    await remark(caseId, 'one');
    await remark(caseId, 'two');
    expect(await corrections.strike(priya, caseId, { corrects: 2, reason: 'x', seen: 2 })).toMatchObject({ kind: 'stale', seen: 2, seq: 3 });
    const answers = await Promise.all([corrections.strike(priya, caseId, { corrects: 2, reason: 'x' }), corrections.correct(olu, caseId, { corrects: 3, input: { text: 'zwei' }, reason: 'x' })]);
    expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(await context(caseId)).toMatchObject({ remarks: ['zwei'] });
  });

  test('mends a case whose clock cannot be applied', async () => {
    const caseId = await askOnMonday();
    await engine.sender.send({ actor: priya, caseId, type: 'reminder.wind', input: { from: '2026-06-01' } });
    await handOut(caseId, { seen: 2 });
    await engine.setClock('2026-06-09T08:00:00Z');
    expect(await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'clock-failed' }] });
    const asked = await corrections.strike(priya, caseId, { corrects: 2, reason: 'wound by mistake' });
    if (asked.kind !== 'proposed') throw new Error(JSON.stringify(asked));
    expect(await corrections.confirm(olu, caseId, asked.proposalId)).toMatchObject({ kind: 'done' });
    expect(await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} })).toMatchObject({ kind: 'done' });
  });
});

describe('a closed case', () => {
  const monika = staff('Monika Reyes', ['monitoring officer']);
  const close = async () => {
    const caseId = await askOnMonday();
    await handOut(caseId, { seen: 1 });
    await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} });
    return caseId;
  };

  test('is reopened by the named role, at a state that it names, with a reason', async () => {
    const caseId = await close();
    const reopener = engine.get(Reopener);
    expect(await reopener.reopen(priya, caseId, { state: 'out', reason: 'x' })).toEqual({ kind: 'not-allowed', roles: ['monitoring officer'] });
    expect(await reopener.reopen(monika, caseId, { state: 'nowhere', reason: 'x' })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'state' }] });
    expect(await reopener.reopen(monika, caseId, { state: 'out', reason: 'the wrong key came back' })).toMatchObject({ kind: 'done', seq: 4 });
    expect((await engine.reader.caseView(priya, caseId))?.timeline.at(-1)?.sentence).toBe('Monika Reyes reopened the case: the wrong key came back');
    expect(await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} })).toMatchObject({ kind: 'done', seq: 5 });
  });

  test('that is open cannot be reopened', async () => {
    const caseId = await askOnMonday();
    expect(await engine.get(Reopener).reopen(monika, caseId, { state: 'out', reason: 'x' })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'closed' }] });
  });

  test('that was reopened stays so when an earlier entry is corrected', async () => {
    const caseId = await close();
    await engine.get(Reopener).reopen(monika, caseId, { state: 'out', reason: 'x' });
    expect(await remark(caseId, 'between', { occurredAt: '2026-06-01T09:00:00.000Z' })).toMatchObject({ kind: 'refused' });
    const asked = await corrections.correct(priya, caseId, { corrects: 2, input: { reason: 'lent' }, reason: 'x' });
    if (asked.kind !== 'proposed') throw new Error(JSON.stringify(asked));
    expect(await corrections.confirm(olu, caseId, asked.proposalId)).toMatchObject({ kind: 'done' });
    const view = await engine.reader.caseView(priya, caseId);
    expect(view?.states).toMatchObject([{ path: 'out' }]);
    expect(view?.context).toMatchObject({ decided: 'lent' });
  });
});
