import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { ApplicationContext, ApplicationEvent, DecideFacts, RequiredCheck, SubmitFacts, SubmitInput } from '../../../workflows/qpl/application.events.js';
import type { By, Day } from '../../../workflows/shared/vocabulary.js';
import { schemeById, takesApplications, type Scheme } from '../scheme/scheme.js';
import { missingFrom } from './complete.js';
import { askedQuestions } from './questions.js';

/** The kind of document that each step handles. */
const HANDLES: Readonly<Record<string, string>> = {
  'outcome.send': 'outcome-letter',
  'record.sign': 'officer-decision-record',
  'record.publish': 'officer-decision-record',
};

/** What the guards of an application need to know from elsewhere: the scheme, declared conflicts, the frozen documents. */
export async function applicationFacts(query: FactQuery<ApplicationContext>, sources: FactSources): Promise<ApplicationEvent['facts']> {
  if (query.type === 'application.submit') return submitFacts(query, query.input as SubmitInput | null, sources);
  const kind = HANDLES[query.type];
  if (kind) return { isFrozen: await isFrozen(sources, query.caseId, kind, query.input) };
  if (query.type === 'deadline.reached') return {};
  const about = [query.caseId, ...(query.context.provider ? [query.context.provider.organisationId] : [])];
  const hasConflict = await hasDeclaredConflict(sources.sql, query.by, about, query.on);
  return { hasConflict, dispensationsGrantedBy: await whoGrantsDispensations(sources, query.on) };
}

async function submitFacts(query: FactQuery<ApplicationContext>, input: SubmitInput | null, sources: FactSources): Promise<SubmitFacts> {
  const { sql } = sources;
  const scheme = input && (await schemeById(sql, input.schemeId));
  const answers = Object.fromEntries((input?.answers ?? []).map(({ question, answer }) => [question, answer]));
  const provider = await providerOf(sql, query.by.organisationId, answers['description'] ?? '');
  const lots = (input?.lots ?? []).flatMap((asked) => {
    const lot = scheme?.lots.find(({ lotId, isOpen }) => lotId === asked.lotId && isOpen);
    if (!lot || !asked.districts.every((district) => lot.districts.includes(district))) return [];
    const { lotId, code, title, therapy, delivery, ageBand, districts } = lot;
    return [{ lotId, code, title, therapy, delivery, ageBand, districts }];
  });
  return {
    scheme: scheme && {
      title: scheme.title, slug: scheme.slug, regime: scheme.regime, decisionBasis: scheme.decisionBasis, ends: scheme.ends, isOpen: takesApplications(scheme, query.on),
    },
    provider,
    contact: answers['contact-name'] && answers['contact-email'] ? { name: answers['contact-name'], email: answers['contact-email'] } : null,
    lots,
    answers: askedQuestions(answers).map(({ section, question, asked }) => ({ section, question, asked, answer: answers[question] ?? '' })),
    checks: scheme ? requiredChecks(scheme, lots.map(({ lotId }) => lotId)) : [],
    missing: scheme && input ? missingFrom(scheme, { ...input, answers }).map(({ title }) => title) : [],
    decisionRule: scheme?.regime === 'PCR15_DPS' ? 'qpl.dps-admission' : 'qpl.decision-target',
    copyIsFrozen: await isFrozen(sources, query.caseId, 'application-copy', input?.copy),
  };
}

/** The scheme's library, once for the provider or once for each lot applied for. */
function requiredChecks({ checks }: Scheme, lotIds: readonly string[]): RequiredCheck[] {
  return checks.flatMap(({ check, title, requirement, level, blocks }) =>
    (level === 'provider' ? ['provider'] : lotIds).map((about) => ({ check, title, requirement, about, blocks })));
}

async function providerOf(sql: Sql, organisationId: string | null, about: string): Promise<SubmitFacts['provider']> {
  if (organisationId === null) return null;
  const [found] = await sql.query<{ name: string; kind: string }[]>(`select coalesce(trading_name, legal_name) as name, kind from organisation where organisation_id = $1`, [organisationId]);
  return found ? { organisationId, ...found, about } : null;
}

/** Whether a document is frozen in the case under its kind, with exactly these bytes. */
async function isFrozen({ document }: FactSources, caseId: string, kind: string, named: unknown): Promise<boolean> {
  const { documentId, sha256 } = (named ?? {}) as { documentId?: string; sha256?: string };
  const found = documentId ? await document(documentId) : null;
  return found !== null && found.caseId === caseId && found.kind === kind && found.sha256 === sha256 && (found.status === 'frozen' || found.status === 'published');
}

/** A deputy's conflict and that of the person in whose place they act both count. */
async function hasDeclaredConflict(sql: Sql, by: By, about: readonly string[], on: Day): Promise<boolean> {
  const people = [by.personId, by.inPlaceOf?.personId].filter((id) => id != null);
  if (people.length === 0) return false;
  const found = await sql.query<unknown[]>(
    `select 1 from conflict_of_interest where authority_id = authority() and person_id = any ($1::uuid[]) and about_id = any ($2::uuid[]) and coalesce(until_day, 'infinity') >= $3::date limit 1`,
    [people, about, on]);
  return found.length > 0;
}

/** The Regulations name the head of paid service; an authority whose form says the proper officer sets it as policy. */
async function whoGrantsDispensations({ policy }: FactSources, on: Day): Promise<DecideFacts['dispensationsGrantedBy']> {
  return (await policy('decisions.dispensations-granted-by', on)) === 'proper-officer' ? 'proper-officer' : 'head-of-paid-service';
}
