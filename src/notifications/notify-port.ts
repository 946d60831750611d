import { createRequire } from 'node:module';
import { NotSent } from './mail-port.js';
import type { MailPort, Message } from './mail-port.js';

/** Settings of a GOV.UK Notify service. Its template has two fields: ((subject)) as the subject and ((body)) as the message. */
export interface NotifySettings {
  readonly apiKey: string;
  readonly templateId: string;
  /** Another address of the API, for a test. */
  readonly url?: string;
}

/** Mail by GOV.UK Notify, which keeps our reference: after a crash it can be asked whether a message came in. Loaded only where it is set up. */
export function notifyPort(settings: NotifySettings): MailPort {
  const { NotifyClient } = createRequire(import.meta.url)(
    'notifications-node-client',
  ) as typeof import('notifications-node-client');
  const client = settings.url ? new NotifyClient(settings.url, settings.apiKey) : new NotifyClient(settings.apiKey);
  return {
    async deliver(message: Message) {
      try {
        const answer = await client.sendEmail(settings.templateId, message.to, {
          reference: message.reference,
          personalisation: { subject: message.subject, body: message.text },
        });
        return { providerReference: answer.data.id };
      } catch (fault) {
        throw judged(fault as NotifyFault);
      }
    },
    async lookUp(reference) {
      const answer = await client.getNotifications('email', undefined, reference);
      const found = (answer.data as { notifications: { id: string; reference: string | null }[] }).notifications.find(
        (one) => one.reference === reference,
      );
      return { received: found !== undefined, providerReference: found?.id ?? null };
    },
  };
}

interface NotifyFault extends Error {
  readonly code?: string;
  readonly response?: {
    readonly status: number;
    readonly data?: { readonly errors?: readonly { readonly message: string }[] };
  };
}

function judged(fault: NotifyFault): Error {
  if (fault.response) {
    const { status, data } = fault.response;
    const said = data?.errors?.map((one) => one.message).join(' ') || fault.message;
    // 400: this message is wrong. 403 (key), 429 (limit) and 5xx are not its fault: it waits. After 5xx Notify has not kept it.
    return new NotSent(`GOV.UK Notify: ${said}`, status === 400);
  }
  // Refused or unknown before anything was sent; every other silence may have come after.
  const early = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(fault.code ?? '');
  return early ? new NotSent(`GOV.UK Notify: ${fault.message}`, false) : fault;
}
