import path from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { Registry } from '../engine/registry.js';
import { Roots } from '../engine/roots.js';
import type { AuthorityVerdict, CaseVerdict } from '../engine/verify.js';
import { Verifier } from '../engine/verify.js';
import { withAppDatabase } from '../launch/app-database.js';
import { readKeys } from '../launch/keys.js';
import { procedures } from '../procedures.js';
import { DatabaseProblem, explained, ownerUrl } from './database-problem.js';
import type { CliOut, Finding } from './out.js';

/** `verify` and `root`: whether the log is whole, and the signed root that lets it be told later. */
export function registerVerifyCommands(program: Command, out: CliOut): void {
  program
    .command('verify')
    .description('plays every case from its log and says intact, broken or disposed of')
    .option('--authority <id or short name>', 'one authority; all of them when left out')
    .option('--roots <folder>', 'exported daily roots, kept where nobody can change them; the data folder when left out')
    .action((options: { authority?: string; roots?: string }) => explained(out, () => verify(out, options)));
  program
    .command('root')
    .description('signs where every log ends today, and exports it; the service does so every night')
    .action(() => explained(out, async () => {
      const made = await withAppDatabase(ownerUrl(), process.env['APP_DATABASE_URL'], (source) => new Roots(source).signAll(rootSettings()));
      out.answer(made.map(({ heads, ...root }) => ({ ...root, heads: heads.length })), () => made.map(({ authority, day, heads }) => `${authority}: the root of ${day}, over ${heads.length} cases.`).join('\n') || 'There is no authority yet.');
    }));
}

async function verify(out: CliOut, { authority, roots }: { authority?: string; roots?: string }): Promise<void> {
  const settings = { ...rootSettings(), ...(roots === undefined ? {} : { folder: roots }) };
  const bar = new SingleBar({ format: '{value} cases', hideCursor: true, clearOnComplete: true, stream: process.stderr });
  let done = 0;
  bar.start(0, 0);
  const verdicts = await withAppDatabase(ownerUrl(), process.env['APP_DATABASE_URL'], (source) =>
    new Verifier(source, new Registry(procedures)).verify(settings, authority, () => bar.update((done += 1)))).finally(() => bar.stop());
  if (verdicts.length === 0 && authority !== undefined) throw new DatabaseProblem('authority', '--authority', `There is no authority "${authority}".`, 'Give its id or its short name, or leave it out.');
  out.answer(verdicts, () => verdicts.map(words).join('\n\n') || 'There is no authority yet.', verdicts.flatMap(findings));
}

/** A verdict as a person reads it. */
export function words({ name, cases, roots }: AuthorityVerdict): string {
  const count = (verdict: CaseVerdict['verdict']): number => cases.filter((one) => one.verdict === verdict).length;
  const disposed = cases.filter(({ verdict }) => verdict === 'disposed');
  return [
    name,
    `  ${count('intact')} cases intact, ${count('broken')} broken, ${disposed.length} disposed of.`,
    ...disposed.map(({ reference, disposedOn, certificate }) => `  ${reference}: disposed of on ${disposedOn}, certificate ${certificate}`),
    roots.vouchedUntil === null
      ? '  No signed root was exported, so nobody can vouch that the end of a log was not cut off or written anew.'
      : `  An end that was cut off or written anew is seen up to ${roots.vouchedUntil}, the last of ${roots.exported} signed roots; nobody can vouch for what came since.`,
  ].join('\n');
}

/** What is wrong, for scripts; nothing but a note when all is whole. */
export function findings({ name, cases, roots }: AuthorityVerdict): Finding[] {
  const broken = cases.filter(({ verdict }) => verdict === 'broken').flatMap((one): Finding[] =>
    one.faults.map(({ seq, what }) => ({
      code: 'broken', severity: 'error', where: `${one.reference || one.caseId}${seq === null ? '' : `, entry ${seq}`}`, message: what, expected: null, source: null,
    })));
  const ofRoots = roots.faults.map((message): Finding => ({ code: 'root', severity: 'error', where: name, message, expected: 'Compare with a copy of the roots that is kept elsewhere.', source: null }));
  const note: Finding[] = roots.vouchedUntil === null ? [{ code: 'no-root', severity: 'note', where: name, message: 'No signed root was found.', expected: 'The service exports one every night; `clerkwell root` makes one now.', source: null }] : [];
  return [...broken, ...ofRoots, ...note];
}

function rootSettings(): { key: string; folder: string } {
  const dataFolder = process.env['DATA_FOLDER']?.trim() || '.data';
  return { key: readKeys(ownerUrl(), dataFolder, process.env).rootKey, folder: path.join(dataFolder, 'roots') };
}
