import path from 'node:path';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Leavers } from './directory/leavers.js';
import { Assigner } from './engine/assign.js';
import { Effects } from './engine/effects.js';
import { Jobs } from './engine/jobs.js';
import { inScope, systemScope } from './engine/scope.js';
import { Roots } from './engine/roots.js';
import { Sweeper } from './engine/sweep.js';
import { Versions } from './engine/versions.js';
import { FILE_STORE } from './files/file-store.js';
import type { FileStore } from './files/file-store.js';
import { sweepOrphans } from './files/sweep.js';
import { Mailer } from './notifications/mailer.js';
import { sweepMail } from './notifications/sweep-mail.js';
import { raiseTask } from './notifications/tasks.js';
import { Policies } from './policy/policies.js';
import { SETTINGS } from './settings.js';
import type { Settings } from './settings.js';

/**
 * What runs beside the pages: effects, clocks, mail, and the tidying of the day. Every server runs it; each piece of work is claimed by
 * one of them.
 */
@Injectable()
export class Service {
  private readonly logger = new Logger(Service.name);

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @InjectDataSource('worker') private readonly worker: DataSource,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly effects: Effects,
    private readonly jobs: Jobs,
    private readonly sweeper: Sweeper,
    private readonly mailer: Mailer,
    @Inject(FILE_STORE) private readonly files: FileStore,
    private readonly policies: Policies,
    private readonly roots: Roots,
    private readonly versions: Versions,
    assigner: Assigner,
    leavers: Leavers,
  ) {
    leavers.register({
      what: 'cases',
      count: (tx, personId) => assigner.countOf(tx, personId),
      move: (tx, { from, to, by, why }) => assigner.handOverAll(tx, by, from, to, why),
    });
  }

  async start(): Promise<void> {
    this.effects.linksBegin(this.settings.publicUrl);
    this.sweeper.onAlarm(async ({ authority, caseId, clock, problem }) => {
      await inScope(this.source, systemScope(authority), (tx) =>
        raiseTask(tx, {
          key: `deadline.failed:${caseId}:${clock}`, kind: 'deadline.failed', aboutCase: caseId, role: 'administrator', owner: null, due: null,
          sentence: `A clock of this case rang and could not be applied, so the case takes corrections only. ${problem}`,
        }),
      );
    });
    this.jobs.on('mail', async (payload) => {
      const { authority, id } = payload as { authority: string; id: string };
      await this.mailer.run(authority, id);
    });
    this.jobs.every({ name: 'mail-sweep', at: '* * * * *', run: async () => void (await sweepMail(this.worker, this.mailer)) });
    this.jobs.every({ name: 'file-sweep', at: '40 2 * * *', run: async () => void (await sweepOrphans(this.worker, this.files)) });
    // Every hour, so that a server that was down at midnight makes the day's root later; there is one a day.
    this.jobs.every({ name: 'audit-root', at: '10 * * * *', run: async () => void (await this.roots.signAll({ key: this.settings.rootKey, folder: path.join(this.settings.dataFolder, 'roots') })) });
    await this.moveToThisVersion();
    await this.jobs.start(this.settings.workerUrl);
    if (this.settings.production) await this.nameWhatIsUnconfirmed();
  }

  /** Open cases of an earlier version go on as the mapping says; what somebody must decide becomes a task. @throws {UnmappedCases} */
  private async moveToThisVersion(): Promise<void> {
    await this.versions.assertMapped();
    const { wanted } = await this.versions.moveAll();
    for (const { authority, caseId, reference, owner, by, title } of wanted) {
      await inScope(this.source, systemScope(authority), (tx) =>
        raiseTask(tx, {
          key: `version.decide:${caseId}:${by}`, kind: 'version.decide', aboutCase: caseId, role: owner, owner: null, due: by,
          sentence: `The procedure has a new version. Decide what becomes of ${reference}, ${title}.`,
        }),
      );
    }
  }

  /** Values that decide something and that nobody has confirmed: said at every production start, because each is somebody's to confirm. */
  private async nameWhatIsUnconfirmed(): Promise<void> {
    const authorities = await this.source.query<{ authority_id: string; name: string }[]>('select authority_id, name from authority order by name');
    for (const authority of authorities) {
      const open = await this.policies.unconfirmedInUse(authority.authority_id, await this.policies.today());
      if (open.length > 0) {
        this.logger.warn({ msg: `${authority.name} uses ${open.length} settings that nobody has confirmed. Confirm or change them under Settings.`, settings: open.map(({ definition }) => definition.name) });
      }
    }
  }

  async stop(): Promise<void> {
    await this.jobs.stop();
  }
}
