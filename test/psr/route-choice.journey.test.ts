import fs from 'node:fs';
import mammoth from 'mammoth';
import { v5 as idFromName } from 'uuid';
import type { TestService } from '../web/service.js';
import { asOwner } from '../database.js';
import { day, done, Officer, serviceOn, STAFF, stop, type Typed } from './officers.js';
import { words } from '../words.js';
import { until } from '../until.js';

/** The therapy contract with East Kent Hospitals, from the first question to the award case, on 13 May 2024. Each step goes on where the last one ended. */
let service: TestService;
let priya: Officer;
let rachel: Officer;
let caseId = '';
const at = (path: string) => `/cases/${caseId}/${path}`;

beforeAll(async () => {
  service = await serviceOn('2024-05-13');
  [priya, rachel] = [await Officer.signIn(service, STAFF.officer), await Officer.signIn(service, STAFF.decider)];
}, 180_000);
afterAll(() => stop(service));

const evidence = 'Access: children waiting more than 12 weeks for an assessment fell from 407 to 16 in 2023.';
const view = 'Health care from allied health professionals of the NHS, after legal advice.';
/** Every question with its answer, in the order in which they come. */
const ANSWERS: readonly (readonly [string, Typed])[] = [
  ['day', day('on', '2024-05-13')],
  ['authority', { 'authority.kind': 'local authority in England' }],
  ['need', { need: 'contract' }],
  ['begun', { 'begun.already': 'yes', ...day('begun.on', '2024-03-06'), 'begun.evidence': 'The cabinet committee of 6 March 2024.' }],
  ['individuals', { 'service.toIndividuals': 'yes', 'service.description': 'Speech and language therapy and occupational therapy for school-aged children' }],
  ['codes', { 'service.codes.0.code': '85142000-6' }],
  ['lines', {
    'service.lines.rows': '2', 'service.lines.0.what': 'Speech and language therapy', 'service.lines.0.pays': 'education budget', 'service.lines.0.section': 'F and G', 'service.lines.0.pence': '',
    'service.lines.1.what': 'Occupational therapy', 'service.lines.1.pays': 'education budget', 'service.lines.1.section': 'F and G', 'service.lines.1.pence': '',
  }],
  ['views', { 'service.lines.0.forHealthService': 'yes', 'service.lines.0.reasons': view, 'service.lines.1.forHealthService': 'yes', 'service.lines.1.reasons': view }],
  ['other', { 'other.isThere': 'no' }],
  ['existing', { 'existing.status': 'not signed' }],
  ['existing-term', { 'existing.providers': 'East Kent Hospitals University NHS Foundation Trust', 'existing.contracts': '1', ...day('existing.startsOn', '2023-04-01'), ...day('existing.endsOn', '2024-03-31') }],
  ['existing-value', {
    'existing.value.pence': '£752,905', 'existing.value.vat': 'excluded', 'existing.value.basis': 'One year.', 'existing.value.source': 'Report 24/00008, section 2.3',
    'existing.value.alsoStated.rows': '1', 'existing.value.alsoStated.0.pence': '725,905', 'existing.value.alsoStated.0.where': 'Report 24/00008, section 8.3',
  }],
  ['term', { 'proposed.providers': 'East Kent Hospitals University NHS Foundation Trust', ...day('proposed.startsOn', '2024-04-01'), ...day('proposed.endsOn', '2025-08-31') }],
  ['value', { 'proposed.value.pence': '1,066,616', 'proposed.value.vat': 'excluded', 'proposed.value.basis': '17 months at the annual value.', 'proposed.value.source': '' }],
  ['ran', { 'ranWithoutAuthority.rows': '1', ...day('ranWithoutAuthority.0.from', '2023-04-01'), ...day('ranWithoutAuthority.0.to', '2024-03-31'), 'ranWithoutAuthority.0.why': 'Delivered and paid for without a signed contract.' }],
  ['related', { 'related.contracts': '2', 'related.existingPence': '1,526,586', 'related.proposedPence': '2,162,665' }],
  ['urgency', { 'urgency.mustBeUrgent': 'no' }],
  ['only-provider', { 'onlyProvider.isSo': 'no', 'onlyProvider.reasons': 'Another trust provides the same therapies in the west of the county.' }],
  ['choice', { 'choice.offered': 'no' }],
  ['replaces', { 'proposed.replacesAtEnd': 'yes' }],
  ['character', { 'change.materiallyDifferent': 'no', 'change.reasons': 'The same posts, therapies and districts.', 'change.decidedBy': 'Head of children’s commissioning' }],
  ['attributable', { 'change.byAuthority': 'yes' }],
  ['satisfaction', { 'satisfaction.existing': 'yes', 'satisfaction.proposed': 'yes', 'satisfaction.evidence': evidence, 'satisfaction.performanceInformation': 'no' }],
];

