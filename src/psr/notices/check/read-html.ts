import { parse } from 'parse5';
import { fromPieces } from './notice-text.js';
import type { NoticeText } from './notice-text.js';

const BLOCKS = new Set('address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead tr ul br'.split(' '));
const SILENT = new Set(['script', 'style', 'template', 'head', 'noscript', 'svg']);

interface Node {
  nodeName: string;
  value?: string;
  childNodes?: Node[];
  sourceCodeLocation?: { startLine: number } | null;
}

/** The words of a page, block by block, each with the line on which it begins. */
export function fromHtml(html: string): NoticeText {
  const pieces: { text: string; where: string }[] = [];
  let text = '';
  let line: number | null = null;
  const close = () => {
    const words = text.replace(/\s+/g, ' ').trim();
    if (words !== '') pieces.push({ text: words, where: `line ${line ?? 1}` });
    text = '';
    line = null;
  };
  const walk = (node: Node): void => {
    if (SILENT.has(node.nodeName)) return;
    if (node.nodeName === '#text') {
      if ((node.value ?? '').trim() !== '') line ??= node.sourceCodeLocation?.startLine ?? null;
      text += node.value ?? '';
      return;
    }
    const isBlock = BLOCKS.has(node.nodeName);
    if (isBlock) close();
    for (const child of node.childNodes ?? []) walk(child);
    if (isBlock) close();
  };
  walk(parse(html, { sourceCodeLocationInfo: true }) as unknown as Node);
  close();
  return fromPieces(pieces);
}
