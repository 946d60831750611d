import mammoth from 'mammoth';
import { chartOf, pictureUri } from '../../src/documents/chart.js';
import { renderDocument, toDocx, toPdf } from '../../src/documents/render.js';
import { readPage, writePage } from '../../src/documents/page.js';
import { numberDocument } from '../../src/documents/numbering.js';
import { readDraft } from '../../src/documents/vocabulary.js';
import { sample } from '../../templates/decisions/officer-decision-record.data.js';
import { strFromU8, unzipSync } from 'fflate';
import { headerScopes, readPdf } from './pdf-reading.js';

const OPTIONS = { date: '2026-04-20T09:00:00Z', reference: '26/00042' };
const record = () => renderDocument('decisions/officer-decision-record', sample(), OPTIONS);

/** A page that has a figure, which no template of letters has. */
async function withFigure(): Promise<Buffer> {
  const chart = await chartOf({
    kind: 'bar',
    title: 'Spend by year',
    description: 'Spend rises.',
    across: 'Year',
    categories: ['2020/21', '2021/22'],
    series: [{ name: 'Spend', values: [61003700, null] }],
    unit: 'pence',
  });
  const html = `<h1>Spend</h1><p>See <a href="#spend"></a>.</p><figure id="spend"><img src="${pictureUri(chart.svg)}" alt="Spend rises from 2020 to 2022"><figcaption>Spend by year</figcaption></figure>${chart.table}`;
  const { head } = readPage((await record()).html.toString('utf8'));
  return Buffer.from(writePage(head, numberDocument(readDraft(html))));
}

describe('three formats from one template', () => {
  test('the page reads back as what was written, so PDF and Word can be made from the frozen bytes at any time', async () => {
    const { html } = await record();
    const { head, tree } = readPage(html.toString('utf8'));
    expect(writePage(head, tree)).toBe(html.toString('utf8'));
    expect(head).toMatchObject({
      title: 'Officer decision record: ' + sample().title,
      reference: '26/00042',
      authority: 'Sample County Council',
      lang: 'en-GB',
    });
  });

  test('the PDF carries title, language, nested headings, lists and table headers with their scope', async () => {
    const { html } = await record();
    const bytes = await toPdf(html);
    const pdf = await readPdf(bytes);
    expect(pdf.title).toBe('Officer decision record: ' + sample().title);
    expect(pdf.lang).toBe('en-GB');
    expect(bytes.toString('latin1')).toContain('pdfuaid:part');
    const headings = pdf.all
      .filter(({ role }) => /^H\d$/.test(role))
      .map(({ role, text }) => `${role} ${text.replace(/\s+/g, ' ').trim()}`);
    expect(headings[0]).toMatch(/^H1 Officer decision record/);
    expect(headings).toContain('H2 1 Decision');
    expect(headings).toContain('H3 Financial');
    expect(pdf.all.some(({ role }) => role === 'L')).toBe(true);
    const columns = pdf.all.filter(({ role }) => role === 'TH').map(({ text }) => text.trim());
    expect(columns).toEqual(
      expect.arrayContaining([
        'Lot',
        'Provider',
        'Value',
        'Decision number',
        'Cabinet Member for Education and Skills',
      ]),
    );
    // Six rows of the summary, two of lots, one person consulted; five and three columns.
    expect(headerScopes(bytes)).toEqual({ Row: 9, Column: 8 });
  });

  test('the PDF says which page of how many, and the reference, on each page', async () => {
    const { text, pages } = await readPdf(await toPdf((await record()).html));
    for (let page = 1; page <= pages; page++) expect(text).toContain(`Page ${page} of ${pages}`);
    expect(text.split('26/00042').length - 1).toBeGreaterThanOrEqual(pages);
  });

  test('a figure has its alternative text in the page, the PDF and the Word file', async () => {
    const html = await withFigure();
    const pdf = await readPdf(await toPdf(html));
    expect(pdf.all.find(({ role, alt }) => role === 'Figure' && alt)?.alt).toBe('Spend rises from 2020 to 2022');
    const word = unzipSync(await toDocx(html));
    expect(strFromU8(word['word/document.xml']!)).toContain('descr="Spend rises from 2020 to 2022"');
    expect(Object.keys(word).filter((name) => /media\/.*\.(svg|png)$/.test(name)).length).toBeGreaterThanOrEqual(2);
    expect(html.toString('utf8')).toContain('See <a href="#spend">Figure 1</a>');
    expect((await toDocx(html)).equals(await toDocx(html))).toBe(true);
    expect((await toPdf(html)).equals(await toPdf(html))).toBe(true);
  });

  test('Word has real headings, captions, header rows that repeat, the language and the title', async () => {
    const bytes = await toDocx((await record()).html);
    const { value, messages } = await mammoth.convertToHtml(
      { buffer: bytes },
      { styleMap: ["p[style-name='caption'] => p.caption:fresh"] },
    );
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    expect(value).toContain('<h1>Officer decision record: ');
    expect(value).toMatch(/<h2>(<a[^>]*><\/a>)*Reasons for the decision<\/h2>/);
    expect(value).toContain('<h3>Equality</h3>');
    expect(value).toMatch(/<thead><tr><th><p><strong>Lot<\/strong>/);
    expect(value).toMatch(/<p class="caption">.*The decision for each lot and provider/);
    const parts = unzipSync(bytes);
    expect(strFromU8(parts['word/document.xml']!).match(/<w:tblHeader\/>/g)).toHaveLength(2);
    expect(strFromU8(parts['word/styles.xml']!)).toContain('w:lang w:val="en-GB"');
    expect(strFromU8(parts['docProps/core.xml']!)).toContain(
      `<dc:title>Officer decision record: ${sample().title}</dc:title>`,
    );
    expect(strFromU8(parts['docProps/core.xml']!)).toContain('2026-04-20T09:00:00Z');
  });

  test('the numbers of sections and paragraphs are the same in all three', async () => {
    const { html } = await record();
    const page = html.toString('utf8');
    expect(page).toContain('<span class="number">2.2</span>');
    expect(page).toContain('see <a href="#exempt">section 8</a>');
    const { text } = await readPdf(await toPdf(html));
    expect(text).toMatch(/2\.2\s*The applicant met every/);
    const word = strFromU8(unzipSync(await toDocx(html))['word/document.xml']!);
    // Word counts by itself: one level for sections, one for paragraphs, in the same order.
    const counted = [...word.matchAll(/<w:ilvl w:val="(\d)"\/><w:numId w:val="(\d+)"\/>/g)].map(
      ([, level, id]) => `${id}:${level}`,
    );
    const sections = counted[0]?.split(':')[0];
    const numbers = [...page.matchAll(/<(?:h2|p)[^>]*><span class="number">([\d.]+)<\/span>/g)].map(
      ([, number]) => number ?? '',
    );
    expect(counted.filter((one) => one.startsWith(`${sections}:`)).map((one) => one.split(':')[1])).toEqual(
      numbers.map((number) => (number.includes('.') ? '1' : '0')),
    );
  });
});
