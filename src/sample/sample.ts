import 'reflect-metadata';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { asInstant, dayOf } from '../calendar/day.js';
import { Documents } from '../documents/store.js';
import { Assigner } from '../engine/assign.js';
import { Reader } from '../engine/read.js';
import { Registry } from '../engine/registry.js';
import { Sender } from '../engine/send.js';
import { Files } from '../files/files.js';
import { LIMITS } from '../files/limits.js';
import { PostgresStore } from '../files/postgres-store.js';
import { noScanner } from '../files/virus-scan.js';
import { APP_ROLE, ensureLogin } from '../launch/logins.js';
import { Policies } from '../policy/policies.js';
import { procedures } from '../procedures.js';
import { ApplicationDrafts } from '../qpl/application/application-draft.js';
import { SentLetters } from '../qpl/application/sent-letters.js';
import { Submissions } from '../qpl/application/submission.js';
import { ProviderImports } from '../qpl/import/provider-imports.js';
import { writeApplications } from './applications.js';
import { SampleClock } from './clock.js';
import { writeLists } from './lists.js';
import { writeDirectory, writeOlderMember } from './people.js';
import { bringOlderProvidersOver } from './providers.js';
import { writeRegime } from './regime.js';

/** What was loaded, for the line at the terminal. */
export interface Seeded {
  readonly providers: number;
  readonly places: number;
}

/**
 * Loads the sample authority into an empty, migrated database and marks it as sample data. Cases go through the sender, as an import's do, under the login of the
 * application; the clock is moved back and forth meanwhile, and stands at now in the end.
 * @param ownerUrl the owner's login
 */
export async function seed(ownerUrl: string): Promise<Seeded> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const login = await ensureLogin(owner, ownerUrl, APP_ROLE, process.env['APP_DATABASE_URL']);
  const source = new DataSource({ type: 'postgres', url: login.url, poolSize: 4, applicationName: 'clerkwell sample' });
  try {
    await source.initialize();
    const clock = await SampleClock.of(owner);
    await writeDirectory(owner);
    const registry = new Registry(procedures);
    const policy = new Policies(source);
    const sender = new Sender(source, registry, policy);
    const reader = new Reader(source, registry, policy);
    const documents = new Documents(source, registry, reader);
    await writeLists({ sender, reader, documents }, clock);
    await clock.workingDaysAgo(30, '09:00');
    const { providers, places, firstOfAll } = await bringOlderProvidersOver(new ProviderImports(source, sender, reader), dayOf(asInstant(await reader.now())));
    await writeOlderMember(owner, firstOfAll);
    await writeApplications({ sender, assigner: new Assigner(source, registry, policy), reader, documents, clock, files: new Files(source, new PostgresStore(source), noScanner, LIMITS), submissions: new Submissions(source, documents, sender, new SentLetters(documents, sender)), drafts: new ApplicationDrafts(source) });
    await writeRegime({ sender, reader, documents, clock });
    await clock.isNow();
    return { providers, places };
  } finally {
    await source.destroy().catch(() => undefined);
    await owner.end();
  }
}
