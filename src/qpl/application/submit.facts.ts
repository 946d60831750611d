import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { ApplicationContext, ListRules, QualityPart, RequiredCheck, RoundApplied } from '../../../workflows/qpl/application.context.js';
import type { BeginFacts, SchemeFacts, SubmitFacts, SubmitInput } from '../../../workflows/qpl/application.events.js';
import { EXCLUSION_SETS } from '../../../workflows/qpl/exclusions.js';
import type { Day, Instant } from '../../../workflows/shared/vocabulary.js';
import { addMonths, asDay, asInstant, dayOf } from '../../calendar/day.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import { computeDue } from '../../calendar/due.js';
import { isRefusal } from '../../calendar/refusal.js';
import { openRound, passPercentOf, schemeById, type Round, type Scheme } from '../scheme/scheme.js';
import { isFrozen } from './frozen.js';
import { missingFrom } from './complete.js';
import { cliniciansIn } from './form/clinicians.js';
import { concernsIn } from './form/exclusion-questions.js';
import { answersGiven, qualityKey } from './form/form.js';

/** What has to be known of a list when an application to it is begun or sent: which round, in time or late, what is missing, what will be asked of it. */

export async function submitFacts(query: FactQuery<ApplicationContext>, sources: FactSources): Promise<SubmitFacts> {
  const { sql } = sources;
  const input = query.input as SubmitInput | null;
  const { organisationId } = query.by;
  const scheme = input && (await schemeById(sql, input.schemeId));
  const answers = Object.fromEntries((input?.answers ?? []).map(({ question, answer }) => [question, answer]));
  const lots = (input?.lots ?? []).flatMap((asked) => {
    const lot = scheme?.lots.find(({ lotId, isOpen }) => lotId === asked.lotId && isOpen);
    if (!lot || !asked.districts.every((district) => lot.districts.includes(district))) return [];
    const { lotId, code, title, therapy, delivery, ageBand, districts } = lot;
    return [{ lotId, code, title, therapy, delivery, ageBand, districts }];
  });
  const lotIds = lots.map(({ lotId }) => lotId);
  const standing = scheme && standingAt(scheme, organisationId, query.at);
  const filled = input && { answers, lots: input.lots, evidence: input.evidence, declarations: input.declarations };
  return {
    caseId: query.caseId,
    scheme: scheme && standing && factsOf(scheme, standing),
    provider: await providerOf(sql, organisationId, answers['description'] ?? ''),
    contact: answers['contact-name'] && answers['contact-email'] ? { name: answers['contact-name'], email: answers['contact-email'] } : null,
    lots,
    answers: scheme && filled ? answersGiven(scheme, filled) : [],
    clinicians: cliniciansIn(answers['clinicians'] ?? ''),
    quality: scheme ? qualityOf(scheme, lotIds, answers) : [],
    concerns: scheme ? concernsIn(EXCLUSION_SETS[scheme.rules.exclusions], answers) : [],
    checks: scheme ? requiredChecks(scheme, lotIds) : [],
    missing: scheme && filled ? missingFrom(scheme, filled).map(({ title }) => title) : [],
    copyIsFrozen: await isFrozen(sources, query.caseId, 'application-copy', input?.copy),
    cameAfter: standing?.cameAfter ?? null,
    mayApplyFrom: scheme ? await mayApplyFrom(sql, scheme, organisationId, query.caseId) : null,
  };
}

export async function beginFacts(query: FactQuery<ApplicationContext>, { sql }: FactSources): Promise<BeginFacts> {
  const scheme = await schemeById(sql, (query.input as { schemeId?: string } | null)?.schemeId ?? '');
  const standing = scheme && standingAt(scheme, query.by.organisationId, query.at);
  const closesOn = standing?.round?.closesOn ?? null;
  return {
    caseId: query.caseId,
    scheme: scheme && standing && factsOf(scheme, standing),
    provider: await providerOf(sql, query.by.organisationId, ''),
    reminders: closesOn === null ? [] : remindersToCome(closesOn, query.at),
  };
}

/** The rules of the reminders that are still to come before a close, the next one first. */
export function remindersToCome(closesOn: Day, at: Instant): readonly string[] {
  return ['qpl.close-reminder-7', 'qpl.close-reminder-2', 'qpl.close-reminder-1'].filter((rule) => {
    const due = computeDue(ruleByName(rule), { before: asDay(closesOn) });
    return !isRefusal(due) && new Date(due.reachedAt).toISOString() > at;
  });
}

