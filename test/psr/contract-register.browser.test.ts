import { Sender } from '../../src/engine/send.js';
import { KEY_CRITERIA } from '../../workflows/psr/notice-facts.js';
import { openBrowser } from '../browser.js';
import { staffActor } from '../evaluation/world.js';
import type { TestService } from '../web/service.js';
import { terms } from './contract-makers.js';
import { serviceOn, STAFF, stop } from './officers.js';
import { expectReadable, pageAs } from './pages-in-browser.js';

/** The pages of the register in a real browser, on the three contracts of seed 004, 3.3: accessible, and readable on a telephone. */
let service: TestService;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let caseId = '';

beforeAll(async () => {
  service = await serviceOn('2026-03-23');
  browser = await openBrowser();
  const sender = service.app.get(Sender);
  const take = async (id: string, type: string, input: unknown, seen?: number) => {
    const answer = await sender.send({ actor: staffActor(STAFF.officer), caseId: id, type, input, procedure: 'psr.contract', ...(seen === undefined ? {} : { seen }) });
    expect(answer.kind === 'done' ? '' : JSON.stringify(answer)).toBe('');
  };
  for (const [n, [title, lifetimePence, signedOn]] of ([['SEN therapies, East Kent Hospitals', 75_290_500, null], ['SEN therapies, Kent Community Health, East', 61_003_700, '2026-03-20'], ['SEN therapies, Kent Community Health, West', 91_654_900, '2026-03-20']] as const).entries()) {
    caseId = sender.newCaseId();
    await take(caseId, 'contract.open', { ...terms, title, lifetimePence, signedOn, number: `C-${n}`, serviceEnd: `2027-0${n + 3}-28`, route: n === 2 ? 'before the Regime' : 'direct award C' });
  }
  await take(caseId, 'change.enter', { what: 'Two more posts in Maidstone', ground: 'M1', attributable: true, valueChangePence: 12_000_000, effectiveOn: '2026-06-01', newEnd: null }, 1);
  await take(caseId, 'review.record', { period: '2025/26', criteria: KEY_CRITERIA.map((criterion) => ({ criterion, evidence: 'Monitoring', finding: 'Sufficient' })), conclusion: 'The contract goes on.' });
  await take(caseId, 'caseload.count', { asOn: '2026-03-01', rows: [{ therapy: 'Speech and language', area: 'West', children: 0 }, { therapy: 'Physiotherapy', area: 'West', children: null }] });
}, 180_000);
afterAll(async () => {
  await browser.close();
  await stop(service);
});

test.each([['the register', () => '/psr/contracts'], ['the import', () => '/psr/contracts/import'], ['a contract', () => `/cases/${caseId}/contract`]])('%s is accessible and needs no sideways scrolling at 320 pixels', async (name, at) => {
  const page = await pageAs(browser, service.address, STAFF.officer);
  await expectReadable(page, `${service.address}${at()}`, name);
  await page.context().close();
}, 60_000);

test('each figure of the charts opens its rows', async () => {
  const page = await pageAs(browser, service.address, STAFF.officer);
  await page.goto(`${service.address}/psr/contracts`);
  await page.getByRole('link', { name: /ending in March 2027/ }).click();
  await page.getByText('1 contract of 3').waitFor();
  await page.goto(`${service.address}/psr/contracts`);
  await page.getByRole('link', { name: /by direct award C/ }).click();
  await page.getByText('2 contracts of 3').waitFor();
  await page.context().close();
}, 60_000);
