import { asInstant, dayOf } from '../../calendar/day.js';
import type { Sql } from '../../engine/scope.js';
import type { Day, Instant } from '../../../workflows/shared/vocabulary.js';
import { regimeRules, type RegimeRules } from '../../../workflows/qpl/regimes.js';
import { openRound, type AllowedLate, type AnsweredToAll, type Round, type SchemeLot, type Terms } from '../../../workflows/qpl/scheme.terms.js';

export type {
  EvidenceRequirement, Price, PriceLine, QualityQuestion, Recheck, Round, RoundStatus, SchemeCheck, SchemeLot, ScoreMeaning, Terms,
} from '../../../workflows/qpl/scheme.terms.js';
export { isOpenAt, nextRound, openRound, passPercentOf, statusAt, takesQuestions, weightOf } from '../../../workflows/qpl/scheme.terms.js';

/** A list as it is published: its terms, its rounds, and what has been answered to all. What officers alone may read is not in it. */
export interface Scheme extends Terms {
  readonly schemeId: string;
  readonly slug: string;
  /** What its legal basis makes of it: clocks, notices, limits, exclusion grounds. */
  readonly rules: RegimeRules;
  readonly rounds: readonly Round[];
  readonly answered: readonly AnsweredToAll[];
  readonly allowedLate: readonly AllowedLate[];
  readonly standing: 'published' | 'live' | 'extended' | 'past its end' | 'closed';
  /** The first and last day on which applications are taken; no last day while a round stays open for the life of the list. */
  readonly opens: Day;
  readonly closes: Day | null;
}

/** Whether the list takes applications at an instant: some round is open, and the list has not come to its end. */
export function takesApplications(scheme: Pick<Scheme, 'rounds' | 'ends' | 'standing'>, at: Instant): boolean {
  return scheme.standing !== 'closed' && (scheme.ends === null || onDayOf(at) <= scheme.ends) && openRound(scheme.rounds, at) !== null;
}

/** The round that an application of this organisation goes into at an instant: the open one, or one that it may still enter late. Null: none. */
export function roundFor(scheme: Scheme, organisationId: string | null, at: Instant): { readonly number: number; readonly late: boolean } | null {
  if (takesApplications(scheme, at)) return { number: openRound(scheme.rounds, at)!.number, late: false };
  const allowed = scheme.allowedLate.find((late) => late.organisationId === organisationId && at < late.until);
  return allowed ? { number: allowed.round, late: true } : null;
}

const onDayOf = (at: Instant): Day => (at.length === 10 ? at : dayOf(asInstant(at)));

interface Row {
  readonly schemeId: string; readonly slug: string; readonly title: string; readonly purpose: string; readonly regime: Terms['regime']; readonly regimeWhy: string;
  readonly lots: readonly SchemeLot[]; readonly evidence: Terms['evidence']; readonly checks: Terms['checks']; readonly opens: Day; readonly closes: Day | null; readonly ends: Day | null; readonly decisionBasis: string;
}
const SCHEME = `select scheme_id as "schemeId", slug, title, purpose, regime, regime_why as "regimeWhy", lots, evidence, checks,
  opens::text, closes::text, ends::text, decision_basis as "decisionBasis" from qpl_scheme`;

const schemeOf = (row: Row): Scheme => ({
  ...row, rules: regimeRules(row.regime), starts: row.opens, extension: null, runOff: '', districts: [...new Set(row.lots.flatMap(({ districts }) => districts))], questions: [], lotPassPercent: null,
  price: { kind: 'none', lines: [] }, agreement: 'none', reapply: { coolOffMonths: null }, late: { accepts: false, text: '' }, cap: null, fees: 'none', answered: [], allowedLate: [], standing: 'live',
  rounds: [{ number: 1, opensAt: `${row.opens}T00:00:00.000Z`, closesAt: row.closes === null ? null : `${row.closes}T23:00:00.000Z`, questionsUntil: null, status: 'open', extensions: [] }],
});

/** The published scheme, or null. The scope names the authority. */
export async function schemeById(sql: Sql, schemeId: string): Promise<Scheme | null> {
  if (!/^[0-9a-f-]{36}$/i.test(schemeId)) return null;
  return (await sql.query<Row[]>(`${SCHEME} where authority_id = authority() and scheme_id = $1 and published`, [schemeId])).map(schemeOf)[0] ?? null;
}

export async function schemeBySlug(sql: Sql, slug: string): Promise<Scheme | null> {
  return (await sql.query<Row[]>(`${SCHEME} where authority_id = authority() and slug = $1 and published`, [slug])).map(schemeOf)[0] ?? null;
}

export async function publishedSchemes(sql: Sql): Promise<Scheme[]> {
  return (await sql.query<Row[]>(`${SCHEME} where authority_id = authority() and published order by title`)).map(schemeOf);
}
