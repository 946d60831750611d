import path from 'node:path';
import type { MailPort } from './mail-port.js';
import { notifyPort } from './notify-port.js';
import { outboxFolder } from './outbox-folder.js';
import { smtpPort } from './smtp-port.js';

/** Settings of the environment that this room reads. At most one way to send. */
export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://host:465` */
  readonly SMTP_URL?: string | undefined;
  readonly NOTIFY_API_KEY?: string | undefined;
  readonly NOTIFY_TEMPLATE_ID?: string | undefined;
  /** Where messages are written when neither is set; `.data/outbox` when not given. */
  readonly OUTBOX?: string | undefined;
  /** The address mail comes from; each authority's own when not given. */
  readonly MAIL_FROM?: string | undefined;
}

/** The way mail leaves, with a sentence for the start of the server. @throws {Error} in plain words when settings cannot be used */
export function mailPortFrom(settings: MailSettings): { port: MailPort; says: string; from: string | null } {
  const from = settings.MAIL_FROM ?? null;
  if (settings.SMTP_URL && settings.NOTIFY_API_KEY)
    throw new Error('SMTP_URL and NOTIFY_API_KEY are both set. Mail goes one way: take one of them out.');
  if (settings.NOTIFY_API_KEY) {
    if (!settings.NOTIFY_TEMPLATE_ID)
      throw new Error(
        'NOTIFY_API_KEY is set without NOTIFY_TEMPLATE_ID: the template with the fields ((subject)) and ((body)).',
      );
    return {
      port: notifyPort({ apiKey: settings.NOTIFY_API_KEY, templateId: settings.NOTIFY_TEMPLATE_ID }),
      says: 'Mail goes out by GOV.UK Notify.',
      from,
    };
  }
  if (settings.SMTP_URL) {
    const url = URL.canParse(settings.SMTP_URL) ? new URL(settings.SMTP_URL) : null;
    if (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol))
      throw new Error('SMTP_URL is smtp://user:password@host:587 or smtps://host:465.');
    return { port: smtpPort(settings.SMTP_URL), says: `Mail goes out by SMTP through ${url.host}.`, from };
  }
  const folder = path.resolve(settings.OUTBOX ?? '.data/outbox');
  return { port: outboxFolder(folder), says: `Mail is not sent: each message is written to ${folder}.`, from };
}
