import type { Command } from 'commander';
import type { Client } from 'pg';
import { addAuthority } from '../directory/new-authority.js';
import { aloneOn, clearCutOffLoad, whileLoading } from '../launch/first-load.js';
import { migrate } from '../launch/migrate.js';
import { contentOf, StartRefused, type DatabaseContent } from '../launch/readiness.js';
import { whoToBe, whoToBeInWords } from '../launch/who-to-be.js';
import { DatabaseProblem, explained, ownerUrl } from './database-problem.js';
import type { CliOut } from './out.js';

interface SeedOptions {
  sample?: boolean;
  authority?: string;
  slug?: string;
  address?: string;
  email?: string;
  telephone?: string;
  administrator?: string;
}

/** Which option a field was given by. */
const OPTION: Readonly<Record<string, string>> = { name: '--authority', slug: '--slug', address: '--address', email: '--email', administrator: '--administrator' };

/** `seed`: the sample into an empty database, or an authority of one's own with its first administrator. The database is brought up to date on the way. */
export function registerSeedCommand(program: Command, out: CliOut): void {
  program
    .command('seed')
    .description('loads the sample authority into an empty database, or makes an authority of your own')
    .option('--sample', 'the sample authority; the database is marked as sample data')
    .option('--authority <name>', 'makes an authority of this name')
    .option('--slug <short name>', 'its short name in addresses and commands, like kent')
    .option('--address <address>', 'its address, as it stands on letters')
    .option('--email <address>', 'where questions about letters are answered')
    .option('--telephone <number>', 'its telephone number')
    .option('--administrator <person>', 'who gives everybody else their roles, as "Name <name@council.gov.uk>"')
    .action((options: SeedOptions) => explained(out, async () => {
      if (Boolean(options.sample) === (options.authority !== undefined)) throw new DatabaseProblem('usage', 'seed', 'Say what to make: --sample, or --authority with its details.', 'clerkwell seed --help says how.');
      await aloneOn(ownerUrl(), (owner) => (options.sample ? sample(out, owner) : own(out, owner, options)));
    }));
}

async function sample(out: CliOut, owner: Client): Promise<void> {
  await clearCutOffLoad(owner);
  if ((await ready()) !== 'empty') throw new DatabaseProblem('not-empty', 'DATABASE_URL', 'The database holds an authority already.', 'The sample goes into an empty database only. Name one in DATABASE_URL, or another data folder in DATA_FOLDER.');
  // Loaded here and not above: an authority of one's own needs none of it.
  const { seed } = await import('../sample/sample.js');
  await whileLoading(owner, async () => void (await seed(ownerUrl())));
  const people = await whoToBe(owner);
  out.answer({ sample: true, people }, () => ['The sample authority is loaded. Start the service with npm start, and sign in as one of the sample people, such as:', ...whoToBeInWords(people)].join('\n'));
}

async function own(out: CliOut, owner: Client, options: SeedOptions): Promise<void> {
  if ((await ready()) === 'sample') throw new DatabaseProblem('sample', 'DATABASE_URL', 'The database is marked as sample data: anybody on this machine can sign in to it as anybody.', 'Make your authority in an empty database: name one in DATABASE_URL, or another data folder in DATA_FOLDER.');
  const [, name = '', typed = ''] = /^\s*(.*?)\s*<([^<>]*)>\s*$/.exec(options.administrator ?? '') ?? [];
  const email = typed.trim().toLowerCase();
  const text = (given: string | undefined) => given?.trim() ?? '';
  const made = await addAuthority(owner, {
    name: text(options.authority), slug: text(options.slug), address: text(options.address), email: text(options.email), telephone: text(options.telephone) || null,
    administrator: { name, email },
  });
  if (!made.ok) throw new DatabaseProblem('authority', made.errors.map(({ field }) => OPTION[field] ?? field).join(', '), made.errors.map(({ message }) => message).join('\n'), 'Nothing was made. Correct it and run the command again.');
  out.answer({ authorityId: made.authorityId, slug: text(options.slug) }, () => [
    `${text(options.authority)} is made, with ${name} as its administrator.`,
    'What next:',
    '  1. Let staff sign in: set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET to your identity provider’s, and PUBLIC_URL to the address of this service.',
    '     The identity provider sends people back to PUBLIC_URL/sign-in/staff/return.',
    '  2. Start the service with npm start.',
    `  3. ${name} signs in with the account of ${email}, and gives colleagues their roles under People.`,
  ].join('\n'));
}

/** Brings the database up to date. @returns what it held before */
async function ready(): Promise<DatabaseContent> {
  const content = await contentOf(ownerUrl()).catch((fault: unknown) => {
    throw fault instanceof StartRefused ? new DatabaseProblem('database', 'DATABASE_URL', fault.message, 'Nothing was changed.') : fault;
  });
  await migrate(ownerUrl(), { appUrl: process.env['APP_DATABASE_URL'], workerUrl: process.env['WORKER_DATABASE_URL'] });
  return content;
}
