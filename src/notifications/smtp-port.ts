import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { NotSent } from './mail-port.js';
import type { MailPort, Message } from './mail-port.js';
import { mime } from './mime.js';

/** Milliseconds. RFC 5321 4.5.3.2 allows a server five minutes for a greeting; a mail relay of one's own that takes over 20 s is not working. */
const TIMES = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/**
 * Mail by SMTP. Uses nodemailer's connection rather than its transport, because the transport cannot say how far it got: before the server asked for the
 * message nothing can have gone out; after that, only the server's own word tells, and a connection that breaks there leaves everybody unsure.
 * @param url `smtp://user:password@host:587` (STARTTLS where offered) or `smtps://…:465`
 */
export function smtpPort(url: string): MailPort {
  const server = new URL(url);
  const secure = server.protocol === 'smtps:';
  const options = { host: server.hostname, port: Number(server.port || (secure ? 465 : 587)), secure, ...TIMES };
  const login = server.username
    ? { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) }
    : null;

  return {
    async deliver(message: Message) {
      const bytes = await mime(message);
      const connection = new SMTPConnection(options);
      let asked = false;
      const body = new Readable({
        read() {
          asked = true;
          this.push(bytes);
          this.push(null);
        },
      });
      try {
        const answer = await new Promise<{ response: string }>((resolve, reject) => {
          connection.on('error', reject);
          connection.connect((fault) => {
            if (fault) return reject(fault);
            const send = () =>
              connection.send({ from: message.from.address, to: [message.to] }, body, (failed, info) =>
                failed ? reject(failed) : resolve(info as { response: string }),
              );
            if (login) connection.login(login, (refused) => (refused ? reject(refused) : send()));
            else send();
          });
        });
        connection.quit();
        return { providerReference: answer.response.slice(0, 500) };
      } catch (fault) {
        connection.close();
        throw judged(fault as SmtpFault, asked);
      }
    },
  };
}

interface SmtpFault extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** What a fault says about the message: not gone for good, not gone yet, or (the fault itself) nobody knows. */
function judged(fault: SmtpFault, asked: boolean): Error {
  const said = fault.response ?? fault.message;
  const code = fault.responseCode ?? 0;
  // A wrong login or a relay that wants TLS is ours to mend, not the address's fault: the message waits.
  const ours = fault.code === 'EAUTH' || fault.code === 'ETLS' || fault.command === 'MAIL FROM' || code === 530;
  if (code >= 500) return new NotSent(said, !ours);
  if (code >= 400) return new NotSent(said, false);
  return asked ? fault : new NotSent(said, false);
}
