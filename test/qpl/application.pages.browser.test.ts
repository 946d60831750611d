import type { Page } from 'playwright-core';
import { APPLICANTS, STAFF, idOf } from '../../src/sample/authority.js';
import { seed } from '../../src/sample/sample.js';
import { Service } from '../../src/service.js';
import type { DecisionInput } from '../../workflows/qpl/application.context.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../browser.js';
import { startService, type TestService } from '../web/service.js';
import { bidder, moveTo, RoundWorld, SLUG, staff, writeBidders } from './round-world.js';
import { until } from '../until.js';

/** The pages of an application beyond the tour: a round's form, an exclusion, a question, a review, one record for a round. Accessible, and without sideways scrolling at 320 pixels. */
const [excluded, drafting] = [bidder(1), bidder(2)];
const { toDecide } = APPLICANTS;
const decidedCase = idOf(`application of ${toDecide.name}`);
let service: TestService;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let excludedCase = '';
let question = '';

beforeAll(async () => {
  service = await startService({ requestsPerMinute: 100_000 } as never, {
    fill: async (database) => {
      await seed(database.ownerUrl);
      await writeBidders(database.ownerUrl, [excluded, drafting]);
    },
  });
  await service.app.get(Service).start();
  const world = new RoundWorld(service.app, service.address);
  await world.fillIn(drafting);
  question = (await world.scheme()).questions[0]!.key;
  await world.fillIn(excluded, ['SLT-F'], { 'exclusion-discretionary': 'insolvency', 'ground-insolvency': 'An arrangement with creditors in 2024.', 'put-right-insolvency': 'All were paid by May 2025.' });
  const visitor = await world.signIn(excluded);
  await world.upload(visitor, excluded);
  excludedCase = ((await world.send(visitor)) as { caseId: string }).caseId;

  const { lots, recommendation } = await world.context(decidedCase);
  await world.take(staff(STAFF.decider), decidedCase, 'application.decide', {
    lots: recommendation!.lots, reasons: 'Measured by the published requirements.', alternatives: [{ option: 'To admit to both', whyRejected: 'Nobody is registered.' }], conflictsDeclared: 'none declared', conflicts: [], dispensations: [],
    consulted: [], backgroundPapers: [], financial: 'None.', legal: 'None.', equality: 'None.',
  } satisfies DecisionInput);
  await world.handle(staff(STAFF.officer), decidedCase, 'outcome-letter', 'outcome.send');
  const refused = recommendation!.lots.find(({ outcome }) => outcome === 'do not admit')!.lotId;
  const provider = { personId: toDecide.people[0]!.personId, name: toDecide.people[0]!.name, authorityId: drafting.person.authorityId, organisationId: toDecide.organisationId, roles: ['provider', 'applicant', 'account holder'], deputyFor: [], kind: 'provider' as const };
  await world.take(provider, decidedCase, 'review.ask', { lots: [refused], why: 'The registration was renewed the day before.' });
  expect(lots.length).toBe(2);

  await moveTo(service.database.ownerUrl, new Date((await world.closesAt()).getTime() + 60_000));
  await until(async () => (await world.view(excludedCase)).row.stage === 'Exclusion under review');
  await world.take(staff(STAFF.lawyer), excludedCase, 'exclusion.advise', { advice: 'A discretionary ground. What was paid counts; the council may let it in.' });
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser.close();
  await service.app.get(Service).stop();
  await service.close();
});

async function pageAs(personId: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${service.address}/sign-in`);
  const form = page.locator(`form:has(input[value="${personId}"]) button`).first();
  if (await form.count()) await form.click();
  else {
    // People of this test stand in no list of the page: what the list sends is sent.
    const token = await page.locator('input[name=_csrf]').first().inputValue();
    await page.request.post(`${service.address}/sign-in/as`, { form: { personId, _csrf: token } });
  }
  await page.waitForLoadState();
  return page;
}

test.each([
  ['the task list of a round', drafting.person.personId!, () => `/apply/${SLUG}/tasks`],
  ['a scored question', drafting.person.personId!, () => `/apply/${SLUG}/questions/quality-${question}`],
  ['exclusion grounds', drafting.person.personId!, () => `/apply/${SLUG}/questions/exclusion-mandatory`],
  ['a question that may not apply', drafting.person.personId!, () => `/apply/${SLUG}/questions/ico-number`],
  ['what was given before', toDecide.people[0]!.personId, () => `/apply/${SLUG}/reuse`],
  ['deciding on an exclusion', STAFF.officer.personId, () => `/cases/${excludedCase}/exclusion`],
  ['advising on an exclusion', STAFF.lawyer.personId, () => `/cases/${excludedCase}/exclusion-advice`],
  ['asking a question', STAFF.officer.personId, () => `/cases/${excludedCase}/question`],
  ['deciding a review', STAFF.monitoring.personId, () => `/cases/${decidedCase}/review`],
  ['one record for a round', STAFF.decider.personId, () => `/cases/${decidedCase}/round-record`],
  ['the outcome with its challenge', toDecide.people[0]!.personId, () => `/cases/${decidedCase}/outcome`],
])('%s is accessible, also at 320 pixels', async (name, personId, path) => {
  const page = await pageAs(personId);
  await page.setViewportSize(WIDE);
  const answer = await page.goto(`${service.address}${path()}`);
  expect(answer?.status()).toBe(200);
  await expectAccessible(page);
  const picture = (width: number) => process.env['SHOTS'] && page.screenshot({ path: `${process.env['SHOTS']}/${name.replace(/\W+/g, '-')}-${width}.png`, fullPage: true });
  await picture(1280);
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScroll(page);
  await picture(320);
  await page.context().close();
}, 60_000);
