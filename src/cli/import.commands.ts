import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { systemActor } from '../engine/actor.js';
import { Reader } from '../engine/read.js';
import { Registry } from '../engine/registry.js';
import { inScope, systemScope } from '../engine/scope.js';
import { Sender } from '../engine/send.js';
import { LIMITS } from '../files/limits.js';
import { withAppDatabase } from '../launch/app-database.js';
import { Policies } from '../policy/policies.js';
import { procedures } from '../procedures.js';
import { csvReport, outcomeInWords, xlsxReport } from '../qpl/import/import-report.js';
import type { ImportCounts, ImportLine } from '../qpl/import/import-tables.js';
import { ProviderImports } from '../qpl/import/provider-imports.js';
import { tooLargeToImport } from '../qpl/import/sheet.js';
import { publishedSchemes } from '../qpl/scheme/scheme.js';
import { explained, ownerUrl } from './database-problem.js';
import { registerImportContracts } from './import-contracts.command.js';
import type { CliOut, Finding } from './out.js';

interface ImportOptions {
  authority: string;
  list: string;
  sheet?: string;
  dryRun?: boolean;
  report?: string;
}

/** Problems that are printed; the rest stand in the report. */
const PRINTED = 50;

/** `import providers`: the same import as on the list's page, for a file on this machine. */
export function registerImportCommands(program: Command, out: CliOut): void {
  const importing = program.command('import').description('brings what was there before over from a spreadsheet');
  registerImportContracts(importing, out);
  importing
    .command('providers')
    .description('providers of older lists, from a CSV file or an Excel workbook')
    .argument('<file>', 'a .csv or .xlsx file with a header row; columns in any order')
    .requiredOption('--authority <slug>', 'whose list it is')
    .requiredOption('--list <slug>', 'the list, as in its public address')
    .option('--sheet <name>', 'which sheet of a workbook, where several look like a list')
    .option('--dry-run', 'only say what would come of each row; nothing is changed')
    .option('--report <file>', 'write what came of every row to a .csv or .xlsx file')
    .action((file: string, options: ImportOptions) => explained(out, () => importProviders(out, file, options)));
}

async function importProviders(out: CliOut, file: string, options: ImportOptions): Promise<void> {
  const wrong = (code: string, where: string, message: string, expected: string) => out.badInput({ code, where, message, expected });
  if (options.report && !/\.(csv|xlsx)$/i.test(options.report)) return wrong('report', '--report', `"${options.report}" ends neither in .csv nor in .xlsx.`, 'For example: --report what-came-of-it.csv');
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return wrong('file', file, `There is no file "${file}".`, 'Give the path of a .csv or .xlsx file.');
  if (found.size > LIMITS.maxBytes) {
    const refusal = tooLargeToImport(file, found.size);
    return refusal.ok ? undefined : wrong('file', file, refusal.because, refusal.cure);
  }
  await withAppDatabase(ownerUrl(), process.env['APP_DATABASE_URL'], async (source) => {
    const [registry, policy] = [new Registry(procedures), new Policies(source)];
    const imports = new ProviderImports(source, new Sender(source, registry, policy), new Reader(source, registry, policy));
    const [authority] = await source.query<{ id: string }[]>('select authority_id as id from authority where slug = $1', [options.authority]);
    if (!authority) {
      const known = await source.query<{ slug: string }[]>('select slug from authority order by slug');
      return wrong('unknown-authority', '--authority', `There is no authority "${options.authority}".`, `There ${known.length === 1 ? 'is' : 'are'}: ${known.map(({ slug }) => slug).join(', ') || 'none'}.`);
    }
    const schemes = await inScope(source, systemScope(authority.id), publishedSchemes);
    const scheme = schemes.find(({ slug }) => slug === options.list);
    if (!scheme) return wrong('unknown-list', '--list', `The authority publishes no list "${options.list}".`, `It publishes: ${schemes.map(({ slug }) => slug).join(', ') || 'none'}.`);
    const planned = await imports.plan(authority.id, scheme, { name: file, bytes: await readFile(file), sheet: options.sheet ?? null }, 'the command line');
    if (!planned.ok) return wrong('file', file, planned.because, planned.cure);
    const { importId } = planned;
    if (!options.dryRun) await run(imports, authority.id, importId, out.json);
    await answer(out, imports, authority.id, importId, options);
    if (options.dryRun) await imports.forget(authority.id, importId);
  });
}

