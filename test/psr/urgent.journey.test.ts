import type { TestService } from '../web/service.js';
import { EAST_COMMUNITY, itIs, submitNotice, taken, verified } from './award-world.js';
import { day, done, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/** Regulation 14 through the pages: an urgent award after a provider closed at two days' notice, an urgent modification, and the bridge of a standstill. */
let service: TestService;
let priya: Officer;
let rachel: Officer;
let contract = '';
let award = '';

beforeAll(async () => {
  service = await serviceOn('2026-06-01');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
  contract = caseOf(await priya.fill('/start/psr.contract', {
    title: 'Children’s therapies, East (sample)', number: 'C-77', 'providers.rows': '1', 'providers.0.name': EAST_COMMUNITY.provider, 'providers.0.address': EAST_COMMUNITY.address, 'providers.0.addressIs': 'principal place of business', services: 'Therapies for school-aged children',
    cpv: '85142000-6', lifetimePence: '610,037', vat: 'no VAT is payable', ...day('serviceStart', '2025-04-01'), ...day('serviceEnd', '2026-06-30'), route: 'direct award C', ...day('awardedOn', '2025-03-10'), ...day('signedOn', '2025-03-10'),
  }));
}, 180_000);
afterAll(() => stop(service));

const caseOf = (answer: Awaited<ReturnType<Officer['fill']>>): string => /\/cases\/([0-9a-f-]{36})/.exec(done(answer))![1]!;
const begin = async (kind: string, more: Record<string, string> = {}): Promise<string> => caseOf(await priya.fill('/start/psr.urgent', {
  kind, contractCase: kind === 'award' ? '' : contract, title: 'Children’s therapies, interim (sample)', services: 'Speech and language therapy for school-aged children', cpv: '85142000-6', 'providers.rows': '1', 'providers.0.name': 'Weald Therapies CIC (sample)',
  'providers.0.address': '4 Mill Lane\nSampleford\nZZ1 1AA', 'providers.0.addressIs': 'registered office', lifetimePence: kind === 'award' ? '120,000' : '', vat: 'no VAT is payable', ...day('serviceStart', '2026-06-08'), ...day('serviceEnd', '2026-11-30'), ...more,
}));
const record = async (caseId: string): Promise<void> => {
  await taken(priya, caseId, 'decision-makers.name', { 'people.rows': '1', 'people.0.name': 'Rachel Okafor', 'people.0.role': 'Director of commissioning' });
  await taken(priya, caseId, 'conflicts.none');
};
const urgency = (more: Record<string, string> = {}) => ({
  isUrgent: 'yes', whyUrgent: 'The provider closed on 30 May.', notForeseeable: 'yes', notAttributable: 'yes', whyNotForeseeable: 'It gave two days’ notice; its accounts of April showed nothing of it.', safetyAtRisk: 'yes', riskToSafety: 'Children who cannot swallow safely would wait.', ...more,
});

test('an urgent award for want of planning cannot be made, and the decision maker is told so', async () => {
  award = await begin('award');
  await record(award);
  await taken(priya, award, 'selection.assess', { provider: 'Weald Therapies CIC (sample)', 'items.rows': '1', 'items.0.kind': 'suitability', 'items.0.requirement': 'Registered with the Care Quality Commission', 'items.0.evidence': 'The register', 'items.0.finding': 'met' });
  await taken(priya, award, 'urgency.state', urgency({ notAttributable: 'no', whyNotForeseeable: 'We began too late.' }));
  const refused = words((await rachel.get(`/cases/${award}/steps/urgent.make`)).text);
  expect(refused).toContain('Not all three conditions hold');
  expect(refused).toContain('was not checked for exclusion, or not asked about its sub-contractors');
}, 120_000);

test('with its three conditions, basic selection and the check for exclusion it is made; its notice says why and is submitted within thirty days (reg 14(2), (4), (5))', async () => {
  await taken(priya, award, 'urgency.state', urgency());
  await taken(priya, award, 'sub-contractors.ask', { provider: 'Weald Therapies CIC (sample)', intends: 'no' });
  await taken(priya, award, 'exclusion.check', { about: 'Weald Therapies CIC (sample)', checked: 'Debarment list on 1 June', result: 'clear', nationalSecurity: 'no' });
  await taken(rachel, award, 'urgent.make', { reasons: 'Interim therapies until a process is done.' });
  expect(await priya.read(`/cases/${award}`)).toContain('30 June 2026');
  const notice = words((await priya.get(`/documents/${await submitNotice(priya, award, 'urgent-notice')}.html`)).text);
  for (const part of ['urgent', 'Weald Therapies CIC (sample)', 'ZZ1 1AA', '£120,000', '8 June 2026', '30 November 2026', 'Children who cannot swallow safely would wait.', 'No conflict']) expect(notice).toContain(part);
}, 120_000);

test('the award enters the register by itself', async () => {
  const register = await until(async () => { const page = await priya.read('/psr/contracts'); return page.includes('Children’s therapies, interim (sample)') && page; });
  expect(register).toContain('£120,000');
}, 120_000);

test('an urgent modification needs a contract of the register, changes its ledger and its end, and has a notice of its own (Sch. 14)', async () => {
  const none = await priya.fill('/start/psr.urgent', { kind: 'modification', contractCase: '00000000-0000-4000-8000-000000000000', title: 'x', services: 'x', cpv: '85142000-6', 'providers.rows': '1', 'providers.0.name': 'x', 'providers.0.addressIs': 'registered office', ...day('serviceStart', '2026-06-08'), ...day('serviceEnd', '2026-11-30') });
  expect(none.status).not.toBe(303);
  expect(words(none.text)).toContain('contract');
  const change = await begin('modification', { valueChangePence: '45,000', 'providers.0.name': EAST_COMMUNITY.provider });
  await record(change);
  await taken(priya, change, 'urgency.state', urgency());
  await taken(rachel, change, 'urgent.make', { reasons: 'The teams of the east take over the children of the closed provider.' });
  const notice = words((await priya.get(`/documents/${await submitNotice(priya, change, 'urgent-notice')}.html`)).text);
  for (const part of ['modif', 'Children who cannot swallow safely would wait.', '£45,000']) expect(notice).toContain(part);
  const ledger = await until(async () => { const page = await priya.read(`/cases/${contract}/contract`); return page.includes('£655,037') && page; });
  expect(ledger).toContain('30 November 2026');
}, 120_000);

test('the bridge of a standstill is refused until the authority itself sought the Panel’s advice; then it changes the existing contract and owes no notice (reg 14(3))', async () => {
  await itIs(service, '2026-10-05');
  const bridge = await begin('bridge', { ...day('serviceStart', '2026-12-01'), ...day('serviceEnd', '2027-02-26'), valueChangePence: '110,000', 'providers.0.name': EAST_COMMUNITY.provider });
  await record(bridge);
  const facts = (adviceSoughtOn: Record<string, string>) => ({
    ...day('standstillBeganOn', '2026-09-16'), ...adviceSoughtOn, ...day('existingExpiresOn', '2026-11-30'), ...day('standstillMayEndOn', '2027-01-29'), isNecessary: 'yes', whyNecessary: 'Therapy goes on until the new contract takes effect.', cannotBeMet: 'yes', whyCannotBeMet: 'The standstill is open.',
  });
  await taken(priya, bridge, 'bridge.state', facts({}));
  expect(words((await rachel.get(`/cases/${bridge}/steps/urgent.make`)).text)).toContain('advice');
  await taken(priya, bridge, 'bridge.state', facts(day('adviceSoughtOn', '2026-09-29')));
  await taken(rachel, bridge, 'urgent.make', { reasons: 'The Panel has not advised yet, and the contract ends on 30 November.' });
  expect((await priya.get(`/cases/${bridge}/urgent-notice`)).status).not.toBe(200);
  const ledger = await until(async () => { const page = await priya.read(`/cases/${contract}/contract`); return page.includes('26 February 2027') && page; });
  expect(ledger).toContain('£765,037');
}, 120_000);

test('every case is intact', async () => {
  expect((await verified(service)).broken).toEqual([]);
});
