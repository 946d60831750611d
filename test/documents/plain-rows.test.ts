import fs from 'node:fs';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readPage } from '../../src/documents/page.js';
import { renderDocument } from '../../src/documents/render.js';
import type { Block, Cell, DocumentHead, Inline, Table } from '../../src/documents/tree.js';
import { PlainRows } from '../../src/documents/word-plain.js';
import { writeWord } from '../../src/documents/word.js';

/** Rows of mere words are written at once, to save time. Whoever opens the file must not be able to tell. */
const TEMPLATES = path.resolve('templates');
/** Those that are documents, not parts of one. */
const documents = fs.readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs') && fs.readFileSync(path.join(TEMPLATES, file), 'utf8').includes('<h1')).map((file) => file.replace(/\.hbs$/, ''));

test.each(documents)('the Word file of %s is the same, byte for byte, when its plain rows are written the long way', async (name) => {
  const { sample } = (await import(path.join(TEMPLATES, `${name}.data.ts`))) as { sample: () => object };
  const page = readPage((await renderDocument(name, sample(), { date: '2026-04-20', reference: 'A reference' })).html.toString('utf8'));
  expect((await writeWord(page)).equals(await writeWord(page, null))).toBe(true);
});

const head: DocumentHead = { title: 'A table', reference: 'A reference', authority: 'A council', date: '2026-04-20T00:00:00.000Z', lang: 'en-GB', variant: 'public', template: 'none', templateHash: '' };
const text = (words: string): Inline => ({ kind: 'text', text: words });
const paragraph = (content: Inline[], more: object = {}): Block => ({ kind: 'paragraph', role: 'plain', id: null, number: null, dirAuto: true, content, ...more });
const cell = (content: Block[], more: Partial<Cell> = {}): Cell => ({ header: null, numeric: false, colspan: 1, rowspan: 1, content, ...more });
const said = (words: string, more: Partial<Cell> = {}): Cell => cell([paragraph([text(words)])], more);
const tableOf = (body: Cell[][], more: Partial<Table> = {}): Table => ({
  kind: 'table', id: null, number: '1', caption: [text('Rows')], columns: body[0]!.length, head: [body[0]!.map((_, n) => said(`Column ${n + 1}`, { header: 'col' }))], body, foot: [], ...more,
});
const both = async (table: Table): Promise<[Buffer, Buffer]> => {
  const page = { head, tree: { letterhead: [], blocks: [table] } };
  return [await writeWord(page), await writeWord(page, null)];
};

/** Each is a second cell beside a plain one. */
const CELLS: Readonly<Record<string, Cell>> = {
  'signs that XML keeps for itself': said(`Fish & Chips <b> "quoted" 'single' ]]> &amp;`),
  'words like what stands for rows': said('<cw:rows>0</cw:rows>'),
  'braces': said('{bullet-0} {{field}}'),
  'a tab and a line end': said('a\tb\nc'),
  'emoji': said('Therapy 🧑‍⚕️ done'),
  'nothing at all': cell([]),
  'a paragraph without words': cell([paragraph([])]),
  'several pieces of text': cell([paragraph([text('one '), text('two')])]),
  'a break': cell([paragraph([text('one'), { kind: 'break' }, text('two')])]),
  'strong words': cell([paragraph([{ kind: 'strong', content: [text('one')] }])]),
  'a link': cell([paragraph([{ kind: 'link', href: 'https://council.example/', content: [text('one')] }])]),
  'two paragraphs': cell([paragraph([text('one')]), paragraph([text('two')])]),
  'a list': cell([{ kind: 'list', style: 'bullet', items: [[paragraph([text('one')])]] }]),
  'Hebrew': said('שלום 12'),
  'a paragraph with a bookmark': cell([paragraph([text('one')], { id: 'here' })]),
  'a number': said('£1,066,615.42', { numeric: true }),
  'the header of a row': said('Row', { header: 'row' }),
};

test.each(Object.keys(CELLS))('a table with %s', async (what) => {
  const [quick, long] = await both(tableOf([[said('First'), CELLS[what]!, said('Last')], [said('First'), said('Second'), said('Last')]]));
  expect(strFromU8(unzipSync(quick)['word/document.xml']!)).toBe(strFromU8(unzipSync(long)['word/document.xml']!));
  expect(quick.equals(long)).toBe(true);
});

test('a table with a foot, with cells over several columns or rows, without a head, with columns that rounding leaves short of its width', async () => {
  const plain = (n: number) => Array.from({ length: n }, (_, at) => said(`Cell ${'x'.repeat(at)}`));
  const tables = [
    tableOf([plain(2)], { foot: [[said('Sum', { header: 'row' }), said('2', { numeric: true })]] }),
    tableOf([plain(3), [said('wide', { colspan: 2 }), said('x')]]),
    tableOf([[said('tall', { rowspan: 2 }), said('x')], [said('y')]]),
    tableOf([plain(2)], { head: [] }),
    tableOf([plain(2)], { head: [[said('tall', { rowspan: 2, header: 'col' }), said('x', { header: 'col' })]] }),
    ...[3, 5, 6, 7, 9, 11].map((columns) => tableOf([plain(columns), plain(columns)])),
  ];
  for (const table of tables) {
    const [quick, long] = await both(table);
    expect(strFromU8(unzipSync(quick)['word/document.xml']!)).toBe(strFromU8(unzipSync(long)['word/document.xml']!));
  }
});

test('plain rows are written at once, others are not', () => {
  const plain = new PlainRows();
  expect(plain.take([[said('a'), said('b')]], [1, 1])).not.toBeNull();
  expect(plain.take([[said('a'), cell([paragraph([{ kind: 'strong', content: [text('b')] }])])]], [1, 1])).toBeNull();
});
