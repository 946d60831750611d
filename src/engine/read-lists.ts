import { dayOf, asInstant, asDay } from '../calendar/day.js';
import { daysLeft } from '../calendar/days-left.js';
import type { DeadlineRule } from '../calendar/deadline-rule.js';
import { ruleByName } from '../calendar/deadline-rules.js';
import { mayReadAll } from './access.js';
import type { Actor } from './actor.js';
import { isInside } from './audience.js';
import type { CaseListItem, Page, WorkItem } from './case-view.js';
import type { CaseRow } from './procedure.js';
import { rowFor } from './read-case.js';
import type { Registry } from './registry.js';
import type { Sql } from './scope.js';
import type { Owners } from './statements.js';
import { leadRole } from './case-in-hand.js';

/** What a list of cases may be narrowed by. Column filters are exact; text is full text search. */
export interface ListQuery {
  readonly procedure?: string;
  readonly stage?: string;
  readonly open?: boolean;
  /** A person's id, or 'none' for cases that nobody has taken. */
  readonly owner?: string;
  readonly columns?: Readonly<Record<string, string>>;
  readonly sort?: 'changed' | 'due' | 'opened';
  /** The opaque `next` of the page before. */
  readonly after?: string;
  readonly limit: number;
}

interface CaseLine {
  readonly case_id: string;
  readonly reference: string;
  readonly machine: string;
  readonly title: string;
  readonly sentence: string;
  readonly party_sentence: string | null;
  readonly stage: string;
  readonly open: boolean;
  readonly organisation_id: string | null;
  readonly columns: CaseRow['columns'];
  readonly owners: Owners;
  readonly next_due: Date | null;
  readonly next_due_day: string | null;
  readonly opened_at: Date;
  readonly changed_at: Date;
}

const LINE = 'i.case_id, i.reference, i.machine, i.title, i.sentence, i.party_sentence, i.stage, i.open, i.organisation_id, i.columns, i.owners, i.next_due, i.next_due_day::text as next_due_day, i.opened_at, i.changed_at';

/** Each order with a column that is never null, so that a page can begin after the last line of the one before. */
const ORDERS = {
  changed: { by: 'i.changed_at', way: 'desc', than: '<' },
  opened: { by: 'i.opened_at', way: 'desc', than: '<' },
  due: { by: `coalesce(i.next_due, 'infinity'::timestamptz)`, way: 'asc', than: '>' },
} as const;

