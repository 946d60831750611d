import { mkdirSync } from 'node:fs';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { DataSource } from 'typeorm';
import { systemActor } from '../../../src/engine/actor.js';
import type { AnyProcedure } from '../../../src/engine/procedure.js';
import { inScope, systemScope } from '../../../src/engine/scope.js';
import { Sender } from '../../../src/engine/send.js';
import { clinicianProcedure } from '../../../src/qpl/clinician/clinician.procedure.js';
import { evidenceProcedure } from '../../../src/qpl/evidence/evidence.procedure.js';
import { membershipProcedure } from '../../../src/qpl/membership/membership.procedure.js';
import { placeOf } from '../../../src/qpl/membership/membership.reactions.js';
import { sampleCertificate } from '../../../src/sample/answers.js';
import { APPLICANTS, AUTHORITY, STAFF } from '../../../src/sample/authority.js';
import { SCHEME } from '../../../src/sample/scheme.js';
import { seed } from '../../../src/sample/sample.js';
import { Service } from '../../../src/service.js';
import type { Admitted } from '../../../workflows/qpl/lot.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../../browser.js';
import { startService, type TestService } from '../../web/service.js';
import { until } from '../../until.js';

/** A provider with a telephone and officers with a desk: a renewal, a cohort, a suspension with its letter, the board. */
let service: TestService;
let browser: Browser;
const people = new Map<string, BrowserContext>();
const provider = APPLICANTS.newcomer;
const placeId = placeOf(SCHEME.lots.find(({ code }) => code === 'SLT-2')!.lotId, provider.organisationId);
const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  service = await startService({ requestsPerMinute: 1_000_000 }, { fill: async (database) => void (await seed(database.ownerUrl)) });
  await service.app.get(Service).start();
  await admit();
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await service.app.get(Service).stop();
  await service.close();
});

/** What an admission tells, without the months of an application before it. */
async function admit(): Promise<void> {
  const source = service.app.get<DataSource>(getDataSourceToken());
  const body: Admitted = {
    schemeId: SCHEME.schemeId, schemeTitle: SCHEME.title, provider: { organisationId: provider.organisationId, name: provider.name, kind: provider.kind, about: 'Therapy in village schools.' },
    lots: SCHEME.lots.filter(({ code }) => code === 'SLT-2').map(({ lotId, code, title, therapy, delivery, ageBand, districts }) => ({ lotId, code, title, therapy, delivery, ageBand, districts, sessionsPerWeek: 9, waitWeeksMin: 1, waitWeeksMax: 4 })),
    evidence: [
      { requirement: 'public-liability', title: 'Public liability insurance', sha256: 'a'.repeat(64), fileName: 'pl.pdf', validUntil: soon(40), blocks: true },
      { requirement: 'safeguarding-policy', title: 'Safeguarding policy', sha256: 'b'.repeat(64), fileName: 'safeguarding.pdf', validUntil: soon(200), blocks: true },
    ],
    clinicians: ['Ann Able', 'Bea Bold', 'Cal Clear'].map((name, n) => ({ name, profession: 'speech and language therapist', register: 'HCPC', number: `SL1234${n}` })), conditions: [], decidedOn: soon(0),
  };
  for (const procedure of [membershipProcedure, evidenceProcedure, clinicianProcedure] as readonly AnyProcedure[]) {
    for (const reaction of (procedure.reactions ?? []).filter(({ fact }) => fact === 'qpl.application.admitted')) {
      const cases = reaction.cases ? await inScope(source, systemScope(AUTHORITY.authorityId), (tx) => reaction.cases!(body as never, tx)) : [];
      for (const { caseId, type, input } of reaction.react(body as never, { caseId: 'cccccccc-0000-4000-8000-000000000001' }, cases)) {
        const answer = await service.app.get(Sender, { strict: false }).send({ actor: systemActor(AUTHORITY.authorityId), caseId, procedure: procedure.name, type, input, key: `admit:${caseId}` });
        expect(answer.kind).toBe('done');
      }
    }
  }
}

async function as(personId: string, viewport = WIDE): Promise<Page> {
  const key = `${personId} ${viewport.width}`;
  let context = people.get(key);
  if (!context) {
    context = await browser.newContext({ viewport });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(`${service.address}/sign-in`);
    await page.locator(`form:has(input[value="${personId}"]) button`).first().click();
    people.set(key, context);
    return page;
  }
  return context.pages()[0]!;
}

