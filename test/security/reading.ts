import { fromBufferPromise } from 'yauzl';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** All the words in what came over the wire: a page, JSON, a PDF, and whatever lies in an archive (Word, Excel, a pack). */
export async function wordsIn(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return pdfWords(bytes);
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return bytes.toString('utf8');
  let words = '';
  for await (const { name, content } of entriesOf(bytes)) words += `\n${name}\n${await wordsIn(content)}`;
  return words;
}

async function* entriesOf(archive: Buffer): AsyncGenerator<{ name: string; content: Buffer }> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    yield { name: entry.fileName, content: Buffer.concat(chunks) };
  }
}

async function pdfWords(bytes: Buffer): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  let words = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    words += items.map((item) => ('str' in item ? item.str : '')).join(' ');
  }
  await pdf.destroy();
  return words;
}
