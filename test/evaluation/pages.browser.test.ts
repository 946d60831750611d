import mammoth from 'mammoth';
import type { Page } from 'playwright-core';
import { APPLICANTS, STAFF } from '../../src/sample/authority.js';
import { seed } from '../../src/sample/sample.js';
import { asOwner } from '../database.js';
import { AUTHORITY } from '../../src/sample/authority.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../browser.js';
import { wordsIn } from '../security/reading.js';
import { startService, type TestService } from '../web/service.js';
import { part, question } from './makers.js';
import { APPLICATION, Evaluation } from './world.js';

/** An evaluation from naming to the record, in a real browser: an evaluator by keyboard alone on a telephone's width, the others as they come. */
let service: TestService;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let evaluation: Evaluation;
beforeAll(async () => {
  service = await startService({}, { fill: async (database) => void (await seed(database.ownerUrl)) });
  browser = await openBrowser();
  evaluation = new Evaluation(service.app);
  const [file] = await asOwner(service.database.ownerUrl, async (owner) => {
    await owner.query(`select set_config('clerkwell.authority', $1, false)`, [AUTHORITY.authorityId]);
    return (await owner.query<{ sha256: string }>('select sha256 from file_link where case_id = $1 order by name limit 1', [APPLICATION])).rows;
  });
  await evaluation.open({
    parts: [part('SLT', [
      question('safeguarding', 40, { asked: 'How do you keep children safe when you work in their homes?', passMark: 3, answer: 'Two people visit for the first time.\n\nEvery visit is logged, and a named lead reads the log each Friday.', evidence: [{ title: 'Safeguarding policy', fileName: 'safeguarding.pdf', sha256: file!.sha256 }] }),
      question('outcomes', 60, { asked: 'How do you know that therapy helps?' }),
    ], 60)],
  });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

async function as({ personId }: { personId: string }, size = WIDE): Promise<Page> {
  const page = await (await browser.newContext({ viewport: size })).newPage();
  await page.goto(`${service.address}/sign-in`);
  await page.locator(`form:has(input[value="${personId}"]) button`).first().click();
  await page.waitForLoadState();
  return page;
}
const at = (page: Page, path: string) => page.goto(`${service.address}/cases/${evaluation.caseId}${path}`);
/** Enter, and the page that it leads to: to wait for a page to be loaded would be content with the one that is still there. */
const entered = (page: Page) => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
const text = (page: Page) => page.locator('main').innerText();
async function looked(page: Page, name: string): Promise<void> {
  await page.setViewportSize(WIDE);
  await expectAccessible(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true });
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScroll(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}-320.png`, fullPage: true });
  await page.setViewportSize(WIDE);
}

test('an officer names two evaluators and a moderator, and borrows a third with an address and a last day', async () => {
  const page = await as(STAFF.officer);
  await page.goto(`${service.address}/work`);
  expect(await text(page)).toContain('Name an evaluator');
  await at(page, '/evaluators');
  await looked(page, 'evaluators');
  for (const who of [STAFF.evaluator, STAFF.secondEvaluator]) {
    await page.getByLabel('One of your own evaluators').first().selectOption(who.personId);
    await page.getByRole('button', { name: 'Name the evaluator' }).click();
    expect(await text(page)).toContain(who.name);
  }
  await page.getByLabel('Who moderates?').selectOption(STAFF.moderator.personId);
  await page.getByRole('button', { name: 'Name the moderator' }).click();
  await page.locator('form:has(input[value="assign"]) summary').click();
  await page.locator('#assign-name').fill('Bo Medway');
  await page.getByRole('button', { name: 'Name the evaluator' }).click();
  expect(await page.locator('.govuk-error-summary').innerText()).toContain('Enter their e-mail address');
  await page.locator('#assign-email').fill('bo.medway@sample.example');
  await page.locator('#assign-lentBy').fill('Medway Council (sample)');
  const until = new Date(Date.now() + 30 * 86_400_000);
  for (const [box, value] of [['day', until.getDate()], ['month', until.getMonth() + 1], ['year', until.getFullYear()]] as const) await page.locator(`#assign-until-${box}`).fill(String(value));
  await page.getByRole('button', { name: 'Name the evaluator' }).click();
  expect(await text(page)).toContain('Medway Council (sample), until');
  // Replaced again, with a reason: two score from here on.
  await page.getByLabel('Who is replaced?').selectOption({ label: 'Bo Medway' });
  await page.locator('#replace-why').fill('Medway could not spare them after all.');
  await page.locator('form:has(input[value="replace"])').getByRole('button').click();
  expect(await page.locator('.govuk-error-summary').innerText()).toContain('Choose who is to score');
  await looked(page, 'evaluators-named');
  await page.context().close();
}, 120_000);

