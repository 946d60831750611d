import type { Browser } from 'playwright-core';
import { Jobs } from '../../../src/engine/jobs.js';
import { ProviderImports } from '../../../src/qpl/import/provider-imports.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../../browser.js';
import { authority, person, role } from '../../directory/people.js';
import { markSample, signedInAs } from '../../directory/rooms.js';
import { startService, Visitor, type TestService } from '../../web/service.js';
import { csv, writeScheme } from './lists.js';
import { until } from '../../until.js';

let service: TestService;
let browser: Browser;
let council: string;
const people: Record<string, string> = {};
beforeAll(async () => {
  service = await startService({}, {
    fill: async (db) => {
      await markSample(db);
      council = await authority(db);
      await writeScheme(db, council);
      const other = await authority(db, 'Other Borough Council');
      for (const [name, of, as] of [['Priya', council, 'procurement officer'], ['Ada', council, 'administrator'], ['Lin', council, 'auditor'], ['Sam', other, 'procurement officer']] as const) {
        people[name] = await person(db, `${name} Sample`, { sample: true });
        await role(db, of, people[name], as);
      }
    },
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const START = '/lists/sen-therapies/import';
async function upload(visitor: Visitor, name: string, text: string, fields: Record<string, string> = {}) {
  const form = new FormData();
  form.set('_csrf', Visitor.tokenOn((await visitor.get(START)).text));
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([text], { type: 'text/csv' }), name);
  return visitor.post(START, form);
}
const FILE = csv(['Page One Ltd,Ltd,SLT-1,Ashford,00000011,', 'Page Two,Ltd,OT-7,Ashford,,', 'Page Three,Ltd,OT-1,Swale,,', 'PAGE THREE LIMITED,Ltd,OT-2,Swale,,']);
const finish = async (importId: string) => { while ((await service.app.get(ProviderImports).step(council, importId)) > 0); };

test('a file is looked at, answered, confirmed, brought over by the job, and reported', async () => {
  const priya = await signedInAs(service.address, people['Priya']!);
  const sent = await upload(priya, 'older list.csv', FILE);
  expect(sent.status).toBe(303);
  const at = sent.headers.get('location')!;
  const plan = (await priya.get(at)).text;
  for (const words of ['Dry run: nothing was changed', 'OT-7', 'The list has no lot or therapy', 'the same as “Page Three” (row 4)?', 'Bring 2 rows over']) expect(plan).toContain(words);
  expect(await asCounts()).toEqual({ cases: 0, organisations: 0 });

  const kept = await priya.post(`${at}/answers`, { 'row-5': 'same', _csrf: Visitor.tokenOn(plan) });
  expect(kept.status).toBe(303);
  const page = (await priya.get(at)).text;
  expect(page).toContain('Bring 3 rows over');
  expect((await priya.post(`${at}/confirm`, { _csrf: Visitor.tokenOn(page) })).status).toBe(303);
  const running = (await priya.get(`${at}?follow=1`)).text;
  expect(running).toContain('0 of 3 rows done');
  expect(running).toContain('<meta http-equiv="refresh" content="3">');
  expect((await priya.get(at)).text).not.toContain('http-equiv="refresh"');

  const jobs = service.app.get(Jobs);
  await jobs.start(service.settings.workerUrl);
  try {
    await until(async () => (await priya.get(at)).text.includes('Finished'));
  } finally {
    await jobs.stop();
  }
  const done = (await priya.get(at)).text;
  expect(done).toContain('Finished');
  expect(await asCounts()).toEqual({ cases: 3, organisations: 2 });
  const report = await priya.get(`${at}/report.csv`);
  expect(report.headers.get('content-disposition')).toContain('import-report-older list.csv');
  expect(report.text).toContain('Did you mean');
  expect((await priya.get(`${at}/report.xlsx`)).status).toBe(200);
  // Pressed again in another window: nothing is done twice.
  expect((await priya.post(`${at}/confirm`, { _csrf: Visitor.tokenOn(done) })).status).toBe(303);
  expect(await asCounts()).toEqual({ cases: 3, organisations: 2 });
  expect((await priya.get('/public/lists/sen-therapies')).text).toContain('Page One');
});

async function asCounts() {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: service.database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<{ cases: number; organisations: number }>(`select (select count(*) from workflow_instance where machine = 'qpl.membership')::int as cases, (select count(*) from organisation)::int as organisations`)).rows[0];
  } finally {
    await client.end();
  }
}

test('a file that cannot be read is an error beside the field, with the sheet that was typed still there', async () => {
  const ada = await signedInAs(service.address, people['Ada']!);
  const wrong = await upload(ada, 'list.csv', 'Provider,Town\nA,Ashford', { sheet: 'Provider list' });
  expect(wrong.status).toBe(422);
  for (const words of ['Error: ', 'href="#file"', 'Columns are missing', 'value="Provider list"']) expect(wrong.text).toContain(words);
  expect((await upload(ada, 'list.xlsx', 'Provider,Town')).text).toContain('is not an Excel workbook');
  const none = await ada.post(START, { _csrf: Visitor.tokenOn((await ada.get(START)).text) });
  expect([none.status, none.text.includes('Choose a file')]).toEqual([422, true]);
});

test('nobody gets in who may not: signed out, another role, another authority, a forged id', async () => {
  const priya = await signedInAs(service.address, people['Priya']!);
  const at = (await upload(priya, 'mine.csv', csv(['Hidden Ltd,Ltd,SLT-1,Ashford,,']))).headers.get('location')!;
  const importId = at.split('/').at(-1)!;
  const out = new Visitor(service.address);
  expect((await out.get(at)).headers.get('location')).toBe('/sign-in');
  const lin = await signedInAs(service.address, people['Lin']!);
  const sam = await signedInAs(service.address, people['Sam']!);
  for (const path of [START, at, `${at}/report.csv`, `${at}/report.xlsx`, '/lists']) expect([path, (await lin.get(path)).status]).toEqual([path, 403]);
  for (const path of [START, at, `${at}/report.csv`, `${at}/report.xlsx`]) expect([path, (await sam.get(path)).status]).toEqual([path, 404]);
  for (const [who, status] of [[lin, 403], [sam, 404]] as const) {
    for (const act of ['confirm', 'leave', 'answers']) expect([act, (await who.post(`${at}/${act}`, { _csrf: Visitor.tokenOn((await who.get('/accessibility')).text), 'row-2': 'new' })).status]).toEqual([act, status]);
  }
  for (const forged of [`${START}/1`, `${START}/${'0'.repeat(8)}-0000-4000-8000-000000000000`, `${START}/' or 1=1`]) expect((await priya.get(encodeURI(forged))).status).toBe(404);
  expect((await service.app.get(ProviderImports).find(council, importId))!.import.state).toBe('planned');
  expect((await lin.get('/about')).text).not.toContain('href="/lists"');
});

for (const [name, viewport] of [['1280', WIDE], ['320', NARROW]] as const) {
  test(`the import's pages have no barrier at ${name} pixels`, async () => {
    const priya = await signedInAs(service.address, people['Priya']!);
    const planned = (await upload(priya, 'seen.csv', FILE.replaceAll('Page', `Seen ${name}`).replace('PAGE THREE', `SEEN ${name} THREE`))).headers.get('location')!;
    const context = await browser.newContext({ viewport, javaScriptEnabled: true });
    const page = await context.newPage();
    await page.goto(`${service.address}/sign-in`);
    await page.locator(`form:has(input[value="${people['Priya']}"]) button, button[value="${people['Priya']}"]`).first().click();
    const look = async (path: string) => {
      await page.goto(service.address + path);
      await page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/import-${name}-${path.split('/').length}-${Date.now()}.png`, fullPage: true });
    };
    for (const path of ['/lists', START, planned]) await look(path);
    const text = (await priya.get(planned)).text;
    await priya.post(`${planned}/confirm`, { _csrf: Visitor.tokenOn(text) });
    await look(planned);
    await finish(planned.split('/').at(-1)!);
    await look(planned);
    await context.close();
  });
}
