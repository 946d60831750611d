import { readSheet } from 'read-excel-file/node';
import type { TestService } from '../web/service.js';
import { itIs, step, submitNotice, taken } from './award-world.js';
import { day, done, Officer, serviceOn, STAFF, stop } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/** The three contracts of seed 004, 3.3 in the register, through the pages, on 4 March 2024. */
let service: TestService;
let priya: Officer;
let rachel: Officer;
let caseId = '';

beforeAll(async () => {
  service = await serviceOn('2024-03-04');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
}, 180_000);
afterAll(() => stop(service));

const HEADER = 'Contract,Supplier,Contract number,Start date,End date,Value,District,Process,Signed,Colour';
const ROWS = [
  'SEN therapies East,East Kent Hospitals University NHS Foundation Trust,C-1,01/04/2024,31/08/2025,"£752,905","Ashford; Dover",direct award C,,red',
  'SEN therapies Canterbury,Kent Community Health NHS Foundation Trust,C-2,2024-04-01,2025-08-31,"610,037",Canterbury,direct award C,2024-03-01,',
  'SEN therapies West,Kent Community Health NHS Foundation Trust,C-3,2024-04-01,31/04/2025,"916,549",West,direct award C,,',
  'SEN therapies East again,East Kent Hospitals University NHS Foundation Trust,c 1,01/04/2024,31/08/2025,1,,,,',
  'Backwards,Hop Lane Therapies (sample),C-5,2025-04-01,2024-03-31,-5,,barter,,',
];
const upload = async (name: string, content: string, look = false) => {
  const page = await priya.get('/psr/contracts/import');
  const form = new FormData();
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.text)![1]!;
  form.set('_csrf', csrf);
  if (look) form.set('look', 'yes');
  form.set('file', new Blob([content], { type: 'text/csv' }), name);
  return priya.visitor.send('/psr/contracts/import', { method: 'POST', body: form });
};

test('a list is looked at first: each bad row is explained, and nothing is entered', async () => {
  const said = words((await upload('contracts.csv', [HEADER, ...ROWS].join('\r\n'), true)).text);
  expect(said).toContain('2 contracts would be entered');
  expect(said).toContain('“31/04/2025” is no date that there is');
  expect(said).toContain('The term ends before it starts');
  expect(said).toContain('is less than nothing');
  expect(said).toContain('It is no process that we know');
  expect(said).toContain('Columns that were not read: Colour');
  expect(await priya.read('/psr/contracts')).toContain('No contract is in the register yet');
}, 60_000);

test('it is entered; the same file again enters nothing, and the same contract twice in it is found', async () => {
  const once = words((await upload('contracts.csv', [HEADER, ...ROWS].join('\r\n'))).text);
  expect(once).toContain('2 contracts were entered, 1 twice in the file, 2 not entered');
  expect(words((await upload('contracts.csv', [HEADER, ...ROWS].join('\r\n'))).text)).toMatch(/(0|[Nn]o) contracts were entered, 3 in the register already/);
}, 60_000);

test('what is no list of contracts is refused with what to do', async () => {
  expect((await upload('contracts.csv', 'a,b\n1,2')).status).toBe(422);
  expect(words((await upload('contracts.csv', 'Contract,Supplier\nA,B')).text)).toContain('Columns are missing: Starts, Ends');
}, 60_000);

test('the register shows what ends soonest, by when to start, and what is unsigned; a filter and a spreadsheet keep to it', async () => {
  const all = await priya.read('/psr/contracts');
  expect(all).toContain('2 contracts');
  expect(all).toContain('£752,905');
  expect(all).toContain('Unsigned');
  expect(all).toMatch(/\d+% left/);
  expect(await priya.read('/psr/contracts?mark=unsigned')).toContain('1 contract of 2');
  const { bytes } = await priya.visitor.bytes('/psr/contracts.xlsx?mark=unsigned');
  const rows = await readSheet(bytes);
  expect(rows.map((row) => [row[1], row[5], row[10]])).toEqual([['Contract', 'Value in pounds', 'Unsigned'], ['SEN therapies East', 752905, 'Yes']]);
  expect((await priya.visitor.bytes('/psr/contracts.csv')).bytes.toString('utf8')).toContain('SEN therapies Canterbury');
}, 60_000);

test('the shares of seed 004 make the whole, or are refused beside the question', async () => {
  const register = await priya.get('/psr/contracts?text=East');
  caseId = /\/cases\/([0-9a-f-]{36})\/contract/.exec(register.text)![1]!;
  const share = (third: string) => ({ totalPence: '752,905', period: 'a year', 'shares.rows': '2', 'shares.0.payer': 'Kent County Council', 'shares.0.budget': 'High needs', 'shares.0.pence': '500,000', 'shares.1.payer': 'NHS Kent and Medway', 'shares.1.budget': '', 'shares.1.pence': third });
  expect(words((await step(priya, caseId, 'shares.set', share('252,904'))).text)).toContain('The shares do not add up to the whole');
  await taken(priya, caseId, 'shares.set', share('252,905'));
  const page = await priya.read(`/cases/${caseId}/contract`);
  expect(page).toContain('Shares of £752,905');
  expect(page).toContain('66.4%');
}, 60_000);

