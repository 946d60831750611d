import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Corrections } from '../../src/engine/correct.js';
import { Reopener } from '../../src/engine/reopen.js';
import { Verifier } from '../../src/engine/verify.js';
import type { TestEngine } from './engine.js';
import { AUTHORITY, staff, startEngine } from './engine.js';
import { house } from './toy.procedure.js';

/** Whatever people and time do to a case in whatever order, these hold after every step. */

let engine: TestEngine;
const priya = staff('Priya Nair', ['procurement officer']);
const olu = staff('Olu Ade', ['procurement officer']);
const morgan = staff('Morgan Ellis', ['commissioning manager']);
const monika = staff('Monika Reyes', ['monitoring officer']);

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const START = Date.UTC(2026, 5, 1, 9);
const HOUR = 3_600_000;

type Act =
  | { do: 'remark'; text: string; ago: number | null }
  | { do: 'hand out'; ago: number | null; stale: boolean }
  | { do: 'give back' }
  | { do: 'wind'; daysAgo: number }
  | { do: 'assign' }
  | { do: 'wait'; hours: number }
  | { do: 'sweep' }
  | { do: 'keys'; keys: number }
  | { do: 'correct' | 'strike'; entry: number; text: string; goOn: string | null }
  | { do: 'reopen' };

const ago = fc.option(fc.integer({ min: 0, max: 400 }), { nil: null });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remark' as const), text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), ago }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hand out' as const), ago, stale: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant({ do: 'give back' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wind' as const), daysAgo: fc.integer({ min: -3, max: 12 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'assign' as const }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'sweep' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('keys' as const), keys: fc.integer({ min: 0, max: 2 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('correct' as const, 'strike' as const), entry: fc.integer({ min: 1, max: 14 }), text: fc.string({ minLength: 1, maxLength: 6 }), goOn: fc.constantFrom(null, 'asked', 'out') }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
);

class World {
  private at = START;
  readonly caseId = randomUUID();
  private readonly corrections = engine.get(Corrections);

  async open(): Promise<void> {
    house.keys = 1;
    await this.move(0);
    expect(await engine.sender.send({ actor: priya, caseId: this.caseId, procedure: 'toy.key', type: 'key.ask', input: { building: 'Vault' } })).toMatchObject({ kind: 'done' });
  }

  /** @returns the kind of the answer, or null where nothing is sent */
  async perform(one: Act): Promise<string | null> {
    const { caseId } = this;
    const when = (hours: number | null): object => (hours === null ? {} : { occurredAt: new Date(this.at - hours * HOUR).toISOString() });
    switch (one.do) {
      case 'remark':
        return (await engine.sender.send({ actor: priya, caseId, type: 'remark.add', input: { text: one.text }, ...when(one.ago) })).kind;
      case 'hand out':
        return (await engine.sender.send({ actor: morgan, caseId, type: 'key.hand-out', input: { reason: 'x' }, seen: one.stale ? 0 : await this.seen(), ...when(one.ago) })).kind;
      case 'give back':
        return (await engine.sender.send({ actor: priya, caseId, type: 'key.give-back', input: {} })).kind;
      case 'wind':
        return (await engine.sender.send({ actor: priya, caseId, type: 'reminder.wind', input: { from: new Date(this.at - one.daysAgo * 24 * HOUR).toISOString().slice(0, 10) } })).kind;
      case 'assign':
        return (await engine.assigner.assign(morgan, caseId, { person: { personId: morgan.personId ?? '', name: morgan.name } })).kind;
      case 'correct':
      case 'strike':
        return this.amend(one);
      case 'reopen':
        return (await engine.get(Reopener).reopen(monika, caseId, { state: 'out', reason: 'x' })).kind;
      case 'wait':
        await this.move(one.hours);
        return null;
      case 'sweep':
        await engine.sweeper.ring(AUTHORITY, caseId);
        return null;
      case 'keys':
        house.keys = one.keys;
        return null;
    }
  }

  private async amend(one: Extract<Act, { do: 'correct' | 'strike' }>): Promise<string> {
    const why = { corrects: one.entry, reason: 'x', ...(one.goOn === null ? {} : { goOnFrom: one.goOn }) };
    const [row] = await engine.owner<{ type: string }>(`select coalesce(p.payload::jsonb->'input'->>'type', e.type) as type from workflow_event e join workflow_payload p using (case_id, seq) where e.case_id = $1 and e.seq = $2`, [this.caseId, one.entry]);
    const inputs: Record<string, object> = { 'key.ask': { building: one.text }, 'remark.add': { text: one.text }, 'key.hand-out': { reason: one.text } };
    const answer = one.do === 'strike' ? await this.corrections.strike(priya, this.caseId, why) : await this.corrections.correct(priya, this.caseId, { ...why, input: inputs[row?.type ?? ''] ?? {} });
    return answer.kind === 'proposed' ? (await this.corrections.confirm(olu, this.caseId, answer.proposalId)).kind : answer.kind;
  }

  async log(): Promise<{ seq: number; type: string; occurredAt: string; digest: string }[]> {
    return engine.owner(`select seq, type, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurredAt", encode(digest, 'hex') as digest from workflow_event where case_id = $1 order by seq`, [this.caseId]);
  }

  async jobs(): Promise<number> {
    return (await engine.owner(`select 1 from graphile_worker._private_jobs where payload->>'caseId' = $1`, [this.caseId])).length;
  }

  async verdict() {
    const [all] = await engine.get(Verifier).verify({ key: 'k', folder: '/nonexistent' }, AUTHORITY);
    return all?.cases.find(({ caseId }) => caseId === this.caseId);
  }

  private async seen(): Promise<number> {
    return (await engine.reader.caseView(priya, this.caseId))?.seq ?? 0;
  }

  private async move(hours: number): Promise<void> {
    this.at += hours * HOUR;
    await engine.setClock(new Date(this.at).toISOString());
  }
}

test('whatever happens, the state, the rows and the clocks are what the log makes them, and what is refused writes nothing of its own', async () => {
  const kinds = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 14 }), async (acts) => {
      const world = new World();
      await world.open();
      for (const one of acts) {
        const before = await world.log();
        const jobs = await world.jobs();
        const kind = await world.perform(one);
        const after = await world.log();
        kinds.set(`${one.do}: ${kind}`, (kinds.get(`${one.do}: ${kind}`) ?? 0) + 1);
        // The log only grows.
        expect(after.slice(0, before.length)).toEqual(before);
        const written = after.slice(before.length);
        if (kind === 'done') expect(written.at(-1)?.type).not.toBe('deadline.reached');
        else {
          expect(written.filter(({ type }) => type !== 'deadline.reached')).toEqual([]);
          expect(await world.jobs()).toBe(jobs);
        }
      }
      const verdict = await world.verdict();
      expect([verdict?.verdict, verdict?.faults]).toEqual(['intact', []]);
      await engine.owner(`with gone as (delete from workflow_event where authority_id = $1 returning 1), p as (delete from workflow_payload where authority_id = $1), d as (delete from workflow_deadline where authority_id = $1), w as (delete from workflow_work where authority_id = $1) delete from workflow_instance where authority_id = $1`, [AUTHORITY]);
    }),
    { numRuns: 60 },
  );
  // A property that never meets the interesting cases proves nothing.
  expect([...kinds.keys()]).toEqual(expect.arrayContaining(['remark: done', 'hand out: done', 'hand out: refused', 'hand out: stale', 'correct: done', 'strike: done', 'strike: refused']));
}, 300_000);
