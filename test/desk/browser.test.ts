import type { Browser } from 'playwright-core';
import { NARROW, WIDE, expectAccessible, expectNoSidewaysScroll, openBrowser } from '../browser.js';
import { startDesk } from './desk-app.js';
import type { DeskApp } from './desk-app.js';

describe('the desk in a browser', () => {
  let desk: DeskApp;
  let browser: Browser;
  let caseId: string;
  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    caseId = await desk.open('the Town Hall', desk.people.provider, desk.organisationId);
    await desk.send(desk.people.priya, caseId, 'remark.add', { text: 'the porter is away on Fridays' });
    await desk.open('the Library');
    await desk.open('the Depot');
    await desk.browser(desk.people.omar).fill('/work', { caseId }, '/work/claim');
  });
  afterAll(() => Promise.all([browser?.close(), desk?.stop()]));

  const PAGES = () => [
    '/work', '/cases?procedure=toy.key', '/search?text=library', '/access', '/start/toy.key', `/cases/${caseId}/diagram`, `/cases/${caseId}/evidence`, `/cases/${caseId}`, `/cases/${caseId}?asAt=1`, `/cases/${caseId}/timeline`, `/cases/${caseId}/documents`, `/cases/${caseId}/notes`, `/cases/${caseId}/people`,
    `/cases/${caseId}/record`, `/cases/${caseId}/hand-over`, `/cases/${caseId}/correct`, `/cases/${caseId}/correct/2`, `/cases/${caseId}/correct/2?what=when`, `/cases/${caseId}/steps/key.hand-out`, `/cases/${caseId}/steps/remark.add`,
  ];

  for (const [name, viewport] of [['1280', WIDE], ['320', NARROW]] as const) {
    it(`has no accessibility barrier and no sideways scrolling at ${name} pixels`, async () => {
      const context = await browser.newContext({ viewport, extraHTTPHeaders: desk.browser(desk.people.omar).headers });
      const page = await context.newPage();
      for (const path of PAGES()) {
        await page.goto(desk.address + path);
        await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
        if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}${path.replace(caseId, 'id').replace(/[^a-z]/gi, '_')}.png`, fullPage: true });
      }
      await context.close();
    });
  }

  it('takes a step without JavaScript, by keyboard, with errors that lead to their boxes', async () => {
    const context = await browser.newContext({ viewport: NARROW, javaScriptEnabled: false, extraHTTPHeaders: desk.browser(desk.people.omar).headers });
    const page = await context.newPage();
    await page.goto(`${desk.address}/cases/${caseId}/steps/key.hand-out`);
    await page.getByRole('button', { name: 'Check before you do this' }).press('Enter');
    await page.getByRole('link', { name: 'Enter why the key is handed out' }).click();
    expect(page.url()).toMatch(/#reason$/);
    await page.getByLabel('Why is the key handed out?').fill('Opening day');
    await page.getByRole('button', { name: 'Check before you do this' }).press('Enter');
    await page.getByRole('button', { name: 'Hand out the key' }).press('Enter');
    expect(await page.getByRole('alert').textContent()).toContain('Omar Haddad handed out the key');
    await context.close();
  });
});
