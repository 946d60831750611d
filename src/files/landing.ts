import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { cleanName } from './file-name.js';
import type { LocalFile } from './file-key.js';
import { landingPlace } from './landing-folder.js';
import type { FileLimits } from './limits.js';

/** A file of a form after its last byte was read. Only one that fits is on disk. */
export interface LandedFile extends LocalFile {
  readonly field: string;
  readonly fate: 'landed' | 'too large' | 'one too many';
}

/** A storage engine for multer: disk, while counting and hashing. What passes the limit is read to nowhere, and the beginning deleted. */
export class Landing implements StorageEngine {
  readonly folder = landingPlace();
  readonly files: LandedFile[] = [];
  private seen = 0;

  constructor(private readonly limits: FileLimits) {}

  _handleFile(
    _request: Request,
    file: Express.Multer.File,
    done: (error?: Error, info?: Partial<Express.Multer.File>) => void,
  ): void {
    this.seen += 1;
    const place = this.seen;
    this.land(file, place).then(
      (landed) => {
        this.files[place - 1] = landed;
        done(undefined, { path: landed.path, size: landed.size });
      },
      (fault: Error) => done(fault),
    );
  }

  _removeFile(_request: Request, _file: Express.Multer.File, done: (error: Error | null) => void): void {
    // The whole folder goes when the request has been answered.
    done(null);
  }

  private async land(file: Express.Multer.File, place: number): Promise<LandedFile> {
    const about = {
      field: file.fieldname,
      name: cleanName(file.originalname),
      declaredType: file.mimetype.slice(0, 200),
    };
    const to = path.join(this.folder, String(place));
    if (place > this.limits.maxFiles) {
      await toNowhere(file.stream);
      return { ...about, path: to, sha256: '', size: 0, fate: 'one too many' };
    }
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    let size = 0;
    const { maxBytes } = this.limits;
    const counted = new Transform({
      transform(piece: Buffer, _encoding, next) {
        size += piece.length;
        if (size > maxBytes) return next();
        hash.update(piece);
        next(null, piece);
      },
    });
    await pipeline(file.stream, counted, createWriteStream(to, { mode: 0o600 }));
    if (size > maxBytes) {
      rmSync(to, { force: true });
      return { ...about, path: to, sha256: '', size, fate: 'too large' };
    }
    return { ...about, path: to, sha256: hash.digest('hex'), size, fate: 'landed' };
  }
}

async function toNowhere(stream: Readable): Promise<void> {
  stream.resume();
  await finished(stream);
}
