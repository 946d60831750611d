import type pg from 'pg';
import { asOwner, testDatabase, type TestDatabase } from '../database.js';
import { AUTHORITY, STAFF } from '../../src/sample/authority.js';
import { seed } from '../../src/sample/sample.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await seed(database.ownerUrl);
}, 120_000);
afterAll(() => database.drop());

const rows = <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  asOwner(database.ownerUrl, async (client) => (await client.query<Row>(sql, values)).rows);

test('47 providers come over from the older lists, each to its lots, as legacy where evidence is missing', async () => {
  const [{ count } = { count: '0' }] = await rows<{ count: string }>(`select count(distinct organisation_id) from workflow_instance where machine = 'qpl.membership'`);
  expect(Number(count)).toBe(47);
  const stages = await rows<{ stage: string }>(`select distinct stage from workflow_instance where machine = 'qpl.membership' order by 1`);
  expect(stages.map(({ stage }) => stage)).toEqual(['Legacy', 'Live']);
  const [odd] = await rows<{ count: string }>(`select count(*) from workflow_instance where machine = 'qpl.membership' and (stage = 'Legacy') <> ((columns->>'missing')::int > 0)`);
  expect(Number(odd!.count)).toBe(0);
});

test('the applications stand at different stages, and nothing is dated ahead of the clock, which stands at now', async () => {
  const stages = await rows<{ stage: string }>(`select stage from workflow_instance where machine = 'qpl.application' order by reference`);
  expect(stages.map(({ stage }) => stage)).toEqual(['Closed', 'Waiting for the provider', 'With the decision maker', 'Being checked']);
  const [{ ahead } = { ahead: '1' }] = await rows<{ ahead: string }>(`select count(*) as ahead from workflow_event where recorded_at > clock_timestamp() or occurred_at > recorded_at`);
  expect(Number(ahead)).toBe(0);
  expect(await rows(`select sample, clock_offset::text from installation`)).toEqual([{ sample: true, clock_offset: '00:00:00' }]);
});

test('a published record is there to be read, and everything in it is marked as sample', async () => {
  const [record] = await rows<{ html: Buffer; status: string; pdf: Buffer | null; docx: Buffer | null }>(`select html, status, pdf, docx from document where kind = 'officer-decision-record'`);
  expect(record!.status).toBe('published');
  expect(record!.pdf).not.toBeNull();
  expect(record!.docx).not.toBeNull();
  const text = record!.html.toString('utf8');
  for (const words of ['Orchard Voices Speech Therapy (sample)', AUTHORITY.name, 'Rachel Okafor', 'Alternatives', 'Not to admit']) expect(text).toContain(words);
});

test('those who worked on the applications find them on My work: Priya Nair something overdue and something due soon, Owen Brightling a decision', async () => {
  const mine = (personId: string) => rows<{ type: string; due: string; late: boolean; soon: boolean }>(
    `select type, due_at::text as due, due_at <= engine_now() as late, due_at between engine_now() and engine_now() + interval '21 days' as soon from workflow_work where owner_id = $1`, [personId]);
  const hers = await mine(STAFF.officer.personId);
  expect({ late: hers.some(({ late }) => late), soon: hers.some(({ soon }) => soon) }).toEqual({ late: true, soon: true });
  expect((await mine(STAFF.secondDecider.personId)).map(({ type }) => type)).toContain('application.decide');
});

test('the Provider Selection Regime is seen at four moments: a contract that ends soon, a framework with a contract under it, a route to be chosen, a standstill that a representation holds open', async () => {
  const cases = await rows<{ machine: string; stage: string; title: string }>(`select machine, stage, title from workflow_instance where machine like 'psr.%' order by machine`);
  expect(cases.map(({ machine }) => machine)).toEqual(['psr.call-off', 'psr.contract', 'psr.direct-award-c', 'psr.framework', 'psr.route-choice']);
  for (const { title } of cases) expect(title).toContain('(sample)');
  const [callOff, contract, award, framework, choice] = cases.map(({ stage }) => stage);
  expect([callOff, contract, framework, choice]).toEqual(['Awarded', 'Running', 'Concluded', 'To be chosen']);
  expect(award).toContain('Standstill');
  // Its notice is owed within thirty days; the register and the framework are told by a job, and note it once the service runs.
  expect(await rows(`select d.name from workflow_deadline d join workflow_instance i using (case_id) where i.machine = 'psr.call-off' and d.status = 'running'`)).toEqual([{ name: 'award-notice' }]);
});
