import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { systemActor } from '../engine/actor.js';
import { Reader } from '../engine/read.js';
import { Registry } from '../engine/registry.js';
import { Sender } from '../engine/send.js';
import { LIMITS } from '../files/limits.js';
import { withAppDatabase } from '../launch/app-database.js';
import { Policies } from '../policy/policies.js';
import { procedures } from '../procedures.js';
import { ContractImports, type ImportedRow } from '../psr/contract/import/contract-imports.js';
import { explained, ownerUrl } from './database-problem.js';
import type { CliOut, Finding } from './out.js';

/** `import contracts`: the same import as on the register's page, for a file on this machine. */
export function registerImportContracts(importing: Command, out: CliOut): void {
  importing
    .command('contracts')
    .description('contracts that were there before the register, from a CSV file or an Excel workbook')
    .argument('<file>', 'a .csv or .xlsx file with a header row; columns in any order')
    .requiredOption('--authority <slug>', 'whose register it is')
    .option('--dry-run', 'only say what would come of each row; nothing is changed')
    .action((file: string, options: { authority: string; dryRun?: boolean }) => explained(out, () => importContracts(out, file, options)));
}

async function importContracts(out: CliOut, file: string, options: { authority: string; dryRun?: boolean }): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile() || found.size > LIMITS.maxBytes) return out.badInput({ code: 'file', where: file, message: found?.isFile() ? 'The file is too large for a list of contracts.' : `There is no file "${file}".`, expected: 'Give the path of a .csv or .xlsx file.' });
  await withAppDatabase(ownerUrl(), process.env['APP_DATABASE_URL'], async (source) => {
    const [registry, policy] = [new Registry(procedures), new Policies(source)];
    const imports = new ContractImports(new Sender(source, registry, policy), new Reader(source, registry, policy));
    const [authority] = await source.query<{ id: string }[]>('select authority_id as id from authority where slug = $1', [options.authority]);
    if (!authority) return out.badInput({ code: 'unknown-authority', where: '--authority', message: `There is no authority "${options.authority}".`, expected: 'Give its short name, as in its addresses.' });
    const answer = await imports.run(systemActor(authority.id), { name: basename(file), bytes: await readFile(file) }, options.dryRun === true);
    if (!answer.ok) return out.badInput({ code: 'file', where: file, message: answer.because, expected: answer.cure });
    const { rows, unused } = answer.imported;
    const count = (...outcomes: readonly ImportedRow['outcome'][]) => rows.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const counts = { rows: rows.length, entered: count('entered'), wouldBeEntered: count('would be entered'), thereAlready: count('there already'), twiceInTheFile: count('twice in the file'), notEntered: count('not entered') };
    out.answer({ file: basename(file), dryRun: options.dryRun === true, counts, unused, rows }, () => [
      `${counts.rows} rows.`, options.dryRun ? `${counts.wouldBeEntered} would be entered. Nothing was changed.` : `${counts.entered} entered.`, `${counts.thereAlready} were in the register already, ${counts.twiceInTheFile} stand twice in the file.`,
      ...(counts.notEntered > 0 ? [`${counts.notEntered} cannot be entered:`] : []), ...(unused.length > 0 ? [`Columns that were not read: ${unused.join(', ')}.`] : []),
    ].join('\n'), rows.flatMap(findingsOf));
  });
}

const findingsOf = ({ row, outcome, problems }: ImportedRow): Finding[] => problems.map(({ column, value, wrong, cure }) => ({
  code: outcome.replaceAll(' ', '-'), severity: 'error' as const, where: `row ${row}${column ? `, ${column}` : ''}`, message: `${value ? `“${value}”: ` : ''}${wrong}`, expected: cure, source: null,
}));
