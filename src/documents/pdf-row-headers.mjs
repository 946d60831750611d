/**
 * Tags the first cells of rows as headers of their rows. Typst 0.14 tags the headers of columns; those of rows are behind a feature
 * that its Node package cannot switch on. Typst writes the structure as plain objects (no object streams), so the tags can be
 * changed where they stand, and the table of offsets is written again.
 *
 * @param {Buffer} pdf as Typst wrote it
 * @param {boolean[][][]} rowHeaders for each table in reading order, each row below the head, each cell: is it a header?
 * @returns {Buffer}
 */
export function tagRowHeaders(pdf, rowHeaders) {
  if (!rowHeaders.flat(2).includes(true)) return pdf;
  const text = pdf.toString('latin1');
  const structure = readStructure(text);
  const changed = new Map();
  const tables = inOrder(structure, 'Table');
  if (tables.length !== rowHeaders.length)
    throw new Error(`the PDF has ${tables.length} tables, the document ${rowHeaders.length}`);
  tables.forEach((table, index) => {
    // A table without a head has its rows directly under it.
    const rows = childrenOf(structure, table).flatMap((child) => {
      const { type } = structure.get(child);
      if (type === 'TR') return [child];
      return type === 'TBody' || type === 'TFoot' ? childrenOf(structure, child) : [];
    });
    const expected = rowHeaders[index];
    if (rows.length !== expected.length)
      throw new Error(`table ${index + 1} has ${rows.length} rows in the PDF, ${expected.length} in the document`);
    rows.forEach((row, rowIndex) => {
      const cells = childrenOf(structure, row);
      expected[rowIndex].forEach((isHeader, cellIndex) => {
        if (isHeader) changed.set(cells[cellIndex], asRowHeader(structure.get(cells[cellIndex]).body));
      });
    });
  });
  return rewritten(text, changed);
}

function readStructure(text) {
  const structure = new Map();
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n(<<\n {2}\/Type \/StructElem\n[\s\S]*?)\nendobj/g)) {
    const [, number, body] = found;
    const type = /\/S \/(\w+)/.exec(body)[1];
    const kids = /\/K \[([^\]]*)\]/.exec(body)?.[1] ?? '';
    structure.set(Number(number), { type, body, kids: [...kids.matchAll(/(\d+) 0 R/g)].map((kid) => Number(kid[1])) });
  }
  return structure;
}

const childrenOf = (structure, number) => structure.get(number).kids.filter((kid) => structure.has(kid));

function inOrder(structure, type) {
  const root = [...structure].find(([, element]) => element.type === 'Document')?.[0];
  const found = [];
  const walk = (number) => {
    if (structure.get(number).type === type) found.push(number);
    childrenOf(structure, number).forEach(walk);
  };
  if (root !== undefined) walk(root);
  return found;
}

function asRowHeader(body) {
  const typed = body.replace('/S /TD', '/S /TH');
  if (typed === body) throw new Error('a row header is not a data cell in the PDF');
  if (typed.includes('/O /Table')) return typed.replace('/O /Table', '/O /Table\n    /Scope /Row');
  const attribute = '<<\n    /O /Table\n    /Scope /Row\n  >>';
  return typed.includes('/A [')
    ? typed.replace('/A [', `/A [${attribute} `)
    : typed.replace('/S /TH', `/S /TH\n  /A [${attribute}]`);
}

/** Puts changed objects in place and writes the cross-reference table again. */
function rewritten(text, changed) {
  const start = text.lastIndexOf('\nxref\n') + 1;
  const trailer = text.slice(text.indexOf('trailer', start), text.indexOf('startxref', start));
  const offsets = [...text.slice(start, text.indexOf('trailer', start)).matchAll(/(\d{10}) \d{5} n/g)].map((entry) =>
    Number(entry[1]),
  );
  const numbered = offsets
    .map((offset) => ({ offset, number: Number(/^\d+/.exec(text.slice(offset, offset + 12))[0]) }))
    .sort((a, b) => a.offset - b.offset);
  const parts = [text.slice(0, numbered[0].offset)];
  let length = parts[0].length;
  const places = new Map();
  numbered.forEach(({ offset, number }, index) => {
    let object = text.slice(offset, numbered[index + 1]?.offset ?? start);
    const body = changed.get(number);
    if (body) object = `${number} 0 obj\n${body}\nendobj\n${/\n*$/.exec(object)[0].slice(1)}`;
    places.set(number, length);
    parts.push(object);
    length += object.length;
  });
  const size = Math.max(...places.keys()) + 1;
  const entries = Array.from({ length: size - 1 }, (_unused, index) => {
    const place = places.get(index + 1);
    return place === undefined ? '0000000000 00001 f\r\n' : `${String(place).padStart(10, '0')} 00000 n\r\n`;
  });
  parts.push(`xref\n0 ${size}\n0000000000 65535 f\r\n${entries.join('')}${trailer}startxref\n${length}\n%%EOF`);
  return Buffer.from(parts.join(''), 'latin1');
}
