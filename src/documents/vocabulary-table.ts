import { isSpace, takeNumber, type Element, type Reading } from './reading.js';
import type { Block, Cell, Table } from './tree.js';
import { inlineContent } from './vocabulary-inline.js';

/** Reads what stands in a cell; given by the caller, since a cell may hold paragraphs and lists. */
type ReadFlow = (cell: Element) => Block[];

const SCOPES = { head: ['col', 'colgroup'], body: ['row', 'rowgroup'], foot: ['row', 'rowgroup'] } as const;

/** Reads a table: caption, head, body, and a foot if there is one; every header has a scope and every row fills the grid. */
export function tableOf(reading: Reading, element: Element, flow: ReadFlow): Table {
  const id = reading.attributes(element, ['id']).get('id') ?? null;
  const table: Table = { kind: 'table', id, number: null, caption: [], columns: 0, head: [], body: [], foot: [] };
  const seen: string[] = [];
  for (const part of element.childNodes) {
    if (isSpace(part)) continue;
    if (!('tagName' in part)) {
      reading.wrong(part, 'text stands outside a cell');
      continue;
    }
    seen.push(part.tagName);
    // A frozen page names its captions, so that the region around a table can be called by them.
    reading.attributes(part, part.tagName === 'caption' && reading.stage === 'frozen' ? ['id'] : []);
    if (part.tagName === 'caption') {
      table.number = takeNumber(reading, part);
      table.caption = inlineContent(reading, part);
    } else if (part.tagName === 'thead') table.head = rowsOf(reading, part, 'head', flow);
    else if (part.tagName === 'tbody') table.body.push(...rowsOf(reading, part, 'body', flow));
    else if (part.tagName === 'tfoot') table.foot = rowsOf(reading, part, 'foot', flow);
    else reading.wrong(part, `<${part.tagName}> is not in the vocabulary of a table`);
  }
  if (seen[0] !== 'caption') reading.wrong(element, 'a table has a caption');
  if (!seen.includes('thead') || table.head.length === 0)
    reading.wrong(element, 'a table has a head with the names of its columns');
  if (table.body.length === 0) reading.wrong(element, 'a table has at least one row');
  table.columns = widths(table.head)[0] ?? 0;
  for (const [name, rows] of [
    ['head', table.head],
    ['body', table.body],
    ['foot', table.foot],
  ] as const)
    widths(rows).forEach((width, index) => {
      if (width !== table.columns)
        reading.wrong(element, `row ${index + 1} of the ${name} has ${width} columns, not ${table.columns}`);
    });
  return table;
}

function rowsOf(reading: Reading, section: Element, name: keyof typeof SCOPES, flow: ReadFlow): Cell[][] {
  const rows: Cell[][] = [];
  for (const row of section.childNodes) {
    if (isSpace(row)) continue;
    if (!('tagName' in row) || row.tagName !== 'tr') {
      reading.wrong(row, 'a table holds rows only');
      continue;
    }
    reading.attributes(row, []);
    const cells = row.childNodes.filter((node) => !isSpace(node));
    rows.push(cells.flatMap((cell) => ('tagName' in cell ? [cellOf(reading, cell, name, flow)] : [])));
  }
  return rows;
}

function cellOf(reading: Reading, element: Element, section: keyof typeof SCOPES, flow: ReadFlow): Cell {
  const attrs = reading.attributes(element, ['scope', 'class', 'colspan', 'rowspan']);
  const scope = attrs.get('scope') as Cell['header'] | undefined;
  const isHeader = element.tagName === 'th';
  const allowed: readonly string[] = SCOPES[section];
  if (isHeader && (!scope || !allowed.includes(scope)))
    reading.wrong(element, `a header in the ${section} has scope ${allowed.join(' or ')}`);
  if (!isHeader && scope) reading.wrong(element, 'only a header has a scope');
  if (!isHeader && section === 'head') reading.wrong(element, 'the head of a table holds headers only');
  const role = attrs.get('class');
  if (role !== undefined && role !== 'numeric') reading.wrong(element, `class "${role}" is not in the vocabulary`);
  const span = (name: string) => {
    const value = Number(attrs.get(name) ?? 1);
    if (!Number.isInteger(value) || value < 1 || value > 40) reading.wrong(element, `${name} is a small whole number`);
    return value;
  };
  return {
    header: isHeader ? (scope ?? null) : null,
    numeric: role === 'numeric',
    colspan: span('colspan'),
    rowspan: span('rowspan'),
    content: flow(element),
  };
}

/** How many columns each row fills, cells that reach down from above included. */
function widths(rows: Cell[][]): number[] {
  const fromAbove = rows.map(() => 0);
  rows.forEach((row, index) => {
    for (const cell of row)
      for (let below = 1; below < cell.rowspan; below++)
        fromAbove[index + below] = (fromAbove[index + below] ?? 0) + cell.colspan;
  });
  return fromAbove.map((reached, index) => reached + (rows[index] ?? []).reduce((sum, cell) => sum + cell.colspan, 0));
}