test('an officer starts a choice of route; nothing can be chosen before the questions are answered, and the decision maker is told so', async () => {
  caseId = /\/cases\/([0-9a-f-]{36})/.exec(done(await priya.fill('/start/psr.route-choice', { title: 'Children’s therapies, East Kent Hospitals', occasion: 'The service has run without a signed contract since April 2023.' })))![1]!;
  expect(await priya.read(`/cases/${caseId}`)).toMatch(/PSR\/R \d\d\/\d{5}/);
  expect((await rachel.get(at('steps/route.choose'))).status).toBe(409);
  expect(await priya.read(at('route-result'))).toContain('The questions have not been answered');
});

test('the first questions: one a page, each with why it matters and what can be said so far', async () => {
  expect(done({ ...(await priya.get(at('route-questions'))) })).toBe(at('route-questions/day'));
  const page = await priya.read(at('route-questions/authority'));
  expect(page).toContain('Why it matters. The Regime binds the bodies that the Act lists');
  expect(page).toContain('So far Whether the Regime applies cannot be said yet.');
  expect(page).toContain('Cannot be said yet: 10');
});

const wrong = async (key: string, typed: Typed, said: string, kept?: string): Promise<void> => {
  const answer = await priya.fill(at(`route-questions/${key}`), { ...ANSWERS.find(([question]) => question === key)![1], ...typed });
  expect({ key, status: answer.status }).toEqual({ key, status: 422 });
  expect(words(answer.text)).toContain(said);
  if (kept) expect(answer.text).toContain(kept);
};

test('bad input is refused in words, and what was typed stays', async () => {
  await wrong('day', { 'on-day': '31', 'on-month': '4' }, 'April 2024 has no day 31', 'value="31"');
  await wrong('authority', { 'authority.kind': '' }, 'choose an answer; if it is not known, say so');
  await wrong('codes', { 'service.codes.0.code': '85142000-7' }, 'Did you mean 85142000-6 (Paramedical services)?', '85142000-7');
  await wrong('value', { 'proposed.value.pence': '€1,066,616' }, 'must be in pounds sterling', '€1,066,616');
  await wrong('value', { 'proposed.value.pence': '106661600p' }, 'in pounds, not in pence');
  await wrong('value', { 'proposed.value.pence': '-1' }, 'less than nothing');
  await wrong('value', { 'proposed.value.pence': '1,066,616 plus VAT' }, 'Whether VAT is in it is asked separately');
  await wrong('value', { 'proposed.value.vat': '' }, 'whether VAT is excluded or included');
  await wrong('term', { 'proposed.endsOn-year': '2023' }, 'The proposed term ends before it starts', '2023');
  await wrong('ran', { 'ranWithoutAuthority.0.to-year': '2022' }, 'ends before it starts');
});

test('every question in turn, by the answers given; a draft survives another session, and going back keeps the answers', async () => {
  let next = at('route-questions/day');
  for (const [n, [key, typed]] of ANSWERS.entries()) {
    expect(next).toBe(at(`route-questions/${key}`));
    next = done(await priya.fill(next, typed));
    if (n === 9) {
      const elsewhere = await Officer.signIn(service, STAFF.officer);
      expect(done(await elsewhere.get(at('route-questions')))).toBe(at('route-questions/existing-term'));
      const back = await elsewhere.get(at('route-questions/codes'));
      expect(back.text).toContain('value="85142000-6"');
      expect(back.text).toMatch(/govuk-back-link[^>]*>Back</);
    }
  }
  expect(next).toBe(at('route-answers'));
}, 60_000);

test('the panel names direct award C as soon as nothing stands against it', async () => {
  const page = await priya.read(at('route-questions/satisfaction'));
  expect(page).toContain('May be used: 3 Direct award C');
  expect(page).toContain('Nothing is missing for an answer. 7 warnings to be answered in writing.');
});

test('check answers shows every answer with the way to change it; changed, it comes back to the check', async () => {
  const page = await priya.read(at('route-answers'));
  expect(page).toContain('£752,905');
  expect(page).toContain('Section F in some plans, G in others');
  expect(page).toContain('Head of children’s commissioning');
  const changed = await priya.fill(`${at('route-questions/attributable')}?check=yes`, { 'change.byAuthority': 'yes' });
  expect(done(changed)).toBe(at('route-answers'));
  expect(done(await priya.fill(at('route-answers'), {}))).toBe(at('route-result'));
});

test('the result can be read by a councillor: the answer, the test with its numbers, what may not be used and why, the warnings, the waiver', async () => {
  const page = await rachel.read(at('route-result'));
  expect(page).toContain('One of 3 routes may be chosen');
  expect(page).toContain('£1,066,616 less £752,905 is £313,711, or 41.66% of £752,905.');
  expect(page).toContain('Patients are not offered a choice of provider.');
  expect(page).toContain('1 April 2023 to 31 March 2024: Delivered and paid for without a signed contract.');
  for (const title of ['The term begins before the award', 'A term has already run', 'never signed is treated as existing', 'Two values differ', 'without performance information', 'decided beside it', 'called health care']) expect(page).toContain(title);
});

