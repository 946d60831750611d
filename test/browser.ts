import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { HOW_TO_GET_ONE, findBrowser } from './find-browser.mjs';

/** As root there is no sandbox; the rest keeps the browser from talking to anybody but the service under test. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES: RunOptions = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }, resultTypes: ['violations'] };

/** A wide screen, and the narrowest that WCAG 2.2 asks for (1.4.10: 320 CSS pixels). */
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 320, height: 640 };

/** A real browser. Close it in `afterAll`. @throws {Error} saying how to get one, when there is none */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error(HOW_TO_GET_ONE);
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Fails with the rule, the element and the cure for each barrier that axe finds (WCAG 2.2 A and AA). */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated by the debugger, not added to the page: the page's own policy allows no script but the service's.
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: { run(rules: unknown): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }> } };
    return (await axe.run(rules)).violations;
  }, RULES);
  const told = found.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary ?? ''}`));
  if (told.length > 0) throw new Error(`${page.url()} has ${told.length} accessibility barriers:\n${told.join('\n')}`);
}

/** Fails when the page is wider than the screen: a reader at 400% would have to scroll sideways for every line. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, screen, widest } = await page.evaluate(`(() => {
    const screen = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > screen + 1 && !one.closest('.cw-scroll'));
    return { wide: document.documentElement.scrollWidth, screen, widest: out.slice(0, 3).map((one) => one.outerHTML.slice(0, 120)) };
  })()`) as { wide: number; screen: number; widest: string[] };
  if (wide > screen) throw new Error(`${page.url()} is ${wide} pixels wide on a screen of ${screen}:\n${widest.join('\n')}`);
}
