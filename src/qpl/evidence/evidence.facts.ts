import { daysBetween, asDay, dayOf, asInstant } from '../../calendar/day.js';
import type { FactQuery, FactSources } from '../../engine/procedure.js';
import { EVIDENCE_OF_LIBRARY } from '../scheme/library.js';
import type { AdmitInput, EvidenceContext, EvidenceEvent, SendInput, VerifyInput } from '../../../workflows/qpl/evidence.events.js';

/** What the guards of evidence need to know: days left by the calendar, who sends, what else ends on the same day. */
export async function evidenceFacts(query: FactQuery<EvidenceContext>, { sql }: FactSources): Promise<EvidenceEvent['facts']> {
  switch (query.type) {
    case 'evidence.verify':
    case 'evidence.record':
    case 'evidence.admit': {
      const { validUntil } = (query.input ?? { validUntil: null }) as VerifyInput | AdmitInput;
      return { daysLeft: validUntil === null ? null : daysBetween(asDay(query.on), asDay(validUntil)) };
    }
    case 'evidence.request': {
      // The whole choice is for the form; whoever sends it has chosen.
      const chosen = (query.input as { organisationId?: string } | null)?.organisationId ?? null;
      const providers = await sql.query<{ organisationId: string; name: string }[]>(
        `select organisation_id as "organisationId", coalesce(trading_name, legal_name) as name from organisation
         where ($1::uuid is null or organisation_id = $1) and organisation_id in (select i.organisation_id from workflow_instance i where i.authority_id = (select authority()) and i.machine in ('qpl.membership', 'qpl.application'))
         order by 2, 1`, [chosen]);
      const asked = (query.input as { requirement?: string } | null)?.requirement;
      return chosen === null ? { providers } : { provider: providers[0] ?? null, title: EVIDENCE_OF_LIBRARY.find(({ requirement }) => requirement === asked)?.title ?? '' };
    }
    case 'evidence.send': {
      // Whoever sends for a provider sends its own evidence; an officer enters what came another way, on a case that is there.
      const organisationId = query.by.organisationId ?? (query.context.organisationId || null);
      const isItsOwn = organisationId !== null && (query.context.organisationId === '' || query.context.organisationId === organisationId);
      const [found] = isItsOwn ? await sql.query<{ name: string }[]>('select coalesce(trading_name, legal_name) as name from organisation where organisation_id = $1', [organisationId]) : [];
      const blocks = query.context.blocks || (query.input !== null && organisationId !== null && (await isMissingSomewhere(sql, organisationId, query.input as SendInput)));
      return { provider: found && organisationId !== null ? { organisationId, name: found.name } : null, blocks };
    }
    case 'deadline.reached':
      return warningFacts(query, sql);
    default:
      return {};
  }
}

/** Whether a place of the provider that was brought over waits for it: then it counts as what new work needs. */
async function isMissingSomewhere(sql: FactSources['sql'], organisationId: string, { requirement }: SendInput): Promise<boolean> {
  const found = await sql.query<unknown[]>(
    `select 1 from workflow_instance where authority_id = (select authority()) and organisation_id = $1 and machine = 'qpl.membership' and snapshot->'context'->'missing' @> $2::jsonb limit 1`,
    [organisationId, JSON.stringify([{ requirement }])]);
  return found.length > 0;
}

/** Of evidence that ends on one day, one case speaks for all: the first by its id, so that two that ring at once agree without asking each other. */
async function warningFacts({ caseId, context, at }: FactQuery<EvidenceContext>, sql: FactSources['sql']) {
  const validUntil = context.items.find(({ number }) => number === context.held)?.validUntil ?? null;
  if (validUntil === null) return { daysLeftNow: null, alongside: [], speaks: true };
  const others = await sql.query<{ case_id: string; title: string }[]>(
    `select case_id, columns->>'title' as title from workflow_instance
     where authority_id = (select authority()) and machine = 'qpl.evidence' and organisation_id = $1 and columns->>'validUntil' = $2 and disposed_at is null order by case_id`,
    [context.organisationId, validUntil]);
  const [clock] = await sql.query<{ now: Date }[]>('select engine_now() as now');
  const now = clock ? dayOf(asInstant(clock.now.toISOString())) : dayOf(asInstant(at));
  return { daysLeftNow: daysBetween(now, asDay(validUntil)), alongside: others.filter((other) => other.case_id !== caseId).map(({ title }) => title), speaks: (others[0]?.case_id ?? caseId) === caseId };
}
