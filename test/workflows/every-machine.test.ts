import { ruleByName } from '../../src/calendar/deadline-rules.js';
import { ROLES } from '../../src/directory/roles.js';
import { decide, initialSnapshot, restore } from '../../src/engine/machines.js';
import { procedures } from '../../src/procedures.js';
import type { StateMeta, TransitionMeta } from '../../workflows/shared/vocabulary.js';
import { effectsAsked, eventsTaken, guardsUsed, reachable, statesOf, transitionsOf } from './graph.js';

/** Answers anything with itself: what a parameter says whatever the event was. */
const anything: unknown = new Proxy(() => undefined, { get: (_, name) => (name === Symbol.toPrimitive ? () => '' : anything), apply: () => anything });

const AUDIENCES = ['public', 'party', 'provider', 'evaluator-own', 'officers', 'panel', 'child-data'];
const each = procedures.map((procedure) => [procedure.name, procedure] as const);

test('there are machines to look at', () => {
  expect(each.length).toBeGreaterThan(0);
});

describe.each(each)('%s', (name, procedure) => {
  const { machine, refusals, events } = procedure;
  const states = statesOf(machine);

  test('the machine has the procedure’s name', () => {
    expect(machine.id).toBe(name);
  });

  test('every state can be reached', () => {
    const reached = reachable(machine);
    expect(states.filter((state) => !reached.has(state.id)).map((state) => state.id)).toEqual([]);
  });

  test('no state is a dead end but a final one', () => {
    const leads = (state: (typeof states)[number] | undefined): boolean => state !== undefined && (transitionsOf(state).length > 0 || leads(state.parent));
    const ends = states.filter((state) => state.type === 'atomic' && !leads(state));
    expect(ends.map((state) => state.id)).toEqual([]);
  });

  test('every state says what the case is there, and every state and transition says where the rule comes from', () => {
    for (const state of states) {
      const meta = state.meta as StateMeta | undefined;
      expect({ state: state.id, title: meta?.title, sources: meta?.sources.length }).toEqual({ state: state.id, title: expect.any(String), sources: expect.any(Number) });
      expect(meta!.sources.length).toBeGreaterThan(0);
      for (const transition of transitionsOf(state).filter(({ eventType }) => !eventType.startsWith('xstate.'))) {
        expect((transition.meta as TransitionMeta | undefined)?.sources.length ?? 0).toBeGreaterThan(0);
      }
    }
  });

  test('each guard has because, unblock and source, and each refusal has its guard', () => {
    expect([...guardsUsed(machine)].sort()).toEqual(Object.keys(refusals).sort());
    for (const refusal of Object.values(refusals)) {
      expect(refusal.because).toMatch(/^[A-Z“].+\.$/);
      expect(refusal.unblock).toMatch(/^[A-Z“].+\.$/);
      expect(refusal.source.cite.length).toBeGreaterThan(5);
    }
  });

  test('every clock that is started has a rule, and what is ended is what was started', () => {
    const told = effectsAsked(machine).map(({ type, params }) => ({ type, params: (typeof params === 'function' ? (params as (args: unknown) => unknown)(anything) : params) as { name?: unknown; rule?: unknown } }));
    const started = told.filter(({ type }) => type === 'startDeadline').map(({ params }) => params);
    for (const { rule } of started.filter((clock) => typeof clock.rule === 'string')) expect(ruleByName(String(rule)).name).toBe(rule);
    // Clocks that an action starts by what the case holds are named by the procedure.
    const own = procedure.clocks ?? {};
    for (const rule of Object.values(own).flat()) expect(ruleByName(rule).name).toBe(rule);
    const names = [...started.map((clock) => clock.name), ...Object.keys(own)];
    expect(told.filter(({ type }) => type === 'endDeadline').map(({ params }) => params.name).filter((ended) => !names.includes(ended))).toEqual([]);
  });

  test('every notice that is asked for is there', () => {
    const asked = effectsAsked(machine).filter(({ type }) => type === 'notify').map(({ params }) => (params as { notice: string }).notice);
    expect([...new Set(asked)].sort()).toEqual(Object.keys(procedure.notices ?? {}).sort());
  });

  test('every event that the machine takes has a label, a purpose, roles or the engine, and an audience', () => {
    expect([...eventsTaken(machine)].sort()).toEqual(Object.keys(events).sort());
    for (const [type, event] of Object.entries(events)) {
      expect(event.label).toMatch(/^[A-Z]/);
      expect(event.purpose).toMatch(/^[A-Z].+\.$/);
      expect(event.audience.length).toBeGreaterThan(0);
      expect(event.audience.filter((audience: string) => !AUDIENCES.includes(audience))).toEqual([]);
      expect(event.roles.length > 0).toBe(type !== 'deadline.reached');
    }
  });

  test('every role that it names is a role that somebody can have', () => {
    const named = [...Object.values(events).flatMap(({ roles }) => roles), ...procedure.readers, ...(procedure.namedReaders ?? []), ...(procedure.reopenedBy ?? []), ...(procedure.lead === undefined ? [] : [procedure.lead])];
    // The names stand in src/directory/roles.ts, beside the titles that people see.
    expect([...new Set(named)].filter((role) => !(role in ROLES))).toEqual([]);
  });

  test('an event with fields has a class for them, and a page or fields to ask for them', () => {
    for (const event of Object.values(events).filter(({ roles }) => roles.length > 0)) {
      if (!event.input) continue;
      const isOpening = event.roles.includes('system') || [procedure.opening].flat().some((type) => events[type] === event);
      expect(isOpening || event.page !== undefined || (event.fields ?? []).length > 0).toBe(true);
    }
  });

  test('a case goes to JSON and back as it was, and a stranger’s event changes nothing', () => {
    const start = initialSnapshot(machine);
    const back = JSON.parse(JSON.stringify(start)) as typeof start;
    expect(restore(machine, back).value).toEqual(start.value);
    const stamp = { occurredAt: '2026-11-02T12:00:00.000Z', occurredOn: '2026-11-02', recordedAt: '2026-11-02T12:00:00.000Z', by: { personId: null, name: '', role: '', organisationId: null, inPlaceOf: null } };
    expect(decide(machine, refusals, back, { type: 'nobody.knows', input: {}, facts: {}, stamp })).toMatchObject({ kind: 'refused', refusals: [{ guard: 'not-now' }] });
  });
});
