import type { Page } from 'playwright-core';
import { Sender } from '../../src/engine/send.js';
import { Reader } from '../../src/engine/read.js';
import { AUTHORITY, type SamplePersonRow } from '../../src/sample/authority.js';
import type { Actor } from '../../src/engine/actor.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../browser.js';
import type { TestService } from '../web/service.js';
import { serviceOn, STAFF, stop } from './officers.js';
import { therapyFacts } from './route-facts.js';

/** The pages of a route choice in a real browser: accessible, readable on a telephone, and walked with nothing but a keyboard. */
let service: TestService;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let fresh = '';
let answered = '';
let decided = '';

const actor = ({ personId, name, roles }: SamplePersonRow): Actor => ({ kind: 'staff', personId, name, roles, authorityId: AUTHORITY.authorityId, organisationId: null, deputyFor: [] }) as unknown as Actor;

beforeAll(async () => {
  service = await serviceOn('2024-05-13');
  browser = await openBrowser();
  const [sender, reader] = [service.app.get(Sender), service.app.get(Reader)];
  const take = async (who: SamplePersonRow, caseId: string, type: string, input: unknown, procedure?: string) => {
    const seen = procedure ? undefined : (await reader.caseView(actor(who), caseId))?.seq;
    const answer = await sender.send({ actor: actor(who), caseId, type, input, ...(procedure ? { procedure } : {}), ...(seen === undefined ? {} : { seen }) });
    expect(answer.kind === 'done' ? '' : JSON.stringify(answer)).toBe('');
  };
  const start = async () => {
    const caseId = sender.newCaseId();
    await take(STAFF.officer, caseId, 'choice.open', { title: 'Children’s therapies, East Kent Hospitals', occasion: 'The service has run without a signed contract since April 2023.' }, 'psr.route-choice');
    return caseId;
  };
  const facts = therapyFacts('east-kent-hospitals');
  [fresh, answered, decided] = [await start(), await start(), await start()];
  for (const caseId of [answered, decided]) await take(STAFF.officer, caseId, 'facts.answer', { facts });
  const { decideRoute } = await import('../../workflows/psr/route-choice.rules.js');
  await take(STAFF.decider, decided, 'route.choose', {
    choice: 'direct-award-c', reasons: 'Continuity for the children until the joint service begins.', decidedUnder: 'Key decision 24/00008, recommendation B',
    notUsed: [{ route: 'most-suitable-provider', why: 'No time before the joint commissioning.' }, { route: 'competitive', why: 'A competition for 17 months would interrupt therapy.' }],
    warnings: decideRoute(facts).warnings.map(({ key }) => ({ warning: key, answer: 'Answered in the report of May 2024.' })),
  });
}, 180_000);
afterAll(async () => {
  await browser.close();
  await stop(service);
});

async function pageAs(who: SamplePersonRow): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${service.address}/sign-in`);
  await page.locator(`form:has(input[value="${who.personId}"]) button`).first().click();
  await page.waitForLoadState();
  return page;
}

const focused = (page: Page): Promise<unknown> => page.evaluate('document.activeElement?.id');

test.each([
  ['the case before any answer', STAFF.officer, () => `/cases/${fresh}`],
  ['a question with radios', STAFF.officer, () => `/cases/${answered}/route-questions/authority`],
  ['a question with rows', STAFF.officer, () => `/cases/${answered}/route-questions/lines`],
  ['the written view of each line', STAFF.officer, () => `/cases/${answered}/route-questions/views`],
  ['a question with a value', STAFF.officer, () => `/cases/${answered}/route-questions/existing-value`],
  ['the choice of patients', STAFF.officer, () => `/cases/${answered}/route-questions/choice`],
  ['checking the answers', STAFF.officer, () => `/cases/${answered}/route-answers`],
  ['checking answers of which most are missing', STAFF.officer, () => `/cases/${fresh}/route-answers`],
  ['the answer', STAFF.manager, () => `/cases/${answered}/route-result`],
  ['the answer with the decision', STAFF.decider, () => `/cases/${decided}/route-result`],
  ['choosing', STAFF.decider, () => `/cases/${answered}/steps/route.choose`],
  ['making the record', STAFF.decider, () => `/cases/${decided}/route-record`],
] as const)('%s is accessible, also at 320 pixels', async (name, who, path) => {
  const page = await pageAs(who);
  for (const [size, label] of [[WIDE, 'wide'], [NARROW, 'narrow']] as const) {
    await page.setViewportSize(size);
    const answer = await page.goto(`${service.address}${path()}`);
    expect(answer?.status()).toBe(200);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name.replace(/\W+/g, '-')}-${label}.png`, fullPage: true });
  }
  await page.context().close();
}, 60_000);

test('a question is answered with the keyboard alone, a mistake is announced and led to, and going back keeps the answer', async () => {
  const page = await pageAs(STAFF.officer);
  await page.goto(`${service.address}/cases/${fresh}/route-questions`);
  expect(page.url()).toContain('/route-questions/day');
  await page.keyboard.press('Tab');
  // Down to the first box by the keyboard, whatever stands before it.
  for (let n = 0; n < 40 && (await focused(page)) !== 'on-day'; n += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('31');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('4');
  await page.keyboard.press('Enter');
  await page.waitForLoadState();
  expect(await page.textContent('.govuk-error-summary')).toContain('April 2024 has no day 31');
  await page.locator('.govuk-error-summary a').first().focus();
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('on-day');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('13');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/route-questions/authority');
  for (let n = 0; n < 40 && (await page.evaluate('document.activeElement?.type')) !== 'radio'; n += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/route-questions/need');
  await page.locator('.govuk-back-link').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/route-questions/authority');
  expect(await page.isChecked('input[value="local authority in England"]')).toBe(true);
  await page.context().close();
}, 60_000);
