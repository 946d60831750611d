import { addMonths, asDay, asInstant, atTime, dayOf, endOfDay } from '../../calendar/day.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import { computeDue } from '../../calendar/due.js';
import { isRefusal } from '../../calendar/refusal.js';
import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { Day, Instant } from '../../../workflows/shared/vocabulary.js';
import type { ListDocument } from '../../../workflows/qpl/scheme.terms.js';
import type { LateDecision, LateInput, QuestionsInput, RequirementsInput, RoundExtend, RoundTimes, RoundTyped, SchemeContext, SchemeFacts } from '../../../workflows/qpl/scheme.events.js';
import { roundOf } from '../../../workflows/qpl/scheme.rules.js';
import { questionsWhole, requirementsOf } from './library.js';

type Query = FactQuery<SchemeContext>;

/** What nobody asked for. A preview reads no facts: no guard that is asked in one needs any. */
const nothingAsked = (schemeId: string): SchemeFacts => ({
  schemeId, slugIsFree: false, keyDecisionPounds: 0, lightTouchPounds: 0, documentsAreFrozen: false, requirements: { checks: [], evidence: [] }, questions: [], times: [], instant: null, organisationId: null,
  alarmsAhead: [], extensionReaches: null, extensionInTimeUntil: null, membersOf: {}, applicationsOf: {}, undecidedOf: {},
});

/** What a list's events need to know from elsewhere: its library, the calendar, other lists, and how many have applied and been admitted. */
export async function schemeFacts(query: Query, sources: FactSources): Promise<SchemeFacts> {
  return { ...nothingAsked(query.caseId), ...(await asked(query, sources)) };
}

async function asked({ type, caseId, context, input, on }: Query, { sql, policy, document }: FactSources): Promise<Partial<SchemeFacts>> {
  switch (type) {
    case 'list.begin': {
      const { slug } = input as { slug: string };
      const taken = await sql.query<unknown[]>(`select 1 from workflow_instance where authority_id = authority() and machine = 'qpl.scheme' and case_id <> $1 and columns->>'slug' = $2 limit 1`, [caseId, slug]);
      return { slugIsFree: taken.length === 0 };
    }
    case 'basis.set':
      return { lightTouchPounds: Number(await policy('qpl.light-touch-threshold-pounds', on)) };
    case 'requirements.set':
    case 'conditions.change':
      return { requirements: requirementsOf(input as RequirementsInput) };
    case 'questions.set':
      return { questions: questionsWhole(input as QuestionsInput, context.terms.lots) };
    case 'rounds.set':
      return { times: (input as { rounds: readonly RoundTyped[] }).rounds.map(timesOf) };
    case 'round.plan':
      return { times: [timesOf(input as RoundTyped)] };
    case 'round.extend':
      return { times: extendedTimes(context, input as RoundExtend) };
    case 'scheme.approve':
      return { keyDecisionPounds: Number(await policy('decisions.key-decision-threshold-pounds', on)) };
    case 'scheme.publish':
    case 'invitation.publish': {
      const { invitation, priceSchedule = null } = input as { invitation: ListDocument; priceSchedule?: ListDocument | null };
      const named = [[invitation, 'invitation'] as const, ...(priceSchedule ? [[priceSchedule, 'price-schedule'] as const] : [])];
      let documentsAreFrozen = true;
      for (const [{ documentId, sha256 }, kind] of named) {
        const found = await document(documentId);
        documentsAreFrozen &&= found?.caseId === caseId && found.kind === kind && found.sha256 === sha256 && found.status === 'frozen';
      }
      return { documentsAreFrozen, alarmsAhead: alarmsAhead(context.terms.ends, on) };
    }
    case 'scheme.extend': {
      const { ends } = input as { ends: Day };
      return {
        alarmsAhead: alarmsAhead(ends, on),
        extensionReaches: context.firstEnds && context.terms.extension ? addMonths(asDay(context.firstEnds), context.terms.extension.months) : null,
        extensionInTimeUntil: context.terms.ends === null ? null : before('qpl.scheme-end-6', context.terms.ends),
      };
    }
    case 'scheme.start':
      return { membersOf: await countOf(sql, caseId, 'qpl.membership', 'lotId') };
    case 'lot.remove':
      return { membersOf: await countOf(sql, caseId, 'qpl.membership', 'lotId'), applicationsOf: await applicationsByLot(sql, caseId) };
    case 'round.decide':
      return { undecidedOf: await countOf(sql, caseId, 'qpl.application', 'round', `and open and columns->>'decidedOn' is null`) };
    case 'late.record': {
      const { provider, receivedOn, receivedTime } = input as LateInput;
      const named = await sql.query<{ id: string }[]>('select organisation_id as id from organisation where lower(legal_name) = lower($1) limit 2', [provider]);
      return { instant: instantOf(receivedOn, receivedTime), organisationId: named.length === 1 ? named[0]!.id : null };
    }
    case 'late.decide': {
      const { untilOn, untilTime } = input as LateDecision;
      return { instant: untilOn === null ? null : instantOf(untilOn, untilTime ?? '23:59') };
    }
    default:
      return {};
  }
}

