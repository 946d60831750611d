import iconv from 'iconv-lite';
import { zipSync, strToU8, unzipSync, strFromU8 } from 'fflate';
import writeExcel from 'write-excel-file/node';
import { readProviderSheet } from '../../../src/qpl/import/sheet.js';
import { csv } from './lists.js';

type Refusal = { because: string; cure: string };
const read = async (name: string, bytes: Buffer | string, sheet: string | null = null) => {
  const answer = await readProviderSheet(name, Buffer.from(bytes), sheet);
  if (!answer.ok) return { refused: answer as Refusal, rows: [], readAs: '', notes: [] as readonly string[], header: null };
  const rows: { row: number; cells: readonly string[] }[] = [];
  for await (const one of answer.sheet.rows()) rows.push(one);
  return { refused: null, rows, readAs: answer.sheet.readAs, notes: answer.sheet.notes, header: answer.sheet.header };
};
const excel = async (...sheets: { sheet: string; data: (string | number | Date | null)[][] }[]): Promise<Buffer> => {
  const cell = (value: string | number | Date | null) => (value === null ? null : value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value, type: typeof value === 'number' ? Number : String });
  return (await writeExcel(sheets.map(({ sheet, data }) => ({ sheet, data: data.map((row) => row.map(cell)) })) as never).toBuffer()) as Buffer;
};
/** Changes the XML of the first sheet, for what the writer of workbooks cannot make. */
const withSheet = (bytes: Buffer, change: (xml: string) => string): Buffer => {
  const parts = unzipSync(bytes);
  const name = Object.keys(parts).find((one) => one.startsWith('xl/worksheets/') && one.endsWith('.xml'))!;
  return Buffer.from(zipSync({ ...parts, [name]: strToU8(change(strFromU8(parts[name]!))) }));
};
const HEAD = ['Provider', 'Type', 'Lots', 'Districts'];

describe('text', () => {
  const french = csv(['Crèche “Été” – Café & Co,Ltd,SLT-1,Ashford,,']);
  test.each([
    ['Windows-1252', iconv.encode(french, 'windows-1252')], ['UTF-8', Buffer.from(french)], ['UTF-8', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(french)])],
    ['UTF-16', iconv.encode(french, 'utf-16le', { addBOM: true })], ['UTF-16', iconv.encode(french, 'utf-16be', { addBOM: true })], ['UTF-16', iconv.encode(french, 'utf-16le')],
  ])('is read in %s, with or without a mark, and no letter is lost', async (encoding, bytes) => {
    const { rows, readAs, header } = await read('list.csv', bytes);
    expect(readAs).toContain(encoding);
    expect(rows).toEqual([{ row: 2, cells: ['Crèche “Été” – Café & Co', 'Ltd', 'SLT-1', 'Ashford', '', ''] }]);
    expect(header!.columns.get('name')).toBe(0);
  });

  test.each([[';', 'semicolons'], ['\t', 'tabs'], ['|', 'bars']])('separated by “%s” is read as such', async (separator, words) => {
    const { rows, readAs } = await read('list.csv', [HEAD.join(separator), ['A, B & Co', 'Ltd', 'OT-1', 'Swale'].join(separator)].join('\n'));
    expect(readAs).toContain(words);
    expect(rows[0]!.cells).toEqual(['A, B & Co', 'Ltd', 'OT-1', 'Swale']);
  });

  test('a line break inside quotation marks belongs to its cell, blank rows are passed over, and rows keep the numbers of the spreadsheet', async () => {
    const { rows } = await read('list.csv', csv(['"Two\nlines",Ltd,"SLT-1\nOT-1",Ashford,,', '', ',,,,,', 'Next,Ltd,OT-1,Swale,,']));
    expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([[2, 'Two\nlines'], [5, 'Next']]);
  });

  test('a quotation mark that is never closed is named with its line; nothing is read', async () => {
    const text = csv([...Array.from({ length: 40 }, (_, n) => `P${n},Ltd,OT-1,Swale,,`), '"Open,Ltd,OT-1,Swale,,', 'After,Ltd,OT-1,Swale,,']);
    await expect(read('list.csv', text)).rejects.toThrow(/line \d+.*quotation mark/);
  });

  test('headers may stand in any order, in any case, under other names, below a title', async () => {
    const { header, rows } = await read('list.csv', ['Therapy providers 2026,,,,', ',,,,', 'AREAS COVERED,companies house NUMBER,Name of provider,therapy,Legal Form,Colour', 'Swale,00445790,A,OT,Ltd,red'].join('\n'));
    expect(Object.fromEntries(header!.columns)).toEqual({ districts: 0, company: 1, name: 2, lots: 3, kind: 4 });
    expect(header!.unused).toEqual(['Colour']);
    expect(rows.map(({ row }) => row)).toEqual([4]);
  });
});

