import { Global, Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { SETTINGS } from '../settings.js';
import type { Settings } from '../settings.js';
import { clamAv } from './clamav.js';
import { FILE_STORE } from './file-store.js';
import type { FileStore } from './file-store.js';
import { Files } from './files.js';
import { LIMITS } from './limits.js';
import { PostgresStore } from './postgres-store.js';
import { S3Store } from './s3-store.js';
import { noScanner } from './virus-scan.js';

/** Where files are kept, as the settings have it: in the database, or in a bucket. */
export function storeOf(source: DataSource, { files }: Pick<Settings, 'files'>): FileStore {
  if (files.kind === 'postgres') return new PostgresStore(source);
  const endpoint = files.endpoint ?? `https://s3.${files.region}.amazonaws.com`;
  return new S3Store({ ...files, bucketUrl: `${endpoint.replace(/\/+$/, '')}/${files.bucket}` });
}

/** The files that people hand in. */
@Global()
@Module({
  providers: [
    { provide: FILE_STORE, inject: [getDataSourceToken(), SETTINGS], useFactory: storeOf },
    {
      provide: Files,
      inject: [getDataSourceToken(), FILE_STORE, SETTINGS],
      useFactory: (source: DataSource, store: FileStore, { clamav }: Settings) =>
        new Files(source, store, clamav ? clamAv(clamav) : noScanner, LIMITS),
    },
  ],
  exports: [Files, FILE_STORE],
})
export class FilesModule {}
