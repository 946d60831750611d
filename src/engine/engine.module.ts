import { Global, Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { Assigner } from './assign.js';
import { Corrections } from './correct.js';
import { Disposals } from './dispose.js';
import { Effects } from './effects.js';
import { Jobs } from './jobs.js';
import type { AnyProcedure } from './procedure.js';
import { Reader } from './read.js';
import { Registry } from './registry.js';
import { Roots } from './roots.js';
import { Sender } from './send.js';
import { Sweeper } from './sweep.js';
import { Reopener } from './reopen.js';
import { REGISTRY } from './tokens.js';
import { TryOut } from './try-out.js';
import { Verifier } from './verify.js';
import { Versions } from './versions.js';

const ENGINE = [Sender, Corrections, Reopener, Reader, Assigner, TryOut, Sweeper, Effects, Jobs, Roots, Verifier, Disposals, Versions];

/** The durable runtime. It knows no procedure: `app.module.ts` gives it the list, and the rooms that answer its ports. */
@Global()
@Module({})
export class EngineModule {
  /**
   * @param procedures what this installation runs
   * @param ports providers of `POLICY`, `NOTICES` and, where machines ask for documents, `PAPERS`
   */
  static register(procedures: readonly AnyProcedure[], ports: { imports: DynamicModule['imports']; providers: Provider[] }): DynamicModule {
    return {
      module: EngineModule,
      imports: ports.imports ?? [],
      providers: [{ provide: REGISTRY, useValue: new Registry(procedures) }, ...ports.providers, ...ENGINE],
      exports: [REGISTRY, ...ENGINE],
    };
  }
}
