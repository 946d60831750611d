import {
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { TableOfPlainRows, type PlainRows } from './word-plain.js';
import { BRAND, RULE, SHADE } from './word-styles.js';
import { runs } from './word-text.js';
import { columnShares, type Block, type Cell, type Summary, type Table as TreeTable } from './tree.js';

/** Writes what stands in a cell. */
type Flow = (content: Block[], look: { bold: boolean; right: boolean }) => Paragraph[];

/** Twentieths of a point between the margins of an A4 page. */
const TEXT_WIDTH = 9406;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const thin = { style: BorderStyle.SINGLE, size: 4, color: RULE };
const strong = { style: BorderStyle.SINGLE, size: 12, color: BRAND };
const BORDERS = { top: none, left: none, right: none, insideVertical: none, insideHorizontal: thin, bottom: thin };
const MARGINS = { left: 80, right: 80, top: 20, bottom: 20 };

/** A table with its head repeated on every page and rows that do not break across pages. Rows of mere words go to `plain`, where it is given. */
export function wordTable(table: TreeTable, flow: Flow, plain: PlainRows | null): Table {
  const widths = columnShares(table).map((share) => Math.round(share * TEXT_WIDTH));
  const rowOf = (row: Cell[], isHead: boolean) => {
    const isWhole = row.length === widths.length;
    const cells = row.map((cell, index) => wordCell(cell, isHead, flow, isHead && isWhole ? widths[index] : undefined));
    return new TableRow({ children: cells, tableHeader: isHead, cantSplit: true });
  };
  const firstColumn = table.body.some((row) => row[0]?.header !== null);
  const options = {
    columnWidths: widths,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: BORDERS,
    margins: MARGINS,
    tableLook: {
      firstRow: true,
      firstColumn,
      lastRow: table.foot.length > 0,
      lastColumn: false,
      noHBand: true,
      noVBand: true,
    },
  };
  const head = table.head.map((row) => rowOf(row, true));
  const below = [...table.body, ...table.foot];
  const endsWithHead = table.head.length > 0 && table.head.every((row) => row.every(({ rowspan }) => rowspan === 1));
  const written = endsWithHead ? plain?.take(below, cellWidths(widths)) : null;
  return written ? new TableOfPlainRows({ ...options, rows: head }, written) : new Table({ ...options, rows: [...head, ...below.map((row) => rowOf(row, false))] });
}

/** The columns fill the table, also where rounding left them a little short. */
function cellWidths(widths: readonly number[]): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => Math.round((width * Math.max(total, TEXT_WIDTH)) / total));
}

function wordCell(cell: Cell, isHead: boolean, flow: Flow, width: number | undefined): TableCell {
  return new TableCell({
    children: flow(cell.content, { bold: isHead || cell.header !== null, right: cell.numeric }),
    ...(cell.colspan > 1 ? { columnSpan: cell.colspan } : {}),
    ...(cell.rowspan > 1 ? { rowSpan: cell.rowspan } : {}),
    ...(isHead ? { verticalAlign: VerticalAlignTable.BOTTOM } : {}),
    ...(width === undefined ? {} : { width: { size: width, type: WidthType.DXA } }),
    ...(isHead ? { shading: { fill: SHADE }, borders: { bottom: strong } } : {}),
  });
}

/** Names and values as a table of two columns, the names as headers of their rows. */
export function summaryTable(summary: Summary, flow: Flow): (Table | Paragraph)[] {
  const widths = [Math.round(TEXT_WIDTH * 0.34), TEXT_WIDTH - Math.round(TEXT_WIDTH * 0.34)];
  const rows: TableRow[] = [];
  for (const row of summary.rows) {
    const name = new Paragraph({ style: 'TableText', children: runs(row.term, { bold: true }) });
    rows.push(
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({ children: [name], width: { size: widths[0] ?? 0, type: WidthType.DXA } }),
          new TableCell({
            children: flow(row.detail, { bold: false, right: false }),
            width: { size: widths[1] ?? 0, type: WidthType.DXA },
          }),
        ],
      }),
    );
  }
  const table = new Table({
    rows,
    columnWidths: widths,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { ...BORDERS, top: thin },
    margins: MARGINS,
    tableLook: { firstRow: false, firstColumn: true, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
  });
  return [table, new Paragraph({ spacing: { after: 120 } })];
}
