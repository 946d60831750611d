import type { AnyTold } from '../../../src/engine/procedure.js';
import { PROFESSIONS, type Profession as HcpcProfession } from '../../../src/directory/identifiers.js';
import { mayBeBooked } from '../../../workflows/qpl/bookable.js';
import type { ClinicianContext } from '../../../workflows/qpl/clinician.events.js';
import { clinicianMachine } from '../../../workflows/qpl/clinician.machine.js';
import { refusals } from '../../../workflows/qpl/clinician.refusals.js';
import { nextRenewal, THERAPY_PROFESSIONS } from '../../../workflows/qpl/professions.js';
import { rings, told, walk as walkMachine } from '../../workflows/walk.js';
import { applicant, officer } from '../makers.js';

const walk = (events: readonly AnyTold[]) => {
  const walked = walkMachine({ machine: clinicianMachine, refusals }, events);
  return { ...walked, context: walked.snapshot.context as ClinicianContext, state: String(walked.snapshot.value) };
};
const propose = (more = {}) => told('clinician.propose', applicant, { name: 'Sam Sample', profession: 'speech and language therapist', register: 'HCPC', number: 'SL12345', formerNames: '', therapies: [], ...more }, { provider: { organisationId: 'org-1', name: 'Weald Hands' } });
const check = (validTo: string | null, on = '2026-11-02', more = {}) => told('clinician.check', officer, { result: 'registered', conditions: '', checkedOn: on, validTo, method: 'register looked up', ...more }, {}, on);
const dbs = (more = {}) => told('clinician.record-dbs', officer, { certificateNumber: '001234567890', issuedOn: '2026-10-01', result: 'clear', childrensBarredList: 'checked, not on it', updateService: 'no change', seenBy: 'Olive', seenOn: '2026-11-02', ...more });
const clear = told('clinician.clear', officer, { conditions: '' });
const cleared = [propose(), check('2027-09-30'), dbs(), clear];
const lapse = rings('registration', '2027-10-01');
const SLT = 'Speech and language therapy';

test('domain section 6, check 11: an SLT registered until 30 September 2027 is not bookable on 1 October 2027 unless re-checked', () => {
  const { context } = walk(cleared);
  expect(mayBeBooked(context, SLT, '2027-09-30')).toEqual({ may: true });
  expect(mayBeBooked(context, SLT, '2027-10-01')).toMatchObject({ may: false, because: 'The registration runs out before that day.' });
  const lapsed = walk([...cleared, lapse]);
  expect([lapsed.state, mayBeBooked(lapsed.context, SLT, '2027-10-01').may]).toEqual(['lapsed', false]);
  const again = walk([...cleared, lapse, check('2029-09-30', '2027-10-01')]);
  expect([again.state, mayBeBooked(again.context, SLT, '2027-10-01')]).toEqual(['cleared', { may: true }]);
  // Re-checked before the day: never lapsed, and bookable through it.
  expect(mayBeBooked(walk([...cleared, check('2029-09-30', '2027-09-20')]).context, SLT, '2027-10-01')).toEqual({ may: true });
});

test.each([
  ['before being cleared', [propose(), check('2027-09-30'), dbs()], SLT, '2026-11-03'],
  ['for a day before being cleared', cleared, SLT, '2026-11-01'],
  ['for another therapy', cleared, 'Occupational therapy', '2026-11-03'],
  ['while suspended', [...cleared, told('clinician.suspend', officer, { reason: 'An allegation.' })], SLT, '2026-11-03'],
  ['from the day of leaving', [...cleared, told('clinician.leave', applicant, { on: '2026-12-31' })], SLT, '2026-12-31'],
  ['when the register no longer has them', [...cleared, check(null, '2026-12-01', { result: 'not registered' })], SLT, '2026-12-02'],
])('nobody is booked %s', (_, events, therapy, on) => {
  expect(mayBeBooked(walk(events).context, therapy, on).may).toBe(false);
});

