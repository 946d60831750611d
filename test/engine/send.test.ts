import { randomUUID } from 'node:crypto';
import type { TestEngine } from './engine.js';
import { provider, staff, startEngine } from './engine.js';
import { house } from './toy.procedure.js';

let engine: TestEngine;
const priya = staff('Priya Nair', ['procurement officer']);
const morgan = staff('Morgan Ellis', ['commissioning manager']);

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(() => {
  house.keys = 1;
});

async function ask(building = 'Sessions House'): Promise<string> {
  const caseId = randomUUID();
  const answer = await engine.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building } });
  expect(answer).toMatchObject({ kind: 'done', seq: 1 });
  return caseId;
}

describe('an event', () => {
  test('opens a case, gives it a number of its series, starts its clock and stands on the desk of the role', async () => {
    const caseId = await ask();
    const view = await engine.reader.caseView(morgan, caseId);
    expect(view?.reference).toMatch(/^KEY \d\d\/\d{5}$/);
    expect(view?.clocks).toMatchObject([{ name: 'answer', status: 'running', left: expect.stringMatching(/5 working days left/) }]);
    expect(view?.steps[0]).toMatchObject({ type: 'key.hand-out', state: 'open', mine: true });
    expect((await engine.reader.work(morgan, { whose: 'team', limit: 50 })).map((item) => item.caseId)).toContain(caseId);
    expect(view?.timeline.map(({ sentence }) => sentence)).toEqual(['Priya Nair asked for a key to Sessions House']);
  });

  test('is refused with because, unblock and source, and then nothing is written', async () => {
    const caseId = await ask();
    house.keys = 0;
    const answer = await engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'needed' }, seen: 1 });
    expect(answer).toEqual({ kind: 'refused', refusals: [{ guard: 'hasKeysLeft', because: 'No key is left.', unblock: 'Wait until somebody gives one back.', source: { cite: 'house rules 1', trust: 'design' } }] });
    expect((await engine.reader.caseView(priya, caseId))?.seq).toBe(1);
  });

  test('that a negated guard stops is explained too, and every failing leaf is named', async () => {
    const caseId = await ask();
    house.keys = 0;
    const answer = await engine.sender.send({ actor: priya, caseId, type: 'key.hand-out', input: { reason: ' ' }, seen: 1 });
    expect(answer.kind === 'refused' && answer.refusals.map(({ guard }) => guard)).toEqual(['hasKeysLeft', 'not isTheAsker', 'givesAReason']);
  });

  test('of a state that has passed says where the case is and where the step belongs', async () => {
    const caseId = await ask();
    const answer = await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} });
    expect(answer).toMatchObject({ kind: 'refused', refusals: [{ guard: 'not-now', because: 'The case is at this point: waiting for an answer.', unblock: 'This step is taken when the case is at: handed out.' }] });
  });

  test('with a wrong field comes back with the field named; a field that it does not have is refused by name', async () => {
    const answer = await engine.sender.send({ actor: priya, caseId: randomUUID(), procedure: 'toy.key', type: 'key.ask', input: { building: '', secret: 1 } });
    expect(answer).toEqual({ kind: 'invalid', errors: expect.arrayContaining([{ field: 'building', message: 'Enter the building.' }, { field: 'secret', message: 'There is no field "secret" in this step.' }]) });
  });

  test('with a NUL byte in a text is a field error, not a fault', async () => {
    const answer = await engine.sender.send({ actor: priya, caseId: randomUUID(), procedure: 'toy.key', type: 'key.ask', input: { building: 'a\u0000b' } });
    expect(answer).toMatchObject({ kind: 'invalid', errors: [{ field: 'building' }] });
  });

  test('dated tomorrow is a field error', async () => {
    const caseId = await ask();
    const answer = await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'x' }, occurredAt: '2999-01-01T00:00:00.000Z' });
    expect(answer).toMatchObject({ kind: 'invalid', errors: [{ field: 'occurredOn' }] });
  });

  test('by somebody without the role says who may', async () => {
    const caseId = await ask();
    const answer = await engine.sender.send({ actor: staff('Casey', ['caseworker']), caseId, type: 'key.hand-out', input: { reason: 'x' }, seen: 1 });
    expect(answer).toEqual({ kind: 'not-allowed', roles: ['commissioning manager', 'procurement officer'] });
  });

  test('by a deputy carries both names', async () => {
    const caseId = await ask();
    const deputy = staff('Dee Puty', [], { deputyFor: [{ personId: morgan.personId ?? '', name: morgan.name, role: 'commissioning manager' }] });
    expect(await engine.sender.send({ actor: deputy, caseId, type: 'key.hand-out', input: { reason: 'covering' }, seen: 1 })).toMatchObject({ kind: 'done' });
    const view = await engine.reader.caseView(morgan, caseId);
    expect(view?.timeline.at(-1)?.sentence).toBe('Dee Puty (for Morgan Ellis) handed out the key');
  });
});

