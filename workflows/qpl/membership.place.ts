import type { Day } from '../shared/vocabulary.js';
import { evidenceKind } from './evidence-kinds.js';
import type { BegunEvidence, ChildWhy, EvidenceNote, ListedChild, LiveChild, MembershipContext, PlaceEvidence, PlaceFacts, Restriction } from './membership.events.js';

/** What happens to a place when evidence comes, runs out or is renewed. Pure: the machine and whoever gathers its facts ask the same functions. */

const since = (cause: string, because: string, on: Day): Restriction => ({ cause, because, since: on });
const causeOf = (requirement: string): string => `evidence:${requirement}`;
export const CLINICIANS = 'clinicians';
export const ANNUAL_REVIEW = 'annual-review';

export const begunEvidence = ({ requirement, title, validUntil, blocks }: BegunEvidence): PlaceEvidence =>
  ({ requirement, title, validUntil, blocks, safeguarding: evidenceKind(requirement).safeguarding, renewalSentOn: null, ranOut: false, onRenewal: false });

export const withRestriction = (restrictions: readonly Restriction[], cause: string, because: string, on: Day): readonly Restriction[] =>
  restrictions.some((each) => each.cause === cause) ? restrictions : [...restrictions, since(cause, because, on)];
export const withoutRestriction = (restrictions: readonly Restriction[], cause: string): readonly Restriction[] => restrictions.filter((each) => each.cause !== cause);

/** The last day of what runs out first; null where nothing does. */
export const soonestEnd = (evidence: readonly PlaceEvidence[]): Day | null => evidence.reduce<Day | null>((soonest, { validUntil, ranOut }) => (validUntil !== null && !ranOut && (soonest === null || validUntil < soonest) ? validUntil : soonest), null);
/** The last day of what ran out first and waits for its renewal to be checked; null where nothing does. */
export const renewalSince = (evidence: readonly PlaceEvidence[]): Day | null => evidence.reduce<Day | null>((first, { validUntil, onRenewal }) => (onRenewal && validUntil !== null && (first === null || validUntil < first) ? validUntil : first), null);

/** A renewal counts when it was sent by the last day of what it renews. About safeguarding it never does: only what was checked counts. */
const mayWait = ({ safeguarding, renewalSentOn, validUntil }: PlaceEvidence): boolean => !safeguarding && renewalSentOn !== null && validUntil !== null && renewalSentOn <= validUntil;

type Held = Pick<MembershipContext, 'evidence' | 'restrictions' | 'missing'>;
const ranOutWords = (item: PlaceEvidence): string => `${item.title} ran out`;

/** Marks what has run out before a day, and what follows: eligible on a renewal that was sent in time, or restricted. */
export function afterTheEnd(context: Held, on: Day, held: PlaceFacts['held']): Held {
  let { restrictions } = context;
  const evidence = context.evidence.map((item) => {
    const known = held.find(({ requirement }) => requirement === item.requirement);
    // What the evidence's own case has counts, even where word of it is still on its way.
    const now = known ? { ...item, validUntil: later(item.validUntil, known.validUntil), renewalSentOn: item.renewalSentOn ?? known.sentOn } : item;
    if (now.validUntil === null || now.validUntil >= on || now.ranOut) return now;
    const onRenewal = mayWait(now);
    if (now.blocks && !onRenewal) restrictions = withRestriction(restrictions, causeOf(now.requirement), ranOutWords(now), on);
    return { ...now, ranOut: true, onRenewal };
  });
  return { ...context, evidence, restrictions };
}
const later = (a: Day | null, b: Day | null): Day | null => (a === null ? a : b === null || b < a ? a : b);

/** The time to check renewals is over: what waits longest is restricted now, as if nothing had been sent. */
export function renewalNotChecked(context: Held, on: Day): Held {
  const first = renewalSince(context.evidence);
  let { restrictions } = context;
  const evidence = context.evidence.map((item) => {
    if (!item.onRenewal || item.validUntil !== first) return item;
    if (item.blocks) restrictions = withRestriction(restrictions, causeOf(item.requirement), `${ranOutWords(item)}, and its renewal was not checked in time`, on);
    return { ...item, onRenewal: false };
  });
  return { ...context, evidence, restrictions };
}

/** Word of evidence: verified, a renewal sent, rejected. What the place has not needed so far it needs from now on. */
export function afterNote(context: Held, note: EvidenceNote, on: Day): Held {
  const before = context.evidence.find(({ requirement }) => requirement === note.requirement);
  const others = context.evidence.filter(({ requirement }) => requirement !== note.requirement);
  const cause = causeOf(note.requirement);
  switch (note.what) {
    case 'verified':
      return {
        evidence: [...others, begunEvidence({ ...note, blocks: note.blocks || (before?.blocks ?? false) })],
        restrictions: withoutRestriction(context.restrictions, cause),
        missing: context.missing.filter(({ requirement }) => requirement !== note.requirement),
      };
    case 'renewal sent': {
      if (!before) return context;
      const sent = { ...before, renewalSentOn: note.sentOn };
      // It was sent in time and word of it came late: the place should not have been restricted.
      const inTime = before.ranOut && mayWait(sent);
      return { ...context, evidence: [...others, { ...sent, onRenewal: before.onRenewal || inTime }], restrictions: inTime ? withoutRestriction(context.restrictions, cause) : context.restrictions };
    }
    case 'rejected':
      if (!before) return context;
      return {
        ...context,
        evidence: [...others, { ...before, renewalSentOn: null, onRenewal: false }],
        restrictions: before.onRenewal && before.blocks ? withRestriction(context.restrictions, cause, `${ranOutWords(before)}, and what was sent in its place was rejected`, on) : context.restrictions,
      };
  }
}

/** Whether somebody is left who may treat: none cleared and none on the way, where there was somebody. */
export const isWithoutClinicians = ({ cleared, proposed, lost }: PlaceFacts['clinicians']): boolean => cleared === 0 && proposed === 0 && lost > 0;

/** The children whom the provider sees, each listed once for a reason until there is a decision. */
export const withChildren = (listed: readonly ListedChild[], live: readonly LiveChild[], why: ChildWhy, on: Day): readonly ListedChild[] => [
  ...listed,
  ...live.filter(({ ref }) => !listed.some((each) => each.ref === ref && each.why === why && each.decision === null)).map((child) => ({ ...child, why, listedOn: on, risk: null, decision: null })),
];
export const undecided = (children: readonly ListedChild[]): readonly ListedChild[] => children.filter(({ decision }) => decision === null);
/** Children of a provider that is suspended, whose risk nobody has assessed. */
export const unassessed = (children: readonly ListedChild[]): readonly ListedChild[] => children.filter(({ why, risk, decision }) => why === 'suspended' && risk === null && decision === null);

/** The evidence as it will stand after an event, so that its end can be counted before. */
export function evidenceAfter(context: Held, event: { readonly type: string; readonly input: unknown; readonly on: Day }, held: PlaceFacts['held']): readonly PlaceEvidence[] {
  if (event.type === 'membership.begin') return ((event.input as { evidence?: readonly BegunEvidence[] } | null)?.evidence ?? []).map(begunEvidence);
  if (event.type === 'evidence.note' && event.input !== null) return afterNote(context, event.input as EvidenceNote, event.on).evidence;
  if (event.type === 'deadline.reached') return afterTheEnd(context, event.on, held).evidence;
  return context.evidence;
}
