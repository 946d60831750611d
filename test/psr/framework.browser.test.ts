import { Sender } from '../../src/engine/send.js';
import { AUTHORITY } from '../../src/sample/authority.js';
import { openBrowser } from '../browser.js';
import { staffActor } from '../evaluation/world.js';
import type { TestService } from '../web/service.js';
import { details } from './award-makers.js';
import { awardCriteria } from './competition-makers.js';
import { frameworkTerms } from './framework-makers.js';
import { serviceOn, STAFF, stop } from './officers.js';
import { expectReadable, pageAs } from './pages-in-browser.js';

/** The register of frameworks, the pages of a contract under one and of a modification of one in a real browser: accessible, and readable on a telephone. */
let service: TestService;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let framework = '';
let toPlace = '';
let placed = '';
let modification = '';

beforeAll(async () => {
  service = await serviceOn('2026-03-02');
  browser = await openBrowser();
  const sender = service.app.get(Sender);
  const take = async (caseId: string, type: string, input: unknown, more: { procedure?: string; seen?: number } = {}) => {
    const answer = await sender.send({ actor: staffActor(STAFF.officer), caseId, type, input, ...more });
    expect(answer.kind === 'done' ? '' : JSON.stringify(answer)).toBe('');
  };
  [framework, toPlace, placed] = [sender.newCaseId(), sender.newCaseId(), sender.newCaseId()];
  await take(framework, 'framework.open', { ...frameworkTerms, users: [AUTHORITY.name, 'Sample Integrated Care Board'], number: 'FA-7' }, { procedure: 'psr.framework' });
  for (const caseId of [toPlace, placed]) await take(caseId, 'award.open', { ...details, providers: [], frameworkCase: framework }, { procedure: 'psr.call-off' });
  await take(placed, 'call-off.place', { frameworkCase: framework, way: 'competition', withinScope: true, whyWithinScope: 'Therapies for children.', changesTerms: false, whyTermsStay: 'Taken as they are.' }, { seen: 1 });
  await take(placed, 'award-criteria.set', awardCriteria().input, { seen: 2 });
  modification = sender.newCaseId();
  await take(modification, 'modification.open', { contractCase: framework }, { procedure: 'psr.modification' });
  await take(modification, 'partner.invite', { name: 'Sample Integrated Care Board', authorityId: null, until: '2026-12-31', why: 'Half of what is bought under it, under a section 75 agreement' });
}, 180_000);
afterAll(async () => {
  await browser.close();
  await stop(service);
});

test.each([
  ['the register of frameworks', () => '/psr/frameworks'], ['a framework', () => `/cases/${framework}/framework`], ['entering a framework', () => '/start/psr.framework'],
  ['placing a contract', () => `/cases/${toPlace}/steps/call-off.place`], ['the invitation', () => `/cases/${placed}/party-invitation`], ['describing a change of a framework', () => `/cases/${modification}/steps/change.describe`],
  ['the partners of a modification', () => `/cases/${modification}/partners`],
])('%s is accessible and needs no sideways scrolling at 320 pixels', async (name, at) => {
  const page = await pageAs(browser, service.address, STAFF.officer);
  await expectReadable(page, `${service.address}${at()}`, name);
  await page.context().close();
}, 90_000);

test('who places a contract sees the frameworks that run, until when, and in which ways they may be used', async () => {
  const page = await pageAs(browser, service.address, STAFF.officer);
  await page.goto(`${service.address}/cases/${toPlace}/steps/call-off.place`);
  expect(await page.getByRole('radio', { name: /Children’s therapies framework \(FA-7\)/ }).isChecked()).toBe(true);
  expect(await page.getByText('To 31 December 2029, 2 providers, without competition or by competition').count()).toBe(1);
  await page.context().close();
}, 60_000);
