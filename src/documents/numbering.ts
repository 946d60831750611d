import { everyBlock, inlineOf, wordsOf, type Block, type DocumentTree, type Inline } from './tree.js';
import { VocabularyError, type Violation } from './reading.js';

/**
 * Gives sections, numbered paragraphs, tables and figures their numbers and ids, and cross-references their words.
 * A numbered paragraph is 2.1 inside numbered section 2, and 1, 2, 3 through a document without numbered sections.
 * Throws VocabularyError for an id used twice, a reference to nothing and a reference to the place it stands in.
 */
export function numberDocument(tree: DocumentTree): DocumentTree {
  const violations: Violation[] = [];
  const labels = new Map<string, string>();
  const count = { section: 0, paragraph: 0, table: 0, figure: 0 };

  const name = (block: { id: string | null }, generated: string, label: string) => {
    block.id ??= generated;
    if (labels.has(block.id)) violations.push({ where: `id "${block.id}"`, what: 'is used twice' });
    labels.set(block.id, label);
  };

  for (const block of everyBlock(tree.blocks)) {
    if (block.kind === 'heading' && block.numbered) {
      count.section += 1;
      count.paragraph = 0;
      block.number = `${count.section}`;
      name(block, `section-${block.number}`, `section ${block.number}`);
    } else if (block.kind === 'heading' && block.id) name(block, block.id, `“${wordsOf(block.content)}”`);
    else if (block.kind === 'paragraph' && block.role === 'numbered') {
      count.paragraph += 1;
      block.number = count.section > 0 ? `${count.section}.${count.paragraph}` : `${count.paragraph}`;
      name(block, `paragraph-${block.number.replace('.', '-')}`, `paragraph ${block.number}`);
    } else if (block.kind === 'paragraph' && block.id)
      violations.push({ where: `id "${block.id}"`, what: 'a paragraph without a number cannot be referred to' });
    else if (block.kind === 'table') {
      block.number = `Table ${++count.table}`;
      name(block, `table-${count.table}`, block.number);
    } else if (block.kind === 'figure') {
      block.number = `Figure ${++count.figure}`;
      name(block, `figure-${count.figure}`, block.number);
    }
  }

  for (const block of everyBlock(tree.blocks)) resolve(block, inlineOf(block), labels, violations);
  if (violations.length > 0) throw new VocabularyError(violations);
  return tree;
}

function resolve(block: Block, content: Inline[], labels: Map<string, string>, violations: Violation[]): void {
  for (const part of content) {
    if (part.kind === 'strong' || part.kind === 'em' || part.kind === 'link')
      resolve(block, part.content, labels, violations);
    if (part.kind !== 'ref') continue;
    const label = labels.get(part.target);
    if (label === undefined)
      violations.push({ where: `reference to "${part.target}"`, what: 'nothing in this document has that id' });
    else if ('id' in block && block.id === part.target)
      violations.push({ where: `reference to "${part.target}"`, what: 'refers to the place it stands in' });
    else part.text = label;
  }
}
