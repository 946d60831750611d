import type { Audience } from '../engine/procedure.js';
import type { Sql } from '../engine/scope.js';
import type { MailState } from './mailer.js';

/** A message that was sent about a case, with what became of it. */
export interface SentMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly state: MailState;
  readonly detail: string | null;
  readonly queuedAt: Date;
  readonly sentAt: Date | null;
  /** Oldest first; `by` is the person who decided. */
  readonly history: readonly {
    readonly at: string;
    readonly what: string;
    readonly detail: string | null;
    readonly by?: string;
  }[];
}

const COLUMNS = `id, recipient "to", subject, body text, state, detail, queued_at "queuedAt", sent_at "sentAt", history`;

/** The mail of a case that these audiences may read, newest first. */
export async function mailOfCase(tx: Sql, caseId: string, audiences: readonly Audience[]): Promise<SentMail[]> {
  return tx.query<SentMail[]>(
    `select ${COLUMNS} from mail where authority_id = (select authority()) and case_id = $1 and audience && $2::text[]
       and ('child-data' = any ($2::text[]) or not 'child-data' = any (audience))
     order by queued_at desc, id`,
    [caseId, audiences],
  );
}

/** Mail of the authority that needs a person: unsure or bounced, oldest first. */
export async function mailInDoubt(tx: Sql): Promise<SentMail[]> {
  return tx.query<SentMail[]>(
    `select ${COLUMNS} from mail where authority_id = (select authority()) and state in ('unsure', 'bounced') order by queued_at, id`,
  );
}
