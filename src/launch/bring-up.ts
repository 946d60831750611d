import fs from 'node:fs';
import { serve } from '../main.js';
import { readSettings } from '../settings.js';
import type { ListenSettings } from '../settings.js';
import { readKeys } from './keys.js';
import { migrate } from './migrate.js';
import { StartRefused, assertSignInConfigured, contentOf } from './readiness.js';

/** What a start has found out by the time the database answers. */
export interface BringUp {
  ownerUrl: string;
  listen: ListenSettings;
  environment: Readonly<Record<string, string | undefined>>;
  /** Tells the person at the terminal. */
  say(line: string): void;
}

/** From a database that answers to a service that answers: migrate, fill when empty, listen. */
export async function bringUp({ ownerUrl, listen, environment, say }: BringUp): Promise<{ stop(): Promise<void> }> {
  const content = await contentOf(ownerUrl);
  assertSignInConfigured(listen, content);
  const { appUrl, workerUrl, ran } = await migrate(ownerUrl, { appUrl: environment['APP_DATABASE_URL'], workerUrl: environment['WORKER_DATABASE_URL'] });
  if (ran.length > 0) say(`Brought the database up to date (${ran.length} migration${ran.length === 1 ? '' : 's'}).`);
  const settings = readSettings(environment, { appUrl, workerUrl, ...readKeys(ownerUrl, listen.dataFolder, environment) });
  if (content === 'empty') await fill(ownerUrl, listen, say);
  const serving = await serve(settings).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'EADDRINUSE') throw new StartRefused(`Port ${listen.port} on ${listen.host} is taken by another program. Stop it, or choose another port: PORT=${listen.port + 1} npm start`);
    throw fault;
  });
  say(`\nClerkwell answers at ${settings.publicUrl}`);
  say(listen.openId ? `Staff sign in with ${listen.openId.issuer}` : `Sign in at ${settings.publicUrl}/sign-in as one of the sample people; no password is asked.`);
  say('Stop it with Ctrl-C.');
  return { stop: () => serving.close() };
}

/** The sample authority goes into an empty database, unless a real sign-in says that real work is meant. */
async function fill(ownerUrl: string, listen: ListenSettings, say: (line: string) => void): Promise<void> {
  if (listen.openId) {
    say('The database is empty. Make your authority with: npm run -s clerkwell -- seed --help');
    return;
  }
  const sample = new URL('../sample/sample.js', import.meta.url);
  if (!fs.existsSync(sample)) return;
  const started = performance.now();
  const { seed } = (await import(sample.href)) as { seed(ownerUrl: string): Promise<unknown> };
  await seed(ownerUrl);
  say(`Loaded the sample authority in ${((performance.now() - started) / 1000).toFixed(1)} seconds.`);
}
