import { randomUUID } from 'node:crypto';
import { assign, setup } from 'xstate';
import type { AnyProcedure, FactSources } from '../../src/engine/procedure.js';
import type { Told } from '../../workflows/shared/vocabulary.js';
import { design, effects } from '../../workflows/shared/vocabulary.js';
import type { TestEngine } from './engine.js';
import { AUTHORITY, staff, startEngine } from './engine.js';
import { toyProcedure } from './toy.procedure.js';

/** What happens between the reading of a case and the writing of it. */

const priya = staff('Priya Nair', ['procurement officer']);
const morgan = staff('Morgan Ellis', ['commissioning manager']);

type ObjectionEvent = Told<'objection.raise', { readonly against: string }> | Told<'objection.withdraw'>;

/** A case that holds another: nobody hands out a key against which somebody objects. */
const objectionMachine = setup({ types: { context: {} as { against: string }, events: {} as ObjectionEvent }, actions: effects }).createMachine({
  id: 'toy.objection',
  context: { against: '' },
  initial: 'notYet',
  states: {
    notYet: {
      on: {
        'objection.raise': {
          target: 'raised',
          actions: [assign(({ event }) => ({ against: event.input.against })), { type: 'placeHold', params: ({ event }) => ({ caseId: event.input.against, events: ['key.hand-out'], because: 'Somebody objects.', unblock: 'Hear them.', source: design('house rules 9') }) }],
        },
      },
    },
    raised: { on: { 'objection.withdraw': { target: 'withdrawn', actions: { type: 'releaseHolds', params: ({ context }) => ({ caseId: context.against }) } } } },
    withdrawn: { type: 'final' },
  },
});
const event = { label: 'x', purpose: '', roles: ['procurement officer'], audience: ['officers'], against: 'latest', input: null, onDesk: false, told: () => 'x' };
class Raise {
  against: string;
}
const objectionProcedure = {
  ...toyProcedure, name: 'toy.objection', machine: objectionMachine, refusals: {}, opening: 'objection.raise', series: 'OBJ', facts: undefined, notices: {},
  events: { 'objection.raise': { ...event, input: null }, 'objection.withdraw': event },
  project: () => ({ title: 'Objection', sentence: '', stage: '', open: true, organisationId: null, search: '', columns: {} }),
} as unknown as AnyProcedure;

/** Runs once, while the facts of a hand-out are being gathered: after the case was read and before it is written. */
let meanwhile: (() => Promise<unknown>) | null = null;
/** The case whose remarks are the keys that are gone. */
let other: string | null = null;

const keys: AnyProcedure = {
  ...toyProcedure,
  facts: async ({ type }: { type: string }, sources: FactSources) => {
    const found = other === null ? null : await sources.caseOf(other);
    const now = type === 'key.hand-out' ? meanwhile : null;
    if (now) {
      meanwhile = null;
      await now();
    }
    return { keysLeft: found && (found.context as { remarks: string[] }).remarks.length > 0 ? 0 : 1 };
  },
} as unknown as AnyProcedure;

let engine: TestEngine;
let second: TestEngine;

beforeAll(async () => {
  const { IsUUID } = await import('class-validator');
  IsUUID()(Raise.prototype, 'against');
  (objectionProcedure.events['objection.raise'] as { input: unknown }).input = Raise;
  engine = await startEngine([keys, objectionProcedure]);
  second = await startEngine([keys, objectionProcedure], engine.db);
});
afterAll(async () => {
  await second.stop();
  await engine.stop();
});
beforeEach(() => {
  meanwhile = null;
  other = null;
});

async function ask(): Promise<string> {
  const caseId = randomUUID();
  expect(await engine.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' } })).toMatchObject({ kind: 'done' });
  return caseId;
}
const handOut = (caseId: string, by = engine, over: object = {}) => by.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'x' }, seen: 1, ...over });
const object = (against: string, caseId: string = randomUUID(), by = engine) => by.sender.send({ actor: priya, caseId, procedure: 'toy.objection', type: 'objection.raise', input: { against } });

