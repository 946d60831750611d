import { parse, parseFragment } from 'parse5';
import { isSpace, Reading, takeNumber, VocabularyError, type Element, type Node } from './reading.js';
import { inlineContent } from './vocabulary-inline.js';
import { tableOf } from './vocabulary-table.js';
import type {
  Block,
  DocumentTree,
  Figure,
  Heading,
  Letterhead,
  List,
  Paragraph,
  ParagraphRole,
  Summary,
} from './tree.js';

const ROLES: ParagraphRole[] = ['numbered', 'lead', 'note', 'withheld', 'callout', 'address', 'signoff'];
const BLOCKS = new Set(['h1', 'h2', 'h3', 'h4', 'p', 'ul', 'ol', 'dl', 'table', 'figure']);
const SOURCES = /^data:image\/(svg\+xml|png);base64,[A-Za-z0-9+/=]+$/;

/** Reads what a template wrote. Throws VocabularyError naming every place. */
export function readDraft(html: string): DocumentTree {
  const reading = new Reading('draft');
  const root = parseFragment(html, options(reading));
  return readRoot(reading, root.childNodes);
}

/** Reads the content of a page that `page.ts` wrote: the children of its one `main`. */
export function readFrozenContent(html: string): DocumentTree {
  const reading = new Reading('frozen');
  const page = parse(html, options(reading));
  const root = page.childNodes.find((node): node is Element => 'tagName' in node && node.tagName === 'html');
  const body = root?.childNodes.find((node): node is Element => 'tagName' in node && node.tagName === 'body');
  const main = body?.childNodes.find((node): node is Element => 'tagName' in node && node.tagName === 'main');
  if (!main)
    throw new VocabularyError([{ where: 'page', what: 'there is no <main>: this is not a document made here' }]);
  return readRoot(reading, main.childNodes);
}

function options(reading: Reading) {
  return {
    // Places are for whoever writes a template; a page of ours is read a third faster without them.
    sourceCodeLocationInfo: reading.stage === 'draft',
    onParseError: (error: { code: string; startLine: number; startCol: number }) =>
      void reading.violations.push({
        where: `line ${error.startLine}, column ${error.startCol}`,
        what: `not well-formed HTML (${error.code})`,
      }),
  };
}

function readRoot(reading: Reading, nodes: Node[]): DocumentTree {
  let letterhead: Letterhead = [];
  const rest: Node[] = [];
  const elements = nodes.filter((node) => 'tagName' in node);
  for (const node of nodes) {
    if ('tagName' in node && node.tagName === 'header') {
      if (node !== elements[0]) reading.wrong(node, 'a letterhead comes first, once');
      letterhead = readLetterhead(reading, node);
    } else rest.push(node);
  }
  const blocks = blocksOf(reading, rest);
  headingsNest(reading, elements, blocks);
  if (reading.violations.length > 0) throw new VocabularyError(reading.violations);
  return { letterhead, blocks };
}

function readLetterhead(reading: Reading, header: Element): Letterhead {
  reading.attributes(header, []);
  const lines: Letterhead = [];
  for (const node of header.childNodes) {
    if (isSpace(node)) continue;
    if ('tagName' in node && node.tagName === 'p') {
      reading.attributes(node, ['class']);
      lines.push(inlineContent(reading, node));
    } else reading.wrong(node, 'a letterhead holds paragraphs only');
  }
  return lines;
}

/** One h1 and nothing deeper than one below the last. */
function headingsNest(reading: Reading, elements: Node[], blocks: Block[]): void {
  const where = elements[0];
  const headings = blocks.filter((block): block is Heading => block.kind === 'heading');
  const titles = headings.filter((heading) => heading.level === 1);
  const complain = (what: string) =>
    where ? reading.wrong(where, what) : reading.violations.push({ where: 'document', what });
  if (titles.length !== 1) complain(`a document has one h1; this has ${titles.length}`);
  if (headings[0] && headings[0].level !== 1) complain('the first heading is the h1');
  headings.forEach((heading, index) => {
    const before = headings[index - 1];
    if (before && heading.level > before.level + 1)
      complain(`the h${heading.level} no. ${index + 1} follows an h${before.level}: a level is left out`);
  });
}

/** Reads siblings that are all blocks. */
function blocksOf(reading: Reading, nodes: Node[]): Block[] {
  const blocks: Block[] = [];
  for (const node of nodes) {
    if (isSpace(node)) continue;
    if (!('tagName' in node)) {
      reading.wrong(
        node,
        node.nodeName === '#text' ? 'text stands outside a paragraph' : `${node.nodeName} is not in the vocabulary`,
      );
      continue;
    }
    if (isWrapper(reading, node, 'scroll')) {
      blocks.push(...blocksOf(reading, node.childNodes));
      continue;
    }
    const block = blockOf(reading, node);
    if (block) blocks.push(block);
  }
  return blocks;
}

/** A `div` that only a frozen page has: it lets a wide table scroll, or keeps a name beside its value. */
function isWrapper(reading: Reading, node: Element, role: string | undefined): boolean {
  return (
    reading.stage === 'frozen' &&
    node.tagName === 'div' &&
    node.attrs.find((attr) => attr.name === 'class')?.value === role
  );
}

