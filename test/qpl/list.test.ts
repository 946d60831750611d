import type { Page } from 'playwright-core';
import { systemActor, type Actor } from '../../src/engine/actor.js';
import { Reader } from '../../src/engine/read.js';
import { Sender } from '../../src/engine/send.js';
import { AUTHORITY, STAFF } from '../../src/sample/authority.js';
import { seed } from '../../src/sample/sample.js';
import { SCHEME } from '../../src/sample/scheme.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../browser.js';
import { asOwner } from '../database.js';
import { startService, Visitor, type TestService } from '../web/service.js';

/** The list that everybody may read: today, on an earlier day, between two days, on another website; and the boards of officers. */
let service: TestService;
let browser: Awaited<ReturnType<typeof openBrowser>>;
const officer: Actor = { personId: STAFF.officer.personId, name: STAFF.officer.name, authorityId: AUTHORITY.authorityId, organisationId: null, roles: ['procurement officer'], deputyFor: [], kind: 'staff' };
const HERE = `/public/lists/${SCHEME.slug}`;
let yesterday = '';
let today = '';
let changed = { caseId: '', name: '' };

/** The sample's day, a day later, so that what was said before has a day of its own. */
async function nextDay(): Promise<void> {
  await asOwner(service.database.ownerUrl, (owner) => owner.query(`update installation set clock_offset = clock_offset + interval '1 day'`));
}

beforeAll(async () => {
  service = await startService({}, { fill: async (database) => void (await seed(database.ownerUrl)) });
  browser = await openBrowser();
  const [reader, sender] = [service.app.get(Reader), service.app.get(Sender)];
  yesterday = (await reader.now()).slice(0, 10);
  await nextDay();
  today = (await reader.now()).slice(0, 10);
  const [place] = (await reader.list(officer, { procedure: 'qpl.membership', stage: 'Legacy', limit: 50 })).items.filter(({ row }) => row.columns['toldOn'] !== null);
  changed = { caseId: place!.caseId, name: String(place!.row.columns['provider']) };
  const answer = await sender.send({ actor: officer, caseId: changed.caseId, type: 'capacity.tell', input: { sessionsPerWeek: 77, waitWeeksMin: 11, waitWeeksMax: 13 } });
  expect(answer.kind).toBe('done');
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const visitor = () => new Visitor(service.address);
const asStaff = async (personId: string): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: WIDE })).newPage();
  await page.goto(`${service.address}/sign-in`);
  await page.locator(`form:has(input[value="${personId}"]) button`).first().click();
  await page.waitForLoadState();
  return page;
};

describe('the list as at a past day', () => {
  test('shows what was told then, and today what is told now', async () => {
    const list = async (query: string) => (JSON.parse((await visitor().get(`${HERE}.json?${query}`)).text) as { asAt: string; providers: { name: string; places: { sessionsPerWeek: number }[] }[] });
    const [was, is] = [await list(`asAt=${yesterday}`), await list('')];
    const sessions = ({ providers }: typeof was) => providers.find(({ name }) => name === changed.name)!.places.map(({ sessionsPerWeek }) => sessionsPerWeek);
    expect([was.asAt, is.asAt]).toEqual([yesterday, today]);
    expect(sessions(is)).toContain(77);
    expect(sessions(was)).not.toContain(77);
    expect(was.providers).toHaveLength(is.providers.length);
    expect((await list('asAt=2019-01-01')).providers).toEqual([]);
  });

  test('the page takes the three boxes of a date, says which day it shows, and keeps it in the sheet that is taken along', async () => {
    const [year, month, day] = yesterday.split('-').map(Number);
    const { text } = await visitor().get(`${HERE}?asAt-day=${day}&asAt-month=${month}&asAt-year=${year}`);
    expect(text).toContain('as it was known on that day');
    expect(text).toContain(`asAt=${yesterday}`);
  });

  test.each([['asAt=2026-04-31', 'real date'], ['asAt=2999-01-01', 'a day that has been'], ['asAt=yesterday', 'real date']])('%s is answered with the cure, by page and by feed', async (query, cure) => {
    expect((await visitor().get(`${HERE}?${query}`)).text).toContain(cure);
    const feed = await visitor().get(`${HERE}.json?${query}`);
    expect(feed.status).toBe(400);
  });

  test('only those with free sessions, when asked so', async () => {
    const free = JSON.parse((await visitor().get(`${HERE}.json?free=yes`)).text) as { providers: { places: { sessionsPerWeek: number | null }[] }[] };
    expect(free.providers.length).toBeGreaterThan(0);
    expect(free.providers.flatMap(({ places }) => places).every(({ sessionsPerWeek }) => (sessionsPerWeek ?? 0) > 0)).toBe(true);
  });
});

