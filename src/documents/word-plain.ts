import { Table, XmlComponent, type ITableOptions } from 'docx';
import { isRightToLeft, type Cell } from './tree.js';

/**
 * Most of a long record is the rows of its tables, and nearly all of their cells hold nothing but words. `docx` makes some twenty objects of each; such rows
 * are written here at once, as the very XML that it would write (a test compares the two byte for byte).
 */
export class PlainRows {
  private readonly written: string[] = [];

  /** Takes rows in if all of them are plain: one cell for each column, one paragraph of words in each. Answers what stands for them in the document, or null. */
  take(rows: Cell[][], widths: readonly number[]): XmlComponent | null {
    if (rows.length === 0 || !rows.every((row) => row.length === widths.length && row.every(isPlain))) return null;
    this.written.push(rows.map((row) => `<w:tr><w:trPr><w:cantSplit/><w:tblHeader w:val="off"/></w:trPr>${row.map((cell, column) => wordCell(cell, widths[column]!)).join('')}</w:tr>`).join(''));
    return new Stand(this.written.length - 1);
  }

  /** Puts the rows where they stand. */
  into(xml: string): string {
    return xml.replace(/<cw:rows>(\d+)<\/cw:rows>/g, (_all, at: string) => this.written[Number(at)]!);
  }
}

/** Stands for rows until the rest is written. No words of a document can look like it: their angle brackets are escaped. */
class Stand extends XmlComponent {
  constructor(at: number) {
    super('cw:rows');
    this.root.push(String(at));
  }
}

/** A table of which only the head is made by `docx`. */
export class TableOfPlainRows extends Table {
  constructor(options: ITableOptions, rows: XmlComponent) {
    super(options);
    this.root.push(rows);
  }
}

/** Words, and nothing that Word would have to be told more of: no mark, link, bookmark, tab or script from right to left. */
function isPlain({ colspan, rowspan, content: [block, ...more] }: Cell): boolean {
  return (
    colspan === 1 && rowspan === 1 && more.length === 0 && block?.kind === 'paragraph' && block.role === 'plain' && block.id === null &&
    block.content.every((part) => part.kind === 'text' && !NEEDS_MORE.test(part.text) && !isRightToLeft(part.text))
  );
}
const NEEDS_MORE = /[\p{Cc}{}]/u;

function wordCell({ header, numeric, content: [block] }: Cell, width: number): string {
  const runs = block?.kind === 'paragraph' ? block.content.map((part) => (part.kind === 'text' ? `<w:r>${header === null ? '' : BOLD}<w:t xml:space="preserve">${escaped(part.text)}</w:t></w:r>` : '')).join('') : '';
  return `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${width}"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/>${numeric ? '<w:jc w:val="end"/>' : ''}</w:pPr>${runs}</w:p></w:tc>`;
}
const BOLD = '<w:rPr><w:b/><w:bCs/></w:rPr>';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', "'": '&apos;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&"'<>]/g, (sign) => ENTITIES[sign]!);
