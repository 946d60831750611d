import type { Browser } from 'playwright-core';
import { NARROW, expectAccessible, expectNoSidewaysScroll, openBrowser } from '../browser.js';
import { carried, startDesk, words } from './desk-app.js';
import type { DeskApp } from './desk-app.js';

describe('copy from an earlier case', () => {
  let desk: DeskApp;
  let browser: Browser;
  let earlier: string;
  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    earlier = await desk.open('the Old Mill');
  });
  afterAll(() => Promise.all([browser?.close(), desk?.stop()]));

  const start = (from = earlier) => `/start/toy.key?from=${from}`;

  it('offers the cases of the same procedure that the person may read, and the case itself offers it', async () => {
    const priya = desk.browser(desk.people.priya);
    expect((await priya.get('/start/toy.key')).text).toContain('href="/start/toy.key/copy"');
    const list = await priya.get('/start/toy.key/copy');
    expect(words(list.text)).toContain('Copy from Key to the Old Mill , KEY 26/00001');
    expect(words((await priya.get('/start/toy.key/copy?text=nothing')).text)).toContain('No case of this kind fits');
    expect((await priya.get(`/cases/${earlier}`)).text).toContain(`href="${start()}"`);
  });

  it('marks each answer that was carried over until it is confirmed or changed', async () => {
    const priya = desk.browser(desk.people.priya);
    const page = await priya.get(start());
    expect(page.text).toContain('value="the Old Mill"');
    expect(words(page.text)).toContain('Confirm Carried over from KEY 26/00001');
    const unconfirmed = await priya.fill(start(), { building: 'the Old Mill' }, '/start/toy.key');
    expect(unconfirmed.status).toBe(422);
    expect(unconfirmed.text).toContain('<a href="#confirm.building">Confirm or change what was carried over: Which building?</a>');
    // Left unfinished and come back to: the mark is still there.
    expect(words((await priya.get('/start/toy.key')).text)).toContain('Carried over from KEY 26/00001');
    const confirmed = await priya.fill(start(), { building: 'the Old Mill', 'confirm.building': 'yes' }, '/start/toy.key');
    expect(confirmed.status).toBe(303);
    expect(words((await priya.get(confirmed.headers['location']!)).text)).toContain('Key to the Old Mill');
    const changed = await priya.fill(start(), { building: 'the New Mill' }, '/start/toy.key');
    expect(changed.status).toBe(303);
  });

  it('carries what a correction made of the answers, not what was corrected', async () => {
    const caseId = await desk.open('the Misspelt Mill');
    const priya = desk.browser(desk.people.priya);
    const look = await priya.fill(`/cases/${caseId}/correct/1`, { building: 'the Mended Mill', reason: 'A slip' });
    expect((await priya.post(`/cases/${caseId}/correct/1`, carried(look.text))).status).toBe(303);
    // What the provider may see was changed: a second person confirms it.
    expect((await desk.browser(desk.people.second).fill(`/cases/${caseId}/correct`, { decision: 'confirm' })).status).toBe(303);
    const page = await desk.browser(desk.people.priya).get(start(caseId));
    expect(page.text).toContain('value="the Mended Mill"');
    expect(page.text).not.toContain('Misspelt Mill"');
  });

  it('shows nothing of a case to somebody who may not read it, or who starts no such case', async () => {
    for (const [who, status] of [[desk.people.stranger, 404], [desk.people.omar, 403], [desk.people.provider, 404]] as const) {
      const page = await desk.browser(who).get(start());
      expect([who.name, page.status]).toEqual([who.name, status]);
      expect(page.text).not.toContain('Old Mill');
    }
    const provider = await desk.browser(desk.people.provider).get('/start/toy.key/copy');
    expect([provider.status, provider.text.includes('Old Mill')]).toEqual([403, false]);
    // Named in a form instead of the address, it is not read either.
    const forged = await desk.browser(desk.people.stranger).fill('/start/toy.key', { building: '', 'copied.from': earlier });
    expect([forged.status, forged.text.includes('Old Mill')]).toEqual([422, false]);
    for (const from of ['nonsense', '00000000-0000-4000-8000-000000000000']) expect((await desk.browser(desk.people.priya).get(start(from))).status).toBe(404);
  });

  it('works on a telephone by keyboard, without a barrier', async () => {
    const context = await browser.newContext({ viewport: NARROW, extraHTTPHeaders: desk.browser(desk.people.priya).headers });
    const page = await context.newPage();
    await page.goto(`${desk.address}/cases/${earlier}`);
    await page.goto(`${desk.address}${start()}`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/copy-320.png`, fullPage: true });
    await page.getByRole('checkbox', { name: /This is right for the new case too/ }).press('Space');
    await page.getByRole('button', { name: 'Ask for a key' }).press('Enter');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Key to the Old Mill');
    await page.goto(`${desk.address}/start/toy.key/copy`);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await context.close();
  });
});
