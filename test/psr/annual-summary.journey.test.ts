import { randomUUID } from 'node:crypto';
import type { Actor } from '../../src/engine/actor.js';
import { Sender } from '../../src/engine/send.js';
import { AUTHORITY } from '../../src/sample/authority.js';
import { asOwner } from '../database.js';
import type { TestService } from '../web/service.js';
import { taken } from './award-world.js';
import { terms } from './contract-makers.js';
import { day, done, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';

/** The annual summary and the monitoring report through the doors of the product, with real documents, on the real database. */
let service: TestService;
let officer: Officer;
const MINUTE = 60_000;

beforeAll(async () => {
  service = await serviceOn('2026-05-11');
  officer = await Officer.signIn(service, STAFF.officer);
}, MINUTE);
afterAll(() => stop(service));

test('the menu leads to the years; a year that is over can be begun, and one that goes on says so', async () => {
  expect((await officer.get('/psr/contracts')).text).toContain('href="/psr/annual-summary"');
  const page = await officer.read('/psr/annual-summary');
  expect(page).toContain('1 January 2024 to 31 March 2025 Not begun');
  expect(page).toContain('1 April 2026 to 31 March 2027 The year goes on');
}, MINUTE);

test('regs 25, 26: a year is counted, put right, checked, made as documents and published with day and link; both are read as page, PDF and Word', async () => {
  const answer = await service.app.get(Sender).send({
    actor: { ...STAFF.officer, kind: 'staff', authorityId: AUTHORITY.authorityId, organisationId: null, deputyFor: [] } as unknown as Actor, caseId: randomUUID(), procedure: 'psr.contract', type: 'contract.open',
    input: { ...terms, title: 'Therapies, east (sample)', route: 'call-off', awardedOn: '2025-04-20', signedOn: '2025-04-20', serviceStart: '2025-05-01' },
  });
  expect(answer.kind).toBe('done');
  const begun = done(await officer.fill('/start/psr.annual-summary', { year: '2025' }).then((answer) => (answer.status === 200 ? officer.send('/start/psr.annual-summary', answer.text, {}) : answer)));
  const caseId = /\/cases\/([0-9a-f-]{36})/.exec(begun)![1]!;
  await taken(officer, caseId, 'summary.count');
  expect(await officer.read(`/cases/${caseId}/year-figures`)).toContain('(e) Contracts based on a framework');
  const [row] = await asOwner(service.database.ownerUrl, async (owner) => (await owner.query<{ snapshot: { context: { counted: { figures: { key: string; count: number; references: string[] }[] } } } }>(`select snapshot from workflow_instance where case_id = $1`, [caseId])).rows);
  const callOffs = row!.snapshot.context.counted.figures.find(({ key }) => key === 'call-offs')!;
  expect([callOffs.count, callOffs.references.length]).toEqual([1, 1]);
  // The figure opens the case behind it.
  expect(await officer.read('/psr/annual-summary/2025/call-offs')).toContain('Therapies, east (sample)');
  await taken(officer, caseId, 'figure.amend', { key: 'urgent', count: '1', why: 'One urgent award on paper, file 12.' });
  await taken(officer, caseId, 'compliance.address', { howMonitored: 'Internal audit read each award.', ...(await answersOf(caseId)) });
  await taken(officer, caseId, 'summary.check', { howChecked: 'Each case behind each figure.' });
  for (const [path, words_] of [['annual-summary', 'One urgent award on paper'], ['monitoring-report', 'Internal audit read each award.']] as const) {
    const at = `/cases/${caseId}/${path}`;
    done(await officer.fill(at, {}));
    const page = await officer.get(at);
    const document = /\/documents\/([0-9a-f-]{36})\.html/.exec(page.text)![1]!;
    expect(words((await officer.get(`/documents/${document}.html`)).text)).toContain(words_);
    for (const format of ['pdf', 'docx']) expect((await officer.get(`/documents/${document}.${format}`)).status).toBe(200);
    const early = await officer.send(at, page.text, { link: 'https://council.example/psr', ...day('publishedOn', '2026-05-12') });
    expect([early.status, words(early.text).includes('still to come')]).toEqual([409, true]);
    const notADay = await officer.send(at, page.text, { link: 'https://council.example/psr', ...day('publishedOn', '2026-04-31') });
    expect(notADay.status).toBe(422);
    done(await officer.send(at, page.text, { link: 'https://council.example/psr', ...day('publishedOn', '2026-05-11') }));
  }
  expect(await officer.read('/psr/annual-summary')).toContain('Summary: published 11 May 2026');
  const twice = await officer.fill('/start/psr.annual-summary', { year: '2025' }).then((answer) => (answer.status === 200 ? officer.send('/start/psr.annual-summary', answer.text, {}) : answer));
  expect([twice.status, words(twice.text).includes('has a summary of this year already')]).toEqual([409, true]);
}, 3 * MINUTE);

/** Every kind of non-compliance that the page asks about, answered. */
async function answersOf(caseId: string): Promise<Record<string, string>> {
  const { text } = await officer.get(`/cases/${caseId}/steps/compliance.address`);
  return Object.fromEntries([...text.matchAll(/name="([^"]*\bhow)"/g)].map(([, name]) => [name!, 'Looked at each month from now on.']));
}