describe('two at once', () => {
  test('a step on a stale page is refused as stale when the case has moved', async () => {
    const caseId = await ask();
    await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'hurry' } });
    expect(await engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'x' }, seen: 1 })).toMatchObject({ kind: 'stale', seen: 1, seq: 2 });
  });

  test('of two officers who decide on the same page one decides and the other is told that the page is stale', async () => {
    const caseId = await ask();
    const answers = await Promise.all([1, 2, 3, 4].map(() => engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'x' }, seen: 1 })));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'stale', 'stale', 'stale']);
  });

  test('twenty remarks at once are all kept, each decided on what is there', async () => {
    const caseId = await ask();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: `remark ${n}` } })));
    expect(answers.every(({ kind }) => kind === 'done')).toBe(true);
    const [row] = await engine.owner<{ n: number }>(`select jsonb_array_length(snapshot->'context'->'remarks') as n from workflow_instance where case_id = $1`, [caseId]);
    expect(row?.n).toBe(20);
  });

  test('a double click is done once and answered twice alike; another body under the same key is refused', async () => {
    const caseId = await ask();
    const command = { actor: priya, caseId, type: 'remark.add', input: { text: 'once' }, key: 'form-1' };
    const [first, second] = await Promise.all([engine.sender.send(command), engine.sender.send(command)]);
    expect([first, second].map((answer) => answer.kind === 'done' && answer.replayed).sort()).toEqual([false, true]);
    expect((await engine.reader.caseView(priya, caseId))?.seq).toBe(2);
    expect(await engine.sender.send({ ...command, input: { text: 'other' } })).toEqual({ kind: 'key-reused' });
  });

  test('handing work over does not make an open form stale', async () => {
    const caseId = await ask();
    expect(await engine.assigner.assign(morgan, caseId, { role: 'commissioning manager', person: { personId: morgan.personId ?? '', name: morgan.name } })).toMatchObject({ kind: 'done', seq: 1 });
    expect((await engine.reader.work(morgan, { whose: 'mine', limit: 50 })).map((item) => item.caseId)).toContain(caseId);
    expect(await engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'x' }, seen: 1 })).toMatchObject({ kind: 'done' });
  });
});

describe('what a provider may see', () => {
  const organisationId = randomUUID();
  const theirs = provider('Tess', organisationId);

  test('is their own case, in the council’s name, without what is for officers', async () => {
    const caseId = randomUUID();
    expect(await engine.sender.send({ actor: theirs, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Annexe', organisationId } })).toMatchObject({ kind: 'done' });
    await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'between us' } });
    const view = await engine.reader.caseView(theirs, caseId);
    expect(view?.timeline.map(({ sentence }) => sentence)).toEqual(['Tess asked for a key to Annexe']);
    expect(view?.context).toEqual({ building: 'Annexe' });
    expect(JSON.stringify(view)).not.toContain('between us');
  });

  test('is not another provider’s case, by view, list, search, event or try-out', async () => {
    const caseId = await ask('Vault');
    expect(await engine.reader.caseView(theirs, caseId)).toBeNull();
    expect((await engine.reader.list(theirs, { limit: 100 })).items.map((item) => item.caseId)).not.toContain(caseId);
    expect((await engine.reader.search(theirs, 'Vault', { limit: 100 })).items).toEqual([]);
    expect((await engine.reader.search(priya, 'Vault', { limit: 100 })).items.map((item) => item.caseId)).toContain(caseId);
    expect(await engine.sender.send({ actor: theirs, caseId, type: 'key.give-back', input: {} })).toEqual({ kind: 'not-found' });
    expect(await engine.tryOut.tryOut(theirs, caseId, 'key.give-back', {})).toBeNull();
  });
});
