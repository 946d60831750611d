import fs from 'node:fs';
import path from 'node:path';
import mammoth from 'mammoth';
import { Visitor, type TestService } from '../web/service.js';
import { EAST_COMMUNITY, EAST_HOSPITALS, WEST_COMMUNITY, earlier, itIs, prepare, representer, step, submitNotice, taken, verified } from './award-world.js';
import { therapyFacts } from './route-facts.js';
import { answerRoute, awardOpenedBy, chooseRoute } from './route-world.js';
import { day, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/**
 * The three therapy contracts of report 24/00008, from the questions of scope and route for 1 April 2024 to 31 August 2025 to the confirmation of each award by direct award
 * process C, through the pages, with the clock moved on. The year 2023/24 that had run already goes to a waiver. Published on Tuesday 14 May 2024 the time for representations
 * ends at midnight at the end of Tuesday 28 May: 27 May is the Spring bank holiday.
 */
let service: TestService;
let priya: Officer;
let rachel: Officer;
const awards: Record<string, string> = {};
let hospitals = '';
let east = '';
let west = '';
const TERM = { start: '2024-04-01', end: '2025-08-31' };
const signed = (lifetimePence: string) => ({ lifetimePence, ...day('serviceStart', TERM.start), ...day('serviceEnd', TERM.end) });
const hopLane = 'Hop Lane Therapies (sample)';

beforeAll(async () => {
  service = await serviceOn('2024-05-13');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
}, 180_000);
afterAll(() => stop(service));

const published = (caseId: string, number: string, statedLastDay = '2024-05-28') =>
  taken(priya, caseId, 'intention.publish', { noticeNumber: number, link: `https://www.find-tender.service.gov.uk/Notice/${number}`, ...day('statedLastDay', statedLastDay) });

test.each([
  ['east-kent-hospitals', '£1,066,616 less £752,905 is £313,711, or 41.66% of £752,905.'],
  ['kent-community-health-east', '£864,220 less £610,037 is £254,183, or 41.66% of £610,037.'],
  ['kent-community-health-west', '£1,298,445 less £916,549 is £381,896, or 41.66% of £916,549.'],
] as const)('scope and route of %s for 1 April 2024 to 31 August 2025: direct award C is open, every warning is answered, and the year that has run goes to a waiver', async (name, arithmetic) => {
  const facts = therapyFacts(name);
  const routeCase = await answerRoute(priya, facts);
  const result = await rachel.read(`/cases/${routeCase}/route-result`);
  expect(result).toContain('One of 3 routes may be chosen');
  expect(result).toContain(arithmetic);
  expect(result).toContain('1 April 2023 to 31 March 2024');
  for (const warning of ['The term begins before the award', 'A term has already run', 'never signed is treated as existing', 'without performance information', 'decided beside it', 'called health care']) expect(result).toContain(warning);
  expect(result.includes('Two values differ')).toBe(name === 'east-kent-hospitals');
  // A route for the time that has run is not among the answers: it cannot be chosen for it.
  const unanswered = await rachel.fill(`/cases/${routeCase}/steps/route.choose`, { choice: 'direct-award-c', reasons: 'Continuity.', decidedUnder: 'Key decision 24/00008', 'notUsed.1.why': 'No time.', 'notUsed.2.why': 'It would interrupt therapy.' });
  expect(words(unanswered.text)).toContain('A warning has no answer in writing.');
  const record = await chooseRoute(rachel, routeCase);
  for (const said of ['Direct award C', 'Key decision 24/00008, recommendation B', '1 April 2024 to 31 August 2025', 'ask for a waiver for the time that has run already']) expect(record).toContain(said);
  awards[name] = await awardOpenedBy(service, routeCase);
}, 120_000);

test('the award is opened with the facts of the choice; before it is prepared its intention cannot be submitted, and the page says why', async () => {
  [hospitals, east, west] = [awards['east-kent-hospitals']!, awards['kent-community-health-east']!, awards['kent-community-health-west']!];
  for (const [caseId, { title, provider, value }] of [[hospitals, EAST_HOSPITALS], [east, EAST_COMMUNITY], [west, WEST_COMMUNITY]] as const) {
    const page = await priya.read(`/cases/${caseId}`);
    for (const part of [title, provider]) expect(page).toContain(part);
    expect((await priya.get(`/cases/${caseId}/steps/details.change`)).text.replaceAll(',', '')).toContain(`value="${value.replaceAll(',', '')}`);
  }
  expect(await priya.read(`/cases/${hospitals}`)).toMatch(/PSR\/C \d\d\/\d{5}/);
  expect((await priya.get(`/cases/${hospitals}/intention-notice`)).status).toBe(409);
  const early = await step(rachel, hospitals, 'satisfaction.decide', { satisfiesExisting: 'yes', likelySatisfiesNew: 'yes', reasons: 'We know them.' });
  expect([early.status, words(early.text).includes('Not every key criterion has evidence')]).toEqual([409, true]);
}, 60_000);

test('step 1 is decided on the five key criteria; the notice lists what is missing until the address is there', async () => {
  for (const [caseId, contract] of [[hospitals, EAST_HOSPITALS], [east, EAST_COMMUNITY], [west, WEST_COMMUNITY]] as const) await prepare(priya, rachel, caseId, contract);
  await taken(priya, hospitals, 'providers.correct', { 'providers.0.name': EAST_HOSPITALS.provider, 'providers.0.address': '', 'providers.0.addressIs': 'principal place of business' });
  const page = await priya.get(`/cases/${hospitals}/intention-notice`);
  expect(words(page.text)).toContain('What keeps it from being submitted');
  expect(words(page.text)).toContain('registered office or principal place of business');
  expect(page.text).not.toContain('Make the notice');
  await taken(priya, hospitals, 'providers.correct', { 'providers.0.name': EAST_HOSPITALS.provider, 'providers.0.address': EAST_HOSPITALS.address, 'providers.0.addressIs': 'principal place of business' });
}, 120_000);

test('the intention notice says what Schedule 3 asks, in its order, and the standstill waits for its publication', async () => {
  await itIs(service, '2024-05-14');
  const documentId = await submitNotice(priya, hospitals, 'intention-notice');
  const notice = words((await priya.get(`/documents/${documentId}.html`)).text);
  const order = ['intention to award', EAST_HOSPITALS.title, EAST_HOSPITALS.provider, 'CT1 3NG', '85142000-6', '£1,066,616', 'Director of commissioning', 'fell from 407 to 16', 'No conflict'];
  for (const part of order) expect(notice).toContain(part);
  expect(notice).toContain('Tuesday 28 May 2024');
  const { value } = await mammoth.extractRawText({ buffer: (await priya.visitor.bytes(`/documents/${documentId}.docx`)).bytes });
  for (const part of order.slice(1)) expect(value.replace(/\s+/g, ' ')).toContain(part);
  expect((await priya.visitor.bytes(`/documents/${documentId}.pdf`)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await priya.read(`/cases/${hospitals}`)).toContain('its publication is to be recorded');
  expect((await priya.get(`/cases/${hospitals}/standstill`)).status).toBe(404);
});

test('what was submitted waits in the folder of notices: the text for the form, the release, the page', async () => {
  const folder = path.join(service.settings.dataFolder, 'notices');
  const [of] = fs.readdirSync(folder);
  expect(fs.readdirSync(path.join(folder, of!)).sort()).toEqual(['find-a-tender.txt', 'hand-over.json', 'notice.html', 'release.json']);
  const release = JSON.parse(fs.readFileSync(path.join(folder, of!, 'release.json'), 'utf8')) as { tender: { title: string } };
  expect(release.tender.title).toBe(EAST_HOSPITALS.title);
});

test('published on Tuesday 14 May 2024 it gives providers until midnight at the end of Tuesday 28 May; the contract is visibly closed until the day after', async () => {
  await published(hospitals, '015001-2024');
  for (const [caseId, number] of [[east, '015002-2024'], [west, '015003-2024']] as const) {
    await submitNotice(priya, caseId, 'intention-notice');
    await published(caseId, number, caseId === west ? '2024-05-24' : '2024-05-28');
  }
  const page = await rachel.get(`/cases/${hospitals}/standstill`);
  const text = words(page.text);
  expect(text).toContain('until midnight at the end of Tuesday 28 May 2024');
  expect(text).toContain('The contract may be signed from Wednesday 29 May 2024');
  expect(text).toContain('Not counted: Spring bank holiday');
  expect(text).toContain('Working day 8 of 8');
  expect(text).toContain('The standstill is not over.');
  expect(page.text).toContain('<svg');
  expect((await rachel.get(`/cases/${hospitals}/steps/contract.sign`)).status).toBe(409);
}, 60_000);

test('a notice that gave providers four days too few is met kindly: the lawful day holds, and what can be done is said', async () => {
  const text = await priya.read(`/cases/${west}/standstill`);
  expect(text).toContain('The notice gave providers 4 days too few');
  expect(text).toContain('Counted by regulation 12, representations are in time until midnight at the end of Tuesday 28 May 2024');
  expect(text).toContain('Record a correction of the intention');
});

test('a provider that the product does not know represents on the public page, by a confirmed address', async () => {
  await itIs(service, '2024-05-22', '16:40');
  const anybody = new Visitor(service.address);
  expect(words((await anybody.get('/public/representations')).text)).toContain(EAST_HOSPITALS.title);
  const jo = await representer(service, hospitals, 'Jo Hopkins', 'jo@hoplane.example');
  const at = `/representations/${hospitals}`;
  const form = await jo.get(at);
  const sent = await jo.post(at, {
    _csrf: Visitor.tokenOn(form.text), key: /name="key" value="([^"]+)"/.exec(form.text)![1]!, provider: hopLane, standing: 'sub-contractor', grounds: 'The notice does not say how waits for intervention were weighed.',
  });
  expect(sent.status).toBe(303);
  expect(words((await jo.get(at)).text)).toContain('in time');
  expect(await rachel.read(`/cases/${hospitals}/standstill`)).toContain('A representation holds the standstill open');
});

