import { Module } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings.js';
import { CaseOpener } from '../desk/opened-case.js';
import { BundleKey } from './bundle-key.js';
import { Moves } from './moves.js';
import { MovePage } from './pages/move.page.js';
import { ReceivePage } from './pages/receive.page.js';

/** Moving a case to another authority, here or in another installation, by a signed bundle. */
@Module({
  controllers: [MovePage, ReceivePage],
  providers: [CaseOpener, Moves, { provide: BundleKey, inject: [SETTINGS], useFactory: ({ rootKey }: Settings) => new BundleKey(rootKey) }],
})
export class BundleModule {}
