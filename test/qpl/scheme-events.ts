import type { AnyTold } from '../../src/engine/procedure.js';
import { requirementsOf, questionsWhole, usualChecks } from '../../src/qpl/scheme/library.js';
import { timesOf } from '../../src/qpl/scheme/scheme.facts.js';
import type { BasisInput, QuestionsInput, RoundTyped, RulesInput, SchemeFacts, SchemeEvent } from '../../workflows/qpl/scheme.events.js';
import type { SchemeLot } from '../../workflows/qpl/scheme.terms.js';
import { person, told } from '../workflows/walk.js';

/** Events of a list, sensible by default, overridable in one line. */

export const officer = person('Olive Officer', 'procurement officer');
export const colleague = person('Colin Colleague', 'procurement officer');
export const decider = person('Dev Decider', 'decision maker');
export const system = person('Clerkwell', 'system');

export const SPEECH = { lotId: 'lot-slt', code: 'SLT-1', therapy: 'Speech and language therapy', delivery: 'face to face' as const, ageBand: '5 to 25', districts: ['Ashford', 'Swale'] };
export const OCCUPATIONAL = { ...SPEECH, lotId: 'lot-ot', code: 'OT-1', therapy: 'Occupational therapy', districts: ['Ashford'] };
const lots = [SPEECH, OCCUPATIONAL] as unknown as SchemeLot[];

const NOTHING: SchemeFacts = {
  schemeId: 'scheme-1', slugIsFree: true, keyDecisionPounds: 1_000_000, lightTouchPounds: 663_540, documentsAreFrozen: true, requirements: { checks: [], evidence: [] }, questions: [], times: [], instant: null,
  organisationId: null, alarmsAhead: ['end-12', 'end-9', 'end-6', 'end-3'], extensionReaches: null, extensionInTimeUntil: null, membersOf: {}, applicationsOf: {}, undecidedOf: {},
};
/** An event with what the sender would have found out. */
export const on = (type: SchemeEvent['type'], input: object = {}, { by = officer, facts = {}, day = '2026-11-02' }: { by?: typeof officer; facts?: Partial<SchemeFacts>; day?: string } = {}): AnyTold =>
  told(type, by, input, { ...NOTHING, ...facts }, day);

export const begin = () => on('list.begin', { title: 'Therapies', slug: 'therapies', purpose: 'Therapies that plans name.' });
export const about = (input: object = {}) => on('about.set', {
  title: 'Therapies', purpose: 'Therapies that plans name.', districts: ['Ashford', 'Swale'], starts: '2026-11-01', ends: '2030-10-31', extensionMonths: 24, extensionWords: 'Once.', runOff: 'Running orders go on.', ...input,
});
export const basis = (input: Partial<BasisInput> = {}) => on('basis.set', { regime: 'PA23_OPEN_FRAMEWORK', regimeWhy: 'Signed terms.', begunOn: '2026-10-01', wholeLifePounds: 800_000, oldLawWhy: null, ...input });
export const theLots = (which: readonly object[] = [SPEECH, OCCUPATIONAL]) => on('lots.set', { lots: which });
export const requirements = () => {
  const input = { checks: usualChecks(), own: [] };
  return on('requirements.set', input, { facts: { requirements: requirementsOf(input) } });
};
export const question = (more: object = {}) => ({ lotId: 'lot-slt', asked: 'How do you keep sessions going?', guidance: '', wordLimit: 500, weight: 60, scale: '0 to 5' as const, passMark: 3, ...more });
export const questions = (asked: readonly object[] = [question(), question({ weight: 40, passMark: null })]) => {
  const input = { questions: asked, lotPassPercent: 60, lotPass: [] } as unknown as QuestionsInput;
  return on('questions.set', input, { facts: { questions: questionsWhole(input, lots) } });
};
export const price = (input: object = { kind: 'none', lines: [] }) => on('price.set', input);
export const FIRST: RoundTyped = { opensOn: '2026-11-09', opensTime: '09:00', closesOn: '2026-12-11', closesTime: '12:00', questionsOn: '2026-12-04' };
export const SECOND: RoundTyped = { opensOn: '2027-05-04', opensTime: '09:00', closesOn: '2027-06-04', closesTime: '12:00', questionsOn: null };
export const rounds = (typed: readonly RoundTyped[] = [FIRST]) => on('rounds.set', { rounds: typed }, { facts: { times: typed.map(timesOf) } });
export const rules = (input: Partial<RulesInput> = {}) => on('rules.set', { decisionBasis: 'The scheme of delegation.', agreement: 'none', coolOffMonths: null, lateAccepts: 'no', lateText: 'Not considered.', cap: null, fees: 'none', ...input });
export const submit = () => on('scheme.submit');
export const approve = (input: object = {}, by = decider) => on('scheme.approve', { reasons: 'Families wait.', keyReference: null, keyPublishedOn: null, ...input }, { by, day: '2026-11-03' });
export const notice = (kind = 'tender', day = '2026-11-04') => on('notice.record', { kind, noticeId: '012345-2026', publishedOn: day, address: null }, { day });
export const INVITATION = { documentId: 'doc-invitation', sha256: 'a1' };
export const publish = (input: object = {}, facts: Partial<SchemeFacts> = {}) => on('scheme.publish', { invitation: INVITATION, priceSchedule: null, ...input }, { facts, day: '2026-11-06' });

export const drafted = [begin(), about(), basis(), theLots(), requirements(), questions(), price(), rounds(), rules()] as const;
export const published = [...drafted, submit(), approve(), notice(), publish()] as const;
export const live = (membersOf: Record<string, number> = { 'lot-slt': 2, 'lot-ot': 1 }) => [...published, on('scheme.start', { withoutMembersWhy: null }, { facts: { membersOf }, day: '2026-11-10' })];
/** A clock rings at its own instant. */
export const rung = (name: string, at: string): AnyTold => ({ ...on('deadline.reached', { name }, { by: system, day: at.slice(0, 10) }), stamp: { occurredAt: at, occurredOn: at.slice(0, 10), recordedAt: at, by: system } });
export const opened = rung('round-opens', '2026-11-09T09:00:00.000Z');
export const closed = rung('round-closes', '2026-12-11T12:00:00.000Z');

/** A dynamic market, live: always open, everybody who qualifies. */
const ALWAYS: RoundTyped = { opensOn: '2026-11-09', opensTime: '09:00', closesOn: null, closesTime: null, questionsOn: null };
export const market = [
  begin(), about(), basis({ regime: 'PA23_DYNAMIC_MARKET' }), theLots(), requirements(), questions([]), price(), rounds([ALWAYS]), rules(), submit(), approve(), notice('intention'), publish(), opened,
  on('scheme.start', { withoutMembersWhy: null }, { facts: { membersOf: { 'lot-slt': 1, 'lot-ot': 1 } }, day: '2026-11-10' }),
] as const;
