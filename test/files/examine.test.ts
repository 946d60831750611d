import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { examine } from '../../src/files/examine.js';
import { cleanName } from '../../src/files/file-name.js';
import { LIMITS } from '../../src/files/limits.js';
import { CUT_PDF, EXE, HEIC, LOCKED_PDF, PDF, PNG, docx, zip } from './samples.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'examine-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function look(name: string, bytes: Buffer, limits = LIMITS) {
  const file = path.join(folder, 'looked-at');
  await writeFile(file, bytes);
  return examine(file, name, limits);
}
async function refusal(name: string, bytes: Buffer, limits = LIMITS) {
  const answer = await look(name, bytes, limits);
  return answer.taken ? `taken as ${answer.mediaType}` : answer.because;
}

describe('what is taken', () => {
  const message = Buffer.from('From: a@example.org\r\nTo: b@example.org\r\nSubject: hello\r\n\r\nText');
  test.each([
    ['insurance.pdf', PDF, 'application/pdf'],
    ['INSURANCE.PDF', PDF, 'application/pdf'],
    ['without an ending', PDF, 'application/pdf'],
    ['letter.docx', docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['photo.png', PNG, 'image/png'],
    ['photo that a phone named.jpg', PNG, 'image/png'],
    // As a telephone takes it: no browser turns it into another kind, so it is kept as it is and its reader opens it in a program of their own.
    ['IMG_0042.HEIC', HEIC, 'image/heic'],
    ['IMG_0042.heif', HEIC, 'image/heic'],
    ['certificate that a phone named.jpg', HEIC, 'image/heic'],
    ['notes.txt', Buffer.from('Café £5'), 'text/plain'],
    ['notes in Windows-1252.txt', Buffer.from('Caf\xe9 \xa35', 'latin1'), 'text/plain'],
    ['rates.csv', Buffer.from('a,b\r\n1,2\r\n'), 'text/csv'],
    ['question.eml', message, 'message/rfc822'],
    [
      'letter.odt',
      zip([{ name: 'mimetype', bytes: Buffer.from('application/vnd.oasis.opendocument.text') }]),
      'application/vnd.oasis.opendocument.text',
    ],
  ])('%s', async (name, bytes, mediaType) => {
    const answer = await look(name, bytes);
    expect(answer).toEqual({ taken: true, mediaType, warnings: [] });
  });
});

describe('what is refused, with the reason and the cure', () => {
  test('a program named .pdf', async () => {
    expect(await refusal('accounts.pdf', EXE)).toBe(
      'The file “accounts.pdf” is of a kind that is not taken (application/x-msdownload). Choose a PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt, .ods), PNG, JPEG, HEIC or WebP picture, plain text, CSV, or an e-mail (.eml, .msg).',
    );
  });
  test('a page of HTML, under its own name and under another', async () => {
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    expect(await refusal('page.html', html)).toMatch(/^The file “page.html” is of a kind that is not taken/);
    expect(await refusal('page.pdf', html)).toMatch(/^The file “page.pdf” is not a PDF, although its name says so/);
  });
  test('SVG, which can carry scripts', async () => {
    const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    expect(await refusal('logo.svg', svg)).toMatch(/is of a kind that is not taken/);
    expect(await refusal('logo.png', svg)).not.toMatch(/^taken/);
  });
  test('a picture that calls itself a PDF', async () => {
    expect(await refusal('plan.pdf', PNG)).toBe(
      'The file “plan.pdf” is a PNG picture, but its name ends in “.pdf”. Give it its own ending (.png) and choose it again.',
    );
  });
  test('a Word document that calls itself text', async () => {
    expect(await refusal('letter.txt', docx())).toMatch(/is a Word document, but its name ends in “.txt”/);
  });
  test('nothing', async () => {
    expect(await refusal('empty.pdf', Buffer.alloc(0))).toBe(
      'The file “empty.pdf” is empty. Check that it opens on your computer and choose it again.',
    );
  });
  test('text with NUL bytes', async () => {
    expect(await refusal('rates.csv', Buffer.from('a,b\0,c'))).toMatch(/is not a CSV table, although its name says so/);
  });
  test('an e-mail that is none', async () => {
    expect(await refusal('note.eml', Buffer.from('just words'))).toMatch(/is not an e-mail/);
  });
  test('a plain zip archive', async () => {
    expect(await refusal('evidence.zip', zip([{ name: 'a.pdf', bytes: PDF }]))).toMatch(/\(application\/zip\)/);
  });
  test('a file over the limit', async () => {
    expect(await refusal('scan.pdf', Buffer.concat([PDF, Buffer.alloc(2000)]), { ...LIMITS, maxBytes: 1024 })).toMatch(
      /is larger than 1 kB/,
    );
  });
});

describe('packed documents are counted while unpacking, whatever they claim', () => {
  const BOMB =
    'The file “report.docx” unpacks to far more than a document needs, so it was not opened. Save the document again, or send it as a PDF.';
  test('a bomb of 300 MB that tells the truth', async () => {
    expect(
      await refusal('report.docx', docx({ name: 'word/media/a.bin', bytes: Buffer.alloc(300 * 1024 * 1024) })),
    ).toBe(BOMB);
  });
  test('a bomb that says it unpacks to ten bytes', async () => {
    expect(
      await refusal(
        'report.docx',
        docx({ name: 'word/media/a.bin', bytes: Buffer.alloc(40 * 1024 * 1024), claims: 10 }),
      ),
    ).toBe(BOMB);
  });
  test('many entries, each under the ratio, too much together', async () => {
    const noise = Buffer.from(
      Array.from({ length: 400 * 1024 }, (_, i) => (Math.imul(i ^ (i >> 3), 2654435761) >>> 13) & 0xff),
    );
    const parts = Array.from({ length: 8 }, (_, i) => ({ name: `word/media/${i}.bin`, bytes: noise }));
    expect(await refusal('report.docx', docx(...parts), { ...LIMITS, maxUnpacked: 2 * 1024 * 1024 })).toBe(BOMB);
  });
  test('six thousand entries', async () => {
    const parts = Array.from({ length: 6_000 }, (_, i) => ({ name: `word/${i}`, bytes: Buffer.from('x') }));
    expect(await refusal('report.docx', docx(...parts))).toBe(BOMB);
  });
  test('an entry under a password', async () => {
    expect(await refusal('report.docx', docx({ name: 'word/a', bytes: Buffer.from('x'), locked: true }))).toMatch(
      /is locked with a password/,
    );
  });
  test('macros', async () => {
    expect(await refusal('report.docx', docx({ name: 'word/vbaProject.bin', bytes: Buffer.from('x') }))).toMatch(
      /has macros in it/,
    );
  });
  test('an archive cut short', async () => {
    expect(await refusal('report.docx', docx().subarray(0, 200))).toMatch(/is damaged and cannot be opened/);
  });
  test('an archive inside a document is not opened', async () => {
    const inner = zip([{ name: 'zeros', bytes: Buffer.alloc(250 * 1024 * 1024) }]);
    expect(await refusal('report.docx', docx({ name: 'word/embeddings/inner.zip', bytes: inner }))).toMatch(
      /^taken as/,
    );
  });
});

describe('a PDF that may not open is kept with a warning', () => {
  test('under a password', async () => {
    expect(await look('a.pdf', LOCKED_PDF)).toEqual({
      taken: true,
      mediaType: 'application/pdf',
      warnings: ['“a.pdf” is protected with a password or restrictions, and may not open for its readers.'],
    });
  });
  test('cut short', async () => {
    const answer = await look('a.pdf', CUT_PDF);
    expect(answer.taken && answer.warnings[0]).toMatch(/damaged or cut short/);
  });
});

describe('names', () => {
  test.each([
    ['C:\\Users\\me\\insurance.pdf', 'insurance.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['annex\u202Efdp.exe', 'annexfdp.exe'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['תעודה.pdf', 'תעודה.pdf'],
    ['👩🏽‍⚕️ therapist.pdf', '👩🏽‍⚕️ therapist.pdf'],
    ['Cafe\u0301.pdf', 'Café.pdf'],
    ['con.pdf', '_con.pdf'],
    ['...', 'file'],
    ['', 'file'],
    ['half \ud83d a pair.txt', 'half a pair.txt'],
    ['<b>"x"?.pdf', '-b--x--.pdf'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanName(given)).toBe(kept);
  });
  test('a very long name keeps its ending', () => {
    const name = cleanName(`${'long '.repeat(100)}.pdf`);
    expect(name.length).toBeLessThanOrEqual(120);
    expect(name).toMatch(/\.pdf$/);
  });
});
