/* global document, window -- what `evaluate` is given runs in the page */
/**
 * `npm run screenshots`: starts the product as `npm start` does, on an empty data folder and a free port, walks the README's tour and takes its
 * pictures into docs/pictures. Dates and references are of the day on which it is run; everything else comes out the same.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { HOW_TO_GET_ONE, findBrowser } from '../test/find-browser.mjs';
import { walk } from './tour.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const PICTURES = path.join(ROOT, 'docs/pictures');
/** A first start makes a database and loads the sample; on a slow machine that takes a minute. */
const START_MS = 240_000;

const executablePath = await findBrowser();
if (!executablePath) throw new Error(HOW_TO_GET_ONE);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-screenshots-'));
fs.chmodSync(folder, 0o755);
const port = await freePort();
const product = spawn(process.execPath, ['src/launch/start.mjs'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DATA_FOLDER: path.join(folder, 'data'), PORT: String(port), DATABASE_URL: '' } });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars', '--force-color-profile=srgb', '--font-render-hinting=none'] });
try {
  await says(product, 'Clerkwell answers at');
  fs.mkdirSync(PICTURES, { recursive: true });
  const { sampleCertificate } = await import('../dist/src/sample/answers.js');
  await walk(browser, `http://127.0.0.1:${port}`, {
    file: { name: 'public-liability.pdf', mimeType: 'application/pdf', buffer: sampleCertificate('Sample, not evidence: public liability') },
    look: takePicture,
  });
} finally {
  await browser.close();
  const ended = new Promise((resolve) => product.once('close', resolve));
  product.kill('SIGTERM');
  await ended;
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The part of the page that a reader sees first: 1280 wide, or as narrow as its name says. What the walk has opened is in the picture. */
async function takePicture(name, page) {
  const before = page.viewportSize();
  const size = name.endsWith('-320') ? { width: 320, height: 900 } : { width: 1280, height: 900 };
  await page.setViewportSize(size);
  await page.evaluate(() => {
    if (window.innerWidth > 320) window.scrollTo(0, 0);
    else document.querySelector('h1').scrollIntoView();
    document.querySelector('main details[open] .cw-trace')?.closest('details').scrollIntoView({ block: 'end' });
  });
  const file = path.join(PICTURES, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  await page.setViewportSize(before);
  console.log(`${path.relative(ROOT, file)}, ${Math.round(fs.statSync(file).size / 1024)} kB`);
}

function says(child, words) {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`The product did not start:\n${said}`)), START_MS);
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes(words)) { clearTimeout(late); resolve(); }
    });
    child.once('close', () => reject(new Error(`The product ended:\n${said}`)));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
