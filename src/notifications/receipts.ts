import type { DataSource } from 'typeorm';
import { inScope, systemScope } from '../engine/scope.js';
import { rowOf } from './mail-port.js';
import { raiseBounce } from './mailer.js';
import type { MailState } from './mailer.js';
import { doneTask } from './tasks.js';

/**
 * What came back about a message: a delivery receipt, or a bounce, which is a task. Receipts may come twice and out of order: a bounce outweighs a delivery, and a
 * message that was unsure is so no longer. Whoever calls this has made sure that the receipt comes from the provider.
 * @param reference ours (`<authority>.<id>`), or the Message-ID of the message
 * @returns the state now; null when the reference names no message that was sent
 */
export async function recordReceipt(
  source: DataSource,
  reference: string,
  kind: 'delivered' | 'bounced',
  detail: string,
): Promise<MailState | null> {
  const named = rowOf(reference);
  if (!named) return null;
  return inScope(source, systemScope(named.authority), async (tx) => {
    const [row] = await tx.query<(Parameters<typeof raiseBounce>[1] & { state: MailState })[]>(
      `select id, attempts, case_id, role, owner, subject, recipient, state from mail where authority_id = $1 and id = $2 for update`,
      [named.authority, named.id],
    );
    if (!row || row.state === 'queued' || row.state === 'withdrawn') return null;
    if (row.state === kind || row.state === 'bounced') return row.state;
    await tx.query(
      `update mail set state = $3, detail = $4, settled_at = engine_now(), sent_at = coalesce(sent_at, engine_now()), lease_until = null,
         history = history || jsonb_build_array(jsonb_build_object('at', engine_now(), 'what', $3::text, 'detail', $4::text))
       where authority_id = $1 and id = $2`,
      [named.authority, named.id, kind, detail.slice(0, 1_000)],
    );
    await doneTask(
      tx,
      { key: `mail.unsure:${row.id}:${row.attempts}` },
      null,
      kind === 'delivered' ? 'The message was delivered.' : 'The message bounced.',
    );
    if (kind === 'bounced') await raiseBounce(tx, row, detail);
    return kind;
  });
}