test('an evaluator declares, then scores by keyboard alone at 320 pixels, question first, answer next, score last; a draft survives', async () => {
  const page = await as(STAFF.evaluator, NARROW);
  await page.goto(`${service.address}/work`);
  const line = page.locator('main').getByRole('link', { name: /Declare that you have no conflict/ }).first();
  await line.focus();
  await entered(page);
  expect(await text(page)).toContain('Declare your interests and experience');
  expect(await text(page)).not.toContain('Two people visit');
  await looked(page, 'declaration');
  await page.setViewportSize(NARROW);
  await page.locator('#conflict').focus();
  await page.keyboard.press('Space');
  await page.locator('#experience').focus();
  await page.keyboard.type('Twelve years as a speech and language therapist.');
  await page.keyboard.press('Tab');
  await entered(page);
  expect(await text(page)).toContain('0 of 2 questions scored');
  await page.getByRole('button', { name: 'Score the next question' }).focus();
  await entered(page);
  const words = await text(page);
  const order = ['How do you keep children safe when you work in their homes?', 'Every visit is logged', 'Your score and reason'].map((each) => words.indexOf(each));
  expect(order.every((place) => place > 0) && order[0]! < order[1]! && order[1]! < order[2]!).toBe(true);
  expect(words).toContain('The others’ scores are hidden until you have finished yours.');
  await looked(page, 'score');
  await page.setViewportSize(NARROW);

  // The browser is closed half way: what was typed is there again.
  await page.locator('#reason').focus();
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/scores/1/draft') && answer.status() === 204);
  await page.keyboard.type('Names who is told and how it is checked, ');
  await kept;
  await page.reload();
  expect(await page.locator('#reason').inputValue()).toContain('Names who is told and how it is checked');
  expect(await text(page)).toContain('did not save is filled in below');

  // A score is missing: the summary leads to it, and nothing typed is lost.
  await page.locator('#reason').focus();
  await page.keyboard.press('Tab');
  await entered(page);
  expect(await page.locator('.govuk-error-summary').innerText()).toContain('Choose a score');
  expect(await page.locator('#reason').inputValue()).toContain('Names who is told');
  await page.locator('.govuk-error-summary a').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  for (let down = 0; down < 4; down += 1) await page.keyboard.press('ArrowDown');
  await page.locator('#reason').focus();
  await page.keyboard.press('Tab');
  await entered(page);
  expect(await text(page)).toContain('Question 1 is scored. 1 still to do.');
  expect(page.url()).toContain('/scores/2');
  await page.locator('input[name="score"][value="3"]').check();
  await page.locator('#reason').fill('Progress is measured each term, with a named tool.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(await text(page)).toContain('Every question has a score');
  await looked(page, 'scores');

  // Changed before finishing: it asks why.
  await at(page, '/scores/2');
  await page.locator('input[name="score"][value="4"]').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(await page.locator('.govuk-error-summary').innerText()).toContain('Say why the score changes');
  await page.locator('#why').fill('The annex names the tool.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Finish your scores' }).click();
  expect(await text(page)).toContain('Changed because: The annex names the tool.');
  await looked(page, 'finish');
  await page.getByRole('button', { name: 'Finish your scores' }).click();
  expect(await text(page)).toContain('your scores stand as you gave them');
  await page.context().close();
}, 180_000);

test('a conflict is looked at once more before it is declared, and the other evaluator scores without a script', async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: WIDE })).newPage();
  await page.goto(`${service.address}/sign-in`);
  await page.locator(`form:has(input[value="${STAFF.secondEvaluator.personId}"]) button`).first().click();
  await at(page, '/scores');
  expect(page.url()).toContain('/declaration');
  await page.locator('input[name="conflict"][value="personal"]').check();
  await page.locator('#detail').fill('My neighbour works there.');
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  expect(await text(page)).toContain('take you out of this evaluation for good');
  await page.getByRole('link', { name: 'Change what you declare' }).click();
  await page.locator('input[name="conflict"][value="none"]').check();
  await page.locator('#experience').fill('I commission therapies for schools in the county.');
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  for (const [number, score] of [[1, 2], [2, 5]] as const) {
    await at(page, `/scores/${number}`);
    expect(await text(page)).not.toContain('Names who is told');
    await page.locator(`input[name="score"][value="${score}"]`).check();
    await page.locator('#reason').fill('It answers part of it, and the evidence bears it out.');
    await page.getByRole('button', { name: 'Save and go on' }).click();
  }
  await page.getByRole('button', { name: 'Finish your scores' }).click();
  await page.getByRole('button', { name: 'Finish your scores' }).click();
  expect(await text(page)).toContain('Evaluator 1: 4 of 5');
  await page.context().close();
}, 120_000);