describe('two days beside each other', () => {
  const compare = (query: string, who = visitor()) => who.get(`${HERE}/changes?${query}`);

  test('say who changed and how, and nobody who did not', async () => {
    const { text } = await compare(`from=${yesterday}&to=${today}`);
    expect(text).toContain(changed.name);
    expect(text).toContain('sessions a week free: 77');
    expect(text).toMatch(/Changed \(1\)/);
    expect(text).toMatch(/Joined \(0\)/);
  });

  test('from before the list, everybody joined; a place that ended left', async () => {
    expect((await compare(`from=2019-01-01&to=${yesterday}`)).text).toMatch(/Joined \([1-9]\d*\)/);
  });

  test('the public hears no reason that is the officers’; an officer of the authority does', async () => {
    const page = await asStaff(STAFF.officer.personId);
    await page.goto(`${service.address}${HERE}/changes?from=${yesterday}&to=${today}`);
    const officers = await page.locator('main').innerText();
    const publicly = (await compare(`from=${yesterday}&to=${today}`)).text;
    expect(officers).toContain('told a capacity of 77 sessions a week');
    expect(publicly).not.toContain('told a capacity of 77 sessions a week');
    expect(publicly).not.toContain(STAFF.officer.name);
    await page.context().close();
  });

  test('in the wrong order, or not days, is answered with the cure', async () => {
    const wrong = await compare(`from=${today}&to=${yesterday}`);
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('put the earlier one first');
    expect((await compare('from=2026-02-30')).text).toContain('real date');
  });
});

describe('on a page of another website', () => {
  test('the frame may stand anywhere, sets no cookie and runs no script; every other page may not be framed', async () => {
    const frame = await visitor().get(`${HERE}/widget?district=Ashford`);
    expect(frame.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(frame.headers.get('x-frame-options')).toBeNull();
    expect(frame.headers.get('set-cookie')).toBeNull();
    expect(frame.text).not.toMatch(/<script/);
    expect(frame.text).toMatch(/<strong>\d+ providers?<\/strong>/);
    const page = await visitor().get(HERE);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('what to paste names the address of this installation', async () => {
    expect((await visitor().get(`${HERE}/widget/how`)).text).toContain(`${service.address}${HERE}/widget`);
  });
});

describe('the boards', () => {
  test('the application board has every open application once, under its stage', async () => {
    const page = await asStaff(STAFF.officer.personId);
    await page.goto(`${service.address}/boards/applications?list=${SCHEME.slug}`);
    const open = await service.app.get(Reader).list(officer, { procedure: 'qpl.application', open: true, columns: { schemeId: SCHEME.schemeId }, limit: 200 });
    expect(await page.locator('.cw-board__card').count()).toBe(open.items.length);
    for (const { row } of open.items) expect(await page.locator('section', { has: page.locator('h2', { hasText: row.stage }) }).innerText()).toContain(String(row.columns['provider']));
    await page.context().close();
  });

  test('the report counts what became of them, and the sheet says the same', async () => {
    const page = await asStaff(STAFF.officer.personId);
    await page.goto(`${service.address}/boards/lists/${SCHEME.slug}`);
    const cells = await page.locator('tbody tr').allInnerTexts();
    const decided = cells.find((line) => line.startsWith('Decided\t'))!.split('\t')[1]!.trim();
    expect(Number(decided)).toBeGreaterThan(0);
    expect(await page.locator('svg').count()).toBeGreaterThan(0);
    const sheet = await page.evaluate(async (address) => (await fetch(address)).text(), `/boards/lists/${SCHEME.slug}.csv`);
    expect(sheet).toContain(`Decided,${decided}`);
    await page.context().close();
  });

  test.each(['/boards/applications', `/boards/lists/${SCHEME.slug}`, `/boards/lists/${SCHEME.slug}.csv`])('%s is nobody’s but the officers’', async (address) => {
    const outside = await visitor().get(address);
    expect(outside.status === 401 || outside.status === 403 || outside.text.includes('Sign in')).toBe(true);
    expect(outside.text).not.toContain('Decided,');
  });
});

test.each([
  ['the list on a past day', (): string => `${HERE}?asAt=${yesterday}`, null], ['what changed', (): string => `${HERE}/changes?from=2019-01-01`, null], ['the frame', (): string => `${HERE}/widget?district=Ashford`, null],
  ['how to frame it', (): string => `${HERE}/widget/how`, null], ['the board', (): string => '/boards/applications', STAFF.officer.personId], ['the report', (): string => `/boards/lists/${SCHEME.slug}`, STAFF.officer.personId],
] as const)('%s is accessible, also at 320 pixels', async (name, address, person) => {
  const page = person === null ? await (await browser.newContext({ viewport: WIDE })).newPage() : await asStaff(person);
  const answer = await page.goto(`${service.address}${address()}`);
  expect(answer?.status()).toBe(200);
  await expectAccessible(page);
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name.replace(/\W+/g, '-')}.png`, fullPage: true });
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScroll(page);
  await page.context().close();
});

test('another authority’s place is not counted, and nothing of the list is remembered past a change', async () => {
  const before = JSON.parse((await visitor().get(`${HERE}.json`)).text) as unknown;
  const answer = await service.app.get(Sender).send({ actor: officer, caseId: changed.caseId, type: 'capacity.tell', input: { sessionsPerWeek: 78, waitWeeksMin: 11, waitWeeksMax: 13 } });
  expect(answer.kind).toBe('done');
  expect(JSON.parse((await visitor().get(`${HERE}.json`)).text)).not.toEqual(before);
  expect(await service.app.get(Reader).rowsAsAt(systemActor('99999999-9999-4999-8999-999999999999'), { procedure: 'qpl.membership', at: `${today}T23:00:00.000Z`, columns: {} })).toEqual([]);
});
