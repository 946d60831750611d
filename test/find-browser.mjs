/** A Chromium for the tests of pages: found, or installed, or explained. Never skipped in silence. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const APPLICATIONS = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'];

export const HOW_TO_GET_ONE = `No browser was found for the tests of pages. Get one in any of these ways:
  on Debian or Ubuntu, as root      apt-get install chromium
  anywhere                          npx playwright-core install --with-deps chromium
  or name one that you have         CHROME_PATH=/path/to/chrome npm test`;

/** @returns {Promise<string | undefined>} CHROME_PATH, a Chromium or Chrome on the PATH, or Playwright's own */
export async function findBrowser() {
  const given = process.env.CHROME_PATH;
  if (given) return runs(given) ? given : undefined;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...APPLICATIONS];
  const found = candidates.find((file) => fs.existsSync(file) && runs(file));
  if (found) return found;
  const { chromium } = await import('playwright-core');
  const own = chromium.executablePath();
  return own && fs.existsSync(own) && runs(own) ? own : undefined;
}

/** Finds a browser, or installs one: Debian's package as root, else Playwright's download. @returns {Promise<string | undefined>} */
export async function findOrInstallBrowser(say) {
  const found = await findBrowser();
  if (found || process.env.CHROME_PATH) return found;
  say('No browser is here for the tests of pages; installing one.');
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-q'], quiet);
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'], quiet);
    const debian = await findBrowser();
    if (debian) return debian;
  }
  spawnSync(process.execPath, [path.join(ROOT, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 });
  return findBrowser();
}

/** Snap's stub, or a Chrome without its libraries, exists and does not run. */
function runs(file) {
  return spawnSync(file, ['--version', '--no-sandbox'], { encoding: 'utf8', timeout: 20_000 }).status === 0;
}
