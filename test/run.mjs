/**
 * `npm test`: installs and builds what it needs (a browser too), then type check, lint, import rules, templates, every Jest suite against a real
 * PostgreSQL, and the suites about days once more where the day is another one. The last line has the counts; each static check counts as one.
 *
 *   npm test                          everything
 *   npm run suite -- test/calendar    one suite
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT, build } from '../src/launch/build.mjs';
import { installIfNeeded } from '../src/launch/install.mjs';
import { HOW_TO_GET_ONE, findOrInstallBrowser } from './find-browser.mjs';

/** The other side of the earth: midnight there is midday in London, so that a day worked out in the server's zone is a wrong one. */
const FAR_ZONE = 'Pacific/Auckland';
/** A run that hangs is ended and counted as failed. A quiet machine needs ten minutes; a shared one has needed thirty. */
const JEST_MS = 60 * 60_000;

const counts = { passed: 0, failed: 0 };
const failures = [];
const started = Date.now();

process.chdir(ROOT);
const only = suiteAsked();
await installIfNeeded(console.log);
if (!only) await check('build', async () => { await build(); });
await findBrowserOrSay();
if (only) await jest('the suite', [only]);
else await everything();
finish();

async function everything() {
  const scripts = JSON.parse(fs.readFileSync('package.json', 'utf8')).scripts;
  const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
  await Promise.all([
    (async () => {
      await check('types', () => run(bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']));
      await check('types of the machines', () => run(bin('tsc'), ['--noEmit', '-p', 'workflows/tsconfig.json']));
    })(),
    (async () => {
      await check('lint', () => run(bin('eslint'), ['.']));
      await check('import rules', () => run('npm', ['run', '-s', 'check:imports']));
      if (scripts['check:templates']) await check('document templates', () => run('npm', ['run', '-s', 'check:templates']));
    })(),
  ]);
  await jest('every suite', []);
  const aboutDays = ['test/calendar', 'test/qpl/journey.test.ts'].filter((folder) => fs.existsSync(folder));
  if (aboutDays.length > 0) await jest(`the suites about days, once more with TZ=${FAR_ZONE}`, aboutDays, { TZ: FAR_ZONE });
}

/** One static check: its output is shown when it fails. */
async function check(name, work) {
  const from = Date.now();
  try {
    await work();
    counts.passed += 1;
    console.log(`ok      ${name} (${seconds(from)})`);
  } catch (error) {
    counts.failed += 1;
    failures.push(name);
    console.log(`FAILED  ${name} (${seconds(from)})\n${error.message}`);
  }
}

async function jest(name, paths, environment = {}) {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-report-')), 'report.json');
  console.log(`\n--- ${name}`);
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', path.join(ROOT, 'node_modules/jest/bin/jest.js'),
      '-c', 'test/jest.config.mjs', '--json', `--outputFile=${report}`, ...paths],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...environment } });
    const timer = setTimeout(() => child.kill('SIGTERM'), JEST_MS);
    child.on('error', () => resolve(1));
    child.on('exit', (status) => { clearTimeout(timer); resolve(status ?? 1); });
  });
  const result = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : undefined;
  fs.rmSync(path.dirname(report), { recursive: true, force: true });
  if (!result) {
    counts.failed += 1;
    failures.push(`${name}: Jest ended with code ${code} and no report`);
    return;
  }
  // A file that cannot be loaded has no tests to count, and a skipped test has shown nothing: each is one failure.
  const broken = result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  counts.passed += result.numPassedTests;
  const failed = result.numFailedTests + broken + skipped;
  counts.failed += failed || (code === 0 ? 0 : 1);
  if (failed === 0 && code !== 0) failures.push(`${name}: Jest ended with code ${code}`);
  if (skipped > 0) failures.push(`${name}: ${skipped} skipped`);
  for (const file of result.testResults.filter((one) => one.status === 'failed')) failures.push(path.relative(ROOT, file.name));
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk; });
    child.on('error', (error) => reject(error));
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(output.trim() || `${command} ended with code ${code}`))));
  });
}

async function findBrowserOrSay() {
  const browser = await findOrInstallBrowser(console.log);
  if (browser) process.env.CHROME_PATH = browser;
  else console.log(HOW_TO_GET_ONE);
}

function suiteAsked() {
  const at = process.argv.indexOf('--suite');
  if (at < 0) return undefined;
  const suite = process.argv[at + 1];
  if (suite) return suite;
  console.error('Name the suite: npm run suite -- test/calendar');
  return process.exit(2);
}

function finish() {
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((one) => `  ${one}`).join('\n')}`);
  console.log(`\nTook ${seconds(started)}.\n${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

function seconds(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}
