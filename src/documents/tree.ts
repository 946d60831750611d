/**
 * What a document is made of, once its HTML has been checked. The HTML page, the PDF and the Word file are all written from this, so
 * the three cannot say different things.
 */

/** Facts about the document that stand in the page's head and in the properties of the PDF and Word files. */
export interface DocumentHead {
  title: string;
  /** As printed in the footer of each page. */
  reference: string;
  authority: string;
  /** ISO instant given by the caller; the creation time inside the PDF and Word files. */
  date: string;
  lang: string;
  variant: Variant;
  template: string;
  templateHash: string;
}

/** `public`: exempt passages are removed and their removal stated. `exempt`: the whole, marked as not for publication. */
export type Variant = 'public' | 'exempt';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong' | 'em'; content: Inline[] }
  | { kind: 'link'; href: string; content: Inline[] }
  /** A cross-reference: `text` is empty until the numbers are known. */
  | { kind: 'ref'; target: string; text: string }
  | { kind: 'break' };

export type ParagraphRole = 'plain' | 'numbered' | 'lead' | 'note' | 'withheld' | 'callout' | 'address' | 'signoff';

export interface Heading {
  kind: 'heading';
  level: 1 | 2 | 3 | 4;
  id: string | null;
  numbered: boolean;
  number: string | null;
  content: Inline[];
}
export interface Paragraph {
  kind: 'paragraph';
  role: ParagraphRole;
  id: string | null;
  number: string | null;
  /** Text that a person typed may be in any script: its direction is taken from its first strong letter. */
  dirAuto: boolean;
  content: Inline[];
}
export interface List {
  kind: 'list';
  style: 'bullet' | 'decimal' | 'letter';
  items: Block[][];
}
export interface Cell {
  header: 'col' | 'colgroup' | 'row' | 'rowgroup' | null;
  /** A figure, set to the right. */
  numeric: boolean;
  colspan: number;
  rowspan: number;
  content: Block[];
}
export interface Table {
  kind: 'table';
  id: string | null;
  number: string | null;
  caption: Inline[];
  columns: number;
  head: Cell[][];
  body: Cell[][];
  foot: Cell[][];
}
/** A short table of names and values (`dl` in HTML). */
export interface Summary {
  kind: 'summary';
  rows: { term: Inline[]; detail: Block[] }[];
}
export interface Figure {
  kind: 'figure';
  id: string | null;
  number: string | null;
  /** A data URI, SVG or PNG: a published document asks nothing of another server. */
  src: string;
  alt: string;
  caption: Inline[];
}
export type Block = Heading | Paragraph | List | Table | Summary | Figure;

/** The lines above the title: the authority's name first. */
export type Letterhead = Inline[][];

export interface DocumentTree {
  letterhead: Letterhead;
  blocks: Block[];
}

/** The words of some inline content, without marks. */
export function wordsOf(content: Inline[]): string {
  return content
    .map((part) => {
      if (part.kind === 'text' || part.kind === 'ref') return part.text;
      if (part.kind === 'break') return ' ';
      return wordsOf(part.content);
    })
    .join('');
}

/** Every block in reading order, those inside lists, cells and summaries included. */
export function* everyBlock(blocks: Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.kind === 'list') for (const item of block.items) yield* everyBlock(item);
    if (block.kind === 'summary') for (const row of block.rows) yield* everyBlock(row.detail);
    if (block.kind === 'table')
      for (const row of [...block.head, ...block.body, ...block.foot])
        for (const cell of row) yield* everyBlock(cell.content);
  }
}

/** The inline content of one block, not of the blocks inside it. */
export function inlineOf(block: Block): Inline[] {
  if (block.kind === 'heading' || block.kind === 'paragraph') return block.content;
  if (block.kind === 'table' || block.kind === 'figure') return block.caption;
  if (block.kind === 'summary') return block.rows.flatMap((row) => row.term);
  return [];
}

/** The words in some blocks, blocks inside blocks included. */
export function wordsIn(blocks: Block[]): string {
  return [...everyBlock(blocks)].map((block) => wordsOf(inlineOf(block))).join(' ');
}

/**
 * How wide each column of a table wants to be, as shares that add up to 1: the same in PDF and Word. Long text gets more room, less than
 * in proportion (a column of reasons beside a column of names), and never so little that its longest word breaks.
 */
export function columnShares(table: Table): number[] {
  const rows = [...table.head, ...table.body, ...table.foot].filter((row) => row.length === table.columns);
  const wanted = Array.from({ length: table.columns }, (_unused, column) => {
    const texts = rows.map((row) => wordsIn(row[column]?.content ?? []));
    const longestWord = Math.max(
      4,
      ...texts.flatMap((text) => text.split(/\s+/)).map((word) => Math.min(word.length, 16)),
    );
    const longest = Math.max(1, ...texts.map((text) => text.length));
    return Math.max(longestWord + 2, 4 * Math.sqrt(longest));
  });
  const sum = wanted.reduce((total, width) => total + width, 0);
  return wanted.map((width) => Math.round((width / sum) * 1000) / 1000);
}

/** Whether the first letter with a direction is written from right to left (as HTML's dir="auto" decides). */
export function isRightToLeft(text: string): boolean {
  const first = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]|\p{L}/u.exec(
    text,
  )?.[0];
  return (
    first !== undefined &&
    /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first)
  );
}
