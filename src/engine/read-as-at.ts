import type { Instant } from '../../workflows/shared/vocabulary.js';
import { asInstant, dayOf } from '../calendar/day.js';
import type { Actor } from './actor.js';
import type { TimelineEntry } from './case-view.js';
import type { Snapshot } from './machines.js';
import type { CaseRow } from './procedure.js';
import type { Registry } from './registry.js';
import type { Sql } from './scope.js';
import type { LogRow } from './timeline.js';
import { timelineOf } from './timeline.js';

/** A case of a list as it stood: what its row would have said. */
export interface RowAsAt {
  readonly caseId: string;
  readonly row: CaseRow;
}

/**
 * The rows of a procedure's cases as the log had them at an instant, each made again from the snapshot of its last entry until then. A correction that
 * was recorded later is not in them: this is what was known, and shown, on that day.
 * @param columns narrow the cases by columns that never change in their lives, such as the list that a place is on
 */
export async function rowsAsAt(sql: Sql, registry: Registry, asked: { procedure: string; at: Instant; columns: Readonly<Record<string, string>> }): Promise<RowAsAt[]> {
  const procedure = registry.procedure(asked.procedure);
  const rows = await sql.query<{ caseId: string; snapshot: string }[]>(
    `select i.case_id as "caseId", stood.snapshot
     from workflow_instance i cross join lateral (
       select p.snapshot from workflow_event e join workflow_payload p using (authority_id, case_id, seq)
       where e.authority_id = i.authority_id and e.case_id = i.case_id and e.recorded_at <= $2::timestamptz order by e.seq desc limit 1) stood
     where i.authority_id = (select authority()) and i.machine = $1 and i.opened_at <= $2::timestamptz and i.columns @> $3::jsonb and stood.snapshot is not null
     order by i.case_id`,
    [asked.procedure, asked.at, JSON.stringify(asked.columns)],
  );
  return rows.map(({ caseId, snapshot }) => {
    const { context, value } = JSON.parse(snapshot) as Snapshot;
    return { caseId, row: procedure.project(context, value) };
  });
}

/** What was recorded in some cases of a procedure after one instant and up to another, as far as a person may hear it; by case, in order. */
export async function entriesBetween(
  sql: Sql,
  registry: Registry,
  hearer: Actor,
  asked: { procedure: string; caseIds: readonly string[]; after: Instant; until: Instant },
): Promise<ReadonlyMap<string, readonly TimelineEntry[]>> {
  const procedure = registry.procedure(asked.procedure);
  const rows = await sql.query<{ case_id: string; seq: number; type: string; occurred_at: Date; recorded_at: Date; corrects: number | null; payload: string | null; disposed_at: Date | null }[]>(
    `select e.case_id, e.seq, e.type, e.occurred_at, e.recorded_at, e.corrects, p.payload, p.disposed_at
     from workflow_event e join workflow_payload p using (authority_id, case_id, seq)
     where e.authority_id = (select authority()) and e.machine = $1 and e.case_id = any ($2::uuid[]) and e.recorded_at > $3::timestamptz and e.recorded_at <= $4::timestamptz
     order by e.case_id, e.seq`,
    [asked.procedure, asked.caseIds, asked.after, asked.until],
  );
  const logs = new Map<string, LogRow[]>();
  for (const row of rows) {
    const log = logs.get(row.case_id) ?? [];
    logs.set(row.case_id, log);
    log.push({
      seq: row.seq, type: row.type, occurredAt: row.occurred_at.toISOString(), recordedAt: row.recorded_at.toISOString(), corrects: row.corrects, payload: row.payload,
      disposedAt: row.disposed_at === null ? null : dayOf(asInstant(row.disposed_at.toISOString())),
    });
  }
  return new Map([...logs].map(([caseId, log]) => [caseId, timelineOf(hearer, procedure, log)]));
}
