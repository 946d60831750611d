import { Bookmark, Paragraph, SimpleField, TextRun, type ParagraphChild } from 'docx';
import { runs } from './word-text.js';
import type { Inline } from './tree.js';

/** Puts a bookmark around what a cross-reference can go to. */
export function asBookmark(id: string | null, children: ParagraphChild[]): ParagraphChild[] {
  return id === null ? children : [new Bookmark({ id, children })];
}

/** A caption with Word's own counter, whose value is already there. */
export function captionOf(
  word: 'Table' | 'Figure',
  block: { id: string | null; number: string | null; caption: Inline[] },
): Paragraph {
  const number = (block.number ?? '').replace(`${word} `, '');
  const counted = [new TextRun(`${word} `), new SimpleField(`SEQ ${word} \\* ARABIC`, number)];
  return new Paragraph({
    style: 'Caption',
    children: [...asBookmark(block.id, counted as ParagraphChild[]), new TextRun(': '), ...runs(block.caption)],
  });
}
