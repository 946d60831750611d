import fc from 'fast-check';
import { canonical } from '../../src/engine/canonical.js';
import { CaseInHand, ClockFailed } from '../../src/engine/case-in-hand.js';
import type { Header } from '../../src/engine/chain.js';
import { startClock } from '../../src/engine/clocks.js';
import { Registry } from '../../src/engine/registry.js';
import { Replay } from '../../src/engine/replay.js';
import { retell } from '../../src/engine/retell.js';
import type { LogLine } from '../../src/engine/story.js';
import { storyOf } from '../../src/engine/story.js';
import { chainFaults } from '../../src/engine/verify-case.js';
import type { AnyTold } from '../../src/engine/procedure.js';
import { dayOf } from '../../src/calendar/day.js';
import { applicationProcedure } from '../../src/qpl/application/application.procedure.js';
import * as qpl from '../qpl/makers.js';

/** The engine's promises, held to a procedure that people use: whatever they send, in whatever order, over months. */

const noPolicy = { resolve: () => Promise.resolve(undefined) };
const registry = new Registry([applicationProcedure]);

const SENT: readonly AnyTold[] = [
  ...qpl.decided, ...qpl.decided, qpl.sendLetter, qpl.sign(), qpl.publish(), qpl.ask, qpl.answer(), qpl.answer(2), qpl.occupationalFails, qpl.allPass, qpl.decide({ lots: qpl.admitSpeechOnly }),
  qpl.recommend(qpl.admitSpeechOnly), qpl.finish, qpl.sign(qpl.officer), qpl.sign(qpl.decider, 'other bytes'), qpl.publish(qpl.publisher, 'other bytes'),
  { ...qpl.finish, type: 'application.withdraw', input: { reason: 'We have no therapist.' } }, { ...qpl.ask, type: 'no.such-event' },
];

async function lived(sends: readonly { event: AnyTold; hoursLater: number }[]): Promise<{ inHand: CaseInHand; log: LogLine[]; until: string; taken: number }> {
  const inHand = new CaseInHand('a', 'c', applicationProcedure, applicationProcedure.machine, 1, { now: '', case: null, people: [], deadlines: [], holds: [], answered: null }, noPolicy);
  let at = Date.UTC(2026, 10, 2, 10);
  let taken = 0;
  const now = () => new Date(at).toISOString();
  for (const { event, hoursLater } of [{ event: qpl.submit(), hoursLater: 0 }, ...sends]) {
    at += hoursLater * 3_600_000;
    await inHand.catchUp(now(), () => Promise.resolve({}));
    const before = inHand.events.length;
    const stamp = { ...event.stamp, occurredAt: now(), occurredOn: dayOf(now() as never), recordedAt: now() };
    const decision = await inHand.take({ ...event, stamp });
    if (decision.kind === 'refused') expect(inHand.events).toHaveLength(before);
    else taken += 1;
  }
  const log = inHand.events.map((event): LogLine => ({ ...event, machine: (JSON.parse(event.header) as Header).machine, disposedOn: null, certificate: null }));
  return { inHand, log, until: now(), taken };
}

test('an application that lived through anything is what its log makes it, and what its story makes it when it is told again', async () => {
  let longest = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ event: fc.constantFrom(...SENT), hoursLater: fc.integer({ min: 0, max: 300 }) }), { minLength: 1, maxLength: 25 }), async (sends) => {
      const { inHand, log, until, taken } = await lived(sends);
      longest = Math.max(longest, taken);
      expect(chainFaults('a', 'c', log)).toEqual([]);
      const replay = new Replay(applicationProcedure, registry, log);
      for (const line of log) expect([line.seq, replay.play(line)]).toEqual([line.seq, null]);
      const clocks = (of: Iterable<unknown>) => [...of].map((clock) => canonical(JSON.parse(JSON.stringify(clock)))).sort().join('\n');
      expect(clocks(replay.clocks.values())).toBe(clocks(inHand.clocks.values()));
      const told = await retell(storyOf(log), until, {
        procedure: applicationProcedure, version: 1, machine: () => applicationProcedure.machine, seq: log.length + 1,
        count: (asked, seq, running) => startClock(asked, 'a', noPolicy, seq, running),
        facts: () => Promise.reject(new Error('A story that is told again asks nobody.')),
      });
      expect(told.unfit).toEqual([]);
      expect(canonical(told.snapshot)).toBe(canonical(inHand.snapshot));
      expect(clocks(told.clocks.values())).toBe(clocks(inHand.clocks.values()));
    }),
    { numRuns: 60 },
  );
  expect(longest).toBeGreaterThan(4);
});

test('no clock of an application fails, whenever it rings', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ event: fc.constantFrom(...SENT), hoursLater: fc.integer({ min: 0, max: 900 }) }), { maxLength: 20 }), async (sends) => {
      await lived([...sends, { event: qpl.finish, hoursLater: 9_000 }]).catch((fault: unknown) => {
        if (fault instanceof ClockFailed) throw new Error(fault.message);
        throw fault;
      });
    }),
    { numRuns: 60 },
  );
});