async function run(imports: ProviderImports, authorityId: string, importId: string, quiet: boolean): Promise<void> {
  await imports.confirm(systemActor(authorityId), importId, false);
  const { counts } = (await imports.find(authorityId, importId))!;
  const bar = new SingleBar({ format: '{bar} {percentage}%  {value} of {total} rows', clearOnComplete: true, hideCursor: true, stream: process.stderr, noTTYOutput: !quiet && !process.stderr.isTTY, notTTYSchedule: 5_000 });
  const shown = !quiet && counts.left > 0;
  if (shown) bar.start(counts.left, 0);
  for (;;) {
    const left = await imports.step(authorityId, importId);
    if (left === 0) break;
    if (shown) bar.update(counts.left - left);
  }
  if (shown) bar.stop();
}

async function answer(out: CliOut, imports: ProviderImports, authorityId: string, importId: string, options: ImportOptions): Promise<void> {
  const found = (await imports.find(authorityId, importId))!;
  const every = imports.everyLine(authorityId, importId);
  if (options.report && /\.xlsx$/i.test(options.report)) await writeAll(options.report, [await xlsxReport(every)]);
  else if (options.report) await writeAll(options.report, csvReport(every));
  const troubled = await imports.lines(authorityId, importId, { limit: out.json ? 100_000 : PRINTED, verdicts: ['bad', 'duplicate', 'different'] });
  const findings = troubled.flatMap(findingsOf);
  const { readAs, notes } = found.import;
  out.answer({ file: found.import.fileName, readAs, notes, dryRun: options.dryRun === true, counts: found.counts, report: options.report ?? null }, () => inWords(found.counts, readAs, notes, options, troubled.length), out.json ? findings : findings.slice(0, PRINTED));
}

function inWords(counts: ImportCounts, readAs: string, notes: readonly string[], options: ImportOptions, shown: number): string {
  const n = (count: number) => count.toLocaleString('en-GB');
  const troubled = counts.bad + counts.refused + counts.duplicate + counts.different;
  return [
    `${n(counts.rows)} rows (${readAs}).`, ...notes,
    options.dryRun ? `${n(counts.new)} would be brought over. Nothing was changed.` : `${n(counts.broughtOver)} brought over.`,
    `${n(counts.same)} were here already, unchanged.`,
    ...(counts.different > 0 ? [`${n(counts.different)} are here already and the file differs: nothing was overwritten.`] : []),
    ...(counts.duplicate > 0 ? [`${n(counts.duplicate)} may be duplicates of others: a person must say.`] : []),
    ...(counts.bad + counts.refused > 0 ? [`${n(counts.bad + counts.refused)} cannot be brought over:`] : []),
    ...(troubled > shown ? [`The first ${shown} are below; --report writes them all to a file.`] : []),
    ...(options.report ? [`The report is in ${options.report}.`] : []),
  ].join('\n');
}

function findingsOf(line: ImportLine): Finding[] {
  return line.problems.map(({ column, value, wrong, cure }) => ({
    code: line.outcome === 'refused' ? 'refused' : line.verdict, severity: line.verdict === 'bad' || line.outcome === 'refused' ? 'error' as const : 'warning' as const,
    where: `row ${line.row}, ${column}`, message: `${outcomeInWords(line)}${value === '' ? '' : ` (${value.slice(0, 80)})`}. ${wrong}`, expected: cure, source: null,
  }));
}

async function writeAll(file: string, pieces: AsyncIterable<string> | Iterable<Buffer>): Promise<void> {
  const to: Writable = createWriteStream(file);
  for await (const piece of pieces) if (!to.write(piece)) await once(to, 'drain');
  to.end();
  await once(to, 'finish');
}
