import type { Browser, Page } from 'playwright-core';
import type { Field } from '../../src/engine/procedure.js';
import { readAnswers, typedFor, typedFrom } from '../../src/desk/step/answers.js';
import { questionsOf, summaryOf } from '../../src/desk/step/questions.js';
import { NARROW, WIDE, expectAccessible, expectNoSidewaysScroll, openBrowser } from '../browser.js';
import { startDesk } from './desk-app.js';
import type { DeskApp } from './desk-app.js';

const alternatives: Field = {
  name: 'alternatives', label: 'Alternatives considered and rejected', type: 'rows', row: 'alternative',
  columns: [{ name: 'option', label: 'Alternative', type: 'text' }, { name: 'on', label: 'When', type: 'date', optional: true }, { name: 'cost', label: 'Cost', type: 'money', optional: true }],
};

describe('the words of a question with rows', () => {
  it('become a list of objects, each cell read as its column says', () => {
    const typed = { 'alternatives.rows': '2', 'alternatives.0.option': 'Wait', 'alternatives.0.cost': '£1,000', 'alternatives.1.option': 'Tender', 'alternatives.1.on-day': '1', 'alternatives.1.on-month': '4', 'alternatives.1.on-year': '2027' };
    expect(readAnswers([alternatives], typedFor([alternatives], typed))).toEqual({ input: { alternatives: [{ option: 'Wait', cost: 100000 }, { option: 'Tender', on: '2027-04-01' }] }, errors: [] });
  });

  it('leave out rows that were left blank, and number the rest anew, so that an error is found in its row', () => {
    const kept = typedFor([alternatives], { 'alternatives.rows': '3', 'alternatives.0.option': ' ', 'alternatives.2.option': 'Tender', 'alternatives.2.on-day': '31', 'alternatives.2.on-month': '2', 'alternatives.2.on-year': '2027' });
    expect(kept).toMatchObject({ 'alternatives.rows': '1', 'alternatives.0.option': 'Tender' });
    const { errors } = readAnswers([alternatives], kept);
    expect(errors[0]!.field).toBe('alternatives.0.on-day');
    expect(summaryOf([alternatives], errors)).toEqual([{ text: expect.stringMatching(/^Alternative 1: .*February 2027 has no day 31/) as string, href: '#alternatives.0.on-day' }]);
  });

  it('are an empty list where none was given', () => {
    expect(readAnswers([{ ...alternatives, optional: true }], {}).input).toEqual({ alternatives: [] });
  });

  it('come back as they were typed from what stands in an event', () => {
    const input = { alternatives: [{ option: 'Wait', on: '2027-04-01', cost: 1250 }] };
    expect(readAnswers([alternatives], typedFrom([alternatives], input)).input).toEqual(input);
  });

  it('keep all that was typed when a row is added or taken away, also blank ones', () => {
    const typed = { 'alternatives.rows': '3', 'alternatives.0.option': 'Wait', 'alternatives.1.option': '', 'alternatives.2.option': 'Tender' };
    const added = typedFor([alternatives], { ...typed, 'rows-button': 'alternatives.add' });
    expect(added).toEqual({ ...typed, 'alternatives.rows': '4' });
    const removed = typedFor([alternatives], { ...added, 'rows-button': 'alternatives.remove.0' });
    expect(removed).toEqual({ 'alternatives.rows': '3', 'alternatives.0.option': '', 'alternatives.1.option': 'Tender' });
  });

  it('are read up to a hundred rows, whatever number a form claims', () => {
    expect((readAnswers([alternatives], { 'alternatives.rows': '999', 'alternatives.998.option': 'x' }).input['alternatives'] as unknown[]).length).toBe(100);
  });

  it('ask for one row to begin with where an answer is needed, and for none where it is not', () => {
    const [needed, optional] = questionsOf([alternatives, { ...alternatives, name: 'others', optional: true }], {}, {}, []);
    expect([needed!.count, needed!.entries![0]!.remove, optional!.count]).toEqual([1, null, 0]);
  });
});

