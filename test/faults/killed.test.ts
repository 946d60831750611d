import { testDatabase } from '../database.js';
import { lineOf } from './ledger.procedure.js';
import type { RunningServer } from './start-server.js';
import { NoAnswer } from './start-server.js';
import { whatIsNotWhole } from './whole.js';
import type { FaultWorld } from './world.js';
import { asks, handsOut, makeWorld, remarks } from './world.js';

let world: FaultWorld;
let ownerUrl: string;
/** The server that is killed in each test, and the one that is there after it. */
let doomed: RunningServer;
let next: RunningServer;
/** The one for the next test starts while this test runs. */
let spare: Promise<RunningServer>;

beforeAll(async () => {
  const database = await testDatabase();
  ({ ownerUrl } = database);
  world = await makeWorld(database);
  spare = world.server('on the wire');
  next = await world.server('direct');
});
afterAll(async () => {
  await spare;
  await world.end();
});
beforeEach(async () => {
  doomed = await spare;
  spare = world.server('on the wire');
});
afterEach(async () => {
  await doomed.kill();
  expect(await whatIsNotWhole(ownerUrl)).toEqual([]);
});

describe('a server killed while an event is under way', () => {
  test('crash before the commit, when all was decided: nothing of the event is there, and sent again under its key it is done once', async () => {
    const opening = asks();
    const stopped = world.wire.stopBefore('commit_events');
    const lost = expect(doomed.send(opening)).rejects.toThrow(NoAnswer);
    await stopped;
    await doomed.kill();
    await lost;
    expect([await world.events(opening.caseId), await world.jobsOf(opening.caseId)]).toEqual([[], 0]);

    expect(await next.send(opening)).toMatchObject({
      kind: 'done',
      seq: 1,
      replayed: false,
      reference: expect.stringMatching(/00002$/),
    });
    expect(await next.send(opening)).toMatchObject({ kind: 'done', seq: 1, replayed: true });
    expect(await world.events(opening.caseId)).toEqual(['key.ask']);
    // The number that the killed server took is not given again: it stays as a gap, written down as one.
    expect(await world.look('select number, case_id from counter_issue order by number')).toEqual([
      { number: 1, case_id: null },
      { number: 2, case_id: opening.caseId },
    ]);
  });

  test('crash after the commit and before the answer: sent again under its key it answers what was done, and is not done twice', async () => {
    const opening = asks();
    await doomed.send(opening);
    const remark = remarks(opening.caseId, 'The porter knows.');
    const stopped = world.wire.stopAfter('commit_events');
    const lost = expect(doomed.send(remark)).rejects.toThrow(NoAnswer);
    await stopped;
    await doomed.kill();
    await lost;
    expect(await world.events(opening.caseId)).toEqual(['key.ask', 'remark.add']);

    expect(await next.send(remark)).toMatchObject({ kind: 'done', seq: 2, replayed: true });
    expect(await next.send({ ...remark, input: { text: 'Something else' } })).toEqual({ kind: 'key-reused' });
    expect(await world.events(opening.caseId)).toEqual(['key.ask', 'remark.add']);
  });

  test('crash after the answer and before the effects: another server performs them, once', async () => {
    const opening = asks();
    await doomed.send(opening);
    expect(await doomed.send(handsOut(opening.caseId, 1))).toMatchObject({ kind: 'done', seq: 2 });
    await doomed.kill();
    expect([await world.jobsOf(opening.caseId), await world.mailAbout(opening.caseId)]).toEqual([2, 0]);

    await next.startJobs();
    await effectsPerformed(opening.caseId);
    expect(await world.events(lineOf(opening.caseId))).toEqual(['line.write']);
  });

  test('cut after the commit: the server says that it does not know, lives on, and the second time under the key tells what was done', async () => {
    const opening = asks();
    const stopped = world.wire.stopAfter('commit_events');
    const unsure = expect(doomed.send(opening)).rejects.toThrow(/Connection terminated|ECONNRESET/);
    await stopped;
    world.wire.cut();
    await unsure;
    expect(await doomed.send(opening)).toMatchObject({ kind: 'done', seq: 1, replayed: true });
    expect(await world.events(opening.caseId)).toEqual(['key.ask']);
    expect(doomed.exitCode()).toBeNull();
  });
});

describe('a server killed in the middle of an effect', () => {
  beforeEach(() => next.stopJobs());

  test('crash before the message was queued: another server takes the effect over within seconds, and one message leaves', async () => {
    await doomed.startJobs();
    const opening = asks();
    const stopped = world.wire.stopBefore('insert into mail');
    await doomed.send(opening);
    await stopped;
    await doomed.kill();
    expect([await world.jobsOf(opening.caseId), await world.mailAbout(opening.caseId)]).toEqual([1, 0]);

    await next.startJobs();
    await effectsPerformed(opening.caseId);
  });

  test('crash after the effect and before the queue knew of it: it is performed twice, and one message leaves', async () => {
    await doomed.startJobs();
    const opening = asks();
    const stopped = world.wire.stopBefore('delete from "graphile_worker"._private_jobs');
    await doomed.send(opening);
    await stopped;
    await doomed.kill();
    expect(await world.jobsOf(opening.caseId)).toBe(1);

    await next.startJobs();
    await effectsPerformed(opening.caseId);
    expect(await world.look('select state from mail where body like $1', [`%${opening.caseId}%`])).toEqual([
      { state: 'sent' },
    ]);
  });

  test('crash after a told fact became an event of another case: told twice, it is that event once', async () => {
    const opening = asks();
    await doomed.send(opening);
    await doomed.startJobs();
    // The opening's message has left, so that the server dies in the one effect that this is about.
    await effectsPerformed(opening.caseId);
    const stopped = world.wire.stopAfter('commit_events');
    await next.send(handsOut(opening.caseId, 1));
    await stopped;
    await doomed.kill();
    expect(await world.events(lineOf(opening.caseId))).toEqual(['line.write']);

    await next.startJobs();
    await effectsPerformed(opening.caseId);
    expect(await world.events(lineOf(opening.caseId))).toEqual(['line.write']);
  });
});

/** Every effect of the case is performed, and its one message left once. */
async function effectsPerformed(caseId: string): Promise<void> {
  expect(
    await world.until(
      () => world.jobsOf(caseId),
      (left) => left === 0,
    ),
  ).toBe(0);
  expect(
    await world.until(
      () => world.mailAbout(caseId),
      (sent) => sent > 0,
    ),
  ).toBe(1);
}
