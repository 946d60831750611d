import { readFrozenContent } from './vocabulary.js';
import { PAGE_STYLE } from './page-style.js';
import { escapeHtml } from './words.js';
import { VocabularyError } from './reading.js';
import type { Block, Cell, DocumentHead, DocumentTree, Inline, Paragraph, Table } from './tree.js';

const META = ['reference', 'authority', 'date', 'variant', 'template', 'template-hash'] as const;

/** Writes the whole page: what is frozen, published and kept. The same tree and head give the same bytes. */
export function writePage(head: DocumentHead, tree: DocumentTree): string {
  const values: Record<(typeof META)[number], string> = {
    reference: head.reference,
    authority: head.authority,
    date: head.date,
    variant: head.variant,
    template: head.template,
    'template-hash': head.templateHash,
  };
  const meta = META.map((name) => `<meta name="clerkwell:${name}" content="${escapeHtml(values[name])}">`);
  const letterhead = tree.letterhead.map((line) => `<p>${inline(line)}</p>`).join('\n');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(head.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(head.title)}</title>
${meta.join('\n')}
<style>
${PAGE_STYLE}
</style>
</head>
<body>
<main>
${letterhead === '' ? '' : `<header>\n${letterhead}\n</header>\n`}${blocks(tree.blocks)}
</main>
<footer>
<p>Reference: ${escapeHtml(head.reference)}${head.variant === 'exempt' ? '. Contains exempt information: not for publication.' : ''}</p>
</footer>
</body>
</html>
`;
}

/** Reads back a page that `writePage` wrote. Throws VocabularyError for anything else. */
export function readPage(html: string): { head: DocumentHead; tree: DocumentTree } {
  const tree = readFrozenContent(html);
  const [top = ''] = html.split('<style>');
  const meta = (name: (typeof META)[number]) =>
    attribute(top, new RegExp(`<meta name="clerkwell:${name}" content="([^"]*)">`), name);
  const head: DocumentHead = {
    title: attribute(top, /<title>([^<]*)<\/title>/, 'title'),
    lang: attribute(top, /<html lang="([^"]*)">/, 'lang'),
    reference: meta('reference'),
    authority: meta('authority'),
    date: meta('date'),
    variant: meta('variant') as DocumentHead['variant'],
    template: meta('template'),
    templateHash: meta('template-hash'),
  };
  return { head, tree };
}

function attribute(top: string, pattern: RegExp, name: string): string {
  const found = pattern.exec(top)?.[1];
  if (found === undefined)
    throw new VocabularyError([{ where: 'page head', what: `there is no ${name}: this is not a document made here` }]);
  return found
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

const id = (block: { id: string | null }) => (block.id ? ` id="${escapeHtml(block.id)}"` : '');
const number = (text: string | null) => (text ? `<span class="number">${escapeHtml(text)}</span> ` : '');
const blocks = (list: Block[]): string => list.map(blockHtml).join('\n');

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}${id(block)}${block.numbered ? ' class="numbered"' : ''}>${number(block.number)}${inline(block.content)}</h${block.level}>`;
    case 'paragraph':
      return paragraphHtml(block);
    case 'list': {
      const [tag, type] = block.style === 'bullet' ? ['ul', ''] : ['ol', block.style === 'letter' ? ' type="a"' : ''];
      return `<${tag}${type}>\n${block.items.map((item) => `<li>${flow(item)}</li>`).join('\n')}\n</${tag}>`;
    }
    case 'summary':
      return `<dl>\n${block.rows.map((row) => `<div><dt>${inline(row.term)}</dt><dd>${flow(row.detail)}</dd></div>`).join('\n')}\n</dl>`;
    case 'table':
      return tableHtml(block);
    case 'figure':
      return `<figure${id(block)}><img src="${block.src}" alt="${escapeHtml(block.alt)}"><figcaption>${number(block.number)}${inline(block.caption)}</figcaption></figure>`;
  }
}

function paragraphHtml(block: Paragraph): string {
  const role = block.role === 'plain' ? '' : ` class="${block.role}"`;
  return `<p${id(block)}${role}${block.dirAuto ? ' dir="auto"' : ''}>${number(block.number)}${inline(block.content)}</p>`;
}

/** A single plain paragraph stands without its own element, as it was written. */
function flow(content: Block[]): string {
  const [only] = content;
  const isPlain =
    content.length === 1 && only?.kind === 'paragraph' && only.role === 'plain' && only.id === null && !only.dirAuto;
  return isPlain ? inline((only as Paragraph).content) : `\n${blocks(content)}\n`;
}

function tableHtml(table: Table): string {
  const rows = (list: Cell[][]) => list.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('\n');
  const foot = table.foot.length > 0 ? `\n<tfoot>\n${rows(table.foot)}\n</tfoot>` : '';
  // A region that scrolls can be reached by keyboard and says what it is (WCAG 2.1.1).
  return `<div class="scroll" role="region" tabindex="0" aria-labelledby="${escapeHtml(table.id ?? '')}-caption"><table${id(table)}>
<caption id="${escapeHtml(table.id ?? '')}-caption">${number(table.number)}${inline(table.caption)}</caption>
<thead>\n${rows(table.head)}\n</thead>
<tbody>\n${rows(table.body)}\n</tbody>${foot}
</table></div>`;
}

function cellHtml(cell: Cell): string {
  const tag = cell.header ? 'th' : 'td';
  const scope = cell.header ? ` scope="${cell.header}"` : '';
  const spans = `${cell.colspan > 1 ? ` colspan="${cell.colspan}"` : ''}${cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : ''}`;
  return `<${tag}${scope}${cell.numeric ? ' class="numeric"' : ''}${spans}>${flow(cell.content)}</${tag}>`;
}

function inline(content: Inline[]): string {
  return content
    .map((part) => {
      if (part.kind === 'text') return escapeHtml(part.text);
      if (part.kind === 'break') return '<br>';
      if (part.kind === 'ref') return `<a href="#${escapeHtml(part.target)}">${escapeHtml(part.text)}</a>`;
      if (part.kind === 'link') return `<a href="${escapeHtml(part.href)}">${inline(part.content)}</a>`;
      return `<${part.kind}>${inline(part.content)}</${part.kind}>`;
    })
    .join('');
}
