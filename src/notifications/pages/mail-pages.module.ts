import { Module } from '@nestjs/common';
import { CaseOpener } from '../../desk/opened-case.js';
import { Jobs } from '../../engine/jobs.js';
import { Shell } from '../../web/shell.js';
import { Digests } from '../digests.js';
import { CaseMessagesPage } from './case-messages.page.js';
import { MailDesk } from './mail-desk.js';
import { MailPage } from './mail.page.js';
import { MailReceipts } from './mail-receipts.js';
import { NotifyReceipts } from './notify-receipts.api.js';

/** The pages of mail and of a case's messages, what comes back from GOV.UK Notify, and the digest of the morning. */
@Module({ controllers: [NotifyReceipts, MailPage, CaseMessagesPage], providers: [CaseOpener, Digests, MailDesk, MailReceipts], exports: [Digests] })
export class MailPagesModule {
  constructor(shell: Shell, jobs: Jobs, digests: Digests) {
    shell.addNavigation({ href: '/mail', text: 'Mail', order: 50, when: (person) => person?.kind === 'staff' });
    // Universal Time: half past six in winter and half past seven in summer, before anybody's day begins.
    jobs.every({ name: 'digest', at: '30 6 * * 1-5', run: async () => void (await digests.send()) });
  }
}
