import { deflateRawSync, crc32 } from 'node:zlib';
import { createHash } from 'node:crypto';

/** Small files made byte by byte, good and hostile. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF\n',
);
export const LOCKED_PDF = Buffer.from(PDF.toString('latin1').replace('/Size 3', '/Size 3/Encrypt 7 0 R'), 'latin1');
export const CUT_PDF = PDF.subarray(0, 60);
export const EXE = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(2000, 7)]);
/** How a telephone's HEIC picture begins, by ISO 23008-12: its brands, then the box that says what is inside. No library here writes a whole one. */
export const HEIC = Buffer.concat([
  Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypheic'), Buffer.from([0, 0, 0, 0]), Buffer.from('mif1heic'),
  Buffer.from([0, 0, 0, 0x2d]), Buffer.from('meta'), Buffer.from([0, 0, 0, 0]), Buffer.from([0, 0, 0, 0x21]), Buffer.from('hdlr'), Buffer.alloc(8), Buffer.from('pict'), Buffer.alloc(13),
  Buffer.from([0, 0, 0, 0x10]), Buffer.from('mdat'), Buffer.alloc(8, 0x80),
]);
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** EICAR, the harmless string that every virus scanner agrees to find, in two halves so that this file itself is not found. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
  'latin1',
);

export interface ZipPart {
  readonly name: string;
  readonly bytes: Buffer;
  /** What the archive says the entry unpacks to, when it lies. */
  readonly claims?: number;
  readonly locked?: boolean;
}

/** A zip archive, so that tests can also make ones that no packer would. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = deflateRawSync(part.bytes);
    const name = Buffer.from(part.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.locked ? 1 : 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(part.bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(part.claims ?? part.bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, tail, name]));
    bodies.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, index, end]);
}

const WORD_TYPES = Buffer.from(
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
);

/** A Word document with these parts beside its own. */
export function docx(...more: ZipPart[]): Buffer {
  return zip([
    { name: '[Content_Types].xml', bytes: WORD_TYPES },
    { name: 'word/document.xml', bytes: Buffer.from('<w:document/>') },
    ...more,
  ]);
}
