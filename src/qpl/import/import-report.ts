import { stringify } from 'csv-stringify';
import writeExcel from 'write-excel-file/node';
import type { ImportLine } from './import-tables.js';

export const REPORT_HEAD = ['Row', 'Provider', 'What came of it', 'Column', 'Value', 'What is wrong', 'What to do', 'Notes', 'Clerkwell id'] as const;

/** What came of a row, in words. */
export function outcomeInWords({ verdict, outcome }: Pick<ImportLine, 'verdict' | 'outcome'>): string {
  if (outcome === 'brought over') return 'Brought over';
  if (outcome === 'refused') return 'Not brought over';
  return { new: 'Will be brought over', same: 'Here already, unchanged', different: 'Here already, and the file differs', duplicate: 'Perhaps a duplicate', bad: 'Cannot be brought over' }[verdict];
}

/** A line for each thing that is wrong, or one for the row where nothing is. */
export function reportLines(line: ImportLine): string[][] {
  const start = [String(line.row), line.name, outcomeInWords(line)];
  const end = [line.notes.join(' '), line.likeWhom?.organisationId ?? line.organisationId ?? ''];
  return line.problems.length === 0 ? [[...start, '', '', '', '', ...end]] : line.problems.map(({ column, value, wrong, cure }) => [...start, column, value, wrong, cure, ...end]);
}

/** The report as CSV, piece by piece. A cell that begins like a formula is made text: '=cmd|…' in a provider's name must not run on the officer's computer. */
export function csvReport(lines: AsyncIterable<ImportLine>): AsyncIterable<string> {
  const out = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' });
  void (async () => {
    try {
      out.write([...REPORT_HEAD]);
      for await (const line of lines) for (const cells of reportLines(line)) if (!out.write(cells)) await new Promise((resolve) => out.once('drain', resolve));
      out.end();
    } catch (fault) {
      out.destroy(fault as Error);
    }
  })();
  out.setEncoding('utf8');
  return out as AsyncIterable<string>;
}

/** The same as a workbook; every cell is text, so nothing in it is worked out. */
export async function xlsxReport(lines: AsyncIterable<ImportLine>): Promise<Buffer> {
  const rows = [REPORT_HEAD.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))] as { value: string; type: StringConstructor; fontWeight?: 'bold' }[][];
  for await (const line of lines) rows.push(...reportLines(line).map((cells) => cells.map((value) => ({ value, type: String }))));
  return Buffer.from(await writeExcel(rows, { stickyRowsCount: 1, columns: [6, 40, 24, 22, 24, 60, 60, 40, 38].map((width) => ({ width })) }).toBuffer());
}
