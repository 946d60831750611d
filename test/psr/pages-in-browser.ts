import type { Browser, Page } from 'playwright-core';
import type { SamplePersonRow } from '../../src/sample/authority.js';
import { expectAccessible, expectNoSidewaysScroll, NARROW, WIDE } from '../browser.js';

/** A page of the service as somebody sees it who has signed in. Close its context when done. */
export async function pageAs(browser: Browser, address: string, who: SamplePersonRow): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${address}/sign-in`);
  await page.getByRole('button', { name: who.name }).click();
  return page;
}

/** Fails where a page has a barrier, or needs sideways scrolling at 320 pixels. With PICTURES set to a folder it keeps a picture of each width. */
export async function expectReadable(page: Page, at: string, name: string): Promise<void> {
  const picture = async (width: string): Promise<void> => {
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/${name.replaceAll(' ', '-')}${width}.png`, fullPage: true });
  };
  await page.setViewportSize(WIDE);
  await page.goto(at);
  await picture('');
  await expectAccessible(page);
  await page.setViewportSize(NARROW);
  await picture('-narrow');
  await expectNoSidewaysScroll(page);
}