test('without a representation the standstill ends by itself at midnight; an e-mail of 22:00 on the last day that is logged next morning was in time', async () => {
  await itIs(service, '2024-05-28', '23:59');
  expect((await rachel.get(`/cases/${east}/steps/contract.sign`)).status).toBe(409);
  await itIs(service, '2024-05-29', '09:10');
  await until(async () => (await rachel.read(`/cases/${east}`)).includes('The standstill is over'));
  await until(async () => (await rachel.read(`/cases/${west}`)).includes('The standstill is over'));
  await taken(priya, east, 'representation.receive', { name: hopLane, standing: 'provider of these services', how: 'e-mail', grounds: 'Dartford was left out of the assessment.', ...earlier('2024-05-28', '22:00') });
  const page = await rachel.read(`/cases/${east}/standstill`);
  expect(page).toContain('Holds the standstill open');
  expect((await rachel.get(`/cases/${east}/steps/contract.sign`)).status).toBe(409);
}, 60_000);

test('one that comes after the standstill is recorded as late and holds nothing', async () => {
  await taken(priya, west, 'representation.receive', { name: hopLane, standing: 'other', how: 'letter', grounds: 'We only saw it now.' });
  expect(await rachel.read(`/cases/${west}/standstill`)).toContain('Late: recorded, holds nothing');
  expect(words((await rachel.get(`/cases/${west}/steps/contract.sign`)).text)).toContain('nobody has said whether the authority needs a key decision');
});