test('PROPOSED, CLEARED: cleared only with the register looked up and a DBS check that lets them work', () => {
  expect(walk([propose(), clear]).refused).toEqual(['registerWasLookedUp', 'dbsLetsThemWork']);
  expect(walk([propose(), check('2027-09-30'), clear]).refused).toEqual(['dbsLetsThemWork']);
  for (const wrong of [{ result: 'not clear' }, { childrensBarredList: 'not checked' }, { updateService: 'changed' }]) expect(walk([propose(), check('2027-09-30'), dbs(wrong), clear]).refused).toEqual(['dbsLetsThemWork']);
  expect(walk(cleared).state).toBe('cleared');
});

test('CLEARED_WITH_CONDITIONS: the register’s conditions come over, in its words', () => {
  const conditions = { result: 'registered with conditions', conditions: 'Works under supervision.' };
  const walked = walk([propose(), check('2027-09-30', '2026-11-02', conditions), dbs(), clear]);
  expect([walked.state, walked.context.conditions]).toEqual(['clearedWithConditions', 'Works under supervision.']);
  expect(walk([...cleared, check('2027-09-30', '2026-12-01', conditions)]).state).toBe('clearedWithConditions');
  expect(walk([propose(), check('2027-09-30', '2026-11-02', { ...conditions, conditions: '' })]).refused).toEqual(['conditionsAreWorded']);
});

test('SUSPENDED: a look-up clears nobody whom an officer has suspended; lifted, they are cleared anew', () => {
  const suspended = [...cleared, told('clinician.suspend', officer, { reason: 'An allegation.' })];
  expect(walk([...suspended, check('2029-09-30')]).state).toBe('suspended');
  const lifted = walk([...suspended, told('clinician.lift', officer, { reason: 'Unfounded.' })]);
  expect([lifted.state, lifted.context.clearedOn]).toEqual(['proposed', null]);
});

test('LEFT and back: looked up and cleared anew', () => {
  const left = [...cleared, told('clinician.leave', applicant, { on: '2026-12-31' })];
  expect(walk(left).state).toBe('left');
  expect(walk([...left, told('clinician.return', applicant), clear]).refused).toEqual(['registerWasLookedUp']);
});

test('the register is looked up again every month', () => {
  expect(walk(cleared).effects).toContainEqual({ type: 'startDeadline', params: { name: 'recheck', rule: 'qpl.recheck-registration', from: '2026-11-02' } });
  expect(walk([...cleared, rings('recheck', '2026-12-03')]).context.recheckSince).toBe('2026-12-03');
});

test.each([
  ['SL12345', 'speech and language therapist', true], ['OT9', 'occupational therapist', true], ['PYL123456', 'practitioner psychologist', true],
  ['SLT12345', 'speech and language therapist', false], ['PH1234567', 'physiotherapist', false], ['OT12345', 'speech and language therapist', false],
])('the number %s of a %s: %s', (number, profession, fits) => {
  expect(walk([propose({ number, profession })]).refused).toEqual(fits ? [] : ['numberFitsTheProfession']);
});

test('the letters of each profession are those of the directory', () => {
  for (const { profession, prefix } of THERAPY_PROFESSIONS.filter((each) => each.prefix !== null)) expect({ profession, prefix }).toEqual({ profession, prefix: PROFESSIONS[profession as HcpcProfession] });
});

test.each([
  ['speech and language therapist', '2026-11-22', '2027-09-30'], ['occupational therapist', '2026-11-22', '2027-10-31'], ['physiotherapist', '2026-11-22', '2028-04-30'],
  ['arts therapist', '2026-11-22', '2028-05-31'], ['practitioner psychologist', '2026-11-22', '2027-05-31'], ['speech and language therapist', '2027-10-01', '2029-09-30'], ['play therapist', '2026-11-22', null],
])('a %s asked on %s renews with its profession by %s', (profession, on, day) => {
  expect(nextRenewal(profession, on)).toBe(day);
});
