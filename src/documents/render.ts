import { createHash } from 'node:crypto';
import { numberDocument } from './numbering.js';
import { readPage, writePage } from './page.js';
import { templates, type TemplateLibrary } from './templates.js';
import { wordsOf, type Heading, type Variant } from './tree.js';
import { readDraft } from './vocabulary.js';
import { printable } from './words.js';

/** What the caller decides about a rendering. */
export interface RenderOptions {
  /** ISO instant: the document's own date, never the clock's. The same instant gives the same bytes. */
  date: string;
  /** Printed at the foot of every page. */
  reference: string;
  /** `public` unless asked otherwise: what is exempt must be asked for. */
  variant?: Variant;
  library?: TemplateLibrary;
}

/** A document as it is frozen. PDF and Word are made from these bytes and from nothing else. */
export interface RenderedDocument {
  html: Buffer;
  /** Of `html`, in lower-case hexadecimal. */
  sha256: string;
  templateHash: string;
  /** The words of the h1. */
  title: string;
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Fills a template and checks what comes out.
 * Throws UnknownTemplate, TemplateFailed (a field that is not there) and VocabularyError (HTML that the formats cannot share).
 */
export async function renderDocument(
  templateName: string,
  data: object,
  options: RenderOptions,
): Promise<RenderedDocument> {
  const library = options.library ?? templates();
  const variant = options.variant ?? 'public';
  if (Number.isNaN(Date.parse(options.date)))
    throw new Error(`The date of a document is an ISO instant, not "${options.date}"`);
  const tree = numberDocument(readDraft(library.render(templateName, data, variant)));
  const title = wordsOf((tree.blocks.find((block) => block.kind === 'heading') as Heading).content);
  const templateHash = library.hash(templateName);
  const head = {
    title,
    reference: printable(options.reference),
    authority: wordsOf(tree.letterhead[0] ?? []),
    date: new Date(options.date).toISOString(),
    lang: 'en-GB',
    variant,
    template: templateName,
    templateHash,
  };
  const html = Buffer.from(writePage(head, tree), 'utf8');
  return { html, sha256: sha256(html), templateHash, title };
}

/** A page is read once for its PDF and its Word file; bytes that were frozen are never changed. */
const read = new WeakMap<Buffer, ReturnType<typeof readPage>>();
function readOnce(html: Buffer): ReturnType<typeof readPage> {
  const known = read.get(html) ?? readPage(html.toString('utf8'));
  read.set(html, known);
  return known;
}

/** PDF/UA-1 of a frozen page. Made in a worker, so that a long document does not hold up anyone else. */
export async function toPdf(html: Buffer): Promise<Buffer> {
  const { typeset } = await import('./pdf.js');
  return typeset(readOnce(html));
}

/** Word (.docx) of a frozen page. */
export async function toDocx(html: Buffer): Promise<Buffer> {
  const { writeWord } = await import('./word.js');
  return writeWord(readOnce(html));
}