test('the contract without a representation is signed once the key decision may be acted on, and confirmed within thirty days', async () => {
  await taken(priya, west, 'key-decision.state', { needed: 'yes', reference: '24/00008', ...day('implementableFrom', '2024-05-30') });
  expect((await rachel.get(`/cases/${west}/steps/contract.sign`)).status).toBe(409);
  await itIs(service, '2024-05-30');
  await taken(rachel, west, 'contract.sign', signed(WEST_COMMUNITY.value));
  expect(await priya.read(`/cases/${west}`)).toContain('28 June 2024');
  const documentId = await submitNotice(priya, west, 'confirmation-notice');
  expect(words((await priya.get(`/documents/${documentId}.html`)).text)).toContain('£1,298,445');
  expect(await priya.read(`/cases/${west}`)).toContain('Awarded to Kent Community Health NHS Foundation Trust, and the notice was submitted.');
});

test('the review: further opportunity, an answer to what was asked, findings; then the further decision, told to everybody', async () => {
  expect((await rachel.get(`/cases/${hospitals}/steps/decision.take`)).status).toBe(409);
  await taken(priya, hospitals, 'representation.invite', { number: '1', apt: 'yes', what: 'A call on 29 May.' });
  await taken(priya, hospitals, 'information.request', { number: '1', asked: 'The evidence on access.' });
  await taken(priya, hospitals, 'information.answer', { number: '1', request: '1', given: 'given in part', exception: 'commercial interests', reasons: 'Waits were given; staff costs of the trust were not.' });
  await taken(priya, hospitals, 'review.record', { number: '1', findings: 'Waits for intervention are not recorded separately by the trust; the assessment said so.', conclusion: 'partly well founded' });
  await itIs(service, '2024-05-31', '11:00');
  await taken(rachel, hospitals, 'decision.take', { kind: 'proceed', toStep: '', reasons: 'The finding on access rests on waits for assessment, and stands.' });
  const at = `/cases/${hospitals}/further-decision`;
  expect((await priya.fill(at, { make: 'yes' })).status).toBe(303);
  const letter = /\/documents\/[0-9a-f-]{36}/.exec((await priya.get(at)).text)![0];
  const said = words((await priya.get(`${letter}.html`)).text);
  for (const part of [EAST_HOSPITALS.provider, hopLane, 'to go on with the award as we had intended it', 'rests on waits for assessment', 'Partly well founded', 'five working days']) expect(said).toContain(part);
  const tell = (to: string) => priya.fill(at, { to: [to], how: 'E-mail', tell: 'yes' });
  expect((await tell(EAST_HOSPITALS.provider)).status).toBe(303);
  expect(await rachel.read(`/cases/${hospitals}/standstill`)).toContain(`Still to be told: ${hopLane}`);
  expect((await tell(hopLane)).status).toBe(303);
}, 60_000);

