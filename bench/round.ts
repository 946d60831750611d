/**
 * The last ten minutes of a round: SUBMISSIONS (300) applications with five files each, from CLIENTS (100) at once, through the pages of a running service as
 * browsers use them: sign in, five uploads, check, send. Afterwards each has exactly one case with its files, and none is lost. What was filled in over weeks
 * is there already.
 */
import 'reflect-metadata';
import fs from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { systemActor } from '../src/engine/actor.js';
import { Reader } from '../src/engine/read.js';
import { migrate } from '../src/launch/migrate.js';
import { createApp } from '../src/main.js';
import { Submissions } from '../src/qpl/application/submission.js';
import { AUTHORITY } from '../src/sample/authority.js';
import { seed } from '../src/sample/sample.js';
import { Service } from '../src/service.js';
import { readSettings } from '../src/settings.js';
import { bidder, FRAMEWORK, moveTo, RoundWorld, writeBidders } from '../test/qpl/round-world.js';
import { percentile, report } from './bed.js';

const SUBMISSIONS = Number(process.env['SUBMISSIONS'] ?? 300);
const CLIENTS = Number(process.env['CLIENTS'] ?? 100);
const TEN_MINUTES = 600_000;

const { startPostgres } = (await import(new URL('../src/launch/postgres.mjs', import.meta.url).href)) as { startPostgres: (folder: string) => Promise<{ url: string; stop(): Promise<void> }> };
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-round-'));
const server = process.env['DATABASE_URL'] ? { url: process.env['DATABASE_URL'], stop: () => Promise.resolve() } : await startPostgres(folder);
const { appUrl, workerUrl } = await migrate(server.url);
await seed(server.url);
const bidders = Array.from({ length: SUBMISSIONS }, (_, n) => bidder(n));
await writeBidders(server.url, bidders);
const settings = { ...readSettings({ LOG_LEVEL: 'silent', DATA_FOLDER: folder }, { appUrl, workerUrl, sessionSecret: 'session of a measurement', rootKey: 'root of a measurement' }), requestsPerMinute: 1_000_000 };
const app = await createApp(settings);
await app.listen(0, '127.0.0.1');
await app.get(Service).start();
const world = new RoundWorld(app, `http://127.0.0.1:${((app.getHttpServer() as Server).address() as AddressInfo).port}`);
for (const each of bidders) await world.fillIn(each);

const closesAt = await world.closesAt();
await moveTo(server.url, new Date(closesAt.getTime() - TEN_MINUTES));
const began = performance.now();
const presses: number[] = [];
const waiting = [...bidders];
const sent: string[] = [];
const failed: string[] = [];
let broken = 0;
await Promise.all(Array.from({ length: CLIENTS }, async () => {
  for (let each = waiting.shift(); each; each = waiting.shift()) {
    // A connection that broke between two questions is tried again, as browsers do; every page here takes the same thing twice as once.
    for (let tries = 1; ; tries += 1) try {
      const visitor = await world.signIn(each);
      await world.upload(visitor, each);
      const from = performance.now();
      const answer = await world.send(visitor);
      presses.push(performance.now() - from);
      if ('caseId' in answer) sent.push(answer.caseId);
      else failed.push(`${each.name}: ${answer.status}`);
      break;
    } catch (fault) {
      if (tries < 3 && String(fault).includes('fetch failed')) { broken += 1; continue; }
      failed.push(`${each.name}: ${String(fault)}`);
      break;
    }
  }
}));
const seconds = (performance.now() - began) / 1_000;

// The letters that follow are sent one by one and move their cases up the list: it is counted when they stand still.
await app.get(Submissions, { strict: false }).settled();
const reader = app.get(Reader, { strict: false });
const contexts = await Promise.all(sent.map((caseId) => world.context(caseId)));
const whole = contexts.filter(({ evidence, copy, schemeId }) => evidence.length >= 5 && copy !== null && schemeId === FRAMEWORK).length;
const inTime = contexts.filter(({ late }) => late === null).length;
let found = 0;
for (let after: string | undefined; ; ) {
  const page = await reader.list(systemActor(AUTHORITY.authorityId), { procedure: 'qpl.application', columns: { schemeId: FRAMEWORK }, limit: 100, ...(after ? { after } : {}) });
  found += page.items.length;
  if (!page.next) break;
  after = page.next;
}
report('round', { submissions: SUBMISSIONS, clients: CLIENTS, seconds, sent: sent.length, whole, inTime, found, broken, failed: failed.slice(0, 10), press: { p50: percentile(presses, 0.5), p95: percentile(presses, 0.95) } }, [
  { what: `${SUBMISSIONS} applications with five files each, ${CLIENTS} at once, through the pages`, figure: `${seconds.toFixed(0)} s; ${inTime} before the close`, bar: 'within ten minutes', met: seconds * 1_000 < TEN_MINUTES },
  { what: 'each has one case with its copy and its files', figure: `${whole} of ${SUBMISSIONS}; ${found} cases on the list, ${failed.length} failed`, bar: 'none lost', met: whole === SUBMISSIONS && found === SUBMISSIONS && failed.length === 0 },
  { what: 'from "Send the application" to the reference', figure: `p50 ${percentile(presses, 0.5).toFixed(0)} ms, p95 ${percentile(presses, 0.95).toFixed(0)} ms`, bar: 'answers', met: presses.length > 0 },
]);
await app.get(Service).stop();
await app.close();
await server.stop();
fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
process.exit(failed.length === 0 ? 0 : 1);
