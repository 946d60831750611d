import type { Page } from 'playwright-core';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../../browser.js';
import type { TestService } from '../../web/service.js';
import { day, done, Officer, serviceOn, STAFF, stop } from '../officers.js';
import { words } from '../../words.js';

/** The editor of notices on a real award, without scripts by its forms and with them in a real browser. */
let service: TestService;
let priya: Officer;
let caseId = '';
const at = (kind = 'N2') => `/cases/${caseId}/notice-editor/${kind}`;
const provider = { 'providers.rows': '1', 'providers.0.name': 'Willow Bank Health CIC (sample)', 'providers.0.address': '4 Example Lane\nSampleton\nSA2 2BB', 'providers.0.addressIs': 'registered office' };
const details = { title: 'Community sexual health service (sample)', services: 'Clinics for all residents.', cpv: '85312330-1', vat: 'no VAT is payable', representationsTo: 'Public health', representationsEmail: 'health@sample.example', ...day('serviceStart', '2026-07-01'), ...day('serviceEnd', '2029-06-30'), ...day('intentionOn', '2026-03-24') };

beforeAll(async () => {
  service = await serviceOn('2026-03-02');
  priya = await Officer.signIn(service, STAFF.officer);
  caseId = /\/cases\/([0-9a-f-]{36})/.exec(done(await priya.fill('/start/psr.direct-award-c', { ...details, ...provider })))![1]!;
}, 180_000);
afterAll(() => stop(service));

describe('without scripts', () => {
  test('each item of the Schedule stands in its order, with what is missing marked and where the rest is entered', async () => {
    const page = await priya.read(at());
    expect(page).toContain('Approximate lifetime value Missing For the whole life of the contract');
    expect(page).toContain('Give the approximate lifetime value.');
    expect(page).toContain('SI 2023/1348 Sch. 3 para 5');
    expect(page).toMatch(/Cannot be published yet 5 items missing/);
    for (const step of ['Name who decides', 'Record an interest', 'Complete the providers']) expect(page).toContain(step);
    expect(page).not.toContain('Conflicts of interest None declared');
  });

  test('Preview shows how it would read, and saves nothing', async () => {
    const answer = await priya.fill(at(), { ...details, lifetimePence: '£1,525,000', preview: 'yes' });
    expect(answer.status).toBe(200);
    const page = words(answer.text);
    expect(page).toContain('The approximate lifetime value is £1,525,000 (no VAT is payable).');
    expect(page).toContain('Representations must arrive by Wednesday 8 April 2026, midnight at the end of the day');
    expect(page).toContain('Good Friday');
    expect(await priya.read(at())).not.toContain('£1,525,000');
  });

  test('a placeholder and a wrong code are pointed at, item by item', async () => {
    const page = words((await priya.fill(at(), { ...details, services: 'Clinics at [Add place].', cpv: '85312330-2', preview: 'yes' })).text);
    expect(page).toContain('Services and CPV code Wrong');
    expect(page).toContain('“[Add place]” is a placeholder in square brackets.');
    expect(page).toContain('wrong check digit');
  });

  test('what cannot be read is refused when it is saved, and what was typed stays', async () => {
    const answer = await priya.fill(at(), { ...details, lifetimePence: 'about a million', 'serviceEnd-day': '31', 'serviceEnd-month': '6', save: 'yes' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('about a million');
    expect(words(answer.text)).toContain('June 2029 has no day 31');
  });

  test('Save keeps it by the step that changes the details, and the page says what is still missing', async () => {
    expect(done(await priya.fill(at(), { ...details, lifetimePence: '1,525,000', valueBasis: 'Three years, no extension', save: 'yes' }))).toBe(at());
    const page = await priya.read(at());
    expect(page).toContain('The notice is saved.');
    expect(page).toContain('The approximate lifetime value is £1,525,000');
    expect(page).toMatch(/Cannot be published yet 4 items missing/);
    expect(await priya.read(`/cases/${caseId}/timeline`)).toContain('changed the details of the contract');
  });

  test('a stale page saves nothing and keeps what was typed', async () => {
    const before = (await priya.get(at())).text;
    await priya.fill(at(), { ...details, title: 'Another title (sample)', save: 'yes' });
    const answer = await priya.fill(at(), { ...details, title: 'My title (sample)', save: 'yes', seen: /name="seen" value="(\d+)"/.exec(before)![1]! });
    expect(answer.status).toBe(409);
    expect(words(answer.text)).toContain('Nothing was saved');
    expect(answer.text).toContain('My title (sample)');
  });

  test('a notice that the route does not have, and one that does not exist, are not there', async () => {
    expect((await priya.get(at('N5'))).status).toBe(404);
    expect((await priya.get(at('N99'))).status).toBe(404);
  });

  test('markup in what was typed stays text', async () => {
    const answer = await priya.fill(at(), { ...details, services: '<script>alert(1)</script> clinics', preview: 'yes' });
    expect(answer.text).not.toContain('<script>alert');
    expect(answer.text).toContain('&lt;script&gt;alert(1)');
  });

  test('somebody who may not change the details reads it, and is told so', async () => {
    const rachel = await Officer.signIn(service, STAFF.decider);
    const page = await rachel.read(at());
    expect(page).toContain('It cannot be changed here now');
    expect(page).toContain('Clinics for all residents.');
    expect((await rachel.fill(at(), { ...details, save: 'yes' })).status).toBe(403);
  });
});

describe('in a browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await (await browser.newContext()).newPage();
    await page.goto(`${service.address}/sign-in`);
    await page.locator(`form:has(input[value="${STAFF.officer.personId}"]) button`).first().click();
    await page.waitForLoadState();
  }, 60_000);
  afterAll(() => browser.close());

  test('the preview stands beside at 1280 and below at 320; both are accessible', async () => {
    await page.setViewportSize(WIDE);
    await page.goto(`${service.address}${at()}`);
    await expectAccessible(page);
    const boxes = async () => [await page.locator('.cw-beside__work').boundingBox(), await page.locator('.cw-beside__seen').boundingBox()];
    const [work, seen] = await boxes();
    expect(seen!.x).toBeGreaterThan(work!.x + work!.width - 1);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/editor-1280.png` });
    await page.setViewportSize(NARROW);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    const [above, below] = await boxes();
    expect(below!.y).toBeGreaterThan(above!.y + above!.height - 1);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/editor-320.png`, fullPage: true });
  }, 60_000);

  test('it follows what is typed', async () => {
    await page.setViewportSize(WIDE);
    await page.goto(`${service.address}${at()}`);
    await page.getByLabel('Lifetime value', { exact: true }).or(page.locator('#lifetimePence')).first().fill('1,610,000');
    await page.locator('#notice-preview').getByText('£1,610,000').first().waitFor({ timeout: 10_000 });
  }, 60_000);
});
