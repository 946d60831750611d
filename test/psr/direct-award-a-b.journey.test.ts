import type { TestService } from '../web/service.js';
import { itIs, step, submitNotice, taken, verified } from './award-world.js';
import { day, done, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/** Direct award processes A and B through the pages: approved, signed, one notice within thirty days of the award; a provider refused under B; a process abandoned with its notice. */
let service: TestService;
let priya: Officer;
let rachel: Officer;
const UNIT = 'East Harbour Hospitals NHS Foundation Trust (sample)';
const TERM = { ...day('serviceStart', '2026-07-01'), ...day('serviceEnd', '2027-06-30') };

beforeAll(async () => {
  service = await serviceOn('2026-06-01');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
}, 180_000);
afterAll(() => stop(service));

const open = (route: 'a' | 'b', title: string, names: readonly string[] = [UNIT]) => priya.fill(`/start/psr.direct-award-${route}`, {
  title, services: 'Acute paediatric therapy in the hospital', cpv: '85111000-0', lifetimePence: '300,000', vat: 'no VAT is payable', ...TERM, 'providers.rows': String(names.length),
  ...Object.assign({}, ...names.map((name, n) => ({ [`providers.${n}.name`]: name, [`providers.${n}.address`]: '1 Harbour Road\nSampleford\nZZ1 1AA', [`providers.${n}.addressIs`]: 'principal place of business', [`providers.${n}.email`]: '' }))) as Record<string, string>,
});
const opened = async (...of: Parameters<typeof open>): Promise<string> => /\/cases\/([0-9a-f-]{36})/.exec(done(await open(...of)))![1]!;
const prepare = async (caseId: string): Promise<void> => {
  await taken(priya, caseId, 'decision-makers.name', { 'people.rows': '1', 'people.0.name': 'Rachel Okafor', 'people.0.role': 'Director of commissioning' });
  await taken(priya, caseId, 'conflicts.none');
  await taken(priya, caseId, 'sub-contractors.ask', { provider: UNIT, intends: 'no' });
  await taken(priya, caseId, 'exclusion.check', { about: UNIT, checked: 'Debarment list', result: 'clear', nationalSecurity: 'no' });
  await taken(priya, caseId, 'key-decision.state', { needed: 'no', reference: '' });
};

test.each(['a', 'b'] as const)('direct award %s: what is not on record keeps it from being approved; then it is signed, and the award notice is submitted (reg 7(1)(b), (2); reg 8(1)(b), (2))', async (route) => {
  const caseId = await opened(route, `Paediatric therapy, ${route} (sample)`);
  const early = words((await rachel.get(`/cases/${caseId}/steps/award.approve`)).text);
  for (const part of ['Nobody is named yet as having made the decision.', 'Nobody has said yet whether a conflict of interest was declared.', 'was not checked for exclusion']) expect(early).toContain(part);
  await prepare(caseId);
  await taken(rachel, caseId, 'award.approve', { reasons: 'Only this unit can provide it, because of the nature of the services.' });
  expect((await priya.get(`/cases/${caseId}/standstill`)).status).toBe(404);
  await taken(rachel, caseId, 'contract.sign', { lifetimePence: '300,000', ...TERM, endingTerms: 'implied by regulation 22(3)' });
  expect(await priya.read(`/cases/${caseId}`)).toContain('30 June 2026');
  const notice = words((await priya.get(`/documents/${await submitNotice(priya, caseId, 'award-notice')}.html`)).text);
  for (const part of [UNIT, 'ZZ1 1AA', '£300,000', '85111000-0', '1 July 2026', '30 June 2027', 'No conflict']) expect(notice).toContain(part);
  expect(notice).toMatch(new RegExp(`direct award process ${route}`, 'i'));
  expect(await priya.read(`/cases/${caseId}`)).toContain('the notice was submitted');
}, 120_000);

test('under B a case is one provider’s, and a provider that does not meet the requirements is refused with the reason (reg 6(4))', async () => {
  const two = await open('b', 'Two at once (sample)', [UNIT, 'Weald Therapies CIC (sample)']);
  expect(words(two.text)).toContain('Name one provider here, and open a case for each of the others.');
  const caseId = await opened('b', 'Refused (sample)');
  expect(words((await step(rachel, caseId, 'provider.refuse', { reasons: '' })).text)).toMatch(/reasons/i);
  await taken(rachel, caseId, 'provider.refuse', { reasons: 'It is not registered for the activity that the requirements name.' });
  expect(await priya.read(`/cases/${caseId}/timeline`)).toContain('Rachel Okafor');
}, 120_000);

test('abandoned before the award with reasons, its notice falls due thirty days later; submitted after that it is taken and recorded as late (reg 15(1); reg 15(4), (5))', async () => {
  const caseId = await opened('a', 'The unit closes (sample)');
  await prepare(caseId);
  await taken(rachel, caseId, 'process.abandon', { reasons: 'The unit closes in August.' });
  expect(await priya.read(`/cases/${caseId}`)).toContain('30 June 2026');
  await itIs(service, '2026-07-06');
  await until(async () => (await priya.read(`/cases/${caseId}/timeline`)).includes('noted that the notice of abandonment is overdue'));
  const notice = words((await priya.get(`/documents/${await submitNotice(priya, caseId, 'abandonment-notice')}.html`)).text);
  for (const part of ['abandon', 'The unit closes (sample)', '1 June 2026']) expect(notice).toContain(part);
  expect((await verified(service)).broken).toEqual([]);
}, 120_000);
