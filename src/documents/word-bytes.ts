import { Packer, type Document } from 'docx';
import { strFromU8, strToU8, zipSync, type Zippable } from 'fflate';
import type { PlainRows } from './word-plain.js';

/** The only date a ZIP entry can have that means nothing: the first one. */
const ZIP_EPOCH = new Date(1980, 0, 1);

/**
 * Makes the bytes of a Word file depend on its content alone. `docx` puts the time of writing into the properties and into the ZIP, random
 * ids on its links, and counts bookmarks and pictures through the life of the process; here the document's own date and ids in order of appearance take their place.
 */
export function sameBytes(file: Document, date: string, plain: PlainRows | null): Buffer {
  const parts = partsOf(file);
  const ids = new Map<string, string>();
  const out: Zippable = {};
  const names = [...parts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const name of names) {
    const part = parts.get(name) ?? '';
    const text = typeof part === 'string' ? part : strFromU8(part);
    out[name] = /\.(xml|rels)$/.test(name) ? strToU8(name === 'word/document.xml' && plain ? plain.into(settled(text, ids, date)) : settled(text, ids, date)) : typeof part === 'string' ? strToU8(part) : part;
  }
  return Buffer.from(zipSync(out, { mtime: ZIP_EPOCH, level: 1 }));
}

/** The parts before they are packed: `docx` has no public way to them, and packing them twice would take a third of the time. */
function partsOf(file: Document): ReadonlyMap<string, string | Uint8Array> {
  const { compiler } = Packer as unknown as { compiler: { compile(file: Document): ReadonlyMap<string, string | Uint8Array> } };
  return compiler.compile(file);
}

/** The document before its relations, so that ids are numbered in reading order; the list of types first, as Word writes it. */
function rank(name: string): number {
  return ['[Content_Types].xml', '_rels/.rels', 'word/document.xml'].indexOf(name) + 1 || 4;
}

function settled(xml: string, ids: Map<string, string>, date: string): string {
  const when = new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const marks = new Map<string, number>();
  const counted = (id: string) => marks.get(id) ?? (marks.set(id, marks.size + 1), marks.size);
  return xml
    .replace(
      /(<w:bookmark(?:Start|End)\b[^>]*\bw:id=")(\d+)/g,
      (_all, before: string, id: string) => `${before}${counted(`b${id}`)}`,
    )
    .replace(/(<wp:docPr\b[^>]*?\bid=")(\d+)/g, (_all, before: string, id: string) => `${before}${counted(`p${id}`)}`)
    .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g, `$1${when}$2`)
    .replace(/(["/])(rId)([a-z0-9_-]{21})(["/])/g, (_all, before: string, _prefix, random: string, after: string) => {
      const known = ids.get(random) ?? `rIdLink${ids.size + 1}`;
      ids.set(random, known);
      return `${before}${known}${after}`;
    });
}
