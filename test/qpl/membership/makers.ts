import type { AnyTold } from '../../../src/engine/procedure.js';
import type { BeginInput, EvidenceNote, MembershipContext, PlaceFacts } from '../../../workflows/qpl/membership.events.js';
import { membershipMachine } from '../../../workflows/qpl/membership.machine.js';
import { refusals } from '../../../workflows/qpl/membership.refusals.js';
import { person, rings as ringsAt, told, walk as walkMachine, type Walked } from '../../workflows/walk.js';
import { applicant, colleague, decider, officer, provider, speech } from '../makers.js';

export { applicant, colleague, decider, officer };
export const caseworker = person('Cass Caseworker', 'caseworker');
export const clerkwell = person('Clerkwell', 'system');

const NOTHING: PlaceFacts = { regime: 'PCR15_LTR_LIST', daysLeft: null, reviewDue: '2027-11-02', children: [], held: [], clinicians: { cleared: 0, proposed: 0, lost: 0 }, changedItemsMonths: 12, monthsSinceEnd: null };
export const facts = (more: Partial<PlaceFacts> = {}): PlaceFacts => ({ ...NOTHING, ...more });
export const children = [{ ref: 'ORD-1', orderId: 'order-1' }, { ref: 'ORD-2', orderId: 'order-2' }];

export const walk = (events: readonly AnyTold[]): Walked & { context: MembershipContext } => {
  const walked = walkMachine({ machine: membershipMachine, refusals }, events);
  return { ...walked, context: walked.snapshot.context as MembershipContext };
};
/** The clocks that were started or ended last, by name. */
export const clocks = ({ effects }: Walked): Record<string, unknown> =>
  Object.fromEntries(effects.flatMap(({ type, params }) => {
    const { name, ...rest } = params as { name: string };
    return type === 'startDeadline' ? [[name, rest]] : type === 'endDeadline' ? [[name, 'ended']] : [];
  }));
export const facts_told = ({ effects }: Walked): string[] => effects.flatMap(({ type, params }) => (type === 'tellFact' ? [(params as { fact: string }).fact] : []));
export const notices = ({ effects }: Walked): string[] => effects.flatMap(({ type, params }) => (type === 'notify' ? [(params as { notice: string }).notice] : []));

export const insurance = { requirement: 'public-liability', title: 'Public liability insurance', validUntil: '2027-03-31', blocks: true };
export const safeguarding = { requirement: 'safeguarding-policy', title: 'Safeguarding policy', validUntil: '2027-03-31', blocks: true };
export const listing = { schemeId: 'scheme-1', schemeTitle: 'Therapies list (sample)', provider, lot: speech, capacity: null };
export const capacity = { sessionsPerWeek: 5, waitWeeksMin: 1, waitWeeksMax: 3, toldOn: '2026-11-02' };

export const begin = (more: Partial<BeginInput> = {}, known: Partial<PlaceFacts> = {}, on = '2026-11-02'): AnyTold =>
  told('membership.begin', clerkwell, { ...listing, capacity, evidence: [insurance], conditions: [], ...more }, facts({ daysLeft: 149, ...known }), on);
export const note = (what: EvidenceNote['what'], of: { requirement: string; title: string; blocks: boolean }, more: Partial<EvidenceNote> = {}, on = '2027-03-20', known: Partial<PlaceFacts> = {}): AnyTold =>
  told('evidence.note', clerkwell, { what, requirement: of.requirement, title: of.title, blocks: of.blocks, lotId: null, validUntil: null, sentOn: null, ...more }, facts(known), on);
export const ring = (name: string, on: string, known: Partial<PlaceFacts> = {}): AnyTold => ({ ...ringsAt(name, on), facts: facts(known) });
export const act = (type: string, by: typeof officer, input: unknown, on: string, known: Partial<PlaceFacts> = {}): AnyTold => told(type, by, input, facts(known), on);
export const send = (type: string, documentId: string, on: string, isFrozen = true): AnyTold => told(type, officer, { documentId, sha256: 'a'.repeat(64) }, { isFrozen }, on);
