import { findRule } from '../calendar/deadline-rules.js';
import type { FactQuery, FactSources } from '../engine/procedure.js';
import type { Sql } from '../engine/scope.js';
import type { ActingFacts, EvaluationContext, EvaluationEvent, EvaluationWanted, FrozenRecord, NamingFacts, OpenFacts } from '../../workflows/evaluation/evaluation.events.js';
import type { By, Instant } from '../../workflows/shared/vocabulary.js';
import { evaluationOf } from './evaluation.reactions.js';

/** The role in which somebody is named by each step that names somebody. */
const NAMED_AS: Readonly<Record<string, string>> = { 'evaluator.assign': 'evaluator', 'evaluator.replace': 'evaluator', 'moderator.assign': 'moderator' };

/** What the guards of an evaluation need to know from elsewhere: the authority's settings, who people are, their declared interests, the attempt before. */
export async function evaluationFacts(query: FactQuery<EvaluationContext>, sources: FactSources): Promise<EvaluationEvent['facts']> {
  if (query.type === 'evaluation.open') return openFacts(query.input as EvaluationWanted, query, sources);
  if (query.type === 'deadline.reached' || query.type === 'evaluation.stop') return {};
  if (query.type === 'record.keep') return recordFacts(query, sources);
  const role = NAMED_AS[query.type];
  return role === undefined ? actingFacts(query, sources) : namingFacts(query, role, sources);
}

async function recordFacts({ input, caseId }: FactQuery<EvaluationContext>, { document }: FactSources): Promise<{ isFrozen: boolean }> {
  const { documentId = '', sha256 = '' } = (input ?? {}) as Partial<FrozenRecord>;
  const found = documentId === '' ? null : await document(documentId);
  return { isFrozen: found?.caseId === caseId && found.kind === 'evaluation-record' && found.sha256 === sha256 && found.status === 'frozen' };
}

async function openFacts(wanted: EvaluationWanted, { on }: FactQuery<EvaluationContext>, { sql, policy, caseOf }: FactSources): Promise<OpenFacts> {
  const attempt = wanted.attempt ?? 1;
  const before = attempt > 1 && wanted.anew !== true ? await caseOf(evaluationOf(wanted.of, attempt - 1)) : null;
  const earlier = before?.context as EvaluationContext | undefined;
  return {
    clockIsKnown: wanted.dueRule === null || wanted.dueRule === undefined || findRule(wanted.dueRule) !== undefined,
    minimum: Number(await policy('evaluation.minimum-evaluators', on)),
    reference: await referenceOf(sql, wanted.of),
    earlier: earlier?.result && asksTheSame(earlier, wanted) ? { evaluators: earlier.evaluators, moderators: earlier.moderators, sheets: earlier.sheets, agreed: earlier.agreed } : null,
  };
}

async function referenceOf(sql: Sql, caseId: string): Promise<string | null> {
  const [found] = await sql.query<{ reference: string }[]>('select reference from workflow_instance where authority_id = authority() and case_id = $1', [caseId]);
  return found?.reference ?? null;
}

/** Whether two attempts ask the same questions by the same scales: only then do the scores of the one say anything in the other. */
function asksTheSame(earlier: Pick<EvaluationContext, 'parts'>, wanted: EvaluationWanted): boolean {
  const asked = ({ parts }: Pick<EvaluationContext, 'parts'>) =>
    JSON.stringify(parts.map(({ key, questions }) => [key, questions.map((question) => [question.key, question.weight, question.passMark, question.scale.map(({ score }) => score)])]));
  return asked(earlier) === asked(wanted);
}

async function namingFacts(query: FactQuery<EvaluationContext>, role: string, { sql, policy }: FactSources): Promise<NamingFacts> {
  const { personId } = (query.input ?? {}) as { personId?: string };
  const [found] = await sql.query<{ person: NamingFacts['person'] }[]>('select person_called($1) as person', [personId ?? null]);
  return {
    person: found?.person ?? null,
    holdsRole: await holdsRole(sql, personId ?? null, role, query.at),
    hasInterest: personId !== undefined && (await hasInterest(query, sql, [personId])),
    moderatorMayScore: (await policy('evaluation.moderator-may-score', query.on)) === true,
  };
}

async function actingFacts(query: FactQuery<EvaluationContext>, { sql, policy }: FactSources): Promise<ActingFacts> {
  return { hasInterest: await hasInterest(query, sql, peopleBehind(query.by)), reasonCharacters: Number(await policy('evaluation.reason-characters', query.on)) };
}

const peopleBehind = (by: By): string[] => [by.personId, by.inPlaceOf?.personId].filter((id) => id != null);

async function holdsRole(sql: Sql, personId: string | null, role: string, at: Instant): Promise<boolean> {
  const found = await sql.query<unknown[]>(
    'select 1 from authority_role where authority_id = authority() and person_id = $1 and role = $2 and in_force(from_day, until_day, ended_at, $3) limit 1', [personId, role, at]);
  return found.length > 0;
}

/** Declared about the candidate, the case that asks or this one, and still in force; or the person acts for the candidate. */
async function hasInterest({ context, caseId, on }: FactQuery<EvaluationContext>, sql: Sql, people: readonly string[]): Promise<boolean> {
  if (people.length === 0) return false;
  const organisation = context.candidate?.organisationId ?? null;
  const about = [caseId, ...(context.of === '' ? [] : [context.of]), ...(organisation === null ? [] : [organisation])];
  const found = await sql.query<unknown[]>(
    `select 1 from conflict_of_interest where authority_id = authority() and person_id = any ($1::uuid[]) and about_id = any ($2::uuid[]) and coalesce(until_day, 'infinity') >= $3::date
     union all select 1 from organisation_member where person_id = any ($1::uuid[]) and organisation_id = $4::uuid and ended_at is null and coalesce(until_day, 'infinity') >= $3::date limit 1`,
    [people, about, on, organisation]);
  return found.length > 0;
}
