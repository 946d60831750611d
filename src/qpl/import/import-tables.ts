import type { Actor } from '../../engine/actor.js';
import type { Sql } from '../../engine/scope.js';
import type { OrganisationTold } from '../../directory/organisations.js';
import type { IdentifierKind } from '../../directory/identifiers.js';
import type { ImportInput } from '../../../workflows/qpl/membership.events.js';
import type { ColumnKey } from './columns.js';
import type { KnownProvider } from './provider-match.js';
import type { CellProblem } from './provider-row.js';

export type Verdict = 'new' | 'same' | 'different' | 'duplicate' | 'bad';
export type ImportState = 'planned' | 'running' | 'finished' | 'left';

/** What is to be done for a row. */
export interface LinePlan {
  readonly told: Readonly<Partial<Record<ColumnKey, string>>>;
  /** The organisation to make; null when it is there. */
  readonly make: (OrganisationTold & { readonly organisationId: string }) | null;
  readonly places: readonly ImportInput[];
}
export interface ImportLine {
  readonly row: number;
  readonly name: string;
  readonly verdict: Verdict;
  readonly problems: readonly CellProblem[];
  readonly notes: readonly string[];
  readonly organisationId: string | null;
  readonly plan: LinePlan | null;
  readonly likeWhom: { readonly organisationId: string; readonly name: string; readonly row: number | null } | null;
  readonly outcome: 'brought over' | 'refused' | null;
}
export interface ImportRow {
  readonly importId: string;
  readonly schemeId: string;
  readonly fileName: string;
  readonly readAs: string;
  readonly notes: readonly string[];
  readonly state: ImportState;
  readonly actor: Actor | null;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly confirmedAt: string | null;
  readonly finishedAt: string | null;
}
export interface ImportCounts {
  readonly rows: number;
  readonly new: number;
  readonly same: number;
  readonly different: number;
  readonly duplicate: number;
  readonly bad: number;
  readonly broughtOver: number;
  readonly refused: number;
  /** New rows that are still to be brought over. */
  readonly left: number;
}

const IMPORT = `select import_id as "importId", scheme_id as "schemeId", file_name as "fileName", read_as as "readAs", notes, state, actor, made_by as "madeBy",
  to_json(made_at) #>> '{}' as "madeAt", to_json(confirmed_at) #>> '{}' as "confirmedAt", to_json(finished_at) #>> '{}' as "finishedAt" from qpl_import`;
const LINE = `select row, name, verdict, problems, notes, organisation_id as "organisationId", plan, like_whom as "likeWhom", outcome from qpl_import_line`;
const MINE = 'authority_id = (select authority())';

export async function importById(tx: Sql, importId: string): Promise<ImportRow | null> {
  return (await tx.query<ImportRow[]>(`${IMPORT} where ${MINE} and import_id = $1`, [importId]))[0] ?? null;
}

export async function importsOf(tx: Sql, schemeId: string, limit: number): Promise<ImportRow[]> {
  return tx.query<ImportRow[]>(`${IMPORT} where ${MINE} and scheme_id = $1 order by made_at desc, import_id desc limit $2`, [schemeId, limit]);
}

export async function addImport(tx: Sql, one: Pick<ImportRow, 'importId' | 'schemeId' | 'fileName' | 'readAs' | 'notes' | 'madeBy'> & { readonly sha256: string }): Promise<void> {
  await tx.query(
    `insert into qpl_import (authority_id, import_id, scheme_id, file_name, sha256, read_as, notes, made_by) values ((select authority()), $1, $2, $3, $4, $5, $6, $7)`,
    [one.importId, one.schemeId, one.fileName, one.sha256, one.readAs, JSON.stringify(one.notes), one.madeBy]);
}

export async function addLines(tx: Sql, importId: string, lines: readonly ImportLine[]): Promise<void> {
  await tx.query(
    `insert into qpl_import_line (authority_id, import_id, row, name, verdict, problems, notes, organisation_id, plan, like_whom)
     select (select authority()), $1, row, name, verdict, problems, notes, "organisationId", plan, "likeWhom"
       from jsonb_to_recordset($2) as l(row int, name text, verdict text, problems jsonb, notes jsonb, "organisationId" uuid, plan jsonb, "likeWhom" jsonb)`,
    [importId, JSON.stringify(lines)]);
}

export async function lines(tx: Sql, importId: string, which: { after?: number; limit: number; verdicts?: readonly Verdict[]; waiting?: boolean }): Promise<ImportLine[]> {
  return tx.query<ImportLine[]>(
    `${LINE} where ${MINE} and import_id = $1 and row > $2 and ($3::text[] is null or verdict = any ($3) or ('bad' = any ($3) and outcome = 'refused'))
       ${which.waiting ? `and verdict = 'new' and outcome is null` : ''} order by row limit $4`,
    [importId, which.after ?? 0, which.verdicts ?? null, which.limit]);
}

export async function lineAt(tx: Sql, importId: string, row: number): Promise<ImportLine | null> {
  return (await tx.query<ImportLine[]>(`${LINE} where ${MINE} and import_id = $1 and row = $2`, [importId, row]))[0] ?? null;
}

/** What came of lines: once written it stays. */
export async function settleLines(tx: Sql, importId: string, settled: readonly Pick<ImportLine, 'row' | 'verdict' | 'problems' | 'notes' | 'outcome'>[]): Promise<void> {
  await tx.query(
    `update qpl_import_line l set outcome = s.outcome, verdict = s.verdict, problems = s.problems, notes = s.notes
       from jsonb_to_recordset($2) as s(row int, outcome text, verdict text, problems jsonb, notes jsonb)
      where l.authority_id = (select authority()) and l.import_id = $1 and l.row = s.row and l.outcome is null`,
    [importId, JSON.stringify(settled)]);
}

