import { seed } from '../../src/sample/sample.js';
import { AUTHORITY } from '../../src/sample/authority.js';
import { systemActor } from '../../src/engine/actor.js';
import { Service } from '../../src/service.js';
import { startService, type TestService } from '../web/service.js';
import { bidder, FRAMEWORK, moveTo, RoundWorld, writeBidders } from './round-world.js';
import { until } from '../until.js';

/** A round closes while uploads run: what was sent in time is in time, what came later is late, and nothing is lost. */
const BIDDERS = Array.from({ length: 12 }, (_, n) => bidder(n));
let service: TestService;
let world: RoundWorld;

beforeAll(async () => {
  service = await startService({ requestsPerMinute: 100_000 } as never, {
    fill: async (database) => {
      await seed(database.ownerUrl);
      await writeBidders(database.ownerUrl, BIDDERS);
    },
  });
  await service.app.get(Service).start();
  world = new RoundWorld(service.app, service.address);
  for (const each of BIDDERS) await world.fillIn(each);
}, 240_000);
afterAll(async () => {
  await service.app.get(Service).stop();
  await service.close();
});

test('none is lost, each is judged by its own instant, and those in time are opened by the clock', async () => {
  const closesAt = await world.closesAt();
  const visitors = await Promise.all(BIDDERS.map((each) => world.signIn(each)));
  const apply = async (n: number) => {
    expect(await world.upload(visitors[n]!, BIDDERS[n]!)).toBeGreaterThanOrEqual(5);
    return world.send(visitors[n]!);
  };
  const early = [await apply(0)];
  const began = Date.now();
  early.push(await apply(1));
  const took = Date.now() - began;
  // The rest all at once: some send before the close, some while it happens, some after.
  await moveTo(service.database.ownerUrl, new Date(closesAt.getTime() - 4 * took));
  const during = await Promise.all(BIDDERS.slice(2, -1).map((_, n) => apply(n + 2)));
  await moveTo(service.database.ownerUrl, new Date(closesAt.getTime() + 60_000));
  const sent = [...early, ...during, await apply(BIDDERS.length - 1)];
  const cases = sent.map((each) => ('caseId' in each ? each.caseId : null));
  expect(cases.filter((caseId) => caseId === null)).toEqual([]);
  expect(new Set(cases).size).toBe(BIDDERS.length);

  const stages = async () => (await Promise.all(cases.map(async (caseId) => (await world.view(caseId!)).row.stage)));
  await until(async () => !(await stages()).includes('Sent'));
  const late = await Promise.all(cases.map(async (caseId) => (await world.context(caseId!)).late !== null));
  expect([late[0], late.at(-1)]).toEqual([false, true]);
  for (const caseId of cases) {
    const context = await world.context(caseId!);
    const isLate = context.submittedAt! >= closesAt.toISOString();
    expect({ late: context.late !== null, stage: (await world.view(caseId!)).row.stage }).toEqual({ late: isLate, stage: isLate ? 'Late' : 'Being checked' });
    expect(context.evidence.length).toBeGreaterThanOrEqual(5);
    expect(context.schemeId).toBe(FRAMEWORK);
  }
  const listed = await world.reader.list(systemActor(AUTHORITY.authorityId), { procedure: 'qpl.application', columns: { schemeId: FRAMEWORK }, limit: 100 });
  expect(listed.items.map(({ caseId }) => caseId)).toEqual(expect.arrayContaining(cases as string[]));
}, 180_000);