/** A round of a published list as it stands; null where there is none. */
export async function roundAt(sql: Sql, schemeId: string, number: number): Promise<Round | null> {
  return (await schemeById(sql, schemeId))?.rounds.find((round) => round.number === number) ?? null;
}

interface Standing {
  /** The round that it goes into; null where the list takes none at all. */
  readonly round: RoundApplied | null;
  readonly cameAfter: Instant | null;
}

/** Whether a round is open is asked of its instants, never of whether a clock was swept. What comes after the last close goes into that round, late. */
function standingAt(scheme: Scheme, organisationId: string | null, at: Instant): Standing {
  const applied = ({ number, closesAt }: Round): RoundApplied => ({ number, closesAt, closesOn: closesAt === null ? null : dayOf(asInstant(closesAt)) });
  if (scheme.standing === 'closed' || (scheme.ends !== null && dayOf(asInstant(at)) > scheme.ends)) return { round: null, cameAfter: null };
  const open = openRound(scheme.rounds, at);
  if (open) return { round: applied(open), cameAfter: null };
  const closed = scheme.rounds.filter(({ closesAt }) => closesAt !== null && closesAt <= at).sort((a, b) => (a.closesAt! < b.closesAt! ? 1 : -1))[0];
  if (!closed) return { round: null, cameAfter: null };
  const isAllowed = scheme.allowedLate.some((late) => late.organisationId === organisationId && late.round === closed.number && at < late.until);
  return { round: applied(closed), cameAfter: isAllowed ? null : closed.closesAt };
}

function factsOf(scheme: Scheme, { round }: Standing): SchemeFacts {
  const { rules } = scheme;
  return {
    title: scheme.title, slug: scheme.slug, regime: scheme.regime, decisionBasis: scheme.decisionBasis, ends: scheme.ends, isOpen: round !== null, round,
    rules: {
      decisionRule: rules.decision.rule, extendedRule: rules.decision.extended, admitsAllWhoQualify: rules.alwaysOpen && !rules.mayCap, agreement: scheme.agreement,
      lateText: scheme.late.text, coolOffMonths: rules.mayCoolOff ? scheme.reapply.coolOffMonths : null, exclusions: rules.exclusions, exclusionsVersion: EXCLUSION_SETS[rules.exclusions].version,
    } satisfies ListRules,
  };
}

/** The scheme's library, once for the provider or once for each lot applied for. */
function requiredChecks({ checks }: Scheme, lotIds: readonly string[]): RequiredCheck[] {
  return checks.flatMap(({ check, title, requirement, level, blocks }) =>
    (level === 'provider' ? ['provider'] : lotIds).map((about) => ({ check, title, requirement, about, blocks })));
}

/** The scored questions of the lots applied for, each with what was answered. Lots without any have no part. */
function qualityOf(scheme: Scheme, lotIds: readonly string[], answers: Readonly<Record<string, string>>): QualityPart[] {
  return lotIds.map((lotId) => ({
    lotId,
    title: scheme.lots.find((lot) => lot.lotId === lotId)?.title ?? '',
    passPercent: passPercentOf(scheme, lotId),
    questions: scheme.questions.filter((question) => question.lotId === lotId).map((question) => ({ ...question, answer: answers[qualityKey(question)] ?? '' })),
  })).filter(({ questions }) => questions.length > 0);
}

async function providerOf(sql: Sql, organisationId: string | null, about: string): Promise<SubmitFacts['provider']> {
  if (organisationId === null) return null;
  const [found] = await sql.query<{ name: string; kind: string }[]>(`select coalesce(trading_name, legal_name) as name, kind from organisation where organisation_id = $1`, [organisationId]);
  return found ? { organisationId, ...found, about } : null;
}

/** After a refusal of everything a list may have its provider wait, where it said so when it was published. */
async function mayApplyFrom(sql: Sql, { schemeId, rules, reapply }: Scheme, organisationId: string | null, caseId: string): Promise<Day | null> {
  if (!rules.mayCoolOff || reapply.coolOffMonths === null) return null;
  const [refused] = await sql.query<{ on: Day | null }[]>(
    `select max(columns->>'refusedOn') as on from workflow_instance
     where authority_id = (select authority()) and machine = 'qpl.application' and organisation_id = $1 and columns->>'schemeId' = $2 and case_id <> $3`,
    [organisationId, schemeId, caseId]);
  return refused?.on ? addMonths(asDay(refused.on), reapply.coolOffMonths) : null;
}
