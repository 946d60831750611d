import mammoth from 'mammoth';
import { asDay } from '../../../src/calendar/day.js';
import { checkTemplates } from '../../../src/documents/check-templates.js';
import { renderDocument, toDocx, toPdf } from '../../../src/documents/render.js';
import { TemplateLibrary } from '../../../src/documents/templates.js';
import { miniCompetition, ministerLastDay, outcomeLetter } from '../../../src/psr/notices/letters.js';
import type { OutcomeOf } from '../../../src/psr/notices/letters.js';
import { noticeData } from '../../../src/psr/notices/notice.js';
import { noticeDocument } from '../../../src/psr/notices/notice-document.js';
import { NOTICE_KINDS } from '../../../workflows/psr/notice-kinds.js';
import { readPdf } from '../../documents/pdf-reading.js';
import { factsFor } from './makers.js';
import { words } from '../../words.js';

const OURS = ['notice', 'outcome-letter', 'mini-competition', 'repeat-letter', 'sub-contractor-warning', 'self-cleaning-reasons', 'minister-notice'].map((name) => `psr/${name}`);
const options = { date: '2026-03-24T09:00:00Z', reference: 'PSR/26/0007' };
const contact = { name: 'Priya Sample', role: 'Procurement officer', email: 'priya@sample.example', phone: null };
const of: OutcomeOf = { date: asDay('2026-03-24'), ourReference: 'PSR/COMP 26/00003', contact, to: { name: 'Willow Bank Health CIC (sample)', person: null, address: ['4 Example Lane', 'SA2 2BB'] }, outcome: 'unsuccessful', successful: ['Hop Lane Eye Clinics (sample)'], whySuccessful: 'Shorter waits.', whyNot: 'Longer waits.', scores: [] };

describe('templates of notices and letters', () => {
  test('each asks only for what its data has', () => {
    expect(checkTemplates(undefined, OURS)).toEqual([]);
  });
  test.each(OURS)('%s is made as a page, a PDF/UA and a Word file with the same words', async (template) => {
    const { sample } = (await import(`../../../templates/${template}.data.ts`)) as { sample(): object };
    const { html, title } = await renderDocument(template, sample(), options);
    const [pdf, { value: text }] = [await readPdf(await toPdf(html)), await mammoth.extractRawText({ buffer: await toDocx(html) })];
    expect(pdf.title).toBe(title);
    expect(text).toContain(title);
    expect(new TemplateLibrary('templates').documents()).toContain(template);
  });
  test.each(NOTICE_KINDS)('a whole %s is made from its facts, and says nothing of a draft', async (kind) => {
    const facts = factsFor(kind);
    const { html } = await renderDocument('psr/notice', noticeDocument(noticeData(kind, facts), facts), options);
    expect(words(html)).not.toContain('Draft');
    for (const { label } of noticeData(kind, facts).fields) expect(words(html)).toContain(label);
  });
  test('a notice that cannot be published says so on its face, with what is missing', async () => {
    const facts = factsFor('N2', { value: null });
    const { html } = await renderDocument('psr/notice', noticeDocument(noticeData('N2', facts), facts), options);
    expect(words(html)).toContain('Draft. It cannot be published yet. 1 field is missing.');
    expect(words(html)).toContain('Give the approximate lifetime value');
  });
});

