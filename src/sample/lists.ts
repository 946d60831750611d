import { addDays, asDay, type Day } from '../calendar/day.js';
import type { Actor } from '../engine/actor.js';
import { usualChecks } from '../qpl/scheme/library.js';
import type { SchemeLot } from '../qpl/scheme/scheme.js';
import { AUTHORITY, idOf, STAFF, type SamplePersonRow } from './authority.js';
import type { SampleClock } from './clock.js';
import { ListMaker, type ListDoors, type ListTyped } from './make-list.js';
import { DISTRICTS, SCHEME, TERMS } from './scheme.js';

const staff = ({ personId, name, roles }: SamplePersonRow): Actor => ({ personId, name, authorityId: AUTHORITY.authorityId, organisationId: null, roles, deputyFor: [], kind: 'staff' });
const drafted = (lots: readonly SchemeLot[]): ListTyped['lots'] => lots.map(({ lotId, code, therapy, delivery, ageBand, districts }) => ({ lotId, code, therapy, delivery, ageBand, districts }));

/** The list that the README's tour walks: always open, nothing scored, nothing to sign. */
export const SIMPLE: ListTyped = {
  caseId: SCHEME.schemeId,
  begin: { title: TERMS.title, slug: SCHEME.slug, purpose: TERMS.purpose },
  about: { title: TERMS.title, purpose: TERMS.purpose, districts: TERMS.districts, starts: TERMS.starts, ends: TERMS.ends, extensionMonths: null, extensionWords: null, runOff: TERMS.runOff },
  basis: { regime: TERMS.regime, regimeWhy: TERMS.regimeWhy, begunOn: '2021-06-30', wholeLifePounds: 9_200_000, oldLawWhy: null },
  lots: drafted(TERMS.lots),
  requirements: { checks: usualChecks(), own: [] },
  questions: { questions: [], lotPassPercent: null, lotPass: [] },
  price: { kind: 'none', lines: [] },
  rounds: [{ opensOn: '2022-01-26', opensTime: '09:00', closesOn: null, closesTime: null, questionsOn: null }],
  rules: { decisionBasis: TERMS.decisionBasis, agreement: 'none', coolOffMonths: null, lateAccepts: 'no', lateText: TERMS.late.text, cap: null, fees: 'none' },
  approval: { reasons: 'Spot purchases had grown beyond what could be managed fairly, and families waited while prices were agreed one by one.', keyReference: '21/99999 (sample)', keyPublishedOn: '2021-06-30' },
  notices: [{ kind: 'call for competition', noticeId: 'SAMPLE-0001-2022', publishedOn: '2022-01-26', address: null }],
};

const round = (code: string, therapy: string, delivery: SchemeLot['delivery'], ageBand: string, districts = DISTRICTS): ListTyped['lots'][number] =>
  ({ lotId: idOf(`framework lot ${code}`), code, therapy, delivery, ageBand, districts });
const FRAMEWORK_LOTS = [
  round('SLT-F', 'Speech and language therapy', 'face to face', '5 to 25'),
  round('SLT-O', 'Speech and language therapy', 'online', '5 to 25'),
  round('OT-F', 'Occupational therapy', 'face to face', '5 to 25', DISTRICTS.filter((district) => district !== 'Swale')),
];