describe('what is refused says why and what to do', () => {
  const refused = async (name: string, bytes: Buffer | string, sheet: string | null = null) => { const { refused: one } = await read(name, bytes, sheet); return `${one?.because} ${one?.cure}`; };
  test('a missing column, with the headers that were found', async () => {
    const words = await refused('list.csv', 'Provider,Legal form,Town\nA,Ltd,Ashford');
    expect(words).toMatch(/Columns are missing: “Lots”, “Districts”.*“Provider”, “Legal form”, “Town”.*Therapy/s);
  });
  test('an empty file, and one of blank lines', async () => {
    expect(await refused('list.csv', '')).toMatch(/is empty/);
    expect(await refused('list.csv', '\r\n\r\n  ')).toMatch(/no rows/);
  });
  test('a file that is not what its name says', async () => {
    expect(await refused('list.xlsx', csv(['A,Ltd,OT-1,Swale,,']))).toMatch(/not an Excel workbook/);
    expect(await refused('list.csv', await excel({ sheet: 'A', data: [HEAD] }))).toMatch(/is an Excel workbook, but its name ends in “.csv”/);
    expect(await refused('list.csv', Buffer.from('%PDF-1.7 …'))).toMatch(/PDF/);
    expect(await refused('list.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(600).fill(0)]))).toMatch(/not taken.*\.xlsx/s);
  });
  test('a damaged workbook, and one that unpacks without end', async () => {
    const good = await excel({ sheet: 'A', data: [HEAD, ['A', 'Ltd', 'OT-1', 'Swale']] });
    expect(await refused('list.xlsx', withSheet(good, () => '<not a sheet'))).toMatch(/cannot be read|no rows|No row/);
    const bomb = Buffer.from(zipSync({ ...unzipSync(good), 'xl/worksheets/sheet1.xml': new Uint8Array(6 * 1024 * 1024) }));
    expect(await refused('list.xlsx', bomb)).toMatch(/unpack/);
  });
  test('200 MB, before a byte of it is looked at', async () => {
    expect(await refused('list.csv', Buffer.alloc(200 * 1024 * 1024))).toMatch(/200 MB, and a list may have 20 MB/);
  });
  test('two columns for one thing', async () => {
    expect(await refused('list.csv', 'Provider,Supplier name,Type,Lots,Districts\nA,B,Ltd,OT-1,Swale')).toMatch(/“Provider” and “Supplier name”/);
  });
});

describe('workbooks', () => {
  test('days, numbers and words of formulas are read as they stand; the formula itself is not', async () => {
    const plain = await excel({ sheet: 'Providers', data: [[...HEAD, 'PL until', 'Sessions', 'Shortest wait'], ['x', 'Ltd', 'OT-1', 'Swale', new Date(Date.UTC(2027, 2, 31)), 12, 4]] });
    const { rows, readAs } = await read('list.xlsx', withSheet(plain, (xml) => xml.replace(/<c r="A2"[^>]*>.*?<\/c>/, '<c r="A2" t="str"><f>"Harbour"&amp;" Speech"</f><v>Harbour Speech</v></c>').replace(/<c r="F2"[^>]*>.*?<\/c>/, '<c r="F2"><f>6*2</f><v>12</v></c>')));
    expect(readAs).toBe('Excel, sheet “Providers”');
    expect(rows[0]!.cells).toEqual(['Harbour Speech', 'Ltd', 'OT-1', 'Swale', '2027-03-31', '12', '4']);
  });

  test('cells merged downwards count for each row; blank rows between are passed over', async () => {
    const plain = await excel({ sheet: 'A', data: [HEAD, ['Harbour', 'Ltd', 'OT-1', 'Swale'], [null, null, 'SLT-1', 'Thanet'], [null, null, null, null], ['Other', 'Ltd', 'PH-1', 'Swale']] });
    const { rows } = await read('list.xlsx', withSheet(plain, (xml) => xml.replace('</sheetData>', '</sheetData><mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="B2:B3"/></mergeCells>')));
    expect(rows.map(({ row, cells }) => [row, cells[0], cells[1], cells[2]])).toEqual([[2, 'Harbour', 'Ltd', 'OT-1'], [3, 'Harbour', 'Ltd', 'SLT-1'], [5, 'Other', 'Ltd', 'PH-1']]);
  });

  test('of two sheets the one with a list is read and the other named; two lists are a question', async () => {
    const list = [HEAD, ['A', 'Ltd', 'OT-1', 'Swale']];
    const one = await read('list.xlsx', await excel({ sheet: 'Read me', data: [['Made for the panel']] }, { sheet: 'Providers', data: list }));
    expect(one.rows).toHaveLength(1);
    expect(one.notes.join()).toContain('“Read me”');
    const both = await excel({ sheet: 'North', data: list }, { sheet: 'South', data: [HEAD, ['B', 'Ltd', 'PH-1', 'Thanet']] });
    expect((await read('list.xlsx', both)).refused?.because).toMatch(/“North” and “South”/);
    expect((await read('list.xlsx', both, 'south')).rows[0]!.cells[0]).toBe('B');
    expect((await read('list.xlsx', both, 'East')).refused).toMatchObject({ because: expect.stringContaining('“East”'), cure: expect.stringContaining('“North”') });
  });
});