describe('C1: the outcome letter (reg 11(8); SI 2023/1348 Sch. 9)', () => {
  test('gives the first and the last day for representations, counted from the publication of the intention', async () => {
    const letter = outcomeLetter(factsFor('N8', { publishOn: '2026-03-24' }), of);
    expect(letter.data?.representations).toMatchObject({ publishedOn: '2026-03-24', first: '2026-03-25', last: '2026-04-08' });
    const { html } = await renderDocument('psr/outcome-letter', letter.data ?? {}, options);
    for (const said of ['Wednesday 25 March 2026', 'Wednesday 8 April 2026, until midnight at the end of the day', 'Shorter waits.', 'Longer waits.', 'Quality']) expect(words(html)).toContain(said);
  });
  test('is not written before the day of publication is fixed', () => {
    expect(outcomeLetter(factsFor('N8', { publishOn: null }), of)).toMatchObject({ data: null, missing: [expect.stringContaining('Fix the day') as unknown] });
  });
  test.each([
    ['the award criteria', factsFor('N8', { offers: null }), of],
    ['the title and the reference', factsFor('N8', { title: '' }), of],
    ['why this provider was not', factsFor('N8'), { ...of, whyNot: null }],
    ['who was successful, and why', factsFor('N8'), { ...of, whySuccessful: ' ' }],
    ['where representations are sent', factsFor('N8', { representations: null }), of],
  ])('is not written without %s', (what, facts, letter) => {
    const answer = outcomeLetter(facts, letter);
    expect(answer.data).toBeNull();
    expect(answer.missing.join(' ')).toContain(what);
  });
  test('the successful provider is told that a standstill comes first, and no reasons against it', async () => {
    const { data } = outcomeLetter(factsFor('N8'), { ...of, outcome: 'successful', whyNot: null });
    const { html } = await renderDocument('psr/outcome-letter', data ?? {}, options);
    expect(words(html)).toContain('Nothing is awarded yet: a standstill comes first.');
    expect(words(html)).not.toContain('Why you were not');
  });
});

describe('C2: the invitation to a mini-competition (reg 18(7), (8); SI 2023/1348 Sch. 15)', () => {
  const facts = factsFor('N8', { route: 'mini-competition', frameworkUsed: 'Framework for community clinics (sample), PSR/24/0031' });
  const ask = { date: asDay('2026-04-20'), ourReference: 'PSR/MC 26/00001', contact, parties: ['A (sample)', 'B (sample)'] };
  test('goes to every party and says all that Schedule 15 asks', async () => {
    const { data } = miniCompetition(facts, ask);
    const { html } = await renderDocument('psr/mini-competition', data ?? {}, options);
    for (const said of ['A (sample) and B (sample)', '85312330-1', '£1,525,000 (no VAT is payable)', 'Two extensions of 12 months', '29 May 2026 at 12pm', 'Quality']) expect(words(html)).toContain(said.replace('12pm', '12:00pm'));
  });
  test('is not written with nobody to invite, nor without value, dates or criteria', () => {
    expect(miniCompetition({ ...facts, value: null, serviceDates: null, offers: null }, { ...ask, parties: [] }).missing).toHaveLength(5);
  });
});

describe('notices to a Minister (SI 2023/1348 regs 20B, 20C, 22(4), (5))', () => {
  test('M2 and M3 fall within 30 days beginning with the day; M1 and M4 come before the act and have no day', () => {
    expect(ministerLastDay('M2', asDay('2026-03-03'))).toBe('2026-04-01');
    expect(ministerLastDay('M3 representations', asDay('2026-03-03'))).toBe('2026-04-01');
    expect(ministerLastDay('M3 outcome', asDay('2026-03-03'))).toBe('2026-04-01');
    expect([ministerLastDay('M1', asDay('2026-03-03')), ministerLastDay('M4', asDay('2026-03-03'))]).toEqual([null, null]);
  });
  test.each([['M1', 'reg 20B'], ['M2', 'reg 20C(1) to (3)'], ['M3 representations', 'reg 20C(4), (5)(a)'], ['M3 outcome', 'reg 20C(5)(b)'], ['M4', 'reg 22(4), (5)']] as const)('%s cites %s', async (notice, source) => {
    const { sample } = await import('../../../templates/psr/minister-notice.data.js');
    const { html } = await renderDocument('psr/minister-notice', { ...sample(), notice, ...(notice === 'M1' || notice === 'M4' ? { happenedOn: null, lastDay: null } : {}) }, options);
    expect(words(html)).toContain(`Source: SI 2023/1348 ${source}`);
  });
});