/** A day and a time of a London clock as an instant. */
function instantOf(day: Day, time: string): Instant {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return written(atTime(asDay(day), hour, minute));
}
const written = (at: string): Instant => new Date(at).toISOString();

/** A round as typed: it opens and closes at London times; questions are taken to the end of their day, and no longer than the round is open. */
export function timesOf({ opensOn, opensTime, closesOn, closesTime, questionsOn }: RoundTyped): RoundTimes {
  const closesAt = closesOn === null ? null : instantOf(closesOn, closesTime ?? '12:00');
  return { opensAt: instantOf(opensOn, opensTime), closesAt, questionsUntil: questionsEnd(questionsOn, closesAt) };
}

/** The end of the day, or the close where that comes first on the same day. */
function questionsEnd(questionsOn: Day | null, closesAt: Instant | null): Instant | null {
  if (questionsOn === null) return null;
  const end = written(endOfDay(asDay(questionsOn)));
  return closesAt !== null && end > closesAt && dayOf(asInstant(closesAt)) === questionsOn ? closesAt : end;
}

function extendedTimes(context: SchemeContext, { round: number, closesOn, closesTime, questionsOn }: RoundExtend): RoundTimes[] {
  const round = roundOf(context.rounds, number);
  const closesAt = instantOf(closesOn, closesTime);
  return [{ opensAt: round?.opensAt ?? closesAt, closesAt, questionsUntil: questionsEnd(questionsOn, closesAt) }];
}

/** The last day on which something can be, to come before another by a rule of the calendar. */
function before(rule: string, day: Day): Day | null {
  const due = computeDue(ruleByName(rule), { before: asDay(day) });
  return isRefusal(due) ? null : due.due;
}

/** The alarms before the end that have not gone by. */
const alarmsAhead = (ends: Day | null, on: Day): string[] => (ends === null ? [] : ['end-12', 'end-9', 'end-6', 'end-3'].filter((name) => (before(`qpl.scheme-${name}`, ends) ?? '') > on));

/** Cases of a list by one of their columns; a column that holds several values, with semicolons between, counts for each. */
async function countOf(sql: FactSources['sql'], schemeId: string, machine: string, column: string, more = ''): Promise<Record<string, number>> {
  const rows = await sql.query<{ of: string | null; cases: number }[]>(
    `select part as of, count(*)::int as cases from workflow_instance, unnest(string_to_array(columns->>$3, '; ')) part
     where authority_id = authority() and machine = $2 and columns->>'schemeId' = $1 and disposed_at is null ${more} group by part`, [schemeId, machine, column]);
  return Object.fromEntries(rows.map(({ of, cases }) => [of ?? '', cases]));
}

/** Applications that were sent, by the lots that they are for, whatever became of them. */
async function applicationsByLot(sql: FactSources['sql'], schemeId: string): Promise<Record<string, number>> {
  const rows = await sql.query<{ of: string; cases: number }[]>(
    `select lot->>'lotId' as of, count(*)::int as cases from workflow_instance i, jsonb_array_elements(i.snapshot->'context'->'lots') lot
     where i.authority_id = authority() and i.machine = 'qpl.application' and i.columns->>'schemeId' = $1 and i.disposed_at is null group by 1`, [schemeId]);
  return Object.fromEntries(rows.map(({ of, cases }) => [of, cases]));
}
