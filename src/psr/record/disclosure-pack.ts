import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { ZipArchive } from 'archiver';
import { DataSource } from 'typeorm';
import { type DocumentBytes, type Format, Documents } from '../../documents/store.js';
import { scopeOf } from '../../engine/access.js';
import type { Actor } from '../../engine/actor.js';
import { logRead } from '../../engine/read-log.js';
import { inScope } from '../../engine/scope.js';
import type { Disclosed } from './disclosure.js';
import { indexPage, partPage, VERIFIER, type AboutPack, type Packed } from './pack-pages.js';

const FORMATS: readonly Format[] = ['html', 'pdf', 'docx'];

/** Documents read while one is written. Fewer wait for the database at each; more take connections from people (three for each) and memory. */
const AHEAD = 3;

/** Writes the pack of a case, one file after the other, so that it never holds more than a few documents. */
@Injectable()
export class DisclosurePack {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly documents: Documents,
  ) {}

  /** Each making is logged before anything is given: who, of which case, which pack. The pack names the same id. */
  async log(actor: Actor, caseId: string): Promise<string> {
    const packId = randomUUID();
    await inScope(this.source, scopeOf(actor), (tx) => logRead(tx, scopeOf(actor), { caseId, what: 'disclosure pack', subject: packId }));
    return packId;
  }

  /** Writes to `out` and ends it. @throws when a document cannot be read: a pack with a gap is no pack */
  async write(actor: Actor, about: AboutPack, { given, held }: Disclosed, out: Writable): Promise<void> {
    const zip = new ZipArchive({ zlib: { level: 6 } });
    zip.on('error', (fault: Error) => out.destroy(fault));
    zip.pipe(out);
    const files: Packed[] = [];
    const add = async (name: string, title: string, bytes: Buffer): Promise<void> => {
      const taken = once(zip, 'entry');
      // A PDF and a Word file are packed already.
      zip.append(bytes, { name, store: !name.endsWith('.html') });
      files.push({ name, title, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
      await taken;
    };
    const reads = new Map<number, Promise<Read[]>>();
    const readAhead = (from: number): void => {
      for (let n = from; n <= from + AHEAD && n < given.length; n += 1) {
        const documentId = given[n]!.documentId;
        if (documentId === null || reads.has(n)) continue;
        const read = Promise.all(FORMATS.map((format) => this.documents.read(actor, documentId, format)));
        // It is waited for below; a fault before that is not lost, and must not end the process.
        read.catch(() => undefined);
        reads.set(n, read);
      }
    };
    for (const [n, part] of given.entries()) {
      readAhead(n);
      const number = String(n + 1).padStart(3, '0');
      if (part.documentId === null) await add(`${number}-${stem(part.title)}.html`, part.title, Buffer.from(partPage(part)));
      else {
        const read = (await reads.get(n)) ?? [];
        reads.delete(n);
        if (!read[0]) throw new Error(`Document ${part.documentId} cannot be read.`);
        for (const [f, one] of read.entries()) if (one) await add(`documents/${number}-${one.fileName}`, `${part.title} (${FORMATS[f]})`, one.bytes);
      }
    }
    await add('verify.mjs', 'Program that compares each file with the list', Buffer.from(VERIFIER));
    await add('index.html', 'What is in this pack', Buffer.from(indexPage(about, [...files], held)));
    const sums = Buffer.from(files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(''));
    zip.append(sums, { name: 'SHA256SUMS' });
    await zip.finalize();
  }
}

type Read = DocumentBytes | null;

const stem = (title: string): string => title.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'part';
