import { numberDocument } from '../../src/documents/numbering.js';
import { VocabularyError } from '../../src/documents/reading.js';
import { readDraft } from '../../src/documents/vocabulary.js';

const TABLE =
  '<table><caption>C</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><th scope="row">a</th><td>b</td></tr></tbody></table>';
const PNG = 'data:image/png;base64,iVBORw0KGgo=';

function violations(html: string): string[] {
  try {
    numberDocument(readDraft(html));
    return [];
  } catch (fault) {
    if (!(fault instanceof VocabularyError)) throw fault;
    return fault.violations.map(({ where, what }) => `${where}: ${what}`);
  }
}

test('a document of every kind of part is accepted', () => {
  const html = `<header><p>Council</p></header><h1>T</h1><p class="lead">x <strong>y</strong> <em>z</em></p><h2 class="numbered" id="one">S</h2><p class="numbered">n, see <a href="#t"></a></p><h3>deeper</h3>
    <ul><li>a<li>b</ul><ol type="a"><li><p>one</p><p>two</p></li></ol><dl><dt>k</dt><dd>v</dd></dl>${TABLE.replace('<table>', '<table id="t">')}<figure><img src="${PNG}" alt="A picture"><figcaption>F</figcaption></figure><p>line<br>line <a href="mailto:a@b.example">write</a></p>`;
  expect(violations(html)).toEqual([]);
});

test.each([
  ['no h1', '<p>x</p>', 'one h1; this has 0'],
  ['two h1', '<h1>a</h1><h1>b</h1>', 'one h1; this has 2'],
  ['a level left out', '<h1>a</h1><h3>b</h3>', 'a level is left out'],
  ['a heading before the title', '<h2>a</h2><h1>b</h1>', 'the first heading is the h1'],
  ['an element outside', '<h1>a</h1><section><p>b</p></section>', '<section> is not in the vocabulary'],
  ['a script', '<h1>a</h1><script>x</script>', '<script> is not in the vocabulary'],
  ['a style', '<h1>a</h1><p style="color:red">b</p>', 'attribute "style"'],
  ['an unknown class', '<h1>a</h1><p class="big">b</p>', 'class "big"'],
  ['text outside a paragraph', '<h1>a</h1>loose', 'text stands outside'],
  ['an empty paragraph', '<h1>a</h1><p> </p>', 'an empty <p>'],
  ['a list in a paragraph', '<h1>a</h1><p>b<ul><li>c</li></ul></p>', 'an empty <p>'],
  ['a comment', '<h1>a</h1><!-- b -->', '#comment is not in the vocabulary'],
  ['a number written by hand', '<h1>a</h1><p class="numbered"><span>1.1</span> b</p>', 'numbers are generated'],
  [
    'the words of a reference written by hand',
    '<h1>a</h1><h2 id="b">B</h2><p><a href="#b">section 4</a></p>',
    'generated, not written',
  ],
  ['a reference to nothing', '<h1>a</h1><p>see <a href="#gone"></a></p>', 'nothing in this document has that id'],
  [
    'a reference to itself',
    '<h1>a</h1><p class="numbered" id="me">see <a href="#me"></a></p>',
    'refers to the place it stands in',
  ],
  ['an id used twice', '<h1>a</h1><h2 id="b">B</h2><h2 id="b">C</h2>', 'is used twice'],
  ['a link that runs code', '<h1>a</h1><p><a href="javascript:x">b</a></p>', 'is not an address'],
  ['a table without caption', `<h1>a</h1>${TABLE.replace('<caption>C</caption>', '')}`, 'a table has a caption'],
  ['a table without head', `<h1>a</h1>${TABLE.replace(/<thead>.*<\/thead>/, '')}`, 'a table has a head'],
  ['a header without scope', `<h1>a</h1>${TABLE.replace(' scope="col"', '')}`, 'has scope col'],
  [
    'a row header with the scope of a column',
    `<h1>a</h1>${TABLE.replace('scope="row"', 'scope="col"')}`,
    'has scope row',
  ],
  ['a row that is too short', `<h1>a</h1>${TABLE.replace('<td>b</td>', '')}`, 'has 1 columns, not 2'],
  ['an empty cell', `<h1>a</h1>${TABLE.replace('<td>b</td>', '<td></td>')}`, 'an empty <td>'],
  [
    'a figure without alternative text',
    `<h1>a</h1><figure><img src="${PNG}" alt=""><figcaption>F</figcaption></figure>`,
    'alternative text',
  ],
  [
    'a picture from elsewhere',
    '<h1>a</h1><figure><img src="https://x.example/a.png" alt="x"><figcaption>F</figcaption></figure>',
    'carries its picture',
  ],
  ['a name without a value', '<h1>a</h1><dl><dt>k</dt></dl>', 'this name has no value'],
])('%s is refused', (_what, html, message) => {
  expect(violations(html).join('\n')).toContain(message);
});

test('each violation names its place, and all are told at once', () => {
  const found = violations('<h1>a</h1>\n<p style="x">b</p>\n<blink>c</blink>');
  expect(found).toHaveLength(2);
  expect(found[0]).toMatch(/^<p> at line 2, column 1/);
  expect(found[1]).toMatch(/^<blink> at line 3, column 1/);
});

test('paragraphs are numbered in their section, and through a document without numbered sections', () => {
  const numbers = (html: string) =>
    numberDocument(readDraft(html)).blocks.flatMap((block) =>
      'number' in block && block.number ? [block.number] : [],
    );
  const p = '<p class="numbered">x</p>';
  expect(numbers(`<h1>t</h1><h2 class="numbered">a</h2>${p}${p}<h3>b</h3>${p}<h2 class="numbered">c</h2>${p}`)).toEqual(
    ['1', '1.1', '1.2', '1.3', '2', '2.1'],
  );
  expect(numbers(`<h1>t</h1>${p}<h2>a</h2>${p}`)).toEqual(['1', '2']);
});

test('a head of two rows with cells over several columns is accepted when it fills the grid', () => {
  const head =
    '<thead><tr><th scope="col" rowspan="2">A</th><th scope="colgroup" colspan="2">B</th></tr><tr><th scope="col">b1</th><th scope="col">b2</th></tr></thead>';
  const table = (body: string) => `<h1>t</h1><table><caption>C</caption>${head}<tbody>${body}</tbody></table>`;
  expect(violations(table('<tr><th scope="row">x</th><td>1</td><td>2</td></tr>'))).toEqual([]);
  expect(violations(table('<tr><th scope="row">x</th><td>1</td></tr>')).join()).toContain('has 2 columns, not 3');
});
