import { STAFF } from '../../src/sample/authority.js';
import { sampleCertificate } from '../../src/sample/answers.js';
import { seed } from '../../src/sample/sample.js';
import { Service } from '../../src/service.js';
import { startService, Visitor, type TestService } from '../web/service.js';
import { bidder, FRAMEWORK, moveTo, RoundWorld, SLUG, staff, writeBidders } from './round-world.js';
import { until } from '../until.js';
import { words } from '../words.js';

/** A round that closes in the middle of one upload: nothing is lost, its provider is told how it stands, and the list's own log has what came of it. */
const CAUGHT = bidder(12);
let service: TestService;
let world: RoundWorld;

beforeAll(async () => {
  service = await startService({ requestsPerMinute: 100_000 } as never, {
    fill: async (database) => {
      await seed(database.ownerUrl);
      await writeBidders(database.ownerUrl, [CAUGHT]);
    },
  });
  await service.app.get(Service).start();
  world = new RoundWorld(service.app, service.address);
  await world.fillIn(CAUGHT);
}, 240_000);
afterAll(async () => {
  await service?.app.get(Service).stop();
  await service?.close();
});

/** A form whose first half is sent, then something happens, then the rest. */
async function inTwoHalves(visitor: Visitor, path: string, form: FormData, between: () => Promise<void>) {
  const whole = new Response(form);
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const half = Math.floor(bytes.length / 2);
  let pulls = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      pulls += 1;
      if (pulls === 1) return controller.enqueue(bytes.slice(0, half));
      await between();
      controller.enqueue(bytes.slice(half));
      controller.close();
    },
  });
  return visitor.send(path, { method: 'POST', body, headers: { 'content-type': whole.headers.get('content-type')! }, duplex: 'half' } as RequestInit);
}

test('a file that is on its way when the round closes is kept; its provider is told that the round has closed and what sending now means, and the ruling stands in the log of the list', async () => {
  const closesAt = await world.closesAt();
  await moveTo(service.database.ownerUrl, new Date(closesAt.getTime() - 60 * 60_000));
  const visitor = await world.signIn(CAUGHT);
  await world.upload(visitor, CAUGHT);
  const path = `/apply/${SLUG}/evidence/public-liability`;
  const form = new FormData();
  form.append('_csrf', Visitor.tokenOn((await visitor.get(path)).text));
  for (const [part, value] of [['day', '30'], ['month', '9'], ['year', '2029']] as const) form.append(`validUntil-${part}`, value);
  form.append('file', new Blob([new Uint8Array(sampleCertificate('The renewed certificate'))], { type: 'application/pdf' }), 'renewed-in-the-last-minute.pdf');
  const answer = await inTwoHalves(visitor, path, form, () => moveTo(service.database.ownerUrl, new Date(closesAt.getTime() + 60_000)));
  expect(answer.status).toBe(303);
  expect((await visitor.get(path)).text).toContain('renewed-in-the-last-minute.pdf');
  const tasks = words((await visitor.get(`/apply/${SLUG}/tasks`)).text);
  expect(tasks).toContain('The round closed on');
  expect(tasks).toContain('What you have saved is kept. You can still send it: it is recorded as late, and an officer rules by the published rule');

  const { caseId } = (await world.send(visitor)) as { caseId: string };
  expect((await world.context(caseId)).evidence.map(({ fileName }) => fileName)).toContain('renewed-in-the-last-minute.pdf');
  expect((await world.view(caseId)).row.stage).toBe('Late');
  await world.take(staff(STAFF.officer), caseId, 'late.rule', { accepted: false, reason: 'The upload could have begun earlier.' });
  const log = async () => ((await world.view(FRAMEWORK)).context as unknown as { late: { provider: string; receivedAt: string; decision: { accepted: boolean; reason: string; by: { name: string } } | null }[] }).late;
  await until(async () => (await log()).length > 0);
  expect(await log()).toMatchObject([{ provider: CAUGHT.name, receivedAt: (await world.context(caseId)).submittedAt, decision: { accepted: false, reason: 'The upload could have begun earlier.', by: { name: STAFF.officer.name } } }]);
  const officer = new Visitor(service.address);
  await officer.post('/sign-in/as', { personId: STAFF.officer.personId, _csrf: Visitor.tokenOn((await officer.get('/sign-in')).text) });
  expect(words((await officer.get(`/cases/${FRAMEWORK}/list`)).text)).toMatch(/Late applications.*Bidder 12 Therapies \(sample\).*refused, The upload could have begun earlier\./);
}, 240_000);
