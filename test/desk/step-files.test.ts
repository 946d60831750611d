import type { Browser, Page } from 'playwright-core';
import { NARROW, expectAccessible, expectNoSidewaysScroll, openBrowser } from '../browser.js';
import { PDF } from '../files/samples.js';
import { house } from '../engine/toy.procedure.js';
import { startDesk } from './desk-app.js';
import type { DeskApp, Somebody } from './desk-app.js';

const pdf = (words: string) => Buffer.concat([PDF, Buffer.from(`${words}\nstartxref\n9\n%%EOF`)]);
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

describe('a file question of the step page', () => {
  let desk: DeskApp;
  let browser: Browser;
  beforeAll(async () => { [desk, browser] = await Promise.all([startDesk(), openBrowser()]); });
  afterAll(() => Promise.all([browser?.close(), desk?.stop()]));

  const visit = async (who: Somebody, caseId: string, type: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: NARROW, extraHTTPHeaders: desk.browser(who).headers });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${desk.address}/cases/${caseId}/steps/${type}`);
    return page;
  };
  const links = (caseId: string) => desk.owner<{ name: string; audience: string[] }>('select name, audience from file_link where case_id = $1 order by name', [caseId]);
  const payload = async (caseId: string, seq: number) => JSON.parse((await desk.owner<{ payload: string }>('select payload from workflow_payload where case_id = $1 and seq = $2', [caseId, seq]))[0]!.payload) as { input: Record<string, unknown> };

  it('tells a phone which kinds are taken', async () => {
    const page = await visit(desk.people.priya, await desk.open('the Tower'), 'remark.add');
    const box = page.getByLabel('Photographs (optional)');
    expect(await box.getAttribute('accept')).toBe('.jpg,.jpeg,.png,.pdf,image/jpeg,image/png,application/pdf');
    expect(await box.getAttribute('multiple')).not.toBeNull();
    await page.context().close();
  });

  it('keeps what was uploaded over an error elsewhere on the page, takes several, and hands them over to the case with the event', async () => {
    const caseId = await desk.open('the Keep');
    const page = await visit(desk.people.priya, caseId, 'remark.add');
    await page.getByLabel('Photographs (optional)').setInputFiles([file('north.pdf', pdf('north'))]);
    await page.getByRole('button', { name: 'Add a remark' }).click();
    expect(await page.getByRole('link', { name: 'Enter the remark.' }).count()).toBe(1);
    expect(await page.getByText('north.pdf').first().isVisible()).toBe(true);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/files-320.png`, fullPage: true });
    await page.getByLabel('Another file: Photographs').setInputFiles([file('south.pdf', pdf('south')), file('east.pdf', pdf('east'))]);
    await page.getByLabel('Remark', { exact: true }).fill('Seen from outside');
    await page.getByRole('button', { name: 'Add a remark' }).click();
    expect(await page.getByRole('link', { name: 'At most 2 files can be given here' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Remove south.pdf' }).click();
    expect(await page.getByLabel('Remark', { exact: true }).inputValue()).toBe('Seen from outside');
    expect(await page.getByText('south.pdf').count()).toBe(0);
    expect(await links(caseId)).toEqual([]);
    await page.getByRole('button', { name: 'Add a remark' }).click();
    expect(page.url()).toMatch(/\?done=2$/);
    expect((await payload(caseId, 2)).input['photos']).toEqual([{ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, name: 'north.pdf' }]);
    expect(await links(caseId)).toEqual([{ name: 'north.pdf', audience: ['officers'] }]);
    await page.goto(`${desk.address}/cases/${caseId}/evidence`);
    expect(await page.getByRole('link', { name: /north\.pdf/ }).count()).toBe(1);
    await page.context().close();
  });

  it('says beside the question why a file is not taken: of a kind that is not asked for, or not what its name says', async () => {
    const caseId = await desk.open('the Moat');
    const page = await visit(desk.people.priya, caseId, 'remark.add');
    await page.getByLabel('Remark', { exact: true }).fill('A list');
    await page.getByLabel('Photographs (optional)').setInputFiles([{ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('one\ntwo\n') }]);
    await page.getByRole('button', { name: 'Add a remark' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('The file “list.txt” is of a kind that is not taken here. A JPEG picture, a PNG picture or a PDF, up to 20 MB each; at most 2 files.');
    await page.getByLabel('Photographs (optional)').setInputFiles([{ name: 'virus.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0090\u0000 this is a program') }]);
    await page.getByRole('button', { name: 'Add a remark' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('virus.pdf');
    expect(await page.getByLabel('Remark', { exact: true }).inputValue()).toBe('A list');
    await page.context().close();
  });

  it('carries a file over the check page, and takes it back from the case when the event is refused', async () => {
    const caseId = await desk.open('the Granary');
    const page = await visit(desk.people.omar, caseId, 'key.hand-out');
    await page.getByLabel('Why is the key handed out?').fill('Opening day');
    await page.getByLabel('Receipt for the deposit (optional)').setInputFiles([file('receipt.pdf', pdf('receipt'))]);
    await page.getByRole('button', { name: 'Check before you do this' }).click();
    expect(await page.getByText('receipt.pdf').isVisible()).toBe(true);
    house.keys = 0;
    await page.getByRole('button', { name: 'Hand out the key' }).click();
    house.keys = 1;
    expect(await page.getByRole('alert').textContent()).toContain('No key is left.');
    expect(await links(caseId)).toEqual([]);
    await page.getByRole('button', { name: 'Check before you do this' }).click();
    await page.getByRole('button', { name: 'Hand out the key' }).click();
    expect(await links(caseId)).toEqual([{ name: 'receipt.pdf', audience: ['officers', 'party'] }]);
    expect((await payload(caseId, 2)).input['receipt']).toMatchObject({ name: 'receipt.pdf' });
    await page.context().close();
  });

  it('refuses a hash that nobody here uploaded, whoever else has such a file', async () => {
    const caseId = await desk.open('the Dairy', desk.people.provider, desk.organisationId);
    const theirs = 'a'.repeat(64);
    const page = await desk.browser(desk.people.priya).fill(`/cases/${caseId}/steps/remark.add`, { text: 'Look', photos: `${theirs} theirs.pdf` });
    expect(page.status).toBe(422);
    expect(page.text).toContain('The file “theirs.pdf” is no longer there. Upload it again.');
    expect(await links(caseId)).toEqual([]);
  });
});