describe('a hold', () => {
  test('refuses the held event with its reason, also with an earlier date, and lets it go when it is released', async () => {
    const caseId = await ask();
    const objection = randomUUID();
    await object(caseId, objection);
    expect(await handOut(caseId)).toEqual({ kind: 'refused', refusals: [{ guard: 'held', because: 'Somebody objects.', unblock: 'Hear them.', source: { cite: 'house rules 9', trust: 'design' } }] });
    expect((await engine.reader.caseView(morgan, caseId))?.steps.find(({ type }) => type === 'key.hand-out')).toMatchObject({ state: 'refused', refusals: [{ guard: 'held' }] });
    await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: 'x' } });
    const [asked] = await engine.owner<{ at: Date }>(`select recorded_at as at from workflow_event where case_id = $1 and seq = 1`, [caseId]);
    expect(await handOut(caseId, engine, { seen: 2, occurredAt: asked?.at.toISOString() })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'held' }] });
    await engine.sender.send({ actor: priya, caseId: objection, type: 'objection.withdraw', input: {} });
    expect(await handOut(caseId, engine, { seen: 2 })).toMatchObject({ kind: 'done' });
  });

  test('placed after the held case was read and before it was written is not overlooked', async () => {
    const caseId = await ask();
    meanwhile = () => object(caseId);
    expect(await handOut(caseId)).toMatchObject({ kind: 'refused', refusals: [{ guard: 'held' }] });
  });

  test('placed at the same moment by another server comes either after the event or before it, never beside it', async () => {
    const outcomes = new Set<string>();
    for (let n = 0; n < 12; n += 1) {
      const caseId = await ask();
      const [answer, held] = await Promise.all([handOut(caseId), object(caseId, randomUUID(), second)]);
      expect(held.kind).toBe('done');
      outcomes.add(answer.kind);
      expect(['done', 'refused']).toContain(answer.kind);
      if (answer.kind === 'refused') expect(await handOut(caseId)).toMatchObject({ kind: 'refused', refusals: [{ guard: 'held' }] });
    }
    expect(outcomes.size).toBeGreaterThan(0);
  });
});

describe('a fact that was read from another case', () => {
  test('is compared in the commit: when that case has moved, the event is decided again on what is there now', async () => {
    const caseId = await ask();
    other = await ask();
    const elsewhere = other;
    meanwhile = () => engine.sender.send({ actor: priya, caseId: elsewhere, type: 'remark.add', input: { text: 'the last key is gone' } });
    expect(await handOut(caseId)).toMatchObject({ kind: 'refused', refusals: [{ guard: 'hasKeysLeft' }] });
  });

  test('that did not move is good', async () => {
    const caseId = await ask();
    other = await ask();
    expect(await handOut(caseId)).toMatchObject({ kind: 'done' });
  });
});

describe('numbers', () => {
  test('are never given twice, also by two servers at once; one that nobody used is logged as a gap', async () => {
    const contested = randomUUID();
    const open = (caseId: string, by: TestEngine) => by.sender.send({ actor: priya, caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' } });
    const answers = await Promise.all([...Array.from({ length: 30 }, (_, n) => open(randomUUID(), n % 2 === 0 ? engine : second)), open(contested, engine), open(contested, second)]);
    const references = answers.flatMap((answer) => (answer.kind === 'done' ? [answer.reference] : []));
    expect(new Set(references).size).toBe(references.length);
    const issued = await engine.owner<{ number: number; case_id: string | null }>(`select number, case_id from counter_issue where authority_id = $1 and series = 'KEY' order by number`, [AUTHORITY]);
    expect(issued.map(({ number }) => number)).toEqual(issued.map((_, n) => n + 1));
    const cases = await engine.owner<{ n: number }>(`select count(*)::int as n from workflow_instance where machine = 'toy.key'`);
    expect(issued.filter(({ case_id }) => case_id !== null)).toHaveLength(cases[0]?.n ?? 0);
  });

  test('are not taken by an opening that is refused', async () => {
    const count = async () => (await engine.owner(`select 1 from counter_issue where series = 'KEY'`)).length;
    const before = await count();
    expect(await engine.sender.send({ actor: priya, caseId: randomUUID(), procedure: 'toy.key', type: 'key.ask', input: { building: '' } })).toMatchObject({ kind: 'invalid' });
    expect(await count()).toBe(before);
  });
});

describe('two servers on one database', () => {
  test('keep every remark of both', async () => {
    const caseId = await ask();
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? engine : second).sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: `remark ${n}` } })));
    expect(answers.every(({ kind }) => kind === 'done')).toBe(true);
    expect(((await engine.reader.caseView(priya, caseId))?.context as { remarks: string[] }).remarks).toHaveLength(24);
  });

  test('decide once between two officers, and do a double click once', async () => {
    const caseId = await ask();
    expect((await Promise.all([handOut(caseId), handOut(caseId, second)])).map(({ kind }) => kind).sort()).toEqual(['done', 'stale']);
    const again = await ask();
    const click = { key: 'once', seen: 1 };
    const answers = await Promise.all([handOut(again, engine, click), handOut(again, second, click)]);
    expect(answers.map((answer) => answer.kind === 'done' && answer.replayed).sort()).toEqual([false, true]);
  });
});