test('posts, caseload and waits are kept, and what was not collected is not nought', async () => {
  await taken(priya, caseId, 'posts.set', { ...day('asOn', '2024-03-01'), 'posts.rows': '1', 'posts.0.therapy': 'Speech and language', 'posts.0.area': 'Dover', 'posts.0.fteHundredths': '4.25', 'posts.0.fundedPercent': '60' });
  await taken(priya, caseId, 'activity.report', {
    ...day('from', '2023-10-01'), ...day('to', '2023-12-31'), 'rows.rows': '2', 'rows.0.measure': 'referrals received', 'rows.0.therapy': 'SLT', 'rows.0.area': 'Dover', 'rows.0.count': '0',
    'rows.1.measure': 'longest wait', 'rows.1.therapy': 'SLT', 'rows.1.area': 'Dover', 'rows.1.count': '',
  });
  const page = await priya.read(`/cases/${caseId}/contract`);
  expect(page).toContain('4.25');
  expect(page).toMatch(/Dover 0 /);
  expect(page).toContain('not collected');
}, 60_000);

test('a change is entered with a minus, and the ledger shows both sums (reg 13(2))', async () => {
  const answer = await step(priya, caseId, 'change.enter', { what: 'Fewer posts', ...day('effectiveOn', '2024-03-01'), valueChangePence: '−52,905', ground: 'M1', attributable: 'yes' });
  done(answer);
  const page = await priya.read(`/cases/${caseId}/contract`);
  expect(page).toContain('−£52,905');
  expect(page).toContain('Lifetime value now £700,000');
}, 60_000);

test('the contract is kept as a document in three formats, as it stands on that day', async () => {
  done(await priya.fill(`/cases/${caseId}/contract`, {}));
  const kept = (await priya.get(`/cases/${caseId}/contract`)).text;
  const document = /\/documents\/([0-9a-f-]{36})"/.exec(kept.slice(kept.indexOf('Kept before')))![1]!;
  const text = words((await priya.get(`/documents/${document}.html`)).text);
  for (const part of ['Contract: SEN therapies East', 'Delivered without a signed agreement.', 'Kent County Council', 'Fewer posts', 'Lifetime value now £700,000']) expect(text).toContain(part);
  expect((await priya.visitor.bytes(`/documents/${document}.pdf`)).bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect((await priya.visitor.bytes(`/documents/${document}.docx`)).bytes.subarray(0, 2).toString('latin1')).toBe('PK');
}, 60_000);

test('at the latest safe start the choice of a route opens by itself, and the contract leads to it', async () => {
  const plan = await priya.read(`/cases/${caseId}/contract`);
  expect(plan).toMatch(/Begin by \w+day \d+ \w+ 202[45]/);
  await itIs(service, '2025-03-03');
  const href: string = await until(async () => /href="(\/cases\/[0-9a-f-]{36})">The choice of a route/.exec((await priya.get(`/cases/${caseId}/contract`)).text)?.[1] ?? false);
  const opened = await until(async () => { const page = await priya.get(href); return page.status === 200 && words(page.text); });
  expect(opened).toContain('What follows: SEN therapies East');
}, 120_000);

test('whoever may not read contracts may not read the register', async () => {
  const ella = await Officer.signIn(service, STAFF.evaluator);
  expect((await ella.get('/psr/contracts')).status).toBe(403);
  expect((await ella.get('/psr/contracts.csv')).status).toBe(403);
  expect((await rachel.get('/psr/contracts')).status).toBe(200);
}, 60_000);

test('a modification takes over the ledger, owes a notice of £500,000, publishes it from the case, and writes the ledger (reg 13(4), (5))', async () => {
  const rows = { 'people.rows': '1', 'people.0.name': 'Rachel Okafor', 'people.0.role': 'Director of commissioning' };
  expect((await priya.fill('/start/psr.modification', { contractCase: '00000000-0000-4000-8000-000000000000' })).status).not.toBe(303);
  const modification = /\/cases\/([0-9a-f-]{36})/.exec(done(await priya.fill('/start/psr.modification', { contractCase: caseId })))![1]!;
  await taken(priya, modification, 'change.describe', {
    what: 'A team for the north', ...day('effectiveOn', '2025-03-10'), valueChangePence: '500,000', attributable: 'yes', whyAttributable: 'The authority asks for it.', materiallyDifferent: 'no', whyCharacter: 'The same therapies.',
  });
  await taken(priya, modification, 'ground.state', { ground: 'M1', evidence: 'Clause 14 of the contract: further teams at the scheduled price.' });
  await taken(priya, modification, 'decision-makers.name', rows);
  await taken(priya, modification, 'conflicts.none');
  expect(await rachel.read(`/cases/${modification}`)).toContain('£552,905 of change since the start of £752,905');
  await taken(rachel, modification, 'modification.permit', { reasons: 'The clause is clear.' });
  await taken(rachel, modification, 'modification.make');
  expect(await priya.read(`/cases/${modification}/modification-notice`)).toContain('What keeps it from being submitted');
  await taken(priya, modification, 'notice.complete', { title: 'SEN therapies East', services: 'Therapies for school-aged children', cpv: '85142000-6' });
  const documentId = await submitNotice(priya, modification, 'modification-notice');
  expect(words((await priya.get(`/documents/${documentId}.html`)).text)).toContain('A team for the north');
  const ledger = await until(async () => { const text = await priya.read(`/cases/${caseId}/contract`); return text.includes('A team for the north') && text; });
  expect(ledger).toContain('Lifetime value now £1,200,000');
}, 120_000);
