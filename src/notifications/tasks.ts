import type { Sql } from '../engine/scope.js';

/** Something that needs a person. Sentences are for that person: what happened, and what to do. */
export interface NewTask {
  /** What happened, once: `mail.bounced:<id>:<attempt>`. The same key raises nothing again, also after it was done. */
  readonly key: string;
  /** 'mail.bounced', 'mail.unsure', 'mail.waiting', 'document.failed', 'deadline.failed', … */
  readonly kind: string;
  readonly aboutCase: string | null;
  readonly sentence: string;
  readonly role: string;
  /** The person whose it is; null for anybody of the role. */
  readonly owner: string | null;
  /** A day, YYYY-MM-DD; null for as soon as may be. */
  readonly due: string | null;
}
export interface Task extends NewTask {
  readonly id: string;
  readonly raisedAt: Date;
}

/** Raises a task in the transaction's scope (the authority's own: a provider's cannot). Raising it again does nothing. @returns its id */
export async function raiseTask(tx: Sql, task: NewTask): Promise<string> {
  await tx.query(
    `insert into task (authority_id, key, kind, about_case, sentence, role, owner, due)
     values ((select authority()), $1, $2, $3, $4, $5, $6, $7) on conflict (authority_id, key) do nothing`,
    [task.key, task.kind, task.aboutCase, task.sentence, task.role, task.owner, task.due],
  );
  const [row] = await tx.query<{ id: string }[]>(
    `select id from task where authority_id = (select authority()) and key = $1`,
    [task.key],
  );
  if (!row) throw new Error(`Task ${task.key} was not raised.`);
  return row.id;
}

/**
 * Tasks that are not done, the earliest due first, those without a day before them all.
 * @param whose of these roles, or owned by this person; everything when not given
 */
export async function openTasks(
  tx: Sql,
  whose: { roles?: readonly string[]; person?: string; caseId?: string } = {},
): Promise<Task[]> {
  return tx.query<Task[]>(
    `select id, key, kind, about_case "aboutCase", sentence, role, owner, due::text due, raised_at "raisedAt" from task
     where authority_id = (select authority()) and done_at is null
       and ($1::text[] is null and $2::uuid is null or (owner is null and role = any ($1)) or owner = $2)
       and ($3::uuid is null or about_case = $3)
     order by due nulls first, raised_at, id`,
    [whose.roles ?? null, whose.person ?? null, whose.caseId ?? null],
  );
}

/** Marks a task done. @param by null when it settled itself @returns whether it was open until now */
export async function doneTask(
  tx: Sql,
  which: { id: string } | { key: string },
  by: string | null,
  outcome: string,
): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `update task set done_at = engine_now(), done_by = $2, outcome = $3
     where authority_id = (select authority()) and done_at is null and case when $4 then id::text = $1 else key = $1 end returning 1`,
    ['id' in which ? which.id : which.key, by, outcome, 'id' in which],
  );
  return rows.length > 0;
}
