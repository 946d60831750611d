import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { LIMITS, sizeInWords } from '../../../files/limits.js';
import { findHeader, type Header } from './contract-columns.js';

export interface ContractSheet {
  readonly header: Header;
  /** The rows below the header, blank ones left out, each with the number that the spreadsheet program shows. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}
export type SheetRead = { readonly ok: true; readonly sheet: ContractSheet } | { readonly ok: false; readonly because: string; readonly cure: string };

/** An authority has hundreds of such contracts; a file beyond this is something else. */
const MOST_ROWS = 5_000;
const AGAIN = 'Save the list as an Excel workbook (.xlsx) or as CSV, and choose that file.';

/** Reads a list of contracts. What the file is called counts for nothing: a workbook is known by its first bytes. */
export async function readContractSheet(bytes: Buffer): Promise<SheetRead> {
  if (bytes.length === 0) return { ok: false, because: 'The file is empty.', cure: AGAIN };
  if (bytes.length > LIMITS.maxBytes) return { ok: false, because: `The file has ${sizeInWords(bytes.length)}, and a list may have ${sizeInWords(LIMITS.maxBytes)}.`, cure: 'Save only the sheet with the list.' };
  const tables = bytes.subarray(0, 2).toString('latin1') === 'PK' ? await workbook(bytes) : text(bytes);
  if (tables === null) return { ok: false, because: 'The file cannot be read as a table.', cure: AGAIN };
  const tried = tables.map((rows) => ({ rows, found: findHeader(rows) }));
  const best = tried.find(({ found }) => found.ok) ?? tried[0];
  if (!best) return { ok: false, because: 'The file holds no rows.', cure: AGAIN };
  if (!best.found.ok) return best.found;
  const { header } = best.found;
  const rows = best.rows.map((cells, n) => ({ row: n + 1, cells })).filter(({ row, cells }) => row > header.at + 1 && cells.some((cell) => cell.trim() !== ''));
  if (rows.length === 0) return { ok: false, because: 'Below the header there are no rows.', cure: 'Check that the list is in this file, and save it again.' };
  if (rows.length > MOST_ROWS) return { ok: false, because: `The file has more than ${MOST_ROWS.toLocaleString('en-GB')} rows.`, cure: 'Cut the list into parts.' };
  return { ok: true, sheet: { header, rows } };
}

async function workbook(bytes: Buffer): Promise<string[][][] | null> {
  try {
    return (await readExcel(bytes)).map(({ data }) => data.map((cells) => cells.map(inText)));
  } catch {
    return null;
  }
}
/** A day of a workbook comes as midnight, UTC. */
function inText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? (Number.isNaN(cell.getTime()) ? '#VALUE!' : cell.toISOString().slice(0, 10)) : String(cell);
}

/** UTF-8 when it is that throughout; otherwise what Excel in England writes. The separator is the one that gives the most columns. */
function text(bytes: Buffer): string[][][] | null {
  if (bytes.includes(0)) return null;
  let all: string;
  try {
    all = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    all = new TextDecoder('windows-1252').decode(bytes);
  }
  const tries = [',', ';', '\t'].flatMap((delimiter) => {
    try {
      return [parse(all, { delimiter, bom: true, relax_column_count: true }) as string[][]];
    } catch {
      return [];
    }
  });
  return tries.length === 0 ? null : tries.sort((a, b) => widest(b) - widest(a)).slice(0, 1);
}
const widest = (rows: readonly (readonly string[])[]): number => Math.max(0, ...rows.slice(0, 20).map((cells) => cells.filter(Boolean).length));
