import fs from 'node:fs';
import path from 'node:path';
import type { TestService } from '../web/service.js';
import { itIs, step, submitNotice, taken, verified } from './award-world.js';
import { caseIn, HARBOUR, HOP_LANE, intendAndWait, onRecord, receiveOffer, scoreAndChoose, setCriteria, WEALD } from './framework-world.js';
import { AUTHORITY } from '../../src/sample/authority.js';
import { day, done, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/**
 * A framework concluded by a competition, then a contract under it by a competition among its providers and one without, each through the pages with the
 * clock moved on, to their notices; at last it expires. Published on Monday 13 April 2026 the time for representations ends on Friday 24 April.
 */
let service: TestService;
let priya: Officer;
let rachel: Officer;
let competition = '';
let framework = '';
let callOff = '';
let direct = '';
const BOTH = [HARBOUR.name, HOP_LANE.name];

beforeAll(async () => {
  service = await serviceOn('2026-03-02');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
}, 180_000);
afterAll(() => stop(service));

const described = { ...day('starts', '2026-06-01'), ...day('ends', '2030-05-31'), users: `${AUTHORITY.name}\nSample Integrated Care Board`, withoutCompetition: 'yes', competition: 'yes', howCalledOff: 'Without competition to whoever is ranked first; by competition where districts are joined.' };
const details = (title: string, value: string, start: string, end: string) => ({
  title, services: 'Speech and language, occupational and physical therapy for children', cpv: '85142000-6', lifetimePence: value, vat: 'no VAT is payable', valueBasis: 'The whole term, no extension', ...day('serviceStart', start), ...day('serviceEnd', end),
  representationsTo: 'Children’s commissioning', representationsEmail: 'commissioning@council.sample.example',
});

test('a competition for a framework begins with what the framework is: over four years it says why, and criteria wait for it', async () => {
  const opened = done(await priya.fill('/start/psr.competitive', { toConclude: 'framework', ...details('Children’s therapies framework', '8,000,000', '2026-06-01', '2030-05-31') }));
  competition = /\/cases\/([0-9a-f-]{36})/.exec(opened)![1]!;
  expect(await priya.read(`/cases/${competition}`)).toContain('the framework is to be described');
  expect(words((await step(priya, competition, 'framework.describe', { ...described, ...day('ends', '2031-05-31') })).text)).toContain('more than four years, and nothing says why');
  await taken(priya, competition, 'framework.describe', described);
  await onRecord(priya, competition);
  await setCriteria(priya, competition, '2026-03-31');
}, 120_000);

test('the notice inviting offers names the term and the authorities that may use it (Sch. 8); offers are scored and every bidder is told', async () => {
  const notice = words((await priya.get(`/documents/${await submitNotice(priya, competition, 'invitation-notice')}.html`)).text);
  for (const part of ['1 June 2026', '31 May 2030', 'Sample Integrated Care Board', 'https://tenders.council.sample.example']) expect(notice).toContain(part);
  for (const each of [HARBOUR, HOP_LANE]) await receiveOffer(priya, competition, each);
  for (const provider of BOTH) {
    await taken(priya, competition, 'sub-contractors.ask', { provider, intends: 'no' });
    await taken(priya, competition, 'exclusion.check', { about: provider, checked: 'Debarment list', result: 'clear', nationalSecurity: 'no' });
    await taken(priya, competition, 'selection.assess', { provider, 'items.rows': '1', 'items.0.kind': 'suitability', 'items.0.requirement': 'Registered with the Care Quality Commission', 'items.0.evidence': 'The register', 'items.0.finding': 'met' });
  }
  await scoreAndChoose(service, priya, rachel, competition, { on: '2026-04-01', bidders: BOTH, chosen: BOTH });
}, 240_000);

test('after the standstill it is concluded, enters the register with its providers, and its confirmation says its term, its users and its value (Sch. 11)', async () => {
  await itIs(service, '2026-04-13');
  const intention = await intendAndWait(service, priya, competition, { bidders: BOTH, published: '2026-04-13', over: '2026-04-27', number: '015101-2026' });
  expect(words((await priya.get(`/documents/${intention}.html`)).text)).toContain('intends to conclude a framework agreement with providers under the Competitive Process');
  expect(words((await rachel.get(`/cases/${competition}/steps/contract.sign`)).text)).toContain('A framework is to be concluded here, and no contract');
  await taken(rachel, competition, 'framework.conclude', { lifetimePence: '8,000,000', ...day('starts', '2026-06-01') });
  const confirmation = words((await priya.get(`/documents/${await submitNotice(priya, competition, 'confirmation-notice')}.html`)).text);
  for (const part of ['has concluded a framework agreement', '31 May 2030', 'Sample Integrated Care Board', '£8,000,000']) expect(confirmation).toContain(part);
  const list = await until(async () => { const { text } = await priya.get('/psr/frameworks'); return text.includes('Children’s therapies framework') && text; });
  framework = /\/cases\/([0-9a-f-]{36})\/framework/.exec(list)![1]!;
  const page = await priya.read(`/cases/${framework}/framework`);
  for (const part of [...BOTH, '1 June 2026', 'Allowed by its terms', 'None was awarded yet']) expect(page).toContain(part);
  expect(words((await priya.get('/psr/contracts')).text)).toContain('No contract is in the register yet');
}, 240_000);

test('before its first day no contract is begun under it; from then on one is, and it is placed with reasons', async () => {
  expect(words((await priya.get(`/cases/${framework}/steps/call-off.begin`)).text)).toContain('The framework does not run on that day');
  await itIs(service, '2026-06-02');
  for (const title of ['Therapies, north', 'Therapies, south']) await taken(priya, framework, 'call-off.begin', { title });
  const page = await until(async () => { const { text } = await priya.get(`/cases/${framework}/framework`); const found = caseIn(text, 'Therapies, south'); return (await priya.get(`/cases/${found}`)).status === 200 && (await priya.get(`/cases/${caseIn(text, 'Therapies, north')}`)).status === 200 && text; });
  [callOff, direct] = [caseIn(page, 'Therapies, north'), caseIn(page, 'Therapies, south')];
  const place = { frameworkCase: framework, way: 'competition', withinScope: 'yes', whyWithinScope: 'Therapies for children, as it says.', changesTerms: 'no', whyTermsStay: 'Its prices and conditions are taken as they are.' };
  expect(words((await priya.get(`/cases/${callOff}/steps/call-off.place`)).text)).toContain('Children’s therapies framework');
  expect(words((await step(priya, callOff, 'call-off.place', { ...place, withinScope: 'no' })).text)).toContain('outside what the framework is for');
  await taken(priya, callOff, 'call-off.place', place);
  await taken(priya, direct, 'call-off.place', { ...place, way: 'without competition' });
}, 120_000);

test('every provider of the framework is invited by one letter, and the step is refused while one is left out (reg 18(7), (8); Sch. 15)', async () => {
  await taken(priya, callOff, 'details.change', details('Therapies, north', '900,000', '2026-09-01', '2028-08-31'));
  await onRecord(priya, callOff);
  await setCriteria(priya, callOff, '2026-06-30');
  const at = `/cases/${callOff}/party-invitation`;
  done(await priya.fill(at, { make: 'yes' }));
  const page = await priya.get(at);
  const letter = words((await priya.get(`/documents/${/\/documents\/([0-9a-f-]{36})\.html/.exec(page.text)![1]!}.html`)).text);
  for (const part of [...BOTH, 'Children’s therapies framework', '85142000-6', 'Quality', '1 September 2026', '£900,000']) expect(letter).toContain(part);
  const one = await priya.send(at, page.text, { to: [HARBOUR.name] });
  expect([one.status, words(one.text).includes('Not every provider of the framework is invited')]).toEqual([409, true]);
  done(await priya.send(at, page.text, { to: BOTH }));
  for (const each of [HARBOUR, HOP_LANE]) await receiveOffer(priya, callOff, each);
  expect(words((await step(priya, callOff, 'offer.receive', { name: 'Somebody else', address: 'x', addressIs: 'registered office', 'answers.0.key': 'Quality', 'answers.0.answer': 'x', 'answers.1.key': 'Value', 'answers.1.answer': 'x' })).text)).toContain('not party to the framework');
}, 180_000);

test('the competition ends in an intention that names the framework, a standstill, a contract in the register, and a confirmation (Sch. 10, 11)', async () => {
  await scoreAndChoose(service, priya, rachel, callOff, { on: '2026-07-01', bidders: BOTH, chosen: [HARBOUR.name] });
  await taken(priya, callOff, 'sub-contractors.ask', { provider: HARBOUR.name, intends: 'no' });
  await itIs(service, '2026-07-06');
  const intention = words((await priya.get(`/documents/${await intendAndWait(service, priya, callOff, { bidders: BOTH, published: '2026-07-06', over: '2026-07-20', number: '015102-2026' })}.html`)).text);
  expect(intention).toContain('The contract is based on a framework agreement: Children’s therapies framework');
  await taken(rachel, callOff, 'contract.sign', { lifetimePence: '900,000', ...day('serviceStart', '2026-09-01'), ...day('serviceEnd', '2028-08-31') });
  const confirmation = words((await priya.get(`/documents/${await submitNotice(priya, callOff, 'confirmation-notice')}.html`)).text);
  for (const part of ['mini-competition', HARBOUR.name, 'ZZ1 1AA', '£900,000', '31 August 2028']) expect(confirmation).toContain(part);
  await until(async () => (await priya.read(`/cases/${framework}/framework`)).includes('£900,000 in all'));
  expect(await until(async () => { const text = await priya.read('/psr/contracts'); return text.includes('Therapies, north') && text; })).toContain('Call-off');
  expect(await priya.read(`/cases/${callOff}/regulation-24`)).toContain(HARBOUR.name);
}, 240_000);

test('a contract without competition has no standstill and no letters: it is approved in line with the framework, signed, and its notice is due within 30 days (reg 18(5), (6))', async () => {
  await taken(priya, direct, 'details.change', details('Therapies, south', '240,000', '2026-09-01', '2027-08-31'));
  await onRecord(priya, direct);
  await taken(rachel, direct, 'provider.choose', { providers: [HOP_LANE.name], reasons: 'Ranked first for the south, by clause 7.' });
  await taken(priya, direct, 'sub-contractors.ask', { provider: HOP_LANE.name, intends: 'no' });
  await taken(rachel, direct, 'award.approve', { reasons: 'In line with clause 7 of the framework.' });
  await taken(priya, direct, 'key-decision.state', { needed: 'no' });
  await taken(rachel, direct, 'contract.sign', { lifetimePence: '240,000', ...day('serviceStart', '2026-09-01'), ...day('serviceEnd', '2027-08-31') });
  expect(await priya.read(`/cases/${direct}`)).toContain('19 August 2026');
  const notice = words((await priya.get(`/documents/${await submitNotice(priya, direct, 'award-notice')}.html`)).text);
  for (const part of ['based on a framework agreement, without competition', 'Children’s therapies framework', HOP_LANE.name, 'ZZ1 2BB', '£240,000']) expect(notice).toContain(part);
  expect(fs.readdirSync(path.join(service.settings.dataFolder, 'notices')).length).toBe(6);
  await until(async () => (await priya.read(`/cases/${framework}/framework`)).includes('£1,140,000 in all'));
}, 180_000);

test('opened for further providers it gets a competition of its own, in whose end one joins; its term, users and terms stay, and nobody who is party loses a place (reg 17)', async () => {
  await taken(priya, framework, 'places.open', { reasons: 'Nobody serves the west.' });
  const round = await until(async () => { const { text } = await priya.get(`/cases/${framework}/framework`); const found = caseIn(text, 'Opened for further providers'); return (await priya.get(`/cases/${found}`)).status === 200 && found; });
  expect(words((await priya.get(`/cases/${round}/steps/framework.describe`)).text)).toContain('its terms are set already');
  await onRecord(priya, round);
  await setCriteria(priya, round, '2026-08-14');
  await submitNotice(priya, round, 'invitation-notice');
  await receiveOffer(priya, round, WEALD);
  await taken(priya, round, 'sub-contractors.ask', { provider: WEALD.name, intends: 'no' });
  await taken(priya, round, 'exclusion.check', { about: WEALD.name, checked: 'Debarment list', result: 'clear', nationalSecurity: 'no' });
  await taken(priya, round, 'selection.assess', { provider: WEALD.name, 'items.rows': '1', 'items.0.kind': 'suitability', 'items.0.requirement': 'Registered with the Care Quality Commission', 'items.0.evidence': 'The register', 'items.0.finding': 'met' });
  await scoreAndChoose(service, priya, rachel, round, { on: '2026-08-17', bidders: [WEALD.name], chosen: [WEALD.name] });
  await itIs(service, '2026-08-24');
  // The late summer bank holiday lies between: the eighth working day is Monday 7 September.
  await intendAndWait(service, priya, round, { bidders: [WEALD.name], published: '2026-08-24', over: '2026-09-08', number: '015103-2026' });
  await taken(rachel, round, 'framework.conclude', { lifetimePence: '8,000,000', ...day('starts', '2026-09-14') });
  const page = await until(async () => { const text = await priya.read(`/cases/${framework}/framework`); return text.includes(WEALD.name) && text; });
  for (const part of [...BOTH, 'Mon 14 Sep 2026', 'to Friday 31 May 2030', 'Nobody serves the west.']) expect(page).toContain(part);
}, 240_000);

test('a modification of the framework itself goes through the modification of a contract: measured by its own value, with notice N10, and its last day moves (regs 13, 16(5); Sch. 12)', async () => {
  const list = await priya.get('/start/psr.modification');
  expect(words(list.text)).toContain('Children’s therapies framework, framework (FRA');
  const modification = /\/cases\/([0-9a-f-]{36})/.exec(done(await priya.fill('/start/psr.modification', { contractCase: framework })))![1]!;
  const change = { what: 'Children’s psychology is added, and a month for it', ...day('effectiveOn', '2026-12-01'), valueChangePence: '600,000', ...day('newEnd', '2030-06-30'), lengthChange: 'One month longer, to 30 June 2030', attributable: 'yes', whyAttributable: 'Asked for by the authority.', materiallyDifferent: 'no', whyCharacter: 'Therapies for children, as before.' };
  const tooLong = await step(priya, modification, 'change.describe', change);
  expect([tooLong.status, words(tooLong.text).includes('The framework would run for longer than four years')]).toEqual([409, true]);
  await taken(priya, modification, 'change.describe', { ...change, whyOverFourYears: 'The last course of therapy begun under it ends in June 2030.' });
  await taken(priya, modification, 'ground.state', { ground: 'M4', evidence: '£600,000 of £8,000,000 is 7.5 per cent.' });
  await onRecord(priya, modification);
  await taken(rachel, modification, 'modification.permit', { reasons: 'Below 25 per cent, and the same character.' });
  await taken(rachel, modification, 'modification.make');
  const notice = words((await priya.get(`/documents/${await submitNotice(priya, modification, 'modification-notice')}.html`)).text);
  for (const part of ['Modification of a framework agreement', 'Children’s psychology is added', '£600,000', 'One month longer, to 30 June 2030']) expect(notice).toContain(part);
  const page = await until(async () => { const text = await priya.read(`/cases/${framework}/framework`); return text.includes('New last day: Sun 30 Jun 2030') && text; });
  for (const part of ['1 June 2026 to Sunday 30 June 2030', '£8,600,000', 'The last course of therapy begun under it']) expect(page).toContain(part);
  expect(await priya.read('/start/psr.urgent')).not.toContain('Children’s therapies framework');
}, 120_000);

test('at the end of its last day the framework expires by itself, and nothing more is placed under it', async () => {
  await taken(priya, framework, 'call-off.begin', { title: 'Therapies, too late' });
  const page = await until(async () => { const { text } = await priya.get(`/cases/${framework}/framework`); return (await priya.get(`/cases/${caseIn(text, 'Therapies, too late')}`)).status === 200 && text; });
  await itIs(service, '2030-07-01');
  await until(async () => (await priya.read(`/cases/${framework}/framework`)).includes('It expired at the end of Sunday 30 June 2030'));
  const late = await step(priya, caseIn(page, 'Therapies, too late'), 'call-off.place', { frameworkCase: framework, way: 'without competition', withinScope: 'yes', whyWithinScope: 'x', changesTerms: 'no', whyTermsStay: 'x' });
  expect([late.status, words(late.text).includes('has expired or was ended')]).toEqual([409, true]);
  // A case shows a clock as rung at once; a list does when the sweep has written it.
  await until(async () => words((await priya.get('/psr/frameworks')).text).includes('Expired'));
}, 180_000);

test('every case is as it was recorded', async () => {
  const { cases, broken } = await verified(service);
  expect(broken).toEqual([]);
  expect(cases).toBeGreaterThan(8);
}, 120_000);
