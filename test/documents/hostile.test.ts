import { strFromU8, unzipSync } from 'fflate';
import { renderDocument, toDocx, toPdf } from '../../src/documents/render.js';
import { sample } from '../../templates/qpl/clarification.data.js';
import { readPdf } from './pdf-reading.js';

/** Renders a letter whose question is some text that a person typed. */
async function withText(text: string) {
  const data = sample();
  data.questions = [{ about: text.replace(/\s+/g, ' '), question: text, why: null }];
  const { html } = await renderDocument('qpl/clarification', data, {
    date: '2026-04-10T09:00:00Z',
    reference: 'QPL/A/0048',
  });
  const word = strFromU8(unzipSync(await toDocx(html))['word/document.xml']!);
  return {
    page: html.toString('utf8'),
    pdf: (await readPdf(await toPdf(html))).text.replace(/\s+/g, ' '),
    word: word
      .replace(/<[^>]*>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&apos;/g, "'")
      .replace(/&amp;/g, '&'),
  };
}
const asHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

describe('what a person typed comes out as it was typed', () => {
  test.each([
    ['HTML', '<script>alert("x")</script><img src=x onerror=y></p><h1>Admitted</h1>'],
    ['an entity', '&lt;b&gt; &amp;amp; &#0;'],
    ['Handlebars', '{{secret}} {{{raw}}} {{#if x}} {{> shared/contact}}'],
    ['Typst', '#set text(red) #read("/etc/passwd") $x^2$ *bold* _it_ `code` @ref <label> \\u{41} = Heading'],
    ['a Word field', 'HYPERLINK "x" </w:t></w:r> ]]> \\* MERGEFORMAT'],
    ['the stand-in of a picture', '/picture-1.svg'],
  ])('%s', async (_kind, text) => {
    const made = await withText(text);
    expect(made.page).toContain(asHtml(text));
    expect(made.pdf).toContain(text);
    expect(made.word).toContain(text);
  });

  test('Hebrew, Arabic and emoji are in all three, and the paragraph turns to its own direction', async () => {
    for (const text of ['שלום לכולם', 'سلام', 'Thanks 😀 🎉']) {
      const made = await withText(text);
      expect(made.page).toContain(`dir="auto"><span class="number">1</span> ${text}</p>`);
      expect(made.word).toContain(text);
      for (const letter of text.replace(/\s/g, '')) expect(made.pdf).toContain(letter);
    }
  });

  test('a script that no font of ours has is set in the PDF as code points, and kept as it is elsewhere', async () => {
    const made = await withText('名前 ᚠ');
    expect(made.page).toContain('名前 ᚠ');
    expect(made.word).toContain('名前 ᚠ');
    expect(made.pdf).toContain('[U+540D][U+524D] [U+16A0]');
  });

  test('NUL, control characters and half a surrogate are shown as replaced, never lost in silence', async () => {
    const made = await withText('a\u0000b\u0008c\ud800d\uffffe');
    expect(made.page).toContain('a\ufffdb\ufffdc\ufffdd\ufffde');
    expect(made.word).toContain('a\ufffdb\ufffdc\ufffdd\ufffde');
    expect(made.pdf).toContain('a[U+FFFD]b[U+FFFD]c[U+FFFD]d[U+FFFD]e');
  });

  test('an override of direction ends where the typed text ends', async () => {
    const made = await withText('gnp.\u202eexe');
    expect(made.page).toContain('gnp.\u202eexe\u202c');
  });

  test('blank lines part paragraphs and single line ends stay', async () => {
    const { page } = await withText('one\r\ntwo\n\n\nthree');
    expect(page).toContain('<span class="number">1</span> one<br>two</p>');
    expect(page).toContain('<span class="number">2</span> three</p>');
  });
});
