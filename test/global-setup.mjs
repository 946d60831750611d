/**
 * Once per run: builds, starts one PostgreSQL (or uses the one that DATABASE_URL names), and makes a migrated template. Every test that needs a
 * database copies the template (`test/database.ts`), which takes about 50 ms and leaves the others' rows alone.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { build } from '../src/launch/build.mjs';
import { startPostgres } from '../src/launch/postgres.mjs';

export default async function setUp() {
  const { failed } = await build({ tolerant: true, say: (line) => console.error(line) });
  if (failed.length > 0) console.error(`Left out of the build: ${failed.join(', ')}`);
  const server = await testServer();
  globalThis.clerkwellTestServer = server;
  const template = `clerkwell_template_${process.pid}`;
  const { migrate } = await import('../dist/src/launch/migrate.js');
  await asOwner(server.url, async (owner) => {
    await owner.query(`DROP DATABASE IF EXISTS ${template}`);
    await owner.query(`CREATE DATABASE ${template}`);
  });
  const { appUrl, workerUrl } = await migrate(onDatabase(server.url, template));
  server.template = template;
  process.env.CLERKWELL_TEST_SERVER = JSON.stringify({ ownerUrl: server.url, appUrl, workerUrl, template });
}

async function testServer() {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => undefined };
  sweepOldServers();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'clerkwell-test-'));
  const server = await startPostgres(folder, { durable: false });
  return { ...server, folder };
}

/** A run that was killed leaves a folder (and perhaps a server): both go with the next run. */
function sweepOldServers() {
  for (const name of fs.readdirSync(os.tmpdir()).filter((entry) => entry.startsWith('clerkwell-test-'))) {
    const folder = path.join(os.tmpdir(), name);
    try {
      const { startedBy } = JSON.parse(fs.readFileSync(path.join(folder, 'postgres.json'), 'utf8'));
      process.kill(startedBy, 0);
    } catch (error) {
      if (error.code !== 'ESRCH') continue;
      try {
        process.kill(Number(fs.readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
      } catch {
        // It ended with its run.
      }
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

export async function asOwner(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function onDatabase(url, name) {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
