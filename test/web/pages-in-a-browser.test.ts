import type { Browser } from 'playwright-core';
import { asOwner } from '../database.js';
import { NARROW, WIDE, expectAccessible, expectNoSidewaysScroll, openBrowser } from '../browser.js';
import { shellAlone } from './rooms.js';
import { startService } from './service.js';
import type { TestService } from './service.js';

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  service = await startService({}, {
    rooms: shellAlone,
    fill: (database) => asOwner(database.ownerUrl, async (owner) => {
      await owner.query(`INSERT INTO authority (authority_id, name, slug, address, email, telephone) VALUES (gen_random_uuid(), 'Sample county council', 'sample', 'County Hall, 1 High Street', 'procurement@sample-county.example', '01632 960000')`);
      await owner.query(`UPDATE installation SET sample = true, clock_offset = '40 days'`);
    }),
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await service.close();
});

const PAGES = ['/', '/accessibility', '/privacy', '/cookies', '/contact', '/no-such-page', '/room', '/room/refused', '/room/fault'];

describe.each([['wide', WIDE], ['narrow', NARROW]] as const)('on a %s screen', (_, viewport) => {
  it.each(PAGES)('%s has no barrier that axe finds, and nothing runs off the side', async (path) => {
    const page = await browser.newPage({ viewport });
    await page.goto(`${service.address}${path}`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.close();
  });
});

describe('in a browser', () => {
  it('the typeface is our own, and every style and script loads under the policy', async () => {
    const page = await browser.newPage();
    const wrong: string[] = [];
    page.on('console', (message) => { if (message.type() === 'error') wrong.push(message.text()); });
    page.on('pageerror', (fault) => wrong.push(fault.message));
    page.on('response', (response) => { if (response.status() >= 400) wrong.push(response.url()); });
    await page.goto(service.address, { waitUntil: 'networkidle' });
    expect(wrong).toEqual([]);
    expect(await page.locator('h1').evaluate((heading) => (globalThis as unknown as { getComputedStyle(e: unknown): { fontFamily: string } }).getComputedStyle(heading).fontFamily)).toContain('Source Sans 3');
    expect(await page.evaluate('document.fonts.check(\'16px "Source Sans 3"\')')).toBe(true);
    expect(await page.locator('body').getAttribute('class')).toContain('govuk-frontend-supported');
    await page.close();
  });

  it('says that the data are a sample and that the clock was moved', async () => {
    const page = await browser.newPage();
    await page.goto(service.address);
    const ribbon = page.getByRole('complementary', { name: 'Sample data' });
    expect(await ribbon.innerText()).toMatch(/invented.*The clock was moved: it reads \w+day \d+ \w+ \d{4}/s);
    await page.close();
  });

  it('a person without a mouse reaches the content by the first key', async () => {
    const page = await browser.newPage();
    await page.goto(service.address);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Skip to main content');
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#main-content');
    await page.close();
  });

  it('without JavaScript the pages say the same', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(service.address);
    expect(await page.getByRole('link', { name: 'Therapists for children' }).isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Sign in' }).isVisible()).toBe(true);
    await context.close();
  });

  it('a form sent twice by a double click arrives once', async () => {
    const page = await browser.newPage();
    await page.goto(`${service.address}/room`);
    let posts = 0;
    page.on('request', (request) => { if (request.method() === 'POST') posts += 1; });
    // The network is idle before the first click as well: the answer says that the form has gone.
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Send again' }).dblclick();
    await answered;
    await page.waitForLoadState('networkidle');
    expect(posts).toBe(1);
    await page.close();
  });
});
