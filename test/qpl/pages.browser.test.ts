import type { Page } from 'playwright-core';
import { APPLICANTS, STAFF, idOf } from '../../src/sample/authority.js';
import { seed } from '../../src/sample/sample.js';
import { SCHEME } from '../../src/sample/scheme.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../browser.js';
import { startService, type TestService } from '../web/service.js';

/** The pages of the room in a real browser: accessible, and without sideways scrolling on a telephone. */
let service: TestService;
let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  service = await startService({}, { fill: async (database) => void (await seed(database.ownerUrl)) });
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await service.close();
});

const overdue = idOf(`application of ${APPLICANTS.overdue.name}`);
const toDecide = idOf(`application of ${APPLICANTS.toDecide.name}`);
const closed = idOf(`application of ${APPLICANTS.decided.name}`);

async function pageAs(personId: string | null): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  if (personId === null) return page;
  await page.goto(`${service.address}/sign-in`);
  await page.locator(`form:has(input[value="${personId}"]) button`).first().click();
  await page.waitForLoadState();
  return page;
}

test.each([
  ['the public list', null, `/public/lists/${SCHEME.slug}?district=Ashford`],
  ['the published decisions', null, '/public/decisions'],
  ['what is needed to apply', null, `/apply/${SCHEME.slug}`],
  ['a provider’s home', APPLICANTS.overdue.people[0]!.personId, '/provider'],
  ['the task list', APPLICANTS.newcomer.people[0]!.personId, `/apply/${SCHEME.slug}/tasks`],
  ['a question', APPLICANTS.newcomer.people[0]!.personId, `/apply/${SCHEME.slug}/questions/clinicians`],
  ['the lots', APPLICANTS.newcomer.people[0]!.personId, `/apply/${SCHEME.slug}/lots`],
  ['evidence', APPLICANTS.newcomer.people[0]!.personId, `/apply/${SCHEME.slug}/evidence/public-liability`],
  ['checking the answers', APPLICANTS.newcomer.people[0]!.personId, `/apply/${SCHEME.slug}/check`],
  ['the outcome', APPLICANTS.decided.people[0]!.personId, `/cases/${closed}/outcome`],
  ['recording findings', STAFF.officer.personId, `/cases/${overdue}/checks`],
  ['deciding', STAFF.decider.personId, `/cases/${toDecide}/decision`],
])('%s is accessible, also at 320 pixels', async (_, personId, path) => {
  const page = await pageAs(personId);
  await page.setViewportSize(WIDE);
  const answer = await page.goto(`${service.address}${path}`);
  expect(answer?.status()).toBe(200);
  await expectAccessible(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${path.replace(/\W+/g, '_').slice(0, 60)}.png`, fullPage: true });
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScroll(page);
  await page.context().close();
}, 60_000);