/** Reads an element that holds either plain words or blocks: a list item, a cell, a value. Words become one plain paragraph. */
function flowOf(reading: Reading, element: Element, allowed: string[]): Block[] {
  const hasBlocks = element.childNodes.some((node) => 'tagName' in node && BLOCKS.has(node.tagName));
  if (!hasBlocks) return [plain(inlineContent(reading, element))];
  for (const node of element.childNodes)
    if ('tagName' in node && !allowed.includes(node.tagName))
      reading.wrong(node, `a <${node.tagName}> cannot stand inside <${element.tagName}>`);
  return blocksOf(reading, element.childNodes);
}

const plain = (content: Paragraph['content']): Paragraph => ({
  kind: 'paragraph',
  role: 'plain',
  id: null,
  number: null,
  dirAuto: false,
  content,
});

function blockOf(reading: Reading, element: Element): Block | null {
  switch (element.tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
      return headingOf(reading, element);
    case 'p':
      return paragraphOf(reading, element);
    case 'ul':
    case 'ol':
      return listOf(reading, element);
    case 'dl':
      return summaryOf(reading, element);
    case 'table':
      return tableOf(reading, element, (cell) => flowOf(reading, cell, ['p', 'ul', 'ol']));
    case 'figure':
      return figureOf(reading, element);
    default:
      reading.wrong(element, `<${element.tagName}> is not in the vocabulary`);
      return null;
  }
}

function headingOf(reading: Reading, element: Element): Heading {
  const attrs = reading.attributes(element, ['id', 'class']);
  const level = Number(element.tagName[1]) as Heading['level'];
  const role = attrs.get('class') ?? null;
  if (role !== null && role !== 'numbered') reading.wrong(element, `class "${role}" is not in the vocabulary`);
  if (role === 'numbered' && level !== 2) reading.wrong(element, 'only an h2 is numbered');
  const number = takeNumber(reading, element);
  return {
    kind: 'heading',
    level,
    id: attrs.get('id') ?? null,
    numbered: role === 'numbered',
    number,
    content: inlineContent(reading, element),
  };
}

function paragraphOf(reading: Reading, element: Element): Paragraph {
  const attrs = reading.attributes(element, ['id', 'class', 'dir']);
  const role = (attrs.get('class') ?? 'plain') as ParagraphRole;
  if (role !== 'plain' && !ROLES.includes(role)) reading.wrong(element, `class "${role}" is not in the vocabulary`);
  const dir = attrs.get('dir');
  if (dir !== undefined && dir !== 'auto') reading.wrong(element, 'dir is "auto" or left out');
  const number = takeNumber(reading, element);
  return {
    kind: 'paragraph',
    role,
    id: attrs.get('id') ?? null,
    number,
    dirAuto: dir === 'auto',
    content: inlineContent(reading, element),
  };
}

function listOf(reading: Reading, element: Element): List {
  const type = reading.attributes(element, element.tagName === 'ol' ? ['type'] : []).get('type');
  if (type !== undefined && type !== 'a') reading.wrong(element, 'a list is numbered or, with type="a", lettered');
  const items: Block[][] = [];
  for (const node of element.childNodes) {
    if (isSpace(node)) continue;
    if ('tagName' in node && node.tagName === 'li') {
      reading.attributes(node, []);
      items.push(flowOf(reading, node, ['p', 'ul', 'ol']));
    } else reading.wrong(node, 'a list holds items only');
  }
  if (items.length === 0) reading.wrong(element, 'a list has at least one item');
  return { kind: 'list', style: element.tagName === 'ul' ? 'bullet' : type === 'a' ? 'letter' : 'decimal', items };
}

function summaryOf(reading: Reading, element: Element): Summary {
  reading.attributes(element, []);
  const rows: Summary['rows'] = [];
  let term: Element | null = null;
  const nodes = element.childNodes.flatMap((node) =>
    'tagName' in node && isWrapper(reading, node, undefined) ? node.childNodes : [node],
  );
  for (const node of nodes) {
    if (isSpace(node)) continue;
    if ('tagName' in node && node.tagName === 'dt' && term === null) term = node;
    else if ('tagName' in node && node.tagName === 'dd' && term !== null) {
      reading.attributes(node, []);
      rows.push({ term: inlineContent(reading, term), detail: flowOf(reading, node, ['p', 'ul', 'ol']) });
      term = null;
    } else reading.wrong(node, 'a summary is a name (dt) and a value (dd), in turn');
  }
  if (rows.length === 0) reading.wrong(element, 'a summary has at least one row');
  if (term) reading.wrong(term, 'this name has no value');
  return { kind: 'summary', rows };
}

function figureOf(reading: Reading, element: Element): Figure {
  const id = reading.attributes(element, ['id']).get('id') ?? null;
  const parts = element.childNodes.filter((node) => !isSpace(node));
  const [image, caption] = parts as [Element | undefined, Element | undefined];
  const figure: Figure = { kind: 'figure', id, number: null, src: '', alt: '', caption: [] };
  if (parts.length !== 2 || image?.tagName !== 'img' || caption?.tagName !== 'figcaption') {
    reading.wrong(element, 'a figure is an img and then a figcaption');
    return figure;
  }
  const attrs = reading.attributes(image, ['src', 'alt']);
  figure.src = attrs.get('src') ?? '';
  figure.alt = (attrs.get('alt') ?? '').trim();
  if (figure.alt === '') reading.wrong(image, 'a figure has alternative text');
  if (!SOURCES.test(figure.src)) reading.wrong(image, 'a figure carries its picture as base64 SVG or PNG');
  figure.number = takeNumber(reading, caption);
  figure.caption = inlineContent(reading, caption);
  return figure;
}
