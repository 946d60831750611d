import { asDay, isDay } from '../../calendar/day.js';
import { isRefusal } from '../../calendar/refusal.js';
import { authorityFacts } from '../../engine/authority.js';
import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { Sql } from '../../engine/scope.js';
import type { AwardContext, AwardFacts } from '../../../workflows/psr/award.events.js';
import type { PsrNotice } from '../../../templates/psr/notice.data.js';
import { adviseCorrection } from '../notices/correction.js';
import { noticeData } from '../notices/notice.js';
import { fieldsSaid } from '../notices/notice-document.js';
import { publicationErrors } from '../notices/publication.js';
import { invitationLacks } from '../call-off/party-invitation.js';
import { frameworkOf, openFrameworks } from '../framework/framework-now.js';
import { jointFacts } from '../joint/joint.facts.js';
import { hasDeclaredConflict } from '../../directory/declared-conflict.js';
import { fourYearsFrom, standstillFrom } from '../notices/notice-standstill.js';
import { outcomeOf } from './award.letters.js';
import { ANEW } from './intention-anew.js';
import { documentKindOf, publicationDay } from './award.documents.js';
import { noticeFactsOf, noticeKindOf } from './award.notice-facts.js';

/** What the rules of an award need to know from elsewhere; one answer for every step, so that one look serves every preview. */
export async function awardFacts(query: FactQuery<AwardContext>, sources: FactSources): Promise<AwardFacts> {
  const { context, on } = query;
  const standstill = standstillFrom(asDay(on));
  const joint = await jointFacts(query, sources);
  return {
    caseId: query.caseId,
    hasConflict: await hasDeclaredConflict(sources.sql, query.by, [query.caseId, ...context.providers.flatMap(({ organisationId }) => organisationId ?? [])], on),
    isFrozen: await isFrozen(query, sources),
    missing: await missingFields(query, sources),
    holdsForPanel: (await sources.policy('psr.standstill-held-for-panel', on)) !== false,
    minimumEvaluators: Number(await sources.policy('evaluation.minimum-evaluators', on)),
    lawfulLastDay: isRefusal(standstill) ? null : standstill.lastDay,
    ...aboutPublication(query),
    ...(await correctionOf(query, sources.sql)),
    ...(await underFramework(query, sources)),
    ...(joint === undefined ? {} : { joint }),
  };
}

/** What a framework is as the register has it now, for those steps that ask. */
async function underFramework({ type, context, input, on }: FactQuery<AwardContext>, sources: FactSources): Promise<Pick<AwardFacts, 'framework' | 'frameworks' | 'fourYearsEnd' | 'mayOutliveFramework'>> {
  const given = (input ?? {}) as { frameworkCase?: unknown; starts?: unknown };
  const caseId = context.placed?.frameworkCase ?? (type === 'call-off.place' && isId(given.frameworkCase) ? given.frameworkCase : null);
  return {
    framework: caseId === null ? null : await frameworkOf(sources, caseId),
    frameworks: type === 'call-off.place' ? await openFrameworks(sources.sql) : [],
    fourYearsEnd: type === 'framework.describe' && typeof given.starts === 'string' && isDay(given.starts) ? fourYearsFrom(asDay(given.starts)) : null,
    mayOutliveFramework: (await sources.policy('psr.call-off-may-outlive-framework', on)) !== false,
  };
}
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value);

/** What the notice that the step submits would still lack, and what is wrong with it. */
async function missingFields(query: FactQuery<AwardContext>, { sql }: FactSources): Promise<AwardFacts['missing']> {
  const { context, type, on } = query;
  const kind = noticeKindOf(context, type);
  if (type === 'outcome.tell') return letterLacks(query, sql);
  if ((kind === null && type !== 'parties.invite') || context.details === null) return [];
  const authority = await authorityFacts(sql);
  const facts = noticeFactsOf(context, { authority, reference: 'the reference of the case', publishOn: publicationDay(context, asDay(on), type), lastDay: null });
  if (kind === null) return invitationLacks(context, facts);
  const { missing, problems } = noticeData(kind, facts);
  return [...missing.map(({ message }) => message), ...problems.filter(({ stops }) => stops).map(({ message }) => message)];
}

/** The steps that record a publication, or a further one. */
const PUBLICATIONS = ['intention.publish', 'intention.correct'];
function aboutPublication({ type, input, on }: FactQuery<AwardContext>): Pick<AwardFacts, 'publicationWrong'> {
  const { noticeNumber, link } = (input ?? {}) as { noticeNumber?: unknown; link?: unknown };
  if (!PUBLICATIONS.includes(type) || typeof noticeNumber !== 'string') return {};
  // Whether the day has come the machine sees from the stamp: it is the day of the event.
  return { publicationWrong: publicationErrors({ number: noticeNumber, publishedOn: asDay(on), link: typeof link === 'string' ? link : null }, asDay(on)).map(({ field }) => field) };
}

/** What was published and what the case says now, for whoever corrects it. Both are made out for the day of the publication, so that a date that moves with the day is no change. */
async function correctionOf({ caseId, type, context, on }: FactQuery<AwardContext>, sql: Sql): Promise<Pick<AwardFacts, 'correction'>> {
  const kind = noticeKindOf(context, 'intention.submit');
  if (type !== 'intention.correct' || kind === null || !context.intention?.published) return {};
  const [frozen] = await sql.query<{ data: string }[]>(
    // Of those published anew the last one is what stands; one of an earlier round was frozen before this round's notice.
    `select data from document where authority_id = (select authority()) and case_id = $1 and (document_id = $2 or kind = $3) order by frozen_at desc limit 1`, [caseId, context.intention.documentId, ANEW]);
  if (!frozen) return {};
  const authority = await authorityFacts(sql);
  const was = JSON.parse(frozen.data) as PsrNotice;
  const now = noticeData(kind, noticeFactsOf(context, { authority, reference: 'the reference of the case', publishOn: asDay(context.intention.published.on), lastDay: null }));
  const { advised, because } = adviseCorrection({ fields: fieldsSaid(was).filter(({ field }) => field !== 'titleAndReference') }, { ...now, fields: now.fields.filter(({ field }) => field !== 'titleAndReference') }, asDay(on));
  return { correction: { advised, because } };
}

/** What the letter of the outcome would lack (Sch. 9); nothing while nobody has typed it. */
async function letterLacks({ context, input, on, by }: FactQuery<AwardContext>, sql: Sql): Promise<AwardFacts['missing']> {
  const { provider, why, intentionOn } = (input ?? {}) as { provider?: unknown; why?: unknown; intentionOn?: unknown };
  if (typeof provider !== 'string' || typeof why !== 'string' || !isDay(intentionOn)) return [];
  const authority = await authorityFacts(sql);
  return outcomeOf(context, { provider, why, intentionOn }, { authority, reference: 'the reference of the case' }, asDay(on), by).missing;
}

/** Whether the document named is the one frozen in this case under the kind that the step handles. */
async function isFrozen({ type, caseId, input }: FactQuery<AwardContext>, { document }: FactSources): Promise<boolean> {
  const kind = documentKindOf(type);
  const { documentId, sha256 } = (input ?? {}) as { documentId?: string; sha256?: string };
  const found = kind !== null && documentId ? await document(documentId) : null;
  return found !== null && found.caseId === caseId && found.kind === kind && found.sha256 === sha256 && found.status === 'frozen';
}
