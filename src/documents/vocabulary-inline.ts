import type { Inline } from './tree.js';
import { wordsOf } from './tree.js';
import type { Element, Node, Reading } from './reading.js';

const LINKS = /^(https:\/\/|http:\/\/|mailto:|tel:)/;

/** Reads the words of an element, with their marks. Space is collapsed as a browser collapses it; an element without words is wrong. */
export function inlineContent(reading: Reading, element: Element): Inline[] {
  const content = tidy(inlines(reading, element.childNodes));
  const empty = content.every((part) => part.kind === 'text' && part.text === '') || content.length === 0;
  if (empty) reading.wrong(element, `an empty <${element.tagName}>: say "None" or leave it out`);
  return content;
}

function inlines(reading: Reading, nodes: Node[]): Inline[] {
  const content: Inline[] = [];
  for (const node of nodes) {
    if (node.nodeName === '#text' && 'value' in node)
      content.push({ kind: 'text', text: node.value.replace(/[ \t\n\r\f]+/g, ' ') });
    else if ('tagName' in node) {
      const part = inlineOf(reading, node);
      if (part) content.push(part);
    } else reading.wrong(node, `${node.nodeName} is not in the vocabulary`);
  }
  return content;
}

function inlineOf(reading: Reading, element: Element): Inline | null {
  if (element.tagName === 'strong' || element.tagName === 'em') {
    reading.attributes(element, []);
    return { kind: element.tagName, content: inlines(reading, element.childNodes) };
  }
  if (element.tagName === 'br') {
    reading.attributes(element, []);
    return { kind: 'break' };
  }
  if (element.tagName === 'a') return linkOf(reading, element);
  reading.wrong(element, `<${element.tagName}> is not in the vocabulary here`);
  return null;
}

function linkOf(reading: Reading, element: Element): Inline {
  const href = reading.attributes(element, ['href']).get('href') ?? '';
  const content = inlines(reading, element.childNodes);
  const words = wordsOf(content);
  if (href.startsWith('#')) {
    if (reading.stage === 'draft' && words !== '')
      reading.wrong(element, 'the words of a cross-reference are generated, not written');
    return { kind: 'ref', target: href.slice(1), text: words };
  }
  if (!LINKS.test(href)) reading.wrong(element, `"${href}" is not an address that a link may have`);
  if (words.trim() === '') reading.wrong(element, 'a link has words');
  return { kind: 'link', href, content };
}

/** Removes the space at both ends and doubled space where two parts meet. */
function tidy(content: Inline[]): Inline[] {
  let spaceBefore = true;
  const walk = (parts: Inline[]): Inline[] =>
    parts.flatMap((part): Inline[] => {
      if (part.kind === 'break') {
        spaceBefore = true;
        return [part];
      }
      if (part.kind === 'ref') {
        spaceBefore = false;
        return [part];
      }
      if (part.kind !== 'text') return [{ ...part, content: walk(part.content) }];
      const text = spaceBefore ? part.text.replace(/^ /, '') : part.text;
      if (text === '') return [];
      spaceBefore = text.endsWith(' ');
      return [{ kind: 'text', text }];
    });
  return trimEnd(walk(content));
}

function trimEnd(content: Inline[]): Inline[] {
  const last = content.at(-1);
  if (last?.kind === 'break') return trimEnd(content.slice(0, -1));
  if (last?.kind !== 'text') return content;
  const text = last.text.replace(/ $/, '');
  return text === '' ? trimEnd(content.slice(0, -1)) : [...content.slice(0, -1), { kind: 'text', text }];
}