/** Looks at a page as it is, wide and narrow; SHOTS=<folder> keeps a picture of each. */
async function look(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()!;
  for (const viewport of [NARROW, WIDE]) {
    await page.setViewportSize(viewport);
    await expectNoSidewaysScroll(page);
    if (process.env['SHOTS']) {
      mkdirSync(process.env['SHOTS'], { recursive: true });
      await page.screenshot({ path: `${process.env['SHOTS']}/${name}-${viewport.width}.png`, fullPage: true });
    }
  }
  await page.setViewportSize(size);
  await expectAccessible(page);
}
const go = (page: Page, path: string) => page.goto(`${service.address}${path}`);
const text = (page: Page) => page.locator('main').innerText();
async function day(page: Page, name: string, value: string): Promise<void> {
  const [year, month, date] = value.split('-');
  await page.fill(`[name="${name}-day"]`, String(Number(date)));
  await page.fill(`[name="${name}-month"]`, String(Number(month)));
  await page.fill(`[name="${name}-year"]`, year!);
}
async function eventually(page: Page, path: string, words: string): Promise<void> {
  await until(async () => {
    await go(page, path);
    return (await text(page)).includes(words);
  });
}

test('a provider sees on a telephone what runs out when, and sends the renewal as a photograph', async () => {
  const page = await as(provider.people[0]!.personId, NARROW);
  await go(page, '/my-places');
  expect(await text(page)).toMatch(/Public liability insurance[\s\S]*4\d days left|Public liability insurance[\s\S]*39 days left/i);
  await look(page, 'my-places');
  await page.getByRole('link', { name: 'Send a renewal of Public liability insurance' }).click();
  await look(page, 'send-evidence');
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await text(page)).toContain('There is no file.');
  await page.setInputFiles('[name="file"]', { name: 'photo.pdf', mimeType: 'application/pdf', buffer: Buffer.from(sampleCertificate('Public liability insurance')) });
  await day(page, 'startsOn', soon(500));
  await day(page, 'validUntil', soon(400));
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await text(page)).toContain('It ends before it starts.');
  // The file is still there; only the day is put right.
  expect(await text(page)).toContain('The file photo.pdf is uploaded.');
  await day(page, 'startsOn', soon(41));
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await text(page)).toContain('Public liability insurance is sent.');
});

test('an officer finds it in the queue, reads the file beside the form, and it is verified', async () => {
  const page = await as(STAFF.officer.personId);
  await go(page, '/evidence');
  expect(await text(page)).toContain(provider.name);
  await look(page, 'evidence-queue');
  await page.getByRole('link', { name: /^Check it/ }).click();
  await look(page, 'check-evidence');
  const file = await page.getByRole('link', { name: /photo\.pdf/ }).getAttribute('href');
  expect((await page.request.get(`${service.address}${file}`)).status()).toBe(200);
  await page.getByRole('button', { name: 'It is what is needed' }).click();
  expect(await text(page)).toContain('is verified');
  await go(page, `/evidence?month=${soon(400).slice(0, 7)}`);
  expect(await text(page)).toContain(provider.name);
});

test('the board shows by month what ends, as a picture and a table, and each figure opens its rows', async () => {
  const page = await as(STAFF.officer.personId);
  await go(page, '/evidence/expiring');
  await look(page, 'expiring');
  expect(await page.locator('svg').count()).toBeGreaterThan(0);
  await page.getByRole('link', { name: /^1 ending in/ }).first().click();
  expect(await text(page)).toContain(provider.name);
});

test('a cohort is looked up on one sheet: results of many at once, one entry for each', async () => {
  const page = await as(STAFF.officer.personId);
  await go(page, '/clinicians/cohorts');
  await look(page, 'cohorts');
  await page.getByRole('link', { name: /Speech and language therapist/ }).click();
  await page.locator('select').nth(0).selectOption('registered');
  await page.locator('select').nth(1).selectOption('registered with conditions');
  await page.getByRole('button', { name: 'Record what the register shows' }).click();
  expect(await text(page)).toContain('Bea Bold: copy the conditions from the register');
  await page.fill('[id^="conditions-"] >> nth=1', 'Works under supervision.');
  await look(page, 'cohort');
  await page.getByRole('button', { name: 'Record what the register shows' }).click();
  expect(await text(page)).toContain('2 register checks are recorded.');
  expect(await text(page)).not.toContain('Ann Able');
  expect(await text(page)).toContain('Cal Clear');
});

