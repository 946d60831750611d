import { Module } from '@nestjs/common';

/** The Provider Selection Regime: which route, the award by it, its notices and its record. */
@Module({
  controllers: [],
  providers: [],
})
export class PsrModule {}
