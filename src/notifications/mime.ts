import MailComposer from 'nodemailer/lib/mail-composer';
import type { Message } from './mail-port.js';

/** The message as RFC 5322 bytes. Addresses are given as objects, so that a comma or line end in one cannot add a second. */
export async function mime(message: Message): Promise<Buffer> {
  const domain = message.from.address.split('@').at(-1) ?? 'localhost';
  return new MailComposer({
    from: message.from,
    replyTo: { name: '', address: message.replyTo },
    to: { name: '', address: message.to },
    subject: message.subject,
    text: message.text,
    date: message.date,
    messageId: `<${message.reference}@${domain}>`,
    // No machine answers this: RFC 3834 keeps out-of-office replies away.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
