/** A message as the outside world gets it. */
export interface Message {
  /** Ours, and the same however often it is tried: `<authority>.<mail id>`. Providers keep it, so that receipts and look-ups find the row again. */
  readonly reference: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** When it was asked for, by the engine's clock. */
  readonly date: Date;
}

/**
 * Whoever carries mail. `deliver` answers only when the message has been taken over. It throws `NotSent` when it certainly has not; any other fault
 * means that nobody knows, and a person is asked.
 */
export interface MailPort {
  deliver(message: Message): Promise<{ readonly providerReference: string }>;
  /** Whether a message was taken over, asked after a crash. Left out by ports that cannot be asked. */
  lookUp?(reference: string): Promise<{ readonly received: boolean; readonly providerReference: string | null }>;
}

/** Injection token of the one way that mail leaves. */
export const MAIL_PORT = Symbol('the way mail leaves');

/** The message certainly did not go out. `forGood` when trying again would not help: the address does not exist, the message is refused. */
export class NotSent extends Error {
  constructor(
    message: string,
    readonly forGood: boolean,
  ) {
    super(message);
  }
}

/** The name and the address of a setting such as `Clerkwell <no-reply@clerkwell.example>`, or of an address alone. */
export function senderOf(setting: string): { name: string; address: string } {
  const { name, address } = /^(?<name>.*?)\s*<(?<address>[^>]+)>$/.exec(setting)?.groups ?? {};
  return { name: name || 'Clerkwell', address: address ?? setting };
}

/** Our reference of a mail row. */
export function referenceOf(authority: string, id: string): string {
  return `${authority}.${id}`;
}

/** The row that a reference names, also out of a Message-ID; null when it is none of ours. */
export function rowOf(reference: string): { authority: string; id: string } | null {
  const uuid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
  const found = new RegExp(`^<?(${uuid})\\.(${uuid})(?:@[^>]*>?)?$`).exec(reference.trim());
  return found?.[1] && found[2] ? { authority: found[1], id: found[2] } : null;
}