export async function listCases(sql: Sql, registry: Registry, actor: Actor, machines: readonly string[], query: ListQuery): Promise<Page<CaseListItem>> {
  // What is not shown must not be guessed from what a filter leaves over.
  if (!isInside(actor) && (query.stage !== undefined || query.owner !== undefined || query.columns !== undefined)) return { items: [], total: 0, next: null };
  const values: unknown[] = [machines];
  const where = ['i.machine = any ($1)', 'i.disposed_at is null'];
  const add = (clause: string, value: unknown): void => {
    values.push(value);
    where.push(clause.replaceAll('?', `$${values.length}`));
  };
  const narrow = onlyNamed(registry, actor, machines);
  if (narrow.length > 0) where.push(namesMe(values.push(narrow), values.push(actor.personId)));
  if (query.procedure !== undefined) add('i.machine = ?', query.procedure);
  if (query.stage !== undefined) add('i.stage = ?', query.stage);
  if (query.open !== undefined) add('i.open = ?', query.open);
  if (query.owner === 'none') where.push('i.owner_id is null');
  else if (query.owner !== undefined) add('i.owner_id = ?', query.owner);
  if (query.columns && Object.keys(query.columns).length > 0) {
    for (const [column, value] of Object.entries(query.columns)) {
      values.push(column, value);
      where.push(`i.columns->>$${values.length - 1} = $${values.length}`);
    }
  }
  const [counted] = await sql.query<{ n: number }[]>(`select count(*)::int as n from (select 1 from workflow_instance i where ${where.join(' and ')} limit ${COUNTED + 1}) c`, values);
  const order = ORDERS[query.sort ?? 'changed'];
  if (query.after !== undefined) {
    const [at, id] = Buffer.from(query.after, 'base64url').toString('utf8').split('|');
    values.push(at, id);
    where.push(`(${order.by}, i.case_id) ${order.than} ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
  }
  values.push(query.limit + 1);
  const lines = await sql.query<(CaseLine & { cursor: string })[]>(
    `select ${LINE}, (${order.by})::text || '|' || i.case_id as cursor from workflow_instance i where ${where.join(' and ')}
     order by ${order.by} ${order.way}, i.case_id ${order.way} limit $${values.length}`,
    values,
  );
  const shown = lines.slice(0, query.limit);
  const last = lines.length > query.limit ? shown.at(-1) : undefined;
  return { items: shown.map((line) => item(registry, actor, line)), total: capped(counted?.n ?? 0), next: last ? Buffer.from(last.cursor).toString('base64url') : null };
}

/** Of the machines, those of which this person sees the cases that name them, and no other. */
function onlyNamed(registry: Registry, actor: Actor, machines: readonly string[]): string[] {
  return machines.filter((name) => !mayReadAll(actor, registry.procedure(name)));
}

const NAMED = `exists (select 1 from case_party p where p.authority_id = i.authority_id and p.case_id = i.case_id and coalesce(p.until_day, 'infinity') >= london_day(engine_now())`;

/** A clause: the case is of no such machine, or it names the person. The numbers are those of the parameters. */
const namesMe = (machines: number, person: number): string => `(i.machine <> all ($${machines}::text[]) or ${NAMED} and p.person_id = $${person}::uuid))`;

/** The stages in which cases of a procedure stand, by one step of the index for each: a million rows are not walked for seven words. */
export async function stagesOf(sql: Sql, machine: string): Promise<string[]> {
  const after = `select stage from workflow_instance where authority_id = (select authority()) and machine = $1 and disposed_at is null`;
  const rows = await sql.query<{ stage: string }[]>(
    `with recursive found as ((${after} order by stage limit 1) union all
       select (${after} and stage > found.stage order by stage limit 1) from found where found.stage is not null)
     select stage from found where stage is not null`,
    [machine],
  );
  return rows.map(({ stage }) => stage);
}

/** A list counts so far and no further: a person reads no more, and a million rows are not walked for a number. */
export const COUNTED = 1_000;
const capped = (count: number): number | null => (count > COUNTED ? null : count);

/** Cases by full text, best first. */
export async function searchCases(sql: Sql, registry: Registry, actor: Actor, machines: readonly string[], text: string, limit: number, after?: string): Promise<Page<CaseListItem>> {
  const narrow = onlyNamed(registry, actor, machines);
  const [rank, id] = after === undefined ? [null, null] : Buffer.from(after, 'base64url').toString('utf8').split('|');
  const lines = await sql.query<(CaseLine & { rank: number })[]>(
    `select ${LINE}, s.rank from (
       select * from search_cases($1, $2, $3, $4, $5)
       -- Of cases that are seen only by those whom they name there are few for anybody: no index is needed to search them.
       union all (select case_id, rank from (
         select i.case_id, ts_rank(i.search, websearch_to_tsquery('english', $1)) as rank from case_party me join workflow_instance i using (authority_id, case_id)
         where cardinality($6::text[]) > 0 and me.authority_id = (select authority()) and me.person_id = $7::uuid and i.machine = any ($6) and ${NAMED} and p.person_id = $7::uuid)
           and i.search @@ websearch_to_tsquery('english', $1)) n
       where $4::uuid is null or (n.rank, n.case_id) < ($3::real, $4::uuid) limit $5)) s
     join workflow_instance i on i.authority_id = (select authority()) and i.case_id = s.case_id
     order by s.rank desc, s.case_id desc limit $5`,
    [text, machines.filter((name) => !narrow.includes(name)), rank, id, limit + 1, narrow, actor.personId],
  );
  const shown = lines.slice(0, limit);
  const last = lines.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map((line) => item(registry, actor, line)), total: after === undefined && !last ? shown.length : null, next: last ? Buffer.from(`${last.rank}|${last.case_id}`).toString('base64url') : null };
}

function item(registry: Registry, actor: Actor, line: CaseLine): CaseListItem {
  const { title, sentence, stage, open, columns } = line;
  return {
    caseId: line.case_id,
    reference: line.reference,
    procedure: line.machine,
    row: rowFor(actor, { title, sentence, partySentence: line.party_sentence ?? undefined, stage, open, columns, organisationId: line.organisation_id, search: '' }),
    owner: !isInside(actor) ? null : (line.owners[leadRole(registry.procedure(line.machine))] ?? null),
    nextDue: line.next_due?.toISOString() ?? null,
    nextDay: line.next_due_day,
    openedAt: line.opened_at.toISOString(),
    changedAt: line.changed_at.toISOString(),
  };
}

interface WorkLine extends CaseLine {
  readonly type: string;
  readonly roles: string[];
  readonly clock: string | null;
  readonly rule: string | null;
  readonly due: string | null;
  readonly due_at: Date | null;
  readonly since: Date;
}

/** Whose work is asked for, of cases that the person may still see: what I took, what my roles' team has not taken, or what waits for others in the cases that I own. */
export type Whose = 'mine' | 'team' | 'waiting';

export async function workItems(sql: Sql, registry: Registry, actor: Actor, machines: readonly string[], whose: Whose, now: string, limit: number): Promise<WorkItem[]> {
  const roles = [...new Set([...actor.roles, ...actor.deputyFor.map(({ role }) => role)])];
  const people = [actor.personId, ...actor.deputyFor.map(({ personId }) => personId)];
  // The first lines come from the index, one list for each role or person: the whole work of a team is not sorted for its first page. The
  // machine is asked for line by line, since a join lets the planner, misled by row-level security, walk every case.
  // Four times the limit: a step that several of my roles may take is as many lines, and is shown as one.
  const first = (of: string, whom: string): string => `
     ${of} cross join lateral (
       select w.* from workflow_work w
       where w.authority_id = (select authority()) and ${whom}
         and (select c.machine from workflow_instance c where c.authority_id = w.authority_id and c.case_id = w.case_id) = any ($4)
       order by w.place_at, w.since limit 4 * $3::bigint) w
     join workflow_instance i using (authority_id, case_id)`;
  const from = {
    mine: first('unnest($2::uuid[]) taken (by_person)', 'w.owner_id = taken.by_person'),
    team: first('unnest($1::text[]) held (role)', 'w.role = held.role and w.owner_id is null'),
    waiting: 'workflow_work w join workflow_instance i using (authority_id, case_id)',
  }[whose];
  const narrowed = {
    mine: 'true',
    team: 'true',
    // A step of several roles is as many lines: if one of them is mine, the step waits for me.
    waiting: `i.owner_id = any ($2) and not exists (
      select 1 from workflow_work my where my.authority_id = w.authority_id and my.case_id = w.case_id and my.type = w.type and (my.role = any ($1) or my.owner_id = any ($2)))`,
  }[whose];
  const named = onlyNamed(registry, actor, machines);
  const lines = await sql.query<WorkLine[]>(
    `select ${LINE}, w.type, array_agg(w.role order by w.role) as roles, min(w.clock) as clock, min(d.rule) as rule, min(d.due)::text as due,
       min(w.due_at) as due_at, min(w.since) as since
     from ${from}
       left join workflow_deadline d on d.authority_id = w.authority_id and d.case_id = w.case_id and d.name = w.clock
     where w.authority_id = (select authority()) and i.machine = any ($4) and ($1::text[] is not null) and ($2::uuid[] is not null) and ${narrowed}
       ${named.length > 0 ? `and ${namesMe(5, 6)}` : ''}
     group by i.authority_id, i.case_id, w.type order by min(w.place_at), min(w.since), i.case_id, w.type limit $3`,
    [roles, people.filter((person) => person !== null), limit, machines, ...(named.length > 0 ? [named, actor.personId] : [])],
  );
  const today = dayOf(asInstant(now));
  // Many lines are due on the same few days, and counting working days is what takes the time.
  const counted = new Map<string, string>();
  const left = (rule: DeadlineRule, due: string): string => {
    const key = `${rule.unit} ${due}`;
    const known = counted.get(key) ?? daysLeft(today, asDay(due), rule.unit).text;
    counted.set(key, known);
    return known;
  };
  return lines.map((line) => workItem(registry, line, now, left));
}

function workItem(registry: Registry, line: WorkLine, now: string, left: (rule: DeadlineRule, due: string) => string): WorkItem {
  const procedure = registry.procedure(line.machine);
  const event = procedure.events[line.type];
  const rule = line.rule === null ? null : ruleByName(line.rule);
  return {
    caseId: line.case_id,
    reference: line.reference,
    title: line.title,
    sentence: line.sentence,
    procedure: line.machine,
    type: line.type,
    label: event?.label ?? line.type,
    roles: event?.roles ?? line.roles,
    owner: line.owners[leadRole(procedure)] ?? null,
    clockTitle: rule?.title ?? null,
    due: line.due,
    dueAt: line.due_at?.toISOString() ?? null,
    left: rule && line.due ? left(rule, line.due) : null,
    overdue: line.due_at !== null && line.due_at.toISOString() <= now,
    waitingSince: line.since.toISOString(),
  };
}
