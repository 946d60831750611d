import type { TestService } from '../web/service.js';
import { EAST_HOSPITALS, earlier, itIs, openAward, prepare, step, submitNotice, taken } from './award-world.js';
import { day, Officer, serviceOn, STAFF, stop, type Typed } from './officers.js';
import { words } from '../words.js';

/** What an officer reads when an award or a contract is typed in wrongly: each is refused in words beside the question, and what was typed stays. The wizard's own are in route-choice.journey. */
let service: TestService;
let priya: Officer;
let rachel: Officer;

beforeAll(async () => {
  service = await serviceOn('2028-12-11');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
}, 180_000);
afterAll(() => stop(service));

const AWARD: Typed = {
  title: 'Therapies (sample)', services: 'Therapies for children', cpv: '85142000-6', lifetimePence: '300,000', vat: 'no VAT is payable', ...day('serviceStart', '2029-04-01'), ...day('serviceEnd', '2030-03-31'),
  'providers.rows': '1', 'providers.0.name': 'Weald Therapies CIC (sample)', 'providers.0.address': '4 Mill Lane', 'providers.0.addressIs': 'registered office', 'providers.0.email': '',
};

test.each<readonly [string, Typed, string, string]>([
  ['a CPV code with a wrong check digit', { cpv: '85142000-7' }, '85142000-6', '85142000-7'],
  ['no CPV code at all', { cpv: 'physio' }, 'eight digits', 'physio'],
  ['a value in pence', { lifetimePence: '30000000p' }, 'in pounds, not in pence', '30000000p'],
  ['a value below nothing', { lifetimePence: '-300,000' }, 'less than nothing', '-300,000'],
  ['another currency', { lifetimePence: '€300,000' }, 'in pounds sterling', '€300,000'],
  ['a value with VAT written beside it', { lifetimePence: '300,000 plus VAT' }, 'VAT', '300,000 plus VAT'],
  ['31 April', { 'serviceEnd-day': '31', 'serviceEnd-month': '4' }, 'April 2030 has no day 31', 'value="31"'],
  ['a term that ends before it starts', day('serviceEnd', '2029-03-31'), 'The services would end before they start.', 'value="2029"'],
])('an award is not opened with %s', async (_, typed, said, kept) => {
  const answer = await priya.fill('/start/psr.direct-award-c', { ...AWARD, ...typed });
  expect([409, 422]).toContain(answer.status);
  expect(words(answer.text)).toContain(said);
  expect(answer.text).toContain(kept);
});

test('a code outside Schedule 1 cannot be in a notice: the page names it before anything is submitted', async () => {
  const caseId = await opened({ cpv: '85147000-1' });
  await prepare(priya, rachel, caseId, { ...EAST_HOSPITALS, provider: 'Weald Therapies CIC (sample)' });
  const page = await priya.read(`/cases/${caseId}/intention-notice`);
  expect(page).toContain('85147000-1');
  expect(page).toContain('Schedule 1');
}, 120_000);

const opened = async (more: Typed): Promise<string> => {
  const answer = await priya.fill('/start/psr.direct-award-c', { ...AWARD, ...more });
  expect(answer.status).toBe(303);
  return /\/cases\/([0-9a-f-]{36})/.exec(answer.headers.get('location')!)![1]!;
};

test('a publication with a day to come is not recorded; one whose standstill reaches beyond the published bank holidays says so and guesses no day', async () => {
  const caseId = await openAward(priya, EAST_HOSPITALS, { start: '2029-04-01', end: '2030-08-31' });
  await prepare(priya, rachel, caseId, EAST_HOSPITALS);
  await submitNotice(priya, caseId, 'intention-notice');
  await itIs(service, '2028-12-20');
  const publication = { noticeNumber: '099001-2028', link: 'https://www.find-tender.service.gov.uk/Notice/099001-2028', ...day('statedLastDay', '2029-01-04') };
  const future = await step(priya, caseId, 'intention.publish', { ...publication, ...earlier('2028-12-21', '10:00') });
  expect(future.status).toBe(422);
  expect(words(future.text)).toContain('What has not happened yet cannot be recorded');
  const beyond = await step(priya, caseId, 'intention.publish', publication);
  expect(words(beyond.text)).toContain('bank holidays are published only to');
  expect(words(beyond.text)).toContain('A legal date is not guessed.');
}, 120_000);

test('the same contract is not entered in the register twice, by number or by title, provider and first day', async () => {
  const contract = (more: Typed = {}): Typed => ({
    title: 'Therapies, east (sample)', number: 'C-9', 'providers.rows': '1', 'providers.0.name': 'Weald Therapies CIC (sample)', 'providers.0.addressIs': 'registered office', services: 'Therapies', lifetimePence: '1,000', ...day('serviceStart', '2028-04-01'), ...day('serviceEnd', '2029-03-31'),
    route: 'direct award C', ...more,
  });
  expect((await priya.fill('/start/psr.contract', contract())).status).toBe(303);
  for (const again of [contract({ title: 'Another title', number: 'c 9' }), contract({ number: '', title: 'THERAPIES East (Sample)' })]) {
    const answer = await priya.fill('/start/psr.contract', again);
    expect(answer.status).not.toBe(303);
    expect(words(answer.text)).toContain('This contract is in the register already');
  }
  expect((await taken(priya, await opened({}), 'conflicts.none')).startsWith('/cases/')).toBe(true);
}, 120_000);
