import type { DataSource } from 'typeorm';
import type { Audience } from '../engine/procedure.js';
import { inScope, systemScope } from '../engine/scope.js';
import type { Sql } from '../engine/scope.js';
import { NotSent, referenceOf } from './mail-port.js';
import type { MailPort, Message } from './mail-port.js';
import { doneTask, raiseTask } from './tasks.js';

/** Milliseconds that a provider may take. Ports give up sooner by themselves; this is for one that hangs. */
const PATIENCE = 90_000;
/** Seconds that a row may stay `sending`; longer than PATIENCE, so that it never runs out under a process that still works. */
const LEASE = 120;
/** Tries after which somebody is told that mail waits: with the waits between them about half an hour. */
const RING_AFTER = 5;

export type MailState = 'queued' | 'sending' | 'sent' | 'delivered' | 'bounced' | 'unsure' | 'withdrawn';

/** A message that an effect asks for. */
export interface NewMail {
  /** The effect's own key: asked twice under one key, it is sent once. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly about: string | null;
  readonly audience: readonly Audience[];
  /** The provider organisation that it is for, who may then read it on its own pages. */
  readonly organisation?: string | null;
  /** Who is asked when it does not arrive. */
  readonly answerTo: { readonly role: string; readonly owner: string | null };
}

interface MailRow {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly case_id: string | null;
  readonly role: string;
  readonly owner: string | null;
  readonly attempts: number;
  readonly queued_at: Date;
}

/** Sends mail once, or says that it is unsure. */
export class Mailer {
  /** @param from the address mail comes from; null uses each authority's own */
  constructor(
    private readonly source: DataSource,
    private readonly port: MailPort,
    private readonly from: string | null = null,
  ) {}

  /** Puts a message into the queue, in the transaction of whoever asks. Then have `run` called with the id; should that be forgotten, the sweep does it. */
  async send(tx: Sql, mail: NewMail): Promise<{ id: string; fresh: boolean }> {
    const [made] = await tx.query<{ id: string }[]>(
      `insert into mail (authority_id, key, recipient, subject, body, case_id, organisation_id, audience, role, owner)
       values ((select authority()), $1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (authority_id, key) do nothing returning id`,
      [
        mail.key,
        mail.to,
        mail.subject,
        mail.text,
        mail.about,
        mail.organisation ?? null,
        mail.audience,
        mail.answerTo.role,
        mail.answerTo.owner,
      ],
    );
    if (made) return { id: made.id, fresh: true };
    const [known] = await tx.query<{ id: string }[]>(
      `select id from mail where authority_id = (select authority()) and key = $1`,
      [mail.key],
    );
    if (!known) throw new Error(`Mail ${mail.key} exists and is not this scope's.`);
    return { id: known.id, fresh: false };
  }

  /**
   * Sends one queued message. Called twice, or by two servers at once, one sends and the other finds nothing to do.
   * Faults of the provider end in a state and, where a person is needed, in a task; only faults of the database are thrown.
   * @returns the state it is in now; null when there was nothing to send
   */
  async run(authority: string, id: string): Promise<MailState | null> {
    const claimed = await this.claim(authority, id);
    if (!claimed) return null;
    const { row, message } = claimed;
    if (!ONE_ADDRESS.test(row.recipient)) return this.bounced(authority, row, 'this is not an e-mail address');
    try {
      const { providerReference } = await within(PATIENCE, this.port.deliver(message));
      return await this.sent(authority, row, providerReference, 'sent');
    } catch (fault) {
      const said = fault instanceof Error ? fault.message : String(fault);
      if (fault instanceof NotSent)
        return fault.forGood ? this.bounced(authority, row, said) : this.later(authority, row, said);
      return this.settle(authority, row, said);
    }
  }

  /**
   * Settles a message that was left `sending` by a process that died: asks the provider where it can be asked, and a person where not.
   * @returns the state it is in now; null when it is settled already, or its sender may still be at work
   */
  async settleAbandoned(authority: string, id: string): Promise<MailState | null> {
    const [row] = await inScope(this.source, systemScope(authority), (tx) =>
      tx.query<MailRow[]>(
        `select ${COLUMNS} from mail where authority_id = $1 and id = $2 and state = 'sending' and lease_until < clock_timestamp()`,
        [authority, id],
      ),
    );
    return row ? this.settle(authority, row, 'the server stopped while sending') : null;
  }

  /** The row `sending` is committed before the provider hears of it. */
  private async claim(authority: string, id: string): Promise<{ row: MailRow; message: Message } | null> {
    return inScope(this.source, systemScope(authority), async (tx) => {
      const [[row]] = await tx.query<[MailRow[], number]>(
        `update mail set state = 'sending', attempts = attempts + 1, lease_until = clock_timestamp() + $3 * interval '1 second', ${NOTED('sending')}
         where authority_id = $1 and id = $2 and state = 'queued' and not_before <= clock_timestamp() returning ${COLUMNS}`,
        [authority, id, LEASE],
      );
      if (!row) return null;
      const [sender] = await tx.query<{ name: string; email: string }[]>(
        `select name, email from authority where authority_id = $1`,
        [authority],
      );
      if (!sender) throw new Error(`Authority ${authority} is not known.`);
      const message: Message = {
        reference: referenceOf(authority, id),
        from: { name: sender.name, address: this.from ?? sender.email },
        replyTo: sender.email,
        to: row.recipient,
        subject: row.subject,
        text: row.body,
        date: row.queued_at,
      };
      return { row, message };
    });
  }

