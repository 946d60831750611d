import type { Browser } from 'playwright-core';
import { expectAccessible, expectNoSidewaysScroll, NARROW, openBrowser, WIDE } from '../browser.js';
import { startService, type TestService } from '../web/service.js';
import { authority, person, role } from './people.js';
import { directoryAlone, markSample } from './rooms.js';

let service: TestService;
let browser: Browser;
let leaver: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([
    startService({}, {
      rooms: directoryAlone,
      fill: async (db) => {
        await markSample(db);
        const council = await authority(db);
        const ada = await person(db, 'Ada Sample', { sample: true });
        leaver = await person(db, 'Lea Sample');
        await role(db, council, ada, 'administrator');
        await role(db, council, leaver, 'caseworker', { until: '2099-12-31' });
      },
    }),
    openBrowser(),
  ]);
});
afterAll(() => Promise.all([browser?.close(), service?.close()]));

describe.each([['1280', WIDE], ['320', NARROW]] as const)('at %s pixels', (_, viewport) => {
  test('signing in, people, interests and settings have no barrier and do not scroll sideways', async () => {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const look = async () => {
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    };
    for (const path of ['/sign-in', '/register', '/sign-in/link/unknown']) {
      await page.goto(service.address + path);
      await look();
    }
    await page.goto(`${service.address}/settings`);
    await page.getByRole('button', { name: 'Sign in as Ada Sample' }).press('Enter');
    expect(page.url()).toBe(`${service.address}/settings`);
    for (const path of ['/settings', '/settings/qpl.clarification-reply', '/settings/qpl.clarification-reply/change', '/settings/decisions.dispensations-granted-by/change', '/people', '/people/appoint', '/people/cover', `/people/${leaver}/leave`, '/conflicts', '/conflicts/declare', '/acting-for']) {
      await page.goto(service.address + path);
      await look();
    }
    await page.goto(`${service.address}/people/appoint`);
    await page.getByRole('button', { name: 'Give the role' }).press('Enter');
    await look();
    await context.close();
  });
});

test('signing in and giving a role work without JavaScript, by keyboard, with errors that lead to their boxes', async () => {
  const context = await browser.newContext({ viewport: NARROW, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${service.address}/people/appoint`);
  await page.getByRole('button', { name: 'Sign in as Ada Sample' }).press('Enter');
  await page.getByLabel('Name', { exact: true }).fill('Nora Sample');
  await page.getByRole('button', { name: 'Give the role' }).press('Enter');
  await page.getByRole('link', { name: 'Enter the first day' }).click();
  expect(page.url()).toMatch(/#fromDay-day$/);
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Nora Sample');
  await context.close();
});
