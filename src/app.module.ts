import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BundleModule } from './bundle/bundle.module.js';
import { DeskModule } from './desk/desk.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { Documents } from './documents/store.js';
import { EngineModule } from './engine/engine.module.js';
import { NOTICES, PAPERS, POLICY } from './engine/tokens.js';
import { EvaluationModule } from './evaluation/evaluation.module.js';
import { FilesModule } from './files/files.module.js';
import { NoticesByMail } from './notifications/notices-by-mail.js';
import { MailPagesModule } from './notifications/pages/mail-pages.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { Policies } from './policy/policies.js';
import { PolicyModule } from './policy/policy.module.js';
import { procedures } from './procedures.js';
import { PsrModule } from './psr/psr.module.js';
import { ProviderImportModule } from './qpl/import/import.module.js';
import { QplModule } from './qpl/qpl.module.js';
import { Service } from './service.js';
import { SETTINGS } from './settings.js';
import type { Settings } from './settings.js';
import { WebModule } from './web/web.module.js';

/** Connections of one server. PostgreSQL's default allows 100 for all of them, so four servers fit. */
const CONNECTIONS = 20;

/** The sweeper's own connections: it claims and marks, and holds none for long. */
const WORKER_CONNECTIONS = 4;

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
        TypeOrmModule.forRoot({ name: 'worker', type: 'postgres', url: settings.workerUrl, poolSize: WORKER_CONNECTIONS, retryAttempts: 1, applicationName: 'clerkwell worker' }),
        EngineModule.register(procedures, {
          imports: [],
          providers: [
            { provide: POLICY, useExisting: Policies },
            { provide: NOTICES, useExisting: NoticesByMail },
            { provide: PAPERS, useExisting: Documents },
          ],
        }),
        WebModule,
        DirectoryModule,
        PolicyModule,
        FilesModule,
        NotificationsModule,
        DocumentsModule,
        DeskModule,
        EvaluationModule,
        QplModule,
        ProviderImportModule,
        PsrModule,
        BundleModule,
        MailPagesModule,
      ],
      providers: [Service],
    };
  }
}
