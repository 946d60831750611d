import type { TestService } from '../web/service.js';
import { EAST_HOSPITALS, earlier, itIs, openAward, prepare, step, submitNotice, taken } from './award-world.js';
import { day, Officer, serviceOn, STAFF, stop, until, words } from './officers.js';

/** A standstill over Easter 2026: published on Tuesday 24 March, the eighth working day is Wednesday 8 April, because Good Friday and Easter Monday do not count. */
let service: TestService;
let priya: Officer;
let rachel: Officer;
let caseId = '';

beforeAll(async () => {
  service = await serviceOn('2026-03-23');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
  caseId = await openAward(priya, EAST_HOSPITALS, { start: '2026-06-01', end: '2027-10-31' });
  await prepare(priya, rachel, caseId, EAST_HOSPITALS);
  await itIs(service, '2026-03-24');
  await submitNotice(priya, caseId, 'intention-notice');
}, 180_000);
afterAll(() => stop(service));

test('a notice that is published on Tuesday 24 March 2026 and gives Good Friday as the last day is five days short; the case keeps Wednesday 8 April', async () => {
  await taken(priya, caseId, 'intention.publish', { noticeNumber: '026114-2026', link: 'https://www.find-tender.service.gov.uk/Notice/026114-2026', ...day('statedLastDay', '2026-04-03') });
  const text = await rachel.read(`/cases/${caseId}/standstill`);
  expect(text).toContain('The notice gave providers 5 days too few');
  expect(text).toContain('It says Friday 3 April 2026. Counted by regulation 12, representations are in time until midnight at the end of Wednesday 8 April 2026');
  expect(text).toContain('Not counted: Good Friday');
  expect(text).toContain('Not counted: Easter Monday');
  expect(text).toContain('The contract may be signed from Thursday 9 April 2026');
});

test('on Good Friday, and on Wednesday 8 April at one minute to midnight, the contract is still closed; a signature made then is recorded as a breach', async () => {
  await taken(priya, caseId, 'key-decision.state', { needed: 'no' });
  for (const [on, time] of [['2026-04-04', '10:00'], ['2026-04-08', '23:59']] as const) {
    await itIs(service, on, time);
    const closed = await rachel.get(`/cases/${caseId}/steps/contract.sign`);
    expect([closed.status, words(closed.text).includes('The standstill is not over.')]).toEqual([409, true]);
  }
  await itIs(service, '2026-04-08', '23:59');
  await taken(priya, caseId, 'breach.record', { what: 'The trust signed on Good Friday.', cure: 'The copy was called back; nothing was done under it.', ...earlier('2026-04-03', '15:00') });
  expect(await rachel.read(`/cases/${caseId}/standstill`)).toContain('Breach, Friday 3 April 2026.');
});

test('from Thursday 9 April it can be signed, and the confirmation is due on Friday 8 May, thirty days with the first', async () => {
  await itIs(service, '2026-04-09', '08:30');
  await until(async () => (await rachel.read(`/cases/${caseId}`)).includes('The standstill is over'));
  const signed = await step(rachel, caseId, 'contract.sign', { lifetimePence: EAST_HOSPITALS.value, ...day('serviceStart', '2026-06-01'), ...day('serviceEnd', '2027-10-31') });
  expect(signed.status).toBe(303);
  expect(await priya.read(`/cases/${caseId}`)).toContain('8 May 2026');
});

test('a confirmation after that day is taken, and is recorded as late', async () => {
  await itIs(service, '2026-05-12');
  await until(async () => (await priya.read(`/cases/${caseId}`)).includes('A notice is overdue'));
  await submitNotice(priya, caseId, 'confirmation-notice');
  const timeline = await priya.read(`/cases/${caseId}/timeline`);
  expect(timeline).toContain('noted that the confirmation of award is overdue');
  expect(timeline).toContain('submitted the confirmation of award for publication');
});
