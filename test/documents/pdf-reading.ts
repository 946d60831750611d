import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A node of a PDF's tag tree, with the words it marks. */
export interface Tag {
  role: string;
  alt?: string;
  lang?: string;
  text: string;
  children: Tag[];
}

interface StructNode {
  role?: string;
  alt?: string;
  lang?: string;
  type?: string;
  id?: string;
  children?: StructNode[];
}

/** Reads a PDF as a screen reader would: tags, words, language, title. */
export async function readPdf(bytes: Buffer) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: Tag[] = [];
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    let text = '';
    const words = new Map<string, string>();
    const open: (string | null)[] = [];
    for (const item of items) {
      if ('str' in item) {
        text += item.str + (item.hasEOL ? '\n' : '');
        const id = [...open].reverse().find((one) => one !== null);
        if (id) words.set(id, (words.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id ?? null);
    }
    texts.push(text);
    pages.push(tagOf((await page.getStructTree()) as StructNode, words));
  }
  const { info } = await pdf.getMetadata();
  const all = pages.flatMap(everyTag);
  const first = await pdf.getMetadata();
  return {
    pages: pdf.numPages,
    text: texts.join(''),
    /** Page by page. */
    texts,
    all,
    title: (info as { Title?: string }).Title,
    lang: (first.info as { Language?: string }).Language,
  };
}

function tagOf(node: StructNode, words: Map<string, string>): Tag {
  const children = (node.children ?? []).filter((child) => child.role).map((child) => tagOf(child, words));
  const own = (node.children ?? [])
    .map((child) => (child.role ? tagOf(child, words).text : (words.get(child.id ?? '') ?? '')))
    .join('');
  return {
    role: node.role ?? '',
    ...(node.alt ? { alt: node.alt } : {}),
    ...(node.lang ? { lang: node.lang } : {}),
    text: own,
    children,
  };
}

function everyTag(tag: Tag): Tag[] {
  return [tag, ...tag.children.flatMap(everyTag)];
}

/** The table headers of a PDF that Typst wrote, with their scopes, from its plain structure objects. */
export function headerScopes(bytes: Buffer): Record<string, number> {
  const count: Record<string, number> = {};
  for (const [, body = ''] of bytes
    .toString('latin1')
    .matchAll(/\n\d+ 0 obj\n<<\n {2}\/Type \/StructElem\n([\s\S]*?)\nendobj/g)) {
    if (!/\/S \/TH\b/.test(body)) continue;
    const scope = /\/Scope \/(\w+)/.exec(body)?.[1] ?? 'none';
    count[scope] = (count[scope] ?? 0) + 1;
  }
  return count;
}
