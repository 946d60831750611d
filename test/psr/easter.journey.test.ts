import { Sweeper } from '../../src/engine/sweep.js';
import { Service } from '../../src/service.js';
import type { TestService } from '../web/service.js';
import { EAST_HOSPITALS, earlier, itIs, openAward, prepare, step, submitNotice, taken } from './award-world.js';
import { day, done, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

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
}, 180_000);
afterAll(() => stop(service));

/** The id of the notice that a page offers to submit, or null where it is still to be made. */
async function made(page: string): Promise<string | null> {
  const { text } = await priya.get(`/cases/${caseId}/${page}`);
  return /\/documents\/([0-9a-f-]{36})\.html/.exec(text)?.[1] ?? null;
}

test('a notice that was made stays made when something is recorded that it does not speak of, and is made anew when what it says has changed', async () => {
  done(await priya.fill(`/cases/${caseId}/intention-notice`, {}));
  const first = await made('intention-notice');
  expect(first).not.toBeNull();
  await taken(priya, caseId, 'exclusion.check', { about: EAST_HOSPITALS.provider, checked: 'The debarment list, looked at again', result: 'clear', nationalSecurity: 'no' });
  expect(await made('intention-notice')).toBe(first);
  await taken(priya, caseId, 'decision-makers.name', { 'people.rows': '1', 'people.0.name': 'Rachel Okafor', 'people.0.role': 'Director of children’s commissioning' });
  expect(await made('intention-notice')).toBeNull();
  expect(await priya.read(`/cases/${caseId}/intention-notice`)).toContain('What the case says has changed since the notice was made, so it is made anew.');
  expect(await submitNotice(priya, caseId, 'intention-notice')).not.toBe(first);
});

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

test('a confirmation after that day is taken, and is recorded as late; the notice stays made when its clock is swept a moment later', async () => {
  // The sweeps of this test are its own: a page shows a clock as rung in the second before a sweep writes that down, and a notice may be made in that second.
  await service.app.get(Service).stop();
  await itIs(service, '2026-05-12');
  expect(await priya.read(`/cases/${caseId}`)).toContain('A notice is overdue');
  expect(await priya.read(`/cases/${caseId}/timeline`)).not.toContain('noted that the confirmation of award is overdue');
  done(await priya.fill(`/cases/${caseId}/confirmation-notice`, {}));
  const documentId = await made('confirmation-notice');
  expect(await service.app.get(Sweeper).sweep()).toBe(1);
  expect(await priya.read(`/cases/${caseId}/timeline`)).toContain('noted that the confirmation of award is overdue');
  expect(await made('confirmation-notice')).toBe(documentId);
  done(await priya.fill(`/cases/${caseId}/confirmation-notice`, {}));
  expect(await priya.read(`/cases/${caseId}/timeline`)).toContain('submitted the confirmation of award for publication');
});
