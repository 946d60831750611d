import type { Sql } from '../engine/scope.js';
import type { Mailer } from './mailer.js';

/** Messages looked at in one sweep; the next sweep takes the rest. */
const AT_ONCE = 200;

/**
 * Sends what is queued and due (a job that got lost, a try that was put off) and settles what a dead process left `sending`. Run it every minute, on as many servers as
 * there are, and once at start: a message is claimed by one of them, and one that another server is sending has a lease that has not run out.
 * @param worker the worker's connection, which sees keys and states across authorities, and no words
 * @returns how many messages were sent or settled
 */
export async function sweepMail(worker: Sql, mailer: Mailer): Promise<number> {
  const rows = await worker.query<{ authority: string; id: string; state: string }[]>(
    `select authority_id authority, id, state from mail
     where (state = 'queued' and not_before <= clock_timestamp()) or (state = 'sending' and lease_until < clock_timestamp())
     order by not_before limit $1`,
    [AT_ONCE],
  );
  let done = 0;
  for (const { authority, id, state } of rows) {
    const now = await (state === 'queued' ? mailer.run(authority, id) : mailer.settleAbandoned(authority, id));
    if (now !== null) done += 1;
  }
  return done;
}
