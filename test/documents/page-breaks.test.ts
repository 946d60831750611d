import { typeset } from '../../src/documents/pdf.js';
import type { Block, Cell, DocumentHead, Table } from '../../src/documents/tree.js';
import { readPdf } from './pdf-reading.js';

/** Where a page ends: what belongs together stands together, wherever the text before it happens to stop. */
const head: DocumentHead = { title: 'A table', reference: 'A reference', authority: 'A council', date: '2026-04-20T00:00:00.000Z', lang: 'en-GB', variant: 'public', template: 'none', templateHash: '' };
const paragraph = (words: string): Block => ({ kind: 'paragraph', role: 'plain', id: null, number: null, dirAuto: true, content: [{ kind: 'text', text: words }] });
const cell = (words: string, more: Partial<Cell> = {}): Cell => ({ header: null, numeric: false, colspan: 1, rowspan: 1, content: [paragraph(words)], ...more });
/** Rows of one line, or of so many that a first row hardly fits below its caption. */
const tableOf = (lines: number): Table => ({
  kind: 'table', id: null, number: 'Table 1', caption: [{ kind: 'text', text: 'Who was asked' }], columns: 2, foot: [],
  head: [[cell('Name', { header: 'col' }), cell('Answer', { header: 'col' })]], body: Array.from({ length: 30 }, (_, n) => [cell(n === 0 ? 'First' : 'Next'), cell('Yes, and said so at length. '.repeat(lines))]),
});

test.each([1, 30])('the caption of a table stands on the page of its first row, wherever on a page the table begins: rows of %i sentences', async (lines) => {
  const broken: number[] = [];
  for (let before = 14; before <= 32; before++) {
    const title: Block = { kind: 'heading', level: 1, id: null, numbered: false, number: null, content: [{ kind: 'text', text: 'A table' }] };
    const { texts } = await readPdf(await typeset({ head, tree: { letterhead: [], blocks: [title, ...Array.from({ length: before }, (_, n) => paragraph(`Paragraph ${n + 1} of some words.`)), tableOf(lines)] } }));
    const pageOf = (words: string) => texts.findIndex((text) => text.includes(words));
    expect(pageOf('Who was asked')).toBeGreaterThanOrEqual(0);
    if (pageOf('Who was asked') !== pageOf('First')) broken.push(before);
  }
  expect(broken).toEqual([]);
}, 120_000);
