import { Buffer } from 'node:buffer';
import { CsvError, parse } from 'csv-parse';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import readExcel from 'read-excel-file/node';
import { examine } from '../../files/examine.js';
import { cleanName, endingOf } from '../../files/file-name.js';
import { landBytes } from '../../files/landing-folder.js';
import { LIMITS, sizeInWords } from '../../files/limits.js';
import { findHeader, type Header } from './columns.js';

/** A list of providers as rows of text. Row numbers are those that the spreadsheet program shows. */
export interface ProviderSheet {
  readonly header: Header;
  /** The rows below the header, blank ones left out, each with its number. */
  rows(): AsyncIterable<{ readonly row: number; readonly cells: readonly string[] }>;
  /** How it was read: 'CSV, Windows-1252, separated by semicolons'; 'Excel, sheet “Providers”'. */
  readonly readAs: string;
  readonly notes: readonly string[];
}
export type SheetRead = { readonly ok: true; readonly sheet: ProviderSheet } | { readonly ok: false; readonly because: string; readonly cure: string };

const refused = (because: string, cure: string): SheetRead => ({ ok: false, because, cure });
/** Rows of one import. A county has hundreds of providers; a file beyond this is something else, or is better cut up. */
const MOST_ROWS = 50_000;

/**
 * Reads a CSV file or an Excel workbook. What the file says it is counts for nothing: its bytes are looked at, packed ones counted before they are opened.
 * @param sheetName which sheet, where a workbook has several that look like a list
 */
export async function readProviderSheet(name: string, bytes: Buffer, sheetName: string | null = null): Promise<SheetRead> {
  const called = cleanName(name);
  if (bytes.length > LIMITS.maxBytes) return tooLargeToImport(called, bytes.length);
  const decoded = bytes.length > 0 ? unicode(bytes) : null;
  if (decoded) return readText(decoded.text, decoded.encoding);
  const landed = await landBytes(bytes);
  try {
    const examined = await examine(landed.path, called, LIMITS);
    if (!examined.taken) return refused(examined.because, 'Save the list as an Excel workbook (.xlsx) or as CSV, and choose that file.');
    if (examined.mediaType.endsWith('spreadsheetml.sheet')) return await readWorkbook(bytes, sheetName);
    if (!['csv', 'txt'].includes(endingOf(called)) || !examined.mediaType.startsWith('text/')) return refused(`The file “${called}” is no table of providers.`, 'Save the list as an Excel workbook (.xlsx) or as CSV, and choose that file.');
    return await readText(...textOf(bytes));
  } finally {
    await landed.remove();
  }
}

export const tooLargeToImport = (name: string, size: number): SheetRead =>
  refused(`The file “${cleanName(name)}” has ${sizeInWords(size)}, and a list may have ${sizeInWords(LIMITS.maxBytes)}.`, 'Save only the sheet with the list, without pictures, or cut the list into parts.');

/** UTF-16, which Excel writes as "Unicode text", known by its mark or by every other byte being nothing. */
function unicode(bytes: Buffer): { text: string; encoding: string } | null {
  const [a, b] = bytes;
  // Text in the letters of England has a zero in every other byte and none in the others; a workbook has them anywhere.
  const zeros = [0, 1].map((from) => { let n = 0; for (let i = from; i < Math.min(bytes.length, 400); i += 2) n += bytes[i] === 0 ? 1 : 0; return n / Math.min(bytes.length / 2, 200); });
  if ((a === 0xff && b === 0xfe) || (zeros[1]! > 0.6 && zeros[0]! < 0.1)) return { text: iconv.decode(bytes, 'utf-16le'), encoding: 'UTF-16' };
  if ((a === 0xfe && b === 0xff) || (zeros[0]! > 0.6 && zeros[1]! < 0.1)) return { text: iconv.decode(bytes, 'utf-16be'), encoding: 'UTF-16' };
  return null;
}

/** UTF-8 when it is that throughout; otherwise what Excel in England writes. */
function textOf(bytes: Buffer): [text: string, encoding: string] {
  try {
    return [new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'UTF-8'];
  } catch {
    return [iconv.decode(bytes, 'windows-1252'), 'Windows-1252'];
  }
}

/** Rows that are looked at to find the separator and the header. */
const SAMPLE = 20;
const SEPARATORS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const;

async function readText(all: string, encoding: string): Promise<SheetRead> {
  const text = all.replace(/^\uFEFF/, '');
  if (text.trim() === '') return refused('The file holds no rows.', 'Check that it opens in your spreadsheet program and that the list is on the first sheet, then save it again.');
  const tries = (Object.keys(SEPARATORS) as (keyof typeof SEPARATORS)[]).map(async (delimiter) => {
    const first: string[][] = [];
    let fault: SheetFault | null = null;
    try {
      for await (const { cells } of records(text, delimiter, SAMPLE)) first.push([...cells]);
    } catch (problem) {
      if (!(problem instanceof SheetFault)) throw problem;
      fault = problem;
    }
    const found = findHeader(first);
    return { delimiter, found, fault, width: Math.max(0, ...first.map((cells) => cells.filter(Boolean).length)) };
  });
  const best = (await Promise.all(tries)).sort((a, b) => Number(b.found.ok) - Number(a.found.ok) || b.width - a.width)[0]!;
  // A quotation mark that never closes swallows the columns: say that, not that they are missing.
  if (!best.found.ok) return best.fault ? refused(best.fault.message, best.fault.cure) : refused(best.found.because, best.found.cure);
  const { header } = best.found;
  return {
    ok: true,
    sheet: { header, notes: [], readAs: `CSV, ${encoding}, separated by ${SEPARATORS[best.delimiter]}`, rows: () => below(header, records(text, best.delimiter, MOST_ROWS + header.at + 1)) },
  };
}

