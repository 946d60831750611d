/**
 * The worker that sets PDFs. Plain JavaScript, because a worker is loaded by Node itself, from source, in every way that the product
 * is started. One job in, one PDF or one fault out; fonts and Typst's cache stay warm between jobs.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { tagRowHeaders } from './pdf-row-headers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const font = (family, file) => readFileSync(require.resolve(`@expo-google-fonts/${family}/${file}.ttf`));

// From packages and never from the machine, so that bytes are the same everywhere.
const fontBlobs = [
  font('source-sans-3', '400Regular/SourceSans3_400Regular'),
  font('source-sans-3', '400Regular_Italic/SourceSans3_400Regular_Italic'),
  font('source-sans-3', '600SemiBold/SourceSans3_600SemiBold'),
  font('source-sans-3', '600SemiBold_Italic/SourceSans3_600SemiBold_Italic'),
  font('ibm-plex-sans-arabic', '400Regular/IBMPlexSansArabic_400Regular'),
  font('ibm-plex-sans-arabic', '600SemiBold/IBMPlexSansArabic_600SemiBold'),
  font('noto-sans-hebrew', '400Regular/NotoSansHebrew_400Regular'),
  font('noto-sans-hebrew', '600SemiBold/NotoSansHebrew_600SemiBold'),
  font('noto-emoji', '400Regular/NotoEmoji_400Regular'),
];
const compiler = NodeCompiler.create({ workspace: here, fontArgs: [{ fontBlobs }] });
const mainFileContent = readFileSync(join(here, 'document.typ'), 'utf8');

parentPort.on('message', (job) => {
  try {
    const pdf = setWithStandIns(job);
    parentPort.postMessage({ number: job.number, pdf: tagRowHeaders(pdf, job.rowHeaders) });
  } catch (fault) {
    parentPort.postMessage({ number: job.number, fault: fault.message });
  }
});

/**
 * PDF/UA-1 refuses a character that no font has. Such characters (a name in a script that we carry no font for) are set as their
 * code points, [U+4E2D], rather than as nothing; the HTML and the Word file carry them as they are.
 */
function setWithStandIns(job) {
  let input = job.input;
  for (let attempt = 1; ; attempt++) {
    try {
      return set({ ...job, input });
    } catch (fault) {
      const found = fault.message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g);
      const missing = new Set([...found].flatMap(([, text]) => [...unescaped(text)]));
      if (missing.size === 0 || attempt === 10) throw fault;
      const standIn = (text) => [...text].map((letter) => (missing.has(letter) ? codePoint(letter) : letter)).join('');
      input = JSON.stringify(JSON.parse(input), (_key, value) =>
        typeof value === 'string' && !value.startsWith('/picture-') ? standIn(value) : value,
      );
    }
  }
}

const codePoint = (letter) => `[U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`;
/** Typst reports text with Rust's escapes; the report itself may be escaped once more. */
const unescaped = (text) =>
  text
    .replace(/\\+u\{([0-9a-f]+)\}/gi, (_all, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\\/g, '');

function set(job) {
  for (const file of job.files) compiler.mapShadow(join(here, file.path), Buffer.from(file.bytes));
  try {
    const result = compiler.compile({ mainFileContent, inputs: { document: job.input } });
    if (result.hasError()) {
      const found = compiler.fetchDiagnostics(result.takeDiagnostics());
      throw new Error(found.map((one) => one.message).join('; '));
    }
    return compiler.pdf(result.result, { pdfStandard: 'ua-1', creationTimestamp: job.timestamp });
  } finally {
    for (const file of job.files) compiler.unmapShadow(join(here, file.path));
    // Keeps what the last few documents used; without this the cache grows with every document.
    compiler.evictCache(5);
  }
}
