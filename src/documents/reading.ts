import type { DefaultTreeAdapterMap } from 'parse5';

export type Node = DefaultTreeAdapterMap['childNode'];
export type Element = DefaultTreeAdapterMap['element'];

/** What is wrong, and where in the HTML. */
export interface Violation {
  where: string;
  what: string;
}

/** The HTML says something that the three formats cannot all say. */
export class VocabularyError extends Error {
  constructor(readonly violations: Violation[]) {
    super(
      'The document is outside the checked vocabulary:\n' + violations.map((v) => `  ${v.where}: ${v.what}`).join('\n'),
    );
    this.name = 'VocabularyError';
  }
}

/** `draft`: from a template, without numbers. `frozen`: a page of ours, whose numbers are read back and never made again. */
export type Stage = 'draft' | 'frozen';

/** One reading of one document: collects what is wrong instead of stopping at the first. */
export class Reading {
  readonly violations: Violation[] = [];
  constructor(readonly stage: Stage) {}

  wrong(node: Node, what: string): void {
    const at = node.sourceCodeLocation;
    const place = at ? `line ${at.startLine}, column ${at.startCol}` : 'unknown place';
    const name = 'tagName' in node ? `<${node.tagName}> at ${place}` : place;
    this.violations.push({ where: name, what });
  }

  /** Checks that an element has only the attributes named. */
  attributes(element: Element, allowed: string[]): Map<string, string> {
    const found = new Map(element.attrs.map((attr) => [attr.name, attr.value]));
    for (const name of found.keys())
      if (!allowed.includes(name)) this.wrong(element, `the attribute "${name}" is not in the vocabulary`);
    return found;
  }
}

export function isSpace(node: Node): boolean {
  return node.nodeName === '#comment'
    ? false
    : node.nodeName === '#text' && 'value' in node && node.value.trim() === '';
}

/** Takes the generated number off the front of an element of a frozen page; in a draft there must be none. */
export function takeNumber(reading: Reading, element: Element): string | null {
  const first = element.childNodes.find((node) => !isSpace(node));
  if (!first || !('tagName' in first) || first.tagName !== 'span') return null;
  if (reading.stage === 'draft') {
    reading.wrong(first, 'numbers are generated, not written');
    return null;
  }
  element.childNodes = element.childNodes.filter((node) => node !== first);
  const text = first.childNodes[0];
  return text && 'value' in text ? text.value : null;
}
