import { asDay, daysBetween, type Day } from '../../calendar/day.js';
import { ruleByName } from '../../calendar/deadline-rules.js';
import { dueOnce } from '../../calendar/due-once.js';
import { isRefusal } from '../../calendar/refusal.js';
import type { FactQuery, FactSources } from '../../engine/procedure.js';
import type { BeginInput, FrozenDocument, LetterFacts, MembershipContext, PlaceFacts } from '../../../workflows/qpl/membership.events.js';
import { evidenceAfter, soonestEnd } from '../../../workflows/qpl/membership.place.js';
import { givesTherapy } from '../../../workflows/qpl/professions.js';
import { schemeById } from '../scheme/scheme.js';
import { liveChildren } from './live-children.js';

/** The letter that each step sends. */
export const LETTERS: Readonly<Record<string, string>> = {
  'suspension.notify': 'suspension-notice', 'removal.notify': 'minded-to-removal', 'removal.tell': 'removal-letter', 'readmission.tell': 'readmission-letter', 'review.send': 'annual-review-pack',
};
/** What these ask of elsewhere. The others, an import's ten thousand among them, ask nobody. */
const ASKS_CHILDREN = ['deadline.reached', 'evidence.note', 'clinicians.note', 'membership.suspend', 'removal.decide', 'exit.notify'];
const ASKS_HELD = ['deadline.reached', 'readmission.decide'];
const ASKS_REGIME = ['membership.begin', 'removal.propose'];

const NOTHING: PlaceFacts = { regime: null, daysLeft: null, reviewDue: null, children: [], held: [], clinicians: { cleared: 0, proposed: 0, lost: 0 }, changedItemsMonths: 0, monthsSinceEnd: null };

/** What the guards of a place need to know from elsewhere: children, clinicians, evidence as it now stands, the calendar, the frozen letter. */
export async function membershipFacts(query: FactQuery<MembershipContext>, sources: FactSources): Promise<PlaceFacts | LetterFacts> {
  const letter = LETTERS[query.type];
  if (letter) return { isFrozen: await isFrozen(sources, query.caseId, letter, query.input as FrozenDocument | null) };
  const { type, context, on } = query;
  const organisationId = context.provider?.organisationId ?? null;
  const { sql } = sources;
  const held = organisationId !== null && ASKS_HELD.includes(type) ? await heldBy(sql, organisationId) : [];
  const soonest = soonestEnd(evidenceAfter(context, { type, input: query.input, on }, held));
  return {
    ...NOTHING,
    daysLeft: soonest === null ? null : daysBetween(asDay(on), asDay(soonest)),
    reviewDue: reviewDue(query),
    held,
    ...(ASKS_CHILDREN.includes(type) && organisationId !== null ? { children: await liveChildren(sql, organisationId, context.lot?.lotId ?? '') } : {}),
    ...(ASKS_REGIME.includes(type) ? { regime: (await schemeById(sql, (query.input as BeginInput | null)?.schemeId ?? context.schemeId))?.regime ?? null } : {}),
    ...(type === 'clinicians.note' && organisationId !== null ? { clinicians: await cliniciansOf(sql, organisationId, context.lot?.therapy ?? '') } : {}),
    // A preview asks too: whether coming back is open is shown before it is asked.
    ...(context.ended === null ? {} : { changedItemsMonths: Number(await sources.policy('qpl.readmission-changed-items-months', on)), monthsSinceEnd: monthsBetween(context.ended.on, on) }),
  };
}

/** A year after the listing or the last review, as it will stand after the event. */
function reviewDue({ type, context, on }: FactQuery<MembershipContext>): Day | null {
  const isNew = type === 'membership.begin' || type === 'membership.import' || type === 'readmission.decide';
  const from = isNew ? on : type === 'review.accept' ? context.review?.dueOn : (context.lastReviewOn ?? context.listedOn);
  if (!from) return null;
  const due = dueOnce(ruleByName('qpl.annual-review'), { from: asDay(from) }, { provisional: true });
  return isRefusal(due) ? null : due.due;
}

async function isFrozen({ document }: FactSources, caseId: string, kind: string, named: FrozenDocument | null): Promise<boolean> {
  const found = named?.documentId ? await document(named.documentId) : null;
  return found !== null && found.caseId === caseId && found.kind === kind && found.sha256 === named?.sha256 && found.status === 'frozen';
}

/** The provider's evidence as its own cases have it. */
async function heldBy(sql: FactSources['sql'], organisationId: string): Promise<PlaceFacts['held']> {
  return sql.query(
    `select columns->>'requirement' as requirement, columns->>'validUntil' as "validUntil", case when (columns->>'toCheck')::boolean then columns->>'sentOn' end as "sentOn"
     from workflow_instance where authority_id = (select authority()) and organisation_id = $1 and machine = 'qpl.evidence' and disposed_at is null`,
    [organisationId]);
}

async function cliniciansOf(sql: FactSources['sql'], organisationId: string, therapy: string): Promise<PlaceFacts['clinicians']> {
  const rows = await sql.query<{ stage: string; profession: string; therapies: string }[]>(
    `select stage, columns->>'profession' as profession, coalesce(columns->>'therapies', '') as therapies
     from workflow_instance where authority_id = (select authority()) and organisation_id = $1 and machine = 'qpl.clinician' and disposed_at is null`,
    [organisationId]);
  const give = rows.filter(({ profession, therapies }) => givesTherapy(profession, therapies.split('; '), therapy));
  const at = (...stages: string[]) => give.filter(({ stage }) => stages.includes(stage)).length;
  return { cleared: at('Cleared', 'Cleared with conditions'), proposed: at('To be cleared'), lost: at('Lapsed', 'Suspended', 'Left') };
}

/** Whole months from one day to another. */
function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) - (toDay < fromDay ? 1 : 0);
}
