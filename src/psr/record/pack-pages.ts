import { escapeHtml } from '../../documents/words.js';
import { EXCEPTIONS, type Disclosed, type Part } from './disclosure.js';

/** What stands in the pack under each name. */
export interface Packed {
  readonly name: string;
  readonly title: string;
  readonly bytes: number;
  readonly sha256: string;
}
export interface AboutPack {
  readonly packId: string;
  readonly title: string;
  readonly reference: string;
  readonly authority: string;
  readonly madeBy: string;
  readonly madeAt: string;
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>body{font:1rem/1.5 Arial,sans-serif;max-width:45rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}td,th{text-align:left;vertical-align:top;padding:.25rem 1rem .25rem 0}code{font-size:.8rem}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}
</main></body></html>
`;
const paragraph = (text: string): string => `<p dir="auto">${escapeHtml(text)}</p>`;

/** A part written from the case, as a page that needs nothing else. */
export const partPage = ({ title, sections }: Part): string => page(title, sections.map(({ heading, lines }) => `<h2>${escapeHtml(heading)}</h2>\n${lines.map(paragraph).join('\n')}`).join('\n'));

/** What the pack holds with the hash of each file, what it does not hold and by which exception, and how anybody checks it. */
export function indexPage(about: AboutPack, files: readonly Packed[], held: Disclosed['held']): string {
  return page(`Information about the award: ${about.title}`, [
    paragraph(`${about.authority}, reference ${about.reference}. Made by ${about.madeBy} at ${about.madeAt}. Pack ${about.packId}.`),
    paragraph('Given under regulation 12(4) of the Health Care Services (Provider Selection Regime) Regulations 2023 (SI 2023/1348).'),
    '<h2>What is given</h2>\n<table><thead><tr><th scope="col">File</th><th scope="col">SHA-256</th></tr></thead><tbody>',
    ...files.map(({ name, title, sha256 }) => `<tr><th scope="row"><a href="${encodeURI(name)}">${escapeHtml(title)}</a></th><td><code>${sha256}</code></td></tr>`),
    '</tbody></table>',
    '<h2>What is not given</h2>',
    held.length === 0 ? paragraph('Nothing is held back.') : `<ul>${held.map(({ title, exception, why, whole }) => `<li>${escapeHtml(`${whole ? 'The whole of' : 'Words of'} “${title}”. ${EXCEPTIONS[exception]} (regulation 12(5)). ${why}`)}</li>`).join('\n')}</ul>`,
    '<h2>How to check that nothing was changed</h2>',
    paragraph('Unpack the file. With Node.js: “node verify.mjs”. On Linux: “sha256sum --check SHA256SUMS”. On a Mac: “shasum -a 256 --check SHA256SUMS”. Each file is then compared with the list.'),
  ].join('\n'));
}

/** Compares each file beside it with SHA256SUMS, and says of each file that is there and not listed. */
export const VERIFIER = `import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const listed = readFileSync(path.join(here, 'SHA256SUMS'), 'utf8').split('\\n').filter(Boolean).map((line) => [line.slice(0, 64), line.slice(66)]);
const wrong = [];
for (const [hash, name] of listed) {
  try {
    if (createHash('sha256').update(readFileSync(path.join(here, name))).digest('hex') !== hash) wrong.push('changed: ' + name);
  } catch {
    wrong.push('missing: ' + name);
  }
}
const known = new Set(['SHA256SUMS', ...listed.map(([, name]) => name)]);
for (const entry of readdirSync(here, { recursive: true, withFileTypes: true })) {
  const name = path.relative(here, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/');
  if (entry.isFile() && !known.has(name)) wrong.push('not of this pack: ' + name);
}
console.log(wrong.length === 0 ? listed.length + ' files, all as they were given.' : wrong.join('\\n'));
process.exitCode = wrong.length === 0 ? 0 : 1;
`;
