import { asInstant, dayOf } from '../../calendar/day.js';
import type { Sql } from '../../engine/scope.js';
import type { Day, Instant } from '../../../workflows/shared/vocabulary.js';
import { regimeRules, type RegimeRules } from '../../../workflows/qpl/regimes.js';
import type { Change } from '../../../workflows/qpl/scheme.events.js';
import { openRound, type AllowedLate, type AnsweredToAll, type ListDocument, type Round, type Terms } from '../../../workflows/qpl/scheme.terms.js';

export type {
  EvidenceRequirement, ListDocument, Price, PriceLine, QualityQuestion, Recheck, Round, RoundStatus, SchemeCheck, SchemeLot, ScoreMeaning, Terms,
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
  /** What changed since it was published, as everybody may read it. */
  readonly changes: readonly Change[];
  readonly invitation: (ListDocument & { readonly on: Day }) | null;
  readonly priceSchedule: ListDocument | null;
  readonly publishedOn: Day;
  readonly closed: { readonly on: Day; readonly why: string; readonly runOff: string } | null;
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

/** A list as the database's door for published lists gives it: the case's published fields, and its standing by the machine's own word. */
interface PublishedFields {
  readonly slug: string;
  readonly terms: Terms;
  readonly rounds: readonly Round[];
  readonly answered: readonly AnsweredToAll[];
  readonly allowedLate: readonly AllowedLate[];
  readonly changes: Scheme['changes'];
  readonly invitation: Scheme['invitation'];
  readonly priceSchedule: Scheme['priceSchedule'];
  readonly publishedOn: Day;
  readonly closed: Scheme['closed'];
  readonly standing: 'published' | 'live' | 'extended' | 'pastEnd' | 'closed';
}
interface Row {
  readonly case_id: string;
  readonly list: PublishedFields;
}

/** The published face of a list. */
export function faceOf(schemeId: string, { terms, standing, ...fields }: PublishedFields): Scheme {
  const [first] = fields.rounds;
  const last = fields.rounds.at(-1);
  return {
    ...terms, ...fields, schemeId, rules: regimeRules(terms.regime), standing: standing === 'pastEnd' ? 'past its end' : standing,
    opens: first ? onDayOf(first.opensAt) : terms.starts, closes: last?.closesAt ? onDayOf(last.closesAt) : null,
  };
}

/** The published list, or null. The scope names the authority; who asks does not matter, for it is read by everybody. */
export async function schemeById(sql: Sql, schemeId: string): Promise<Scheme | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(schemeId)) return null;
  return read(await sql.query<Row[]>('select case_id, list from published_lists($1, null)', [schemeId]))[0] ?? null;
}

export async function schemeBySlug(sql: Sql, slug: string): Promise<Scheme | null> {
  return read(await sql.query<Row[]>('select case_id, list from published_lists(null, $1)', [slug]))[0] ?? null;
}

export async function publishedSchemes(sql: Sql): Promise<Scheme[]> {
  return read(await sql.query<Row[]>('select case_id, list from published_lists()'));
}

const read = (rows: readonly Row[]): Scheme[] => rows.map(({ case_id: schemeId, list }) => faceOf(schemeId, list));
