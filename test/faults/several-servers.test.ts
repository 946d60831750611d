import { randomUUID } from 'node:crypto';
import { testDatabase } from '../database.js';
import type { ToyContext } from '../engine/toy.machine.js';
import type { RunningServer } from './start-server.js';
import { whatIsNotWhole } from './whole.js';
import type { FaultWorld } from './world.js';
import { asks, handsOut, makeWorld, priya, remarks } from './world.js';

let world: FaultWorld;
let ownerUrl: string;
let one: RunningServer;
let two: RunningServer;

beforeAll(async () => {
  const database = await testDatabase();
  ({ ownerUrl } = database);
  world = await makeWorld(database);
  [one, two] = await Promise.all([world.server('direct'), world.server('direct')]);
});
afterAll(() => world.end());
afterEach(async () => {
  expect(await whatIsNotWhole(ownerUrl)).toEqual([]);
});

const contextOf = async (caseId: string): Promise<ToyContext> =>
  (
    await world.look<{ context: ToyContext }>(
      `select snapshot->'context' as context from workflow_instance where case_id = $1`,
      [caseId],
    )
  )[0]!.context;
const dueOf = async (caseId: string): Promise<string> =>
  (
    await world.look<{ due: Date }>(
      `select due_at as due from workflow_deadline where case_id = $1 and name = 'answer'`,
      [caseId],
    )
  )[0]!.due.toISOString();
const after = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

describe('two servers on one database', () => {
  test('open cases at once: every case gets a number of its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? one : two).send(asks())),
    );
    const references = answers.map((answer) => (answer.kind === 'done' ? answer.reference : answer.kind));
    expect(new Set(references).size).toBe(40);
    expect(references.every((reference) => reference.startsWith('KEY '))).toBe(true);
  });

  test('twice: the same command sent to both at once is done once, and both answer the same', async () => {
    const opening = asks();
    const answers = await Promise.all([one, two, one, two].map((server) => server.send(opening)));
    expect(new Set(answers.map((answer) => answer.kind === 'done' && answer.reference)).size).toBe(1);
    expect(answers.filter((answer) => answer.kind === 'done' && !answer.replayed)).toHaveLength(1);
    expect(await world.events(opening.caseId)).toEqual(['key.ask']);
  });

  test('write to one case at once: every remark is there, in one order, and a decision on a stale page is refused', async () => {
    const opening = asks();
    await one.send(opening);
    const texts = Array.from({ length: 12 }, (_, index) => `remark ${index}`);
    const answers = await Promise.all(
      texts.map((text, index) => (index % 2 === 0 ? one : two).send(remarks(opening.caseId, text))),
    );
    expect(answers.map((answer) => (answer.kind === 'done' ? answer.seq : Number.NaN)).sort((a, b) => a - b)).toEqual(
      texts.map((_, index) => index + 2),
    );
    expect([...(await contextOf(opening.caseId)).remarks].sort()).toEqual([...texts].sort());

    const both = await Promise.all(
      [one, two].map((server) => server.send({ ...handsOut(opening.caseId, 13), key: randomUUID() })),
    );
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'stale']);
  });

  test('both sweep a midnight with many clocks: each clock is applied once, at its own instant', async () => {
    const openings = Array.from({ length: 30 }, () => asks());
    for (const opening of openings) await one.send(opening);
    const due = await dueOf(openings[0]!.caseId);
    await world.setClock(after(due, 1));
    await Promise.all([one.sweep(), two.sweep(), one.sweep(), two.sweep()]);
    for (const { caseId } of openings) {
      expect(await world.events(caseId)).toEqual(['key.ask', 'deadline.reached']);
      expect((await contextOf(caseId)).rings).toEqual([due]);
    }
    expect([await one.sweep(), await two.sweep()]).toEqual([0, 0]);
  });
});

describe('a deadline that fell due while every server was down', () => {
  test('late: a decision sent just after it finds the clock applied first, at its own instant, and is judged as on that day', async () => {
    const [opening, untouched] = [asks(), asks()];
    await one.send(opening);
    await one.send(untouched);
    const due = await dueOf(opening.caseId);
    await Promise.all([one.kill(), two.kill()]);
    await world.setClock(after(due, 3));

    one = await world.server('direct');
    const decision = handsOut(opening.caseId, 1);
    // The page was opened before the clock rang: what the person saw is not there any more.
    expect(await one.send(decision)).toMatchObject({ kind: 'stale', seen: 1, seq: 2 });
    expect(await one.send({ ...decision, seen: 2, key: randomUUID() })).toMatchObject({
      kind: 'refused',
      refusals: [{ guard: 'isNotOverdue' }],
    });
    expect(await one.send(remarks(opening.caseId, 'Too late.'))).toMatchObject({ kind: 'done', seq: 3 });
    const log = await world.look<{ type: string; occurred: Date; recorded: Date }>(
      'select type, occurred_at as occurred, recorded_at as recorded from workflow_event where case_id = $1 order by seq',
      [opening.caseId],
    );
    expect(log.map(({ type }) => type)).toEqual(['key.ask', 'deadline.reached', 'remark.add']);
    expect(log[1]!.occurred.toISOString()).toBe(due);
    expect(log[1]!.recorded > log[1]!.occurred).toBe(true);
    expect((await contextOf(opening.caseId)).rings).toEqual([due]);

    // The case that nobody touched is swept when a server is there again, and comes to the same.
    await one.startJobs();
    expect(
      await world.until(
        () => world.events(untouched.caseId),
        (types) => types.length > 1,
      ),
    ).toEqual(['key.ask', 'deadline.reached']);
    expect((await contextOf(untouched.caseId)).rings).toEqual([await dueOf(untouched.caseId)]);
    await one.stopJobs();
  });

  test('crash of a sweeper that had claimed the clock: the next event applies it all the same, and once', async () => {
    const opening = { ...asks(), actor: priya };
    await one.send(opening);
    const due = await dueOf(opening.caseId);
    const sweeper = await world.server('on the wire');
    await world.setClock(after(due, 2));
    const stopped = world.wire.stopBefore('commit_events');
    void sweeper.sweep().catch(() => undefined);
    await stopped;
    await sweeper.kill();
    expect(
      await world.look(`select lease_until > clock_timestamp() as leased from workflow_deadline where case_id = $1`, [
        opening.caseId,
      ]),
    ).toEqual([{ leased: true }]);
    // A sweep leaves the claim alone while its lease runs; an event does not wait for it.
    expect(await one.sweep()).toBe(0);
    expect(await one.send(remarks(opening.caseId, 'Still here.'))).toMatchObject({ kind: 'done', seq: 3 });
    await world.look('update workflow_deadline set lease_until = clock_timestamp() where lease_until is not null');
    expect(await one.sweep()).toBe(0);
    expect((await contextOf(opening.caseId)).rings).toEqual([due]);
  });
});
