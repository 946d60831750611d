import { Global, Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { SETTINGS } from '../settings.js';
import type { Settings } from '../settings.js';
import { clamAv } from './clamav.js';
import { Files } from './files.js';
import { LIMITS } from './limits.js';
import { PostgresStore } from './postgres-store.js';
import { noScanner } from './virus-scan.js';

/** The files that people hand in. */
@Global()
@Module({
  providers: [
    {
      provide: PostgresStore,
      inject: [getDataSourceToken()],
      useFactory: (source: DataSource) => new PostgresStore(source),
    },
    {
      provide: Files,
      inject: [getDataSourceToken(), PostgresStore, SETTINGS],
      useFactory: (source: DataSource, store: PostgresStore, { clamav }: Settings) =>
        new Files(source, store, clamav ? clamAv(clamav) : noScanner, LIMITS),
    },
  ],
  exports: [Files, PostgresStore],
})
export class FilesModule {}
