import { Global, Module } from '@nestjs/common';
import { Documents } from './store.js';

/** Documents of cases: frozen, signed for, published. */
@Global()
@Module({ providers: [Documents], exports: [Documents] })
export class DocumentsModule {}
