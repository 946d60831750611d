import type { Sql } from '../engine/scope.js';
import { doneTask } from './tasks.js';

/** What a person decided about a message that is unsure, bounced, or waits. */
export type MailDecision =
  | { readonly decide: 'was sent' }
  /** Again, perhaps to a corrected address. */
  | { readonly decide: 'send again'; readonly to?: string }
  | { readonly decide: 'withdraw'; readonly because: string };

const FROM = { 'was sent': ['unsure'], 'send again': ['unsure', 'bounced'], withdraw: ['queued', 'unsure', 'bounced'] };
const TO = { 'was sent': 'sent', 'send again': 'queued', withdraw: 'withdrawn' };
const SAID = { 'was sent': 'Found to have been sent.', 'send again': 'Sent again.', withdraw: 'Withdrawn.' };

/**
 * Takes a person's decision about a message and closes the tasks about it. After 'send again' have `Mailer.run` called.
 * @returns false when the message is not (or no longer) in a state in which that can be decided: somebody else was first
 */
export async function decideMail(tx: Sql, id: string, person: string, decision: MailDecision): Promise<boolean> {
  const detail =
    decision.decide === 'withdraw' ? decision.because : decision.decide === 'send again' ? (decision.to ?? null) : null;
  const [rows] = await tx.query<[{ attempts: number }[], number]>(
    `update mail set state = $3, recipient = coalesce($4, recipient), settled_at = engine_now(), lease_until = null, not_before = clock_timestamp(),
       sent_at = case when $3 = 'sent' then coalesce(sent_at, engine_now()) else sent_at end,
       history = history || jsonb_build_array(jsonb_build_object('at', engine_now(), 'what', $5::text, 'by', $6::text, 'detail', $7::text))
     where authority_id = (select authority()) and id = $1 and state = any ($2) returning attempts`,
    [
      id,
      FROM[decision.decide],
      TO[decision.decide],
      decision.decide === 'send again' ? (decision.to ?? null) : null,
      decision.decide,
      person,
      detail,
    ],
  );
  const [row] = rows;
  if (!row) return false;
  for (const kind of ['unsure', 'bounced'])
    await doneTask(tx, { key: `mail.${kind}:${id}:${row.attempts}` }, person, SAID[decision.decide]);
  await doneTask(tx, { key: `mail.waiting:${id}` }, person, SAID[decision.decide]);
  return true;
}
