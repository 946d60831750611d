import { ExternalHyperlink, InternalHyperlink, TextRun, type IRunOptions, type ParagraphChild } from 'docx';
import { isRightToLeft, type Inline } from './tree.js';

/** Inline content as Word's runs. */
export function runs(content: Inline[], marks: IRunOptions = {}): ParagraphChild[] {
  return content.flatMap((part): ParagraphChild[] => {
    switch (part.kind) {
      case 'text':
        return [new TextRun({ ...marks, text: part.text, ...(isRightToLeft(part.text) ? { rightToLeft: true } : {}) })];
      case 'break':
        return [new TextRun({ ...marks, break: 1 })];
      case 'strong':
        return runs(part.content, { ...marks, bold: true });
      case 'em':
        return runs(part.content, { ...marks, italics: true });
      case 'ref':
        return [
          new InternalHyperlink({
            anchor: part.target,
            children: [new TextRun({ ...marks, text: part.text, style: 'Hyperlink' })],
          }),
        ];
      case 'link':
        return [
          new ExternalHyperlink({ link: part.href, children: runs(part.content, { ...marks, style: 'Hyperlink' }) }),
        ];
    }
  });
}
