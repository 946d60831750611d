import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SETTINGS } from './settings.js';
import type { Settings } from './settings.js';
import { WebModule } from './web/web.module.js';

/** Connections of one server. PostgreSQL's default allows 100 for all of them, so four servers fit. */
const CONNECTIONS = 20;

/** The settings, for whoever asks for `SETTINGS`. */
@Global()
@Module({})
class SettingsModule {
  static with(settings: Settings): DynamicModule {
    return { module: SettingsModule, providers: [{ provide: SETTINGS, useValue: settings }], exports: [SETTINGS] };
  }
}

/** The one file that knows every room. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        SettingsModule.with(settings),
        TypeOrmModule.forRoot({ type: 'postgres', url: settings.appUrl, autoLoadEntities: true, poolSize: CONNECTIONS, retryAttempts: 1, applicationName: 'clerkwell' }),
        WebModule,
      ],
    };
  }
}