test('a suspension: the notice is made, read in three formats and sent; the provider reads it, and nobody else', async () => {
  const officer = await as(STAFF.officer.personId);
  const caseId = placeId;
  await go(officer, `/cases/${caseId}`);
  await look(officer, 'place');
  await go(officer, `/cases/${caseId}/steps/membership.suspend`);
  await officer.getByLabel('Safeguarding', { exact: true }).check();
  await officer.fill('[name="reasons"]', 'Zq the reason that is only for the letter Qz.');
  await officer.fill('[name="toldWhom"]', 'Jo Hopkins');
  await officer.getByRole('button', { name: /Continue|Check|Suspend/ }).first().click();
  await look(officer, 'suspend-check');
  await officer.getByRole('button', { name: 'Suspend the place' }).click();
  await go(officer, `/cases/${caseId}/suspension-notice`);
  await officer.getByRole('button', { name: 'Make the document' }).click();
  await look(officer, 'suspension-notice');
  const at = (await officer.getByRole('link', { name: /Read it/ }).getAttribute('href'))!.replace('.html', '');
  for (const format of ['html', 'pdf', 'docx']) {
    const answer = await officer.request.get(`${service.address}${at}.${format}`);
    expect({ format, status: answer.status() }).toEqual({ format, status: 200 });
    if (process.env['SHOTS']) await (await import('node:fs/promises')).writeFile(`${process.env['SHOTS']}/suspension-notice.${format}`, await answer.body());
  }
  const jo = await as(provider.people[0]!.personId, NARROW);
  expect((await jo.request.get(`${service.address}${at}.html`)).status()).toBe(404);
  await officer.getByRole('button', { name: 'Send the notice of suspension' }).click();
  expect(await text(officer)).toContain('The notice is on the provider’s page.');
  expect(await (await jo.request.get(`${service.address}${at}.html`)).text()).toContain('Zq the reason');
  await go(jo, `/cases/${caseId}`);
  expect(await text(jo)).not.toContain('Zq the reason');
  const anybody = await browser.newContext();
  expect((await anybody.request.get(`${service.address}${at}.html`, { maxRedirects: 0 })).status()).toBeGreaterThanOrEqual(400);
  const rival = await as(APPLICANTS.toDecide.people[0]!.personId, NARROW);
  for (const path of [`${at}.html`, `/cases/${caseId}`, `/cases/${caseId}/suspension-notice`, `/cases/${caseId}/place-history`]) expect({ path, status: (await rival.request.get(`${service.address}${path}`)).status() }).toEqual({ path, status: 404 });
  await anybody.close();
});

test('an officer asks a provider for evidence by its name; what the library calls it stands where no other words are given', async () => {
  const page = await as(STAFF.officer.personId);
  await go(page, '/start/qpl.evidence');
  expect(await text(page)).not.toContain('identifier');
  await look(page, 'ask-for-evidence');
  await page.getByLabel('Which provider?').selectOption({ label: provider.name });
  await page.getByLabel('Accounts, tax calculation or bank letter').check();
  await page.getByRole('button', { name: /Ask for evidence|Continue/ }).first().click();
  expect(await text(page)).toContain(`Accounts, tax calculation or bank letter: ${provider.name}`);
});

test('pages of the desk are not for providers, and a provider’s are not for officers', async () => {
  const jo = await as(provider.people[0]!.personId, NARROW);
  for (const path of ['/evidence', '/evidence/expiring', '/clinicians/cohorts', '/clinicians/cohorts/occupational%20therapist/never']) expect({ path, status: (await jo.request.get(`${service.address}${path}`)).status() }).toEqual({ path, status: 403 });
  const officer = await as(STAFF.officer.personId);
  expect((await officer.request.get(`${service.address}/my-places`)).status()).toBe(403);
  expect((await officer.request.get(`${service.address}/my-places/evidence/public-liability`)).status()).toBe(403);
});

test('an officer sees where a provider is and was on lists, without a word of its suspension', async () => {
  const officer = await as(STAFF.officer.personId);
  await go(officer, `/cases/${placeId}/place-history`);
  await look(officer, 'place-history');
  expect(await text(officer)).toContain('Now: Restricted');
  expect(await text(officer)).not.toMatch(/suspen/i);
});

test('a provider tells a change once, and says what runs on a clock', async () => {
  const jo = await as(provider.people[0]!.personId, NARROW);
  await go(jo, '/my-places');
  await jo.getByRole('button', { name: 'Tell a change' }).click();
  await look(jo, 'tell-a-change');
  await jo.getByLabel('A new safeguarding lead').check();
  await jo.fill('[name="what"]', 'Mel Farrow leads on safeguarding from today.');
  await day(jo, 'knewOn', soon(0));
  await jo.getByRole('button', { name: /Tell a change|Continue/ }).first().click();
  await eventually(jo, '/my-places', 'new safeguarding lead');
});