/** A framework with a round: two scored questions a lot, weights, pass marks, the most that may be asked, and an agreement to be signed. */
export const framework = (today: Day): ListTyped => ({
  caseId: idOf('framework'),
  begin: { title: 'Therapies framework round (sample)', slug: 'therapies-framework', purpose: 'Providers who sign one agreement and are then asked for therapy, lot by lot, when a child’s plan names it.' },
  about: {
    title: 'Therapies framework round (sample)', purpose: 'Providers who sign one agreement and are then asked for therapy, lot by lot, when a child’s plan names it.', districts: DISTRICTS,
    starts: addDays(today, -60), ends: addDays(today, 4 * 365), extensionMonths: 24, extensionWords: 'Once or more, by up to 24 months in all.',
    runOff: 'An order that runs when the framework ends goes on to its own end, by the terms of the framework.',
  },
  basis: {
    regime: 'PA23_OPEN_FRAMEWORK', begunOn: addDays(today, -60), wholeLifePounds: 850_000, oldLawWhy: null,
    regimeWhy: 'Providers asked for signed terms, and newcomers should get a chance every year. A dynamic market was considered: each order would be competed for, which is too slow for one child.',
  },
  lots: FRAMEWORK_LOTS,
  requirements: { checks: usualChecks(), own: [{ title: 'Reports to schools', requirement: 'A written report to the school each term', level: 'lot', blocks: 'no', recheck: 'every year', document: 'no' }] },
  questions: {
    lotPassPercent: 60, lotPass: [],
    questions: FRAMEWORK_LOTS.flatMap(({ lotId }) => [
      { lotId, asked: 'How do you keep sessions going when a clinician is away or leaves?', guidance: 'Cover at short notice, telling families and schools, catching up what was missed.', wordLimit: 500, weight: 60, scale: '0 to 5' as const, passMark: 3 },
      { lotId, asked: 'How do you know that therapy helps, and what do you do when it does not?', guidance: 'Goals from the plan, measures, reviews with the school and the family.', wordLimit: 500, weight: 40, scale: '0 to 5' as const, passMark: 2 },
    ]),
  },
  price: { kind: 'ceiling', lines: FRAMEWORK_LOTS.flatMap(({ lotId }, n) => [{ lotId, unit: 'hour of therapy', ceilingPence: 6_800 + n * 450 }, { lotId, unit: 'assessment with report', ceilingPence: 24_000 + n * 1_000 }]) },
  rounds: [
    { opensOn: addDays(today, -20), opensTime: '09:00', closesOn: addDays(today, 9), closesTime: '12:00', questionsOn: addDays(today, 4) },
    { opensOn: addDays(today, 190), opensTime: '09:00', closesOn: addDays(today, 230), closesTime: '12:00', questionsOn: addDays(today, 222) },
  ],
  rules: {
    decisionBasis: 'The scheme of delegation lets the Corporate Director for Children, Young People and Education admit providers to a framework that the Cabinet Member has approved.',
    agreement: 'signed', coolOffMonths: null, lateAccepts: 'yes', lateText: 'An application that comes after the close is considered only where the provider shows that it could not help being late.', cap: null, fees: 'none',
  },
  approval: { reasons: 'Newcomers get a chance every year, and families get providers whose terms are known.', keyReference: null, keyPublishedOn: null },
  notices: [{ kind: 'tender', noticeId: 'SAMPLE-0002-2026', publishedOn: addDays(today, -50), address: null }],
});

/** Makes both lists as officers would have, each event on its own day. */
export async function writeLists(doors: ListDoors, clock: SampleClock): Promise<void> {
  const officer = staff(STAFF.officer);
  const colleague = staff(STAFF.colleague);
  const decider = staff(STAFF.decider);
  const older = new ListMaker(doors, colleague, decider);
  await clock.on(asDay('2021-06-21'), '10:00');
  await older.drafted(SIMPLE);
  await clock.on(asDay('2022-01-26'), '08:30');
  await older.approved(SIMPLE);
  await older.published(SIMPLE);
  await clock.on(asDay('2023-08-11'), '11:00');
  await older.send(colleague, SIMPLE.caseId, 'scheme.start', { withoutMembersWhy: 'The providers of the older lists come over; their places are entered next.' });
  await older.send(colleague, SIMPLE.caseId, 'notice.record', { kind: 'award', noticeId: 'SAMPLE-0003-2023', publishedOn: '2023-08-11', address: null });

  const newer = new ListMaker(doors, officer, staff(STAFF.secondDecider));
  const list = framework(clock.today);
  await clock.on(addDays(clock.today, -58), '09:40');
  await newer.drafted(list);
  await clock.on(addDays(clock.today, -50), '14:00');
  await newer.approved(list);
  await clock.on(addDays(clock.today, -22), '16:00');
  await newer.published(list);
  await clock.on(addDays(clock.today, -6), '11:30');
  await newer.send(officer, list.caseId, 'question.ask', { round: 1, question: 'Can a sole trader apply who has no employees?', asker: 'A provider, by telephone', organisationId: null });
  await newer.send(officer, list.caseId, 'question.answer', { number: 1, question: 'Can a sole trader apply who has no employees?', answer: 'Yes. A sole trader without staff needs no employers’ liability insurance, and says so in the form.' });
  await clock.on(addDays(clock.today, -1), '15:20');
  await newer.send(officer, list.caseId, 'question.ask', { round: 1, question: 'May we price online sessions below the schedule?', asker: 'A provider, by e-mail', organisationId: null });
}