  private async sent(
    authority: string,
    row: MailRow,
    providerReference: string | null,
    detail: string,
  ): Promise<MailState | null> {
    return this.move(authority, row, ['sending', 'unsure'], 'sent', detail, async (tx) => {
      await tx.query(
        `update mail set provider_reference = $3, sent_at = engine_now() where authority_id = $1 and id = $2`,
        [authority, row.id, providerReference],
      );
      // It was thought doubtful while a slow process was still at work.
      await doneTask(tx, { key: `mail.unsure:${row.id}:${row.attempts}` }, null, 'The message was sent after all.');
    });
  }

  private async bounced(authority: string, row: MailRow, said: string): Promise<MailState | null> {
    return this.move(authority, row, ['sending'], 'bounced', said, (tx) => raiseBounce(tx, row, said));
  }

  private async later(authority: string, row: MailRow, said: string): Promise<MailState | null> {
    return this.move(authority, row, ['sending'], 'queued', said, async (tx) => {
      // 1, 2, 4 … minutes, an hour at most: a mail server that restarts is back in minutes, one that is down stays so for hours.
      await tx.query(
        `update mail set not_before = clock_timestamp() + least(60, power(2, attempts - 1)) * interval '1 minute' where authority_id = $1 and id = $2`,
        [authority, row.id],
      );
      if (row.attempts < RING_AFTER) return;
      await raiseTask(tx, {
        key: `mail.waiting:${row.id}`,
        kind: 'mail.waiting',
        aboutCase: row.case_id,
        role: row.role,
        owner: row.owner,
        due: null,
        sentence: `The message “${row.subject}” to ${row.recipient} could not be sent ${row.attempts} times (${said}). It is tried again by itself; if it is urgent, send it another way and withdraw it.`,
      });
    });
  }

  /** Nobody knows whether it went. The provider is asked by our reference; what it has not got may be sent again; without an answer a person decides. */
  private async settle(authority: string, row: MailRow, said: string): Promise<MailState | null> {
    const found = await within(
      PATIENCE,
      this.port.lookUp?.(referenceOf(authority, row.id)) ?? Promise.resolve(null),
    ).catch(() => null);
    if (found?.received) return this.sent(authority, row, found.providerReference, `${said}; the provider has it`);
    if (found) return this.later(authority, row, `${said}; the provider has not got it`);
    return this.move(authority, row, ['sending'], 'unsure', said, (tx) =>
      raiseTask(tx, {
        key: `mail.unsure:${row.id}:${row.attempts}`,
        kind: 'mail.unsure',
        aboutCase: row.case_id,
        role: row.role,
        owner: row.owner,
        due: null,
        sentence: `It is not certain that the message “${row.subject}” to ${row.recipient} was sent (${said}). Ask the recipient or look in the mail server's log, then mark it as sent or send it again.`,
      }),
    );
  }

  /** One change of state, if the row is still where this attempt left it; a later attempt or a person's decision is not overwritten. */
  private async move(
    authority: string,
    row: MailRow,
    from: MailState[],
    to: MailState,
    detail: string,
    also: (tx: Sql) => Promise<unknown>,
  ): Promise<MailState | null> {
    return inScope(this.source, systemScope(authority), async (tx) => {
      const [moved] = await tx.query<[unknown[], number]>(
        `update mail set state = $5, detail = $6, lease_until = null, settled_at = engine_now(), ${NOTED('$5', '$6')}
         where authority_id = $1 and id = $2 and attempts = $3 and state = any ($4) returning 1`,
        [authority, row.id, row.attempts, from, to, detail.slice(0, 1_000)],
      );
      if (moved.length === 0) return null;
      await also(tx);
      return to;
    });
  }
}

/** A message came back, or was refused at the door: somebody must find another way. */
export async function raiseBounce(
  tx: Sql,
  row: Pick<MailRow, 'id' | 'attempts' | 'case_id' | 'role' | 'owner' | 'subject' | 'recipient'>,
  said: string,
): Promise<void> {
  await raiseTask(tx, {
    key: `mail.bounced:${row.id}:${row.attempts}`,
    kind: 'mail.bounced',
    aboutCase: row.case_id,
    role: row.role,
    owner: row.owner,
    due: null,
    sentence: `The message “${row.subject}” to ${row.recipient} did not arrive: ${said}. Check the address and send it again, or send it another way.`,
  });
}

const COLUMNS = 'id, recipient, subject, body, case_id, role, owner, attempts, queued_at';
const ONE_ADDRESS = /^[^\s@,;:<>"()[\]\\\p{Cc}]+@[^\s@,;:<>"()[\]\\\p{Cc}]+$/u;

function NOTED(what: string, detail = 'null'): string {
  const word = what.startsWith('$') ? `${what}::text` : `'${what}'`;
  return `history = history || jsonb_build_array(jsonb_build_object('at', engine_now(), 'what', ${word}, 'detail', ${detail}::text))`;
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the mail provider did not answer in time')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
