import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { SignInMail } from '../directory/sign-in/sign-in-mail.js';
import { SETTINGS } from '../settings.js';
import type { Settings } from '../settings.js';
import type { MailPort } from './mail-port.js';
import { MAIL_PORT, senderOf } from './mail-port.js';

/**
 * One-time links go out at once and are not kept: a row in the mail table would hold a way in. Somebody whose link is lost asks for another.
 */
@Injectable()
export class SignInByMail implements SignInMail {
  constructor(
    @Inject(MAIL_PORT) private readonly port: MailPort,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async send(mail: Parameters<SignInMail['send']>[0]): Promise<void> {
    const from = senderOf(this.settings.mailFrom);
    await this.port.deliver({
      reference: `sign-in.${randomUUID()}`,
      from,
      replyTo: from.address,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      date: new Date(),
    });
  }
}
