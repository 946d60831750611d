import { strFromU8, unzipSync } from 'fflate';
import { renderDocument, toDocx, toPdf } from '../../src/documents/render.js';
import { sample } from '../../templates/decisions/officer-decision-record.data.js';
import { readPdf } from './pdf-reading.js';

const SECRET = 'hourly rate offered';
const record = (variant: 'public' | 'exempt') =>
  renderDocument('decisions/officer-decision-record', sample(), {
    date: '2026-04-20T09:00:00Z',
    reference: '26/00042',
    variant,
  });

/** Every text part of a Word file in one string. */
const wordText = (bytes: Buffer) =>
  Object.entries(unzipSync(bytes))
    .filter(([name]) => name.endsWith('.xml'))
    .map(([, part]) => strFromU8(part))
    .join('\n');

describe('exempt information', () => {
  test('the public variant does not have the text in any format, and says under which paragraph and why it is withheld', async () => {
    const { html } = await record('public');
    const [pdf, word] = [await toPdf(html), await toDocx(html)];
    const inPdf = (await readPdf(pdf)).text.replace(/\s+/g, ' ');
    for (const text of [html.toString('utf8'), inPdf, pdf.toString('latin1'), wordText(word)]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('58.00');
    }
    for (const text of [html.toString('utf8'), inPdf, wordText(word)]) {
      expect(text).toMatch(/paragraph 3\s+of Part 1\s+of\s+Schedule\s+12A/);
      expect(text).toContain('Text withheld.');
      expect(text.replace(/\s+/g, ' ')).toContain('Prices that a provider offered in confidence');
    }
  });

  test('the exempt variant has the text and says on each page that it is not for publication', async () => {
    const { html } = await record('exempt');
    const pdf = await readPdf(await toPdf(html));
    expect(html.toString('utf8')).toContain(SECRET);
    expect(pdf.text).toContain(SECRET);
    expect(pdf.text.match(/Not for publication: contains exempt information/g)).toHaveLength(pdf.pages);
    expect(wordText(await toDocx(html))).toContain(SECRET);
  });

  test('what is exempt must be asked for: a document is public unless told otherwise', async () => {
    const { html } = await renderDocument('decisions/officer-decision-record', sample(), {
      date: '2026-04-20T09:00:00Z',
      reference: 'x',
    });
    expect(html.toString('utf8')).not.toContain(SECRET);
  });
});
