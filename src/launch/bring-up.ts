import type { Client } from 'pg';
import { UnmappedCases } from '../engine/versions.js';
import { serve } from '../main.js';
import { readSettings } from '../settings.js';
import type { ListenSettings } from '../settings.js';
import { aloneOn, clearCutOffLoad, whileLoading } from './first-load.js';
import { readKeys } from './keys.js';
import { migrate } from './migrate.js';
import { StartRefused, assertSignInConfigured, contentOf } from './readiness.js';
import { whoToBe, whoToBeInWords } from './who-to-be.js';

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
  const { appUrl, workerUrl, people } = await aloneOn(ownerUrl, async (owner) => {
    if (await clearCutOffLoad(owner)) say('Loading the sample authority had been cut off; the database is made anew.');
    const content = await contentOf(ownerUrl);
    assertSignInConfigured(listen, content);
    const migrated = await migrate(ownerUrl, { appUrl: environment['APP_DATABASE_URL'], workerUrl: environment['WORKER_DATABASE_URL'] });
    if (migrated.ran.length > 0) say(`Brought the database up to date (${migrated.ran.length} migration${migrated.ran.length === 1 ? '' : 's'}).`);
    if (content === 'empty') await fill(owner, ownerUrl, listen, say);
    return { ...migrated, people: listen.openId ? [] : await whoToBe(owner) };
  });
  const settings = readSettings(environment, { appUrl, workerUrl, ...readKeys(ownerUrl, listen.dataFolder, environment) });
  const serving = await serve(settings).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'EADDRINUSE') throw new StartRefused(`Port ${listen.port} on ${listen.host} is taken by another program. Stop it, or choose another port: PORT=${listen.port + 1} npm start`);
    if (fault instanceof UnmappedCases) throw new StartRefused(fault.message);
    throw fault;
  });
  say(`\nClerkwell answers at ${settings.publicUrl}`);
  say(listen.openId ? `Staff sign in with ${listen.openId.issuer}` : `Sign in at ${settings.publicUrl}/sign-in as one of the sample people; no password is asked:`);
  for (const line of whoToBeInWords(people)) say(line);
  say('Stop it with Ctrl-C.');
  return { stop: () => serving.close() };
}

/** The sample authority goes into an empty database, unless a real sign-in says that real work is meant. */
async function fill(owner: Client, ownerUrl: string, listen: ListenSettings, say: (line: string) => void): Promise<void> {
  if (listen.openId) {
    say('The database is empty: nobody can sign in yet. Make your authority with its first administrator, also while this runs. How: npm run -s clerkwell -- seed --help');
    return;
  }
  say('Loading the sample authority…');
  const started = performance.now();
  // Loaded here and not above: a start on a database that is full needs none of it.
  const { seed } = await import('../sample/sample.js');
  await whileLoading(owner, () => seed(ownerUrl));
  say(`Loaded it in ${((performance.now() - started) / 1000).toFixed(1)} seconds.`);
}
