import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  PageNumber,
  Paragraph,
  Table,
  TabStopType,
  TextRun,
  type FileChild,
  type ImageRun,
  type IParagraphOptions,
} from 'docx';
import { asBookmark, captionOf } from './word-caption.js';
import { sameBytes } from './word-bytes.js';
import { pictureOf } from './word-picture.js';
import { PlainRows } from './word-plain.js';
import { BRAND, NUMBERING, QUIET, RULE, SHADE, STYLES } from './word-styles.js';
import { summaryTable, wordTable } from './word-table.js';
import { runs } from './word-text.js';
import {
  everyBlock,
  isRightToLeft,
  wordsOf,
  type Block,
  type DocumentHead,
  type DocumentTree,
  type List,
  type Paragraph as TreeParagraph,
} from './tree.js';

/** What a block needs to know of the place it stands in. */
interface Place {
  /** Paragraphs count inside numbered sections, or on their own where there are none. */
  sections: boolean;
  /** Lists restart: each has its own instance. */
  lists: { count: number };
  /** Made beforehand: drawing one takes time. */
  pictures: Map<Block, ImageRun>;
  /** Rows that are written at once; null writes every row the long way, for comparing. */
  plain: PlainRows | null;
  depth: number;
  inTable: boolean;
  bold: boolean;
  right: boolean;
}

const HEADINGS = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
} as const;

/** Writes a document as Word. Same head and tree, same bytes, whether plain rows are written at once or the long way. */
export async function writeWord(document: { head: DocumentHead; tree: DocumentTree }, plain: PlainRows | null = new PlainRows()): Promise<Buffer> {
  const { head, tree } = document;
  const place: Place = {
    sections: tree.blocks.some((block) => block.kind === 'heading' && block.numbered),
    lists: { count: 0 },
    pictures: new Map(),
    plain,
    depth: 0,
    inTable: false,
    bold: false,
    right: false,
  };
  for (const block of everyBlock(tree.blocks))
    if (block.kind === 'figure') place.pictures.set(block, await pictureOf(block));
  const body: FileChild[] = [...letterhead(tree)];
  for (const block of tree.blocks) body.push(...wordBlock(block, place));
  const file = new Document({
    title: head.title,
    creator: head.authority,
    lastModifiedBy: head.authority,
    subject: head.reference,
    styles: STYLES,
    numbering: NUMBERING,
    features: { updateFields: false },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1250, bottom: 1250, left: 1250, right: 1250 } },
        },
        headers: {
          first: new Header({ children: [new Paragraph({})] }),
          default: new Header({ children: [runningHead(head)] }),
        },
        footers: { first: new Footer({ children: [foot(head)] }), default: new Footer({ children: [foot(head)] }) },
        children: body,
      },
    ],
  });
  return sameBytes(file, head.date, plain);
}

function letterhead(tree: DocumentTree): Paragraph[] {
  return tree.letterhead.map(
    (line, index) =>
      new Paragraph({
        style: index === 0 ? 'Authority' : 'Letterhead',
        children: runs(line),
        ...(index === tree.letterhead.length - 1
          ? {
              border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: BRAND, space: 8 } },
              spacing: { after: 320 },
            }
          : {}),
      }),
  );
}

function runningHead(head: DocumentHead): Paragraph {
  return new Paragraph({
    children: [new TextRun({ text: head.authority, size: 20, color: QUIET })],
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: RULE, space: 4 } },
  });
}

function foot(head: DocumentHead): Paragraph {
  const small = { size: 20, color: QUIET };
  const marking = head.variant === 'exempt' ? '\tNot for publication: contains exempt information' : '\t';
  return new Paragraph({
    tabStops: [
      { type: TabStopType.CENTER, position: 4703 },
      { type: TabStopType.RIGHT, position: 9406 },
    ],
    border: { top: { style: BorderStyle.SINGLE, size: 4, color: RULE, space: 6 } },
    children: [
      new TextRun({ ...small, text: `${head.reference}${marking}\tPage ` }),
      new TextRun({ ...small, children: [PageNumber.CURRENT] }),
      new TextRun({ ...small, text: ' of ' }),
      new TextRun({ ...small, children: [PageNumber.TOTAL_PAGES] }),
    ],
  });
}

/** One block as Word's paragraphs and tables. */
function wordBlock(block: Block, place: Place): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: HEADINGS[block.level],
          ...(block.numbered ? { numbering: { reference: 'sections', level: 0 } } : {}),
          children: asBookmark(block.id, runs(block.content)),
        }),
      ];
    case 'paragraph':
      return [wordParagraph(block, place)];
    case 'list':
      return wordList(block, place);
    case 'summary':
      return summaryTable(block, (content, look) => wordFlow(content, { ...place, inTable: true, ...look }));
    case 'table':
      return [
        captionOf('Table', block),
        wordTable(block, (content, look) => wordFlow(content, { ...place, inTable: true, ...look }), place.plain),
        new Paragraph({ spacing: { after: 120 } }),
      ];
    case 'figure':
      return [
        new Paragraph({ keepNext: true, children: [place.pictures.get(block) ?? new TextRun(block.alt)] }),
        captionOf('Figure', block),
      ];
  }
}

function wordFlow(content: Block[], place: Place): Paragraph[] {
  const made: Paragraph[] = [];
  for (const block of content)
    for (const part of wordBlock(block, place)) if (part instanceof Paragraph) made.push(part);
  return made;
}

const STYLE_OF: Partial<Record<TreeParagraph['role'], string>> = { lead: 'Lead', note: 'Note' };

function wordParagraph(block: TreeParagraph, place: Place, more: IParagraphOptions = {}): Paragraph {
  const boxed = block.role === 'withheld' || block.role === 'callout';
  const edge = { style: BorderStyle.SINGLE, size: 28, color: block.role === 'withheld' ? '7A1F2B' : BRAND, space: 10 };
  const style = place.inTable ? 'TableText' : STYLE_OF[block.role];
  return new Paragraph({
    ...(style ? { style } : {}),
    ...(block.dirAuto && isRightToLeft(wordsOf(block.content)) ? { bidirectional: true } : {}),
    ...(block.role === 'numbered'
      ? { numbering: place.sections ? { reference: 'sections', level: 1 } : { reference: 'paragraphs', level: 0 } }
      : {}),
    ...(boxed ? { border: { left: edge }, shading: { fill: SHADE }, indent: { left: 200 } } : {}),
    ...(place.right ? { alignment: AlignmentType.END } : {}),
    ...(block.role === 'signoff' ? { spacing: { before: 320 }, keepLines: true } : {}),
    ...more,
    children: asBookmark(block.id, runs(block.content, place.bold ? { bold: true } : {})),
  });
}

function wordList(list: List, place: Place): Paragraph[] {
  const instance = ++place.lists.count;
  const numbering = { reference: list.style, level: Math.min(place.depth, 2), instance };
  const made: Paragraph[] = [];
  for (const item of list.items) {
    let first = true;
    for (const block of item) {
      // The first paragraph carries the mark; further ones stand under it.
      if (block.kind === 'paragraph' && first)
        made.push(wordParagraph(block, place, { numbering, contextualSpacing: true }));
      else if (block.kind === 'paragraph')
        made.push(wordParagraph(block, place, { indent: { left: 480 * (place.depth + 1) } }));
      else made.push(...wordFlow([block], { ...place, depth: place.depth + 1 }));
      first = false;
    }
  }
  return made;
}
