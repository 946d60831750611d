import type { AnyTold } from '../../../src/engine/procedure.js';
import { refereesNamed } from '../../../src/qpl/reference/references.js';
import type { ReferenceContext } from '../../../workflows/qpl/reference.events.js';
import { referenceMachine, refusals } from '../../../workflows/qpl/reference.machine.js';
import { person, rings, told, walk as walkMachine } from '../../workflows/walk.js';
import { officer } from '../makers.js';

const walk = (events: readonly AnyTold[]) => {
  const walked = walkMachine({ machine: referenceMachine, refusals }, events);
  return { ...walked, context: walked.snapshot.context as ReferenceContext };
};
const referee = person('Ruth Referee', 'referee');
const ask = (facts = {}) => told('reference.ask', officer, { applicationId: 'case-1', name: 'Ruth Referee', organisation: 'Chalk Hill School', email: 'Ruth@chalkhill.example' },
  { application: { reference: 'QPL/A/26/00001', schemeTitle: 'Therapies list (sample)', organisationId: 'org-1', providerName: 'Weald Hands (sample)' }, isTheApplicants: false, shown: false, ...facts });
const linked = told('reference.link', person('Clerkwell', 'system'), { personId: 'ruth' });
const answer = { knows: 'They treated six children here.', lastWorkedOn: '2026-07-17', kept: 'mostly', concerns: 'no', concernsWhat: '', again: 'yes', more: '', position: 'Head teacher' };
const give = (more = {}, on = '2026-11-04') => told('reference.give', referee, { ...answer, ...more }, {}, on);
const told1 = ({ effects }: { effects: readonly { type: string; params: unknown }[] }, type: string) => effects.filter((effect) => effect.type === type).map(({ params }) => (params as { notice?: string; rule?: string }).notice ?? (params as { rule?: string }).rule);

test('a referee is asked with a reminder after five working days and ten to answer; nobody of the applicant is', () => {
  const asked = walk([ask()]);
  expect([asked.states, told1(asked, 'startDeadline'), asked.context.mailbox]).toEqual([['asked'], ['qpl.reference-chase', 'qpl.reference-reply'], { email: 'ruth@chalkhill.example', personId: null }]);
  expect(walk([ask({ isTheApplicants: true })]).refused).toEqual(['isNotTheApplicants']);
  expect(walk([ask({ application: null })]).refused).toEqual(['applicationIsThere']);
});

test('a reference is given once and ends the clocks; a second is refused', () => {
  const given = walk([ask(), linked, give()]);
  expect([given.states, given.context.answer, given.context.ended, given.effects.filter(({ type }) => type === 'endDeadline')]).toMatchObject([['given'], answer, { how: 'given', on: '2026-11-04' }, [{}, {}]]);
  expect(walk([ask(), give(), give()]).refused).toEqual(['not-now']);
});

test('what was said in confidence stands nowhere that the provider reads; where it was to be shown, it stands there too', () => {
  expect(walk([ask(), give()]).context).toMatchObject({ answer, answerShown: null, shown: false });
  expect(walk([ask({ shown: true }), give()]).context).toMatchObject({ answer, answerShown: answer, shown: true });
});

test('one reminder goes to the referee, and none to a mailbox to which no link went', () => {
  expect(told1(walk([ask(), linked, rings('chase', '2026-11-09')]), 'notify')).toEqual(['chase']);
  expect(walk([ask(), linked, rings('chase', '2026-11-09')]).context.chasedOn).toBe('2026-11-09');
  expect(told1(walk([ask(), rings('chase', '2026-11-09')]), 'notify')).toEqual([]);
});

test('no answer by the day is told to officers and ends nothing: what comes late is taken', () => {
  const silent = walk([ask(), linked, rings('answer', '2026-11-16')]);
  expect([silent.states, silent.context.overdueSince, told1(silent, 'notify')]).toEqual([['noAnswer'], '2026-11-16', ['noAnswer']]);
  const late = walk([ask(), linked, rings('answer', '2026-11-16'), give({}, '2026-12-01')]);
  expect([late.states, late.context.ended?.on, late.context.overdueSince]).toEqual([['given'], '2026-12-01', '2026-11-16']);
});

test('a concern is said, not only ticked, and nobody worked on a day to come', () => {
  expect(walk([ask(), give({ concerns: 'yes' })]).refused).toEqual(['concernsAreSaid']);
  expect(walk([ask(), give({ concerns: 'yes', concernsWhat: 'Notes came late.' })]).states).toEqual(['given']);
  expect(walk([ask(), give({ lastWorkedOn: '2026-11-05' })]).refused).toEqual(['isNotAhead']);
});

test('a referee may decline without a reason, and an officer may ask no longer, with one', () => {
  expect(walk([ask(), told('reference.decline', referee, { reason: '' })])).toMatchObject({ states: ['declined'], context: { ended: { how: 'declined' } } });
  expect(walk([ask(), told('reference.close', officer, { reason: 'The wrong person.' }), give()]).refused).toEqual(['not-now']);
});

test('a referee named in one line is taken apart for the officer; a line without a mailbox is left to the officer', () => {
  const named = (answer: string) => refereesNamed({ answers: [{ section: 'J', question: 'referee-1', asked: '', answer }] });
  expect(named('Ruth Referee, Chalk Hill School, ruth@chalkhill.example')).toEqual([{ name: 'Ruth Referee', organisation: 'Chalk Hill School', email: 'ruth@chalkhill.example' }]);
  expect(named('Ruth Referee <ruth@chalkhill.example>; Head of inclusion, Chalk Hill School.')).toEqual([{ name: 'Ruth Referee', organisation: 'Head of inclusion, Chalk Hill School.', email: 'ruth@chalkhill.example' }]);
  expect(named('Ruth at Chalk Hill')).toEqual([]);
});