describe('a question with rows in a browser', () => {
  let desk: DeskApp;
  let browser: Browser;
  beforeAll(async () => { [desk, browser] = await Promise.all([startDesk(), openBrowser()]); });
  afterAll(() => Promise.all([browser?.close(), desk?.stop()]));

  const visit = async (viewport: typeof WIDE, script: boolean, who = desk.people.omar) => {
    const context = await browser.newContext({ viewport, javaScriptEnabled: script, extraHTTPHeaders: desk.browser(who).headers });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    return page;
  };
  /** With its script the summary moves the focus, without it the address. */
  const reached = async (page: Page, id: string, script = true) =>
    expect(script ? await page.evaluate('document.activeElement.id') : new URL(page.url()).hash.slice(1)).toBe(id);
  /** What looks at a page needs its script. */
  const look = async (page: Page, name: string, script = true) => {
    if (!script) return;
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/rows-${name}-${page.viewportSize()!.width}.png`, fullPage: true });
  };

  for (const [viewport, script] of [[WIDE, true], [NARROW, true], [NARROW, false]] as const) {
    it(`adds, removes, points at the wrong cell, shows a table to check, and sends a list: ${viewport.width} pixels, ${script ? 'with' : 'without'} JavaScript`, async () => {
      const caseId = await desk.open(`the Hall of ${viewport.width}`);
      const page = await visit(viewport, script);
      await page.goto(`${desk.address}/cases/${caseId}/steps/key.hand-out`);
      await page.getByLabel('Why is the key handed out?').fill('Opening day');
      await page.getByRole('button', { name: 'Add a copy' }).click();
      expect(page.url()).toMatch(/#copies\.0\.whom$/);
      expect(await page.getByLabel('Why is the key handed out?').inputValue()).toBe('Opening day');
      await page.getByLabel('For whom?').fill('Ann');
      await page.getByRole('button', { name: 'Add another copy' }).click();
      const second = page.getByRole('group', { name: 'Copy 2' });
      await second.getByLabel('For whom?').fill('Bob');
      await second.getByLabel('Deposit for it').fill('some');
      await page.getByRole('button', { name: 'Add another copy' }).click();
      expect(await page.getByRole('button', { name: 'Add another copy' }).count()).toBe(0);
      await page.getByRole('group', { name: 'Copy 3' }).getByLabel('Metal').selectOption('Brass');
      await look(page, 'three', script);
      await page.getByRole('button', { name: 'Remove copy 3' }).click();
      expect(await page.getByRole('group', { name: 'Copy 3' }).count()).toBe(0);
      expect(await second.getByLabel('Deposit for it').inputValue()).toBe('some');

      // The return key in a box sends the form; it takes no row away.
      await second.getByLabel('For whom?').press('Enter');
      await page.getByRole('link', { name: 'Copy 2: Enter the deposit in pounds and pence, such as 12.50' }).click();
      await reached(page, 'copies.1.paid', script);
      expect(await page.getByRole('link', { name: /^Copy 1: .*from when/i }).getAttribute('href')).toBe('#copies.0.since-day');
      await look(page, 'errors', script);
      for (const n of [1, 2]) {
        const row = page.getByRole('group', { name: `Copy ${n}` });
        for (const [label, value] of [['Day', String(n)], ['Month', '3'], ['Year', '2027']] as const) await row.getByLabel(label).fill(value);
      }
      await second.getByLabel('Deposit for it').fill('12.50');
      await page.getByRole('button', { name: 'Check before you do this' }).click();
      const table = page.getByRole('table', { name: 'Copies that go along' });
      expect(await table.getByRole('row').allTextContents()).toEqual(expect.arrayContaining([expect.stringMatching(/Bob.*Tuesday 2 March 2027.*£12\.50.*Not given/)]));
      await look(page, 'check', script);
      await page.getByRole('link', { name: 'Change copies that go along' }).click();
      expect(await second.getByLabel('For whom?').inputValue()).toBe('Bob');
      await page.getByRole('button', { name: 'Check before you do this' }).click();
      await page.getByRole('button', { name: 'Hand out the key' }).click();
      expect(page.url()).toMatch(/\?done=2$/);
      const [entry] = await desk.owner<{ payload: string }>('select payload from workflow_payload where case_id = $1 and seq = 2', [caseId]);
      expect(JSON.parse(entry!.payload)).toMatchObject({ input: { copies: [{ whom: 'Ann', since: '2027-03-01' }, { whom: 'Bob', since: '2027-03-02', paid: 1250 }] } });
      await page.context().close();
    });
  }

  it('asks of each named thing where the rows are the procedure’s own, and lets nobody add one', async () => {
    const caseId = await desk.open('the Vault');
    const page = await visit(NARROW, true, desk.people.priya);
    await page.goto(`${desk.address}/cases/${caseId}/steps/reminder.wind`);
    await page.getByRole('group', { name: 'The lock' }).getByLabel('What did you see?').fill('Rust');
    expect(await page.getByRole('button', { name: /^(Add|Remove)/ }).count()).toBe(0);
    for (const [label, value] of [['Day', '1'], ['Month', '3'], ['Year', '2027']] as const) await page.getByRole('group', { name: 'From when?' }).getByLabel(label).fill(value);
    await page.getByRole('button', { name: 'Wind a reminder' }).click();
    await page.getByRole('link', { name: 'Row 2: Enter what you saw' }).click();
    await reached(page, 'looks.1.seen');
    await look(page, 'fixed');
    await page.getByRole('group', { name: 'The alarm' }).getByLabel('What did you see?').fill('A light');
    await page.getByRole('button', { name: 'Wind a reminder' }).click();
    expect(page.url()).toMatch(/\?done=2$/);
    await page.context().close();
  });
});