/** Streams the records; a cell may hold line breaks. */
async function* records(text: string, delimiter: string, most: number): AsyncIterable<{ row: number; cells: readonly string[] }> {
  const parser = parse(text, { delimiter, relax_column_count: true, relax_quotes: false, skip_empty_lines: false, to: most + 1 });
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (row === most && most > SAMPLE) throw new SheetFault(`The file has more than ${MOST_ROWS.toLocaleString('en-GB')} rows.`, 'Cut the list into parts.');
      if (row === most) return;
      yield { row: (row += 1), cells };
    }
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    const { lines } = fault as { lines?: number };
    throw new SheetFault(`The file cannot be read from line ${lines ?? '?'} on (row ${row + 1}): a quotation mark (") stands where none belongs, or is never closed.`, 'Close the quotation mark, or double it where it belongs to the text. A spreadsheet program does that by itself when it saves as CSV.');
  }
}

/** Found only while reading on: the whole file is refused, since nobody knows where its rows end. */
export class SheetFault extends Error {
  constructor(because: string, readonly cure: string) {
    super(because);
  }
}

async function readWorkbook(bytes: Buffer, sheetName: string | null): Promise<SheetRead> {
  let sheets: { name: string; rows: string[][] }[];
  try {
    const merged = mergesOf(bytes);
    sheets = (await readExcel(bytes)).map(({ sheet, data }, n) => ({ name: sheet, rows: filledDown(data.map((cells) => cells.map(textOfCell)), merged[n] ?? []) }));
  } catch {
    return refused('The workbook cannot be read: it is damaged, or holds no sheet with cells.', 'Open it in Excel, save it as a new workbook (.xlsx), and choose that.');
  }
  const wanted = sheetName?.trim() ? sheets.filter(({ name }) => name.toLowerCase() === sheetName.trim().toLowerCase()) : sheets;
  if (wanted.length === 0) return refused(`The workbook has no sheet “${sheetName}”.`, `Its sheets are: ${sheets.map(({ name }) => `“${name}”`).join(', ')}.`);
  const filled = wanted.filter(({ rows }) => rows.some((cells) => cells.some(Boolean)));
  if (filled.length === 0) return refused('The workbook holds no rows.', 'Check that the list is in this file, and save it again.');
  const found = filled.map((one) => ({ ...one, found: findHeader(one.rows) }));
  const lists = found.filter((one) => one.found.ok);
  if (lists.length > 1) return refused(`Two sheets look like lists of providers: ${lists.map(({ name }) => `“${name}”`).join(' and ')}.`, 'Say which one to read.');
  const only = lists[0] ?? found[0]!;
  if (!only.found.ok) return refused(`${filled.length > 1 ? `No sheet is a list of providers. In “${only.name}”: ` : ''}${only.found.because}`, only.found.cure);
  const { header } = only.found;
  const others = sheets.filter(({ name }) => name !== only.name).map(({ name }) => `“${name}”`);
  if (only.rows.length > MOST_ROWS + header.at + 1) return refused(`The sheet has more than ${MOST_ROWS.toLocaleString('en-GB')} rows.`, 'Cut the list into parts.');
  return {
    ok: true,
    sheet: {
      header, readAs: `Excel, sheet “${only.name}”`, notes: others.length > 0 ? [`Not read, as no list of providers: ${others.length === 1 ? 'the sheet' : 'the sheets'} ${others.join(', ')}.`] : [],
      rows: () => below(header, numbered(only.rows)),
    },
  };
}

async function* numbered(rows: readonly string[][]): AsyncIterable<{ row: number; cells: readonly string[] }> {
  let row = 0;
  for (const cells of rows) yield { row: (row += 1), cells };
}

async function* below(header: Header, rows: AsyncIterable<{ row: number; cells: readonly string[] }>): AsyncIterable<{ row: number; cells: readonly string[] }> {
  for await (const one of rows) if (one.row > header.at + 1 && one.cells.some((cell) => cell.trim() !== '')) yield one;
}

/** The value that the program worked out last: of a formula, its result. Days come as UTC midnight. */
function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '#VALUE!' : cell.toISOString().slice(0, 10);
  return String(cell);
}

/** Cells merged downwards hold their value once; a provider with three lots below each other is meant three times. */
function filledDown(rows: string[][], merges: readonly Merge[]): string[][] {
  for (const { column, from, to } of merges) {
    const value = rows[from]?.[column] ?? '';
    for (let row = from + 1; row <= to; row += 1) if (rows[row]?.some(Boolean)) rows[row]![column] ||= value;
  }
  return rows;
}
interface Merge { readonly column: number; readonly from: number; readonly to: number }

/** The reader of workbooks leaves merges out, so they are read from the sheets' own XML, in the order of the workbook. */
function mergesOf(bytes: Buffer): Merge[][] {
  const parts = unzipSync(bytes, { filter: ({ name }) => /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name) });
  const text = (name: string) => (parts[name] ? Buffer.from(parts[name]).toString('utf8') : '');
  const targets = new Map([...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target')]));
  return [...text('xl/workbook.xml').matchAll(/<sheet\b[^>]*>/g)].map(([tag]) => {
    const target = (targets.get(attribute(tag, 'r:id')) ?? '').replace(/^\/?xl\//, '');
    return [...text(`xl/${target}`).matchAll(/<mergeCell ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].flatMap(([, from, first, , last]) =>
      (Number(last) > Number(first) ? [{ column: columnNumber(from!), from: Number(first) - 1, to: Number(last) - 1 }] : []));
  });
}
const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const columnNumber = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
