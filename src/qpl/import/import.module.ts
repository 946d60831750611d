import { Module } from '@nestjs/common';
import { mayActAs } from '../../directory/sign-in/access.js';
import { Jobs } from '../../engine/jobs.js';
import { Policies } from '../../policy/policies.js';
import { Shell } from '../../web/shell.js';
import { Schemes } from '../scheme/schemes.js';
import { imports } from './import.paths.js';
import { ImportPage } from './pages/import.page.js';
import { ListsPage } from './pages/lists.page.js';
import { StartImportPage } from './pages/start-import.page.js';
import { IMPORT_ROLES } from './pages/import-model.js';
import { ProviderImports } from './provider-imports.js';

/** How long one job works before it queues the rest: a server that is told to stop has five seconds for everything. */
const AT_A_TIME_MS = 2_000;

/** Bringing providers of older lists over, on pages and by jobs. */
@Module({ controllers: [ListsPage, StartImportPage, ImportPage], providers: [ProviderImports, Schemes], exports: [ProviderImports] })
export class ProviderImportModule {
  constructor(jobs: Jobs, shell: Shell, given: ProviderImports, policies: Policies) {
    jobs.on('qpl-import', async (payload) => {
      const { authority, importId } = payload as { authority: string; importId: string };
      await given.job(authority, importId, AT_A_TIME_MS);
    });
    jobs.every({ name: 'qpl-import-erase', at: '50 1 * * *', run: async () => void (await given.eraseOld(policies)) });
    shell.addNavigation({ href: imports.lists(), text: 'Imports', order: 45, when: (person) => person?.kind === 'staff' && mayActAs({ roles: person.roles, deputyFor: (person.deputyFor ?? []) as never }, IMPORT_ROLES) });
  }
}
