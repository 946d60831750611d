import { Global, Module } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { SIGN_IN_MAIL } from '../directory/sign-in/sign-in-mail.js';
import { SETTINGS } from '../settings.js';
import type { Settings } from '../settings.js';
import type { MailPort } from './mail-port.js';
import { MAIL_PORT, senderOf } from './mail-port.js';
import { Mailer } from './mailer.js';
import { NoticesByMail } from './notices-by-mail.js';
import { notifyPort } from './notify-port.js';
import { outboxFolder } from './outbox-folder.js';
import { SignInByMail } from './sign-in-by-mail.js';
import { smtpPort } from './smtp-port.js';

function portOf({ mail }: Settings): MailPort {
  switch (mail.kind) {
    case 'smtp':
      return smtpPort(mail.url);
    case 'notify':
      return notifyPort({ apiKey: mail.apiKey, templateId: mail.templateId });
    case 'folder':
      return outboxFolder(mail.folder);
  }
}

/** Mail, and the tasks that ring when it does not arrive. */
@Global()
@Module({
  providers: [
    { provide: MAIL_PORT, inject: [SETTINGS], useFactory: portOf },
    {
      provide: Mailer,
      inject: [getDataSourceToken(), MAIL_PORT, SETTINGS],
      // Named after the authority and sent from the service's own domain, as the checks against forged senders (SPF, DMARC) want; replies go to the authority.
      useFactory: (source: DataSource, port: MailPort, { mailFrom }: Settings) =>
        new Mailer(source, port, senderOf(mailFrom).address),
    },
    NoticesByMail,
    { provide: SIGN_IN_MAIL, useClass: SignInByMail },
  ],
  exports: [MAIL_PORT, Mailer, NoticesByMail, SIGN_IN_MAIL],
})
export class NotificationsModule {}