const warnings: Typed = Object.fromEntries(['It ran on under the terms of 2022/23; the cabinet member has been told.', 'The director asks for the waiver.', 'Orders and payments since 2018; legal advice of April 2024.', '£752,905 is right; section 8.3 is corrected.',
  'Waits for assessment; measures are agreed from June 2024.', 'Three contracts by district, none divided.', 'Legal advice of April 2024.'].map((answer, n) => [`warnings.${n}.answer`, answer]));
const choose = (more: Typed = {}): Typed => ({
  choice: 'direct-award-c', reasons: 'Continuity for the children until the joint service begins.', decidedUnder: 'Key decision 24/00008, recommendation B',
  'notUsed.1.why': 'No time before the joint commissioning.', 'notUsed.2.why': 'A competition for 17 months would interrupt therapy.', ...warnings, ...more,
});

test.each([
  ['a warning without an answer', { 'warnings.3.answer': ' ' }, 'A warning has no answer in writing.'],
  ['no reasons', { reasons: '' }, 'A route is never chosen without reasons'],
  ['nothing about another open route', { 'notUsed.2.why': '' }, 'nothing says why it is not used'],
  ['a route that may not be used', { choice: 'direct-award-a' }, 'This route may not be used on these facts.'],
  ['a route that is none', { choice: 'direct-award-d' }, 'Choose a route.'],
])('it cannot be chosen with %s, and the page says why', async (_, more, said) => {
  const answer = await rachel.fill(at('steps/route.choose'), choose(more));
  expect([409, 422]).toContain(answer.status);
  expect(words(answer.text)).toContain(said);
  expect(answer.text).toContain('Key decision 24/00008');
});

test('the officer who may not decide is told who can', async () => {
  const answer = await priya.get(at('steps/route.choose'));
  expect(answer.status).toBe(403);
  expect(words(answer.text)).toContain('Rachel Okafor');
});

test('the decision maker chooses direct award C, checked before it is done; the record is made, read and signed', async () => {
  const check = await rachel.fill(at('steps/route.choose'), choose());
  expect(words(check.text)).toContain('Check your answers: Choose the route');
  expect(words(check.text)).toContain('Leave the time that has run already to a waiver');
  done(await rachel.send(at('steps/route.choose'), check.text, {}));
  expect((await priya.get(at('route-record'))).status).toBe(403);
  done(await rachel.fill(at('route-record'), { make: 'yes' }));
  const page = await rachel.read(at('route-record'));
  expect(page).toContain('ask for a waiver for the time that has run already');
  done(await rachel.fill(at('route-record'), {}));
  expect(await rachel.read(`/cases/${caseId}`)).toContain('Chosen and recorded: Direct award C');
});

test('the record in all its formats has the answer, the test, what was not used, each warning with its answer, and who decided', async () => {
  const html = await rachel.get(at('route-result'));
  const [, path] = /href="(\/documents\/[0-9a-f-]+)\.html"/.exec(html.text)!;
  const record = words((await rachel.get(`${path}.html`)).text);
  for (const text of ['Record of a choice of procurement route', 'Direct award C', 'Rachel Okafor', 'Key decision 24/00008, recommendation B', '£1,066,616 less £752,905 is £313,711', 'A competition for 17 months would interrupt therapy.',
    '£752,905 is right; section 8.3 is corrected.', '1 April 2023 to 31 March 2024', 'Limb (b) is not met', evidence, 'SI 2023/1348 reg 6(5)']) expect(record).toContain(text);
  const bytes = async (format: string) => {
    const answer = await fetch(`${service.address}${path}.${format}`, { headers: { cookie: (rachel.visitor as unknown as { cookie: string }).cookie } });
    return Buffer.from(await answer.arrayBuffer());
  };
  const pdf = await bytes('pdf');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  if (process.env['SHOTS']) fs.writeFileSync(`${process.env['SHOTS']}/route-choice-record.pdf`, pdf);
  const { value } = await mammoth.extractRawText({ buffer: await bytes('docx') });
  expect(value).toContain('Key decision 24/00008, recommendation B');
  expect(value).toContain('£1,066,616 less £752,905 is £313,711');
});

test('signing it opens the award by direct award C, with the contract as the route was chosen for it, once', async () => {
  const opened = await until(async () => {
    const rows = await asOwner(service.database.ownerUrl, async (owner) => (await owner.query<{ case_id: string; machine: string; title: string }>(`select case_id, machine, title from workflow_instance where machine like 'psr.%' and machine <> 'psr.route-choice'`)).rows);
    return rows.length > 0 && rows;
  });
  expect(opened).toEqual([{ case_id: idFromName(caseId, 'b6f0c6de-9f0b-5d0f-8a53-6d0c7f1e2a44'), machine: 'psr.direct-award-c', title: expect.stringContaining('Children’s therapies, East Kent Hospitals') }]);
  expect(await priya.read(`/cases/${opened[0]!.case_id}`)).toContain('East Kent Hospitals');
});