/** A person said which provider a row is about. */
export async function replanLine(tx: Sql, importId: string, line: Pick<ImportLine, 'row' | 'organisationId' | 'plan' | 'notes'>): Promise<void> {
  await tx.query(
    `update qpl_import_line set verdict = 'new', problems = '[]', organisation_id = $3, plan = $4, notes = $5 where ${MINE} and import_id = $1 and row = $2 and verdict = 'duplicate'`,
    [importId, line.row, line.organisationId, JSON.stringify(line.plan), JSON.stringify(line.notes)]);
}

export async function countsOf(tx: Sql, importId: string): Promise<ImportCounts> {
  const [row] = await tx.query<ImportCounts[]>(
    `select count(*)::int as rows, count(*) filter (where verdict = 'new')::int as new, count(*) filter (where verdict = 'same')::int as same,
       count(*) filter (where verdict = 'different')::int as different, count(*) filter (where verdict = 'duplicate')::int as duplicate, count(*) filter (where verdict = 'bad')::int as bad,
       count(*) filter (where outcome = 'brought over')::int as "broughtOver", count(*) filter (where outcome = 'refused')::int as refused,
       count(*) filter (where verdict = 'new' and outcome is null)::int as left
     from qpl_import_line where ${MINE} and import_id = $1`, [importId]);
  return row!;
}

/** New rows that are still to be brought over: asked after every batch, so by its own small index. */
export async function rowsLeft(tx: Sql, importId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from qpl_import_line where ${MINE} and import_id = $1 and verdict = 'new' and outcome is null`, [importId]);
  return row!.n;
}

/** How the places were told when they came over. */
export async function placesTold(tx: Sql, caseIds: readonly string[]): Promise<Map<string, { told: LinePlan['told']; row: number; importId: string }>> {
  const rows = await tx.query<{ caseId: string; told: LinePlan['told']; row: number; importId: string }[]>(
    `select case_id as "caseId", told, row, import_id as "importId" from qpl_import_place where ${MINE} and case_id = any ($1::uuid[])`, [caseIds]);
  return new Map(rows.map(({ caseId, ...one }) => [caseId, one]));
}

export async function addPlaces(tx: Sql, importId: string, places: readonly { readonly caseId: string; readonly row: number; readonly told: LinePlan['told'] }[]): Promise<void> {
  await tx.query(
    `insert into qpl_import_place (authority_id, case_id, import_id, row, told)
     select (select authority()), "caseId", $1, row, told from jsonb_to_recordset($2) as p("caseId" uuid, row int, told jsonb) on conflict do nothing`,
    [importId, JSON.stringify(places)]);
}

/** Every provider that the directory knows. Some thousands at most, and only what is needed to tell them apart. */
export async function knownProviders(tx: Sql): Promise<KnownProvider[]> {
  const rows = await tx.query<{ organisationId: string; name: string; trading: string | null; identifiers: Record<string, { value: string }>; postcode: string | null }[]>(
    `select organisation_id as "organisationId", legal_name as name, trading_name as trading, identifiers, postcode from organisation`);
  return rows.map((one) => ({
    ...one, row: null, self: null, identifiers: Object.fromEntries(Object.entries(one.identifiers).map(([kind, { value }]) => [kind as IdentifierKind, value])),
  }));
}

export async function organisationsThere(tx: Sql, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }[]>(`select organisation_id as id from organisation where organisation_id = any ($1::uuid[])`, [ids]);
  return new Set(rows.map(({ id }) => id));
}

export async function answersGiven(tx: Sql): Promise<Map<string, string>> {
  const rows = await tx.query<{ key: string; id: string }[]>(`select spelling || '|' || postcode as key, organisation_id as id from qpl_import_answer where ${MINE}`);
  return new Map(rows.map(({ key, id }) => [key, id]));
}

export async function giveAnswer(tx: Sql, answer: { spelling: string; postcode: string; organisationId: string; by: string }): Promise<void> {
  await tx.query(
    `insert into qpl_import_answer (authority_id, spelling, postcode, organisation_id, answered_by) values ((select authority()), $1, $2, $3, $4)
     on conflict (authority_id, spelling, postcode) do update set organisation_id = excluded.organisation_id, answered_by = excluded.answered_by, answered_at = engine_now()`,
    [answer.spelling, answer.postcode, answer.organisationId, answer.by]);
}

/**
 * Erases what was read from a file, once nobody needs the report any more: names, cells, plans and what was wrong with them go, the verdicts stay, so that the counts are still true.
 * What was brought over lives on in its cases. @param before an instant: imports that ended, or were left unconfirmed, before it
 */
export async function eraseLines(tx: Sql, before: string): Promise<number> {
  const [erased] = await tx.query<[unknown[], number]>(
    `update qpl_import_line l set name = '', plan = null, like_whom = null, notes = '[]', problems = '[]'
     from qpl_import i where i.authority_id = (select authority()) and l.authority_id = i.authority_id and l.import_id = i.import_id
       and i.state <> 'running' and coalesce(i.finished_at, i.made_at) < $1 and (l.name <> '' or l.plan is not null) returning 1`,
    [before]);
  await tx.query(`update qpl_import set state = 'left' where ${MINE} and state = 'planned' and made_at < $1`, [before]);
  return erased.length;
}