test('the moderator has everybody’s reasons side by side, sees the totals that each score would make, agrees, and the record is made', async () => {
  const bo = new Evaluation(service.app);
  // The third, whom another authority lent, has not scored: an officer's replacement would be needed, so they say that they have a conflict.
  const lent = (await bo.context())!.evaluators.find(({ lentBy }) => lentBy !== null)!;
  await asOwner(service.database.ownerUrl, (owner) => owner.query('update person set sample = true where person_id = $1', [lent.personId]));
  const third = await as(lent);
  await at(third, '/declaration');
  await third.locator('input[name="conflict"][value="prior involvement"]').check();
  await third.locator('#detail').fill('I helped them write it.');
  await third.getByRole('button', { name: 'Declare', exact: true }).click();
  await third.getByRole('button', { name: 'Declare the conflict' }).click();
  expect(await text(third)).toContain('Your conflict of interest is declared');
  await third.context().close();

  const page = await as(STAFF.moderator);
  await at(page, '/moderation');
  await page.locator('input[name="conflict"][value="none"]').check();
  await page.locator('#experience').fill('I moderate every evaluation of the service.');
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  await looked(page, 'moderation-begins');
  await page.getByRole('button', { name: 'Agree the next score' }).click();
  const words = await text(page);
  for (const each of ['Ella Marsh', 'Tom Baines', 'Names who is told', 'It answers part of it']) expect(words).toContain(each);
  // 40 × 3/5 = 24; 40 × 2/5 = 16, below the pass mark of 3.
  expect(words).toContain('The part would stand at 24.00%');
  expect(words).toContain('The part would stand at 16.00%; below the pass mark');
  await looked(page, 'moderate');
  await page.locator('input[name="score"][value="3"]').check();
  await page.locator('#reason').fill('Good on telling, thin on visits: the evaluators met at three.');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  expect(await text(page)).toContain('The part would stand at 72.00%');
  await page.locator('input[name="score"][value="4"]').check();
  await page.locator('#reason').fill('Both found the tool in the annex; four was agreed.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(await text(page)).toContain('72.00%');
  expect(await text(page)).toContain('Reached');
  await looked(page, 'moderation-done');
  await page.getByRole('button', { name: 'Finish moderation' }).click();
  await looked(page, 'close');
  await page.getByRole('button', { name: 'Finish moderation' }).click();
  expect(await text(page)).toContain('The evaluation record is kept.');
  const kept = await bo.context();
  expect(page.url()).toContain('/evaluation-record');
  expect(kept!.record).toMatchObject({ by: { name: STAFF.moderator.name } });
  await looked(page, 'record');

  const href = (await page.getByRole('link', { name: 'Web page' }).getAttribute('href'))!.replace('.html', '');
  const bytes = async (format: string) => (await page.context().request.get(`${service.address}${href}.${format}`)).body();
  const wanted = ['Evaluation record: Application of', APPLICANTS.toDecide.name, 'Evaluator 1', 'Twelve years as a speech and language therapist.', 'Prior involvement: I helped them write it.', 'lent by Medway Council (sample)', 'The annex names the tool.', 'thin on visits', '72.00%', 'rounded once'];
  const html = (await bytes('html')).toString('utf8').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const docx = (await mammoth.extractRawText({ buffer: await bytes('docx') })).value.replace(/\s+/g, ' ');
  const pdf = (await wordsIn(await bytes('pdf'))).replace(/\s+/g, ' ');
  for (const each of wanted) expect({ each, html: html.includes(each), docx: docx.includes(each) }).toEqual({ each, html: true, docx: true });
  expect(pdf).toContain('72.00%');
  if (process.env['SHOTS']) await (await import('node:fs/promises')).writeFile(`${process.env['SHOTS']}/record.pdf`, await bytes('pdf'));
  await page.context().close();
}, 180_000);
