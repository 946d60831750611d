import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { BundleKey, fingerprint, isKey } from '../bundle/bundle-key.js';
import { Moves, type MoveAnswer } from '../bundle/moves.js';
import { receiveBundle } from '../bundle/receiving.js';
import { writeBundle } from '../bundle/write-bundle.js';
import { Directory, type KnownActor } from '../directory/directory.js';
import { Registry } from '../engine/registry.js';
import { systemScope } from '../engine/scope.js';
import { clamAv } from '../files/clamav.js';
import { Files } from '../files/files.js';
import { storeOf } from '../files/files.module.js';
import { LIMITS } from '../files/limits.js';
import { noScanner } from '../files/virus-scan.js';
import { readKeys } from '../launch/keys.js';
import { withAppDatabase } from '../launch/app-database.js';
import { Policies } from '../policy/policies.js';
import { procedures } from '../procedures.js';
import { readSettings } from '../settings.js';
import { explained, ownerUrl } from './database-problem.js';
import type { CliOut } from './out.js';

interface ExportOptions {
  readonly authority?: string;
  readonly to?: string;
  readonly toName?: string;
  readonly why?: string;
  readonly by?: string;
  readonly agreedBy?: string;
}
interface ImportOptions {
  readonly authority: string;
  readonly by: string;
  readonly key?: string;
}

/** `bundle`: a case goes to another authority, here or in another installation, as one signed file. */
export function registerBundleCommands(program: Command, out: CliOut): void {
  const bundle = program.command('bundle').description('moves a case to another authority, or another installation, as one signed file');
  bundle
    .command('export')
    .description('writes the bundle of a case that was moved; with --to moves it first')
    .argument('<case>', 'its id, or its number with --authority')
    .argument('<file>', 'the file to write')
    .option('--authority <slug>', 'whose case it is, where a number is given')
    .option('--to <authority>', 'moves the case there: a short name, or the number that another installation gave for bundles')
    .option('--to-name <name>', 'the name of an authority of another installation')
    .option('--why <text>', 'why it goes there')
    .option('--by <email>', 'who proposes the move: a person with the role')
    .option('--agreed-by <email>', 'who agrees to it: another person, with the role')
    .action((of: string, file: string, options: ExportOptions) => explained(out, () => exportBundle(out, of, file, options)));
  bundle
    .command('import')
    .description('checks a bundle and receives its case')
    .argument('<file>', 'the bundle')
    .requiredOption('--authority <slug>', 'the authority that receives it')
    .requiredOption('--by <email>', 'who receives it: a person with the role')
    .option('--key <key>', 'the sender’s key, as it told it by another way; left out for a sender in this installation')
    .action((file: string, options: ImportOptions) => explained(out, () => importBundle(out, file, options)));
  bundle
    .command('key')
    .description('what another authority is told: this installation’s key, and the number of each authority')
    .action(() => explained(out, () => withBundles(async ({ source, key }) => {
      const authorities = await source.query<{ slug: string; name: string; number: string }[]>('select slug, name, authority_id as number from authority order by name');
      out.answer({ key: key.public, fingerprint: fingerprint(key.public), authorities }, () => [`Key: ${key.public}`, `To compare: ${fingerprint(key.public)}`, ...authorities.map(({ name, number }) => `${name}: ${number}`)].join('\n'));
    })));
}

async function exportBundle(out: CliOut, of: string, file: string, options: ExportOptions): Promise<void> {
  if (await stat(file).catch(() => null)) return out.badInput({ code: 'file', where: file, message: `There is a file "${file}" already.`, expected: 'Give another name: a bundle is never written over something.' });
  await withBundles(async (made) => {
    const found = await made.caseOf(of, options.authority);
    if (!found) return out.badInput({ code: 'unknown-case', where: of, message: `There is no case "${of}".`, expected: 'Give its id, or its number and --authority.' });
    if (options.to !== undefined) {
      const [proposer, agreer] = [await made.personAt(options.by, found.authorityId), await made.personAt(options.agreedBy, found.authorityId)];
      if (!proposer || !agreer) return out.badInput({ code: 'unknown-person', where: proposer ? '--agreed-by' : '--by', message: 'A move is proposed by one person of the authority and agreed to by another.', expected: 'Give the e-mail addresses of two people who have the roles.' });
      const to = (await made.authorityOf(options.to)) ?? { authorityId: options.to, name: options.toName ?? '' };
      const proposed = await made.moves.propose(proposer, found.caseId, { to, why: options.why ?? '' });
      if (proposed.kind !== 'done') return refused(out, of, proposed);
      const agreed = await made.moves.agree(agreer, found.caseId, proposed.moveId);
      if (agreed.kind !== 'done') {
        await made.moves.decline(proposer, found.caseId, proposed.moveId);
        return refused(out, of, agreed);
      }
    }
    const stream = createWriteStream(file, { flags: 'wx', mode: 0o600 });
    const written = await writeBundle(made, systemScope(found.authorityId), found.caseId, stream);
    if (!written) {
      stream.destroy();
      await rm(file, { force: true });
      return out.badInput({ code: 'not-moved', where: of, message: 'The case was not moved, so there is no bundle of it.', expected: 'Move it on its page, or give --to, --why, --by and --agreed-by.' });
    }
    await new Promise<void>((done, fail) => (stream.closed ? done() : stream.once('close', done).once('error', fail)));
    out.answer({ file, caseId: found.caseId, key: made.key.public }, () => `Written to ${file}. The receiver is told this key by another way:\n${made.key.public}`);
  });
}

