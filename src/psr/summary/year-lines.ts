import type { AwardRoute } from '../../../workflows/psr/award.events.js';
import type { Standstill } from '../../../workflows/psr/standstill.events.js';
import type { Sql } from '../../engine/scope.js';
import { annualSummary, type AwardLine, type ContractLine, type Figure, type Represented, type UrgentLine } from './annual-summary.js';
import { type ComplianceLine, monitoring } from './monitoring.js';
import type { Period } from './summary-years.js';

const AWARDS = ['psr.direct-award-a', 'psr.direct-award-b', 'psr.direct-award-c', 'psr.most-suitable-provider', 'psr.competitive', 'psr.call-off', 'psr.mini-competition'];
const NOTIFIED = [...AWARDS, 'psr.modification', 'psr.urgent'];
/** Days in a column, with a blank between. */
type Days = string | null | undefined;
interface Row {
  readonly case_id: string;
  readonly reference: string;
  readonly title: string;
  readonly machine: string;
  readonly columns: {
    readonly route?: AwardRoute | null; readonly providers?: string | null; readonly awardedOn?: string | null; readonly serviceStart?: string | null; readonly serviceEnd?: string | null; readonly framework?: boolean; readonly joinsFramework?: boolean;
    readonly standstillsEnded?: Days; readonly writtenRepresentations?: number; readonly breachesOn?: Days; readonly outsideFrameworkOn?: Days; readonly lateOn?: Days; readonly shortOn?: Days; readonly recordedOn?: string | null; readonly recordMissing?: number;
    readonly madeOn?: string | null; readonly kind?: UrgentLine['kind'] | null; readonly starts?: string | null; readonly ends?: string | null; readonly unsigned?: boolean; readonly awardedHere?: boolean;
  };
}
const line = ({ case_id, reference, title }: Row) => ({ caseId: case_id, reference, title });
const days = (text: Days): readonly string[] => (text ? text.split(' ') : []);
const names = (text: string | null | undefined): readonly string[] => (text ? text.split('\n') : []);

/** Both kinds of figure for a period, from the rows of an authority; a snapshot is opened only where a representation came. Asked within a scope. */
export async function countYear(sql: Sql, period: Period): Promise<{ readonly figures: readonly Figure[]; readonly monitoring: readonly Figure[] }> {
  const rows = await sql.query<Row[]>(
    `select case_id, reference, title, machine, columns from workflow_instance where authority_id = (select authority()) and machine = any ($1) and disposed_at is null`, [[...NOTIFIED, 'psr.contract']]);
  const of = (...machines: readonly string[]) => rows.filter(({ machine }) => machines.includes(machine));
  const awards: AwardLine[] = of(...AWARDS).filter(({ columns }) => columns.awardedOn || columns.standstillsEnded).map((row) => ({
    ...line(row), route: row.columns.route ?? null, providers: names(row.columns.providers), awardedOn: row.columns.awardedOn ?? null, serviceStart: row.columns.serviceStart ?? null, serviceEnd: row.columns.serviceEnd ?? null,
    framework: row.columns.framework === true || row.columns.joinsFramework === true, joinsFramework: row.columns.joinsFramework === true, standstillsEnded: days(row.columns.standstillsEnded), writtenRepresentations: row.columns.writtenRepresentations ?? 0,
  }));
  const contracts: ContractLine[] = of('psr.contract').map((row) => ({
    ...line(row), providers: names(row.columns.providers), start: row.columns.starts ?? null, end: row.columns.ends ?? null, route: (row.columns.route as string | null | undefined) ?? null, awardedOn: row.columns.awardedOn ?? null, awardedHere: row.columns.awardedHere === true, unsigned: row.columns.unsigned === true,
  }));
  const urgent: UrgentLine[] = of('psr.urgent').flatMap((row) => (row.columns.madeOn && row.columns.kind ? [{ ...line(row), kind: row.columns.kind, madeOn: row.columns.madeOn }] : []));
  const represented = await representedIn(sql, period, awards);
  const lines: ComplianceLine[] = of(...NOTIFIED).map((row) => ({
    ...line(row), awardedOn: row.columns.awardedOn ?? null, serviceStart: row.columns.serviceStart ?? null, breachesOn: days(row.columns.breachesOn), outsideFrameworkOn: days(row.columns.outsideFrameworkOn), lateOn: days(row.columns.lateOn), shortOn: days(row.columns.shortOn),
    recordedOn: row.columns.recordedOn ?? null, recordMissing: row.columns.recordMissing ?? 0,
  }));
  return { figures: annualSummary(period, { awards, contracts, urgent, represented }), monitoring: monitoring(period, lines, { awards, contracts, represented }) };
}

async function representedIn(sql: Sql, { from, to }: Period, awards: readonly AwardLine[]): Promise<readonly Represented[]> {
  const ids = awards.filter(({ standstillsEnded, writtenRepresentations }) => writtenRepresentations > 0 && standstillsEnded.some((day) => day >= from && day <= to)).map(({ caseId }) => caseId);
  if (ids.length === 0) return [];
  const opened = await sql.query<{ case_id: string; standstill: Standstill | null; earlier: { kept: { standstill?: Standstill | null } }[] | null }[]>(
    `select case_id, snapshot->'context'->'standstill' as standstill, snapshot->'context'->'earlierRounds' as earlier from workflow_instance where authority_id = (select authority()) and case_id = any ($1::uuid[])`, [ids]);
  return opened.map(({ case_id, standstill, earlier }) => ({ caseId: case_id, standstills: [...(earlier ?? []).map(({ kept }) => kept.standstill ?? null), standstill].filter((one) => one !== null) }));
}