test('five working days run from when the last was told on Friday 31 May: the standstill can be closed from Saturday 8 June, not before', async () => {
  const text = await rachel.read(`/cases/${hospitals}/standstill`);
  expect(text).toContain('The contract may be signed from Saturday 8 June 2024 , when five working days have passed since the last provider was told');
  await itIs(service, '2024-06-07', '17:00');
  const early = await rachel.get(`/cases/${hospitals}/steps/standstill.close`);
  expect(early.status).toBe(409);
  expect(words(early.text)).toContain('Five working days have not passed');
  await itIs(service, '2024-06-10', '10:00');
  await taken(rachel, hospitals, 'standstill.close', { noneIntended: 'yes' });
  expect(await rachel.read(`/cases/${hospitals}/standstill`)).toContain('closed by the authority');
});

test('the award waits also for the key decision, then the contract is entered into and confirmed', async () => {
  await taken(priya, hospitals, 'key-decision.state', { needed: 'yes', reference: '24/00008', ...day('implementableFrom', '2024-06-17') });
  const early = await rachel.get(`/cases/${hospitals}/steps/contract.sign`);
  expect(early.status).toBe(409);
  expect(words(early.text)).toContain('not yet open to be acted on');
  await itIs(service, '2024-06-17', '10:00');
  await taken(rachel, hospitals, 'contract.sign', signed(EAST_HOSPITALS.value));
  expect(await priya.read(`/cases/${hospitals}`)).toContain('16 July 2024');
  const documentId = await submitNotice(priya, hospitals, 'confirmation-notice');
  const notice = words((await priya.get(`/documents/${documentId}.html`)).text);
  for (const part of ['confirmation of', EAST_HOSPITALS.provider, '17 June 2024', '1 April 2024', '31 August 2025']) expect(notice).toContain(part);
  const timeline = await priya.read(`/cases/${hospitals}/timeline`);
  for (const part of ['recorded a representation by Hop Lane', 'took a further decision: to go on with the award', 'closed the standstill', 'entered into the contract']) expect(timeline).toContain(part);
});

test('the third contract goes the same way: reviewed, decided, told, waited for, awarded and confirmed', async () => {
  await taken(priya, east, 'representation.invite', { number: '1', apt: 'no', what: 'It has said all it wants to.' });
  await taken(priya, east, 'review.record', { number: '1', findings: 'Dartford is in the assessment of access.', conclusion: 'not well founded' });
  await taken(rachel, east, 'decision.take', { kind: 'proceed', toStep: '', reasons: 'The assessment covers all three districts.' });
  const at = `/cases/${east}/further-decision`;
  expect((await priya.fill(at, { make: 'yes' })).status).toBe(303);
  expect((await priya.fill(at, { to: [EAST_COMMUNITY.provider, hopLane], how: 'E-mail', tell: 'yes' })).status).toBe(303);
  await itIs(service, '2024-06-25', '09:30');
  await until(async () => (await rachel.get(`/cases/${east}/steps/standstill.close`)).status === 200);
  await taken(rachel, east, 'standstill.close', { noneIntended: 'yes' });
  await taken(priya, east, 'key-decision.state', { needed: 'yes', reference: '24/00008', ...day('implementableFrom', '2024-06-17') });
  await taken(rachel, east, 'contract.sign', signed(EAST_COMMUNITY.value));
  await submitNotice(priya, east, 'confirmation-notice');
  expect(await priya.read(`/cases/${east}`)).toContain('Awarded to Kent Community Health NHS Foundation Trust, and the notice was submitted.');
}, 60_000);

test('in the end each of the three cases lists every document of its award, and the register says that each term began before it', async () => {
  for (const [caseId, documents] of [[hospitals, ['Intention to award', 'Further decision', 'Confirmation of award']], [east, ['Intention to award', 'Further decision', 'Confirmation of award']], [west, ['Intention to award', 'Confirmation of award']]] as const) {
    const page = await priya.read(`/cases/${caseId}/documents`);
    expect(page).toContain(`${documents.length} documents.`);
    for (const document of documents) expect(page).toContain(document);
  }
  const register = await until(async () => {
    const page = await priya.read('/psr/contracts');
    return [EAST_HOSPITALS, EAST_COMMUNITY, WEST_COMMUNITY].every(({ title }) => page.includes(title)) && page;
  });
  expect(register.split('Term before the award').length - 1).toBeGreaterThanOrEqual(3);
});

test('every case is intact from its first entry to its last, the late entry included', async () => {
  const { cases, broken } = await verified(service);
  expect(broken).toEqual([]);
  expect(cases).toBeGreaterThanOrEqual(9);
});