async function importBundle(out: CliOut, file: string, { authority, by, key }: ImportOptions): Promise<void> {
  if (!(await stat(file).catch(() => null))?.isFile()) return out.badInput({ code: 'file', where: file, message: `There is no file "${file}".`, expected: 'Give the path of a bundle.' });
  if (key !== undefined && !isKey(key)) return out.badInput({ code: 'key', where: '--key', message: 'This is no key.', expected: 'A key begins with clerkwell: and has 43 characters after it.' });
  await withBundles(async (made) => {
    const receiver = await made.authorityOf(authority);
    const person = receiver && (await made.personAt(by, receiver.authorityId));
    if (!receiver || !person) return out.badInput({ code: receiver ? 'unknown-person' : 'unknown-authority', where: receiver ? '--by' : '--authority', message: receiver ? `Nobody with the address "${by}" has a role in ${receiver.name}.` : `There is no authority "${authority}".`, expected: 'A case is received by a person with the role, for one authority.' });
    const answer = await receiveBundle(made, person, file, key ?? null);
    if (answer.kind === 'done') return out.answer({ caseId: answer.caseId, reference: answer.reference, from: answer.manifest.from, clocks: answer.manifest.clocks }, () =>
      [`Received from ${answer.manifest.from.name}, where it was ${answer.manifest.from.reference}: it goes on as ${answer.reference}.`, ...answer.manifest.clocks.map(({ rule, due }) => `Clock running: ${rule}, ${due}`)].join('\n'));
    const found = answer.kind === 'not-allowed' ? { code: 'not-allowed', message: `It is for the ${answer.roles.join(', ')}.`, expected: 'Name somebody who has the role.' } : { code: answer.problem.code.replaceAll(' ', '-'), message: answer.problem.because, expected: answer.problem.unblock };
    out.answer({ received: false }, () => 'Nothing was received.', [{ ...found, severity: 'error', where: file, source: null }]);
  });
}

function refused(out: CliOut, where: string, answer: Exclude<MoveAnswer, { kind: 'done' }>): void {
  const found = answer.kind === 'refused' ? answer.refusals.map(({ guard, because, unblock }) => ({ code: guard, message: because, expected: unblock }))
    : answer.kind === 'invalid' ? answer.errors.map(({ field, message }) => ({ code: field, message, expected: null }))
      : [{ code: answer.kind, message: answer.kind === 'not-allowed' ? `It is for the ${answer.roles.join(', ')}.` : 'There is no such case for this person.', expected: null }];
  out.answer({ moved: false }, () => 'The case stays where it is.', found.map((each) => ({ ...each, severity: 'error' as const, where, source: null })));
}

interface Made {
  readonly source: DataSource;
  readonly registry: Registry;
  readonly policy: Policies;
  readonly store: ReturnType<typeof storeOf>;
  readonly files: Files;
  readonly key: BundleKey;
  readonly moves: Moves;
  caseOf(of: string, slug?: string): Promise<{ caseId: string; authorityId: string } | null>;
  authorityOf(of: string): Promise<{ authorityId: string; name: string } | null>;
  personAt(email: string | undefined, authorityId: string): Promise<KnownActor | null>;
}

/** What the service has, on the application's login; who is named by an address is looked up as the owner. */
async function withBundles(work: (made: Made) => Promise<void>): Promise<void> {
  const url = ownerUrl();
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    await withAppDatabase(url, process.env['APP_DATABASE_URL'], async (source, appUrl) => {
      const keys = readKeys(url, process.env['DATA_FOLDER']?.trim() || '.data', process.env);
      const settings = readSettings(process.env, { appUrl, workerUrl: appUrl, ...keys });
      const [registry, policy, store] = [new Registry(procedures), new Policies(source), storeOf(source, settings)];
      await work({
        source, registry, policy, store, files: new Files(source, store, settings.clamav ? clamAv(settings.clamav) : noScanner, LIMITS), key: new BundleKey(settings.rootKey), moves: new Moves(source, registry, policy),
        caseOf: async (of, slug) => {
          const { rows: authorities } = await owner.query<{ id: string }>('select authority_id as id from authority where $1::text is null or slug = $1', [slug ?? null]);
          for (const { id } of authorities) {
            await owner.query('begin');
            await owner.query(`select set_config('clerkwell.authority', $1, true)`, [id]);
            const { rows: [found] } = await owner.query<{ id: string }>('select case_id as id from workflow_instance where authority_id = $1 and (case_id::text = lower($2) or ($3 and reference = $2))', [id, of, slug !== undefined]);
            await owner.query('commit');
            if (found) return { caseId: found.id, authorityId: id };
          }
          return null;
        },
        authorityOf: async (of) => (await owner.query<{ authorityId: string; name: string }>('select authority_id as "authorityId", name from authority where slug = $1 or authority_id::text = $1', [of])).rows[0] ?? null,
        personAt: async (email, authorityId) => {
          const { rows: [person] } = await owner.query<{ id: string }>('select person_id as id from person where email = lower(btrim($1))', [email ?? '']);
          return person ? new Directory(source).actorFor(person.id, { authorityId, organisationId: null }) : null;
        },
      });
    });
  } finally {
    await owner.end();
  }
}
